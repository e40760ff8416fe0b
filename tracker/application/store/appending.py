"""Appending entries that were stored before, byte for byte: decoded strictly, in order, evolved without judgement.

What the desk would have refused is not judged here: it was recorded. What could not be read again is refused.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice

from tracker.application.problems import BadInput
from tracker.application.store.acts import Interning
from tracker.application.store.audit import named_otherwise
from tracker.application.store.codec import Stored, Undecodable, decode, instant_text, recorded_at_of
from tracker.application.store.collector import uncollected
from tracker.application.store.derived import Deriving
from tracker.application.store.lookup import LogLookup
from tracker.application.store.recorder import Append, EventRow
from tracker.application.store.tree import LogTree
from tracker.domain.dossier import Dossier, evolve
from tracker.domain.log import BESIDE, IncidentOpened, SourceDescribed

CHUNK = 1000
"""So many entries are held at once."""
UNDONE = "it was not written; take it from a log that verifies"
Moved = Callable[[int], object]
"""Is told how many entries are done."""
Numbered = tuple[int, EventRow]
"""An entry, and its position in the log that it comes from."""
Step = tuple[EventRow, Dossier | None, Dossier]
"""An entry, and its stream before and after it."""


def chunks(rows: Iterable[Numbered]) -> Iterator[list[Numbered]]:
    """Entries in parts that can be held."""
    left = iter(rows)
    while part := list(islice(left, CHUNK)):
        yield part


def recorded(
    conn: sqlite3.Connection, append: Append, lookup: LogLookup, interning: Interning, steps: Sequence[Step],
) -> range:  # fmt: skip
    """Append entries within a turn, grow the tree over them, and derive from them; their positions.

    Derived entry by entry, so that what was said and taken back in one turn is still there to be read as known between.
    """
    rows = [row for row, _, _ in steps]
    positions = append(rows)
    LogTree(conn).grow(rows)
    changed = [
        (before, after, position)
        for (_, before, after), position in zip(steps, positions, strict=True)
        if after.development is not None
    ]
    Deriving(conn, lookup, interning).settle(changed)
    return positions


class Appending:
    """Appends stored entries byte for byte within a turn, and derives from them."""

    def __init__(self, conn: sqlite3.Connection, append: Append, place: Callable[[int], str]) -> None:
        self._conn = conn
        self._append = append
        self._place = place
        self._interning = Interning(conn)
        self._last = _last_recorded(conn)

    def take(self, chunk: Sequence[Numbered]) -> None:
        """Append entries; each must follow the last one of its stream, and may not be older than the log."""
        lookup = LogLookup(self._conn)
        with uncollected():
            lookup.prefetch(list({row[0] for _, row in chunk}))
            steps = [(row, *self._step(lookup, number, row)) for number, row in chunk]
            recorded(self._conn, self._append, lookup, self._interning, steps)

    def _step(self, lookup: LogLookup, number: int, row: EventRow) -> tuple[Dossier | None, Dossier]:
        before = lookup.dossier(row[0])
        stored = self._decoded(number, row)
        strange = named_otherwise(stored) or _out_of_order(before, stored) or _timed_otherwise(stored, row[3])
        if strange is None and self._last is not None and stored.recorded_at < self._last:
            strange = "it was recorded before the entry in front of it"
        if strange is not None:
            raise BadInput(f"entry {number}: {strange}", self._place(number), UNDONE)
        self._last = stored.recorded_at
        after = self._evolved(number, before, stored)
        lookup.put(after)
        return before, after

    def _decoded(self, number: int, row: EventRow) -> Stored:
        try:
            return decode(number, *row)
        except Undecodable as problem:
            raise BadInput(str(problem), self._place(number), UNDONE) from problem

    def _evolved(self, number: int, before: Dossier | None, stored: Stored) -> Dossier:
        try:
            return evolve(before, stored.entry)
        except (LookupError, TypeError, ValueError) as problem:
            said = next(iter(str(problem).splitlines()), type(problem).__name__)
            what = f"entry {number}: {stored.entry.stream} cannot be replayed: {said}"
            raise BadInput(what, self._place(number), UNDONE) from problem


def _last_recorded(conn: sqlite3.Connection) -> datetime | None:
    row = conn.execute("SELECT state FROM stored_events ORDER BY rowid DESC LIMIT 1").fetchone()
    return None if row is None else datetime.fromisoformat(recorded_at_of(row[0]))


def _out_of_order(before: Dossier | None, stored: Stored) -> str | None:
    """What is said of an entry that does not follow what its stream holds, in version or in knowledge."""
    entry, version = stored.entry, 0 if before is None else before.version
    if entry.version != version + 1:
        return f"version {entry.version} of {entry.stream} does not follow version {version}"
    known = entry.known_from
    if known is None:
        told = isinstance(entry, (SourceDescribed, IncidentOpened, *BESIDE))
        return None if told else "it does not say from when it is known"
    earlier = None if before is None else before.known_from
    return None if earlier is None or known >= earlier else "it is known before what it amends"


def _timed_otherwise(stored: Stored, state: bytes) -> str | None:
    """What is said of an entry whose time of recording is not written as the format writes it."""
    try:
        fits = instant_text(stored.recorded_at) == recorded_at_of(state)
    except OverflowError:
        fits = False
    return None if fits else "its time of recording is not written as 2024-01-31T12:00:00.000Z"
