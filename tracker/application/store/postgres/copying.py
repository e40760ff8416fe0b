"""A copy of a log from a server, as rows in a file of this machine: one state of it, entries and all that is derived.

What derives rows anew joins them with the entries in many small questions; it works on such a copy.
"""

import sqlite3
from collections.abc import Callable
from pathlib import Path

from tracker.application.store import schema
from tracker.application.store.address import PostgresUrl
from tracker.application.store.connection import LONG, connect

_ENTRIES = "SELECT rowid, originator_id, originator_version, topic, state FROM stored_events ORDER BY rowid"
_INSERT = "INSERT INTO stored_events (rowid, originator_id, originator_version, topic, state) VALUES (?, ?, ?, ?, ?)"


def copy_to_file(url: PostgresUrl, path: Path, moved: Callable[[int], None] = lambda _: None) -> None:
    """Copy every row of a log to a new file; ``moved`` is told how many entries there are so far.

    The file is private, and is not written durably: it is for working on, not for keeping.
    """
    path.touch(mode=0o600)
    ours, theirs = sqlite3.connect(path, isolation_level=None), connect(url, writable=False)
    try:
        theirs.execute("BEGIN")
        schema.check(theirs, url)
        ours.execute("PRAGMA journal_mode = OFF")
        ours.execute("PRAGMA synchronous = OFF")
        ours.execute("BEGIN")
        for statement in (schema.EVENTS, *schema.BESIDE.values()):
            ours.execute(statement)
        for number, row in enumerate(theirs.execute(LONG + _ENTRIES), 1):
            ours.execute(_INSERT, row)
            if number % 1000 == 0:
                moved(number)
        for table in schema.BESIDE:
            if schema.BESIDE[table].startswith("CREATE TABLE"):
                _copy_table(theirs, ours, table)
        ours.execute("COMMIT")
    finally:
        ours.close()
        theirs.close()


def _copy_table(theirs: sqlite3.Connection, ours: sqlite3.Connection, table: str) -> None:
    width = len(ours.execute(f"SELECT * FROM {table}").description)
    ours.executemany(
        f"INSERT INTO {table} VALUES ({','.join('?' * width)})", theirs.execute(f"{LONG}SELECT * FROM {table}")
    )
