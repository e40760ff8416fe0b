"""Dates as a person types them: ``Tue``, ``17 jan 12:00``, ``jan 2024``, ``-3d`` become EDTF, seen from a day.

Only words that mean one date are read: a day without a year is the nearest such day, never one to come, which from
today is the last one. Steps to what is to come are for who looks there; what is recorded has happened. Of figures
whose order differs from country to country those are read that mean one day in either order; others are refused.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from tracker.application.intervals import MONTHS as SHORT_MONTHS

MONTHS = tuple(name.lower() for name in SHORT_MONTHS)
_MONTH_NAMES = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NEAR = {"today": 0, "now": 0, "yesterday": -1, "tomorrow": 1}


class Ambiguous(ValueError):
    """What may mean two dates; says which."""


class _From(NamedTuple):
    """From where a date is seen: today, and the day on which one stands, which is today for who stands on none."""

    today: date
    here: date
    records: bool
    """Whether what has happened is recorded, so that nothing to come is meant."""

    @property
    def last(self) -> date:
        """The last day that a day without a year may be."""
        return max(self.today, self.here)


def typed(text: str, today: date, *, here: date | None = None) -> str | None:
    """EDTF of what is typed; None where it is not one of these words, so that it may be EDTF itself.

    A time alone is of the day ``here``, if there is one, and from there steps are counted and days without a year
    are nearest. ValueError where it is one of them and names no day of the calendar, as ``31 feb`` does, or a time of
    what is no day.
    """
    words = " ".join(text.casefold().replace(",", " ").split())
    seen_from = _From(today, here or today, here is None)
    timed = _TIMED.fullmatch(words)
    if timed is None:
        return _day_typed(words, seen_from)
    alone = None if here is None else here.isoformat()
    day = _day_typed(timed["day"], seen_from) if timed["day"] else alone
    if day is not None and len(day) != len("2024-01-17"):
        raise ValueError(f"a time of day needs a single day, and {timed['day']!r} is none")
    return day and f"{day}T{timed['time']}"


def _day_typed(words: str, seen_from: _From) -> str | None:
    for pattern, read in _READERS:
        found = pattern.fullmatch(words)
        if found:
            return read(found, seen_from)
    return None


def _near(found: re.Match[str], seen_from: _From) -> str | None:
    return _unless_to_come(seen_from.today, _NEAR[found[0]], seen_from)


def _ago(found: re.Match[str], seen_from: _From) -> str:
    return _later(seen_from.today, -_days(found))


def _step(found: re.Match[str], seen_from: _From) -> str | None:
    return _unless_to_come(seen_from.here, _days(found) * (1 if found["way"] == "+" else -1), seen_from)


def _unless_to_come(day: date, days: int, seen_from: _From) -> str | None:
    return None if days > 0 and seen_from.records else _later(day, days)


def _days(found: re.Match[str]) -> int:
    return int(found["days"]) * (7 if found["unit"].startswith("w") else 1)


def _weekday(found: re.Match[str], seen_from: _From) -> str:
    """The last such day; today where it is one, and a week before where ``last`` is said of today's."""
    number = next(index for index, name in enumerate(_WEEKDAYS) if name.startswith(found["day"]))
    back = (seen_from.here.weekday() - number) % 7
    return _later(seen_from.here, -(back or 7 if found["last"] else back))


def _later(day: date, days: int) -> str:
    try:
        return (day + timedelta(days=days)).isoformat()
    except OverflowError:
        way = "before" if days < 0 else "after"
        raise ValueError(f"{abs(days)} days {way} {day} lies {way} the calendar") from None


def _day(found: re.Match[str], seen_from: _From) -> str:
    month, day = _month_of(found["month"]), int(found["number"])
    return _on(int(found["year"]), month, day) if found["year"] else _nearest_day(month, day, seen_from)


def _figures(found: re.Match[str], seen_from: _From) -> str:
    """Day and month in either order, where only one of them names a month or both are the same."""
    one, other, year = int(found["one"]), int(found["other"]), int(found["year"])
    if one != other and {one, other} <= {*range(1, 13)}:
        days = " or ".join(f"{day} {MONTHS[month - 1]}" for day, month in ((one, other), (other, one)))
        raise Ambiguous(f"{found[0]} may be {days} {year}: write the month in letters")
    day, month = (one, other) if other <= 12 else (other, one)
    if month > 12:
        raise ValueError(f"{found[0]} is no day of the calendar")
    return _on(year, month, day)


def _month(found: re.Match[str], seen_from: _From) -> str:
    month, here, last = _month_of(found["month"]), seen_from.here, seen_from.last
    years = [int(found["year"])] if found["year"] else range(max(1, here.year - 1), here.year + 2)
    held = [year for year in years if found["year"] or (year, month) <= (last.year, last.month)]
    year = min(held, key=lambda year: abs((year - here.year) * 12 + month - here.month), default=here.year)
    return f"{year:04}-{month:02}"


def _month_of(name: str) -> int:
    return next(index for index, full in enumerate(_MONTH_NAMES, 1) if full.startswith(name.rstrip(".")[:3]))


def _nearest_day(month: int, day: int, seen_from: _From) -> str:
    """The nearest such day that is not to come; of two as near, the one before."""
    here, found = seen_from.here, []
    for year in range(max(1, here.year - 8), min(9999, here.year + 8) + 1):
        try:
            found.append(date(year, month, day))
        except ValueError:
            continue
    found = [other for other in found if other <= seen_from.last]
    if not found:
        raise ValueError(f"{day} {MONTHS[month - 1]} is no day of the calendar")
    return min(found, key=lambda other: abs(other - here)).isoformat()


def _on(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        raise ValueError(f"{day} {MONTHS[month - 1]} {year} is no day of the calendar") from None


_TIMED = re.compile(r"(?:(?P<day>.+) )?(?P<time>\d{1,2}:\d\d\S*)", re.ASCII)
"""A time of day behind a day, or alone."""
_MONTH = (
    "(?P<month>" + "|".join(sorted({*_MONTH_NAMES, *(f"{m}\\.?" for m in MONTHS), "sept"}, key=len, reverse=True)) + ")"
)
_NUMBER = r"(?P<number>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?: (?P<year>\d{4}))?"
_SHORT = "|".join(name[:size] for name in _WEEKDAYS for size in range(len(name), 2, -1))
_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], _From], str | None]], ...] = (
    (re.compile("|".join(_NEAR), re.ASCII), _near),
    (re.compile(r"(?P<way>[+-])(?P<days>\d{1,6}) ?(?P<unit>d|w)", re.ASCII), _step),
    (re.compile(r"(?P<days>\d{1,6}) (?P<unit>days?|weeks?) ago", re.ASCII), _ago),
    (re.compile(rf"(?P<last>last )?(?P<day>{_SHORT})", re.ASCII), _weekday),
    (re.compile(r"(?P<one>\d{1,2})/(?P<other>\d{1,2})/(?P<year>\d{4})", re.ASCII), _figures),
    (re.compile(rf"{_NUMBER} {_MONTH}{_YEAR}", re.ASCII), _day),
    (re.compile(rf"{_MONTH} {_NUMBER}{_YEAR}", re.ASCII), _day),
    (re.compile(rf"{_MONTH}{_YEAR}", re.ASCII), _month),
)
