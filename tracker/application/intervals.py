"""The days between which something lies, in words; plain functions from dates to text."""

from calendar import monthrange
from datetime import date

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def between_words(first: date | None, last: date) -> str:
    """``15–22 Jan``, ``Jan 2024``, ``by 18 Jan``; nothing for one day. ``first`` is None where it is open.

    Days of one year are said without it: a date stands beside them.
    """
    if first is None:
        return f"by {_day(last)}"
    if first == last:
        return ""
    return _whole(first, last) or _days(first, last)


def calendar_words(first: date, last: date) -> str:
    """The month or year that goes from one day to another; nothing where none does."""
    found = _whole(first, last)
    return "" if "–" in found else found


def _whole(first: date, last: date) -> str:
    """The months or years from one day to another, one or several; nothing where they are not whole."""
    if (first.day, last.day) != (1, monthrange(last.year, last.month)[1]):
        return ""
    if (first.month, last.month) == (1, 12):
        return f"{first.year:04}" if first.year == last.year else f"{first.year:04}–{last.year:04}"
    if first.year != last.year:
        return f"{_month(first)}–{_month(last)}"
    return _month(last) if first.month == last.month else f"{MONTHS[first.month - 1]}–{_month(last)}"


def _days(first: date, last: date) -> str:
    if first.year != last.year:
        return f"{_day(first)} {first.year:04}–{_day(last)} {last.year:04}"
    return f"{first.day}–{_day(last)}" if first.month == last.month else f"{_day(first)}–{_day(last)}"


def _month(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.year:04}"


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]}"
