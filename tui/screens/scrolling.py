"""A screen with a timeline of any length: what is looked at is read, and all of it where words or a tree need it."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from textual import on, work

from tui.listing import holds_small
from tui.provider import AT_ONCE, Scroll
from tui.screens.loading import NOTHING, LoadingScreen
from tui.widgets.timeline import TimelineList

if TYPE_CHECKING:
    from tracker.application.views.scrolled import Spot
    from tracker.application.views.timeline import TimelineRow

MOST_BESIDE = 600
"""Developments beside which the tree of responses is drawn: some milliseconds at each date."""


class ScrollingScreen(LoadingScreen):
    """Keeps the places of all developments of the pair, and the rows of those that were looked at."""

    def __init__(self) -> None:
        super().__init__()
        self.spots: Sequence[Spot] = ()
        """All developments of the pair up to the date, in order of time."""
        self._rows: dict[str, TimelineRow] = {}
        self.reading = False
        """Whether all of it is being read."""
        self._awaited = False
        """Whether the timeline of the pair is still to come."""
        self._sought: Sequence[str] = ()
        """What was recorded from here, until it is shown."""
        self._searched: dict[str, str] = {}
        """The text of each row in which words were looked for: they are typed letter by letter."""

    @property
    def near(self) -> str | None:
        """The development under the cursor of the timeline."""
        key: str | None = next(iter(self._sought), self.query_one(TimelineList).key)
        return key

    def seek(self, names: Sequence[str]) -> None:
        """Put the cursor of the timeline on one of these, once the timeline has it."""
        self._sought = names
        if any(spot.id in names for spot in self.spots):
            self._stand_on_sought()

    def _stand_on_sought(self) -> None:
        names, self._sought = self._sought, ()
        shown = self.query_one(TimelineList)
        for place, spot in enumerate(shown.spots) if names else ():
            if spot.id in names:
                shown.stand_on(place)

    def timeline_told(self) -> None:
        """Other rows of the timeline are shown, or more of them are read; a subclass tells what hangs on them."""
        raise NotImplementedError

    def show_timeline(self, found: Scroll, *, follow: bool) -> None:
        """Show the developments of the pair; with ``follow`` from their end."""
        self.spots, self._rows = found.spots, dict(found.rows)
        self._searched.clear()
        self._awaited = found is NOTHING and self.pair is not None
        self.list_timeline(follow=follow)
        if found is not NOTHING:
            self._stand_on_sought()

    def list_timeline(self, *, follow: bool) -> None:
        """Show those that the words leave, in order of time or as a tree; what that needs may have to be read first."""
        shown, words = self.query_one(TimelineList), self.words["timeline"]
        if not words:
            self._searched.clear()
        if (words or shown.as_tree) and len(self._rows) < len(self.spots):
            self._read_whole(follow)
            return
        self.reading = False
        spots = [spot for spot in self.spots if self._says(spot.id, words)] if words else self.spots
        spots, ties = _as_tree(spots, self._rows) if shown.as_tree else (spots, _beside(spots, self._rows))
        shown.show(spots, self._rows, ties, follow=follow)
        if not spots:
            self._say_no_developments(shown)
        self.timeline_told()

    def _says(self, name: str, words: str) -> bool:
        """Whether a development says these words: date, type, id, summary, sources and quotations."""
        text = self._searched.get(name)
        if text is None:
            text = self._searched[name] = self._rows[name].searched
        return holds_small(text, words)

    def _say_no_developments(self, shown: TimelineList) -> None:
        from tui.emptiness import no_developments

        shown.say_empty(self.why_none(no_developments))

    def why_none(self, say: Callable[..., str]) -> str:
        """Why no development is listed, as ``say`` says it; nothing where the timeline is still to come."""
        every, words = bool(self.spots), self.words["timeline"]
        return "" if self._awaited else say(every=every, words=words, now=self.stands_now)

    def toggle_tree(self) -> None:
        """Responses below what they answer, or in order of time; the cursor stays with its development."""
        shown = self.query_one(TimelineList)
        shown.as_tree = not shown.as_tree
        self.list_timeline(follow=False)

    @on(TimelineList.Unread)
    def _hear_unread(self, event: TimelineList.Unread) -> None:
        self._read_seen(event.names)

    @work(group="rows")
    async def _read_seen(self, names: Sequence[str]) -> None:
        await self._read(names)
        for shown in self.query(TimelineList):  # none, where one leaves meanwhile
            shown.told()

    @work(exclusive=True, group="whole")
    async def _read_whole(self, follow: bool) -> None:
        """Read what was not looked at, some at a time, so that whatever is asked meanwhile comes between."""
        self.reading = True
        while missing := [spot.id for spot in self.spots if spot.id not in self._rows][:AT_ONCE]:
            self.timeline_told()
            if not await self._read(missing):
                return
        self.list_timeline(follow=follow)

    async def _read(self, names: Sequence[str]) -> bool:
        """Read rows; whether they are of what is shown still."""
        pair, standpoint, rows = self.pair, self.standpoint, self._rows
        if pair is None or standpoint is None:
            return False
        aside = self.dashboard.provider.aside
        found = await self.aside(lambda: aside.timeline_rows(pair, standpoint.clocks, names))
        if found is None or rows is not self._rows or not self.is_attached:
            return False
        rows.update(found)
        for name in found:
            self._searched.pop(name, None)
        self.query_one(TimelineList).take(found)
        self.timeline_told()
        return found.keys() >= {*names}


def _beside(spots: "Sequence[Spot]", rows: "dict[str, TimelineRow]") -> "Mapping[str, str]":
    """The tree beside an order of time; nothing where some are unread, or they are too many to draw at each date."""
    from tracker.application.views.lanes import lanes

    found = [rows[spot.id] for spot in spots if spot.id in rows] if len(spots) <= MOST_BESIDE else []
    return lanes(found) if len(found) == len(spots) else {}


def _as_tree(spots: "Sequence[Spot]", rows: "dict[str, TimelineRow]") -> "tuple[list[Spot], dict[str, str]]":
    from tracker.application.views.branches import branches

    named = {spot.id: spot for spot in spots}
    found = branches([rows[spot.id] for spot in spots])
    return [named[row.id] for row in found.rows], dict(found.ties)
