"""Dates below a chart: at beginnings of months or years, as many as there is room for."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from tui.clocks import day_text

STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000, 24000)
"""Months from one tick to the next."""
NARROWEST = 13
"""Cells from one tick to the next, at least: ``╵Jan 2024`` and a gap."""


@lru_cache(maxsize=8)
def ticked(first: date, last: date, room: int) -> str:
    """A line of so many cells with a tick and a date where each of some months begins."""
    line, free = "", 0
    for day in _begins(first, last, room):
        at = round((day.toordinal() - first.toordinal()) * (room - 1) / max(1, last.toordinal() - first.toordinal()))
        words = f"╵{day_text(day).partition(' ')[2]}"
        if free <= at <= room - len(words):
            line = line.ljust(at) + words
            free = len(line) + 1
    return line.ljust(room)


def _begins(first: date, last: date, room: int) -> Iterator[date]:
    step = _step((last.year - first.year) * 12 + last.month - first.month + 1, max(1, room // NARROWEST), STEPS)
    start = first.year * 12 + first.month - 1
    for month in range(start - start % step, last.year * 12 + last.month, step):
        year, index = divmod(month, 12)
        if year >= 1 and first <= (day := date(year, index + 1, 1)) <= last:
            yield day


def _step(months: int, most: int, steps: Sequence[int]) -> int:
    return next((step for step in steps if months <= step * most), months)
