"""The dashboard in a pseudo-terminal, measured from outside: ``scripts/benchmark --screen [N …]``.

First paint, keys, scrubbing, what another process appends, idling, memory: each with the gate that it must keep.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from random import Random

import measures as m
from asking import parser
from synthetic import DAYS, START, commands
from terminal import Terminal
from yardstick import THERE, Beside, beside, program

from tracker.application.store.writing import Writer

SIZES = ((80, 24), (120, 40))
GATES = {
    "paint": 300.0, "row": 12.0, "scrub": 25.0, "frames": 50.0, "append": 60.0, "idle": 1.0, "memory": 100.0,
}  # fmt: skip
"""CPU milliseconds, milliseconds, milliseconds, frames a second (at least), milliseconds, per cent, megabytes."""
COMPUTED = ("paint", "row", "scrub")
"""What a slower machine takes longer for; the rest waits on a clock, or takes room."""
STARTS, KEYS, APPENDS = 7, 60, 25
QUIET = 0.12
"""Seconds without a byte before a key is timed: what comes next is its answer."""
TOLD = 0.5
"""Seconds without a byte before something is appended: what was appended before is then shown, and marked as new."""
REPEAT = 1 / 60
"""Seconds from key to key when one is held down."""


def p95(found: Sequence[float]) -> float:
    """The value that 95 of 100 keep."""
    return sorted(found)[max(0, round(len(found) * 0.95) - 1)]


def paint(path: Path, size: tuple[int, int]) -> tuple[float, float]:
    """Median CPU and wall milliseconds to the first paint."""
    found = []
    for _ in range(STARTS):
        with Terminal(path, *size) as terminal:
            found.append(terminal.painted())
    cpu, wall = zip(*found, strict=True)
    return statistics.median(cpu) * 1e3, statistics.median(wall) * 1e3


def answers(terminal: Terminal, keys: Sequence[str]) -> list[float]:
    """Milliseconds to the first byte, each key after some quiet."""
    found = []
    for key in keys:
        terminal.rest(QUIET)
        found.append(terminal.answered(key) * 1e3)
    return found


def held(terminal: Terminal, key: str, seconds: float) -> float:
    """Frames a second while a key is held down, 60 times a second."""
    terminal.rest(QUIET)
    terminal.forget()
    start = time.perf_counter()
    for number in range(int(seconds / REPEAT)):
        terminal.press(key)
        terminal.drain(start + (number + 1) * REPEAT - time.perf_counter())
    return terminal.frames / (time.perf_counter() - start)


def appended(terminal: Terminal, path: Path, times: int) -> list[float]:
    """Milliseconds from what another process recorded to the first byte on the screen."""
    found, chance = [], Random(3)
    with Writer(path) as writer:
        for turn in range(times):
            terminal.rest(TOLD)
            terminal.drain(chance.random() * 0.1)
            day = START + timedelta(days=DAYS + 1 + turn)
            said = list(commands(1, seed=turn, prefix=f"screen{time.time_ns()}", start=day, days=1))
            writer.submit(said)
            start = time.perf_counter()
            terminal.forget()
            terminal.read(3.0)
            found.append((time.perf_counter() - start) * 1e3)
    return found


def idle(terminal: Terminal, seconds: float) -> float:
    """Per cent of a core while nothing happens."""
    terminal.rest(1.0)
    before = terminal.cpu()
    terminal.drain(seconds)
    return (terminal.cpu() - before) / seconds * 100


class Table:
    """The rows of a log, each with the gate that it must keep on this machine."""

    def __init__(self) -> None:
        self.gates = dict(GATES)
        self.good = True
        """Whether every gate was kept."""

    def row(self, name: str, value: float, unit: str, gate: str, *, middle: float | None = None) -> None:
        """A line with a gate: frames must be so many at least, all else so much at most."""
        bound, least = self.gates[gate], gate == "frames"
        kept = value >= bound if least else value <= bound
        self.good &= kept
        self._print(name, middle, value, unit, f"{'>=' if least else '<='} {bound:<6g}", "kept" if kept else "MISSED")

    def timed(self, name: str, gate: str, found: Sequence[float]) -> None:
        """A line of what was timed again and again."""
        self.row(name, p95(found), "ms", gate, middle=statistics.median(found))

    def told(self, name: str, value: float, unit: str) -> None:
        """A line without a gate."""
        self._print(name, None, value, unit, "", "")

    def scale(self, found: Beside) -> None:
        """Gates of what is computed, by what another program takes here; the first paint by what both took in turn."""
        there = THERE[found.name]
        self.told(f"{found.name}, first paint ({there:.0f} there)", found.theirs, "ms CPU")
        self.told("ours in turn with it", found.ours, "ms CPU")
        self.gates["share"] = round(GATES["paint"] / there, 3)
        self.row("first paint, its share in theirs", round(found.share, 3), "", "share")
        self.gates.update({gate: round(GATES[gate] * found.slower, 1) for gate in COMPUTED})

    def _print(self, name: str, middle: float | None, value: float, unit: str, gate: str, kept: str) -> None:
        shown = "" if middle is None else f"{middle:.1f}"
        number = f"{value:.1f}" if unit else f"{value:.3f}"
        print(f"| {name:<42} | {shown:>8} | {number:>8} {unit:<6} | {gate:<9} | {kept:<6} |", flush=True)


def measure(path: Path, count: int, other: Path | None = None) -> bool:
    """All rows of a log; whether every gate is kept."""
    print(f"| {count:,} developments{'':<22} |   median |  worst or p95   | gate      |        |")
    table = Table()
    if other is not None:
        table.scale(beside(path, other))
    cpu, wall = paint(path, (120, 40))
    name = f"first paint, CPU (wall {wall:.0f} ms)"
    if other is None:
        table.row(name, cpu, "ms CPU", "paint")
    else:  # judged above: this machine may be another one by now
        table.told(name, cpu, "ms CPU")
    for size in SIZES:
        _one_size(path, size, table)
    return table.good


def _one_size(path: Path, size: tuple[int, int], table: Table) -> None:
    name = f"{size[0]}x{size[1]}"
    with Terminal(path, *size) as terminal:
        terminal.painted()
        terminal.rest(1.5)
        table.timed(f"{name}: row move, first byte", "row", answers(terminal, ["j", "j", "k"] * (KEYS // 3)))
        table.timed(f"{name}: a day back or on, first byte", "scrub", answers(terminal, ["h", "h", "l"] * (KEYS // 3)))
        table.row(f"{name}: frames, day key held at 60 Hz", held(terminal, "h", 4.0), "/s", "frames")
        terminal.press(".goo")  # listed by last development, so that what is appended is on the first line
        table.timed(f"{name}: append to pixels", "append", appended(terminal, path, APPENDS))
        table.row(f"{name}: idle", idle(terminal, 10.0), "%", "idle")
        table.row(f"{name}: most memory", terminal.memory(), "MB", "memory")


def main(arguments: list[str], other: Path | None = None) -> int:
    """Print the table for each size, or for a file that is there; 1 where a gate is missed."""
    good = True
    print(m.environment())
    with tempfile.TemporaryDirectory() as scratch:
        for asked in arguments or ["1000", "1000000"]:
            path = Path(asked)
            if not path.exists():
                count = int(asked.replace(",", "").replace("_", ""))
                path = Path(scratch) / f"log{count}.db"
                m.build(path, count)
            good &= measure(path, m.fetch_rows(path), other)
    return 0 if good else 1


if __name__ == "__main__":
    _asking = parser("benchmark --screen", __doc__)
    _asking.add_argument("logs", nargs="*", metavar="N|FILE", help="developments, or a log (1,000 and 1,000,000)")
    _asking.add_argument(
        "--against", type=program, metavar="PROGRAM",
        help="harlequin or posting, by its path: started in turn with ours it tells how fast this machine is, and "
        "what is computed is judged by that",
    )  # fmt: skip
    _asked = _asking.parse_args()
    sys.exit(main(_asked.logs, _asked.against))
