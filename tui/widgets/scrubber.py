"""The two scrubbers: where one stands among a pair's dates, and among the instants at which more became known."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from textual import events
from textual.message import Message

from tui.clocks import Standpoint, day_text
from tui.ink import Line, Piece, fit, line
from tui.widgets.drawn import Drawn
from tui.widgets.plot import bounds

LABEL = 8
VALUE = 19
"""Cells of what stands left and right of the tracks."""
END = 13
"""Cells of what stands at either end of a track, where there is room: its first and its last day."""
ROOMY = 150
"""From this width on there is."""
HEIGHTS = " ▁▂▃▄▅▆▇█"
FEW = 4
"""So many developments in a cell, or more, draw a full block."""


class Scrubber(Drawn):
    """Two tracks, dragged with the mouse and walked with its wheel.

    Where one stands is drawn as ┃, what lies ahead as dots.
    """

    class Moved(Message):
        """The mouse asks for a date, or for an instant of knowledge; None is now."""

        def __init__(self, track: str, goal: date | datetime | None) -> None:
            super().__init__()
            self.track, self.goal = track, goal

        def can_replace(self, message: Message) -> bool:
            """Only the latest matters."""
            return isinstance(message, Scrubber.Moved) and message.track == self.track

    class Turned(Message):
        """The wheel was turned over a track: one step on, or back."""

        def __init__(self, track: str, step: int) -> None:
            super().__init__()
            self.track, self.step = track, step

    def __init__(self) -> None:
        super().__init__(id="scrubber")
        self.standpoint: Standpoint | None = None
        self.cuts: Sequence[tuple[date, int]] = ()
        self.instants: Sequence[datetime] = ()
        self.mark: Standpoint | None = None
        self._held: str | None = None
        self._held_blocks: tuple[int, list[str]] = (0, [])
        self._held_learned: tuple[int, list[str]] = (0, [])

    def show_mark(self, mark: Standpoint | None) -> None:
        """Show ◆ at a moment, or no more."""
        self.mark = mark
        self.refresh()

    def show_stops(self, cuts: Sequence[tuple[date, int]], instants: Sequence[datetime]) -> None:
        """Show the stops of a pair."""
        if (cuts, instants) == (self.cuts, self.instants):
            return
        self.cuts, self.instants = cuts, instants
        self._held_blocks = self._held_learned = (0, [])
        self.refresh()

    def show_clocks(self, standpoint: Standpoint) -> None:
        """Show where one stands."""
        self.standpoint = standpoint
        self.set_class(not standpoint.is_now, "-then")
        self.refresh()

    @property
    def days(self) -> tuple[date, date]:
        """The first and last day of the date track; its last cell is now."""
        if not self.cuts:
            return date(2000, 1, 1), date(2000, 1, 2)
        first, last = self.cuts[0][0], self.cuts[-1][0]
        margin = timedelta(days=max(1, (last - first).days // 20))
        return first - margin, last + margin

    def lines(self, width: int, height: int) -> list[Line]:
        """The date track, and the track of knowledge."""
        if self.standpoint is None:
            return []
        if self.access:
            from tui.spoken import spoken_scrubber

            return spoken_scrubber(self.standpoint, self.cuts, self.instants, self.mark)
        room, end = self._room(width), _end(width)
        past = self.standpoint
        days = self.days if self.cuts else ()
        known = [at.astimezone(UTC).date() for at in (*self.instants[:1], *self.instants[-1:])]
        return [
            line((fit("  date", LABEL), "label"), *_between(days, end, self._date_track(room, past)),
                 (f"  {past.date_text}", "plain" if past.date_is_now else "warn")),
            line((fit(" known", LABEL), "label"), *_between(known, end, self._knowledge_track(room, past)),
                 (f"  {past.known_text}", "plain" if past.knowledge_is_now else "warn")),
        ]  # fmt: skip

    def _room(self, width: int) -> int:
        return max(4, width - LABEL - VALUE - 2 * _end(width))

    def _date_track(self, room: int, past: Standpoint) -> list[Piece]:
        """Blocks for how much happened, and a mark where one stands."""
        blocks = self._blocks(room).copy()
        here = self._cell_of_date(past, room)
        if self.mark is not None:
            blocks[self._cell_of_date(self.mark, room)] = "◆"
        return _track(blocks, here, "▕" if past.date_is_now else "┃")

    def _blocks(self, room: int) -> list[str]:
        """How much happened, by cell: the same wherever one stands."""
        if self._held_blocks[0] != room:
            starts = bounds(self.cuts, room, lambda cut: self._cell_of(cut[0], room))
            heights = [end - start for start, end in pairwise(starts)]
            most = max([*heights, FEW])
            self._held_blocks = (room, [HEIGHTS[-(-count * 8 // most)] if count else "─" for count in heights])
        return self._held_blocks[1]

    def _knowledge_track(self, room: int, past: Standpoint) -> list[Piece]:
        blocks = self._learned(room).copy()
        here = self._cell_of_knowledge(past, room)
        if self.mark is not None:
            blocks[self._cell_of_knowledge(self.mark, room)] = "◆"
        return _track(blocks, here, "▕" if past.knowledge_is_now else "┃")

    def _learned(self, room: int) -> list[str]:
        """Where something was learned, by cell: the same wherever one stands."""
        if self._held_learned[0] != room:
            starts = bounds(range(len(self.instants)), room, lambda index: self._place(index, room))
            self._held_learned = (room, ["•" if start < end else "─" for start, end in pairwise(starts)])
        return self._held_learned[1]

    def _cell_of_date(self, at: Standpoint, room: int) -> int:
        return room - 1 if at.date_is_now else self._cell_of(at.day, room)

    def _cell_of_knowledge(self, at: Standpoint, room: int) -> int:
        known = at.clocks.known_at
        if known is None:
            return room - 1
        before = bisect_right(self.instants, known)
        return self._place(before - 1, room) if before else 0

    def _cell_of(self, day: date, room: int) -> int:
        first, last = self.days
        share = (day - first).days / max(1, (last - first).days)
        return max(0, min(room - 2, round(share * (room - 2))))

    def _place(self, index: int, room: int) -> int:
        """The cell of an instant: they stand at equal distances, and one alone in the middle, far from now."""
        if len(self.instants) == 1:
            return (room - 1) // 2
        return round(index * (room - 2) / max(1, len(self.instants)))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of a track."""
        self._held = "date" if event.y == 0 else "known"
        self.capture_mouse()
        self._drag(event.x)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Drag."""
        if self._held is not None:
            self._drag(event.x)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Let go."""
        self._held = None
        self.release_mouse()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """One step on: a day, or what was learned next."""
        self._turn(event, 1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """One step back."""
        self._turn(event, -1)

    def _turn(self, event: events.MouseEvent, step: int) -> None:
        event.stop()
        self.post_message(self.Turned("date" if event.y == 0 else "known", step))

    def _drag(self, x: int) -> None:
        room = self._room(self.size.width)
        cell = max(0, min(room - 1, x - LABEL - _end(self.size.width)))
        if self._held is not None:
            goal = self._day_at(cell, room) if self._held == "date" else self._instant_at(cell, room)
            self.post_message(self.Moved(self._held, goal))

    def _day_at(self, cell: int, room: int) -> date | None:
        first, last = self.days
        if cell >= room - 1:
            return None
        return first + timedelta(days=round((last - first).days * cell / max(1, room - 2)))

    def _instant_at(self, cell: int, room: int) -> datetime | None:
        if cell >= room - 1 or not self.instants:
            return None
        index = round(cell * len(self.instants) / max(1, room - 2))
        return self.instants[min(index, len(self.instants) - 1)]


def _end(width: int) -> int:
    """Cells for what stands at either end of a track."""
    return END if width >= ROOMY else 0


def _between(days: Sequence[date], end: int, track: Sequence[Piece]) -> list[Piece]:
    """A track between its first and its last day, as far as there is room for those."""
    first, last = (day_text(days[0]), f"  {day_text(days[-1])}") if days else ("", "")
    return [Piece(fit(first, end), "muted"), *track, Piece(fit(last, end), "muted")] if end else [*track]


def _track(blocks: Sequence[str], here: int, mark: str) -> list[Piece]:
    """A track: what lies behind one in one ink, what lies ahead in another and dotted."""
    ahead = "".join("╌" if block == "─" else block for block in blocks[here + 1 :])
    return [Piece("".join(blocks[:here]), "accent"), Piece(mark, "key"), Piece(ahead, "muted")]


def next_cut(cuts: Sequence[tuple[date, int]], here: tuple[date, int], step: int) -> tuple[date, int] | None:
    """The next stop from a date, on or back; None where there is none."""
    at = (here[0], here[1])
    found = [cut for cut in cuts if (cut > at if step > 0 else cut < at)]
    if not found:
        return None
    return tuple(found[0] if step > 0 else found[-1])  # type: ignore[return-value]


def next_instant(instants: Sequence[datetime], here: datetime | None, step: int) -> datetime | None:
    """So many instants of knowledge on, or back; None beyond the last is now, and the first holds going back."""
    if step > 0:
        ahead = () if here is None else instants[bisect_right(instants, here) :]
        return ahead[step - 1] if step <= len(ahead) else None
    behind = instants if here is None else instants[: bisect_left(instants, here)]
    return behind[max(step, -len(behind))] if behind else here
