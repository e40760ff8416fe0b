"""Drives the real screens: presses keys, waits until all is shown, and reads the cells."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from tui.answers import answered
from tui.app import Dashboard
from tui.provider import Provider

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)


QUIETS = (
    "relations.SETTLE",
    "loading.SETTLE",
    "loading.UNSEEN",
    "previewing.SETTLE",
    "form.SETTLE",
    "sparks.QUIET",
)
"""Where the screens wait for a quiet before they ask for what is heavy."""
LONGEST = 10.0
"""Seconds after which what never comes to rest is read as it is."""
SOON, MOMENTS = 0.02, 3
"""What waits for a moment within so many seconds is waited for; so many moments of those that come ever again."""


async def idle(*_: float) -> None:
    """Wait until nothing is left to run now or soon, but for what a thread or another process brings.

    Textual's own wait, in whose place this stands, sleeps until the whole process has been quiet for 20 ms.
    """
    loop = asyncio.get_running_loop()
    until, moments = loop.time() + LONGEST, 0
    await asyncio.sleep(0)
    while loop.time() < until:
        if loop._ready:
            await asyncio.sleep(0)
            continue
        due = min((timer.when() for timer in loop._scheduled if not timer.cancelled()), default=until)
        left = due - loop.time()
        if left > SOON or moments == MOMENTS:
            return
        moments += 1
        await asyncio.sleep(max(0.0, left))


class Driven:
    """A dashboard under test."""

    def __init__(self, app: Dashboard, pilot) -> None:
        self.app, self.pilot = app, pilot

    async def settle(self) -> None:
        """Wait until all that was asked is answered, and all that came of it is drawn."""
        until = asyncio.get_running_loop().time() + LONGEST
        while True:
            await self.pilot.pause()
            await answered(self.app)
            await idle()
            if not self._unfinished or asyncio.get_running_loop().time() > until:
                return
            await asyncio.sleep(0.001 if self.app.held else 0)

    @property
    def _unfinished(self) -> bool:
        """Whether something is asked, typed, or to be laid out or drawn, still."""
        screen, asked = self.app.screen, any(not worker.is_finished for worker in self.app.workers)
        undrawn = screen._layout_required or screen._scroll_required or screen._repaint_required
        return bool(asked or undrawn or screen._dirty_widgets or screen._callbacks or self.app.held)

    async def press(self, *keys: str) -> "Driven":
        for key in keys:
            await self.pilot.press(key)
            await self.settle()
        return self

    async def type(self, text: str) -> "Driven":
        return await self.press(*({"-": "minus", " ": "space", ":": "colon"}.get(char, char) for char in text))

    @property
    def strips(self) -> Sequence:
        return self.app.screen._compositor.render_strips()

    @property
    def lines(self) -> list[str]:
        return ["".join(segment.text for segment in strip) for strip in self.strips]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def header(self) -> str:
        return self.lines[0]

    def line(self, part: str) -> str:
        """The line that holds this."""
        return next(line for line in self.lines if part in line)


@asynccontextmanager
async def driven(path: Path, size: tuple[int, int] = (120, 40)) -> AsyncIterator[Driven]:
    app = Dashboard(Provider(path, now=lambda: NOW))
    async with app.run_test(size=size) as pilot:
        found = Driven(app, pilot)
        await found.settle()
        yield found
