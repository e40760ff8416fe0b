"""Measure the store on a PostgreSQL server of its own: ``scripts/benchmark --postgres [N]``.

Rates stand beside raw inserts of the same bytes by the driver and the library's own recorder, in the same run; what
is read stands beside the same of a file.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

import measures as m
import psycopg
from asking import count, parser
from eventsourcing.persistence import StoredEvent
from eventsourcing.postgres import PostgresApplicationRecorder, PostgresDatastore
from synthetic import commands

from tracker.application.places import address
from tracker.application.store.address import Address
from tracker.application.store.reader import Reader
from tracker.application.store.writing import Writer
from tracker.domain.commands import Record

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "servers"))  # where the server is found

EventRow = tuple[str, int, str, bytes]
SINGLES, SINGLES_GOAL = 1000, 500
ROUNDS = 3
BATCHES_GOAL = 15_000
LINE = "| {:<30} | {:>12} | {:>14} | {:>22} | {:>12} |"


class Rates(NamedTuple):
    """Entries a second: of the store, of raw inserts, of the library's recorder."""

    ours: float
    bare: float
    library: float


@contextmanager
def bare(base: str) -> Iterator[psycopg.Connection[Any]]:
    """A table of the same columns and indexes as the library's, and nothing else."""
    with psycopg.connect(base, autocommit=True) as conn:
        conn.execute("DROP TABLE IF EXISTS bare")
        conn.execute("CREATE TABLE bare (a text, b bigint, c text, d bytea, e bigserial UNIQUE, PRIMARY KEY (a, b))")
        yield conn


def append_bare(conn: psycopg.Connection[Any], rows: Sequence[EventRow], size: int) -> None:
    """Insert in transactions of ``size``."""
    for part in m.batched(rows, size):
        with conn.transaction(), conn.cursor() as cursor:
            cursor.executemany("INSERT INTO bare (a, b, c, d) VALUES (%s, %s, %s, %s)", part)


@contextmanager
def library(server: Any, schema: str) -> Iterator[PostgresApplicationRecorder]:
    """The library's recorder as it is set up by default, with text ids, in a schema of its own."""
    from postgres_server import PASSWORD

    with psycopg.connect(server.address(), autocommit=True) as conn:
        conn.execute(f'CREATE SCHEMA IF NOT EXISTS "{schema}"')
    store = PostgresDatastore(
        "postgres", "127.0.0.1", server.port, "postgres", PASSWORD, schema=schema, originator_id_type="text"
    )
    recorder = PostgresApplicationRecorder(store)
    recorder.create_table()
    yield recorder
    store.close()


def append_library(recorder: PostgresApplicationRecorder, rows: Sequence[EventRow], size: int) -> None:
    """Insert in transactions of ``size``, by the library."""
    for part in m.batched(rows, size):
        recorder.insert_events([StoredEvent(*row) for row in part])


def rates(server: Any, log: Address, name: str, count: int, size: int) -> Rates:
    """Medians of appending so many entries in parts of a size behind the end of a log."""
    found: list[Rates] = []
    for turn in range(ROUNDS):
        start = m.EDGE + timedelta(days=400 * turn + (4000 if size == 1 else 0))
        said = list(commands(count, seed=turn + 7, prefix=f"{name}{turn}", start=start, days=366))
        rows = m.encoded_of(said)
        with bare(server.address()) as conn:
            raw = m.seconds(lambda rows=rows, conn=conn: append_bare(conn, rows, size))  # type: ignore[misc]
        with library(server, f"{name}{turn}") as recorder:
            theirs = m.seconds(lambda rows=rows, to=recorder: append_library(to, rows, size))  # type: ignore[misc]
        found.append(Rates(count / _appended(log, said, size), count / raw, count / theirs))
    return Rates(*(median(column) for column in zip(*found, strict=True)))


def _appended(log: Address, said: Sequence[Record], size: int) -> float:
    with Writer(log) as writer:
        writer.submit(said[:1])  # so that the connection is made, and the schema compared
        return m.seconds(lambda: [writer.submit(part) for part in m.batched(said, size)])


def reading(log: Address, times: int = 9) -> tuple[float, float]:
    """Median seconds of ``tracker state A B --json`` in a process of its own, and of a pair's states held."""
    with Reader(log) as reader:
        pair = reader.pairs()[7]
        timeline = reader.timelines()[pair]
        timeline.after(len(timeline))
        warm = median(m.seconds(lambda cut=cut: timeline.at(cut.packed)) for cut in m.random_cuts(200))  # type: ignore[misc]
    return m.cold_state(str(log), pair, times), warm


def row(*cells: str) -> None:
    """Print one line of the table at once."""
    print(LINE.format(*cells), flush=True)


def main(count: int) -> None:
    """Print the table for a log of one size."""
    from postgres_server import Server

    with tempfile.TemporaryDirectory() as folder, Server() as server:
        log = address(f"{server.address()}&schema=benchmark", "the benchmark")
        file = Path(folder) / "log.db"
        print(m.environment())
        row("what", "PostgreSQL", "raw inserts", "the library's recorder", "goal")
        print("|" + "|".join("-" * width for width in (32, 14, 16, 24, 14)) + "|")
        row(f"build {count:,} developments", f"{count / m.build(log, count):,.0f}/s", "", "", "")
        batches = min(20_000, count)
        _tell("append in batches of 1,000", rates(server, log, "bulk", batches, m.BATCH), BATCHES_GOAL)
        _tell("append one by one", rates(server, log, "single", SINGLES, 1), SINGLES_GOAL)
        m.build(file, count)
        _compare(log, file)


def _tell(what: str, found: Rates, goal: int) -> None:
    row(what, f"{found.ours:,.0f}/s", f"{found.bare:,.0f}/s", f"{found.library:,.0f}/s", f">= {goal:,}/s")


def _compare(log: Address, file: Path) -> None:
    (cold, warm), (least, held) = reading(log), reading(file)
    row("what", "PostgreSQL", "a file", "", "")
    row("tracker state, cold", f"{cold * 1e3:.0f} ms", f"{least * 1e3:.0f} ms", "", "")
    row("as-of a random date, warm", f"{warm * 1e3:.3f} ms", f"{held * 1e3:.3f} ms", "", "<= 1 ms")
    (took, memory, _), (least, small, _) = m.verified(str(log)), m.verified(str(file))
    row("verify", f"{took:.1f} s", f"{least:.1f} s", "", "<= 12 s at 1M")
    row("  in memory of", f"{memory:.0f} MB", f"{small:.0f} MB", "", "")


if __name__ == "__main__":
    _asking = parser("benchmark --postgres", __doc__)
    _asking.add_argument("size", nargs="?", type=count, default=100_000, metavar="N", help="developments (100,000)")
    main(_asking.parse_args().size)
