"""Many processes record into one log while readers follow it: ``scripts/many_writers [--postgres] [--processes N] …``.

Prints each promise with its figure; exit status 1 where one is broken.
"""

from __future__ import annotations

import argparse
import multiprocessing
import select
import sys
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from statistics import median

from accounting import gaps, lost, surplus
from children import Child, Say
from desks import contest
from following import follow, followed
from jobs import Job, recorded
from logs import Address, Row, findings, fresh, held, on_server, row_of
from promises import Promise, at_least, none_of, show, tell
from writers import faithful, work

from tracker.application.store.writing import Writer

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "servers"))  # where the server is found


def record(address: Address, name: int, each: int, say: Say) -> None:
    """Record developments one by one; say each with the seconds that it took."""
    with Writer(address) as writer:
        for found in jobs_of(name, each):
            start = time.perf_counter()
            stored = writer.submit(found.commands)
            say({"rows": [row_of(item) for item in stored], "seconds": time.perf_counter() - start})


def jobs_of(name: int, each: int) -> Iterator[Job]:
    """What one process records."""
    return (recorded(f"w{name:02}", number) for number in range(each))


def trial(folder: Path, asked: argparse.Namespace) -> Iterator[Promise]:
    """Every promise with what was found."""
    work(fresh(folder, "warm"), folder, "warm", iter(range(8)), faithful, lambda _: None)
    address = fresh(folder, "many")
    over = multiprocessing.get_context("fork").Event()
    readers = [Child(lambda say: follow(address, over.is_set, say)) for _ in range(asked.readers)]
    start = time.monotonic()
    writers = [Child(partial(record, address, name, asked.each)) for name in range(asked.processes)]
    _hear(writers, readers)
    seconds = time.monotonic() - start
    over.set()
    now = held(address)
    jobs = (job for name in range(asked.processes) for job in jobs_of(name, asked.each))
    yield from _of_writers(writers, jobs, asked.processes * asked.each, now, seconds)
    yield from _of_readers(readers, now)
    found = findings(address)
    tell("finding", found)
    yield none_of("findings of an audit of the log and of what is derived", len(found))
    yield from _of_desks(address, folder, asked.rounds)


def trial_on_server(folder: Path, asked: argparse.Namespace) -> Iterator[Promise]:
    """The same on a server of its own."""
    from postgres_server import Server

    with Server() as server:
        on_server(folder, server.address())
        yield from trial(folder, asked)


def _hear(writers: list[Child], readers: list[Child]) -> None:
    """Hear all of them until the writers have ended; nobody waits for another to be heard."""
    while any(child.open for child in writers):
        for child in select.select([child for child in (*writers, *readers) if child.open], (), ())[0]:
            child.listen()
    for child in writers:
        child.join()


def _of_writers(
    writers: list[Child], jobs: Iterator[Job], wanted: int, now: list[Row], seconds: float
) -> Iterator[Promise]:
    said = [said for child in writers for said in child.said if "rows" in said]
    rows = [Row(*row) for one in said for row in one["rows"]]
    waits = [one["seconds"] for one in said]
    faults = [fault for child in writers for fault in child.faults]
    tell("fault", faults)
    yield at_least(f"{len(writers)} processes recorded", len(now), wanted)
    yield Promise("  entries a second, all together", f"{len(now) / seconds:,.0f}")
    yield Promise("  median and longest wait for one", f"{median(waits) * 1e3:.1f} ms, {max(waits):.2f} s")
    yield none_of("acknowledged entries lost or not byte-equal", len(lost(rows, now)) + wanted - len(rows))
    yield none_of("entries there twice, or asked by nobody", len(surplus(jobs, now)))
    yield none_of("gaps between positions", len(gaps(now)))
    yield none_of("errors that reached a writer ('database is locked' among them)", len(faults))


def _of_readers(readers: list[Child], now: list[Row]) -> Iterator[Promise]:
    for number, reader in enumerate(readers, 1):
        reader.join()
        tell("fault", reader.faults)
        saw = [(position, digest) for said in reader.said for position, digest in said.get("seen", ())]
        found = followed(saw, now)
        yield at_least(f"reader {number} saw entries, in parts", found.seen, len(now))
        yield none_of("  entries that it passed over", found.passed_over)
        yield none_of("  entries seen out of place or twice, or otherwise", found.out_of_place + found.different)


def _of_desks(address: Address, folder: Path, rounds: int) -> Iterator[Promise]:
    found = contest(address, folder, rounds)
    tell("fault", found.faults)
    yield Promise("two desks amend what both have read: one wins", f"{found.won:,} of {rounds:,}", found.won == rounds)
    yield Promise("  the other is shown what changed", f"{found.told:,} of {rounds:,}", found.told == rounds)
    yield Promise("  and goes on after reading again", f"{found.went_on:,} of {rounds:,}", found.went_on == rounds)


def _asked(arguments: list[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/many_writers", description=__doc__.partition(":")[0])
    add = partial(parser.add_argument, type=int, metavar="N")
    parser.add_argument("--postgres", action="store_true", help="on a PostgreSQL server")
    add("--processes", default=16, help="writers at once (16)")
    add("--each", default=10_000, help="developments that each records (10,000)")
    add("--readers", default=2, help="readers that follow (2)")
    add("--rounds", default=200, help="rounds of two desks on one development (200)")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    given = _asked()
    with tempfile.TemporaryDirectory() as name:
        tried, where = (trial_on_server, "PostgreSQL") if given.postgres else (trial, "a file")
        title = f"{where}, {given.processes} processes, {given.each:,} developments each"
        sys.exit(show(title, tried(Path(name), given)))
