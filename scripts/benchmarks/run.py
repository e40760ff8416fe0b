"""Measure the store and print one table of medians and ratios: ``scripts/benchmark [N …]``.

Each figure stands beside its floor (raw SQLite) or the plain library path, measured in the same run.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import measures as m
import searching
import telling
from asking import count, parser

from tracker.application.store.reader import Reader

GOALS = {
    "refold vs plain": ">= 15x",
    "refold vs fetch": "<= 5x",
    "state 1M vs 1k": "<= 1.5x",
    "one pair": "<= 1 ms",
    "all pairs": "<= 16 ms",
    "late": "<= 5 ms",
    "memory": "< 500 MB",
    "bulk": ">= 40 %",
    "start": "<= 0.25 s more",
    "search": "<= 200 ms",
    "telling": "<= 0.5 s",
}


def row(name: str, value: str, against: str = "", ratio: str = "", goal: str = "") -> None:
    """Print one line of the table at once: a run takes minutes."""
    print(f"| {name:<56} | {value:>16} | {against:>26} | {ratio:>9} | {goal:>14} |", flush=True)


def _speed() -> None:
    """How fast the machine is at the moment; one that many share does not stay as it is."""
    row("this machine: a loop of a million steps", f"{m.loop() * 1e3:.0f} ms")


def measure(folder: Path, count: int, small: Path) -> None:
    """Everything for a log of one size."""
    path = folder / f"log{count}.db"
    _speed()
    spent = m.build(path, count)
    row(f"build {count:,} developments", f"{count / spent:,.0f}/s")
    fetch, fold = m.in_turn(lambda: m.fetch_rows(path), lambda: m.refold(path), 3)
    row(
        "refold of all relations, vs raw fetch",
        f"{fold:.2f} s",
        f"fetch {fetch:.2f} s",
        f"{fold / fetch:.1f}x",
        GOALS["refold vs fetch"],
    )
    plain = m.plain_path(folder, count)
    row(
        "refold, vs the plain library path",
        f"{fold:.2f} s",
        f"plain {plain:.2f} s",
        f"{plain / fold:.1f}x",
        GOALS["refold vs plain"],
    )
    _reading(path, small)
    _searching(path)
    here = str(Path(__file__).parent)
    code = f"import sys; sys.path.insert(0, {here!r}); import measures as m; m.refold(m.Path({str(path)!r}))"
    row("peak memory of a refold", f"{m.peak_of(code):.0f} MB", goal=GOALS["memory"])
    spent, memory, _ = m.verified(path)
    row("verify: entries, tree, rows, structure", f"{spent:.1f} s", f"{memory:.0f} MB", "", "<= 12 s at 1M")
    ours, bare = m.bulk_against_raw(folder, path, min(20_000, count), 3)
    row("bulk append, batches of 1,000", f"{ours:,.0f}/s", f"raw {bare:,.0f}/s", f"{ours / bare:.0%}", GOALS["bulk"])
    ours, bare = m.prepared_against_raw(folder, path, min(20_000, count))
    row("of which: the recorder, entries encoded", f"{ours:,.0f}/s", f"raw {bare:,.0f}/s", f"{ours / bare:.0%}")
    ours, bare = m.narrow_rows_against_raw(folder, path, min(20_000, count))
    row("of which: SQLite alone, with the narrow rows", f"{ours:,.0f}/s", f"raw {bare:,.0f}/s", f"{ours / bare:.0%}")
    row("bulk of late entries, over the whole time", f"{m.backfill(path, min(20_000, count)):,.0f}/s")
    ours, bare = m.single_against_raw(folder, path, 1000)
    row("append one by one", f"{ours:,.0f}/s", f"raw {bare:,.0f}/s", f"{ours / bare:.0%}")


def _reading(path: Path, small: Path) -> None:
    with Reader(path) as reader:
        pair = reader.pairs()[7]
    with Reader(small) as reader:
        other = pair if pair in reader.pairs() else reader.pairs()[0]
    bare, cold = m.bare_python(9), m.cold_state(path, pair, 9)
    least = m.cold_state(small, other, 9)
    row(
        "tracker state, vs python -c pass",
        f"{cold * 1e3:.0f} ms",
        f"bare {bare * 1e3:.0f} ms",
        f"+{(cold - bare) * 1e3:.0f} ms",
        GOALS["start"],
    )
    row(
        "tracker state, vs a log of 1,000",
        f"{cold * 1e3:.0f} ms",
        f"{least * 1e3:.0f} ms",
        f"{cold / least:.2f}x",
        GOALS["state 1M vs 1k"],
    )
    one, every, load = m.as_of(path, 200)
    row("as-of a random date, warm, one pair", f"{one * 1e3:.3f} ms", goal=GOALS["one pair"])
    row(
        "as-of a random date, warm, all pairs",
        f"{every * 1e3:.2f} ms",
        f"loaded in {load:.2f} s",
        goal=GOALS["all pairs"],
    )
    row("a late entry, to its newest state", f"{m.late_entry(path, 30) * 1e3:.2f} ms", goal=GOALS["late"])


def _searching(path: Path) -> None:
    made = searching.made(path)
    _speed()
    row("search: its index made", f"{made.entries / made.seconds:,.0f}/s", f"{made.size / 1e6:,.0f} MB")
    row("search right after one entry was recorded", f"{made.caught_up * 1e3:.0f} ms", goal=GOALS["search"])
    for name, spent, found in searching.asked(path, 5):
        row(f"search: {name}", f"{spent * 1e3:.0f} ms", found, goal=GOALS["search"])


def _telling(folder: Path) -> None:
    """One pair of 10,000 developments, asked in process, and by command with all that it takes to start."""
    for share in telling.SHARES:
        path = telling.built(folder, share)
        _speed()
        for name, spent in telling.asked(path, 5):
            row(f"one pair, {share:.0%} claimed: {name}", f"{spent:.2f} s", goal=GOALS["telling"])
        for name, spent in telling.commanded(path, 3):
            row(f"command, with start-up: {name}", f"{spent:.2f} s")


def main(sizes: list[int]) -> None:
    """Print the table for each size."""
    print(m.environment())
    print(f"| {'what':<56} | {'ours':>16} | {'against':>26} | {'ratio':>9} | {'goal':>14} |")
    print("|" + "|".join("-" * width for width in (58, 18, 28, 11, 16)) + "|")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        small = folder / "small.db"
        m.build(small, 1000)
        _telling(folder)
        for size in sizes:
            measure(folder, size, small)


if __name__ == "__main__":
    _asking = parser("benchmark", __doc__)
    _asking.add_argument("sizes", nargs="*", type=count, metavar="N", help="developments (10,000 and 1,000,000)")
    _asking.epilog = "--screen [N or FILE …] measures the dashboard instead, --postgres [N] the store on a server."
    main(_asking.parse_args().sizes or [10_000, 1_000_000])
