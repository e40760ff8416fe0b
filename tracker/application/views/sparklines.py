"""The tension of many pairs over the last months, at a few equal distances: what a line of a list has room for."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from tracker.application.pacing import paced
from tracker.application.store.derived_keys import DAY
from tracker.application.store.reader import Clocks, Reader
from tracker.application.store.snapshot import last_checkpoint
from tracker.domain.fold import Folding
from tracker.domain.moments import Cut
from tracker.domain.reading import highest_tension

if TYPE_CHECKING:
    from tracker.application.store.known_then import KnownThen

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

    Of pairs of which less was known then those that would take long are left out; by a position of the log, all.
    """
    with reader.snapshot():
        if reader.is_empty():
            return {}
        _ = reader.acts.table
        cuts, left = _cuts(clocks.as_of), MOST_THEN
        numbers = {name: row for name, *row in reader.conn.execute("SELECT name, pair, count FROM pairs")}
        found: dict[str, Sparkline] = {}
        then: KnownThen | None = None
        for pair in paced(pairs, 1):
            if pair not in numbers:
                continue
            number, count = numbers[pair]
            if reader.sees_all(pair, clocks):
                found[pair] = _line(reader, number, cuts)
            elif count <= left and clocks.position is None:
                left -= count
                then = then or _known_then(reader, clocks)
                found[pair] = _line_then(then, pair, cuts)
        return found


def _known_then(reader: Reader, clocks: Clocks) -> "KnownThen":
    from tracker.application.store.known_then import KnownThen  # not for who asks what is known now

    return KnownThen(reader, clocks)


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


def _line_then(then: "KnownThen", pair: str, cuts: Sequence[Cut]) -> Sparkline:
    """As it was known; all of it is one fold, read at each cut."""
    rows, state, place = then.rows(pair), Folding(), 0
    moments = [moment for moment, _, _ in rows]
    found: list[float | None] = []
    for cut in cuts:
        upto = bisect_right(moments, cut.packed)
        state, place = then.fold(state, rows[place:upto]), upto
        found.append(round(highest_tension(state, cut.day.toordinal()), 2) if upto else None)
    return tuple(found)
