"""The tension of a pair over all its time, and the weights of the developments that moved it: for drawing.

The date on which one stands changes nothing of it: as-of is a prefix, and a chart shows what lies ahead as ahead.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from tracker.application.pacing import paced
from tracker.application.store.derived_keys import DAY
from tracker.application.store.reader import Clocks, Reader
from tracker.domain.act import Act
from tracker.domain.fold import Folding, Prepared, prepare
from tracker.domain.reading import highest_tension
from tracker.domain.tension import band

SAMPLES = 600
"""Days at equal distances that are looked at, at most: more than a screen has columns of dots."""
CALM = 90
"""Days after which a weight has lost seven eighths."""
_ROWS = "SELECT moment, act FROM facts WHERE pair = ? ORDER BY moment, id"


class TensionChart(NamedTuple):
    """A pair from its first day to some time after its last, with a margin."""

    pair: str
    first: date
    last: date
    samples: tuple[tuple[int, float], ...]
    """Days (proleptic ordinals) at equal distances, and those of developments, and the tension (0 to 10) on each."""
    shocks: tuple[tuple[int, float], ...]
    """The day and the weight (-10 to 10, hostile below 0) of each development that weighs something."""


def tension_chart(reader: Reader, pair: str, clocks: Clocks, until: date | None = None) -> TensionChart | None:
    """The chart of a pair as known at these clocks; None where nothing happened that was known.

    ``until`` is up to which day it is seen to calm down, as today: for ``CALM`` days, or as long as all of it took.
    """
    found = _latest(reader, pair) if reader.sees_all(pair, clocks) else _as_known(reader, pair, clocks)
    if not found:
        return None
    start, end = found[0][0] // DAY, found[-1][0] // DAY
    calm = end if until is None else min(until.toordinal(), end + max(CALM, end - start))
    first, last = _span(start, max(end, calm))
    shocks = tuple((moment // DAY, act.weight) for moment, act in paced(found) if act is not None and act.weight)
    samples = tuple(_sampled(found, _days(first, last, found)))
    return TensionChart(pair, date.fromordinal(first), date.fromordinal(last), samples, shocks)


def _days(first: int, last: int, found: "_Moved") -> list[int]:
    """Days at equal distances, and those on which something was done, or of many the heaviest of each part."""
    length = (last - first) / SAMPLES
    even = {round(first + length * index) for index in range(SAMPLES + 1)}
    acted = {moment // DAY for moment, act in paced(found) if act is not None}
    return sorted(even | (acted if len(acted) <= SAMPLES else _heaviest(first, length, found)))


def _heaviest(first: int, length: float, found: "_Moved") -> set[int]:
    kept: dict[int, tuple[float, int]] = {}
    for moment, act in paced(found):
        if act is not None:
            day = moment // DAY
            part, weighed = int((day - first) / length), (-act.weight, day)
            kept[part] = max(weighed, kept.get(part, weighed))
    return {day for _, day in kept.values()}


def _span(first: int, last: int) -> tuple[int, int]:
    margin = max(1, (last - first) // 20)
    return max(1, first - margin), min(date.max.toordinal(), last + margin)


_Moved = Sequence[tuple[int, Act | None]]


def _latest(reader: Reader, pair: str) -> _Moved:
    """Moments and acts as known now, from the narrow rows."""
    if reader.is_empty():
        return []
    number = reader.pair_number(pair)
    rows = () if number is None else reader.conn.execute(_ROWS, (number,))
    return [(moment, reader.acts.act(number)) for moment, number in paced(rows)]


def _as_known(reader: Reader, pair: str, clocks: Clocks) -> _Moved:
    """Moments and acts as known then: of what was not known otherwise as now."""
    found = reader.nearby.placed(pair, clocks)
    return [(row.moment, None if row.act is None else found.act(row.act)) for row in paced(found.rows)]


def _sampled(found: _Moved, days: Sequence[int]) -> Iterator[tuple[int, float]]:
    """One fold over everything, read on each of the days."""
    folding, at = Folding(), 0
    table: dict[Any, Prepared] = {}
    for day in paced(days, 4):
        start = at
        while at < len(found) and found[at][0] // DAY <= day:
            at += 1
        folding = folding.run(list(_prepared(found[start:at], table)), table)
        yield day, highest_tension(folding, day)


def _prepared(found: _Moved, table: dict[Any, Prepared]) -> Iterator[tuple[int, int, int]]:
    for place, (moment, act) in enumerate(found):
        if act is not None:
            key = id(act)
            if key not in table:
                table[key] = prepare(act)
            yield moment // DAY, key, place


def sentence(chart: TensionChart, day: int, tension: float | None, room: int | None = None) -> str:
    """The chart up to a day in words, for who does not see it, with the tension on that day where it is known.

    Where that is longer than ``room``, less is said of the highest: it is what one sees in the curve.
    """
    past = [(found, at) for at, found in chart.samples if at <= day]
    shocks = [weight for at, weight in chart.shocks if at <= day]
    if not past:
        return "Tension: nothing had happened yet"
    most, when = max(past, key=lambda found: (found[0], -found[1]))
    hostile = sum(weight < 0 for weight in shocks)
    most, when = (most, when) if tension is None or tension <= most else (tension, day)
    here = "Highest tension" if tension is None else f"Tension {tension:.1f} {band(tension)}; highest"
    about = f" about {date.fromordinal(when)}"
    said = [
        f"{here} {most:.1f}{more}; {hostile} hostile, {len(shocks) - hostile} cooperative"
        for more in (f" {band(most)}{about}", about, "")
    ]
    return next((words for words in said if room is None or len(words) <= room), said[-1])
