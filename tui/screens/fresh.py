"""A screen that signs what is new to who reads, until it is looked at."""

import asyncio

from textual import work
from textual.signal import Signal

from tui.commands import key_of
from tui.fresh import Fresh, of_others
from tui.screens.following import FollowingScreen
from tui.widgets.row_list import RowList

SINCE = {"mark": "marked what you had read", "look": "first opened this log"}
"""What the reader did since when something is new, where it is told on opening."""
PAUSE = 0.3
"""Seconds of quiet before the news are asked for: what is shown itself goes first."""


class FreshScreen(FollowingScreen):
    """Knows what is new since the mark or the first look of who reads, else since it was opened."""

    def __init__(self) -> None:
        super().__init__()
        self.fresh = Fresh()
        self.told: Signal[None] = Signal(self, "told")
        """The relations are shown anew, or which of them are new: a screen of the same pairs hears it."""
        self._opened_at = 0
        self._told = False
        """Whether what was new on opening was said, which is done once and never over another message."""

    def ask_news(self, opened_at: int | None = None) -> None:
        """Ask what is new; ``opened_at`` is the position at which reading begins."""
        if opened_at is not None:
            self._opened_at, self._told = opened_at, False
        self._load_news()

    @work(exclusive=True, group="fresh")
    async def _load_news(self) -> None:
        await asyncio.sleep(PAUSE)
        aside, opened_at = self.dashboard.provider.aside, self._opened_at
        if not self._told:
            await self.aside(lambda: aside.look(opened_at))
        found = await self.aside(lambda: aside.news(opened_at))
        if found is None:
            return
        self.fresh.take(of_others(found, self.dashboard.own))
        self._show_fresh()
        told, self._told = self._told, True
        if found["behind"] in SINCE and len(self.fresh) and not told:
            many = f"{'more than ' if found['next'] else ''}{len(self.fresh)}"
            self.say(f"{many} new or otherwise since you {SINCE[found['behind']]}: {key_of('news')} shows them")

    def _show_fresh(self) -> None:
        self.query_one("#relations", RowList).show_fresh(self.fresh.pairs)
        self.query_one("#timeline", RowList).show_fresh(self.fresh.developments)
        self.dashboard.say_unseen(len(self.fresh))
        self.told.publish(None)

    def looked_upon(self, name: str | None) -> None:
        """A development was looked at."""
        if self.fresh.look(name):
            self._show_fresh()
