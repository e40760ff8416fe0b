"""A screen that keeps up with the log: what is recorded while it is shown is read, without moving what one reads."""

import asyncio
from contextlib import suppress
from time import monotonic
from typing import ClassVar

from textual import work
from textual.css.query import NoMatches

from tui.clocks import Standpoint
from tui.screens.base import TrackerScreen

TOGETHER = 0.06
"""Seconds from one reading of news to the next, at least: what is recorded meanwhile is read together."""
SHARE = 1
"""So many times as long as a reading took is waited for the next: a log that keeps growing leaves half of the time."""


class LiveScreen(TrackerScreen):
    """Reads again when more was recorded; a subclass says how."""

    reads_below: ClassVar[bool] = False
    """Whether it reads though another screen lies over it; otherwise it does so once it is seen again."""

    def __init__(self) -> None:
        super().__init__()
        self._behind = False
        """Whether something was recorded that is not read yet."""
        self._catching_up = False

    async def read_again(self) -> None:
        """Read what is shown, and show it where it stands."""
        raise NotImplementedError

    def news(self) -> None:
        """More was recorded."""
        self._behind = True
        if (self.reads_below or self.is_current) and not self._catching_up:
            self._catching_up = True
            self._catch_up()

    def on_screen_resume(self) -> None:
        """Read what was recorded while another screen lay over it."""
        if self._behind:
            self.news()

    @work(group="catching up")
    async def _catch_up(self) -> None:
        """What comes while one reads is read together afterwards: a long import is seen to grow, and costs little."""
        try:
            with suppress(NoMatches):  # where one leaves meanwhile, the panes are gone
                while self._behind:
                    self._behind, began = False, monotonic()
                    await self.read_again()
                    await asyncio.sleep(max(TOGETHER, SHARE * (monotonic() - began)))
        finally:
            self._catching_up = False

    async def newest(self) -> Standpoint | None:
        """Where one stands without choosing, by now; None where it cannot be read, which is shown."""
        return await self.aside(self.dashboard.provider.aside.standpoint)
