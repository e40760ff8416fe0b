"""A connection to a server with the surface of an SQLite connection, as far as the store uses it.

Statements arrive in the words of SQLite and are translated; within a turn those that write wait for the next question.
What the driver raises leaves as a ServerProblem whose text holds no password.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from typing import Any, cast

import psycopg
from psycopg.rows import tuple_row

from tracker.application.store.postgres.dialect import of_many_rows, of_rows_to_come, translated
from tracker.application.store.postgres.problems import Kind, ServerProblem
from tracker.application.store.postgres.turn import MOST_BYTES, Guard, Prepared, Raw, Row, Turn, sent

__all__ = ["PostgresConnection", "Raw", "as_sqlite", "problem_of", "worded"]

FETCHED = 2000
"""Rows of a long answer that are held at once."""
MOST_ROWS = 1000
FEW = 20
"""Rows up to which an INSERT waits for the next question; more are copied at once."""
_BUSY = ("55P03", "40P01", "57014")
_FULL = ("53100", "53200")
_FORBIDDEN = ("28000", "28P01", "3D000", "42501")
_AWAY = ("57P01", "57P02", "57P03", "53300")
_TURN = (
    "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE; SET LOCAL lock_timeout = '60s'; "
    "LOCK TABLE stored_events IN EXCLUSIVE MODE"
)
_CONTROL = {
    "BEGIN": "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
    "BEGIN IMMEDIATE": _TURN,
    "COMMIT": "COMMIT",
    "ROLLBACK": "ROLLBACK",
}
"""The lock is taken before anything is read, so that a turn reads what the turn before it wrote."""


class PostgresConnection:
    """A connection that is opened when it is first used, and anew after it was lost."""

    def __init__(self, opening: Callable[[], Raw], schema: str) -> None:
        self.schema = schema
        self.sound: str | None = None
        """The state of the catalogue in which the schema was last found to be ours, on this connection."""
        self._opening = opening
        self._raw: Raw | None = None
        self._prepared: Prepared | None = None
        self._turn: Turn | None = None
        self._cursors = 0

    @property
    def raw(self) -> Raw:
        """The driver's connection; within a turn the one on which it began, though that may be lost."""
        if self._turn is not None:
            return self._turn.raw
        if self._raw is None or self._raw.closed:
            self._raw = self._opening()
            self._prepared, self.sound = Prepared(self._raw), None
        return self._raw

    @property
    def lost(self) -> bool:
        """Whether it was open, and the server or the way to it is gone."""
        return self._raw is not None and self._raw.closed

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open."""
        idle = psycopg.pq.TransactionStatus.IDLE
        return self._raw is not None and not self._raw.closed and self._raw.info.transaction_status != idle

    def execute(self, statement: str, parameters: Sequence[Any] = ()) -> Any:
        """Run a statement of the store; what it returns has ``fetchone`` and ``fetchall``, and can be iterated.

        Within a turn a statement that writes returns nothing, and what is wrong with it shows later.
        """
        if statement in _CONTROL:
            return self._controlled(statement)
        said = translated(statement)
        parameters = (list(parameters),) if said.among else parameters
        if said.long and self.in_transaction:
            return self._in_parts(said.text, parameters)
        with worded():
            if self._turn is None:
                return self.raw.cursor(row_factory=tuple_row).execute(said.text, parameters)
            if said.writes:
                return self._turn.write(said.text, parameters)
            known = None if parameters else self._turn.known(said.text)
            return known or self._turn.ask(said.text, parameters)

    def _controlled(self, statement: str) -> Any:
        if statement == "COMMIT":
            return self.commit()
        if statement == "ROLLBACK":
            return self.rollback()
        return self.begin_turn() if statement == "BEGIN IMMEDIATE" else self.plainly(_CONTROL[statement])

    @property
    def in_turn(self) -> bool:
        """Whether a turn to write is open."""
        return self._turn is not None

    @property
    def vouched(self) -> bool:
        """Whether this turn began with the schema in the state in which it was last found to be ours."""
        return self._turn is not None and self._turn.guarded

    def begin_turn(self, guard: Guard | None = None, ahead: Sequence[str] = ()) -> None:
        """Take the turn to write, with questions that are asked ahead in the same message, if a guard lets them.

        Where it does not nothing is asked, and it is a ServerProblem.
        """
        raw = self.raw
        assert self._prepared is not None  # noqa: S101 - made with the connection
        self._turn = Turn(raw, self._prepared)
        try:
            with worded():
                self._turn.begin(_CONTROL["BEGIN IMMEDIATE"], guard, [translated(asked).text for asked in ahead])
        except BaseException:
            with suppress(ServerProblem):
                self.rollback()
            raise

    def plainly(self, text: str) -> psycopg.Cursor[Row]:
        """Run text as it is, without parameters; it may be several statements."""
        with worded():
            return self.raw.cursor(row_factory=tuple_row).execute(text) if self._turn is None else self._turn.send(text)

    def call(self, text: str) -> None:
        """Run text that answers nothing, within a turn with the next question."""
        if self._turn is None:
            self.plainly(text)
        else:
            self._turn.add(text)

    def executemany(self, statement: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run a statement for each row; an INSERT takes as many rows as fit into a statement."""
        text, left = translated(statement).text, iter(rows)
        while chunk := list(islice(left, MOST_ROWS)):
            copying = of_rows_to_come(text) if self._turn is not None and len(chunk) > FEW else None
            with worded():
                if self._turn is not None and copying is not None:
                    self._turn.copy(copying, chunk)
                else:
                    self._write_in_parts(text, chunk)

    def _write_in_parts(self, text: str, rows: Sequence[Sequence[Any]]) -> None:
        if len(rows) == 1 or of_many_rows(text, 1, 1) is None:
            for row in rows:
                self._write(text, row)
            return
        for part in _parts(rows):
            many = of_many_rows(text, len(part[0]), len(part)) or text
            self._write(many, [value for row in part for value in row])

    def _write(self, text: str, values: Sequence[Any]) -> None:
        if self._turn is None:
            self.raw.execute(text, values)
        else:
            self._turn.write(text, values)

    def _in_parts(self, text: str, parameters: Sequence[Any]) -> Iterator[Row]:
        """The rows of a long answer, a part at a time."""
        self._cursors += 1
        name = f"long_{self._cursors}"
        with worded():
            if self._turn is not None:
                self._turn.send()
            self.raw.execute(f"DECLARE {name} NO SCROLL CURSOR FOR {text}", parameters)
        return self._fetched(name)

    def _fetched(self, name: str) -> Iterator[Row]:
        while True:
            rows = self.plainly(f"FETCH FORWARD {FETCHED} FROM {name}").fetchall()
            yield from rows
            if len(rows) < FETCHED:
                self.plainly(f"CLOSE {name}")
                return

    def commit(self) -> None:
        """Make what was written last."""
        with worded():
            done = sent(self.raw, "COMMIT") if self._turn is None else self._turn.send("COMMIT")
        if done.statusmessage != "COMMIT":  # of a transaction that failed a server says so in no other way
            raise ServerProblem("the transaction failed before its end")
        self._turn = None

    def rollback(self) -> None:
        """Undo what was written; a lost connection has undone it already."""
        self._turn = None
        if self._prepared is not None:
            self._prepared.forget()
        if self.in_transaction:
            self.plainly("ROLLBACK")

    def close(self) -> None:
        """Give the connection back."""
        if self._raw is not None:
            self._raw.close()


def as_sqlite(conn: PostgresConnection) -> sqlite3.Connection:
    """The connection for functions of the store, which say that they take one to a file: it has what they use."""
    return cast("sqlite3.Connection", conn)


def _parts(rows: Sequence[Sequence[Any]]) -> Iterator[list[Sequence[Any]]]:
    """Rows in parts that one statement can carry."""
    part: list[Sequence[Any]] = []
    size = 0
    for row in rows:
        weight = sum(len(value) if isinstance(value, str | bytes) else 8 for value in row)
        if part and size + weight > MOST_BYTES:
            yield part
            part, size = [], 0
        part.append(row)
        size += weight
    yield part


@contextmanager
def worded() -> Iterator[None]:
    """What the driver raises, as a problem in words; the driver's own exception stays behind."""
    try:
        yield
    except psycopg.Error as problem:
        raise problem_of(problem) from None


def problem_of(problem: psycopg.Error) -> ServerProblem:
    """A problem of the driver in words."""
    text = " ".join(str(problem).split()) or type(problem).__name__
    return ServerProblem(text, _kind(problem))


def _kind(problem: psycopg.Error) -> Kind:
    state = problem.sqlstate or ""
    for states, kind in ((_BUSY, Kind.BUSY), (_FULL, Kind.FULL), (_FORBIDDEN, Kind.FORBIDDEN), (_AWAY, Kind.AWAY)):
        if state in states:
            return kind
    if isinstance(problem, psycopg.errors.IntegrityError):
        return Kind.CONFLICT
    gone = isinstance(problem, psycopg.OperationalError | psycopg.InterfaceError) and not state
    return Kind.AWAY if gone or state.startswith("08") else Kind.OTHER
