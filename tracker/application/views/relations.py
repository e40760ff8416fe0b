"""All relations: the pairs by tension, with trend and one line of reasons."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from tracker.application.store.reader import Clocks, Reader, window_start
from tracker.domain.fold import Folding
from tracker.domain.parties import halves
from tracker.domain.reading import highest_tension, reason, tension_on, trend
from tracker.domain.relation import slot
from tracker.domain.tension import band

_RELATIONS, _HEAD, _CHARGE = slot("relations"), slot("head"), slot("in_charge")
_PENDING = slot("restoration_pending")


class RelationRow(NamedTuple):
    """One pair on a date: what a reader scans."""

    pair: str
    tension: float
    """0 to 10."""
    cooperation: float
    band: str
    trend: str
    """deteriorated, improved, unchanged, or 'unchanged, no acts'."""
    change: float
    reason: str
    relations: str
    restoration_pending: bool
    hostility: str
    heads: tuple[str, str]
    in_charge: tuple[str, str]
    last: str | None
    """Day of the last development up to the date."""
    developments: int
    """Developments up to the date."""

    def document(self) -> dict[str, Any]:
        """The row as JSON, heads by half."""
        names = halves(self.pair)
        return {
            **self._asdict(),
            "hostility": int(self.hostility) if self.hostility.isdigit() else self.hostility,
            "heads": dict(zip(names, self.heads, strict=True)),
            "in_charge": dict(zip(names, self.in_charge, strict=True)),
        }


def relation_rows(reader: Reader, clocks: Clocks, *, warm: bool = False) -> list[RelationRow]:
    """Every pair that has a development by then, the tensest first.

    ``warm`` reads from timelines kept in memory, for screens; else from checkpoints.
    """
    rows = [_row(pair, folding, earlier, count, clocks) for pair, folding, earlier, count in _all(reader, clocks, warm)]
    return sorted(rows, key=lambda row: (-row.tension, -row.cooperation, row.pair))


def _all(reader: Reader, clocks: Clocks, warm: bool) -> Iterator[tuple[str, Folding, Folding, int]]:
    timelines = reader.timelines() if warm else {}
    until, before = clocks.as_of.packed, window_start(clocks)
    for pair in timelines or reader.pairs():
        if pair in timelines and (clocks[1:] == (None, None) or reader.sees_all(pair, clocks)):
            timeline = timelines[pair]
            count = timeline.upto(until)
            found = (timeline.after(count), timeline.at(before), count)
        else:
            picture = reader.picture(pair, clocks)
            found = (picture.folding, picture.earlier, picture.count)
        if found[2]:
            yield pair, *found


def _row(pair: str, folding: Folding, earlier: Folding, count: int, clocks: Clocks) -> RelationRow:
    day = clocks.as_of.day.toordinal()
    highest = round(highest_tension(folding, day), 2)
    moved = trend(folding, earlier, day)
    values = folding.values
    return RelationRow(
        pair,
        highest,
        round(max(tension_on(folding, day, half).cooperation for half in (0, 1)), 2),
        band(highest),
        moved.word,
        moved.change,
        reason(pair, folding, day)[0],
        values[_RELATIONS],
        values[_PENDING],
        folding.hostility_on(day),
        (values[_HEAD], values[_HEAD + 1]),
        (values[_CHARGE], values[_CHARGE + 1]),
        date.fromordinal(folding.day).isoformat() if folding.day else None,
        count,
    )
