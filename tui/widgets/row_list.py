"""A list of any length: only the lines that are seen are made."""

from collections.abc import Callable, Collection, Sequence
from typing import Any, NamedTuple

from rich.style import Style
from textual import events
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from tui.ink import BLANK, Line, Piece, line, strip_of, wrapped
from tui.keymap import key_words
from tui.widgets.drawn import Inked

FRESH = "•"
MOST_DRAWN = 500
"""Lines that are held drawn: several screens of them."""
GUTTER = 1
"""Cells of the cursor's mark, which is seen without colour."""


class AsDrawn(NamedTuple):
    """How a list was drawn: its width, where cursor and first line were, its lines, and what was made of them."""

    width: int
    cursor: int
    top: int
    laid: Sequence[Line]
    strips: dict[int, Strip]


class RowList(Inked, ScrollView, can_focus=True, inherit_bindings=False):
    """Rows with a cursor that stands on those that have a key; a subclass says how many and how each looks."""

    why_empty = ""
    """What is said where there is no row."""
    led = False
    """Whether its cursor counts though another line has the keys: what is typed there chooses here."""

    class Picked(Message):
        """The cursor stands on another row."""

        def __init__(self, rows: "RowList", key: Any) -> None:
            super().__init__()
            self.rows, self.key = rows, key

        @property
        def control(self) -> "RowList":
            """The list."""
            return self.rows

        def can_replace(self, message: Message) -> bool:
            """Only the latest matters."""
            return isinstance(message, RowList.Picked) and message.rows is self.rows

    class Opened(Message):
        """A row was opened."""

        def __init__(self, rows: "RowList", key: Any) -> None:
            super().__init__()
            self.rows, self.key = rows, key

        @property
        def control(self) -> "RowList":
            """The list."""
            return self.rows

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.cursor = 0
        self.fresh: Collection[Any] = frozenset()
        """The keys of rows that were not looked at yet."""
        self._strips: dict[int, Strip] = {}
        self._drawn_for = self._tall = 0
        """The width and the height for which it was drawn."""
        self._owed = False
        """Whether its length was not told while it was not seen."""

    @property
    def leads(self) -> bool:
        """Whether its cursor, once seen, stays in sight at every size."""
        return True

    @property
    def total(self) -> int:
        """How many lines there are."""
        return 0

    def line_at(self, index: int, width: int) -> Line:
        """How a line looks; `width` is without the gutter."""
        raise NotImplementedError

    def lay_out(self, width: int) -> None:
        """Prepare for a width, for those that wrap text."""

    @property
    def key(self) -> Any:
        """The key of the row under the cursor; None where there is none."""
        return self.key_at(self.cursor) if 0 <= self.cursor < self.total else None

    def head_of(self, index: int) -> int:
        """The line on which one stands for a line: itself, but for rows of several lines."""
        return index

    def clicked(self, index: int) -> int:
        """The row of a line that is clicked."""
        return self.head_of(index)

    def key_at(self, index: int) -> Any:
        """The key of a row."""
        return self.line_at(index, max(1, self._drawn_for or 80)).key

    def rows_changed(self, *, keep: Any = None, still: bool = False) -> None:
        """Draw anew; the cursor stays with the key that it stood on, if that is still there.

        ``still`` keeps it on its line of the screen too, as far as there are lines: what one reads does not move.
        """
        before, drawn = self.cursor - self.scroll_offset.y, self._drawn()
        self._measure()
        self.cursor = self._place_of(keep)
        if still:
            self.scroll_to(y=max(0, self.cursor - before), animate=False, force=True, immediate=True)
        self._show_cursor()
        self._draw_after(drawn)

    def _drawn(self) -> AsDrawn:
        """What is on the screen."""
        return AsDrawn(self._drawn_for, self.cursor, self.scroll_offset.y, (), dict(self._strips))

    def _draw_after(self, drawn: AsDrawn) -> None:
        """Draw what is there now."""
        self.refresh()

    def _measure(self) -> None:
        self._strips.clear()
        width = max(1, self.scrollable_content_region.width)
        self._drawn_for = width
        self.lay_out(width - GUTTER)
        self._owed = not self._is_seen
        if not self._owed:
            self.virtual_size = Size(width, self.total)

    @property
    def _is_seen(self) -> bool:
        """Whether it has a place: what has none must not have the whole screen laid out anew."""
        return all(node.display for node in self.ancestors_with_self if isinstance(node, Widget))

    def _place_of(self, key: Any) -> int:
        """The row of a key, else the one where the cursor was; what is empty for a moment takes it from no place."""
        if not self.total:
            return self.cursor
        if key is not None:
            for index in range(self.total):
                if self.key_at(index) == key:
                    return index
        return self._next_key(min(self.cursor, self.total - 1), 1)

    def stands(self, index: int) -> bool:
        """Whether the cursor may stand on a row: where it has a key."""
        return self.key_at(index) is not None

    def _next_key(self, start: int, step: int) -> int:
        """The first row from here that can be stood upon, looking the other way if there is none."""
        for way in (step, -step):
            index = start
            while 0 <= index < self.total:
                if self.stands(index):
                    return index
                index += way
        return 0

    def move(self, rows: int) -> None:
        """Move the cursor so many rows, over those that cannot be stood upon.

        Where there is none so near, as many lines are shown: what lies between two of them is read too. From a cursor
        that is out of sight one moves on from what is seen.
        """
        if not self.total:
            return
        step, top, height = (1 if rows > 0 else -1), self.scroll_offset.y, self.scrollable_content_region.height
        start = self.cursor if self._seen_within(self.cursor, 0) else top - 1 if rows > 0 else top + height
        goal = self._next_key(max(0, min(self.total - 1, start + rows)), step)
        if (goal - start) * step <= 0 or not self._seen_within(goal, abs(rows)):
            self.scroll_to(y=max(0, min(self.total - height, top + rows)), animate=False, force=True, immediate=True)
        elif goal == self.cursor:
            self._bring_in(goal)
        else:
            self.stand_on(goal)
            if abs(rows) >= self.total:
                self._show_end(last=rows > 0)

    def _show_end(self, *, last: bool) -> None:
        """Show the lines beyond the last row that can be stood upon, or before the first, while that stays in sight."""
        self._bring_in(self.total - 1 if last else 0)
        self._show_cursor()

    def _seen_in(self, index: int, height: int) -> bool:
        """Whether a row is among so many lines from the first that is seen."""
        return self.scroll_offset.y <= index < self.scroll_offset.y + height

    def _seen_within(self, index: int, lines: int) -> bool:
        """Whether a row is seen, or would be once the list is moved by so many lines at most."""
        top, height = self.scroll_offset.y, self.scrollable_content_region.height
        return top - lines <= index < top + height + lines

    def stand_on(self, index: int) -> None:
        """Put the cursor on a row and tell."""
        if index == self.cursor or not 0 <= index < self.total:
            self._scroll_by_heading(index)
            return
        for place in (self.cursor, index):
            self._forget(place)
        self.cursor = index
        self._show_cursor()
        self.post_message(self.Picked(self, self.key))

    def show_top(self) -> None:
        """Show the first rows: the cursor stays where it is among them, else it goes to the first."""
        self.scroll_to(y=0, animate=False, force=True, immediate=True)
        if not self._seen_within(self.cursor, 0):
            self.stand_on(self._next_key(0, 1))

    def _forget(self, index: int) -> None:
        """Draw a row anew, with all its lines."""
        place = index
        while place < self.total and self.head_of(place) == index:
            self._strips.pop(place, None)
            self.refresh(Region(0, place - self.scroll_offset.y, self.size.width, 1))
            place += 1

    def _scroll_by_heading(self, index: int) -> None:
        """At an end, show the lines beyond the last row that can be stood upon."""
        edge = 0 if index <= self._next_key(0, 1) else self.total - 1
        self._bring_in(edge if index == self.cursor else index)

    def _show_cursor(self) -> None:
        self._bring_in(self.cursor)

    def _bring_in(self, index: int) -> None:
        height = self.scrollable_content_region.height
        if height <= 0:
            return
        top = self.scroll_offset.y
        if index < top or index >= top + height:
            goal = index if index < top else index - height + 1
            self.scroll_to(y=goal, animate=False, force=True, immediate=True)

    @property
    def caret(self) -> Offset | None:
        """The row under the cursor; where there is none, what is said of that."""
        return Offset(GUTTER, self.cursor - self.scroll_offset.y if self.total else 1)

    @property
    def page(self) -> int:
        """Rows of a page."""
        return max(1, self.scrollable_content_region.height - 1)

    def open_row(self) -> None:
        """Open the row under the cursor."""
        if self.key is not None:
            self.post_message(self.Opened(self, self.key))

    def on_click(self, event: events.Click) -> None:
        """Stand on the row; twice opens it."""
        index = self.clicked(event.y + self.scroll_offset.y)
        if not 0 <= index < self.total or self.key_at(index) is None:
            return
        self.stand_on(index)
        if event.chain == 2:
            self.open_row()

    def on_resize(self) -> None:
        """Draw for the new size: what stood at the top stays in sight, and a cursor that was seen where it counts."""
        height = self.scrollable_content_region.height
        seen = self._owed or not self._tall or self._seen_in(self.cursor, max(height, self._tall))
        if self._owed or self._drawn_for != self.scrollable_content_region.width:
            self._lay_anew()
        if seen and self.leads:
            self._show_cursor()
        self._tall = height

    def on_show(self) -> None:
        """Tell the length that it has by now."""
        if self._owed:
            self.on_resize()

    def _lay_anew(self) -> None:
        """Draw the same rows for another width, from the one that was the first that is seen."""
        top, keep, stood, place = self.scroll_offset.y, self.key, self.cursor, self._places()
        first = not self._drawn_for
        self._measure()
        if not first:
            self.cursor = max(0, min(place(stood), self.total - 1))
        self.cursor = self._place_of(keep)
        self.scroll_to(y=top if first else place(top), animate=False, force=True, immediate=True)
        self.refresh()

    def _places(self) -> Callable[[int], int]:
        """Says where a line of what is laid out by now stands once that is laid out anew."""
        return lambda index: index

    def on_focus(self) -> None:
        """The cursor's line is drawn for where the keys go."""
        self._redraw()

    def on_blur(self) -> None:
        """As on_focus."""
        self._redraw()

    def _redraw(self) -> None:
        self._strips.clear()
        self.refresh()

    def notify_style_update(self) -> None:
        """Forget what was drawn in other colours."""
        super().notify_style_update()
        self._strips.clear()

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        index = y + self.scroll_offset.y
        strip = self._strips.get(index)
        if strip is None:
            if len(self._strips) > MOST_DRAWN:
                self._strips.clear()
            strip = self._strips[index] = self._strip(index)
        return strip

    def say_empty(self, words: str) -> None:
        """Say why there is no row, if there is none."""
        words = key_words(words) if self.access else words
        if words != self.why_empty:
            self.why_empty = words
            self._redraw()

    def _nothing_at(self, index: int, width: int) -> Line:
        """A line where there is no row: below a blank one, why there is none."""
        if self.total or not self.why_empty:
            return BLANK
        parts = wrapped(self.why_empty, max(8, width - 2 * GUTTER))
        return line(" " * GUTTER, (parts[index - 1], "muted")) if 1 <= index <= len(parts) else BLANK

    def show_fresh(self, fresh: Collection[Any]) -> None:
        """Sign the rows of these keys as not looked at yet."""
        if fresh != self.fresh:
            self.fresh = fresh
            self._redraw()

    def _sign(self, index: int) -> str:
        """What stands before a row: • where it was not looked at yet."""
        return FRESH if self.fresh and self.key_at(index) in self.fresh else " "

    def _spoken(self, index: int, drawn: Line, *, here: bool) -> tuple[str, Line]:
        """The mark, and in words that the row was not looked at yet."""
        fresh = (Piece("new ", "warn"),) if self._sign(index) == FRESH else ()
        return ">" if here and (self.has_focus or self.led) else " ", drawn._replace(pieces=(*fresh, *drawn.pieces))

    def _strip(self, index: int) -> Strip:
        width = self.scrollable_content_region.width
        if index >= self.total:
            return strip_of(self._nothing_at(index, width), width, self.ink, sign=self.sign)
        drawn = self.line_at(index, width - GUTTER)
        here = self.head_of(index) == self.cursor and self.stands(self.cursor)
        led = self.has_focus or self.led
        mark = ("▌" if led else "▏") if here else self._sign(index)
        if self.access:
            mark, drawn = self._spoken(index, drawn, here=here)
        over: Style | None = self.over("cursor" if led else "cursor-away") if here else None
        return strip_of(Line(((mark, "accent"), *drawn.pieces), drawn.key), width, self.ink, over, self.sign)  # type: ignore[arg-type]
