"""The pairs: bar, number, word, trend, forward flags, and one line of reason, or of a component."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from textual.message import Message

from tracker.application.views.relations import RelationRow
from tui.ink import Line, fit, line
from tui.widgets.row_list import RowList
from tui.wording import TONES, about, bar, flag_signs, pair_words, sparkline, trend_glyph, trend_words

ONE_LINE = 72
"""From this width on the reason stands on the same line."""
ROOMY = 96
"""From this width on the bar is long beside the reason too."""
FIGURES = 30
"""Cells of pair, number, word, trend and forward flags."""
SPARK = 14
"""Cells of the tension over 90 days, a block a week, where there is room for it."""
UNTOLD = "·"
"""In its place where it would take long to tell: a bar would be taken for it."""
SPARKLING = 63
"""From this width on there is, where a pair has two lines; where it has one, from `ROOMY` on. Else the bar's."""
TREND = 13
"""Cells of the trend in words, where there is room for them."""


class RelationList(RowList):
    """Every pair on one line, or two where it is narrow."""

    class Scrolled(Message):
        """Other rows are seen."""

        def can_replace(self, message: Message) -> bool:
            """Only the latest matters."""
            return isinstance(message, RelationList.Scrolled)

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.rows: Sequence[RelationRow] = ()
        self.sparks: Mapping[str, Sequence[float | None]] = {}
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
        self.rows_changed(keep=keep, still=True)
        self.post_message(self.Scrolled())

    def _room_for_spark(self, width: int) -> bool:
        return width >= (SPARKLING if self.tall == 2 else ROOMY)

    def _places(self) -> Callable[[int], int]:
        """By its pair, which may take more lines or fewer."""
        tall = self.tall
        return lambda index: index // tall * self.tall

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Tell."""
        super().watch_scroll_y(old_value, new_value)
        self.post_message(self.Scrolled())

    @property
    def seen(self) -> list[str]:
        """The pairs that are seen, and as many behind them."""
        first, many = self.scroll_offset.y // self.tall, self.scrollable_content_region.height // self.tall + 1
        return [row.pair for row in self.rows[first : first + 2 * many]]

    def show_sparks(self, sparks: Mapping[str, Sequence[float | None]]) -> None:
        """Show these lines of tension, by pair."""
        if sparks != self.sparks:
            self.sparks = sparks
            self._redraw()

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
            return line(" ", (fit(about(row, width - 1), width - 1), "muted"))
        word = TREND if width >= FIGURES + TREND + 4 else 0
        spark = SPARK if self._room_for_spark(width) else 0
        room = max(4, min(14, width - FIGURES - word - spark)) if self.tall == 2 or width >= ROOMY else 8
        if self.access:
            from tui.spoken import spoken_relation

            return spoken_relation(row, about(row) if self.tall == 1 else "")
        tone = TONES.get(row.band, "plain")
        left = width - FIGURES - word - spark - room
        reason = f" {about(row, left)}" if self.tall == 1 else ""
        return line(
            (fit(pair_words(row.pair), 8), "strong"),
            (self._graph(row, room, beside=bool(spark)), tone),
            (f"{row.tension:5.1f} ", tone),
            (fit(row.band, 7), tone),
            f"{trend_glyph(row.trend)}{abs(row.change):4.1f}" if row.change else f"{trend_glyph(row.trend)}    ",
            (fit(f" {flag_signs(row)}", 3), "key"),
            (fit(f" {trend_words(row.trend)}" if word else "", word), "muted"),
            (fit(self._spark(row) if spark else "", spark), tone),
            (reason, "muted"),
            key=row.pair,
        )

    def _graph(self, row: RelationRow, room: int, *, beside: bool) -> str:
        """The tension as a bar; in its place over 90 days, once that is read, where that has none beside it."""
        over = self.sparks.get(row.pair)
        if beside or over is None:
            return bar(row.tension, 10, room)
        return fit(sparkline(_fewer(over, room - 1)) if over else UNTOLD * (room - 1), room)

    def _spark(self, row: RelationRow) -> str:
        """The tension over 90 days, beside the bar."""
        over = self.sparks.get(row.pair)
        return "" if over is None else f" {sparkline(over) if over else UNTOLD * (SPARK - 1)}"


def _fewer(found: Sequence[float | None], most: int) -> list[float | None]:
    """So many of some tensions at equal distances, the last among them; all where they are no more."""
    if len(found) <= most:
        return list(found)
    last = len(found) - 1
    return [found[last - round(back * last / max(1, most - 1))] for back in reversed(range(most))]
