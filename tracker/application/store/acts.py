"""Acts in the store: the few different things that the many developments of a log do.

An act is interned: facts hold its number, and a reader folds by number without knowing the catalogue.
"""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import suppress

from tracker.application.store.checksum import checksum
from tracker.application.store.pairs import pair_number
from tracker.domain.act import Act, as_plain, from_plain
from tracker.domain.fold import Prepared, prepare


class Acts(Mapping[int, Prepared]):
    """The acts of a file by number, made ready for folding; read once, and again when one is new."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self._conn = conn
        self.known: dict[int, Prepared] = {}
        """Those read so far, made ready."""
        self._bodies: dict[int, Act] = {}

    @property
    def table(self) -> dict[int, Prepared]:
        """All acts recorded so far."""
        top = max(self._bodies, default=0)
        for number, body in self._conn.execute("SELECT act, body FROM acts WHERE act > ?", (top,)):
            act = _read(body)
            self._bodies[number] = act
            self.known[number] = prepare(act)
        return self.known

    def __getitem__(self, number: int) -> Prepared:
        return self.known[number] if number in self.known else self.table[number]

    def __iter__(self) -> Iterator[int]:
        return iter(self.table)

    def __len__(self) -> int:
        return len(self.table)

    def act(self, number: int) -> Act:
        """The act as it was compiled."""
        if number not in self._bodies:
            _ = self.table
        return self._bodies[number]


def _read(body: str) -> Act:
    try:
        return from_plain(json.loads(body))
    except (RecursionError, TypeError, ValueError) as problem:
        from tracker.application.store.codec import Undecodable  # it knows the catalogue, which folding does not need

        msg = "an act among the derived rows is not of the format; tracker verify --rebuild makes them anew"
        raise Undecodable(msg) from problem


def _body(act: Act) -> str:
    return json.dumps(as_plain(act), ensure_ascii=False, separators=(",", ":"))


def sound_acts(conn: sqlite3.Connection, name: str) -> Iterator[tuple[int, str, int]]:
    """The acts of a database that are as they were interned, used or not; others were damaged, or never any.

    Those that nothing uses any more keep their numbers: whoever has the file open remembers them.
    """
    for number, body, crc in conn.execute(f"SELECT act, body, crc FROM {name}.acts").fetchall():
        with suppress(ValueError, RecursionError, TypeError):
            if crc == checksum(number, body) and _body(from_plain(json.loads(body))) == body:
                yield number, body, crc


class Interning:
    """Gives each act and each pair its number, adding what is new; within a write transaction."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self.conn = conn
        self._numbers: dict[str, int] = {}
        self._known: dict[int, tuple[Act, int]] = {}
        self._pairs: dict[str, int] = {}

    def number(self, act: Act) -> int:
        """The number of an act. ``act_of`` gives the same object for the same act, hence the short way."""
        short = self._known.get(id(act))
        if short is not None:
            return short[1]
        body = _body(act)
        number = self._numbers.get(body) or self._stored(body)
        self._numbers[body] = number
        self._known[id(act)] = (act, number)
        return number

    def _stored(self, body: str) -> int:
        row = self.conn.execute("SELECT act FROM acts WHERE body = ?", (body,)).fetchone()
        if row is None:
            number = next_number(self.conn, "acts", "act")
            self.conn.execute("INSERT INTO acts VALUES (?, ?, ?)", (number, body, checksum(number, body)))
            return number
        return int(row[0])

    def pair(self, name: str) -> int:
        """The number of a pair."""
        number = self._pairs.get(name)
        if number is None:
            number = self._pairs[name] = pair_number(self.conn, name) or self._new_pair(name)
        return number

    def _new_pair(self, name: str) -> int:
        number = next_number(self.conn, "pairs", "pair")
        self.conn.execute("INSERT INTO pairs VALUES (?, ?, 0, 0, 0, 0, 0, 0)", (number, name))
        return number


def next_number(conn: sqlite3.Connection, table: str, column: str) -> int:
    """The number behind the highest of a table, from 1; nobody else writes meanwhile."""
    return int(conn.execute(f"SELECT coalesce(max({column}), 0) + 1 FROM {table}").fetchone()[0])
