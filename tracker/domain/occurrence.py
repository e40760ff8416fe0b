"""When a development happened: a best date, and the earliest and latest it can have been.

The expression is kept as the source's precision allows (EDTF: Extended Date/Time Format, ISO 8601-2).
Reading EDTF is the application's work; what is stored is the expression *and* its bounds, so that an
entry of today reads the same for ever. Dates are local civil dates of the act.
"""

from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from tracker.domain.moments import END_OF_DAY


class Occurrence(BaseModel):
    """A best date with bounds, and a time of day with UTC offset only where a source gives one."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    edtf: str
    best: date
    earliest: date | None = None
    """None: open at the start, the source sets no earliest day."""
    latest: date
    interval: bool = False
    """True where the best date is only the end of an interval and not a date of its own."""
    approximate: bool = False
    doubtful: bool = False
    minute: int | None = Field(default=None, ge=0, lt=END_OF_DAY)
    """Local minute of day, 0 to 1439."""
    offset: int | None = Field(default=None, ge=-14 * 60, le=14 * 60)
    """Minutes east of UTC."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.earliest is not None and self.earliest > self.best:
            msg = f"the earliest day {self.earliest} lies after the best date {self.best}"
            raise ValueError(msg)
        if self.best > self.latest:
            msg = f"the best date {self.best} lies after the latest day {self.latest}"
            raise ValueError(msg)
        return self

    @property
    def exact(self) -> bool:
        """Whether a single day is all that it can have been."""
        return self.earliest == self.latest

    def no_later_than(self, bound: date) -> "Occurrence":
        """The occurrence with its latest day lowered to ``bound``, as far as its own bounds allow.

        A cause's latest day is at most its response's. An exact date, and the earliest day, stand.
        """
        floor = self.best if not self.interval else (self.earliest or bound)
        latest = max(bound, floor)
        if latest >= self.latest:
            return self
        return self.model_copy(update={"latest": latest, "best": min(self.best, latest)})

    def end_of_best_date(self) -> datetime:
        """The last second of the best date, at the act's own offset if known, else UTC; in UTC."""
        zone = UTC if self.offset is None else timezone(timedelta(minutes=self.offset))
        local = datetime.combine(self.best, time(23, 59, 59), zone)
        try:
            return local.astimezone(UTC)
        except OverflowError:  # the last or the first day of the calendar, seen from another zone
            return local.replace(tzinfo=UTC)


def on(day: date, minute: int | None = None, offset: int | None = None) -> Occurrence:
    """An occurrence on one known day."""
    return Occurrence(edtf=day.isoformat(), best=day, earliest=day, latest=day, minute=minute, offset=offset)
