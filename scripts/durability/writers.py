"""Writers: what a child does until it is killed, and doctored writers that break a promise, to be caught."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

from children import Say
from jobs import Job, job
from logs import Address, Row, row_of

from tracker.application.problems import BadInput
from tracker.application.store.writing import Writer

PATIENCE = 60.0
"""Seconds for which a server that is away is asked again by who is told to."""
Work = Callable[[Writer, Address, Job, Callable[[list[Row]], None]], None]
"""Does a job and acknowledges it, with the rows that it brought."""


def work(address: Address, folder: Path, name: str, numbers: Iterator[int], do: Work, say: Say) -> None:
    """Do the jobs of a writer one after the other; each is acknowledged when its submission has returned."""
    with opened(address) as writer:
        for number in numbers:
            found = job(folder, name, number)
            do(writer, address, found, lambda rows, number=number: say({"job": number, "rows": rows}))  # type: ignore[misc]


def faithful(writer: Writer, address: Address, found: Job, acknowledge: Callable[[list[Row]], None]) -> None:
    """Submit, then acknowledge; a scenario is replayed by the command line."""
    if found.file is None:
        acknowledge([row_of(stored) for stored in writer.submit(found.commands)])
        return
    replay(address, found.file)
    acknowledge([])


def opened(address: Address) -> Writer:
    """A writer, as soon as there is a server to answer: who opens a log is told at once that there is none."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return Writer(address)
        except BadInput as problem:
            if not _away(str(problem)) or time.monotonic() > until:
                raise
        time.sleep(0.05)


def replay(address: Address, file: Path) -> None:
    """What ``tracker replay FILE`` does, said again where it says so; RuntimeError where it does not end with 0."""
    until = time.monotonic() + PATIENCE
    os.environ["TRACKER_DB"] = str(address)
    while True:
        status, complaint = _replayed(file)
        if not status:
            return
        if not _away(complaint) or time.monotonic() > until:
            raise RuntimeError(f"replay ended with {status}: {complaint}")
        time.sleep(0.05)


def _replayed(file: Path) -> tuple[int, str]:
    from tracker.cli.main import run

    with redirect_stdout(StringIO()), redirect_stderr(StringIO()) as complaints:
        status = run(["replay", str(file)])
    return status, complaints.getvalue()


def _away(complaint: str) -> bool:
    """Whether it is said that a server is away and that one is to try again."""
    return "server" in complaint and "try again" in complaint


def hasty(writer: Writer, address: Address, found: Job, acknowledge: Callable[[list[Row]], None]) -> None:
    """Doctored: acknowledges before it has committed."""
    acknowledge([])
    time.sleep(0.01)
    faithful(writer, address, found, lambda _: None)


def piecemeal(writer: Writer, address: Address, found: Job, acknowledge: Callable[[list[Row]], None]) -> None:
    """Doctored: records a batch in two transactions."""
    half = len(found.commands) // 2
    writer.submit(found.commands[:half])
    time.sleep(0.03)
    writer.submit(found.commands[half:])
    acknowledge([])


def repeating(writer: Writer, address: Address, found: Job, acknowledge: Callable[[list[Row]], None]) -> None:
    """Doctored: asks again under another name, as a client does that mints an id for each attempt."""
    faithful(writer, address, found, acknowledge)
    if found.kind == "record":
        again = job(Path(), f"again-{found.commands[0].stream}", 0)
        writer.submit(again.commands)


def careless(writer: Writer, address: Address, found: Job, acknowledge: Callable[[list[Row]], None]) -> None:
    """Doctored: its commits do not wait for the disk of the server."""
    datastore: Any = writer._recorder.datastore  # noqa: SLF001 - what no part of the store offers
    datastore.conn.plainly("SET synchronous_commit = off")
    acknowledge([row_of(stored) for stored in writer.submit(found.commands)])
