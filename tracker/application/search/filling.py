"""Filling: an index is proved to be one of this log, and caught up with it, in one transaction.

The index keeps the frontier of the log's tree at the entry that it is caught up to. Where that, grown by the hashes
of the entries since, has the root that the log has now, every entry of the index is an entry of the log.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from itertools import islice
from typing import Any, NamedTuple

from tracker.application.proof.tree import Frontier
from tracker.application.search.facts import ALWAYS, Facts, facts_of, facts_stored, known_micros, year_known
from tracker.application.search.index import is_made, make_anew, turn
from tracker.application.search.labels import ASK, KNOWN, YEAR, known_in, labels_of
from tracker.application.search.texts import texts_of
from tracker.application.search.words import words_of
from tracker.application.store import schema
from tracker.application.store.codec import Undecodable
from tracker.application.store.connection import LONG
from tracker.application.store.lookup import LogLookup
from tracker.application.store.reader import Reader
from tracker.application.store.tree import LogTree

Moved = Callable[[int], None]
BETWEEN = " \ue000 "
"""Stands between texts, so that no phrase reaches from one into the next; no query can hold it."""
_BATCH = 2000
_LEAVES = f"{LONG}SELECT hash FROM leaves WHERE position > ? ORDER BY position"
_COLUMNS = "rowid, originator_id, originator_version, topic, state"
_ENTRIES = f"{LONG}SELECT {_COLUMNS} FROM stored_events WHERE rowid > ? ORDER BY rowid"
_FIRST = f"SELECT {_COLUMNS} FROM stored_events WHERE rowid = ?"
_ENTRY = "INSERT INTO entries VALUES (?, ?, ?)"
_WORDS = "INSERT INTO words (rowid, text) VALUES (?, ?)"
_YEAR = "INSERT OR IGNORE INTO years VALUES (?, ?)"
_NEW = (
    "INSERT INTO streams (id, first, born, position, known, kind, type, day, pair, grade, status, parties, sources) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_STREAM = (
    "INSERT INTO streams (id, first, born, position, known) VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET "
    "born = min(born, excluded.born), position = excluded.position, known = max(known, excluded.known) "
    "RETURNING number, first"
)
_FACTS = (
    "UPDATE streams SET kind = ?, type = ?, day = ?, pair = ?, grade = ?, status = ?, parties = ?, sources = ? "
    "WHERE number = ?"
)


def fits(conn: sqlite3.Connection, reader: Reader) -> bool:
    """Whether an index is caught up with the log as the reader sees it, or was with some beginning of it."""
    if not is_made(conn):
        return False
    origin, stored, position = conn.execute("SELECT origin, frontier, position FROM made").fetchone()
    tree = LogTree(reader.conn)
    try:
        frontier, now = Frontier.from_bytes(stored), tree.frontier
    except (ValueError, TypeError):
        return False
    if origin != tree.origin or frontier.size != position or position > now.size:
        return False
    frontier.append(_hashes(reader, position))
    return frontier.to_bytes() == now.to_bytes()


def _hashes(reader: Reader, position: int) -> Iterator[bytes]:
    rows = reader.conn.execute(_LEAVES, (position,))
    return (bytes(found) for (found,) in rows)


def is_ahead(conn: sqlite3.Connection, reader: Reader) -> bool:
    """Whether another process caught the index up with entries that this reader does not see yet."""
    if not is_made(conn) or _position(conn) <= LogTree(reader.conn).frontier.size:
        return False
    with Reader(reader.path) as fresh, fresh.snapshot():
        return fits(conn, fresh)


def _position(conn: sqlite3.Connection) -> int:
    return int(conn.execute("SELECT position FROM made").fetchone()[0])


@contextmanager
def _no_bar(_: int) -> Iterator[Moved]:
    yield lambda _: None


def catch_up(conn: sqlite3.Connection, reader: Reader, bar: Callable[[int], Any] = _no_bar) -> None:
    """Bring an index to the log as the reader sees it; what does not fit is made anew. ``bar`` shows how far it is."""
    if _is_current(conn, reader) or is_ahead(conn, reader):
        return
    with turn(conn):
        if is_ahead(conn, reader):  # another process was faster
            return
        tree = LogTree(reader.conn)
        if not fits(conn, reader):
            make_anew(conn, tree.origin, Frontier().to_bytes())
        frontier = tree.frontier
        with bar(frontier.size - _position(conn)) as moved:
            _Filling(conn, reader).run(_position(conn), moved)
        conn.execute("UPDATE made SET frontier = ?, position = ?", (frontier.to_bytes(), frontier.size))


def _is_current(conn: sqlite3.Connection, reader: Reader) -> bool:
    return fits(conn, reader) and _position(conn) == LogTree(reader.conn).frontier.size


def fill_without_proof(conn: sqlite3.Connection, reader: Reader, bar: Callable[[int], Any] = _no_bar) -> None:
    """An index of a log that has no tree yet, for one question."""
    with turn(conn):
        make_anew(conn, "", Frontier().to_bytes())
        with bar(reader.last_position()) as moved:
            _Filling(conn, reader).run(0, moved)
        conn.execute("UPDATE made SET position = ?", (reader.last_position(),))


def has_tree(reader: Reader) -> bool:
    """Whether the log is of a format that proves what its entries are."""
    return schema.format_of(reader.conn) >= schema.WITH_TREE


class _Row(NamedTuple):
    position: int
    stream: str
    version: int
    topic: str
    state: bytes


class _Filling:
    """One filling: entries and their words, and the facts of each stream that they touch."""

    def __init__(self, conn: sqlite3.Connection, reader: Reader) -> None:
        self._conn = conn
        self._reader = reader
        self._amended: dict[str, int] = {}
        self._begun: list[int] = []
        """Where streams begin that were amended for the first time."""
        self._years: set[tuple[str, int]] = set()

    def run(self, position: int, moved: Moved) -> None:
        """Everything behind a position."""
        rows = self._reader.conn.execute(_ENTRIES, (position,))
        for part in iter(lambda: list(islice(rows, _BATCH)), []):
            for row in part:
                self._add(_Row(*row))
            moved(len(part))
        for first in sorted(self._begun, reverse=True):  # in the order of their places, as the index writes quickest
            self._label_anew(first)
        for stream, number in self._amended.items():
            self._keep(number, _settled(LogLookup(self._reader.conn), stream))
        self._conn.executemany(_YEAR, self._years)

    def _add(self, row: _Row) -> None:
        body = _parsed(row.state)
        known = _known(body)
        facts = facts_stored(row.topic, body) if row.version == 1 else None
        self._conn.execute(_ENTRY, (row.position, self._stream(row, known, facts), known))
        self._write(row, row.position, body, (ASK,) if facts is None else labels_of(facts))
        self._years.add((KNOWN, year_known(known)))
        if facts is not None and facts.day is not None:
            self._years.add((YEAR, date.fromordinal(facts.day).year))

    def _write(self, row: _Row, place: int, body: Any, labels: Iterable[str]) -> None:
        if body is not None:
            parts = (words_of(text) for _, text in texts_of(row.stream, row.topic, body))
            text = BETWEEN.join(" ".join(words) for words in parts if words)
            every = (*labels, known_in(year_known(_known(body))))
            self._conn.execute(_WORDS, (place, f"{text}{BETWEEN}{' '.join(every)}"))

    def _label_anew(self, first: int) -> None:
        """Write the words of a first entry again, as its stream is to be asked now."""
        row = _Row(*self._reader.conn.execute(_FIRST, (first,)).fetchone())
        self._write(row, -first, _parsed(row.state), (ASK,))

    def _stream(self, row: _Row, known: int, facts: Facts | None) -> int:
        """The number of a stream, which is told by its first entry or waits until all entries are there."""
        place = (row.stream, row.position, known, row.position, known)
        if facts is not None:
            return self._conn.execute(_NEW, (*place, *facts)).lastrowid or 0
        number, first = self._conn.execute(_STREAM, place).fetchone()
        self._amended[row.stream] = number
        if row.version == 2:
            self._begun.append(first)
        return int(number)

    def _keep(self, number: int, facts: Facts | None) -> None:
        self._conn.execute(_FACTS, (*(facts or (None,) * len(Facts._fields)), number))


def _parsed(state: bytes) -> Any:
    """The JSON of an entry; None where it is damaged, which is for verify to find."""
    try:
        return json.loads(state)
    except (ValueError, RecursionError):
        return None


def _known(body: Any) -> int:
    try:
        return known_micros(body)
    except (ValueError, TypeError):
        return ALWAYS


def _settled(lookup: LogLookup, stream: str) -> Facts | None:
    """The facts of an amended stream; None where an entry of it is damaged: who finds it is told so."""
    try:
        dossier = lookup.dossier(stream)
    except (Undecodable, LookupError):
        return None
    return None if dossier is None else facts_of(dossier)
