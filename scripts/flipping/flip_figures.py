"""Flip bits, one at a time, and count what verify finds and what it misses; and clean logs that it must not suspect.

Every flip that changes an entry, a state or an order must be found. The control reads the same damaged files without
verifying: many of them then tell another story without a word, and SQLite's own integrity check misses most.
"""

from __future__ import annotations

import argparse
import sqlite3
import sys
import tempfile
from collections import Counter
from contextlib import closing
from pathlib import Path
from random import Random

from flip_logs import Read, flipped, read, shipped_log

from tracker.application.problems import BadInput
from tracker.application.verify import verify

SEED = 6962
READ_SHARE = 5
"""Of the flips that were found one in so many is read as well, for the control."""


def found(path: Path) -> bool:
    """Whether verify finds a fault, in its own words."""
    try:
        return not verify(path).holds
    except BadInput:
        return True


def told(path: Path) -> Read | None:
    """What is read of a damaged file; None where reading says that something is wrong."""
    try:
        return read(path)
    except (BadInput, sqlite3.Error):
        return None
    except Exception:  # noqa: BLE001 - the control: whatever breaks here is no silent change
        return None


def integrity_holds(path: Path) -> bool:
    """What SQLite's own check says."""
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as conn:
            return bool(conn.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok")
    except sqlite3.Error:
        return False


def flip_often(folder: Path, flips: int, chance: Random, share: int = READ_SHARE) -> Counter[str]:
    """Flip as many bits, each in a fresh copy; what became of them. Of those found one in ``share`` is read too."""
    tally: Counter[str] = Counter()
    base = shipped_log(folder / "base.db", chance)
    content, sound = base.read_bytes(), read(base)
    path = folder / "flipped.db"
    for number in range(flips):
        damaged, _ = flipped(content, chance)
        path.write_bytes(damaged)
        is_found = found(path)
        tally["flips"] += 1
        tally["found"] += is_found
        if is_found and number % share:
            continue
        now = told(path)
        tally["read"] += 1
        changed = now is not None and now != sound
        tally["silent without verify"] += changed
        tally["missed by integrity_check"] += changed and integrity_holds(path)
        tally["missed"] += changed and not is_found
        for beside in folder.glob("flipped.db-*"):
            beside.unlink()
    return tally


def suspected(folder: Path, logs: int, chance: Random) -> int:
    """How many of as many clean logs verify suspects."""
    count = 0
    for number in range(logs):
        path = shipped_log(folder / f"clean{number}.db", chance)
        count += found(path)
        path.unlink()
    return count


def _asked() -> argparse.Namespace:
    asking = argparse.ArgumentParser(prog="scripts/bit_flips", description=(__doc__ or "").partition("\n")[0])
    asking.add_argument("flips", nargs="?", type=int, default=10_000, metavar="FLIPS", help="bits to flip (10,000)")
    asking.add_argument("clean", nargs="?", type=int, default=1_000, metavar="CLEAN", help="clean logs (1,000)")
    return asking.parse_args()


def main(flips: int, clean: int) -> int:
    """Print the table; 1 where something was missed, or a clean log suspected, or the control shows nothing."""
    chance = Random(SEED)
    with tempfile.TemporaryDirectory() as name:
        tally = flip_often(Path(name), flips, chance)
        false = suspected(Path(name), clean, chance)
    flips, seen, missed = tally["flips"], tally["found"], tally["missed"]
    print(f"{flips:,} bits flipped: verify found {seen:,}; changed something and missed: {missed}")
    print(
        f"control, of {tally['read']:,} read without verifying: {tally['silent without verify']:,} tell another story "
        f"without a word, and SQLite's integrity check misses {tally['missed by integrity_check']:,} of these"
    )
    print(f"{clean:,} clean logs: {false} suspected")
    holds = not tally["missed"] and not false and tally["silent without verify"]
    return 0 if holds else 1


if __name__ == "__main__":
    _given = _asked()
    sys.exit(main(_given.flips, _given.clean))
