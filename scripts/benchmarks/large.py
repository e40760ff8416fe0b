"""A log of many gigabytes, of developments with long quotations, and how long and in how much memory it is verified."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

from asking import parser, size
from measures import batched, environment, verified
from synthetic import pair_states

from tracker.application.store.connection import connect
from tracker.application.store.writing import Writer
from tracker.domain.catalogue import TYPES
from tracker.domain.commands import Record
from tracker.domain.evidence import Report
from tracker.domain.occurrence import on

QUOTE = 20_000
"""Characters quoted in each development."""
GOAL_SECONDS, GOAL_MEMORY = 60, 100
_WORDS = (
    "ambassador",
    "recalled",
    "summoned",
    "strike",
    "statement",
    "border",
    "ministry",
    "denied",
    "talks",
    "sanctions",
)


def quoting(count: int) -> Iterator[Record]:
    """So many statements, each with one long quotation; no two are the same."""
    chance, states = Random(9162), pair_states()
    text = " ".join(chance.choices(_WORDS, k=2 * QUOTE // 8))
    form = TYPES["condemnation_issued"]
    for number in range(count):
        actor, target = states[number % len(states)]
        when = on(date(1994, 1, 1) + timedelta(days=number % 10_000))
        start = chance.randrange(len(text) - QUOTE)
        report = Report(source=f"https://news.example/{number}", quote=f"{number}: {text[start : start + QUOTE]}")
        held = form(id=f"big-{number:07}", occurred=when, actors=(actor,), targets=(target,), reports=(report,))
        yield Record(stream=held.id, id=f"big:{number}", known_from=when.end_of_best_date(), development=held)


def build(path: Path, gigabytes: float) -> int:
    """A log of that size; the number of its entries."""
    count = int(gigabytes * 1e9 / (QUOTE + 1400))
    with Writer(path) as writer:
        for part in batched(quoting(count), 500):
            writer.submit(part)
    return count


def _asked() -> argparse.Namespace:
    asking = parser("large_log", __doc__)
    asking.add_argument("gigabytes", nargs="?", type=size, default=10.0, metavar="GB", help="of the file (10)")
    asking.add_argument("folder", nargs="?", metavar="FOLDER", help="with room for it (the one for temporary files)")
    return asking.parse_args()


def main(gigabytes: float, folder: str | None) -> int:
    """Print the figures; 1 where one is over its goal."""
    print(environment())
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        path = Path(scratch) / "large.db"
        count = build(path, gigabytes)
        conn = connect(path, writable=True)
        conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        conn.close()
        held = path.stat().st_size / 1e9
        spent, peak, said = verified(path)
    print(f"verify of {count:,} entries in a file of {held:.1f} GB: {spent:.1f} s, {peak:.0f} MB; {said}")
    print(f"goals at 10 GB: < {GOAL_SECONDS} s, < {GOAL_MEMORY} MB")
    return 0 if peak < GOAL_MEMORY and spent < GOAL_SECONDS * max(1.0, held / 10) else 1


if __name__ == "__main__":
    _given = _asked()
    sys.exit(main(_given.gigabytes, _given.folder))
