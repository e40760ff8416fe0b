"""A screen that stands on a date and keeps up with the log, without moving what one reads."""

import asyncio
from contextlib import suppress
from time import monotonic

from textual import work
from textual.worker import Worker, WorkerError

from tui.clocks import Standpoint
from tui.screens.standing import StandingScreen

TOGETHER = 0.06
"""Seconds from one reading of news to the next, at least: what is recorded meanwhile is read together."""
SHARE = 3
"""So many times as long as a reading took is waited for the next: a log that keeps growing leaves time for keys."""
FIRST_PAINT = 0.1
"""Seconds that the first paint takes, before anything is done beside it."""


class FollowingScreen(StandingScreen):
    """Reads again when more was recorded; a subclass shows it."""

    def __init__(self) -> None:
        super().__init__()
        self._behind = False
        """Whether something was recorded that is not read yet."""
        self._catching_up = False

    @work(exclusive=True, group="following")
    async def follow_behind(self, position: int) -> None:
        """Follow what is recorded behind a position; what that imports comes after the first paint."""
        await asyncio.sleep(FIRST_PAINT)
        await asyncio.to_thread(_made_ready)
        self.dashboard.follow(position)

    def load_all(self, *, settle: float, follow: bool, news: bool = False) -> "Worker[None]":
        """Ask for all that is shown, after some seconds of quiet; with ``follow`` to its newest end."""
        raise NotImplementedError

    def ask_news(self) -> None:
        """Ask what is new to who reads."""

    def say_clocks(self) -> None:
        """Show where one stands."""
        raise NotImplementedError

    def news(self) -> None:
        """More was recorded."""
        self._behind = True
        if not self._catching_up:
            self._catching_up = True
            self._catch_up()

    @work(group="news")
    async def _catch_up(self) -> None:
        """What comes while one reads is read together afterwards: a long import is seen to grow, and costs little."""
        try:
            while self._behind:
                self._behind, began = False, monotonic()
                await self._read_again()
                await asyncio.sleep(max(TOGETHER, SHARE * (monotonic() - began)))
        finally:
            self._catching_up = False

    async def _read_again(self) -> None:
        fresh = await self.aside(self.dashboard.provider.aside.standpoint)
        if fresh is None or self.standpoint is None:
            return
        was_now = self.standpoint.is_now
        self.standpoint = fresh if was_now else Standpoint(fresh.newest, self.standpoint.clocks, fresh.today)
        self.say_clocks()
        with suppress(WorkerError):  # the reader moved on, and what that asks for is as new
            await self.load_all(settle=0.0, follow=False, news=True).wait()
        self.ask_news()


def _made_ready() -> None:
    """Import what following needs, beside the screen."""
    import tracker.application.store.following  # noqa: F401
