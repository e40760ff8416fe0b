"""Dates that a person gives: when it happened, and from when it could be known."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time

from tracker.application.problems import BadInput
from tracker.application.recording.ground import Ground
from tracker.application.when import time_of_day
from tracker.domain.log import SOURCE_PREFIX
from tracker.domain.occurrence import Occurrence

TO_COME = "still to come"
_END = time(23, 59, 59, tzinfo=UTC)


def known_from(ground: Ground, given: str | None, sources: Iterable[str], now: datetime) -> datetime:
    """What is given; else the end of the day on which the earliest dated source was published; else now."""
    if given:
        return instant(given)
    dossiers = [ground.dossier(SOURCE_PREFIX + source) for source in sources]
    days = [d.source.day for d in dossiers if d is not None and d.source is not None and d.source.day is not None]
    return datetime.combine(min(days), _END) if days else now


def instant(text: str) -> datetime:
    """The instant that a text names; BadInput where it names none."""
    from tracker.application import dates

    try:
        return dates.instant(text)
    except ValueError as problem:
        remedy = "a date is the end of that day in UTC; or write 2024-01-18T12:00Z"
        raise BadInput(f"known_from: {problem}", remedy=remedy) from problem


def occurred(date: str | None, time_text: str | None, precision: str | None, held: Occurrence) -> Occurrence:
    """When it happened as corrected: what is not given stays; BadInput where it is no date."""
    kept = time_text if time_text is not None or date is not None else time_of_day(held.minute, held.offset)
    fine = precision if precision is not None or date is not None else _precision(held)
    return dated(date or held.edtf, fine, kept)


def dated(date: str, precision: str | None, time_text: str | None) -> Occurrence:
    """When it happened as given; BadInput where it is no date."""
    from tracker.application import dates

    try:
        return dates.occurrence(date, precision=precision or None, time=time_text or None)
    except ValueError as problem:
        remedy = "dates are EDTF: 2024-01-17, 2024-01, 2024-01-15/2024-01-18, ../2024-01-18; times 04:30+03:30"
        raise BadInput(f"date: {problem}", remedy=remedy) from problem


def said_again(held: Occurrence) -> dict[str, str]:
    """The words that say when it happened as it is held: date, time, date_precision, of which some are left out."""
    words = {"date": held.edtf, "time": time_of_day(held.minute, held.offset), "date_precision": _precision(held)}
    return {key: text for key, text in words.items() if text}


def _precision(held: Occurrence) -> str | None:
    """The precision that was said of a best date, read back from its bounds."""
    if held.interval or held.exact or held.approximate or held.earliest is None or len(held.edtf) < len("2024-01-17"):
        return None
    return "month" if held.earliest.month == held.latest.month else "year"


def to_come(when: Occurrence, today: date) -> bool:
    """Whether all of it is still to come."""
    return when.best > today and (when.earliest is not None and when.earliest > today)


def said_early(when: Occurrence, today: date) -> str:
    """A sentence on a date that is not over yet, for a year that is typed wrong is the usual reason; else nothing."""
    if to_come(when, today):
        return f"date: {when.edtf} is {TO_COME}"
    return f"date: of {when.edtf} the last day is {TO_COME}" if when.best > today else ""
