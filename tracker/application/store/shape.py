"""The shape of a folding state that was read back: whatever folds or shows it may rely on the types of its parts.

A file may have been written by any program. That its rows say what the entries say is for ``verify`` to find; that
they can be computed with is checked here, at each reading, and so it is kept cheap.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from math import isfinite
from typing import Any

from tracker.domain.fold import Remark
from tracker.domain.relation import COMPONENTS, POSSIBLE, UNKNOWN, WIDTH, blank

_BLANK = tuple(blank())
_KINDS = tuple(c.kind for c in COMPONENTS for _ in range(1 if c.scope == "pair" else 2))
_LATEST = 3_700_000
"""Ordinals of days lie below: the year 9999, and half a year."""
_MOST = 1e300
_NUMBERS: frozenset[type] = frozenset((int, float))
_WHOLE: frozenset[type] = frozenset((int,))
_TEXT: frozenset[type] = frozenset((str,))
_HALVES = frozenset((0, 1))


def check(plain: Mapping[str, Any]) -> None:
    """Raise TypeError or ValueError where a part of a state is not what a state has there; but for its chains.

    ``plain`` is a state as it was read: values, open acts in columns, and the numbers that a fold goes on from.
    """
    if (*map(len, (plain["heat"], plain["last"], plain["count"], plain["force"])),) != (4, 4, 4, 4):
        raise ValueError
    _check_values(plain["places"], plain["values"])
    kinds, halves, scopes, weights, since = plain["open"]
    if not ({*map(type, kinds)} | {*map(type, scopes)} <= _TEXT and {*map(type, halves)} <= _WHOLE):
        raise TypeError
    if not {*halves} <= _HALVES:
        raise ValueError
    (first, said), (second, answered) = plain["talk"]
    _check_numbers([*plain["heat"], *said, *answered, *weights], _NUMBERS)
    _check_numbers(plain["count"], _WHOLE)
    _check_days([*plain["last"], *plain["force"], plain["day"], plain["closed_day"], first, second, *since])


def _check_values(places: Sequence[Any], values: Sequence[Any]) -> None:
    if not {*map(type, places)} <= _WHOLE or min(places, default=0) < 0:
        raise TypeError
    if not all(map(_fits, places, values)):
        raise TypeError


def check_remarks(found: Iterable[Remark]) -> None:
    """Raise TypeError where a remark is not of a slot, or its words are no text."""
    for remark in found:
        is_slot = type(remark.slot) is int and 0 <= remark.slot < WIDTH
        if not (is_slot and type(remark.ref) is int and type(remark.expected) is type(remark.article) is str):
            raise TypeError
        hash(remark.found)


@lru_cache(maxsize=4096, typed=True)
def _fits(place: int, value: Any) -> bool:
    """Whether a slot may hold a value: asked again and again of the same few."""
    start = _BLANK[place]
    same = value == start and type(value) is type(start)
    return same or _is_value(value, _KINDS[place], POSSIBLE[place])


def _is_value(value: Any, kind: str, choices: tuple[Any, ...]) -> bool:
    if value == UNKNOWN or kind == "choice":
        return type(value) is str and (value == UNKNOWN or value in choices)
    if kind in ("flag", "count"):
        return type(value) is {"flag": bool, "count": int}[kind]
    if kind in ("items", "mapping"):
        return type(value) is tuple and all(_is_part(part, kind) for part in value)
    return value is None or type(value) is str


def _is_part(part: Any, kind: str) -> bool:
    if kind == "items":
        return type(part) is str
    return type(part) is tuple and len(part) == 2 and {*map(type, part)} == {str}


def _check_numbers(numbers: Sequence[Any], types: frozenset[type]) -> None:
    if not {*map(type, numbers)} <= types:
        raise TypeError
    if not all(map(isfinite, numbers)) or max(map(abs, numbers), default=0) > _MOST:
        raise ValueError


def _check_days(days: Sequence[Any]) -> None:
    if not {*map(type, days)} <= _WHOLE:
        raise TypeError
    if days and (min(days) < 0 or max(days) > _LATEST):
        raise ValueError
