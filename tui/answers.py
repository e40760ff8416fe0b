"""For who drives the screens, pictures and tests: wait until all that was asked is answered."""

from contextlib import suppress
from typing import Any

from textual.app import App
from textual.worker import WorkerCancelled


async def answered(app: App[Any]) -> None:
    """Wait until every question is answered; one that is overtaken is answered by what overtook it."""
    while asked := [worker for worker in app.workers if not worker.is_finished]:
        for worker in asked:
            with suppress(WorkerCancelled):
                await worker.wait()
