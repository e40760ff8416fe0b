"""Following: entries behind a position, in log order, as others record them; each once, whatever happens between.

A follower keeps one number, the position of the last entry that it gave, and always asks for what lies behind it.
Positions have no gaps and become visible in order, so nothing is passed over and nothing comes twice: not after a
lost connection, not after a restart with ``after=position``. What wakes it only decides how soon it asks.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from enum import Enum
from pathlib import Path
from threading import Event, Lock
from typing import NamedTuple, Self

from tracker.application.store import schema
from tracker.application.store.address import Address
from tracker.application.store.codec import Stored, decode
from tracker.application.store.connection import explained
from tracker.application.store.continuity import Continuity
from tracker.application.store.file_waking import is_busy
from tracker.application.store.postgres.problems import Kind, ServerProblem
from tracker.application.store.waking import HEARTBEAT, Away, Waking, opened

PART = 500
"""Entries that are read at once."""
_SOONEST, _FILE_AGAIN = 0.02, 0.1
_ROWS = (
    "SELECT rowid, originator_id, originator_version, topic, state FROM stored_events WHERE rowid > ? "
    f"ORDER BY rowid LIMIT {PART}"
)


class Phase(Enum):
    """What a follower is doing."""

    WAITING = "nothing is recorded yet"
    FOLLOWING = "the log is read on"
    LOST = "the log cannot be reached, and is tried again"


Told = Callable[[Phase, str], None]
"""Is told each new phase, and why."""


class LogRow(NamedTuple):
    """An entry with its place, as it is stored."""

    position: int
    stream: str
    version: int
    topic: str
    state: bytes

    def decoded(self) -> Stored:
        """The entry itself; Undecodable where it is not exactly of the format."""
        return decode(*self)


class Follower:
    """Reads on behind a position of a log until it is stopped; one thread reads, any may stop it.

    BadInput where the log cannot be followed: it is another program's, it was changed, or another one took its place.
    A log that is not there yet is waited for, and a server that is away is tried again; ``told`` is told of both.
    """

    def __init__(self, address: Address, *, after: int = 0, told: Told = lambda *_: None) -> None:
        self.address = address
        self.position = after
        """Of the last entry that was given; a later follower goes on from here."""
        self._reached = after
        """Of the last entry that was read."""
        self._told = told
        self._phase: Phase | None = None
        self._over = Event()
        self._closing = Lock()
        self._waking: Waking | None = None
        self._continuity = Continuity(address)
        self._is_ours = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self) -> None:
        """Make whoever reads come to an end, at once, from any thread."""
        self._over.set()
        with self._closing:
            if self._waking is not None:
                self._waking.wake()

    def __iter__(self) -> Iterator[LogRow]:
        """Entry by entry, until it is stopped."""
        for part in self.parts():
            for row in part:
                self.position = row.position
                yield row

    def parts(self) -> Iterator[list[LogRow]]:
        """Entries as they are found together, up to 500; an empty part each second or so in which nothing is found."""
        self._reached, pause = self.position, _SOONEST
        while not self._over.is_set():
            try:
                with explained(self.address), self._opened() as waking:
                    pause = _SOONEST
                    yield from self._read_on(waking)
            except Away as problem:
                waiting = problem.new and self._phase in (None, Phase.WAITING)
                self._tell(Phase.WAITING if waiting else Phase.LOST, problem)
                yield []
                self._over.wait(pause)
                pause = min(_FILE_AGAIN if isinstance(self.address, Path) else HEARTBEAT, pause * 2)

    @contextmanager
    def _opened(self) -> Iterator[Waking]:
        """A connection that listens; whatever says that the log is away comes out as Away."""
        with self._away():
            waking = opened(self.address)
        self._is_ours = False
        with self._closing:
            self._waking = waking
        try:
            with self._away():
                yield waking
        finally:
            with self._closing:
                self._waking = None
            waking.close()

    @contextmanager
    def _away(self) -> Iterator[None]:
        try:
            yield
        except ServerProblem as problem:
            if problem.kind is not Kind.AWAY:
                raise
            raise Away(str(problem.in_words())) from None
        except sqlite3.Error as problem:
            if is_busy(problem) or (isinstance(self.address, Path) and not self.address.exists()):
                raise Away(str(problem)) from None
            raise

    def _read_on(self, waking: Waking) -> Iterator[list[LogRow]]:
        while not self._over.is_set():
            part = self._pull(waking.conn)
            if part:
                self.position = self._reached = part[-1].position
            yield part
            if len(part) < PART:
                waking.wait(self._over)

    def _pull(self, conn: sqlite3.Connection) -> list[LogRow]:
        """What lies behind the position, in one state of a log that is found to be ours and to go on."""
        conn.execute("BEGIN")
        try:
            if not self._is_ours and schema.is_empty(conn):
                self._tell(Phase.WAITING, Phase.WAITING.value)
                return []
            if not self._is_ours:
                schema.check_writable(conn, self.address)
                self._is_ours = True
            self._continuity.follow(conn)
            rows = conn.execute(_ROWS, (self._reached,)).fetchall()
        finally:
            with suppress(sqlite3.Error, ServerProblem):
                conn.rollback()
        self._tell(Phase.FOLLOWING, Phase.FOLLOWING.value)
        return [LogRow(*row) for row in rows]

    def _tell(self, phase: Phase, why: object) -> None:
        if phase is not self._phase and not self._over.is_set():
            self._phase = phase
            self._told(phase, str(why))
