"""Stretches: the dates on which two tellings of one pair's chronicle give it different states.

Both are folded day by day from where they first differ. Between two days with acts only what lapses with time can
change: hostility, and the dispute beside it.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import compress
from operator import ne
from typing import Any, NamedTuple

from tracker.domain.fold import HOSTILITY, Folding, Prepared, Row
from tracker.domain.reading import dispute_on
from tracker.domain.relation import WIDTH

DISPUTE = WIDTH
"""The place of the dispute, which is read beside the slots."""


Differing = dict[int, tuple[Any, Any]]
"""Slots that differ, each with both its values."""


class Telling(NamedTuple):
    """The acts of a chronicle in order, as (day, key of the act, id), and each act by its key."""

    rows: Sequence[Row]
    acts: Mapping[Any, Prepared]


class Stretch(NamedTuple):
    """A slot that is otherwise from a day to a day (ordinals; None: from then on), and both its values."""

    place: int
    first: int
    last: int | None
    old: Any
    new: Any


def stretches(old: Telling, new: Telling) -> list[Stretch]:
    """Every slot that differs on some days, in order of the slots and the days."""
    found: list[Stretch] = []
    since: dict[int, int] = {}
    standing: Differing = {}
    for day, differing in _differing(old, new):
        if differing == standing:
            continue
        for place, both in standing.items():
            if differing.get(place) != both:
                found.append(Stretch(place, since.pop(place), day - 1, *both))
        since.update((place, day) for place in differing if place not in since)
        standing = differing
    found += [Stretch(place, since[place], None, *both) for place, both in standing.items()]
    return sorted(found, key=lambda stretch: stretch[:2])


def _differing(old: Telling, new: Telling) -> Iterator[tuple[int, Differing]]:
    """The days on which a difference may begin or end, with the slots that differ then and their values."""
    same = _same(old.rows, new.rows)
    one = Folding().run(old.rows[:same], old.acts)
    both = (one, one.copy())
    rest = [_by_day(telling.rows[same:]) for telling in (old, new)]
    days = sorted({*rest[0], *rest[1]})
    for day, until in zip(days, [*days[1:], None], strict=False):
        for folding, telling, rows in zip(both, (old, new), rest, strict=True):
            folding.run(rows.get(day, ()), telling.acts)
        for turn in (day, *_lapses(both, day, until)):
            yield turn, _apart(*both, turn)


def _same(old: Sequence[Row], new: Sequence[Row]) -> int:
    """How many acts both begin with."""
    pairs = enumerate(zip(old, new, strict=False))
    return next((index for index, (one, other) in pairs if one != other), min(len(old), len(new)))


def _by_day(rows: Sequence[Row]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = {}
    for row in rows:
        found.setdefault(row[0], []).append(row)
    return found


def _lapses(both: Sequence[Folding], day: int, until: int | None) -> list[int]:
    """The days after one, and before the next with an act, on which hostility lapses or a dispute closes."""
    turns = {turn for folding in both for turn in (folding.force[0], folding.force[2])}
    return sorted(turn for turn in turns if day < turn and (until is None or turn < until))


def _apart(old: Folding, new: Folding, day: int) -> Differing:
    if old.values == new.values and old.force == new.force:
        return {}
    places = compress(range(WIDTH), map(ne, old.values, new.values))
    found = {place: (old.values[place], new.values[place]) for place in places}
    for place, both in (
        (HOSTILITY, _hostility(old, new, day)),
        (DISPUTE, (dispute_on(old, day), dispute_on(new, day))),
    ):
        found.pop(place, None)
        if both[0] != both[1]:
            found[place] = both
    return found


def _hostility(old: Folding, new: Folding, day: int) -> tuple[Any, Any]:
    return old.hostility_on(day), new.hostility_on(day)
