"""Does a job as its page says: presses what a row says, and waits until the screen shows what it promises."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.tui.ends.page import Job, Row, jobs
from tests.tui.terminal import Terminal, on_terminal


class Walk:
    """A job under way on a terminal."""

    def __init__(self, job: Job, terminal: Terminal, place: int) -> None:
        self.job, self.terminal = job, terminal
        self._next = place

    def to(self, gives: str) -> Terminal:
        """Do all rows up to the one that is for this."""
        place = next(index for index, row in enumerate(self.job.rows) if index >= self._next and gives in row.gives)
        while self._next <= place:
            self.do()
        return self.terminal

    def do(self) -> Terminal:
        """Do the next row; something that it promises is not on the screen before, else it would show nothing."""
        row = self.job.rows[self._next]
        assert row.keys, f"{row.pressed} is no key: a test does it"
        self._awaits_something(row)
        self.terminal.type(row.sent).until(*row.seen)
        return self._done()

    def done_by_hand(self, pressed: str) -> Terminal:
        """The next row is one that no key does, which was done; what it promises is waited for."""
        row = self.job.rows[self._next]
        assert pressed in row.pressed, f"{row.pressed!r} comes first"
        self.terminal.until(*row.seen)
        return self._done()

    def _done(self) -> Terminal:
        self._next += 1
        return self.terminal

    def _awaits_something(self, row: Row) -> None:
        assert self.terminal.lacking(*row.seen), f"{row.pressed}: all of {row.seen} is there before"

    def rest(self) -> None:
        """All rows that are left, up to one at which the dashboard is opened again."""
        while self._next < len(self.job.rows) and "opened again" not in self.job.rows[self._next].pressed:
            self.do()


@contextmanager
def walking(number: int, log: Path, *, opened: str = "opening") -> Iterator[Walk]:
    """Open the dashboard in the folder of a log, as a row of a job says; all rows up to the next such row are done."""
    job = jobs()[number]
    place = next(index for index, row in enumerate(job.rows) if opened in row.pressed)
    with on_terminal("--db", str(log), "dashboard", size=job.size, folder=log.parent) as terminal:
        terminal.until("as known now", *job.rows[place].seen)
        walk = Walk(job, terminal, place + 1)
        yield walk
        walk.rest()
