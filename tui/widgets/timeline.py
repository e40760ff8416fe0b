"""The timeline of a pair: date, glyph, weight, direction and what happened, with what must be known of it."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from tui.ink import Line, fit, line
from tui.spoken import spoken_timeline
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
        self.ties: Mapping[str, str] | None = None
        """What is drawn before each response, where they stand as a tree; None in order of time."""

    @property
    def total(self) -> int:
        """Developments."""
        return len(self.rows)

    def show_rows(self, rows: "Sequence[TimelineRow]", *, follow: bool) -> None:
        """Show these; the cursor stays, or goes to the last one where `follow`."""
        newest = rows[-1].id if rows else None
        keep = newest if follow else self.key
        self.rows = rows if self.ties is None else self._as_tree(rows)
        if follow:
            self.cursor = max(0, len(rows) - 1)
        self.rows_changed(keep=keep if self.ties is not None or not follow else None, still=not follow)

    def _as_tree(self, rows: "Sequence[TimelineRow]") -> "Sequence[TimelineRow]":
        from tracker.application.views.branches import branches

        found, self.ties = branches(rows)
        return found

    def key_at(self, index: int) -> Any:
        """The id."""
        return self.rows[index].id

    def line_at(self, index: int, width: int) -> Line:
        """A development on one line."""
        row = self.rows[index]
        tie = None if self.ties is None else self.ties.get(row.id, "")
        return spoken_timeline(row, tie) if self.access else timeline_line(row, width, tie)


def timeline_line(row: "TimelineRow", width: int, tie: str | None = None) -> Line:
    """Date, glyph, weight, direction, marks, and what happened; struck through where it was retracted.

    ``tie`` is what a tree draws before a response; without a tree ↳ says that it is one.
    """
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
    if tie is None:
        tie = "↳ " if row.in_response_to else ""
    return line(*pieces, (tie, "muted"), (text, ink), key=row.id)


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
