"""Drives the real screens: presses keys, waits until all is shown, and reads the cells."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from tui.answers import answered
from tui.app import Dashboard
from tui.provider import Provider

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)


class Driven:
    """A dashboard under test."""

    def __init__(self, app: Dashboard, pilot) -> None:
        self.app, self.pilot = app, pilot

    async def settle(self) -> None:
        await self.pilot.pause()
        await answered(self.app)
        await self.pilot.pause()

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
