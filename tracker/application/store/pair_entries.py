"""The entries of what touches a pair, and of what is tied to it, undecoded: who knew how much of each, and when.

From when an entry is known stands at a fixed place in its JSON, so that ten thousand entries are judged without
decoding them; only developments that were known otherwise than now are decoded, and settled as they were known.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import cached_property
from typing import Any, NamedTuple

from pydantic_core import from_json

from tracker.application.store.codec import Stored, decode
from tracker.application.store.derived_keys import RESPONSE, SAME
from tracker.application.store.many import rows_of
from tracker.application.store.picture import Clocks
from tracker.domain.dossier import Dossier, evolve

_COLUMNS = "SELECT rowid, originator_id, originator_version, topic, state FROM stored_events "
_TOUCHING = (
    "WHERE originator_id IN (SELECT originator_id FROM stored_events WHERE rowid IN "
    "(SELECT dev FROM facts WHERE pair = ? UNION SELECT dev FROM past WHERE pair = ?))"
)
_OF_PAIR = f"{_COLUMNS}{_TOUCHING} ORDER BY originator_id, originator_version"
_STATES = f"SELECT state FROM stored_events {_TOUCHING}"
_OF_STREAMS = f"{_COLUMNS}WHERE originator_id IN ({{}}) ORDER BY originator_id, originator_version"
_LINKS = "SELECT target, kind, origin FROM links"
_RECORDED = len('{"recorded_at":"2024-01-17T12:00:00.000Z"')
_KNOWN = b',"known_from":"'


class Raw(NamedTuple):
    """An entry as it is stored, and from when it is known (None: always)."""

    position: int
    stream: str
    version: int
    topic: str
    state: bytes
    known: datetime | None

    def seen(self, clocks: Clocks) -> bool:
        """Whether it is recorded and known at these clocks."""
        return clocks.sees(self.position, self.known)

    @property
    def stored(self) -> Stored:
        """The entry, decoded."""
        return decode(*self[:5])

    @property
    def body(self) -> dict[str, Any]:
        """Its JSON, which may say anything: for showing only."""
        found: dict[str, Any] = from_json(self.state)
        return found


def _known(state: bytes) -> datetime | None:
    start = _RECORDED + len(_KNOWN)
    if state[_RECORDED:start] == _KNOWN:
        return datetime.fromisoformat(state[start : state.index(b'"', start)].decode())
    said = from_json(state).get("known_from")
    return None if said is None else datetime.fromisoformat(said)


def instants(conn: sqlite3.Connection, number: int) -> list[datetime]:
    """The distinct instants from which entries on the developments of a pair are known, the earliest first."""
    found = {_known(state) for (state,) in conn.execute(_STATES, (number, number))}
    return sorted(known for known in found if known is not None)


class PairEntries:
    """The entries of the developments of a pair by stream, and on demand of those that are tied to them."""

    def __init__(self, conn: sqlite3.Connection, number: int) -> None:
        self._conn = conn
        self.streams: dict[str, list[Raw]] = {}
        self._take(conn.execute(_OF_PAIR, (number, number)))
        self.own = frozenset(self.streams)

    def _take(self, rows: Iterable[Sequence[Any]]) -> None:
        for position, stream, version, topic, state in rows:
            self.streams.setdefault(stream, []).append(Raw(position, stream, version, topic, state, _known(state)))

    def of(self, stream: str) -> list[Raw]:
        """The entries of a stream, in order; none where nothing is called so."""
        if stream not in self.streams:
            self.load([stream])
        return self.streams[stream]

    def load(self, streams: Sequence[str]) -> None:
        """Read further streams, in few questions."""
        missing = [stream for stream in streams if stream not in self.streams]
        self.streams.update((stream, []) for stream in missing)
        self._take(rows_of(self._conn, _OF_STREAMS, missing))

    @cached_property
    def ties(self) -> tuple[dict[str, list[str]], dict[str, list[str]], dict[str, list[str]]]:
        """Who ever said that it responds to, whom it responds to, and who is the same, by stream."""
        responses: dict[str, list[str]] = {}
        causes: dict[str, list[str]] = {}
        same: dict[str, list[str]] = {}
        for target, kind, origin in self._conn.execute(_LINKS):
            if kind == RESPONSE:
                responses.setdefault(target, []).append(origin)
                causes.setdefault(origin, []).append(target)
            elif kind == SAME:
                same.setdefault(target, []).append(origin)
        return responses, causes, same

    @cached_property
    def _same_either_way(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for target, origins in self.ties[2].items():
            for origin in origins:
                found.setdefault(target, set()).add(origin)
                found.setdefault(origin, set()).add(target)
        return found

    def kin(self, streams: Iterable[str]) -> list[str]:
        """Streams, and all that are or ever were said to be the same as they."""
        found = dict.fromkeys(streams)
        waiting = list(found)
        for stream in waiting:
            for other in self._same_either_way.get(stream, ()):
                if other not in found:
                    found[other] = None
                    waiting.append(other)
        return waiting

    def neighbours(self, stream: str) -> Iterator[str]:
        """What ever responded to a stream, and what it ever responded to."""
        responses, causes, _ = self.ties
        yield from responses.get(stream, ())
        yield from causes.get(stream, ())

    def tied_to(self, streams: Iterable[str]) -> list[str]:
        """What causes or answers streams, or their kin; with its own kin, of whom one alone may count."""
        return self.kin(other for stream in self.kin(streams) for other in self.neighbours(stream))

    def tied(self) -> list[str]:
        """The developments of the pair and, through any number of ties, all that bear on them."""
        found = dict.fromkeys(self.own)
        waiting = list(found)
        for stream in waiting:
            for other in (*self._same_either_way.get(stream, ()), *self.neighbours(stream)):
                if other not in found:
                    found[other] = None
                    waiting.append(other)
        self.load(waiting)
        return waiting


class KnownLookup:
    """The dossiers of such entries as they were known at some clocks; a lookup for settling."""

    def __init__(self, entries: PairEntries, clocks: Clocks) -> None:
        self._entries = entries
        self._clocks = clocks
        self._dossiers: dict[str, Dossier | None] = {}

    def dossier(self, stream: str) -> Dossier | None:
        """The dossier of a stream."""
        if stream not in self._dossiers:
            found: Dossier | None = None
            for raw in self._entries.of(stream):
                if raw.seen(self._clocks):
                    found = evolve(found, raw.stored.entry)
            self._dossiers[stream] = found
        return self._dossiers[stream]

    def responses(self, stream: str) -> Iterable[str]:
        """The developments that ever said they respond to this one."""
        return self._entries.ties[0].get(stream, ())

    def merged(self, stream: str) -> Iterable[str]:
        """The developments that ever said they are the same as this one."""
        return self._entries.ties[2].get(stream, ())
