"""The tension of many pairs over the last months, at a few equal distances: what a line of a list has room for."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date

from tracker.application.pacing import paced
from tracker.application.store.derived_keys import DAY
from tracker.application.store.reader import Clocks, Reader
from tracker.application.store.snapshot import last_checkpoint
from tracker.domain.moments import Cut
from tracker.domain.reading import highest_tension

DAYS = 90
POINTS = 13
_ROWS = (
    f"SELECT moment, moment / {DAY}, act, dev FROM facts WHERE pair = ? AND (moment, id) > (?, ?) AND moment <= ? "
    "ORDER BY moment, id"
)

Sparkline = tuple[float | None, ...]
"""Tensions (0 to 10), the last on the date that is asked for; None before anything happened."""


def sparklines(reader: Reader, pairs: Iterable[str], clocks: Clocks) -> dict[str, Sparkline]:
    """`POINTS` tensions over `DAYS` days for each pair; pairs of which less was known at these clocks are left out."""
    with reader.snapshot():
        if reader.is_empty():
            return {}
        _ = reader.acts.table
        cuts = _cuts(clocks.as_of)
        numbers = dict(reader.conn.execute("SELECT name, pair FROM pairs").fetchall())
        found = (pair for pair in paced(pairs, 1) if pair in numbers and reader.sees_all(pair, clocks))
        return {pair: _line(reader, numbers[pair], cuts) for pair in found}


def _cuts(last: Cut) -> list[Cut]:
    """Ends of days at equal distances, and the date itself."""
    end = last.day.toordinal()
    days = [end - round(DAYS * back / (POINTS - 1)) for back in range(POINTS - 1, 0, -1)]
    return [*(Cut(date.fromordinal(max(1, day))) for day in days), last]


def _line(reader: Reader, pair: int, cuts: Sequence[Cut]) -> Sparkline:
    state, count, after = last_checkpoint(reader.conn, pair, cuts[0].packed)
    rows = reader.conn.execute(_ROWS, (pair, *after, cuts[-1].packed)).fetchall()
    moments, place, found = [row[0] for row in rows], 0, []
    for cut in cuts:
        upto = bisect_right(moments, cut.packed)
        state.run([row[1:] for row in rows[place:upto]], reader.acts.table)
        place = upto
        there = count + upto > 0
        found.append(round(highest_tension(state, cut.day.toordinal()), 2) if there else None)
    return tuple(found)
