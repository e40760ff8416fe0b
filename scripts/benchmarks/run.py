"""Measure the store and print one table of medians and ratios: ``scripts/benchmark [N …]``.

Each figure stands beside its floor (raw SQLite) or the plain library path, measured in the same run.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import measures as m

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
}


def row(name: str, value: str, against: str = "", ratio: str = "", goal: str = "") -> None:
    """Print one line of the table at once: a run takes minutes."""
    print(f"| {name:<46} | {value:>16} | {against:>26} | {ratio:>9} | {goal:>14} |", flush=True)


def measure(folder: Path, count: int, small: Path) -> None:
    """Everything for a log of one size."""
    path = folder / f"log{count}.db"
    spent = m.build(path, count)
    row(f"build {count:,} developments", f"{count / spent:,.0f}/s")
    fetch = m.median(lambda: m.fetch_rows(path), 3)
    fold = m.median(lambda: m.refold(path), 3)
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
    here = str(Path(__file__).parent)
    code = f"import sys; sys.path.insert(0, {here!r}); import measures as m; m.refold(m.Path({str(path)!r}))"
    row("peak memory of a refold", f"{m.peak_of(code):.0f} MB", goal=GOALS["memory"])
    ours, bare = m.bulk_against_raw(folder, path, min(20_000, count), 3)
    row("bulk append, batches of 1,000", f"{ours:,.0f}/s", f"raw {bare:,.0f}/s", f"{ours / bare:.0%}", GOALS["bulk"])
    ours, bare = m.prepared_against_raw(folder, path, min(20_000, count))
    row("of which: the recorder, entries encoded", f"{ours:,.0f}/s", f"raw {bare:,.0f}/s", f"{ours / bare:.0%}")
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


def main(sizes: list[int]) -> None:
    """Print the table for each size."""
    print(m.environment())
    print(f"| {'what':<46} | {'ours':>16} | {'against':>26} | {'ratio':>9} | {'goal':>14} |")
    print("|" + "|".join("-" * width for width in (48, 18, 28, 11, 16)) + "|")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        small = folder / "small.db"
        m.build(small, 1000)
        for size in sizes:
            measure(folder, size, small)


if __name__ == "__main__":
    main([int(arg.replace(",", "").replace("_", "")) for arg in sys.argv[1:]] or [10_000, 1_000_000])
