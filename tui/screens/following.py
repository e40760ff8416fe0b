"""A screen that stands on a date and keeps up with the log, without moving what one reads."""

import asyncio
from contextlib import suppress
from typing import ClassVar

from textual import work
from textual.worker import Worker, WorkerError

from tui.screens.standing import StandingScreen

FIRST_PAINT = 0.1
"""Seconds that the first paint takes, before anything is done beside it."""


class FollowingScreen(StandingScreen):
    """Reads again when more was recorded; a subclass shows it."""

    reads_below: ClassVar[bool] = True

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

    async def read_again(self) -> None:
        """Read all panes, from now where one stood there."""
        newest = await self.newest()
        if newest is None or self.standpoint is None:
            return
        self.standpoint = self.standpoint.renewed(newest)
        self.say_clocks()
        with suppress(WorkerError):  # the reader moved on, and what that asks for is as new
            await self.load_all(settle=0.0, follow=False, news=True).wait()
        self.ask_news()


def _made_ready() -> None:
    """Import what following needs, beside the screen."""
    import tracker.application.store.following  # noqa: F401
