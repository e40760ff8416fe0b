"""A timeline in order of time, with the tree of responses beside it: lines join each answer with what it answers.

What is answered has a lane, which is a column of cells, from its own row down to its last answer.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tracker.application.views.timeline import TimelineRow

MOST = 6
"""Lanes beside each other at most; what is answered beyond that has none."""
ELSEWHERE = "↳ "
"""What stands before an answer where no lane leads to what it answers."""
_JOINTS = {
    (False, True, False): "┌", (False, True, True): "┬", (True, True, False): "├", (True, True, True): "┼",
    (True, False, False): "└", (True, False, True): "┴",
}  # fmt: skip
"""By whether a line leads up, down and to the left; to the right, to the words, one leads always."""


class _Row(NamedTuple):
    """What of a row is drawn: the lanes that it answers, those of them that go on, those from above, and its own."""

    answered: frozenset[int]
    going_on: frozenset[int]
    above: frozenset[int]
    own: int | None
    elsewhere: bool
    """Whether it answers something to which no lane leads."""

    def drawn(self, width: int) -> str:
        """So many cells, and a blank behind them."""
        joined = {*self.answered, *(() if self.own is None else (self.own,))}
        start = min(joined, default=width)
        lanes = "".join(self._cell(lane, start, joined) for lane in range(width))
        return f"{lanes} " if width else ""

    def _cell(self, lane: int, start: int, joined: set[int]) -> str:
        """What leads on to the right passes below a lane that has no part in it."""
        if lane in joined:
            down = lane in self.going_on or lane == self.own
            return _JOINTS[lane in self.answered, down, lane > start]
        if lane in self.above:
            return "│"
        return "─" if lane > start else " "


def lanes(rows: "Sequence[TimelineRow]", most: int = MOST) -> Mapping[str, str]:
    """By id what is drawn before each row of a timeline, equally wide for all but for the sign of ELSEWHERE.

    An answer to what is not shown, stands below it, or found no lane has that sign.
    """
    place = {row.id: number for number, row in enumerate(rows)}
    causes = [[at for name in row.in_response_to if (at := place.get(name, number)) < number]
              for number, row in enumerate(rows)]  # fmt: skip
    last = {cause: number for number, found in enumerate(causes) for cause in found}
    drawn = _drawn(rows, causes, last, most)
    width = max((1 + max((*one.answered, -1 if one.own is None else one.own), default=-1) for one in drawn), default=0)
    return {
        row.id: one.drawn(width) + (ELSEWHERE if one.elsewhere else "") for row, one in zip(rows, drawn, strict=True)
    }


def _drawn(
    rows: "Sequence[TimelineRow]", causes: Sequence[Sequence[int]], last: Mapping[int, int], most: int
) -> list[_Row]:
    """Each row, from the first on: a lane is held until the last answer, and is free for another below that."""
    held: dict[int, int] = {}  # the lane of each cause that is answered further down
    found = []
    for number, row in enumerate(rows):
        answered = {held[cause] for cause in causes[number] if cause in held}
        ended = {cause for cause in causes[number] if cause in held and last[cause] == number}
        own = _free(set(held.values()), max(answered, default=-1), most) if number in last else None
        going_on = answered - {held[cause] for cause in ended}
        elsewhere = bool(row.in_response_to) and not answered
        found.append(_Row(frozenset(answered), frozenset(going_on), frozenset(held.values()), own, elsewhere))
        for cause in ended:
            del held[cause]
        if own is not None:
            held[number] = own
    return found


def _free(held: set[int], right_of: int, most: int) -> int | None:
    """The first free lane to the right of what is answered, else the first; None where all are held."""
    free = [lane for lane in range(most) if lane not in held]
    return next((lane for lane in free if lane > right_of), free[0] if free else None)
