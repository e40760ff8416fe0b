"""For who drives the screens, pictures and tests: press keys, and wait until all that was asked is answered."""

from contextlib import suppress
from typing import Any

from textual.app import App
from textual.events import Key
from textual.pilot import Pilot
from textual.worker import WorkerCancelled

TEXT = "text:"
"""What stands behind it is typed, not pressed."""


async def answered(app: App[Any]) -> None:
    """Wait until every question is answered; one that is overtaken is answered by what overtook it."""
    while asked := [worker for worker in app.workers if not worker.is_finished]:
        for worker in asked:
            with suppress(WorkerCancelled):
                await worker.wait()


async def pressed(pilot: Pilot[Any], key: str, *, wait: bool = True) -> None:
    """Press a key, or type a text, and wait until all that comes of it is there; without ``wait`` until it is taken."""
    for char in key.removeprefix(TEXT) if key.startswith(TEXT) else (key,):
        pilot.app.post_message(Key("space" if char == " " else char, char if len(char) == 1 else None))
        await pilot._wait_for_screen()  # noqa: SLF001 - a pause would wait for the whole machine too
    if wait:
        await answered(pilot.app)
        await pilot.pause()
