"""Clocks: the date, the knowledge and the record of a question, from what someone wrote."""

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from typing import TypeVar

from tracker.application.problems import BadInput
from tracker.application.store.reader import Clocks, Reader
from tracker.domain.moments import Cut

Read = TypeVar("Read")

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


Options = tuple[str, str]
"""The names under which a date and a time of knowledge are given."""
CLOCK_OPTIONS: Options = ("--as-of", "--known-at")


def asked(
    reader: Reader, as_of: str | None, known_at: str | None, position: int | None, today: date,
    options: Options = CLOCK_OPTIONS,
) -> Clocks:  # fmt: skip
    """The clocks of a question: without a date the later of today and the last best date of the log."""
    if position is not None and position < 0:
        raise BadInput(f"{position} is no position", "--position", "the first entry of the log has position 1")
    cut = reader.default_cut(today) if as_of is None else _read(_cut, as_of, options[0])
    return Clocks(cut, None if known_at is None else _read(_instant, known_at, options[1]), position)


def _cut(text: str) -> Cut:
    """A bare day costs nothing; any other date is read by the module that knows them all."""
    if _DAY.fullmatch(text):
        with suppress(ValueError):  # that there is no such day is said below
            return Cut(date.fromisoformat(text))
    from tracker.application.dates import cut

    return cut(text)


def _instant(text: str) -> datetime:
    from tracker.application.dates import instant

    return instant(text)


def _read(reading: Callable[[str], Read], text: str, option: str) -> Read:
    try:
        return reading(text)
    except ValueError as problem:
        remedy = "give a day such as 2024-01-18, a month, a year, or a time such as 2024-01-18T12:30"
        raise BadInput(str(problem), option, remedy) from problem
