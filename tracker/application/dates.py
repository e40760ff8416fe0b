"""Dates and times as people write them: EDTF becomes an occurrence, a date a cut, a moment of knowledge an instant.

The `edtf` library reads what is more than a plain date. It takes a seventh of a second to import, lets any kind
of exception out, and adds years of padding to an approximate day: it is imported where it is needed, everything
that it raises becomes a ValueError, and what approximate means is decided here: one unit more on either side (a
day for a day, a month for a month, a year for a year). Every function raises ValueError with a sentence that may
be shown.
"""

import re
import warnings
from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from tracker.domain.moments import Cut

if TYPE_CHECKING:  # pydantic is not needed to read a cut or an instant, and reading verbs start fast
    from tracker.domain.occurrence import Occurrence

LONGEST = 100
"""So many characters a date may have."""
REMEDY = "dates are EDTF: 2024-01-17, 2024-01, 2024-01-15/2024-01-18, ../2024-01-18, with ~ approximate, ? uncertain"
PRECISIONS = ("day", "month", "year")

_OPEN = ("", "..")
_PLAIN = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
_TIME = re.compile(r"(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s*(?:(Z|z)|([+\-−])(\d\d)(?::?(\d\d))?)?", re.ASCII)
_UNGUARDED = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What the library lets out where it does not understand."""
_READABLE = ("Date", "UncertainOrApproximate", "PartialUncertainOrApproximate", "Unspecified")


class _Span(NamedTuple):
    """The days that one date without a slash may mean, the unit it is given in, and how sure it is."""

    first: date
    last: date
    unit: str
    approximate: bool = False
    doubtful: bool = False

    @property
    def earliest(self) -> date:
        """The first day, one unit earlier where it is approximate."""
        return _first_of(_moved(self.first, self.unit, -1), self.unit) if self.approximate else self.first

    @property
    def latest(self) -> date:
        """The last day, one unit later where it is approximate."""
        return _last_of(_moved(self.last, self.unit, 1), self.unit) if self.approximate else self.last


class _Clock(NamedTuple):
    """A time of day: minute, second, and minutes east of UTC where they are given."""

    minute: int
    second: int
    offset: int | None


def occurrence(edtf_text: str, *, precision: str | None = None, time: str | None = None) -> "Occurrence":
    """When something happened, from EDTF, the precision of a best date, and a time of day such as 04:30+03:30.

    Of a month, a year or an interval the best date is the end. A best date with a precision keeps its day and
    may have been on any day of the month or year around it. ``..`` may stand for the start and not for the end.
    """
    text, clock_text = _split(_limited(edtf_text), time)
    found = _occurred(text, precision)
    if clock_text is None:
        return found
    if found.interval:
        raise ValueError(f"a time of day needs a single date, and {text!r} is none")
    clock = _clock(clock_text)
    return found.model_copy(update={"minute": clock.minute, "offset": clock.offset})


def cut(text: str) -> Cut:
    """The date that a state is asked for: the end of a day, month or year, or a local minute (2024-01-18T12:30)."""
    day_text, clock_text = _split(_limited(text), None)
    last = _plain(day_text).last
    return Cut(last) if clock_text is None else Cut(last, _clock(clock_text).minute)


def instant(text: str) -> datetime:
    """A moment of knowledge in UTC: the end of a day, or a time, in UTC where no offset is given."""
    day_text, clock_text = _split(_limited(text), None)
    day = _plain(day_text).last
    if clock_text is None:
        return end_of_day(day)
    clock = _clock(clock_text)
    zone = timezone(timedelta(minutes=clock.offset or 0))
    local = datetime.combine(day, time(clock.minute // 60, clock.minute % 60, clock.second), zone)
    try:
        return local.astimezone(UTC)
    except OverflowError:
        raise ValueError(f"{text!r} lies outside the years 0001 to 9999 in UTC") from None


def end_of_day(day: date) -> datetime:
    """The last second of a day in UTC."""
    return datetime.combine(day, time(23, 59, 59), UTC)


def day_before(day: date) -> date:
    """The day before, and the first day of all for itself."""
    return _moved(day, "day", -1)


def _limited(text: str) -> str:
    if len(text) > LONGEST:
        raise ValueError(f"a date of {len(text)} characters; {LONGEST} is the most")
    if not text.strip():
        raise ValueError("a date is empty")
    return text.strip()


def _split(text: str, clock: str | None) -> tuple[str, str | None]:
    """A date and its time of day, given apart or joined by T; only a single date has one."""
    found = re.fullmatch(r"(\d{4}-\d\d-\d\d)[Tt ](\d.*)", text, re.ASCII)
    if found is None:
        return text, clock
    if clock is not None:
        raise ValueError(f"the time of day is given twice: {text!r} and {clock!r}")
    return found[1], found[2]


def _clock(text: str) -> _Clock:
    found = _TIME.fullmatch(_limited(text))
    if found is None or int(found[1]) > 23 or int(found[2]) > 59 or int(found[3] or 0) > 59:
        raise ValueError(f"{text!r} is no time of day such as 04:30, 04:30+03:30 or 04:30Z")
    offset = 0 if found[4] else None
    if found[5]:
        east = int(found[6]) * 60 + int(found[7] or 0)
        if east > 14 * 60 or int(found[7] or 0) > 59:
            raise ValueError(f"{text!r} is further from UTC than 14 hours")
        offset = east if found[5] == "+" else -east
    return _Clock(int(found[1]) * 60 + int(found[2]), int(found[3] or 0), offset)


def _occurred(text: str, precision: str | None) -> "Occurrence":
    if precision is not None and precision not in PRECISIONS:
        raise ValueError(f"{precision!r} is no precision of a date; day, month or year")
    if "/" in text:
        if precision not in (None, "day"):
            raise ValueError(f"{text!r} has its precision in its ends; date_precision is that of a single best date")
        return _between(text)
    return _single(text, _span(text), precision)


def _single(text: str, span: _Span, precision: str | None) -> "Occurrence":
    if span.unit != "day" and precision not in (None, span.unit):
        raise ValueError(f"{text!r} is given to the {span.unit}, and its precision is said to be the {precision}")
    from tracker.domain.occurrence import Occurrence

    unit = precision or span.unit
    return Occurrence(
        edtf=text,
        best=span.last,
        earliest=min(span.earliest, _first_of(span.first, unit)),
        latest=max(span.latest, _last_of(span.last, unit)),
        interval=span.unit != "day",
        approximate=span.approximate,
        doubtful=span.doubtful,
    )


def _between(text: str) -> "Occurrence":
    from tracker.domain.occurrence import Occurrence

    start_text, _, end_text = text.partition("/")
    if end_text in _OPEN:
        raise ValueError(f"{text!r} has no end, and what has happened has one; give the latest day possible")
    end = _span(end_text)
    start = None if start_text in _OPEN else _span(start_text)
    if start is not None and start.first > end.last:
        raise ValueError(f"{text!r} is reversed: it ends before it begins")
    earliest = None if start is None else min(start.earliest, end.last)
    return Occurrence(
        edtf=text,
        best=end.last,
        earliest=earliest,
        latest=end.latest,
        interval=earliest != end.latest,
        approximate=end.approximate or (start is not None and start.approximate),
        doubtful=end.doubtful or (start is not None and start.doubtful),
    )


@lru_cache(maxsize=4096)
def _span(text: str) -> _Span:
    if _PLAIN.fullmatch(text):
        return _plain(text)
    qualified = re.fullmatch(r"([?~%]?)([^?~%]+)([?~%]?)", text)
    if qualified and _PLAIN.fullmatch(qualified[2]):
        _plain(qualified[2])  # the library finds nothing wrong with some days that are none
    first, last = _read(text)
    return _Span(first, last, _unit(text), approximate=_has(text, "~%"), doubtful=_has(text, "?%"))


def _plain(text: str) -> _Span:
    """A day, month or year without signs."""
    found = _PLAIN.fullmatch(text)
    if found is None:
        raise ValueError(f"{text!r} is no date such as 2024-01-17, 2024-01 or 2024")
    if found[2] and 21 <= int(found[2]) <= 41:
        raise ValueError(f"{text!r} is a season, which differs by hemisphere; write its months: 2024-03/2024-05")
    unit = PRECISIONS[found.groups().count(None)]
    try:
        first = date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError as problem:
        raise ValueError(f"there is no date {text}: {_plainly(problem)}") from None
    return _Span(first, _last_of(first, unit), unit)


def _plainly(problem: ValueError) -> str:
    """What Python says of an impossible date, without the numbers that differ between its versions."""
    words = {"year": "years run from 0001 to 9999", "month": "months run from 01 to 12"}
    return words.get(str(problem).split()[0], "the month has no such day")


def _read(text: str) -> tuple[date, date]:
    """First and last day of what is more than a plain date, read by the library."""
    parsed = _parsed(text)
    kind = type(parsed).__name__
    if kind not in _READABLE:
        raise ValueError(f"{text!r} is EDTF, but no date of one development")
    try:
        return _date_of(parsed.lower_strict()), _date_of(parsed.upper_strict())
    except _UNGUARDED:
        raise ValueError(f"{text!r} is no date between the years 0001 and 9999") from None


def _parsed(text: str) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its import warns about its own grammar
        from edtf import parse_edtf
        from edtf.parser.edtf_exceptions import EDTFParseException

        try:
            return parse_edtf(text)
        except (EDTFParseException, *_UNGUARDED):
            raise ValueError(f"{text!r} is no date") from None


def _date_of(parts: Any) -> date:
    return date(*tuple(parts)[:3])


def _unit(text: str) -> str:
    """The finest unit that is given in full: ``2024-01-XX`` is a month."""
    parts = re.sub(r"[?~%]", "", text).split("-")
    given = next((n for n, part in enumerate(parts) if not part.isdecimal()), len(parts))
    return PRECISIONS[3 - max(1, min(3, given))]


def _has(text: str, signs: str) -> bool:
    return any(sign in text for sign in signs)


def _first_of(day: date, unit: str) -> date:
    if unit == "day":
        return day
    return day.replace(day=1) if unit == "month" else day.replace(month=1, day=1)


def _last_of(day: date, unit: str) -> date:
    if unit == "day":
        return day
    month = day.month if unit == "month" else 12
    return day.replace(month=month, day=monthrange(day.year, month)[1])


def _moved(day: date, unit: str, by: int) -> date:
    """A day one unit earlier or later; at the ends of the calendar it stays."""
    try:
        if unit == "day":
            return day + timedelta(days=by)
        months = day.year * 12 + day.month - 1 + by * (1 if unit == "month" else 12)
        return day.replace(year=months // 12, month=months % 12 + 1, day=1)
    except (OverflowError, ValueError):
        return day


def checked(text: str) -> str:
    """A date or interval of EDTF, either end open, of which each end exists; as it was given."""
    for end in _limited(text).split("/"):
        if end not in _OPEN:
            _span(end)
    return text
