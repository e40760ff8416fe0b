"""Quiet: what is heavy waits until nothing was typed for a while, and one who waits is put off, not replaced."""

import asyncio
from time import monotonic


class Quiet:
    """Until when to wait, and whether somebody does."""

    def __init__(self) -> None:
        self._until = 0.0
        self._waiting: object | None = None

    def put_off(self, seconds: float) -> bool:
        """Be quiet for so long from now; whether somebody waits already who will not wait beyond that."""
        until = monotonic() + seconds
        waited_for = self._waiting is not None and until >= self._until
        self._until = until
        return waited_for

    async def over(self) -> None:
        """Wait until it is over, however often it is put off meanwhile."""
        mine = self._waiting = object()
        try:
            while (left := self._until - monotonic()) > 0:  # noqa: ASYNC110 - no event ends it, only time
                await asyncio.sleep(left)
        finally:
            if self._waiting is mine:
                self._waiting = None
