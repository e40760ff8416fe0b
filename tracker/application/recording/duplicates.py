"""Duplicates: developments that may be the same as one about to be recorded, noted and never refused."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, NamedTuple

from tracker.application.recording.ground import Ground
from tracker.application.store.derived_keys import NO_PAIR
from tracker.application.store.pairs import pair_number
from tracker.domain.commands import Command, Link, Record
from tracker.domain.development import Development, Rank
from tracker.domain.merging import FAR, likely_same
from tracker.domain.moments import last_moment_of

_REMEDY = "{}; if it is: tracker link {} same_as={}"
MOST = 20
"""So many notes on one file."""


class Duplicate(NamedTuple):
    """A recorded development that may be the same."""

    id: str
    date: str
    summary: str
    same_type: bool = True

    @property
    def likeness(self) -> str:
        """What it shares with the development that is about to be recorded."""
        return "of the same pair and type" if self.same_type else "of the same pair, in nearly the same words"

    def document(self) -> dict[str, Any]:
        """The duplicate as JSON."""
        return {"id": self.id, "date": self.date, "summary": self.summary}


def likely_duplicates(ground: Ground, development: Development) -> list[Duplicate]:
    """The developments that may be the same by type, pair, days and words, in order of occurrence."""
    found = []
    for stream in _near(ground, development):
        dossier = ground.dossier(stream)
        held = dossier.development if dossier else None
        if held is not None and stream != development.id and _likely(held, development):
            same = type(held) is type(development)
            found.append(Duplicate(stream, held.occurred.edtf, held.summary, same))
    return found


def _likely(one: Development, other: Development) -> bool:
    return likely_same(one, other, abs((one.occurred.best - other.occurred.best).days))


def told_twice(ground: Ground, commands: Sequence[Command]) -> list[str]:
    """A sentence on each development that is new and likely the same as one in the log; the first of them only.

    What the commands themselves bring, or say to be the same, is not told; a stated position is often stated again.
    """
    own = {command.stream for command in commands if isinstance(command, Record)}
    tied = {(command.stream, other) for command in commands if isinstance(command, Link) for other in command.same_as}
    found = [
        f"{stream} may be the same as {other.id} ({other.date}), {_told(stream, other)}"
        for command in commands
        if isinstance(command, Record) and ground.dossier(stream := command.stream) is None
        if command.development.precedence is not Rank.POSITION
        for other in likely_duplicates(ground, command.development)
        if other.id not in own and not {(stream, other.id), (other.id, stream)} & tied
        if stream not in _said_same(ground, other.id)
    ]
    more = [f"and {len(found) - MOST} more may be told twice: tracker queue lists them"] if len(found) > MOST else []
    return [*found[:MOST], *more]


def _told(stream: str, other: Duplicate) -> str:
    return _REMEDY.format(other.likeness, stream, other.id)


def _said_same(ground: Ground, stream: str) -> tuple[str, ...]:
    """What the log says a development to be the same as, recorded or not yet."""
    dossier = ground.dossier(stream)
    return dossier.same_as if dossier else ()


def _near(ground: Ground, development: Development) -> list[str]:
    best = development.occurred.best
    first, last = (_ordinal(best, sign * FAR) for sign in (-1, 1))
    rows = ground.conn.execute(
        "SELECT id FROM facts WHERE pair = ? AND moment > ? AND moment <= ? ORDER BY moment, id",
        (pair_number(ground.conn, development.pair) or NO_PAIR, last_moment_of(first - 1), last_moment_of(last)),
    )
    return [stream for (stream,) in rows]


def _ordinal(day: Any, by: int) -> int:
    try:
        return int((day + timedelta(days=by)).toordinal())
    except OverflowError:
        return int(day.toordinal())
