"""What waits for an answer: whose, of what kind, since when, whether it is overdue, and what was said."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from tracker.application.shown import cells, shown
from tui.ink import BLANK, Line, fit, hanging, line
from tui.widgets.fixed_list import FixedList
from tui.wording import pair_words

PAIR, AWAITED, SINCE, DAYS = 8, 7, 11, 6
"""Cells of the columns."""
KIND = 25
"""Cells of what waits, at least; where there is room it is said whole."""
GAP = 2
"""Cells before what is due."""
Group = tuple[str, Sequence[Mapping[str, Any]]]
"""What the rows of a group are, in words, and these."""


class Unanswered(NamedTuple):
    """A development that waits, in one of the ways in which it does."""

    id: str
    kind: str
    pair: str


class _Made(NamedTuple):
    """A row and its lines."""

    row: Mapping[str, Any]
    lines: Sequence[Line]


def key_of(row: Mapping[str, Any]) -> Unanswered:
    """The development that waits in a row of the ledger."""
    return Unanswered(row["id"], row["kind"], row["pair"])


class WaitingList(FixedList):
    """Two lines for each: the facts in columns, and what was said."""

    def __init__(self) -> None:
        super().__init__(id="waiting")
        self.groups: Sequence[Group] = ()
        self.whole = False
        """Whether all that was asked for is read."""
        self.settled = False
        """Whether it was once."""
        self._made: tuple[Any, dict[int, _Made]] = (None, {})
        """For what rows were drawn, and each by its identity, which no other has while it is held."""

    def show_groups(self, groups: Sequence[Group], *, whole: bool) -> None:
        """Show these; what one reads stays where it is. Until all is read, who has not moved stands on the first."""
        moved = bool(self.groups) and self.cursor != self._next_key(0, 1)
        keep, self.groups, self.whole = self.key if moved else None, groups, whole
        if self.settled:
            self.laid_again(signed=False)
            return
        self.settled = whole
        self.cursor = self.cursor if moved else 0
        self.rows_changed(keep=keep, still=moved)

    def lay_out(self, width: int) -> None:
        """Lines for a width; while more is read, a row that is there already is not drawn again."""
        kind = _room_for_kind([row for _, rows in self.groups for row in rows], width)
        made_for, held = self._made
        held, drawn = held if made_for == (kind, width) else {}, {}
        lines: list[Line] = []
        for words, rows in self.groups:
            lines += [line((words.capitalize(), "title"))] if len(self.groups) > 1 else []
            for row in rows:
                made = drawn[id(row)] = held.get(id(row)) or _Made(row, (*_row(row, kind, width),))
                lines += made.lines
        self._made = (kind, width), drawn
        empty = "Nothing waits for an answer." if self.whole else "reading …"
        self.laid = [_head(kind), *lines] if lines else [BLANK, line((empty, "strong" if self.whole else "muted"))]


def _room_for_kind(rows: Sequence[Mapping[str, Any]], width: int) -> int:
    """So many cells that what waits is said whole, as far as the other columns leave them."""
    due = max((GAP + len(_due(row)) for row in rows), default=0)
    longest = max((1 + cells(_kind(row)) for row in rows), default=0)
    return max(KIND, min(longest, width - PAIR - AWAITED - SINCE - DAYS - due))


def _head(kind: int) -> Line:
    names = zip(("pair", "awaits", "what", "since"), (PAIR, AWAITED, kind, SINCE), strict=True)
    return line(*((fit(name, width), "label") for name, width in names), (fit("days", DAYS, right=True), "label"))


def _kind(row: Mapping[str, Any]) -> str:
    return shown(f"{row['kind']}{' ' + row['scope'] if row['scope'] else ''}")


def _row(row: Mapping[str, Any], kind: int, width: int) -> Iterator[Line]:
    yield line(
        (fit(pair_words(row["pair"]), PAIR), "strong"),
        fit(row["awaits"], AWAITED),
        fit(_kind(row), kind - 1),
        f" {fit(row['since'], SINCE)}",
        fit(row["days"], DAYS, right=True),
        (f"{' ' * GAP}{_due(row)}", "warn" if row["overdue_days"] else "muted"),
        key=key_of(row),
    )
    yield from hanging(f"{row['summary'] or row['sentence']} ({row['article']})", width, "muted", start=" " * PAIR)


def _due(row: Mapping[str, Any]) -> str:
    if row["overdue_days"]:
        return f"! overdue {row['overdue_days']} d"
    return f"due {row['due']}" if row["due"] else ""
