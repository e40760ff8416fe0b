"""A screen that asks for what stands where it stands, and hands it to what shows it."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from textual import work
from textual.css.query import NoMatches
from textual.worker import Worker

from tracker.application.problems import BadInput
from tracker.application.views.relations import RelationRow
from tui.clocks import Standpoint
from tui.provider import Scroll
from tui.quiet import Quiet
from tui.screens.grouping import GroupingScreen

if TYPE_CHECKING:
    from tui.provider import Stops

DRAWN = 0.1
"""Seconds for which it is waited at most until what was answered is drawn."""
LATE = 0.5
"""Seconds after which it is said that a list is read still: it is of another moment than the header says."""
NOTHING = Scroll((), {})
UNSEEN = 0.3
"""Seconds more of quiet before what is not seen is read ahead: who walks through the list does not wait for it."""
SETTLE = 0.12
"""Seconds of quiet before what is heavy is asked for, while one scrubs."""


class LoadingScreen(GroupingScreen):
    """Asks beside the keys, the most looked at first; a subclass shows the answers."""

    def __init__(self) -> None:
        super().__init__()
        self.pair: str | None = None
        self._stated: tuple[str, Standpoint] | None = None
        """The pair and the standpoint whose state is shown; None where more was recorded since."""
        self._listed: tuple[Standpoint, str | None] | None = None
        """The standpoint whose relations are listed, and by which component; None where more was recorded since."""
        self._stopped: str | None = None
        """The pair whose stops are shown."""
        self.list_is_late = False
        """Whether the relations of another moment are listed still, and have been for a while."""
        self._quiet = Quiet()
        self._loading: Worker[None] | None = None
        self._to_end = False
        """Whether the timeline that is shown next begins at its end: what asked for it may be overtaken by news."""

    @property
    def state_is_seen(self) -> bool:
        """Whether the state has a place on the screen."""
        raise NotImplementedError

    @property
    def list_is_alone(self) -> bool:
        """Whether the list of relations is all that is seen."""
        raise NotImplementedError

    @property
    def takes_keys(self) -> bool:
        """Not while a key waits for the stops: what is typed behind it comes behind it."""
        waiting = any(worker.group == "stops" and not worker.is_finished for worker in self.workers)
        return super().takes_keys and not waiting

    @property
    def reads_ahead(self) -> bool:
        """Whether the timeline is still to be read from its end."""
        return self._to_end

    @property
    def by(self) -> str | None:
        """The component by which the pairs are listed."""
        raise NotImplementedError

    @property
    def near(self) -> str | None:
        """The development about which the timeline is looked at."""
        raise NotImplementedError

    def show_state(self, document: dict[str, Any]) -> None:
        """Show the state of the pair."""
        raise NotImplementedError

    def show_timeline(self, found: Scroll, *, follow: bool) -> None:
        """Show the developments of the pair; with ``follow`` from their end."""
        raise NotImplementedError

    def show_relations(self, rows: list[RelationRow]) -> None:
        """Show all pairs."""
        raise NotImplementedError

    def say_titles(self) -> None:
        """Say what each pane shows."""
        raise NotImplementedError

    def show_stops(self, stops: "Stops") -> None:
        """Show where the scrubbers stop."""
        raise NotImplementedError

    def take_first(self) -> None:
        """Where no pair was there to stand on, stand on the first that is."""
        raise NotImplementedError

    def stand(self, standpoint: Standpoint | None) -> None:
        """Stand elsewhere, and show it."""
        if standpoint is None or standpoint == self.standpoint:
            return
        self.standpoint = standpoint
        self.say_clocks()
        self.state_at_once()
        self.load_all(settle=SETTLE, follow=True)

    def state_at_once(self) -> None:
        """With all knowledge, one pair's state is read from a file faster than a frame, where it is seen."""
        if self.pair is None or self.standpoint is None or not self.standpoint.knowledge_is_now:
            return
        here = self.pair, self.standpoint
        if not self.dashboard.answers_at_once or not self.state_is_seen or self._stated == here:
            return
        try:
            self.show_state(self.dashboard.provider.state(self.pair, self.standpoint.clocks))
            self._stated = here
        except BadInput as problem:
            self.trouble(problem)

    def load_all(self, *, settle: float, follow: bool, news: bool = False) -> "Worker[None]":
        """Ask for all panes; with ``follow`` the timeline then stands at its end, of ``news`` the list goes first."""
        self._to_end = self._to_end or follow
        if news:
            self._stated = self._listed = None
        put_off = self._quiet.put_off(settle)
        if self._loading is None or news or not put_off:
            asked: Worker[None] = self._load(news=news)
            self._loading = asked
        return self._loading

    def forget(self) -> None:
        """What was read may be of another log."""
        self._stated = self._listed = self._stopped = None

    @work(exclusive=True, group="list")
    async def load_list(self) -> None:
        """Ask for the relations alone."""
        if self.standpoint is not None:
            with suppress(NoMatches):  # where one leaves meanwhile, the panes are gone
                await self._load_relations(self.standpoint)

    def with_stops(self, act: Callable[[], None]) -> None:
        """Do what goes from stop to stop of the pair, once its stops are read."""
        if self.pair in (None, self._stopped):
            act()
        else:
            self._act_when_read(act, self.pair)

    @work(group="stops")
    async def _act_when_read(self, act: Callable[[], None], pair: str | None) -> None:
        await self._load_stops(pair)
        if self._stopped == pair == self.pair:
            act()

    @work(exclusive=True, group="all")
    async def _load(self, *, news: bool) -> None:
        """Ask, once all is quiet; overtaken by the next call after that."""
        await self._quiet.over()
        if self.standpoint is not None:
            with suppress(NoMatches):  # where one leaves meanwhile, the panes are gone
                await self._ask_in_turn(self.pair, self.standpoint, news=news)

    async def _ask_in_turn(self, pair: str | None, standpoint: Standpoint, *, news: bool) -> None:
        """What is most looked at goes first: the list where it has changed, or is alone."""
        alone = self.list_is_alone
        if news or alone:
            await self._drawn(self._load_relations(standpoint))
        if alone:
            await self._load_stops(pair)
            await asyncio.sleep(0.0 if news else UNSEEN)
        await self._drawn(self._load_state(pair, standpoint))
        await self._drawn(self._load_timeline(pair, standpoint))
        await self._drawn(self.load_chart(pair, standpoint))
        if not news and not alone:
            await self._drawn(self._load_relations(standpoint))
        if not alone:
            await self._load_stops(pair)
        self.take_first()

    async def _drawn(self, shown: Awaitable[None]) -> None:
        """Until an answer is shown and drawn: beside the next question it would be drawn half as fast, and keys wait.

        Whatever is shown comes before the footer, so that it is drawn once the footer hears that all is. Where a screen
        above is left at this moment nobody hears of it, so that one waits for a while only. BEWARE: asyncio.wait_for of
        Python 3.11 forgets that it was cancelled where what it waits for ends at the same time.
        """
        await shown
        with suppress(TimeoutError):
            async with asyncio.timeout(DRAWN):
                await self.footer.wait_for_refresh()

    async def _load_state(self, pair: str | None, standpoint: Standpoint) -> None:
        if pair is None or self._stated == (pair, standpoint):
            return
        aside = self.dashboard.provider.aside
        document = await self.aside(lambda: aside.state(pair, standpoint.clocks))
        if document is not None:
            self.show_state(document)
            self._stated = pair, standpoint
            self.dashboard.warm = True

    async def _load_relations(self, standpoint: Standpoint) -> None:
        aside, by = self.dashboard.provider.aside, self.by
        if self._listed == (standpoint, by):
            return
        late = self.set_timer(LATE, lambda: self._say_whether_late(late=True))
        try:
            rows = await self.aside(lambda: aside.relations(standpoint.clocks, warm=True, by=by))
        finally:
            late.stop()
            self._say_whether_late(late=False)
        if rows is not None and by == self.by:
            self.show_relations(rows)
            self._listed = standpoint, by
            self.draw_sparks()

    def _say_whether_late(self, *, late: bool) -> None:
        if late is not self.list_is_late:
            self.list_is_late = late
            self.say_titles()

    async def _load_timeline(self, pair: str | None, standpoint: Standpoint) -> None:
        aside = self.dashboard.provider.aside
        near = None if self._to_end else self.near
        found = await self.aside(lambda: aside.timeline(pair, standpoint.clocks, near)) if pair is not None else NOTHING
        if found is not None:
            follow, self._to_end = self._to_end, False
            self.show_timeline(found, follow=follow)

    async def _load_stops(self, pair: str | None) -> None:
        """The stops of the scrubbers."""
        if pair is None:
            return
        aside = self.dashboard.provider.aside
        stops = await self.aside(lambda: aside.stops(pair))
        if stops is not None and pair == self.pair:
            self.show_stops(stops)
            self._stopped = pair
