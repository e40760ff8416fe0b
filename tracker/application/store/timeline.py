"""Timelines: the facts of one pair in memory, with checkpoints, so that a date is read in microseconds."""

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from tracker.application.store.acts import Acts
from tracker.application.store.collector import uncollected
from tracker.domain.fold import Folding
from tracker.domain.moments import unpack_day

STEP = 32
"""Rows from one checkpoint in memory to the next."""


class Timeline:
    """The facts of a pair in the order of occurrence; states are folded from the nearest checkpoint."""

    __slots__ = ("_acts", "_states", "_step", "acts", "days", "devs", "moments")

    def __init__(
        self, acts: Acts, rows: Iterable[Sequence[int]], base: Folding | None = None, step: int | None = None
    ) -> None:
        """``base`` is the state before the first row; ``step`` the rows from one checkpoint to the next."""
        self._acts, self._step = acts, STEP if step is None else step
        self.moments, self.days = array("q"), array("i")
        self.acts, self.devs = array("i"), array("q")
        for moment, act, dev in rows:
            self.moments.append(moment)
            self.days.append(unpack_day(moment))
            self.acts.append(act)
            self.devs.append(dev)
        self._states: list[Folding] = [Folding() if base is None else base]

    def __len__(self) -> int:
        return len(self.moments)

    def upto(self, moment: int) -> int:
        """How many rows lie at or before a moment."""
        return bisect_right(self.moments, moment)

    def at(self, moment: int) -> Folding:
        """The state after the last row at or before a moment; not to be changed."""
        return self.after(self.upto(moment))

    def after(self, count: int) -> Folding:
        """The state after so many rows."""
        self._reach(count // self._step)
        start = count // self._step * self._step
        base = self._states[count // self._step]
        if start == count:
            return base
        return self._run(base.copy(), start, count)

    def _run(self, folding: Folding, start: int, end: int) -> Folding:
        rows = zip(self.days[start:end], self.acts[start:end], self.devs[start:end], strict=True)
        return folding.run(rows, self._acts.known)

    def _reach(self, index: int) -> None:
        states = self._states
        with uncollected():
            while len(states) <= index:
                start = (len(states) - 1) * self._step
                states.append(self._run(states[-1].copy(), start, start + self._step))

    def insert(self, moment: int, act: int, dev: int, before: int) -> None:
        """Put a late row in, ``before`` rows from the start; the states behind it are folded when asked for."""
        self.moments.insert(before, moment)
        self.days.insert(before, unpack_day(moment))
        self.acts.insert(before, act)
        self.devs.insert(before, dev)
        del self._states[before // self._step + 1 :]
