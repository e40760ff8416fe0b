"""The ground: what the log says before anything is written, an empty one where there is no file yet."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from tracker.application.opening import current_reader
from tracker.application.problems import BadInput, did_you_mean
from tracker.application.store import schema
from tracker.application.store.address import Address
from tracker.application.store.clock import now_of, wall_clock
from tracker.application.store.connection import explained
from tracker.application.store.lookup import LogLookup
from tracker.domain.dossier import Dossier
from tracker.domain.log import NO_DEVELOPMENT, SOURCE_PREFIX
from tracker.domain.moments import Cut

_LEAST, _MOST = 3, 150
_END = "\U0010ffff"
_RANGE = (
    "SELECT originator_id FROM stored_events WHERE originator_id >= ? AND originator_id < ? "
    "AND originator_version = 1 ORDER BY originator_id LIMIT ?"
)


@dataclass
class Ground:
    """A log as it stands, for questions before writing."""

    conn: sqlite3.Connection
    lookup: LogLookup
    last_day: date | None
    now: Callable[[], datetime] = wall_clock
    """By the clock of the log."""

    def let_go(self) -> None:
        """Look at the log as it goes on: what is asked from now on may be newer, and nobody waits for this reader."""
        if self.conn.in_transaction:
            self.conn.rollback()

    def cut(self, today: date) -> Cut:
        """The later of today and the last best date in the log."""
        return Cut(today if self.last_day is None else max(today, self.last_day))

    def dossier(self, stream: str) -> Dossier | None:
        """What the log says of a stream."""
        return self.lookup.dossier(stream)

    def streams_of(self, id: str) -> tuple[str, ...]:
        """The streams that an id addresses: itself, or all parts of a group; none where it is not there."""
        return (id,) if self.dossier(id) is not None else self.parts_of(id)

    def parts_of(self, id: str) -> tuple[str, ...]:
        """The parts of a group; none where there is no group of this id."""
        return self._between(f"{id}/", 10_000)

    def wanted(self, id: str) -> tuple[str, ...]:
        """The streams that an id addresses; BadInput with a did-you-mean where there is none."""
        if self.is_other(id):
            raise BadInput(
                f"{id!r} is no development", remedy="sources and incidents are described by replaying their file"
            )
        found = self.streams_of(id)
        if not found:
            close = did_you_mean(id, self.like(id)) or self._prefixed(id)
            raise BadInput(
                f"no development has the id {id!r}{close}",
                remedy="tracker search WORDS finds ids; tracker log lists them",
            )
        return found

    def _prefixed(self, id: str) -> str:
        near = self.like(id)[:3]
        return f" (did you mean {' or '.join(near)}?)" if near else ""

    @staticmethod
    def is_other(id: str) -> bool:
        """Whether an id is that of a source, an incident, a reader or a watch, which have streams of their own."""
        return id.startswith(NO_DEVELOPMENT)

    def like(self, id: str) -> tuple[str, ...]:
        """Ids that share the longest beginning with this one, groups by their bare id."""
        for length in range(min(len(id), _MOST), _LEAST - 1, -1):
            found = [stream for stream in self._between(id[:length], 200) if not self.is_other(stream)]
            if found:
                return tuple(dict.fromkeys(self._bare(stream) for stream in found))
        return ()

    def _bare(self, stream: str) -> str:
        dossier = self.dossier(stream)
        development = dossier.development if dossier else None
        return (development.group if development else None) or stream

    def described(self) -> tuple[str, ...]:
        """The streams of described sources, the first thousand."""
        return self._between(SOURCE_PREFIX, 1000)

    def _between(self, prefix: str, limit: int) -> tuple[str, ...]:
        rows = self.conn.execute(_RANGE, (prefix, prefix + _END, limit))
        return tuple(stream for (stream,) in rows)


@contextmanager
def ground(path: Address, *, needed: bool) -> Iterator[Ground]:
    """One state of a log, for reading; a blank one where there is no file and none is ``needed``."""
    if not path.exists() and not needed:
        with blank_ground() as found:
            yield found
        return
    with explained(path), current_reader(path) as reader:
        if reader.empty:
            with blank_ground() as found:
                found.now = partial(now_of, reader)
                yield found
        else:
            with reader.snapshot():
                yield Ground(reader.conn, LogLookup(reader.conn), reader.last_day(), partial(now_of, reader))


@contextmanager
def blank_ground() -> Iterator[Ground]:
    """An empty log in memory."""
    conn = sqlite3.connect(":memory:", isolation_level=None)
    try:
        schema.create(conn)
        yield Ground(conn, LogLookup(conn), None)
    finally:
        conn.close()
