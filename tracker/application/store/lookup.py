"""Finding dossiers in the log: of one stream, of what is tied to it, as known at some time."""

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from tracker.application.pacing import paced
from tracker.application.store.codec import Stored, decode
from tracker.application.store.derived_keys import RESPONSE, SAME
from tracker.application.store.many import parts, rows_of
from tracker.application.store.picture import Clocks
from tracker.domain.dossier import Dossier, evolve
from tracker.domain.moments import Cut

_STREAM = (
    "SELECT rowid, originator_id, originator_version, topic, state FROM stored_events "
    "WHERE originator_id = ? ORDER BY originator_version"
)
_STREAMS = (
    "SELECT rowid, originator_id, originator_version, topic, state FROM stored_events "
    "WHERE originator_id IN ({}) ORDER BY originator_id, originator_version"
)
_EVERY_DATE = Cut(date.max)
_TIES = "SELECT target, kind, origin FROM links WHERE target IN ({})"
_THERE = "SELECT originator_id FROM stored_events WHERE originator_version = 1 AND originator_id IN ({})"


class LogLookup:
    """Dossiers read from the log and remembered; what is beyond a position or not known is not there."""

    def __init__(
        self, conn: sqlite3.Connection, *, known_at: datetime | None = None, position: int | None = None
    ) -> None:
        self._conn = conn
        self._clocks = Clocks(_EVERY_DATE, known_at, position)
        self._dossiers: dict[str, Dossier | None] = {}
        self._ties: dict[str, tuple[list[str], list[str]]] = {}
        """Who ever said to respond to streams, or to be the same, where that was read of many at once."""

    def dossier(self, stream: str) -> Dossier | None:
        """The dossier of a stream."""
        if stream not in self._dossiers:
            self._dossiers[stream] = self._read(stream)
        return self._dossiers[stream]

    def put(self, dossier: Dossier) -> None:
        """Remember a dossier that a transaction changed."""
        self._dossiers[dossier.stream] = dossier

    def prefetch(self, streams: Sequence[str]) -> None:
        """Remember which of many streams are not there, in few questions."""
        for part in parts(streams):
            there = {stream for (stream,) in rows_of(self._conn, _THERE, part)}
            self._dossiers.update((stream, None) for stream in part if stream not in there)

    def preload(self, streams: Sequence[str]) -> None:
        """Read the dossiers of many streams, and what is tied to them, in few questions; for readers alone."""
        for part in parts([stream for stream in streams if stream not in self._dossiers]):
            dossiers: dict[str, Dossier | None] = dict.fromkeys(part)
            ties: dict[str, tuple[list[str], list[str]]] = {stream: ([], []) for stream in part}
            for row in paced(rows_of(self._conn, _STREAMS, part), 1):
                stored = decode(*row)
                if self._sees(stored):
                    stream = stored.entry.stream
                    dossiers[stream] = evolve(dossiers[stream], stored.entry)
            for target, kind, origin in rows_of(self._conn, _TIES, part):
                ties[target][kind].append(origin)
            self._dossiers.update(dossiers)  # whoever is interrupted has read whole parts, and no half of one
            self._ties.update(ties)

    def _read(self, stream: str) -> Dossier | None:
        dossier: Dossier | None = None
        for stored in history(self._conn, stream):
            if self._sees(stored):
                dossier = evolve(dossier, stored.entry)
        return dossier

    def _sees(self, stored: Stored) -> bool:
        return self._clocks.sees(stored.position, stored.entry.known_from)

    def responses(self, stream: str) -> Iterable[str]:
        """The developments that ever said they respond to this one."""
        return self._tied(stream, RESPONSE)

    def merged(self, stream: str) -> Iterable[str]:
        """The developments that ever said they are the same as this one."""
        return self._tied(stream, SAME)

    def _tied(self, stream: str, kind: int) -> list[str]:
        if stream in self._ties:
            return self._ties[stream][kind]
        rows = self._conn.execute("SELECT origin FROM links WHERE target = ? AND kind = ?", (stream, kind))
        return [row[0] for row in rows]


def history(conn: sqlite3.Connection, stream: str) -> list[Stored]:
    """The entries of a stream, in order."""
    return [decode(*row) for row in conn.execute(_STREAM, (stream,))]
