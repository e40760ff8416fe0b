"""Random keys and sizes on the dashboard in a pseudo-terminal, on a log that grows meanwhile: ``scripts/soak``."""

from __future__ import annotations

import argparse
import sys
import tempfile
from datetime import timedelta
from pathlib import Path
from random import Random

import measures as m
from synthetic import DAYS, START, commands
from terminal import Ended, Terminal

from tracker.application.store.writing import Writer

SIZES = ((80, 24), (120, 40), (200, 60), (100, 30), (60, 18), (40, 8), (20, 5))
KEYS = (
    *"jjjjkkkkhhhhllllggGG123123<><>HL[][]{}..nCC//tT??", "\r", "\r", "\x1b", "\x1b", "\x1b", "\t", "\x1b[Z", "\x1b[A",
    "\x1b[B", "\x1b[C", "\x1b[D", "\x1b[H", "\x1b[F", "\x1b[5~", "\x1b[6~", "\x14", "2010-05-01\r", "now\r", "iran\r",
    "\x7f",
)  # fmt: skip
"""All that moves, opens, types and goes back; nothing that leaves."""
BATCH, ALLOWED = 50, 15.0
"""Keys between two looks; megabytes that the second half may hold more than the first at its end."""


def shake(terminal: Terminal, path: Path, keys: int, chance: Random) -> list[float]:
    """Press so many keys; megabytes held after each part. Ended where the dashboard did not live through it."""
    held = []
    with Writer(path) as writer:
        for turn in range(keys // BATCH):
            _press(terminal, chance)
            if turn % 4 == 0:
                terminal.resize(*chance.choice(SIZES))
            day = START + timedelta(days=chance.randrange(DAYS))
            writer.submit(list(commands(2, seed=turn, prefix=f"soak{turn}", start=day, days=1)))
            terminal.rest(0.3, 5.0)
            terminal.received = terminal.received[-4000:]
            held.append(terminal.memory("VmRSS"))
    return held


def _press(terminal: Terminal, chance: Random) -> None:
    for _ in range(BATCH):
        terminal.press(chance.choice(KEYS))
        terminal.drain(chance.choice((0.0, 0.005, 0.02)))


def main() -> int:
    """Print what was found; 1 where the dashboard ended, or its memory grew."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keys", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--developments", type=int, default=2000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "soak.db"
        m.build(path, asked.developments)
        with Terminal(path) as terminal:
            terminal.painted()
            terminal.rest(1.0)
            try:
                held = shake(terminal, path, asked.keys, Random(asked.seed))
            except Ended as problem:
                print(f"seed {asked.seed}: the dashboard ended: {problem}")
                return 1
    middle, end = max(held[: len(held) // 2 + 1]), max(held[len(held) // 2 :])
    grew = end - middle
    print(f"seed {asked.seed}: {asked.keys:,} keys, {len(held) * 2} developments recorded meanwhile; "
          f"{middle:.0f} MB in the first half, {end:.0f} MB in the second")  # fmt: skip
    return 0 if grew <= ALLOWED else 1


if __name__ == "__main__":
    sys.exit(main())
