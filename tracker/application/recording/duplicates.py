"""Duplicates: developments that may be the same as one about to be recorded, noted and never refused."""

from datetime import timedelta
from typing import Any, NamedTuple

from tracker.application.recording.ground import Ground
from tracker.domain.development import Development
from tracker.domain.moments import last_moment_of

NEAR = 3
"""Days within which two developments of one type and pair are likely one."""


class Duplicate(NamedTuple):
    """A recorded development that may be the same."""

    id: str
    date: str
    summary: str

    def document(self) -> dict[str, Any]:
        """The duplicate as JSON."""
        return self._asdict()


def likely_duplicates(ground: Ground, development: Development) -> list[Duplicate]:
    """The developments of the same pair and type within three days, in order of occurrence."""
    found = []
    for stream in _near(ground, development):
        dossier = ground.dossier(stream)
        held = dossier.development if dossier else None
        if held is not None and stream != development.id and _alike(held, development):
            found.append(Duplicate(stream, held.occurred.edtf, held.summary))
    return found


def _near(ground: Ground, development: Development) -> list[str]:
    pair = ground.conn.execute("SELECT pair FROM pairs WHERE name = ?", (development.pair,)).fetchone()
    best = development.occurred.best
    first, last = (_ordinal(best, sign * NEAR) for sign in (-1, 1))
    rows = ground.conn.execute(
        "SELECT id FROM facts WHERE pair = ? AND moment > ? AND moment <= ? ORDER BY moment, id",
        (pair[0] if pair else 0, last_moment_of(first - 1), last_moment_of(last)),
    )
    return [stream for (stream,) in rows]


def _ordinal(day: Any, by: int) -> int:
    try:
        return int((day + timedelta(days=by)).toordinal())
    except OverflowError:
        return int(day.toordinal())


def _alike(one: Development, other: Development) -> bool:
    same = type(one) is type(other) and one.pair == other.pair
    directed = not (one.targets and other.targets) or one.bearing.direction == other.bearing.direction
    return same and directed and (one.pair is not None or bool({*one.actors} & {*other.actors}))
