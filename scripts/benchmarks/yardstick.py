"""A yardstick: another dashboard built with the same library, started in turn with ours, in the same run.

The gates of the screen were set on a machine on which these took so many CPU milliseconds to their first paint; how
many they take here says how fast this machine is. What waits on a clock, and memory, is the same on any machine.
"""

from __future__ import annotations

import argparse
import re
import statistics
from pathlib import Path
from typing import NamedTuple

from terminal import Terminal

THERE = {"harlequin": 773.0, "posting": 766.0}
"""CPU milliseconds to the first paint where the gates were set."""
FULL = re.compile(rb"(?s).{2500}")
"""So many bytes are a screen that is drawn, and no greeting."""
STARTS = 7
SIZE = (120, 40)


class Beside(NamedTuple):
    """Both in turn: medians of CPU milliseconds, and of the share of ours in theirs."""

    name: str
    theirs: float
    ours: float
    share: float

    @property
    def slower(self) -> float:
        """How many times as long this machine takes as the one on which the gates were set."""
        return self.theirs / THERE[self.name]


def program(text: str) -> Path:
    """One of those that were measured where the gates were set, by its path."""
    found = Path(text).absolute()
    if found.name not in THERE or not found.is_file():
        raise argparse.ArgumentTypeError(f"the path of {' or '.join(THERE)} is expected, not {text!r}")
    return found


def beside(path: Path, other: Path) -> Beside:
    """Start both in turn on a terminal of the same size; the first round only warms what the system keeps."""
    found = [(_started(other, other=True), _started(path, other=False)) for _ in range(STARTS + 1)][1:]
    theirs, ours = (statistics.median(each) for each in zip(*found, strict=True))
    return Beside(other.name, theirs, ours, statistics.median(mine / its for its, mine in found))


def _started(path: Path, *, other: bool) -> float:
    with Terminal(path, *SIZE, program=other) as terminal:
        cpu, _ = terminal.painted(paint=FULL) if other else terminal.painted()
    return cpu * 1e3
