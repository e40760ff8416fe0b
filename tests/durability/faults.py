"""Faults that a store may have: put in by hand, each must be found by the machine, or its silence proves nothing."""

from collections.abc import Callable
from contextlib import contextmanager
from typing import Any, NamedTuple
from unittest import mock

from tracker.application.store import writing
from tracker.application.store.derived import Deriving
from tracker.application.store.following import Follower
from tracker.application.store.lookup import LogLookup
from tracker.application.store.recorder import LogDatastore
from tracker.application.store.timeline import Timeline
from tracker.application.store.timelines import Timelines
from tracker.application.store.tree import LogTree
from tracker.application.store.writing import Writer


class Fault(NamedTuple):
    """What stands in the place of a method or function of the store; called, a patch to be entered."""

    where: Any
    name: str
    make: Callable[[Any], Any]
    """Makes the faulty one of the sound one."""

    def __call__(self) -> Any:
        return mock.patch.object(self.where, self.name, self.make(getattr(self.where, self.name)))


def _silent(where: type, name: str) -> Fault:
    return Fault(where, name, lambda _: lambda *_: None)


def _late(gain: Any) -> Any:
    """Checkpoints are dropped only from behind what changed."""

    def gained(self: Any, pair: int, moment: int, changes: int, each: int = 1) -> None:
        gain(self, pair, moment, changes, each)
        self._dirty[pair] = moment + 1 + (1 << 40)

    return gained


def _clocked(known: int, position: int) -> Callable[[Any], Any]:
    """What a pair remembers of the latest knowledge or position is too little."""
    return lambda clock: lambda self, pair, at, last: clock(self, pair, at * known, max(0, last - position))


def _forgotten(keep: Any) -> Any:
    """Nobody is told that rows of a pair were amended."""

    def kept(self: Any) -> None:
        self._amendments.clear()
        keep(self)

    return kept


def _remembered(turn: Any) -> Any:
    """Numbers that were given in a turn that came to nothing are still used."""

    def turned(self: Any, conn: Any, *given: Any) -> Any:
        before = self._interning or writing.Interning(conn)
        self._interning = before
        try:
            return turn(self, conn, *given)
        except BaseException:
            self._interning = before
            raise

    return turned


def _kept_states(insert: Any) -> Any:
    """States in memory stay though a row was put in before them."""

    def inserted(self: Any, *row: int) -> None:
        states = list(self._states)
        insert(self, *row)
        self._states[:] = states

    return inserted


def _torn(self: Any) -> Any:
    """What was written stays where the rest of it failed."""

    @contextmanager
    def writing_on() -> Any:
        with self.get_connection(commit=True) as connection:
            cursor = connection.cursor()
            cursor.execute("BEGIN IMMEDIATE")
            try:
                yield cursor
            finally:
                connection.commit()

    return writing_on()


def _started_behind(init: Any) -> Any:
    """Who follows passes over one entry."""

    def begun(self: Any, address: Any, *, after: int = 0, **given: Any) -> None:
        init(self, address, after=after + 1, **given)

    return begun


def _seen_before(sees: Any) -> Any:
    """A position does not see its own entry."""
    return lambda self, stored: sees(self, stored) and stored.position != self._clocks.position


def _forgetful(dossier: Any) -> Any:
    """A stream without what was commanded of it."""
    return dossier and dossier._replace(commands=frozenset())


FAULTS: dict[str, Fault] = {
    "checkpoints behind a late change stay": Fault(Deriving, "_gain", _late),
    "a link is forgotten": _silent(Deriving, "_tie"),
    "an amended development is not noted for the past": _silent(Deriving, "_amended"),
    "what was consulted is not noted": _silent(Deriving, "_consult"),
    "the last position of a pair is one too low": Fault(Deriving, "_clock", _clocked(1, 1)),
    "the latest knowledge of a pair is not kept": Fault(Deriving, "_clock", _clocked(0, 0)),
    "a cause is never moved by a new response": Fault(Deriving, "_unmoved", lambda _: lambda *_: True),
    "ties are settled only at their own ends": Fault(Deriving, "_neighbours", lambda _: lambda *_: []),
    "nobody is told that rows were amended": Fault(Deriving, "_keep_checkpoints", _forgotten),
    "a late row is put in one place too early": Fault(Timelines, "_rank", lambda rank: lambda *a: max(0, rank(*a) - 1)),
    "states in memory stay before a late row": Fault(Timeline, "insert", _kept_states),
    "a position does not see its own entry": Fault(LogLookup, "_sees", _seen_before),
    "a write that failed is kept": Fault(LogDatastore, "writing", lambda _: _torn),
    "numbers of a turn that was undone are used": Fault(Writer, "_turn", _remembered),
    "a command that is said again is recorded again": Fault(
        writing, "decide", lambda decide: lambda dossier, command: decide(_forgetful(dossier), command)
    ),
    "the clock goes back": Fault(writing, "present", lambda _: lambda conn, clock: clock()),
    "seals are not copied": _silent(LogTree, "keep_seals"),
    "who follows passes over an entry": Fault(Follower, "__init__", _started_behind),
}  # fmt: skip
