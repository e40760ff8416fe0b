"""When something happened, was recorded and is known, in words."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any


def time_of_day(minute: int | None, offset: int | None) -> str | None:
    """A minute of the day with its offset from UTC in minutes, ``04:30+03:30``; None where there is no minute."""
    if minute is None:
        return None
    text = f"{minute // 60:02}:{minute % 60:02}"
    if offset is None:
        return text
    return f"{text}{'-' if offset < 0 else '+'}{abs(offset) // 60:02}:{abs(offset) % 60:02}"


def when_in_words(when: Mapping[str, Any]) -> str:
    """The date of an evidence document: the best one with its time, bounds, doubt, and how it was written."""
    time = f" {when['time']}" if when["time"] else ""
    bounds = "" if when["exact"] else f", between {when['earliest'] or 'any day'} and {when['latest']}"
    doubt = ", doubtful" if when["doubtful"] else ""
    written = "" if when["edtf"] == when["best"] else f" (written {when['edtf']})"
    return f"{when['best']}{time}{bounds}{doubt}{written}"


def occurred_in_words(occurred: Mapping[str, Any]) -> str:
    """The same of an occurrence as entries hold it, in which what is not said may be left out."""
    earliest = occurred.get("earliest")
    time = time_of_day(occurred.get("minute"), occurred.get("offset"))
    return when_in_words({**occurred, "earliest": earliest, "exact": earliest == occurred["latest"], "time": time})


def changed_in_words(name: str, value: Any, say: Callable[[Any], str]) -> str:
    """What an entry has under a name before or behind a change: a date as dates are said, else as ``say`` words it."""
    return occurred_in_words(value) if name == "occurred" and isinstance(value, Mapping) else say(value)


def minute_of(instant: str) -> str:
    """An instant to the minute, in UTC: ``2024-01-18T12:30Z``."""
    return f"{datetime.fromisoformat(instant).astimezone(UTC).isoformat()[:16]}Z"


def recorded_and_known(recorded_at: str, known_from: str | None) -> str:
    """When an entry was recorded and from when it is known, to the minute; once where that is the same minute."""
    recorded = minute_of(recorded_at)
    if known_from is None:
        return f"recorded {recorded}"
    known = minute_of(known_from)
    return f"recorded and known from {recorded}" if known == recorded else f"recorded {recorded}, known from {known}"
