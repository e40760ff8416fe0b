"""The right of way: keys go first. What reads beside the screen waits while one types, and stops when overtaken."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import monotonic, sleep
from typing import TypeVar

from tracker.application.pacing import pacing

Answer = TypeVar("Answer")

HOLD = 0.04
"""Seconds for which a key holds back what reads: as long as its answer takes to be drawn."""
QUIET = 1.0
"""Seconds behind that after which whatever takes long may be done."""
MOST = 0.5
"""Seconds for which a question is held back in all: under a key that is held down it is answered too, later."""
OFTEN = 100
"""Steps of SQLite from one look at the keys to the next: some tenths of a millisecond."""


class Overtaken(Exception):
    """Nobody waits for the answer any more; nobody hears of this either."""


class Way:
    """Knows until when keys have the right of way."""

    def __init__(self) -> None:
        self._until = 0.0

    def take(self) -> None:
        """A key came."""
        self._until = monotonic() + HOLD

    @property
    def left(self) -> float:
        """Seconds until who reads may go on; 0 or less where nobody types."""
        return self._until - monotonic()

    @property
    def is_quiet(self) -> bool:
        """Whether nobody has typed for a while."""
        return self.left < -QUIET


class Turn:
    """One question that is asked in a thread: gives way to keys, and ends early once it is overtaken."""

    def __init__(self, way: Way) -> None:
        self.overtaken = False
        """Whether nobody waits for the answer any more."""
        self._way, self._waited = way, 0.0

    def run(self, question: Callable[[], Answer]) -> Answer | None:
        """Ask, in this thread; None once nobody waits any more.

        What stopped it ends here, for what was read would hang on it until the garbage collector comes, at a key.
        """
        _TURN.set(self)
        try:
            with pacing(self._give_way):
                return question()
        except Exception:
            if self.overtaken:
                return None
            raise

    def _give_way(self) -> None:
        if not self.goes_on():
            raise Overtaken

    def goes_on(self) -> bool:
        """Give way; whether to go on after that."""
        while not self.overtaken and self._waited < MOST and (left := self._way.left) > 0:
            self._waited += left
            sleep(left)
        return not self.overtaken


_TURN: ContextVar[Turn | None] = ContextVar("turn", default=None)


@contextmanager
def giving_way(conn: sqlite3.Connection) -> Iterator[None]:
    """What is read within gives way; sqlite3.OperationalError where it is overtaken, and nobody hears of it.

    A server is asked in few long questions, during which Python is free: it needs none of this.
    """
    turn = _TURN.get()
    if turn is None or not isinstance(conn, sqlite3.Connection):
        yield
        return
    conn.set_progress_handler(lambda: not turn.goes_on(), OFTEN)
    try:
        yield
    finally:
        conn.set_progress_handler(None, 0)
