"""Deadlines: by when an act wants something done, as far as its fields say; none is ever invented."""

from calendar import monthrange
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from tracker.domain.development import Development
from tracker.domain.moments import END_OF_DAY
from tracker.domain.occurrence import Occurrence

MOST_HOURS = 24 * 366 * 100
"""More hours than a century has are no deadline that anybody set."""


class Deadline(NamedTuple):
    """The last day on which it can be done in time, and how many hours that leaves at least."""

    due: date
    hours: int


def deadline_of(held: Development, when: Occurrence) -> Deadline | None:
    """The deadline that a development sets by its fields; None where it sets none."""
    hours = getattr(held, "deadline_hours", None)
    days = getattr(held, "deadline_days", None)
    if hours is None and days is not None:
        hours = days * 24
    if hours is not None:
        return _after(when, hours)
    due = last_day(getattr(held, "deadline", None))
    if due is None:
        return None
    return Deadline(due, max(0, (due - when.best).days) * 24)


def _after(when: Occurrence, hours: int) -> Deadline | None:
    """So many hours after an act: of an act without a time the end of its latest day counts."""
    known = when.minute is not None and when.minute < END_OF_DAY
    clock = time(*divmod(when.minute or 0, 60)) if known else time(23, 59)
    try:
        end = datetime.combine(when.latest, clock) + timedelta(hours=min(hours, MOST_HOURS))
    except OverflowError:
        return None
    return Deadline(end.date(), hours)


def last_day(text: str | None) -> date | None:
    """The last day of a date in EDTF (a day, a month, a year, an interval); None where it is open or none."""
    end = (text or "").rpartition("/")[2].rstrip("?~%")
    parts = end.split("-")
    if not all(part.isascii() and part.isdecimal() for part in parts):
        return None
    year, month, day = (*map(int, parts), 0, 0)[:3]
    try:
        month = month or 12
        return date(year, month, day or monthrange(year, month)[1])
    except ValueError:
        return None
