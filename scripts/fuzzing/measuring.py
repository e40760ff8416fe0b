"""Measuring: what a parser does with one input, and the sum of what it did with all.

Time is that of the processor, not of the clock on the wall: other programs share the machine. Memory is the peak of
what Python allocates beyond what was there before, as a multiple of the input (an input counts as 4 kB at least, for
small ones cost as much as that).
"""

import gc
import time
import traceback
import tracemalloc
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from target import Target

HANG = 1.0
"""Seconds of processor time; a longer run is a hang."""
LEAST = 4096
"""An input counts as this many bytes at least where memory is told as its multiple."""
MOST = 200
"""Times the input: what a parser may take of memory at most."""
EVERY = 64
"""Of so many runs the memory of one is measured: measuring makes it five times slower."""
_OURS = ("tracker", "targets.py", "exchanged.py", "kept.py")


@dataclass
class Sum:
    """What a parser did with all inputs so far."""

    name: str
    runs: int = 0
    refused: int = 0
    crashes: dict[str, str] = field(default_factory=dict)
    """Each kind of uncaught exception with the first input that caused it, shown."""
    hangs: int = 0
    slowest: float = 0.0
    slowest_input: str = ""
    multiple: float = 0.0
    hungriest: str = ""

    @property
    def clean(self) -> bool:
        """Whether nothing crashed, nothing hung, and memory stayed within bounds."""
        return not self.crashes and not self.hangs and self.multiple < MOST

    def plain(self) -> dict[str, Any]:
        """The sum as JSON."""
        return asdict(self)


class Meter:
    """Feeds one parser and sums up; ``keep`` is a folder for the inputs that crashed or hung."""

    def __init__(self, target: Target, keep: Path | None = None) -> None:
        self.target, self.keep = target, keep
        self.sum = Sum(target.name)
        for seed in target.seeds:
            self._fed(seed)  # what is imported and cached at first use is no cost of an input

    def run(self, data: bytes, *, memory: bool | None = None) -> None:
        """Feed one input, and measure its memory too where asked, or in its turn."""
        self.sum.runs += 1
        if memory is None:
            memory = self.sum.runs % EVERY == 0
        start = time.process_time()
        self._fed(data)
        self._timed(data, time.process_time() - start)
        if memory:
            self._weighed(data)

    def _fed(self, data: bytes) -> None:
        try:
            self.target.feed(data)
        except self.target.refusals:
            self.sum.refused += 1
        except Exception as problem:  # noqa: BLE001 - whatever comes is what is looked for
            self._crashed(data, problem)

    def _crashed(self, data: bytes, problem: Exception) -> None:
        kind = f"{type(problem).__name__} in {place_of(problem)}"
        if kind not in self.sum.crashes:
            self.sum.crashes[kind] = f"{str(problem)[:100]} from {data[:200]!r}"
            self._kept(f"crash-{len(self.sum.crashes)}", data)

    def _timed(self, data: bytes, spent: float) -> None:
        if spent > self.sum.slowest:
            self.sum.slowest, self.sum.slowest_input = spent, f"{len(data)} bytes {data[:60]!r}"
        if spent > HANG:
            self.sum.hangs += 1
            self._kept(f"hang-{self.sum.hangs}", data)

    def _weighed(self, data: bytes) -> None:
        gc.collect()
        tracemalloc.start()
        try:
            self._fed(data)
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
        multiple = peak / max(len(data), LEAST)
        if multiple > self.sum.multiple:
            self.sum.multiple, self.sum.hungriest = multiple, f"{len(data)} bytes {data[:60]!r}"

    def _kept(self, name: str, data: bytes) -> None:
        if self.keep is not None:
            self.keep.mkdir(parents=True, exist_ok=True)
            (self.keep / f"{self.target.name.replace(' ', '-')}-{name}").write_bytes(data)


def place_of(problem: BaseException) -> str:
    """The innermost line of this project that an exception passed."""
    frames = [f for f in traceback.extract_tb(problem.__traceback__) if any(part in f.filename for part in _OURS)]
    return f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
