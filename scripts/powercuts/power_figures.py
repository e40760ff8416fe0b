"""Print what simulated power cuts and full disks do to a log: ``scripts/power_cuts [CUTS]``, by default 10,000.

The first rows are the store as it is and must lose nothing. The controls must do worse, or the harness proves nothing:
under ``synchronous=NORMAL`` acknowledged entries are lost, without any sync the file is torn. Exit status 1 where a
row is not as it must be.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

from power_faults import FAULTS, Answers, benches, fail_everywhere
from power_judge import Outcome
from power_places import KIB, Unavailable, too_small
from power_shim import Unworkable
from power_story import Settings
from power_tally import Tally, cut_often

OURS = Settings("the store's own: WAL, FULL")
WITHOUT_WAL = Settings("no shared memory: rollback journal, EXTRA", shared_memory=False)
NORMAL = Settings("control: WAL, NORMAL", synchronous="NORMAL", keeps=False)
OFF = Settings("control: WAL, OFF", synchronous="OFF", keeps=False)
JOURNAL_FULL = Settings("control: rollback journal, FULL", synchronous="FULL", shared_memory=False, keeps=False)
ROWS = ((OURS, 1), (WITHOUT_WAL, 5), (NORMAL, 5), (OFF, 5), (JOURNAL_FULL, 5))
"""Settings, and of how many cuts of the whole one is made under them."""
SEED = 20240118


def proves(tally: Tally) -> bool:
    """Whether a row is as it must be: nothing lost, or of a control the kind of harm that it is there for."""
    if tally.settings is OFF:
        return tally.outcomes[Outcome.TORN] + tally.outcomes[Outcome.UNUSABLE] > 0
    return tally.holds and (tally.settings.keeps or tally.outcomes[Outcome.LOST] > 0)


def _row(*cells: object) -> None:
    print("| " + " | ".join(str(cell) for cell in cells) + " |", flush=True)


def _head(*names: str) -> None:
    _row(*names)
    _row(*("---" for _ in names))


def cuts(count: int, folder: Path) -> list[bool]:
    """The table of the cuts."""
    _head("power cuts", "cuts", *(outcome.value for outcome in Outcome), "entries lost", "compared with a rebuild",
          "cut again", "pieces arrived", "lost", "writes torn", "as it must be", "seconds")  # fmt: skip
    held = []
    for number, (settings, share) in enumerate(ROWS):
        place = folder / f"cuts{number}"
        place.mkdir()
        begun = time.perf_counter()
        tally = cut_often(place, settings, max(1, count // share), SEED)
        held.append(proves(tally))
        _row(settings.title, tally.cuts, *(tally.outcomes[outcome] for outcome in Outcome), tally.lost, tally.deep,
             tally.second, tally.damage.kept, tally.damage.dropped, tally.damage.torn, _yes(held[-1]),
             f"{time.perf_counter() - begun:.0f}")  # fmt: skip
        for example in tally.examples:
            print(f"    {example}", file=sys.stderr, flush=True)
    return held


def faults(folder: Path) -> list[bool]:
    """The table of the disks that say no."""
    _head("a call that fails, each in turn", "log before", "runs", "exit 2, nothing written", "exit 0, all written",
          "exit 2, yet all written", "wrong", "as it must be")  # fmt: skip
    made = benches(folder)
    held = [_answered(fail_everywhere(bench, fault), len(bench.before)) for bench in made for fault in FAULTS]
    try:
        held.append(_answered(too_small(made[0], range(16 * KIB, 1024 * KIB, 8 * KIB)), 0))
    except Unavailable as reason:
        print(f"no real small disk: {reason}")
    return held


def _answered(answers: Answers, before: int) -> bool:
    held = not answers.wrong
    _row(
        answers.fault,
        before,
        answers.runs,
        answers.refused,
        answers.recorded,
        answers.unsure,
        len(answers.wrong),
        _yes(held),
    )
    for wrong in answers.wrong[:3]:
        print(f"    {wrong}", file=sys.stderr, flush=True)
    return held


def _yes(held: bool) -> str:
    return "yes" if held else "NO"


def _scratch() -> str | None:
    """In memory where the system has that: what a disk would do is simulated, so none has to do it."""
    return "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - a folder of a random name is made there


def main() -> int:
    """Print both tables."""
    words = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    words.add_argument("cuts", nargs="?", type=int, default=10_000)
    count = words.parse_args().cuts
    with tempfile.TemporaryDirectory(dir=_scratch()) as scratch:
        try:
            held = cuts(count, Path(scratch))
        except Unworkable as reason:
            print(f"power cuts cannot be simulated here: {reason}", file=sys.stderr)
            return 2
        print()
        return 0 if all([*held, *faults(Path(scratch))]) else 1


if __name__ == "__main__":
    sys.exit(main())
