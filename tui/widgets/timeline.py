"""The timeline of a pair: date, glyph, weight, direction and what happened, with what must be known of it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tui.ink import Line, fit, line
from tui.widgets.row_list import RowList
from tui.wording import signed

if TYPE_CHECKING:
    from tracker.application.views.timeline import TimelineRow

WITH_TYPE = 96
"""From this width on the type has a column of its own."""


class TimelineList(RowList):
    """The developments of a pair, the newest last."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.rows: Sequence[TimelineRow] = ()

    @property
    def total(self) -> int:
        """Developments."""
        return len(self.rows)

    def show_rows(self, rows: "Sequence[TimelineRow]", *, follow: bool) -> None:
        """Show these; the cursor stays, or goes to the last one where `follow`."""
        keep = None if follow else self.key
        self.rows = rows
        if follow:
            self.cursor = max(0, len(rows) - 1)
        self.rows_changed(keep=keep)

    def key_at(self, index: int) -> Any:
        """The id."""
        return self.rows[index].id

    def line_at(self, index: int, width: int) -> Line:
        """A development on one line."""
        return timeline_line(self.rows[index], width)


def timeline_line(row: "TimelineRow", width: int) -> Line:
    """Date, glyph, weight, direction, marks, and what happened; struck through where it was retracted."""
    gone = row.retracted is not None
    ink = "gone" if gone else "plain" if row.counts or row.context else "muted"
    pieces: list[str | tuple[str, str]] = [
        (row.date, ink), (f" {row.glyph}", _tone(row)), (fit(signed(row.weight), 5, right=True), _tone(row)),
        " ", (fit(_direction(row), 8), "gone" if gone else "label"), (fit(marks_of(row), 4), "warn"),
    ]  # fmt: skip
    kind = row.type.replace("_", " ")
    if width >= WITH_TYPE:
        pieces.append((fit(kind, 24), "gone" if gone else "muted"))
    text = row.summary or kind
    if gone:
        text += f" (retracted: {row.retracted})"
    return line(*pieces, ("↳ " if row.in_response_to else "", "muted"), (text, ink), key=row.id)


def marks_of(row: "TimelineRow") -> str:
    """≠ disputed, ~ uncertain, ! anomaly, × retracted."""
    marks = (("≠", row.disputed), ("~", row.uncertain), ("!", row.anomaly), ("×", row.retracted is not None))
    return "".join(mark for mark, there in marks if there)


def _direction(row: "TimelineRow") -> str:
    return (row.direction or "").replace(">", "→").replace("-", "–")


def _tone(row: "TimelineRow") -> str:
    if row.retracted is not None:
        return "gone"
    return "plain" if row.weight == 0 else "bad" if row.weight < 0 else "good"
