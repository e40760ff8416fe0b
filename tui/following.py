"""Following the log beside the screens: a thread of its own waits for what is recorded, and tells the app."""

from collections.abc import Callable
from threading import Thread
from typing import TYPE_CHECKING

from textual.message import Message

from tracker.application.problems import BadInput

if TYPE_CHECKING:
    from tracker.application.store.address import Address
    from tracker.application.store.following import Phase


class Recorded(Message):
    """More was recorded."""

    def can_replace(self, message: Message) -> bool:
        """One is enough."""
        return isinstance(message, Recorded)


class Lost(Message):
    """The log cannot be reached; it is tried again."""


class Found(Message):
    """The log is there again."""


class Ended(Message):
    """The log can be followed no more, for a reason."""

    def __init__(self, problem: BadInput) -> None:
        super().__init__()
        self.problem = problem


class Following:
    """A thread that follows a log behind a position until it is stopped.

    ``tell`` is given what happens; ``renew`` lets go of every other connection to a log that was lost.
    """

    def __init__(
        self, address: "Address", after: int, tell: Callable[[Message], object], renew: Callable[[], object]
    ) -> None:
        from tracker.application.store.following import Follower  # it knows the catalogue: not for the first paint

        self._tell, self._renew = tell, renew
        self._was_lost = False
        self._follower = Follower(address, after=after, told=self._hear)
        self._thread = Thread(target=self._follow, name="following", daemon=True)
        self._thread.start()

    def stop(self, *, patience: float = 0.0) -> None:
        """Tell no more, and end; with patience the thread is waited for so many seconds."""
        self._tell = _nobody
        self._follower.stop()
        self._thread.join(patience)

    def _follow(self) -> None:
        try:
            for part in self._follower.parts():
                if part:
                    self._tell(Recorded())
        except BadInput as problem:
            self._tell(Ended(problem))

    def _hear(self, phase: "Phase", _: str) -> None:
        from tracker.application.store.following import Phase

        if phase is Phase.LOST:
            self._renew()  # an open connection would keep the memory that it shared with others beside the old file
            self._tell(Lost())
        elif self._was_lost:
            self._tell(Found())
        self._was_lost = phase is Phase.LOST


def _nobody(_: Message) -> None:
    """Nobody is told."""
