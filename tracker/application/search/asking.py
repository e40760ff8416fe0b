"""Asking: the streams in which the words of a query stand, at given clocks, from an index."""

import sqlite3
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from tracker.application.search.facts import Facts, facts_of, micros
from tracker.application.search.filters import Narrowing
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
_WITH_WORDS = (
    _FOUND + "words w CROSS JOIN entries e ON e.position = w.rowid CROSS JOIN streams s ON s.number = e.stream "
    "WHERE words MATCH ? AND e.position <= ? AND e.known <= ? AND {narrowed}{listed} ORDER BY w.rowid DESC"
)
_WITHOUT = _FOUND + "streams s WHERE s.first <= ? AND s.born <= ? AND {narrowed}{listed} ORDER BY s.number DESC"
_LISTED = " AND {} IN (SELECT s.number FROM streams s WHERE {} UNION ALL SELECT number FROM streams WHERE kind IS NULL)"
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
            return Facts(*row.facts)
        clocks = self._clocks
        dossier = LogLookup(self._reader.conn, known_at=clocks.known_at, position=self._bounds.position).dossier(
            row.stream
        )
        return None if dossier is None else facts_of(dossier)

    def hits(self) -> list[Hit]:
        """What was kept."""
        return [
            Hit(rows[0].stream, facts, min(row.rank for row in rows), tuple(row.position for row in reversed(rows)))
            for facts, rows in self.kept.values()
        ]


class _Row(NamedTuple):
    position: int
    rank: float
    number: int
    stream: str
    last: int
    known: int
    facts: tuple[Any, ...]


def _are_few(conn: sqlite3.Connection, query: Query) -> bool:
    """Whether the words stand in so few entries that they can be ranked."""
    if not query.wanted:
        return False
    statement = "SELECT count(*) FROM (SELECT 1 FROM words WHERE words MATCH ? LIMIT ?)"
    return bool(conn.execute(statement, (query.expression(), RANKED + 1)).fetchone()[0] <= RANKED)


def _rows(
    conn: sqlite3.Connection, query: Query, bounds: Bounds, narrowing: Narrowing, *, ranked: bool
) -> Iterator[_Row]:
    words = (query.expression(),) if query.wanted else ()
    narrowed = f"(s.kind IS NULL OR s.position > ? OR s.known > ? OR ({narrowing.condition}))"
    is_listed = narrowing.is_listed and not ranked and _sees_all(conn, bounds)
    values = narrowing.values * (1 + is_listed)
    statement = (_WITH_WORDS if query.wanted else _WITHOUT).format(
        position="e.position" if query.wanted else "s.position",
        rank="bm25(words)" if ranked else "0.0",
        narrowed=narrowed,
        listed=_LISTED.format("e.stream" if query.wanted else "s.number", narrowing.condition) if is_listed else "",
    )
    for row in conn.execute(statement, (*words, *bounds, *bounds, *values)):
        yield _Row(row[0], row[1], row[2], row[3], row[4], row[5], row[6:])


def _sees_all(conn: sqlite3.Connection, bounds: Bounds) -> bool:
    """Whether nothing that the index holds is out of sight."""
    return bounds.known == _ALL and conn.execute("SELECT position <= ? FROM made", (bounds.position,)).fetchone() == (
        1,
    )


def _streams(conn: sqlite3.Connection, expression: str, bounds: Bounds) -> frozenset[int]:
    if not expression:
        return frozenset()
    return frozenset(number for (number,) in conn.execute(_STREAMS, (expression, *bounds)))


def _is_whole(row: _Row, bounds: Bounds) -> bool:
    """Whether all that was ever said of a stream may be seen, and none of it is damaged."""
    return row.last <= bounds.position and row.known <= bounds.known and row.facts[0] is not None
