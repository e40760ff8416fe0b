"""Developments around one: those of its pair that it may be tied to, the nearest in time first."""

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


class Neighbour(NamedTuple):
    """A development of the same pair."""

    id: str
    date: str
    summary: str
    incidents: tuple[str, ...] = ()


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
    return [Neighbour(near.id, near.occurred.edtf, near.summary, near.incidents) for near in found]


def _said(log: Ground, stream: str) -> Development | None:
    dossier = log.dossier(stream)
    return None if dossier is None else dossier.development
