"""What waits for an answer: whose, of what kind, since when, whether it is overdue, and what was said."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from tui.ink import BLANK, Line, fit, hanging, line
from tui.widgets.fixed_list import FixedList
from tui.wording import pair_words

PAIR, AWAITED, KIND, SINCE, DAYS = 8, 7, 25, 11, 6
"""Cells of the columns."""


class Unanswered(NamedTuple):
    """A development that waits, in one of the ways in which it does."""

    id: str
    kind: str
    pair: str


def key_of(row: Mapping[str, Any]) -> Unanswered:
    """The development that waits in a row of the ledger."""
    return Unanswered(row["id"], row["kind"], row["pair"])


class WaitingList(FixedList):
    """Two lines for each: the facts in columns, and what was said."""

    def __init__(self) -> None:
        super().__init__(id="waiting")
        self.rows: Sequence[Mapping[str, Any]] = ()
        self.whole = False
        """Whether all that was asked for is read."""
        self.settled = False
        """Whether it was once."""

    def show_rows(self, rows: Sequence[Mapping[str, Any]], *, whole: bool) -> None:
        """Show these; what one reads stays where it is. Until all is read, who has not moved stands on the first."""
        moved = bool(self.rows) and self.cursor != self._next_key(0, 1)
        keep, self.rows, self.whole = self.key if moved else None, rows, whole
        if self.settled:
            self.laid_again(signed=False)
            return
        self.settled = whole
        self.cursor = self.cursor if moved else 0
        self.rows_changed(keep=keep, still=moved)

    def lay_out(self, width: int) -> None:
        """Lines for a width."""
        rows = [drawn for row in self.rows for drawn in _row(row, width)]
        empty = "Nothing waits for an answer." if self.whole else "reading …"
        self.laid = [_head(), *rows] if rows else [BLANK, line((empty, "strong" if self.whole else "muted"))]


def _head() -> Line:
    names = zip(("pair", "awaits", "what", "since"), (PAIR, AWAITED, KIND, SINCE), strict=True)
    return line(*((fit(name, width), "label") for name, width in names), (fit("days", DAYS, right=True), "label"))


def _row(row: Mapping[str, Any], width: int) -> Iterator[Line]:
    kind = f"{row['kind']}{' ' + row['scope'] if row['scope'] else ''}"
    yield line(
        (fit(pair_words(row["pair"]), PAIR), "strong"),
        fit(row["awaits"], AWAITED),
        fit(kind, KIND - 1),
        f" {fit(row['since'], SINCE)}",
        fit(row["days"], DAYS, right=True),
        (f"  {_due(row)}", "warn" if row["overdue_days"] else "muted"),
        key=key_of(row),
    )
    yield from hanging(f"{row['summary'] or row['sentence']} ({row['article']})", width, "muted", start=" " * PAIR)


def _due(row: Mapping[str, Any]) -> str:
    if row["overdue_days"]:
        return f"! overdue {row['overdue_days']} d"
    return f"due {row['due']}" if row["due"] else ""
