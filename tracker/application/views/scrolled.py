"""A pair's timeline on any date: all places are known at once, and a row is read when it is looked at.

For screens that scrub and scroll: as-of is a prefix, so that a later date only brings more places. What the date does
not change (what is known of a development, how far it is established) is read once for each row that is seen; what it
changes (whether a row counts, whether it is uncertain) is told by its place in time.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple

from tracker.application.intervals import between_words
from tracker.application.pacing import paced
from tracker.application.store.carried import amended
from tracker.application.store.collector import uncollected
from tracker.application.store.derived_keys import DAY, NO_PAIR, RESPONSE, SAME
from tracker.application.store.lookup import LogLookup
from tracker.application.store.many import rows_of
from tracker.application.store.past import streams
from tracker.application.store.placed import Placed
from tracker.application.store.reader import Clocks, Reader
from tracker.application.views.lifecycles import preload_sources
from tracker.application.views.timeline import TimelineRow, context_row, counted_row, retracted_row, with_steps
from tracker.domain.moments import Cut

LAST = Cut(date(9999, 1, 1))
COUNTED, CONTEXT, RETRACTED = range(3)
_LINKS = "SELECT target, origin FROM links WHERE kind = ? AND target IN ({})"


class Spot(NamedTuple):
    """Where a development stands on a timeline: its moment (packed) and its bounds (ordinals; None: open)."""

    moment: int
    id: str
    earliest: int | None
    latest: int
    kind: int
    """COUNTED, CONTEXT (it touches no pair, and the pair answers it) or RETRACTED."""

    @property
    def date(self) -> str:
        """Its best date."""
        return date.fromordinal(self.moment // DAY).isoformat()

    @property
    def inexact(self) -> bool:
        """Whether it may lie before and after a date."""
        return self.kind != RETRACTED and self.earliest != self.latest

    @property
    def between(self) -> str:
        """The days between which it lies, shortly: ``15–22 Jan``; nothing where it is one day."""
        if not self.inexact:
            return ""
        return between_words(
            None if self.earliest is None else date.fromordinal(self.earliest), date.fromordinal(self.latest)
        )

    def straddles(self, day: int) -> bool:
        """Whether it may lie before and after this day (ordinal)."""
        return self.inexact and (self.earliest is None or self.earliest <= day) and self.latest >= day


class ScrolledTimeline:
    """The timeline of a pair at some clocks' knowledge, on every date."""

    def __init__(self, reader: Reader, pair: str, clocks: Clocks) -> None:
        self._reader, self._pair = reader, pair
        self._clocks = clocks._replace(as_of=LAST)
        self._read: dict[str, TimelineRow] = {}
        with uncollected():
            self._place()

    def _place(self) -> None:
        self._placed = self._reader.nearby.placed(self._pair, self._clocks)
        self._every = sorted(self._spots())  # moments and ids differ
        self._moments = [spot.moment for spot in paced(self._every)]
        self._inexact = [(index, spot) for index, spot in enumerate(paced(self._every)) if spot.inexact]
        self._named = {spot.id: spot for spot in paced(self._every)}

    def _spots(self) -> Iterator[Spot]:
        number = self._reader.pair_number(self._pair)
        for row in paced(self._placed.rows):
            yield Spot(row.moment, row.id, row.earliest, row.latest, COUNTED)
        for name in _answered(self._reader, self._placed):
            happening = self._placed.happening(name)
            if happening is not None and happening.pair is None:
                row = self._placed.row_of(happening)
                yield Spot(row.moment, row.id, row.earliest, row.latest, CONTEXT)
        for name in () if number is None else amended(self._reader.conn, number):
            gone = retracted_row(self._placed.settling.lookup.dossier(name), self._pair)
            if gone is not None:
                moment = gone[0][0]
                yield Spot(moment.packed, name, moment.day, moment.day, RETRACTED)

    def at(self, cut: Cut) -> list[Spot]:
        """The places on a date, in order: what has come, and what may have."""
        day, upto = cut.day.toordinal(), bisect_right(self._moments, cut.packed)
        return self._every[:upto] + [spot for index, spot in self._inexact if index >= upto and spot.straddles(day)]

    def spots(self, names: Iterable[str]) -> list[Spot]:
        """The places of some developments; of what has none, none."""
        return [spot for name in names if (spot := self._named.get(name)) is not None]

    def rows(self, spots: Sequence[Spot], cut: Cut) -> list[TimelineRow]:
        """The rows of some places on a date; each development is read once."""
        self._read_all([spot for spot in spots if spot.id not in self._read])
        return [_on(self._read[spot.id], spot, cut) for spot in spots]

    def _read_all(self, spots: Sequence[Spot]) -> None:
        settling = self._placed.settling
        if isinstance(settling.lookup, LogLookup):
            settling.lookup.preload([spot.id for spot in spots])
        counted = [
            h for spot in paced(spots, 4) if spot.kind == COUNTED and (h := settling.happening(spot.id)) is not None
        ]
        preload_sources(settling, counted)
        for spot in paced(spots, 4):
            row = with_steps(self._reader, settling, self._row(spot), self._clocks)
            self._read[spot.id] = row

    def _row(self, spot: Spot) -> TimelineRow:
        settling, clocks = self._placed.settling, self._clocks
        if spot.kind == RETRACTED:
            gone = retracted_row(settling.lookup.dossier(spot.id), self._pair)
            assert gone is not None, spot  # noqa: S101 - a spot is made of what is retracted
            return gone[1]
        happening = settling.happening(spot.id)
        assert happening is not None, spot  # noqa: S101 - a spot is made of what counts
        if spot.kind == CONTEXT:
            return context_row(happening, settling, clocks)
        return counted_row(happening, settling, clocks, strange=spot.id in self._strange)

    @cached_property
    def _strange(self) -> Collection[str]:
        """The developments that were not expected."""
        remarks = self._placed.folded(self._placed.rows).remarks
        return {str(remark.ref) for remark in remarks}


def _on(row: TimelineRow, spot: Spot, cut: Cut) -> TimelineRow:
    """The row on a date."""
    come = spot.moment <= cut.packed
    counts, uncertain = come and spot.kind != RETRACTED, spot.straddles(cut.day.toordinal())
    if counts == row.counts and uncertain == row.uncertain:
        return row
    return row._replace(counts=counts, uncertain=uncertain, anomaly=row.anomaly and counts)


def _answered(reader: Reader, found: Placed) -> list[str]:
    """What touches no pair and is answered by a development of this one; either may be merged into what counts."""
    number = reader.pair_number(found.pair)
    answers = [] if number is None else _answers_to_none(reader)
    if not answers or number is None:
        return []
    ever = {*streams(reader.conn, number), *_merged(reader, None)}
    settling, own, causes = found.settling, {row.id for row in paced(found.rows)}, set()
    for target, origin in answers:
        if origin in ever and (answer := settling.canonical(origin)) in own:
            causes |= {settling.canonical(target)} & {*settling.causes(answer)}
    return sorted(causes)


def _answers_to_none(reader: Reader) -> list[tuple[str, str]]:
    """What touches no pair, or was ever the same as such, and what ever said to answer it."""
    none = dict.fromkeys(streams(reader.conn, NO_PAIR))
    waiting = list(none)
    while waiting:
        waiting = [name for name in _merged(reader, waiting) if name not in none]
        none.update(dict.fromkeys(waiting))
    return _links(reader, RESPONSE, list(none))


def _merged(reader: Reader, into: list[str] | None) -> list[str]:
    """What was ever said to be the same as some developments, or as any."""
    if into is not None:
        return [origin for _, origin in _links(reader, SAME, into)]
    return [origin for (origin,) in reader.conn.execute("SELECT origin FROM links WHERE kind = ?", (SAME,))]


def _links(reader: Reader, kind: int, targets: list[str]) -> list[tuple[str, str]]:
    return [(target, origin) for target, origin in rows_of(reader.conn, _LINKS, targets, kind)]
