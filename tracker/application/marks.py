"""Marks: up to where a named reader has read, kept in the log itself, so that every desk of a team has its own.

A mark holds a position of this log. It goes forwards only, and one that would say nothing new is not written: of
entries about reading alone nothing is new.
"""

import re
import unicodedata

from tracker.application.problems import BadInput
from tracker.application.store.address import Address
from tracker.application.store.reader import Reader
from tracker.domain.commands import MarkRead
from tracker.domain.log import BESIDE, READER_PREFIX, ReadUpTo

LONGEST = 80
_NAME = re.compile(r"[^\W_][\w.@+-]*", re.UNICODE)
_TOPICS = tuple(sorted({entry.topic for entry in BESIDE}))
_NEWEST = (
    "SELECT state FROM stored_events WHERE originator_id = ? AND topic = ? ORDER BY originator_version DESC LIMIT 1"
)
_LAST = (
    "SELECT rowid FROM stored_events WHERE rowid > ? AND topic <> ? AND topic <> ? AND topic <> ? "
    "ORDER BY rowid DESC LIMIT 1"
)


def checked_name(name: str, what: str) -> str:
    """The name of a reader or a watch as it is kept; BadInput where it is no single word."""
    found = unicodedata.normalize("NFC", name.strip())
    if not _NAME.fullmatch(found) or len(found) > LONGEST:
        raise BadInput(
            f"{name!r} cannot be the name of a {what}", remedy=f"letters, figures, '-', '_', '.', '@', up to {LONGEST}"
        )
    return found


def mark_of(reader: Reader, name: str) -> int:
    """The position up to which a reader has read; 0 where there is no mark."""
    if reader.empty:
        return 0
    row = reader.conn.execute(_NEWEST, (READER_PREFIX + checked_name(name, "reader"), ReadUpTo.topic)).fetchone()
    if row is None:
        return 0
    import json

    return int(json.loads(row[0])["position"])


def last_read(reader: Reader, after: int) -> int:
    """The last position behind one at which something was said of the world; the one given where nothing was."""
    if reader.empty:
        return after
    row = reader.conn.execute(_LAST, (after, *_TOPICS)).fetchone()
    return after if row is None else int(row[0])


def mark_read(address: Address, name: str, position: int, by: str) -> int | None:
    """Say that a reader has read up to a position; the position of the mark, None where it says nothing new."""
    from tracker.application.store.clock import now_at
    from tracker.application.store.writing import Writer

    if position < 1:
        return None
    stream = READER_PREFIX + checked_name(name, "reader")
    command = MarkRead(stream=stream, id=f"{stream} {position}", by=by, known_from=now_at(address), position=position)
    with Writer(address, begins=False) as writer:
        written = writer.submit([command])
    return written[0].position if written else None
