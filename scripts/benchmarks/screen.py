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
from yardstick import THERE, beside, program

from tracker.application.store.writing import Writer

SIZES = ((80, 24), (120, 40))
GATES = {
    "paint": 300.0, "row": 12.0, "scrub": 25.0, "frames": 50.0, "append": 60.0, "idle": 1.0, "memory": 100.0,
}  # fmt: skip
"""CPU milliseconds, milliseconds, milliseconds, frames a second (at least), milliseconds, per cent, megabytes."""
COMPUTED = ("paint", "row", "scrub")
"""What a slower machine takes longer for; the rest waits on a clock, or takes room."""
SCALED: dict[str, float] = {}
"""Those gates as they are on this machine, where a yardstick tells how fast it is."""
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


def row(name: str, value: float, unit: str, gate: str, *, least: bool = False, middle: float | None = None) -> bool:
    """Print a line of the table; whether it keeps its gate."""
    bound = SCALED.get(gate, GATES[gate])
    good = value >= bound if least else value <= bound
    shown = "" if middle is None else f"{middle:.1f}"
    print(f"| {name:<42} | {shown:>8} | {value:>8.1f} {unit:<6} | {'>=' if least else '<='} {bound:<6g} | "
          f"{'kept' if good else 'MISSED':<6} |", flush=True)  # fmt: skip
    return good


def _timed(name: str, gate: str, found: Sequence[float]) -> bool:
    return row(name, p95(found), "ms", gate, middle=statistics.median(found))


def scale(path: Path, other: Path) -> None:
    """Tell how fast this machine is by what another program takes, and scale the gates of what is computed."""
    found = beside(path, other)
    name = f"{found.name}, first paint ({THERE[found.name]:.0f} there)"
    print(f"| {name:<42} | {'':>8} | {found.theirs:>8.1f} ms CPU | {'':<9} | {'':<6} |", flush=True)
    name = f"ours in turn with it, share ({GATES['paint'] / THERE[found.name]:.2f} there)"
    print(f"| {name:<42} | {found.share:>8.2f} | {found.ours:>8.1f} ms CPU | {'':<9} | {'':<6} |", flush=True)
    SCALED.update({gate: round(GATES[gate] * found.slower, 1) for gate in COMPUTED})


def measure(path: Path, count: int, other: Path | None = None) -> bool:
    """All rows of a log; whether every gate is kept."""
    print(f"| {count:,} developments{'':<22} |   median |  worst or p95   | gate      |        |")
    if other is not None:
        scale(path, other)
    cpu, wall = paint(path, (120, 40))
    good = row(f"first paint, CPU (wall {wall:.0f} ms)", cpu, "ms CPU", "paint")
    for size in SIZES:
        good &= _one_size(path, size)
    return good


def _one_size(path: Path, size: tuple[int, int]) -> bool:
    name = f"{size[0]}x{size[1]}"
    with Terminal(path, *size) as terminal:
        terminal.painted()
        terminal.rest(1.5)
        good = _timed(f"{name}: row move, first byte", "row", answers(terminal, ["j", "j", "k"] * (KEYS // 3)))
        good &= _timed(
            f"{name}: a day back or on, first byte", "scrub", answers(terminal, ["h", "h", "l"] * (KEYS // 3))
        )
        good &= row(f"{name}: frames, day key held at 60 Hz", held(terminal, "h", 4.0), "/s", "frames", least=True)
        terminal.press(".goo")  # listed by last development, so that what is appended is on the first line
        good &= _timed(f"{name}: append to pixels", "append", appended(terminal, path, APPENDS))
        good &= row(f"{name}: idle", idle(terminal, 10.0), "%", "idle")
        return good & row(f"{name}: most memory", terminal.memory(), "MB", "memory")


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
