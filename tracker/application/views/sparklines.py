"""The tension of many pairs over the last months, at a few equal distances: what a line of a list has room for."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date

from tracker.application.pacing import paced
from tracker.application.store.derived_keys import DAY
from tracker.application.store.reader import Clocks, Reader
from tracker.application.store.snapshot import last_checkpoint
from tracker.domain.fold import Folding, prepare
from tracker.domain.moments import Cut
from tracker.domain.reading import highest_tension

DAYS = 90
POINTS = 13
_ROWS = (
    f"SELECT moment, moment / {DAY}, act, dev FROM facts WHERE pair = ? AND (moment, id) > (?, ?) AND moment <= ? "
    "ORDER BY moment, id"
)

MOST_THEN = 4000
"""So many developments are settled at most for what was known then: pairs beyond that are left out."""

Sparkline = tuple[float | None, ...]
"""Tensions (0 to 10), the last on the date that is asked for; None before anything happened."""


def sparklines(reader: Reader, pairs: Iterable[str], clocks: Clocks) -> dict[str, Sparkline]:
    """`POINTS` tensions over `DAYS` days for each pair, as known at these clocks.

    A pair of which less was known then is told from its entries: those that would take long are left out.
    """
    with reader.snapshot():
        if reader.is_empty():
            return {}
        _ = reader.acts.table
        cuts, left = _cuts(clocks.as_of), MOST_THEN
        numbers = {name: row for name, *row in reader.conn.execute("SELECT name, pair, count FROM pairs")}
        found: dict[str, Sparkline] = {}
        for pair in paced(pairs, 1):
            if pair not in numbers:
                continue
            number, count = numbers[pair]
            if reader.sees_all(pair, clocks):
                found[pair] = _line(reader, number, cuts)
            elif count <= left:
                left -= count
                found[pair] = _line_then(reader, pair, clocks, cuts)
        return found


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


def _line_then(reader: Reader, pair: str, clocks: Clocks, cuts: Sequence[Cut]) -> Sparkline:
    """As it was known, from the entries; all of it is one fold, read at each cut."""
    from tracker.application.views.chronicles import happenings_of

    every = happenings_of(reader, pair, clocks)
    moments, place = [happening.moment.packed for happening in every], 0
    folding, acts = Folding(), {id(happening.act): prepare(happening.act) for happening in every if happening.act}
    found: list[float | None] = []
    for cut in cuts:
        upto = bisect_right(moments, cut.packed)
        rows = [(h.moment.day, id(h.act), h.id) for h in every[place:upto] if h.act is not None]
        folding, place = folding.run(rows, acts), upto
        found.append(round(highest_tension(folding, cut.day.toordinal()), 2) if upto else None)
    return tuple(found)
