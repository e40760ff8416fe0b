"""Merging: a log takes what it lacks of another; what both hold must be the same."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence

from tracker.application.problems import BadInput
from tracker.application.store.appending import UNDONE, Appending, Moved, Numbered, chunks
from tracker.application.store.codec import Undecodable, decode, recorded_at_of
from tracker.application.store.many import rows_of
from tracker.application.store.recorder import Append, EventRow
from tracker.domain.log import ReadUpTo

_HELD = "SELECT originator_id, originator_version, topic, state FROM stored_events WHERE originator_id IN ({})"
_RECORDED = '{"recorded_at":"'


class Merging:
    """Adds what a log lacks, within a turn, as recorded at ``now``; counts what it held already."""

    def __init__(self, conn: sqlite3.Connection, append: Append, place: Callable[[int], str], now: str) -> None:
        self._conn = conn
        self._place = place
        self._now = now
        self._appending = Appending(conn, append, place)
        self.added = self.passed = 0

    def take(self, rows: Iterator[EventRow], moved: Moved = lambda _: None) -> None:
        """Take every entry of another log; BadInput at the first that contradicts. ``moved`` is told how far."""
        for chunk in chunks(enumerate(rows, 1)):
            missing = self._missing(chunk)
            self.added += len(missing)
            self.passed += len(chunk) - len(missing)
            if missing:
                self._appending.take(missing)
            moved(chunk[-1][0])

    def _missing(self, chunk: Sequence[Numbered]) -> list[Numbered]:
        held = _held(self._conn, {row[0] for _, row in chunk})
        missing = []
        for number, row in chunk:
            if row[2] == ReadUpTo.topic:
                continue  # it speaks of a position of the other log, which means something else here
            there = held.get(row[:2])
            if there is None:
                held[row[:2]] = row
                missing.append((number, self._stamped(number, row)))
            elif not _same(there, row):
                raise _contradiction(number, row, self._place(number))
        return missing

    def _stamped(self, number: int, row: EventRow) -> EventRow:
        """The entry as recorded now."""
        try:
            rest = _after_recording(row[3])
        except Undecodable as problem:
            raise BadInput(f"entry {number}: {problem}", self._place(number), UNDONE) from problem
        return *row[:3], f"{_RECORDED}{self._now}".encode() + rest


def _held(conn: sqlite3.Connection, streams: Iterable[str]) -> dict[tuple[str, int], EventRow]:
    """The entries of some streams, by stream and version."""
    return {(row[0], row[1]): (row[0], row[1], row[2], row[3]) for row in rows_of(conn, _HELD, sorted(streams))}


def _same(one: EventRow, other: EventRow) -> bool:
    """Whether two entries of one stream and version say the same, whenever they were recorded."""
    if one[2] != other[2]:
        return False
    try:
        return (
            _after_recording(one[3]) == _after_recording(other[3]) or decode(1, *one).entry == decode(1, *other).entry
        )
    except Undecodable:
        return False


def _after_recording(state: bytes) -> bytes:
    """The bytes of an entry behind its time of recording."""
    return state[len(_RECORDED) + len(recorded_at_of(state).encode()) :]


def _contradiction(number: int, row: EventRow, place: str) -> BadInput:
    stream, version, topic, _ = row
    return BadInput(
        f"entry {number} ({stream}, version {version}, {topic}) contradicts the log, which holds another in its place",
        place, f"nothing was written; see what the log holds: tracker log --stream {stream}",
    )  # fmt: skip
