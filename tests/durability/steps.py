"""Many random steps of a log beside its model: ``scripts/model [--steps 100000] [--seed 1] [--record FILE] [--faults]``.

The steps are taken in batches of some two thousand, each told when it is done. ``--record`` keeps what came of each in
a file of JSON lines; called again with it, the rest is done. ``--faults`` puts faults into the store instead, one
after another, each of which must be found. Exit status 1 where anything differs, or a fault is not found.
"""
# ruff: noqa: T201 - what a person runs prints

import argparse
import json
import sys
import traceback
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.durability.faults import FAULTS
from tests.durability.trial import BATCH, LENGTH, Trial, steps_to_find, tried

MOST = 6 * BATCH * LENGTH
"""Steps after which a fault counts as not found."""


def main() -> int:
    """Take the steps that are asked for; 0 where every view was equal at each."""
    asked = _asked()
    if asked.faults:
        return _search(asked.seed)
    total = Trial(0, 0.0, 0.0, {})
    for number, trial in _batches(asked):
        if trial is None:
            print(f"batch {number}: the log and its model differ; again with: --seed {asked.seed + number}", flush=True)
            return 1
        total = _sum(total, trial)
        print(f"{total.steps:>9,} steps, {total.seconds:>7,.0f} s, every view equal at each", flush=True)
        if total.steps >= asked.steps:
            break
    print(f"{total.cpu:,.0f} s of a core, {1000 * total.cpu / total.steps:.1f} ms a step; within them:")
    print("\n".join(f"{count:>9,} {what}" for what, count in sorted(total.tally.items())))
    return 0


def _asked() -> argparse.Namespace:
    known = argparse.ArgumentParser(description="Drive a log at random beside a dumb model of it.")
    known.add_argument("--steps", type=int, default=100_000, help="at least so many (100,000)")
    known.add_argument("--seed", type=int, default=1, help="of the first batch; each further one has the next")
    known.add_argument("--record", type=Path, help="what came of each batch; those that are there are not done again")
    known.add_argument("--faults", action="store_true", help="put faults in, and find them")
    return known.parse_args()


def _batches(asked: argparse.Namespace) -> Iterator[tuple[int, Trial | None]]:
    """What came of each batch, without end; None where something differed."""
    done = _recorded(asked.record)
    number = 0
    while True:
        seed = asked.seed + number
        if (trial := done.get(seed)) is None:
            trial = _batch(seed)
            if trial is not None and asked.record is not None:
                with asked.record.open("a", encoding="utf-8") as file:
                    file.write(json.dumps({"seed": seed, **trial._asdict()}) + "\n")
        yield number, trial
        number += 1


def _recorded(path: Path | None) -> dict[int, Trial]:
    if path is None or not path.exists():
        return {}
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return {line.pop("seed"): Trial(**line) for line in lines}


def _batch(seed: int) -> Trial | None:
    try:
        return tried(BATCH * LENGTH, seed)
    except Exception:  # noqa: BLE001 - whatever differs, and whatever fails
        traceback.print_exc()
        return None


def _sum(one: Trial, other: Trial) -> Trial:
    tally = Counter(one.tally) + Counter(other.tally)
    return Trial(one.steps + other.steps, one.seconds + other.seconds, one.cpu + other.cpu, dict(tally))


def _search(seed: int) -> int:
    """Put each fault in, and tell within how many steps it was found."""
    missed = 0
    for name, fault in FAULTS.items():
        steps = steps_to_find(fault, MOST, seed)
        missed += steps is None
        print(f"{'not found' if steps is None else f'{steps:,} steps':>12}  {name}", flush=True)
    print(f"{missed} faults were not found" if missed else "every fault was found")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
