"""The clock of a log: the one that stamps its entries also says from when what is recorded now is known.

A file has the clock of the machine that writes it; a database has its server's, so that desks whose clocks differ
agree. It never goes back behind the last entry.
"""

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from tracker.application.store.address import Address
from tracker.application.store.codec import recorded_at_of
from tracker.application.store.connection import explained

if TYPE_CHECKING:
    from tracker.application.store.reader import Reader

Clock = Callable[[], datetime]


def wall_clock() -> datetime:
    """Now, in UTC, on this machine."""
    return datetime.now(UTC)


def present(conn: sqlite3.Connection, clock: Clock | None = None) -> datetime:
    """Now by the clock of a log (UTC), or by the one given; no earlier than its last entry."""
    now = clock() if clock is not None else _its_own(conn)
    row = conn.execute("SELECT state FROM stored_events ORDER BY rowid DESC LIMIT 1").fetchone()
    return now if row is None else max(now, datetime.fromisoformat(recorded_at_of(row[0])))


def _its_own(conn: sqlite3.Connection) -> datetime:
    if isinstance(conn, sqlite3.Connection):
        return wall_clock()
    found: datetime = conn.execute("SELECT clock_timestamp()").fetchone()[0]
    return found.astimezone(UTC)


def now_at(address: Address) -> datetime:
    """Now by the clock of the log at an address, also of one that is empty or not there yet."""
    from tracker.application.store.reader import Reader

    if not address.exists():
        return wall_clock()
    with Reader(address) as reader:
        return now_of(reader)


def now_of(reader: "Reader") -> datetime:
    """Now by the clock of a log that is open, also of an empty one."""
    with explained(reader.path):
        return _its_own(reader.conn) if reader.empty else present(reader.conn)
