"""Acts in the store: the few different things that the many developments of a log do.

An act is interned: facts hold its number, and a reader folds by number without knowing the catalogue.
"""

import json
import sqlite3
from collections.abc import Iterator, Mapping

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
            act = from_plain(json.loads(body))
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


class Interning:
    """Gives each act its number, adding what is new; within a write transaction."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self.conn = conn
        self._numbers: dict[str, int] = {}
        self._known: dict[int, tuple[Act, int]] = {}

    def number(self, act: Act) -> int:
        """The number of an act. ``act_of`` gives the same object for the same act, hence the short way."""
        short = self._known.get(id(act))
        if short is not None:
            return short[1]
        body = json.dumps(as_plain(act), ensure_ascii=False, separators=(",", ":"))
        number = self._numbers.get(body) or self._stored(body)
        self._numbers[body] = number
        self._known[id(act)] = (act, number)
        return number

    def _stored(self, body: str) -> int:
        row = self.conn.execute("SELECT act FROM acts WHERE body = ?", (body,)).fetchone()
        if row is None:
            cursor = self.conn.execute("INSERT INTO acts (body) VALUES (?)", (body,))
            return int(cursor.lastrowid or 0)
        return int(row[0])
