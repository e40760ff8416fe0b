"""A pair's timeline on any date from one reading: as-of is a prefix, so a later date only brings more rows.

For screens that scrub. What the date does not change (what is known of a development, how far it is established)
is read once; what it changes (whether a row counts, whether it is uncertain) is told by its place in time.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from tracker.application.store.reader import Clocks, Reader
from tracker.application.views.chronicles import pair_number
from tracker.application.views.timeline import TimelineRow, timeline_rows
from tracker.domain.moments import END_OF_DAY, Cut

LAST = Cut(date(9999, 1, 1))


class _Place(NamedTuple):
    """Where a row lies: its day and minute, and its earliest (None: open) and latest day (ordinals)."""

    day: int
    minute: int
    earliest: int | None
    latest: int

    def before(self, cut: Cut) -> bool:
        """Whether it lies at or before a date."""
        return (self.day, self.minute) <= (cut.day.toordinal(), cut.minute)

    def straddles(self, day: int) -> bool:
        """Whether it may lie before and after a day."""
        return self.earliest != self.latest and (self.earliest is None or self.earliest <= day) and self.latest >= day


class ScrolledTimeline:
    """All rows of a pair at some clocks' knowledge; ``at`` a date those that `timeline_rows` gives there."""

    def __init__(self, reader: Reader, pair: str, clocks: Clocks) -> None:
        self._rows = timeline_rows(reader, pair, clocks._replace(as_of=LAST))
        bounds = _bounds(reader, pair, self._rows)
        self._places = [_place(row, bounds.get(row.id)) for row in self._rows]

    def at(self, cut: Cut) -> list[TimelineRow]:
        """The rows on a date."""
        day, found = cut.day.toordinal(), []
        for row, place in zip(self._rows, self._places, strict=True):
            counts = place.before(cut)
            uncertain = row.retracted is None and place.straddles(day)
            if counts or uncertain:
                found.append(_on(row, counts=counts and row.retracted is None, uncertain=uncertain))
        return found


def _on(row: TimelineRow, *, counts: bool, uncertain: bool) -> TimelineRow:
    if counts == row.counts and uncertain == row.uncertain:
        return row
    return row._replace(counts=counts, uncertain=uncertain, anomaly=row.anomaly and counts)


def _place(row: TimelineRow, bounds: tuple[int | None, int] | None) -> _Place:
    day = date.fromisoformat(row.date).toordinal()
    minute = END_OF_DAY if row.time is None else int(row.time[:2]) * 60 + int(row.time[3:5])
    return _Place(day, minute, *(bounds or (day, day)))


def _bounds(reader: Reader, pair: str, rows: Iterable[TimelineRow]) -> dict[str, tuple[int | None, int]]:
    """Earliest and latest day of developments of a pair, as known now; and of those that touch none."""
    numbers = [pair_number(reader, pair), *([0] if any(row.context for row in rows) else [])]
    return {
        name: (earliest, latest)
        for number in numbers
        for name, earliest, latest in reader.conn.execute(
            "SELECT id, earliest, latest FROM facts WHERE pair = ?", (number,)
        )
    }


def scrolled(reader: Reader, pair: str, clocks: Clocks) -> ScrolledTimeline | None:
    """The timeline of a pair on any date; None where less was known than is known now, and each date is asked for."""
    return ScrolledTimeline(reader, pair, clocks) if reader.sees_all(pair, clocks) else None
