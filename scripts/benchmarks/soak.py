"""Random keys and sizes on the dashboard in a pseudo-terminal, on a log that grows meanwhile: ``scripts/soak``.

The keys are those of all commands, so that each is reached; what they write is written in a folder that goes away.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from datetime import timedelta
from pathlib import Path
from random import Random

import measures as m
from synthetic import DAYS, START, commands
from terminal import Ended, Terminal
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual.keys import _character_to_key

import tui.actions  # noqa: F401 - fills the registry
from tracker.application.store.writing import Writer
from tui.commands import REGISTRY

SIZES = ((80, 24), (120, 40), (200, 60), (100, 30), (60, 18), (40, 8), (20, 5))
TYPED = ("2010-05-01\r", "now\r", "iran\r", "in:nato\r", "\x7f", "a", "2")
"""What is typed where something asks for a text."""
LEAVING = ("quit",)


def sent(key: str) -> str:
    """What a terminal sends for a key, by the name that Textual gives it."""
    special = [
        found
        for found, keys in ANSI_SEQUENCES_KEYS.items()
        if isinstance(keys, tuple) and [one.value for one in keys] == [key]
    ]
    if special:
        return min(special, key=len)
    return next(char for char in map(chr, range(32, 127)) if key in (char, _character_to_key(char)))


def every_key() -> list[str]:
    """The keys of all commands but that which leaves, those that move and go back more often, and some texts."""
    keys = [
        (command, sent(key)) for command in REGISTRY.values() if command.name not in LEAVING for key in command.keys
    ]
    often = [key for command, key in keys if command.group == "Move"]
    return [*(key for _, key in keys), *often, *often, *TYPED]


EACH_ONCE = ("r", "recall\r", "\t", "2010-05~", "\t", "\x1b", "\x1b", *"NAMECG", "\r", "\r", "\x1b", "\x1b", "\x1b")
"""What takes along libraries and tables that stay: a form with a date that is not plain, a screen of each kind."""
BATCH, ALLOWED = 50, 15.0
"""Keys between two looks; megabytes that the second half may hold more than the first at its end."""


def shake(terminal: Terminal, path: Path, keys: int, chance: Random) -> list[float]:
    """Press so many keys; megabytes held after each part. Ended where the dashboard did not live through it."""
    held, every = [], every_key()
    with Writer(path) as writer:
        for turn in range(keys // BATCH):
            _press(terminal, chance, every)
            if turn % 4 == 0:
                terminal.resize(*chance.choice(SIZES))
            day = START + timedelta(days=chance.randrange(DAYS))
            writer.submit(list(commands(2, seed=turn, prefix=f"soak{turn}", start=day, days=1)))
            terminal.rest(0.3, 5.0)
            terminal.received = terminal.received[-4000:]
            held.append(terminal.memory("VmRSS"))
    return held


def _warm_up(terminal: Terminal) -> None:
    """Once through what is loaded late, so that it is not taken for growth when chance comes upon it."""
    for keys in EACH_ONCE:
        terminal.press(keys)
        terminal.rest(0.3, 5.0)


def _press(terminal: Terminal, chance: Random, every: list[str]) -> None:
    for _ in range(BATCH):
        terminal.press(chance.choice(every))
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
        os.chdir(scratch)  # where reports are written
        os.environ["HOME"] = scratch  # where one's own choices lie, which are none
        with Terminal(path) as terminal:
            terminal.painted()
            terminal.rest(1.0)
            try:
                _warm_up(terminal)
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
