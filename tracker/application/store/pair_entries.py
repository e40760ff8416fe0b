"""The entries of what touches a pair, and of what is tied to it, undecoded: who knew how much of each, and when.

From when an entry is known stands at a fixed place in its JSON, so that ten thousand entries are judged without
decoding them; only developments that were known otherwise than now are decoded, and settled as they were known.
"""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import cached_property
from typing import Any, NamedTuple

from pydantic_core import from_json

from tracker.application.store.codec import Stored, Undecodable, decode
from tracker.application.store.many import rows_of
from tracker.application.store.picture import Clocks
from tracker.application.store.upcasting import upcast
from tracker.domain.dossier import Dossier, evolve

_COLUMNS = "SELECT rowid, originator_id, originator_version, topic, state FROM stored_events "
_TOUCHING = (
    "WHERE originator_id IN (SELECT originator_id FROM stored_events WHERE rowid IN "
    "(SELECT dev FROM facts WHERE pair = ? UNION SELECT dev FROM past WHERE pair = ?))"
)
_OF_PAIR = f"{_COLUMNS}{_TOUCHING} ORDER BY originator_id, originator_version"
_STATES = f"SELECT state FROM stored_events {_TOUCHING}"
_OF_STREAMS = f"{_COLUMNS}WHERE originator_id IN ({{}}) ORDER BY originator_id, originator_version"
_LINKS = "SELECT target, kind, origin FROM links WHERE target IN ({})"
_RESPONDS, _SAME, _ESCAPED = b'"in_response_to"', b'"same_as"', b"\\u"
"""One of these stands in an entry that ties; the last, for a key may be written so."""
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
    """From when an entry is known; None where it says nothing of it."""
    if not isinstance(state, bytes):
        msg = f"an entry holds {state!r}, which is no text of one"
        raise Undecodable(msg)
    start = _RECORDED + len(_KNOWN)
    if state[_RECORDED:start] == _KNOWN:
        return datetime.fromisoformat(state[start : state.index(b'"', start)].decode())
    said = from_json(state).get("known_from")
    return None if said is None else datetime.fromisoformat(said)


def instants(conn: sqlite3.Connection, number: int) -> list[datetime]:
    """The distinct instants from which entries on the developments of a pair are known, the earliest first."""
    found = {_known(state) for (state,) in conn.execute(_STATES, (number, number))}
    return sorted(known for known in found if known is not None)


class Ties(NamedTuple):
    """The streams that a stream is or ever was tied to, by who said so."""

    responses: list[str]
    """Who said to respond to it; as in links, the first of two kinds."""
    merged: list[str]
    """Who said to be the same as it."""
    causes: list[str]
    """Whom it said itself to respond to."""
    same: list[str]
    """Whom it said itself to be the same as."""


class PairEntries:
    """The entries of the developments of a pair by stream, and on demand of those that are tied to them."""

    def __init__(self, conn: sqlite3.Connection, number: int) -> None:
        self._conn = conn
        self.streams: dict[str, list[Raw]] = {}
        self._take(conn.execute(_OF_PAIR, (number, number)))
        self.own = frozenset(self.streams)
        self._ties: dict[str, Ties] = {}
        self._unseen: dict[tuple[datetime | None, int | None], set[str]] = {}

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

    def ties(self, stream: str) -> Ties:
        """What a stream is or ever was tied to."""
        if stream not in self._ties:
            self._tie([stream])
        return self._ties[stream]

    def _tie(self, streams: Iterable[str]) -> None:
        """Read what streams are tied to, in few questions: what others say of them, and what they say themselves."""
        missing = [stream for stream in streams if stream not in self._ties]
        self.load(missing)
        self._ties.update((stream, Ties([], [], *_said_by(self.streams[stream]))) for stream in missing)
        for target, kind, origin in rows_of(self._conn, _LINKS, missing):
            self._ties[target][kind].append(origin)

    def kin(self, streams: Iterable[str]) -> list[str]:
        """Streams, and all that are or ever were said to be the same as they."""
        return self._reached(streams, lambda ties: (*ties.merged, *ties.same))

    def _reached(self, streams: Iterable[str], near: Callable[[Ties], Iterable[str]]) -> list[str]:
        """Streams, and what is reached from them through any number of ties."""
        found = dict.fromkeys(streams)
        wave = list(found)
        while wave:
            self._tie(wave)
            beside = dict.fromkeys(other for stream in wave for other in near(self._ties[stream]))
            wave = [stream for stream in beside if stream not in found]
            found.update(dict.fromkeys(wave))
        return list(found)

    def tied_to(self, streams: Iterable[str]) -> list[str]:
        """What causes or answers streams, or their kin; with its own kin, of whom one alone may count."""
        ties = [self.ties(stream) for stream in self.kin(streams)]
        return self.kin(other for each in ties for other in (*each.responses, *each.causes))

    @cached_property
    def tied(self) -> list[str]:
        """The developments of the pair and, through any number of ties, all that bear on them."""
        return self._reached(self.own, lambda ties: (*ties.merged, *ties.same, *ties.responses, *ties.causes))

    def unseen(self, clocks: Clocks) -> set[str]:
        """Those of them of which some entry is not recorded or known at these clocks."""
        knowledge = clocks[1:]
        if knowledge not in self._unseen:
            sees, streams = clocks.sees, self.streams
            hidden = {stream for stream in self.tied for raw in streams[stream] if not sees(raw.position, raw.known)}
            self._unseen[knowledge] = hidden
        return self._unseen[knowledge]


def _said_by(raws: Iterable[Raw]) -> tuple[list[str], list[str]]:
    """Whom some entries ever said to respond to, and to be the same as."""
    causes: list[str] = []
    same: list[str] = []
    for raw in raws:
        if _RESPONDS in raw.state or _SAME in raw.state or _ESCAPED in raw.state:
            body = upcast(raw.topic, raw.body)
            for part in (body, body.get("development"), body.get("changes")):
                if isinstance(part, dict):
                    causes += _texts(part.get("in_response_to"))
                    same += _texts(part.get("same_as"))
    return causes, same


def _texts(value: Any) -> Sequence[str]:
    return (value,) if isinstance(value, str) else value or ()


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
        return self._entries.ties(stream).responses

    def merged(self, stream: str) -> Iterable[str]:
        """The developments that ever said they are the same as this one."""
        return self._entries.ties(stream).merged
