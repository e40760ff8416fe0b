"""What is measured, each against its floor in the same run."""

from __future__ import annotations

import os
import random
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import TypeVar

from plain import open_plain, replay, write
from synthetic import DAYS, START, commands

from tracker.application.store import schema
from tracker.application.store.address import Address
from tracker.application.store.codec import encode
from tracker.application.store.connection import connect
from tracker.application.store.reader import Reader
from tracker.application.store.recorder import LogDatastore, LogRecorder
from tracker.application.store.timeline import Timeline
from tracker.application.store.writing import Writer
from tracker.domain.desk import decide
from tracker.domain.moments import Cut
from tracker.domain.reading import highest_tension

T = TypeVar("T")
BATCH = 1000
EDGE = START + timedelta(days=DAYS + 1)
"""The day after the last of a synthetic log: what is appended there is not late."""
NOW = "2026-01-01T00:00:00.000Z"


def seconds(work: Callable[[], object]) -> float:
    """How long a piece of work takes, wall clock."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def median(work: Callable[[], object], times: int) -> float:
    """The median of several runs, in seconds."""
    return statistics.median(seconds(work) for _ in range(times))


def in_turn(one: Callable[[], object], other: Callable[[], object], times: int) -> tuple[float, float]:
    """The medians of two pieces of work in seconds, done in turn: a machine that slows down slows both."""
    found = [(seconds(one), seconds(other)) for _ in range(times)]
    first, second = (statistics.median(each) for each in zip(*found, strict=True))
    return first, second


def loop() -> float:
    """Median seconds of a bare loop of a million steps: how fast this machine is at the moment."""
    return median(lambda: sum(step * step for step in range(1_000_000)), 5)


@contextmanager
def raw(path: Path) -> Iterator[sqlite3.Connection]:
    """A bare table of the same four columns, as durable as ours."""
    conn = connect(path, writable=True)
    conn.execute("CREATE TABLE IF NOT EXISTS bare (a TEXT, b INTEGER, c TEXT, d BLOB, PRIMARY KEY (a, b))")
    yield conn
    conn.close()


def batched(items: Iterable[T], size: int) -> Iterator[tuple[T, ...]]:
    """Items in parts of a size (``itertools.batched`` comes with Python 3.12)."""
    source = iter(items)
    while part := tuple(islice(source, size)):
        yield part


def append_raw(conn: sqlite3.Connection, rows: Sequence[tuple[str, int, str, bytes]], size: int) -> None:
    """Raw ``executemany`` in transactions of ``size``."""
    for part in batched(rows, size):
        conn.execute("BEGIN IMMEDIATE")
        conn.executemany("INSERT INTO bare VALUES (?,?,?,?)", part)
        conn.execute("COMMIT")


def encoded(count: int, prefix: str) -> list[tuple[str, int, str, bytes]]:
    """The stored bytes of ``count`` recordings."""
    return [encode(entry, NOW) for command in commands(count, prefix=prefix) for entry in decide(None, command)]


def build(path: Address, count: int) -> float:
    """A log of ``count`` developments in batches of 1,000; seconds within the store."""
    spent = 0.0
    with Writer(path) as writer:
        for part in batched(commands(count), BATCH):
            spent += seconds(lambda part=part: writer.submit(part))  # type: ignore[misc]
    return spent


def bulk_against_raw(folder: Path, store: Path, count: int, rounds: int) -> tuple[float, float]:
    """Median rate of appending in batches of 1,000 to a log, and raw of the same bytes (entries a second)."""
    ours, bare = [], []
    for turn in range(rounds):
        said = list(
            commands(count, seed=turn + 7, prefix=f"bulk{turn}", start=EDGE + timedelta(days=400 * turn), days=366)
        )
        rows = encoded_of(said)
        with raw(folder / "raw.db") as conn:
            bare.append(count / seconds(lambda rows=rows, conn=conn: append_raw(conn, rows, BATCH)))  # type: ignore[misc]
        with Writer(store) as writer:
            ours.append(count / seconds(lambda said=said, w=writer: [w.submit(p) for p in batched(said, BATCH)]))  # type: ignore[misc]
    return statistics.median(ours), statistics.median(bare)


def prepared_against_raw(folder: Path, store: Path, count: int) -> tuple[float, float]:
    """Rate of the recorder for entries that are decided and encoded, and raw of the same bytes."""
    rows = encoded(count, "prepared")
    with raw(folder / "raw.db") as conn:
        bare = count / seconds(lambda: append_raw(conn, rows, BATCH))
    Writer(folder / "prepared.db").close()
    recorder = LogRecorder(LogDatastore(folder / "prepared.db"))
    spent = seconds(lambda: _append(recorder, rows))
    recorder.datastore.close()
    return count / spent, bare


def narrow_rows_against_raw(folder: Path, store: Path, count: int) -> tuple[float, float]:
    """Rate of SQLite alone for entries with their narrow rows, both made beforehand, and raw of the same bytes.

    What no decision, encoding or folding can be quicker than.
    """
    log = connect(store, writable=False)
    entries = log.execute("SELECT * FROM stored_events ORDER BY rowid DESC LIMIT ?", (count,)).fetchall()[::-1]
    facts = log.execute("SELECT * FROM facts ORDER BY dev DESC LIMIT ?", (count,)).fetchall()[::-1]
    log.close()
    with raw(folder / "raw.db") as bare, raw(folder / "narrow.db") as conn:
        schema.create(conn)
        spent = seconds(lambda: _append_both(conn, entries, facts))
        bare.execute("DELETE FROM bare")
        return count / spent, count / seconds(lambda: append_raw(bare, entries, BATCH))


def _append_both(conn: sqlite3.Connection, entries: Sequence[object], facts: Sequence[object]) -> None:
    for some, theirs in zip(batched(entries, BATCH), batched(facts, BATCH), strict=True):
        conn.execute("BEGIN IMMEDIATE")
        conn.executemany("INSERT INTO stored_events VALUES (?,?,?,?)", some)  # type: ignore[arg-type]
        conn.executemany("INSERT INTO facts VALUES (?,?,?,?,?,?,?,?,?,?)", theirs)  # type: ignore[arg-type]
        conn.execute("COMMIT")


def _append(recorder: LogRecorder, rows: Sequence[tuple[str, int, str, bytes]]) -> None:
    for part in batched(rows, BATCH):
        with recorder.datastore.writing() as cursor:
            recorder.append(cursor, part)


def encoded_of(said: Sequence[object]) -> list[tuple[str, int, str, bytes]]:
    """The stored bytes of commands."""
    return [encode(entry, NOW) for command in said for entry in decide(None, command)]  # type: ignore[arg-type]


def backfill(store: Path, count: int) -> float:
    """Rate of a late bulk: developments of the whole time that the log spans, in batches of 1,000."""
    said = list(commands(count, seed=33, prefix="backfill"))
    with Writer(store) as writer:
        return count / seconds(lambda: [writer.submit(part) for part in batched(said, BATCH)])


def single_against_raw(folder: Path, store: Path, count: int) -> tuple[float, float]:
    """Rate of appending one by one, and raw with a transaction each."""
    said = list(commands(count, seed=99, prefix="single", start=EDGE + timedelta(days=2000), days=366))
    rows = encoded_of(said)
    with raw(folder / "raw.db") as conn:
        bare = count / seconds(lambda: append_raw(conn, rows, 1))
    with Writer(store) as writer:
        ours = count / seconds(lambda: [writer.submit([command]) for command in said])
    return ours, bare


def fetch_rows(path: Path) -> int:
    """Raw fetch of the narrow rows, in order."""
    conn = connect(path, writable=False)
    rows = conn.execute("SELECT moment, act, dev FROM facts WHERE pair > 0 ORDER BY pair, moment, id")
    count = sum(1 for _ in rows)
    conn.close()
    return count


def refold(path: Path) -> int:
    """Fold all relations from the narrow rows, as after a loss of all checkpoints."""
    with Reader(path) as reader:
        return sum(1 for _ in reader.refold())


def plain_path(folder: Path, count: int) -> float:
    """Seconds for the library's own repository to rebuild an aggregate a pair."""
    app = open_plain(folder / "plain.db")
    ids = write(app, commands(count))
    spent = seconds(lambda: replay(app, ids))
    app.close()
    return spent


def cold_state(path: Path | str, pair: str, times: int) -> float:
    """Median wall time of ``tracker state A B --json`` in a process of its own."""
    command = [sys.executable, "-m", "tracker.cli.main", "--db", str(path), "state", *pair.split("-"), "--json"]
    return median(lambda: _run(command), times)


def bare_python(times: int) -> float:
    """Median wall time of ``python -c pass``."""
    return median(lambda: _run([sys.executable, "-c", "pass"]), times)


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def random_cuts(count: int) -> list[Cut]:
    """Dates anywhere in the synthetic thirty years."""
    chance = random.Random(5)
    return [Cut(START + timedelta(days=chance.randrange(366 * 30))) for _ in range(count)]


def as_of(path: Path, times: int) -> tuple[float, float, float]:
    """Warm: median seconds for one pair and for all at a random date; and the seconds to load."""
    with Reader(path) as reader:
        load = seconds(lambda: [t.after(len(t)) for t in reader.timelines().values()])
        timelines = list(reader.timelines().values())
        cuts = random_cuts(times)
        one = statistics.median(_timed([timelines[i % len(timelines)]], c) for i, c in enumerate(cuts))
        every = statistics.median(_timed(timelines, c) for c in cuts)
    return one, every, load


def _timed(timelines: Sequence[Timeline], cut: Cut) -> float:
    day, moment = cut.day.toordinal(), cut.packed
    return seconds(lambda: [highest_tension(timeline.at(moment), day) for timeline in timelines])


def late_entry(path: Path, times: int) -> float:
    """Median seconds for a screen to take in an entry of a random past day and show its pair's newest state."""
    spent = []
    chance = random.Random(11)
    with Reader(path) as reader, Writer(path) as writer:
        for timeline in reader.timelines().values():
            timeline.after(len(timeline))
        for turn in range(times):
            start = START + timedelta(days=chance.randrange(DAYS))
            command = next(commands(1, seed=turn, prefix=f"late{turn}", start=start, days=1))
            writer.submit([command])
            pair = command.development.pair or ""
            spent.append(seconds(lambda pair=pair: _newest(reader, pair)))  # type: ignore[misc]
    return statistics.median(spent)


def _newest(reader: Reader, pair: str) -> object:
    timeline = reader.timelines()[pair]
    return timeline.after(len(timeline))


def verified(path: Path | str) -> tuple[float, float, str]:
    """Seconds, peak memory (MB) and what is said, of ``tracker verify`` in a process of its own."""
    spent, peak, said = verb("--db", path, "verify")
    return spent, peak, said.splitlines()[1]


def verb(*words: object) -> tuple[float, float, str]:
    """Seconds, peak memory (MB) and what is said, of a verb in a process of its own, which must end well."""
    start = time.perf_counter()
    peak, said = _weighed("import sys; from tracker.cli.main import run; assert run(sys.argv[1:]) == 0", *words)
    return time.perf_counter() - start, peak, said


def peak_of(code: str) -> float:
    """Peak memory (MB) of a piece of Python in a process of its own."""
    return _weighed(code)[0]


def _weighed(code: str, *words: object) -> tuple[float, str]:
    """Peak memory (MB) of a piece of Python in a process of its own, not that of its parent; and what it says."""
    script = f"{code}\nprint(next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))"
    told = [sys.executable, "-c", script, *map(str, words)]
    *said, peak = subprocess.run(told, check=True, capture_output=True, text=True).stdout.splitlines()
    return int(peak) / 1024, "\n".join(said)


def environment() -> str:
    """What the figures were taken on."""
    return (
        f"Python {sys.version.split()[0]}, SQLite {sqlite3.sqlite_version}, {os.cpu_count()} cores, "
        f"{datetime.now(UTC):%Y-%m-%d}, day 0 is {date.min}"
    )
