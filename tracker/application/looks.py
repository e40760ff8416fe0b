"""Looks: how far a log had come when a reader first opened it, kept on their own machine and not in the log.

Nothing is marked as read by that: it only says from where on something is new to who never marked what they had read.
It stays where it is, so that what was not looked at is still new at the next opening; a mark takes its place.
"""

from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from tracker.application.store.address import Address, PostgresUrl
from tracker.application.store.reader import Reader

_ENTRY = "SELECT state FROM stored_events WHERE rowid = ?"


def first_look(reader: Reader, name: str) -> int | None:
    """The last position when a reader first opened this log; None where they never did, or it was another log."""
    try:
        position, stamp = _place(reader.path, name).read_text("ascii").split()
        found = int(position)
    except (OSError, ValueError):
        return None
    return found if stamp == _stamp(reader, found) else None


def keep_look(reader: Reader, name: str, position: int) -> None:
    """Keep how far the log had come; where that cannot be written, the next opening is the first again."""
    place = _place(reader.path, name)
    with suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        place.write_text(f"{position} {_stamp(reader, position)}\n", "ascii")


def _place(address: Address, name: str) -> Path:
    """The file of a reader of a log; its name tells neither."""
    from platformdirs import user_state_path

    where = f"{address}\0{address.schema}" if isinstance(address, PostgresUrl) else str(address.resolve())
    digest = sha256(f"{where}\0{name}".encode(errors="surrogateescape")).hexdigest()
    return user_state_path("tracker", appauthor=False) / "looks" / digest[:32]


def _stamp(reader: Reader, position: int) -> str:
    """What the entry at a position is known by: another log under the same name has another."""
    if position == 0:
        return "beginning"
    row = None if reader.empty else reader.conn.execute(_ENTRY, (position,)).fetchone()
    return "nothing" if row is None else sha256(bytes(row[0])).hexdigest()[:16]
