"""Dates as a person types them: ``Tue``, ``17 jan 12:00``, ``jan 2024``, ``-3d`` become EDTF, seen from a day.

Only words that mean one date are read: a day without a year is the last such day, never one to come; figures whose
order differs from country to country (03/04) are left to whoever reads EDTF, who refuses them.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_NAMES = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NEAR = {"today": 0, "now": 0, "yesterday": 1}


def typed(text: str, today: date, *, here: date | None = None) -> str | None:
    """EDTF of what is typed; None where it is not one of these words, so that it may be EDTF itself.

    A time alone is of the day ``here``, if there is one. ValueError where it is one of them and names no day of the
    calendar, as ``31 feb`` does, or a time of what is no day.
    """
    words = " ".join(text.casefold().replace(",", " ").split())
    timed = _TIMED.fullmatch(words)
    if timed is None:
        return _day_typed(words, today)
    alone = None if here is None else here.isoformat()
    day = _day_typed(timed["day"], today) if timed["day"] else alone
    if day is not None and len(day) != len("2024-01-17"):
        raise ValueError(f"a time of day needs a single day, and {timed['day']!r} is none")
    return day and f"{day}T{timed['time']}"


def _day_typed(words: str, today: date) -> str | None:
    for pattern, read in _READERS:
        found = pattern.fullmatch(words)
        if found:
            return read(found, today)
    return None


def _near(found: re.Match[str], today: date) -> str:
    return _back(today, _NEAR[found[0]])


def _ago(found: re.Match[str], today: date) -> str:
    return _back(today, int(found["days"]) * (7 if found["unit"].startswith("w") else 1))


def _weekday(found: re.Match[str], today: date) -> str:
    """The last such day; today where it is one, and a week before where ``last`` is said of today's."""
    number = next(index for index, name in enumerate(_WEEKDAYS) if name.startswith(found["day"]))
    back = (today.weekday() - number) % 7
    return _back(today, back or 7 if found["last"] else back)


def _back(today: date, days: int) -> str:
    try:
        return (today - timedelta(days=days)).isoformat()
    except OverflowError:
        raise ValueError(f"{days} days before {today} lies before the calendar") from None


def _day(found: re.Match[str], today: date) -> str:
    month, day = _month_of(found["month"]), int(found["number"])
    return _on(int(found["year"]), month, day) if found["year"] else _last_day(month, day, today)


def _month(found: re.Match[str], today: date) -> str:
    month = _month_of(found["month"])
    year = int(found["year"]) if found["year"] else today.year - (month > today.month)
    return f"{year:04}-{month:02}"


def _month_of(name: str) -> int:
    return next(index for index, full in enumerate(_MONTH_NAMES, 1) if full.startswith(name.rstrip(".")[:3]))


def _last_day(month: int, day: int, today: date) -> str:
    for year in range(today.year, max(0, today.year - 9), -1):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found <= today:
            return found.isoformat()
    raise ValueError(f"{day} {MONTHS[month - 1]} is no day of the calendar")


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
_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], str]], ...] = (
    (re.compile("|".join(_NEAR), re.ASCII), _near),
    (re.compile(r"-(?P<days>\d{1,6}) ?(?P<unit>d|w)", re.ASCII), _ago),
    (re.compile(r"(?P<days>\d{1,6}) (?P<unit>days?|weeks?) ago", re.ASCII), _ago),
    (re.compile(rf"(?P<last>last )?(?P<day>{_SHORT})", re.ASCII), _weekday),
    (re.compile(rf"{_NUMBER} {_MONTH}{_YEAR}", re.ASCII), _day),
    (re.compile(rf"{_MONTH} {_NUMBER}{_YEAR}", re.ASCII), _day),
    (re.compile(rf"{_MONTH}{_YEAR}", re.ASCII), _month),
)
