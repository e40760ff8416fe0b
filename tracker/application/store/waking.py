"""What wakes a follower: a connection to a log, and a way to wait until the log may have grown."""

import sqlite3
from pathlib import Path
from threading import Event
from typing import Protocol

from tracker.application.store.address import Address

HEARTBEAT = 1.0
"""Seconds after which a follower looks at the log though nothing woke it: a call that was lost costs no more."""


class Away(Exception):
    """There is nothing to follow now: the log is not there, was lost, or may come back as another file."""

    def __init__(self, text: str, *, new: bool = False) -> None:
        super().__init__(text)
        self.new = new
        """Whether nothing was ever recorded, as far as this can be seen."""


class Waking(Protocol):
    """A connection that listens from before its first question, so that nothing falls between."""

    conn: sqlite3.Connection

    def wait(self, over: Event) -> None:
        """Wait until the log may have grown, or it is over; a second at most. Away where it is lost."""

    def wake(self) -> None:
        """Bring back whoever waits or asks, from another thread, when it is over."""

    def close(self) -> None:
        """Give the connection back."""


def opened(address: Address) -> Waking:
    """What wakes a follower of a log; Away or ServerProblem where there is none to be reached."""
    if isinstance(address, Path):
        from tracker.application.store.file_waking import FileWaking

        return FileWaking(address)
    from tracker.application.store.postgres.waking import ServerWaking

    return ServerWaking(address)
