"""The pairs by tension: bar, number, word, trend, and one line of reason."""

from collections.abc import Sequence
from typing import Any

from tracker.application.views.relations import RelationRow
from tui.ink import Line, fit, line
from tui.widgets.row_list import RowList
from tui.wording import TONES, bar, head_words, pair_words, trend_glyph

ONE_LINE = 72
"""From this width on the reason stands on the same line."""
ROOMY = 96
"""From this width on the bar is long beside the reason too."""
FIGURES = 27
"""Cells of pair, number, word and trend."""


class RelationList(RowList):
    """Every pair on one line, or two where it is narrow."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.rows: Sequence[RelationRow] = ()
        self.tall = 1

    @property
    def total(self) -> int:
        """Lines: one or two a pair."""
        return len(self.rows) * self.tall

    @property
    def row(self) -> RelationRow | None:
        """The pair under the cursor."""
        index = self.cursor // self.tall
        return self.rows[index] if index < len(self.rows) else None

    def show_rows(self, rows: Sequence[RelationRow], keep: str | None) -> None:
        """Show these pairs; the cursor stays with its pair."""
        if list(rows) == list(self.rows) and keep == self.key:
            return
        self.rows = rows
        self.rows_changed(keep=keep)

    def lay_out(self, width: int) -> None:
        """One line or two."""
        self.tall = 1 if width >= ONE_LINE else 2

    def head_of(self, index: int) -> int:
        """The first line of a pair."""
        return index - index % self.tall

    def key_at(self, index: int) -> Any:
        """The pair, on its first line."""
        return None if index % self.tall else self.rows[index // self.tall].pair

    def line_at(self, index: int, width: int) -> Line:
        """Figures, and the reason beside or below."""
        row = self.rows[index // self.tall]
        if index % self.tall:
            return line(" ", (fit(row.reason, width - 1), "muted"))
        room = max(4, min(14, width - FIGURES)) if self.tall == 2 or width >= ROOMY else 8
        tone = TONES.get(row.band, "plain")
        reason = f" {row.reason}" if self.tall == 1 else ""
        return line(
            (fit(pair_words(row.pair), 8), "strong"),
            (bar(row.tension, 10, room), tone),
            (f"{row.tension:5.1f} ", tone),
            (fit(row.band, 7), tone),
            f"{trend_glyph(row.trend)}{abs(row.change):4.1f}" if row.change else f"{trend_glyph(row.trend)}    ",
            (reason, "muted"),
            key=row.pair,
        )


class Brief(RowList):
    """What a narrow screen says of the selected pair: both heads of mission in words, and the level."""

    can_focus = False

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.laid: list[Line] = []

    @property
    def total(self) -> int:
        """A few lines."""
        return len(self.laid)

    def key_at(self, index: int) -> Any:
        """Nothing here can be stood upon."""
        return None

    def line_at(self, index: int, width: int) -> Line:
        """As laid out."""
        return self.laid[index]

    def show_row(self, row: RelationRow | None) -> None:
        """Show a pair."""
        self.laid = [] if row is None else brief_lines(row)
        self.rows_changed()


def brief_lines(row: RelationRow) -> list[Line]:
    """Relations, hostility and both heads of mission in words."""
    one, other = row.pair.split("-")
    words = row.relations.replace("_", " ") + (", restoration pending" if row.restoration_pending else "")
    lines = [line((f"{pair_words(row.pair)}  ", "strong"), f"relations {words} · hostility {row.hostility}")]
    for (sender, host), head, charge in zip(((one, other), (other, one)), row.heads, row.in_charge, strict=True):
        lines.append(line((f"{sender}'s head of mission in {host}: ", "label"), head_words(head, charge)))
    return [*lines, line((row.reason, "muted"))]
