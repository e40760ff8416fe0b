"""Pictures: one pair on a date, as known at a time, with what is needed to explain it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, NamedTuple

from tracker.domain.fold import Folding, Remark
from tracker.domain.moments import Cut
from tracker.domain.tension import WINDOW


class Clocks(NamedTuple):
    """The three clocks of a question; None for knowledge and position means everything."""

    as_of: Cut
    known_at: datetime | None = None
    position: int | None = None

    def sees(self, position: int, known: datetime | None) -> bool:
        """Whether an entry is recorded and known by then; ``known`` None: from the beginning."""
        recorded = self.position is None or position <= self.position
        return recorded and (self.known_at is None or known is None or known <= self.known_at)

    def sees_all(self, position: int, known: int) -> bool:
        """Whether everything is of which the last entry and the latest knowledge (whole seconds UTC) are these."""
        recorded = self.position is None or position <= self.position
        return recorded and (self.known_at is None or known <= int(self.known_at.timestamp()))


@dataclass(slots=True)
class Picture:
    """One pair on a date, as known at a time: the folded state and what is needed to explain it."""

    pair: str
    clocks: Clocks
    folding: Folding
    earlier: Folding
    """The state 30 days before, under the same knowledge."""
    remarks: list[Remark]
    ids: Callable[[Iterable[Any]], dict[Any, str]]
    bounds: Callable[[Iterable[Any]], dict[Any, tuple[int | None, int]]]
    """Earliest (None: open) and latest day (ordinals) of what refers to a development."""
    uncertain: list[str] = field(default_factory=list)
    claimed: list[str] = field(default_factory=list)
    """Developments up to the date that carry claims or assessments."""
    count: int = 0
    """Developments that count, up to the date."""
    abridged: bool = False
    """Whether there are remarks before those that are told."""

    def with_newest(self, most: int | None) -> "Picture":
        """The same with no more remarks than so many of the newest."""
        if most is None or len(self.remarks) <= most:
            return self
        return replace(self, remarks=self.remarks[-most:], abridged=True)


def picture_by_id(
    pair: str, clocks: Clocks, states: tuple[Folding, Folding], bounds: Mapping[str, tuple[int | None, int]],
    uncertain: list[str], claimed: list[str], count: int,
) -> Picture:  # fmt: skip
    """A picture whose states (on the date, and 30 days before) refer to developments by id."""
    folding, earlier = states
    return Picture(
        pair, clocks, folding, earlier, list(folding.remarks),
        ids=lambda refs: {ref: ref for ref in refs},
        bounds=lambda refs: {ref: bounds[ref] for ref in set(refs)},
        uncertain=uncertain, claimed=claimed, count=count,
    )  # fmt: skip


def window_start(clocks: Clocks) -> int:
    """The last moment of the day from which the trend looks."""
    day = clocks.as_of.day.toordinal() - WINDOW
    return Cut(date.fromordinal(max(1, day)), clocks.as_of.minute).packed
