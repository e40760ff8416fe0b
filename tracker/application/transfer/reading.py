"""A log as a source of entries: what it says of itself, and its rows as they are stored, a few at a time."""

from collections.abc import Iterator
from typing import NoReturn

from tracker.application.problems import BadInput
from tracker.application.store.connection import LONG
from tracker.application.store.reader import Reader
from tracker.application.store.recorder import EventRow
from tracker.application.store.restoring import Source
from tracker.application.store.tree import LogTree

_ROWS = (
    "SELECT rowid, originator_id, originator_version, topic, state FROM stored_events WHERE rowid > ? ORDER BY rowid"
)
_SEALS = "SELECT size, root, time FROM seals ORDER BY size"


def source_of(reader: Reader) -> Source:
    """A log to take entries from, within a snapshot of the caller's; BadInput where it is blank or damaged."""
    if reader.empty:
        raise BadInput("nothing is recorded there yet", str(reader.path), "record something first: tracker replay FILE")
    try:
        checkpoint = LogTree(reader.conn).checkpoint()
        seals = tuple((int(size), bytes(root), str(time)) for size, root, time in reader.conn.execute(_SEALS))
    except (ValueError, TypeError) as problem:
        refuse(reader, str(problem))
    return Source(checkpoint, seals, lambda: rows_after(reader, 0), lambda n: f"{reader.path}: entry {n}")


def rows_after(reader: Reader, position: int) -> Iterator[EventRow]:
    """The entries behind a position; BadInput at the first that can be none."""
    for number, row in enumerate(reader.conn.execute(LONG + _ROWS, (position,)), position + 1):
        place, stream, version, topic, state = row
        if place != number:
            refuse(reader, f"entry {number} is missing")
        if not (isinstance(stream, str) and isinstance(version, int) and isinstance(topic, str)):
            refuse(reader, f"entry {number} has an id, version or topic of another kind")
        if not isinstance(state, bytes):
            refuse(reader, f"the content of entry {number} is of another kind")
        yield stream, version, topic, state


def refuse(reader: Reader, what: str) -> NoReturn:
    """Say that a log is damaged: of such a one no copy is made that would look sound."""
    raise BadInput(f"the log is damaged: {what}", str(reader.path), "see what was changed: tracker verify")
