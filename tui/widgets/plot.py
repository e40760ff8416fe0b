"""Curves and bars of characters: dots of braille, blocks, or plain ASCII; plain functions from numbers to text."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from itertools import pairwise
from math import ceil
from typing import NamedTuple, TypeVar

T = TypeVar("T")


class Marks(NamedTuple):
    """With what is drawn: how many columns and levels a cell has, and its signs."""

    wide: int
    high: int
    up: str
    """A bar that grows upwards, by levels; nothing first."""
    down: str
    """A bar that hangs down."""
    rule: str
    here: str


MARKS = {
    "braille": Marks(2, 4, " ⣀⣤⣶⣿", " ⠉⠛⠿⣿", "┈", "┃"),
    "block": Marks(1, 8, " ▁▂▃▄▅▆▇█", " ▔▀█", "┈", "┃"),
    "ascii": Marks(1, 1, " .:|", " '!|", "-", "|"),
}
_DOTS = ((0x40, 0x04, 0x02, 0x01), (0x80, 0x20, 0x10, 0x08))
"""The bits of a braille cell, left and right column, from the lowest dot up."""


def bounds(items: Sequence[T], count: int, place: Callable[[T], int]) -> list[int]:
    """Where the items of each of so many places begin, and last where all end: items are in the order of their places.

    A pair of thousands of developments is drawn in a hundred cells: few of them are looked at.
    """
    return [bisect_left(items, at, key=place) for at in range(count)] + [len(items)]


def columns_of(samples: Sequence[tuple[int, float]], first: int, last: int, count: int) -> list[float]:
    """The value in each of so many columns: the highest of the days that fall into it, or the one before them."""
    days, values = [day for day, _ in samples], [value for _, value in samples]
    span, found = max(1, last - first), []
    for column in range(count):
        start = bisect_right(days, first + span * (column - 0.5) / max(1, count - 1))
        end = bisect_right(days, first + span * (column + 0.5) / max(1, count - 1))
        found.append(max(values[start:end] or values[max(0, start - 1) : start] or values[:1]))
    return found


def plotted(values: Sequence[float], room: int, tall: int, most: float, marks: Marks) -> list[str]:
    """A curve in so many cells, the highest line first; from column to column it is joined."""
    top = tall * marks.high - 1
    levels = [round(max(0.0, min(1.0, value / most)) * top) for value in values]
    if marks.wide == 1:
        return _columns(levels, room, tall, marks)
    cells = [[0] * room for _ in range(tall)]
    before = levels[0]
    for column, level in enumerate(levels):
        low, high = sorted((before, level))
        for at in range(low + (low == before != level), high + 1 - (high == before != level)):
            cells[tall - 1 - at // marks.high][column // 2] |= _DOTS[column % 2][at % marks.high]
        before = level
    return ["".join(chr(0x2800 + bits) if bits else " " for bits in row) for row in cells]


def _columns(levels: Sequence[int], room: int, tall: int, marks: Marks) -> list[str]:
    """A column a value, filled up to its level, or in ASCII only its top."""
    rows = []
    for row in range(tall):
        base = (tall - 1 - row) * marks.high
        if marks.high == 1:
            rows.append("".join("*" if level == base else " " for level in levels[:room]))
        else:
            rows.append("".join(marks.up[max(0, min(marks.high, level + 1 - base))] for level in levels[:room]))
    return rows


def shaken(
    shocks: Sequence[Sequence[tuple[int, float]]], span: tuple[int, int], room: int, most: float, marks: Marks
) -> list[str]:
    """The seismograph: bars up for the first shocks and down for the second, the heaviest of a column.

    Shocks are days (proleptic ordinals) and weights, the earliest first.
    """
    first, last = span
    scale = max(1, last - first)

    def column(shock: tuple[int, float]) -> int:
        return max(0, min(room - 1, round((shock[0] - first) * (room - 1) / scale)))

    rows = []
    for signs, some in zip((marks.up, marks.down), shocks, strict=True):
        weights = [weight for _, weight in some]
        starts = bounds(some, room, column)
        heights = [max(weights[start:end], default=0.0) for start, end in pairwise(starts)]
        most_level = len(signs) - 1
        rows.append("".join(signs[ceil(min(most, height) * most_level / most)] for height in heights))
    return rows
