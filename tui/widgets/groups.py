"""Groups of states to choose from: name, kind, how many pairs, and the members on the date."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tracker.application.groups import PREFIXES
from tracker.application.views.groups import GroupRow
from tracker.application.wording import counted
from tui.ink import Line, fit, line
from tui.listing import holds

NAME, KIND, PAIRS = 34, 10, 10
"""Cells of the columns."""
KINDS = ("own", "watch", "alliance", "region")
"""What is one's own comes first."""


class Choice(NamedTuple):
    """A group that can be chosen, or with None all relations; ``within`` of pairs of two members."""

    row: GroupRow | None
    within: bool = False

    @property
    def pairs(self) -> int:
        """How many pairs it leaves."""
        return 0 if self.row is None else self.row.within if self.within else self.row.pairs


def choices(rows: Sequence[GroupRow], text: str) -> list[Choice]:
    """What can be chosen for what is typed: ``nato``, ``pak``, ``region:south``.

    What is called so comes first, then what begins so, then what holds pairs.
    """
    kind, colon, words = text.partition(":")
    if not colon or kind.strip().casefold() not in PREFIXES:
        kind, words = "", text
    wanted = PREFIXES.get(kind.strip().casefold())
    some = [row for row in rows if wanted in (None, row.group.kind) and holds(_text(row), words)]
    some.sort(
        key=lambda row: (
            _far(row, words),
            not row.pairs,
            KINDS.index(row.group.kind),
            -row.pairs,
            row.group.name,
        )
    )
    every = [choice for row in some for choice in _of(row)]
    return every if text.strip() else [Choice(None), *every]


def _far(row: GroupRow, words: str) -> int:
    """0 where the words are a name of it, 1 where a name begins so, else 2."""
    names, wanted = [name.casefold() for name in (row.group.name, *row.group.also)], words.strip().casefold()
    return 0 if wanted in names else 1 if any(name.startswith(wanted) for name in names) else 2


def _of(row: GroupRow) -> Iterator[Choice]:
    yield Choice(row)
    if 0 < row.within < row.pairs:
        yield Choice(row, within=True)


def _text(row: GroupRow) -> str:
    return " ".join((row.group.kind, row.group.name, *row.group.also, *row.states)).replace("-", " ")


def line_of(choice: Choice, width: int) -> Line:
    """A choice as one line of a width."""
    if choice.row is None:
        return line((" all relations", "strong"), key=choice)
    group, pairs = choice.row.group, counted(choice.pairs, "pair")
    name = f" {group.name}{', among its members' if choice.within else ''}"
    return line(
        (fit(name, NAME), "strong" if choice.pairs else "muted"),
        (fit(group.kind, KIND), "label"),
        (fit(pairs, PAIRS), "plain" if choice.pairs else "muted"),
        (fit(" ".join(choice.row.states or group.scopes), max(0, width - NAME - KIND - PAIRS)), "muted"),
        key=choice,
    )
