"""Developments around one: those of its pair that it may be tied to, the nearest in time first.

What is typed is looked for in all of them, as they are written in the log: of a pair of thousands too, at once.
"""

import re
from collections.abc import Iterator, Sequence
from json.encoder import encode_basestring as quoted
from typing import NamedTuple

from tracker.application.recording.ground import Ground, ground
from tracker.application.store.address import Address
from tracker.application.store.derived_keys import NO_PAIR
from tracker.application.store.pairs import pair_number
from tracker.domain.development import Development
from tracker.domain.moments import last_moment_of

EACH_WAY = 20
"""So many are read before it, and as many after it."""
_BEFORE = "SELECT id FROM facts WHERE pair = ? AND moment <= ? ORDER BY moment DESC, id DESC LIMIT ?"
_AFTER = "SELECT id FROM facts WHERE pair = ? AND moment > ? ORDER BY moment, id LIMIT ?"
_EVERY = (
    "SELECT f.id, f.moment, e.state FROM facts f JOIN stored_events e ON e.originator_id = f.id "
    "WHERE f.pair = ? ORDER BY f.moment, f.id"
)
_TOLD = re.compile(rb'"(?:summary|edtf)":"((?:[^"\\]|\\.)*)"')


class Neighbour(NamedTuple):
    """A development of the same pair."""

    id: str
    date: str
    summary: str
    incidents: tuple[str, ...] = ()

    @property
    def told(self) -> str:
        """All that one may find it by."""
        return f"{self.id} {self.date} {self.summary}"


def around(path: Address, id: str) -> list[Neighbour]:
    """The developments around one that were not retracted; none around one that touches no pair."""
    with ground(path, needed=True) as log:
        own = log.wanted(id)
        middle = _said(log, own[0])
        if middle is None:
            return []
        pair, moment = pair_number(log.conn, middle.pair) or NO_PAIR, last_moment_of(middle.occurred.best.toordinal())
        rows = [row for asked in (_BEFORE, _AFTER) for row in log.conn.execute(asked, (pair, moment, EACH_WAY))]
        found = [near for (stream,) in rows if stream not in own and (near := _said(log, stream)) is not None]
    found.sort(key=lambda near: abs((near.occurred.best - middle.occurred.best).days))
    return [_neighbour(near) for near in found]


def holding(path: Address, id: str, text: str, most: int = EACH_WAY) -> list[Neighbour]:
    """Of all developments of the pair those that hold each word of a text in their id, date or summary."""
    words = text.casefold().split()
    with ground(path, needed=True) as log:
        own = log.wanted(id)
        middle = _said(log, own[0])
        if middle is None or not words:
            return []
        moment = last_moment_of(middle.occurred.best.toordinal())
        found: list[Neighbour] = []
        for stream in _written(log, middle.pair, words, moment):
            near = None if stream in own else _said(log, stream)
            if near is not None and all(word in _neighbour(near).told.casefold() for word in words):
                found.append(_neighbour(near))
            if len(found) == most:
                break
    return found


def _written(log: Ground, pair: str | None, words: Sequence[str], moment: int) -> Iterator[str]:
    """The developments in whose entries the words are written, corrected since or not, the nearest first."""
    sought = [quoted(word)[1:-1] for word in words]
    lacking: dict[str, set[str]] = {}
    away: dict[str, int] = {}
    for stream, at, state in log.conn.execute(_EVERY, (pair_number(log.conn, pair) or NO_PAIR,)):
        told = " ".join([stream, *(part.decode(errors="replace") for part in _TOLD.findall(bytes(state)))]).casefold()
        away[stream] = abs(at - moment)
        left = lacking.setdefault(stream, set(sought))
        left.difference_update([word for word in left if word in told])
    yield from sorted((stream for stream, left in lacking.items() if not left), key=away.__getitem__)


def _neighbour(near: Development) -> Neighbour:
    return Neighbour(near.id, near.occurred.edtf, near.summary, near.incidents)


def _said(log: Ground, stream: str) -> Development | None:
    dossier = log.dossier(stream)
    return None if dossier is None else dossier.development
