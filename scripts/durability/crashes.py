"""Kill writers and account for what they acknowledged: ``scripts/crashes [--postgres] [--kills N] [--importers N] …``.

With ``--postgres`` the logs lie on a server of its own, which is stopped immediately under the writers as well.

Prints each promise with its figure; exit status 1 where one is broken. Doctored writers, which break a promise, must
be caught in the same way, or the trial proves nothing.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import median

from accounting import Account
from crashing import crash_doctored, crash_servers
from importers import kill_importers
from killing import kill_doctored, kill_writers
from logs import fresh, on_server
from promises import Promise, at_least, none_of, show, tell
from writers import Work, careless, faithful, hasty, piecemeal, repeating, work

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "servers"))  # where the server is found

CONTROLS: tuple[tuple[str, Work, Callable[[Account], list[str]]], ...] = (
    ("a writer that acknowledges before it commits is caught", hasty, lambda account: account.lost),
    ("a writer that commits a batch in two parts is caught", piecemeal, lambda account: account.torn),
    ("a writer that asks again under another name is caught", repeating, lambda account: account.surplus),
)


def trial(folder: Path, asked: argparse.Namespace) -> Iterator[Promise]:
    """Every promise with what was found."""
    warm(folder)
    start = time.monotonic()
    found = kill_writers(folder, asked.kills, asked.seed)
    yield from _of_writers(found, asked.kills, time.monotonic() - start)
    importing = kill_importers(folder, asked.importers, asked.importer_kills, asked.seed)
    tell("importing", importing.faults)
    yield at_least(f"{asked.importers} importers of one file were killed", importing.kills, asked.importer_kills)
    yield Promise("entries of that file, and of the log", f"{importing.wanted} and {importing.found}", importing.exact)
    yield none_of("faults of importers, findings in their log", len(importing.faults))
    for number, (what, doctored, seen) in enumerate(CONTROLS):
        part = folder / f"control{number}"
        part.mkdir()
        caught = kill_doctored(part, asked.control_kills, asked.seed, doctored, seen)
        yield at_least(f"control: {what}", len(caught), 1)


def trial_on_server(folder: Path, asked: argparse.Namespace) -> Iterator[Promise]:
    """The same on a server, which crashes too."""
    from postgres_server import Server

    with Server() as server:
        on_server(folder, server.address())
        yield from trial(folder, asked)
        start = time.monotonic()
        found = crash_servers(folder, server, asked.server_crashes, asked.seed)
        yield from _of_server(found, asked.server_crashes)
        yield from _of_writers(found, 0, time.monotonic() - start, when=" as the server crashed")
        caught = crash_doctored(folder, server, asked.control_crashes, asked.seed, careless, lambda seen: seen.lost)
        yield at_least("control: a writer whose commits do not wait for the disk is caught", len(caught), 1)


def _of_server(found: Account, crashes: int) -> Iterator[Promise]:
    yield at_least("the server was stopped immediately, and started again", found.crashes, crashes)
    went_on = f"{found.went_on:,} of {found.waited:,}"
    yield Promise("  writers that lived through it went on by themselves", went_on, found.went_on == found.waited)
    away = f"{median(found.away):.1f} s, {max(found.away):.1f} s" if found.away else "none"
    yield Promise("  to the first acknowledgement after it, median, longest", away)


def _of_writers(found: Account, kills: int, seconds: float, *, when: str = "") -> Iterator[Promise]:
    yield at_least(f"writers were killed{when}", found.kills, kills)
    yield Promise("  of these before they acknowledged anything", f"{found.idle:,}")
    yield Promise("  in a job that was whole afterwards, and not there", f"{found.cut_whole:,} and {found.cut_away:,}")
    yield at_least(f"entries were acknowledged with their bytes{when}", found.acknowledged, max(kills, found.crashes))
    yield none_of(f"acknowledged entries lost or not byte-equal{when}", len(found.lost))
    yield none_of(f"jobs torn{when}", len(found.torn))
    yield none_of(f"entries there twice, or asked by nobody{when}", len(found.surplus))
    yield none_of(f"gaps between positions{when}", len(found.gaps))
    yield none_of(f"errors that reached a writer{when}", len(found.faults))
    yield at_least(f"audits of a log and of what is derived from it{when}", found.verified, 1)
    yield none_of(f"findings of these audits{when}", len(found.findings))
    yield Promise(f"seconds for all this{when}", f"{seconds:.1f}")
    _tell(found)


def _tell(found: Account) -> None:
    """The first of each kind of break, on standard error."""
    for name in ("lost", "torn", "surplus", "gaps", "faults", "findings"):
        tell(name, getattr(found, name))


def warm(folder: Path) -> None:
    """Import and build everything once, so that what is forked is ready at once."""
    work(fresh(folder, "warm"), folder, "warm", iter(range(8)), faithful, lambda _: None)


def _asked(arguments: list[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/crashes", description=__doc__.partition(":")[0])
    add = partial(parser.add_argument, type=int, metavar="N")
    parser.add_argument("--postgres", action="store_true", help="on a PostgreSQL server, which crashes too")
    add("--kills", default=1000, help="writers to kill (1000)")
    add("--server-crashes", default=100, help="with --postgres: how often the server is stopped immediately (100)")
    add("--control-crashes", default=40, help="with --postgres: the same under doctored writers, at most (40)")
    add("--importers", default=8, help="importers of one file (8)")
    add("--importer-kills", default=30, help="importers to kill (30)")
    add("--control-kills", default=200, help="doctored writers of each kind to kill at most (200)")
    add("--seed", default=1, help="of the moments of the kills (1)")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    given = _asked()
    with tempfile.TemporaryDirectory() as name:
        tried, where = (trial_on_server, "PostgreSQL") if given.postgres else (trial, "files")
        sys.exit(show(f"{where}, {given.kills:,} kills, seed {given.seed}", tried(Path(name), given)))
