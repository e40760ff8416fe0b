"""Engines: what thinks up the inputs, for a stated time; atheris follows the branches taken, hypothesis does not.

Atheris never returns and watches only modules that are imported after it, so each of its targets has a process of its
own, which leaves its sum in a file.
"""

import json
import random
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from itertools import count
from pathlib import Path

from inputs import LARGEST, large, strategy
from measuring import Meter, Sum
from target import Target

ENGINES = ("atheris", "hypothesis")
_HERE = Path(__file__).resolve().parent


def engine_here() -> str:
    """The better engine that is installed."""
    return ENGINES[0] if find_spec("atheris") else ENGINES[1]


def amplified(meter: Meter, until: float, size: int = LARGEST) -> None:
    """Feed what is large, in an order of chance, as long as time allows; where time and memory go is found here."""
    every = list(large(meter.target, size))
    random.Random(0).shuffle(every)
    for number, data in enumerate(every):
        if time.monotonic() > until:
            return
        meter.run(data, memory=number % 4 == 0)


def by_hypothesis(target: Target, seconds: float, keep: Path | None) -> Sum:
    """Large inputs for a third of the time, then inputs by chance."""
    from hypothesis import HealthCheck, Phase, given, seed, settings

    start, meter = time.monotonic(), Meter(target, keep)
    amplified(meter, start + seconds / 3)
    rule = settings(
        max_examples=500, database=None, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
    )

    def once(data: bytes) -> None:
        meter.run(data)

    for turn in count():
        if time.monotonic() > start + seconds:
            break
        seed(turn)(rule(given(strategy(target))(once)))()
    return meter.sum


def by_atheris(target: Target, seconds: float, keep: Path | None) -> Sum:
    """The same time in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        found = Path(folder) / "sum.json"
        words = [sys.executable, str(_HERE / "followed.py"), target.name, str(seconds), str(found), str(keep or "")]
        done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=seconds * 3 + 60)
        if not found.exists():
            raise SystemExit(f"fuzz: atheris ended early on {target.name}:\n{done.stderr[-2000:]}")
        return Sum(**json.loads(found.read_text("utf-8")))
