"""The timeline of a pair: date, glyph, weight, direction and what happened, with what must be known of it."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from textual.message import Message

from tui.ink import Line, fit, line
from tui.widgets.row_list import RowList
from tui.wording import signed

if TYPE_CHECKING:
    from tracker.application.views.scrolled import Spot
    from tracker.application.views.timeline import TimelineRow

WITH_TYPE = 96
"""From this width on the type has a column of its own."""
ABOUT, DOUBT = "≈", "?"
"""What stands behind a date that the source does not give to the day, and behind a day that it doubts."""
UNREAD = "…"
"""What stands for the words of a development until they are read."""


class TimelineList(RowList):
    """The developments of a pair, the newest last; those that are looked at are asked for."""

    class Unread(Message):
        """Rows are seen that were not read yet."""

        def __init__(self, names: Sequence[str]) -> None:
            super().__init__()
            self.names = names

        def can_replace(self, message: Message) -> bool:
            """What is seen by now counts."""
            return isinstance(message, TimelineList.Unread)

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.spots: Sequence[Spot] = ()
        self.read: dict[str, TimelineRow] = {}
        """The rows that were read, by id."""
        self.as_tree = False
        """Whether responses stand below what they answer; else all stands in order of time."""
        self.ties: Mapping[str, str] = {}
        """What is drawn before each: of a tree, or of the lines to what it answers; nothing where those are unknown."""
        self._asked = False

    @property
    def total(self) -> int:
        """Developments."""
        return len(self.spots)

    def show(
        self, spots: "Sequence[Spot]", read: "dict[str, TimelineRow]", ties: Mapping[str, str], *, follow: bool
    ) -> None:
        """Show these; the cursor stays, or goes to the last one where `follow`."""
        self.ties = ties
        newest = max(spots).id if self.as_tree and follow and spots else None
        keep = newest if follow else self.key
        self.spots, self.read = spots, read
        if follow:
            self.cursor = max(0, len(spots) - 1)
        self.rows_changed(keep=keep, still=not follow)

    def take(self, rows: "Mapping[str, TimelineRow]") -> None:
        """Draw what was read by now."""
        self.read.update(rows)
        self._redraw()

    def told(self) -> None:
        """What was asked for was answered, as far as it could be: what is seen by now may be asked for."""
        self._asked = False

    def key_at(self, index: int) -> Any:
        """The id."""
        return self.spots[index].id

    def line_at(self, index: int, width: int) -> Line:
        """A development on one line."""
        spot = self.spots[index]
        row = self.read.get(spot.id)
        if row is None:
            self._ask()
            return line((spot.date, "muted"), f" {UNREAD}", key=spot.id)
        if self.access:
            from tui.spoken import spoken_timeline

            return spoken_timeline(row, self.ties.get(row.id) if self.as_tree else None, spot.between)
        return timeline_line(row, width, self.ties.get(row.id), spot.between)

    def _ask(self) -> None:
        """Ask for what is seen and was not read, and for a page on either side."""
        if not self._asked:
            self._asked = True
            self.call_after_refresh(self._post)

    def _post(self) -> None:
        top, height = self.scroll_offset.y, self.scrollable_content_region.height
        seen = self.spots[max(0, top - height) : top + 2 * height]
        self.post_message(self.Unread([spot.id for spot in seen if spot.id not in self.read]))


def timeline_line(row: "TimelineRow", width: int, tie: str | None = None, between: str = "") -> Line:
    """Date, glyph, weight, direction, marks, and what happened; struck through where it was retracted.

    ``tie`` is what is drawn before the words, to join a response with what it answers; where that is not known ↳ says
    that it is one. ``between`` says the days between which it lies, where that is more than one.
    """
    gone = row.retracted is not None
    ink = "gone" if gone else "plain" if row.counts or row.context else "muted"
    pieces: list[str | tuple[str, str]] = [
        (row.date, ink), (_sure(row, between), "warn"),
        (row.glyph, _tone(row)), (fit(signed(row.weight), 5, right=True), _tone(row)), " ",
        (fit(_direction(row), 8), "gone" if gone else "label"), (fit(marks_of(row), 4), "warn"),
    ]  # fmt: skip
    kind = row.type.replace("_", " ")
    if width >= WITH_TYPE:
        pieces.append((fit(kind, 24), "gone" if gone else "muted"))
    text = row.summary or kind
    if gone:
        text += f" (retracted: {row.retracted})"
    if tie is None:
        tie = "↳ " if row.in_response_to else ""
    pieces.append((tie, "muted"))
    if between:
        pieces.append((f"{between}{DOUBT if row.doubtful else ''}: ", "label"))
    return line(*pieces, (text, ink), key=row.id)


def _sure(row: "TimelineRow", between: str) -> str:
    """How sure the date is."""
    if row.inexact or between:
        return ABOUT
    return DOUBT if row.doubtful else " "


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
