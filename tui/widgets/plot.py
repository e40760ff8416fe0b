"""Curves and bars of characters: dots of braille, blocks, or plain ASCII; plain functions from numbers to text."""

from bisect import bisect_right
from collections.abc import Sequence
from math import ceil
from typing import NamedTuple


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


def columns_of(samples: Sequence[tuple[int, float]], first: int, last: int, count: int) -> list[float]:
    """The value in each of so many columns: the highest of the days that fall into it, or the one before them."""
    days = [day for day, _ in samples]
    span, found = max(1, last - first), []
    for column in range(count):
        start = bisect_right(days, first + span * (column - 0.5) / max(1, count - 1))
        end = bisect_right(days, first + span * (column + 0.5) / max(1, count - 1))
        within = samples[start:end] or samples[max(0, start - 1) : start] or samples[:1]
        found.append(max(value for _, value in within))
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
    """The seismograph: bars up for the first shocks and down for the second, the heaviest of a column."""
    first, last = span
    rows = []
    for signs, some in zip((marks.up, marks.down), shocks, strict=True):
        heights = [0.0] * room
        for day, weight in some:
            column = max(0, min(room - 1, round((day - first) * (room - 1) / max(1, last - first))))
            heights[column] = max(heights[column], weight)
        most_level = len(signs) - 1
        rows.append("".join(signs[ceil(min(most, height) * most_level / most)] for height in heights))
    return rows
