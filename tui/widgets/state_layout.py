"""How a state is laid out: a label, and beside it one text, or what is said of each direction."""

from collections.abc import Callable, Mapping
from itertools import zip_longest
from typing import NamedTuple, TypeAlias

from tracker.application.wording import half_words
from tui.ink import Line, fit, line, wrapped


class Behind(NamedTuple):
    """What a line of the state rests on."""

    title: str
    ids: tuple[str, ...]
    reading: str = ""
    """``tension`` or ``cooperation`` where it is one: what weighs most in it is asked for when it is opened."""
    aspect: str = ""
    """The aspect of which accounts differ."""


Halves: TypeAlias = Mapping[str, tuple[str, str]]
"""What is said of each direction or state, and its ink."""
Beside: TypeAlias = Callable[[tuple[str, str], Halves, int, Behind | None], list[Line]]
"""How two such sayings are laid out."""


def _label_width(width: int) -> int:
    return 17 if width >= 52 else 14


def _named(label: str, width: int) -> list[str]:
    """A label that is too long for its column goes on below, so that none is cut."""
    return list(wrapped(label, width - 1))


def across(label: tuple[str, str], cell: tuple[str, str], key: Behind | None, width: int) -> list[Line]:
    """A label and one text over both columns."""
    start = _label_width(width)
    rows = zip_longest(_named(label[0], start), wrapped(cell[0], max(8, width - start)), fillvalue="")
    return [
        line((fit(name, start), label[1]), (text, cell[1]), key=None if index else key)
        for index, (name, text) in enumerate(rows)
    ]


def side_by_side(
    label: tuple[str, str], left: tuple[str, str], right: tuple[str, str], width: int, key: Behind | None = None
) -> list[Line]:
    """A label and two texts side by side, each wrapped in its column."""
    start = _label_width(width)
    room = max(8, (width - start - 1) // 2)
    names = _named(label[0], start)
    rows = zip_longest(names, wrapped(left[0], room - 1), wrapped(right[0], room), fillvalue="")
    return [
        line(
            (fit(name, start), label[1]),
            (fit(one, room), left[1]), ("│" if label[0] else " ", "muted"), (other, right[1]),
            key=None if index else key,
        )
        for index, (name, one, other) in enumerate(rows)
    ]  # fmt: skip


def one_beside_other(label: tuple[str, str], halves: Halves, width: int, key: Behind | None = None) -> list[Line]:
    """Both directions on one line."""
    left, right = halves.values()
    return side_by_side(label, left, right, width, key)


def each_apart(label: tuple[str, str], halves: Halves, width: int, key: Behind | None = None) -> list[Line]:
    """Each direction on a line of its own, named in words."""
    lines: list[Line] = []
    for side, (text, tone) in halves.items():
        about = f"{half_words(side)}: {text}" if ">" in side else text
        behind = key and key._replace(title=f"{key.title} {half_words(side)}")
        lines += across(label, (about, tone), behind, width)
    return lines
