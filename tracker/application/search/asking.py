"""Asking: the streams in which the words of a query stand, at given clocks, from an index."""

import sqlite3
from collections.abc import Callable, Iterator
from heapq import merge
from typing import NamedTuple

from tracker.application.search.facts import Facts, facts_of, micros, year_known
from tracker.application.search.filters import Narrowing
from tracker.application.search.labels import KNOWN, expression, known_until
from tracker.application.search.query import Query
from tracker.application.store.lookup import LogLookup
from tracker.application.store.reader import Clocks, Reader

RANKED = 5000
"""So many entries are ranked: words that stand in more of them tell little of any."""
MOST = 5000
"""Streams that are looked at where more are found."""
_ALL = 2**62
_FOUND = (
    "SELECT {position}, {rank}, s.number, s.id, s.position, s.known, s.kind, s.type, s.day, s.pair, s.grade, s.status, "
    "s.parties, s.sources FROM "
)
_MATCHED = (
    _FOUND + "words w CROSS JOIN entries e ON e.position = {place} CROSS JOIN streams s ON s.number = e.stream "
    "WHERE words MATCH ? AND e.position <= ? AND e.known <= ? AND {narrowed} AND {side}"
)
_STANDING = {"place": "w.rowid", "side": "w.rowid > 0 ORDER BY w.rowid DESC"}
_AGAIN = {"place": "-w.rowid", "side": "w.rowid < 0 ORDER BY w.rowid"}
"""First entries that were amended since, with new labels."""
_EVERY = _FOUND + "streams s WHERE s.first <= ? AND s.born <= ? AND {narrowed} ORDER BY s.number DESC"
_DAMAGED = _FOUND + "streams s WHERE s.first <= ? AND s.born <= ? AND s.kind IS NULL ORDER BY s.number DESC"
_STREAMS = (
    "SELECT DISTINCT e.stream FROM words w CROSS JOIN entries e ON e.position = w.rowid "
    "WHERE words MATCH ? AND e.position <= ? AND e.known <= ?"
)


class Hit(NamedTuple):
    """A stream that was found: its facts at the clocks, the entries that hold the words, and how well they do."""

    stream: str
    facts: Facts
    rank: float
    """As BM25 counts it: the less, the better; 0 where nothing is ranked."""
    positions: tuple[int, ...]


class Bounds(NamedTuple):
    """What of the log may be seen: up to a position, and known until an instant."""

    position: int
    known: int

    @classmethod
    def of(cls, reader: Reader, clocks: Clocks) -> "Bounds":
        """The bounds of clocks; an index may know more than the reader sees."""
        last = reader.last_position()
        position = last if clocks.position is None else min(last, clocks.position)
        return cls(position, _ALL if clocks.known_at is None else micros(clocks.known_at))


class Hits(NamedTuple):
    """What was found, and whether it is all there is."""

    every: list[Hit]
    complete: bool


def hits(
    conn: sqlite3.Connection, reader: Reader, query: Query, clocks: Clocks, narrowing: Narrowing,
    passes: Callable[[Facts], bool],
) -> Hits:  # fmt: skip
    """The streams with the words that pass, in no order; what lies behind the date or is not known is not there.

    ``narrowing`` leaves most of what cannot pass in the index.
    Only what is asked of the whole log is ranked: a rank depends on all entries, and what was known at some time must
    not change with what is recorded later. Of words that stand in very many entries the last recorded are taken.
    """
    bounds = Bounds.of(reader, clocks)
    ranked = clocks.known_at is None and clocks.position is None and _are_few(conn, query)
    sieve = _Sieve(reader, clocks, bounds, passes, _streams(conn, query.excluded(), bounds))
    for row in _rows(conn, query, bounds, narrowing, ranked=ranked):
        sieve.take(row)
        if len(sieve.kept) > MOST:
            sieve.kept.popitem()
            return Hits(sieve.hits(), complete=False)
    return Hits(sieve.hits(), complete=True)


class _Sieve:
    """Rows of an index, gathered by stream; each stream is judged once."""

    def __init__(
        self, reader: Reader, clocks: Clocks, bounds: Bounds, passes: Callable[[Facts], bool], unwanted: frozenset[int]
    ) -> None:
        self._reader, self._clocks, self._bounds, self._passes = reader, clocks, bounds, passes
        self._day = clocks.as_of.day.toordinal()
        self._dropped = set(unwanted)
        self.kept: dict[int, tuple[Facts, list[_Row]]] = {}

    def take(self, row: "_Row") -> None:
        """Add a row to its stream, unless that is not wanted."""
        if row.number in self.kept:
            self.kept[row.number][1].append(row)
        elif row.number not in self._dropped:
            facts = self._facts(row)
            if facts is not None and (facts.day is None or facts.day <= self._day) and self._passes(facts):
                self.kept[row.number] = (facts, [row])
            else:
                self._dropped.add(row.number)

    def _facts(self, row: "_Row") -> Facts | None:
        """The facts of a stream as they were known then; None where nothing was."""
        if _is_whole(row, self._bounds):
            return row.facts()
        clocks = self._clocks
        dossier = LogLookup(self._reader.conn, known_at=clocks.known_at, position=self._bounds.position).dossier(
            row.stream
        )
        return None if dossier is None else facts_of(dossier)

    def hits(self) -> list[Hit]:
        """What was kept."""
        return [_hit(facts, rows) for facts, rows in self.kept.values()]


class _Row(NamedTuple):
    position: int
    rank: float
    number: int
    stream: str
    last: int
    known: int
    kind: str | None
    """None where an entry is damaged; the rest is as ``Facts`` has it."""
    type: str | None
    day: int | None
    pair: str | None
    grade: str | None
    status: str | None
    parties: str | None
    sources: str | None

    def facts(self) -> Facts:
        """The facts of a stream, as the index has them."""
        return Facts._make(self[6:])


def _hit(facts: Facts, rows: list[_Row]) -> Hit:
    row = rows[0]
    if len(rows) == 1:
        return Hit(row.stream, facts, row.rank, (row.position,))
    return Hit(row.stream, facts, min(row.rank for row in rows), tuple(row.position for row in reversed(rows)))


def years_of(conn: sqlite3.Connection, kind: str) -> list[int]:
    """The years for which an index has labels of a kind."""
    return [year for (year,) in conn.execute("SELECT year FROM years WHERE label = ?", (kind,))]


def _are_few(conn: sqlite3.Connection, query: Query) -> bool:
    """Whether the words stand in so few entries that they can be ranked."""
    if not query.wanted:
        return False
    statement = "SELECT count(*) FROM (SELECT 1 FROM words WHERE words MATCH ? AND rowid > 0 LIMIT ?)"
    return bool(conn.execute(statement, (query.expression(), RANKED + 1)).fetchone()[0] <= RANKED)


def _rows(
    conn: sqlite3.Connection, query: Query, bounds: Bounds, narrowing: Narrowing, *, ranked: bool
) -> Iterator[_Row]:
    """Rows of the index, the last recorded first. What is ranked is few, and labels would count in its rank."""
    labels = expression(narrowing.labels) if narrowing.labels and not ranked else ""
    early = "" if bounds.known == _ALL else known_until(year_known(bounds.known), years_of(conn, KNOWN))
    matched = " AND ".join(filter(None, (query.expression(), labels, early)))
    narrowed = f"(s.kind IS NULL OR s.position > ? OR s.known > ? OR ({narrowing.condition}))"
    rank = "bm25(words)" if ranked else "0.0"

    def asked(statement: str, *before: str, **parts: str) -> Iterator[_Row]:
        text = statement.format(position=parts.get("place", "s.position"), rank=rank, narrowed=narrowed, **parts)
        values = (*before, *bounds, *((*bounds, *narrowing.values) if "{narrowed}" in statement else ()))
        return map(_Row._make, conn.execute(text, values))

    if not matched:
        yield from asked(_EVERY)
        return
    standing = asked(_MATCHED, matched, **_STANDING)
    yield from _once(standing, asked(_MATCHED, matched, **_AGAIN)) if labels else standing
    if not query.wanted:
        yield from asked(_DAMAGED)


def _once(*parts: Iterator[_Row]) -> Iterator[_Row]:
    """Rows that are in order in each part, in order, each entry once."""
    last = None
    for row in merge(*parts, key=lambda row: -row.position):
        if row.position != last:
            last = row.position
            yield row


def _streams(conn: sqlite3.Connection, expression: str, bounds: Bounds) -> frozenset[int]:
    if not expression:
        return frozenset()
    return frozenset(number for (number,) in conn.execute(_STREAMS, (expression, *bounds)))


def _is_whole(row: _Row, bounds: Bounds) -> bool:
    """Whether all that was ever said of a stream may be seen, and none of it is damaged."""
    return row.last <= bounds.position and row.known <= bounds.known and row.kind is not None
