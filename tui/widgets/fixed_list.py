"""A list whose lines are all there: of a document that is laid out for the width, and shown again as it changes."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.geometry import Region

from tui.ink import Line
from tui.widgets.row_list import FRESH, AsDrawn, RowList


class FixedList(RowList):
    """Lines that are all there: of a document that was laid out for the width."""

    is_read: ClassVar[bool] = False
    """Whether its lines are read one after another, most of which cannot be stood upon: a page shows the next ones."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.laid: Sequence[Line] = ()
        self._came: set[str] = set()
        """The lines that came while it was shown, as `_text` has them."""

    @property
    def leads(self) -> bool:
        """What is read, or stands beside what has the keys, is seen from the line from which it was."""
        return (self.has_focus or self.led) and not self.is_read

    def _places(self) -> Callable[[int], int]:
        """By what is said above, and so many characters behind it."""
        from tui.widgets.same_place import same_place

        before = self.laid
        return lambda index: same_place(before, self.laid, index)

    @property
    def total(self) -> int:
        """How many lines there are."""
        return len(self.laid)

    def line_at(self, index: int, width: int) -> Line:
        """As laid out."""
        return self.laid[index]

    def stands(self, index: int) -> bool:
        """Where it has a key; a screen reader reads every line that says something."""
        drawn = self.laid[index]
        return drawn.key is not None or (self.access and any(piece.text.strip() for piece in drawn.pieces))

    def _drawn(self) -> AsDrawn:
        """With the lines."""
        return super()._drawn()._replace(laid=self.laid)

    def _draw_after(self, drawn: AsDrawn) -> None:
        """From one date to the next most lines are the same: where all stays in place, only the others are drawn."""
        stays = drawn[:3] == (self._drawn_for, self.cursor, self.scroll_offset.y)
        if not stays or len(drawn.laid) != self.total:
            self.refresh()
            return
        other = [index for index, laid in enumerate(self.laid) if laid != drawn.laid[index]]
        self._strips = drawn.strips
        for index in other:
            self._strips.pop(index, None)
            self.refresh(Region(0, index - drawn.top, self.size.width, 1))

    def laid_again(self, *, signed: bool = True) -> None:
        """Show the same document of which more is known: what one reads stays where it is, what came is signed."""
        before, stood, top = self.laid, self.cursor, self.scroll_offset.y
        seen = range(top, min(top + self.scrollable_content_region.height, len(before)))
        self._measure()
        if signed:
            self._came |= {_text(drawn) for drawn in self.laid} - {_text(drawn) for drawn in before} - {""}
        self.cursor = self._next_key(self._now_at(before, stood), 1) if stood < len(before) else 0
        at = [stood, *seen] if stood in seen and before[stood].key is not None else seen
        moved = next((now - index for index in at if (now := self._now_at(before, index, -1)) >= 0), 0)
        self.scroll_to(y=max(0, top + moved), animate=False, force=True, immediate=True)
        self.refresh()

    def _now_at(self, before: Sequence[Line], index: int, else_at: int | None = None) -> int:
        """Where a line stands now: the one of its key, else the nearest that says the same; else where it was."""
        old = before[index]
        same = [place for place, drawn in enumerate(self.laid) if drawn.key == old.key is not None]
        same = same or [place for place, drawn in enumerate(self.laid) if _text(drawn) == _text(old) != ""]
        other = max(0, min(index, self.total - 1)) if else_at is None else else_at
        return min(same, key=lambda place: abs(place - index), default=other)

    def shown_first(self) -> None:
        """Show another document, from its beginning."""
        self._came.clear()
        self.cursor = 0
        self.rows_changed()
        self.scroll_to(y=0, animate=False, force=True, immediate=True)

    def move(self, rows: int) -> None:
        """As all lists do, but a page of what is read shows the next lines, wherever one can stand.

        Of what is not read one line on is one item on, however many lines that has.
        """
        if abs(rows) == 1 and not self.is_read and not self.access and self._to_next_item(rows):
            return
        top, height = self.scroll_offset.y, self.scrollable_content_region.height
        goal = max(0, min(self.total - height, top + rows))
        if not self.is_read or self.access or abs(rows) != self.page or goal == top:
            super().move(rows)
            return
        self.stand_on(self._nearest(range(goal, min(self.total, goal + height)), first=rows > 0))
        self.scroll_to(y=goal, animate=False, force=True, immediate=True)

    def _show_end(self, *, last: bool) -> None:
        """The beginning of what is read is its first line, though one stands on a row further down."""
        if last or not self.is_read or self.access:
            super()._show_end(last=last)
        else:
            self._bring_in(0)

    def _to_next_item(self, step: int) -> bool:
        """Stand on the next item and show all of it; False where the one here goes on unseen, or is the last."""
        goal = self._next_key(max(0, min(self.total - 1, self.cursor + step)), step)
        seen = self._seen_within(self.cursor if step < 0 else self._last_of(self.cursor), 0)
        if not seen or (goal - self.cursor) * step <= 0:
            return False
        self.stand_on(goal)
        self._bring_in(self._last_of(goal))
        self._bring_in(goal)
        return True

    def _last_of(self, index: int) -> int:
        """The last line of the item of a row."""
        place = index + 1
        while place < self.total and (drawn := self.laid[place]).key is None and drawn.pieces:
            if drawn.pieces[0].ink == "title":
                break
            place += 1
        return place - 1

    def _nearest(self, seen: range, *, first: bool) -> int:
        """Where the cursor belongs on lines that are seen: where it is, else the first or last row among them.

        Where there is none, it is the row above, of which they are the rest.
        """
        rows = [index for index in seen if self.stands(index)]
        if self.cursor in rows:
            return self.cursor
        if rows:
            return rows[0 if first else -1]
        return next((index for index in range(seen.start, -1, -1) if self.stands(index)), self.cursor)

    def clicked(self, index: int) -> int:
        """The line above that has a key, of which this one is the rest; no title or blank lies between."""
        for place in range(min(index, self.total - 1), -1, -1):
            pieces = self.laid[place].pieces
            if self.laid[place].key is not None or not pieces or pieces[0].ink == "title":
                return place
        return index

    def stand_on(self, index: int) -> None:
        """What one stands on is looked at, with the lines that belong to it."""
        super().stand_on(index)
        for place in range(index, self.total if self._came else index):
            if place > index and self.key_at(place) is not None:
                break
            self._came.discard(_text(self.laid[place]))

    def _sign(self, index: int) -> str:
        """What came while it was shown is signed too."""
        return FRESH if self._came and _text(self.laid[index]) in self._came else super()._sign(index)


def _text(drawn: Line) -> str:
    """What a line says, however it is spaced."""
    return " ".join("".join(piece.text for piece in drawn.pieces).split())
