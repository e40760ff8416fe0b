"""Two desks that amend the same development, each with the version that it read: one wins, the other is told why.

Both read the same version, wait for each other, and submit. Who is refused must be shown what the winner said, and
must be able to go on after reading again.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from children import Child, Say, answer
from jobs import KNOWN, job
from logs import Address

from tracker.application.store.lookup import history
from tracker.application.store.reader import Reader
from tracker.application.store.writing import Writer
from tracker.domain.commands import Command, Correct, Refusal, Refused

Meet = Callable[[], Any]


@dataclass
class Contest:
    """What came of all rounds."""

    rounds: int
    won: int = 0
    told: int = 0
    """Refusals that showed what the winner had changed, old and new."""
    went_on: int = 0
    """Losers whose amendment was taken after they had read again."""
    faults: list[str] = field(default_factory=list)


def contest(address: Address, folder: Path, rounds: int) -> Contest:
    """So many rounds of two desks on one development, in two processes."""
    first = job(folder, "contested", 0).commands
    answer(partial(_begin, address, first))
    barrier = multiprocessing.get_context("fork").Barrier(2)
    children = [_desk(address, first[0].stream, name, rounds, lambda: barrier.wait(60)) for name in ("ada", "bo")]
    found = Contest(rounds)
    for child in children:
        child.join()
        found.faults += child.faults
        for said in child.said:
            found.won += said.get("won", 0)
            found.told += said.get("told", 0)
            found.went_on += said.get("went_on", 0)
    return found


def _begin(address: Address, commands: Sequence[Command]) -> int:
    with Writer(address) as writer:
        return len(writer.submit(commands))


def _desk(address: Address, stream: str, name: str, rounds: int, meet: Meet) -> Child:
    def amend(say: Say) -> None:
        with Writer(address) as writer:
            for number in range(rounds):
                say(_round(writer, stream, name, number, meet))

    return Child(amend)


def _round(writer: Writer, stream: str, name: str, number: int, meet: Meet) -> dict[str, int]:
    meet()
    read = _version(writer.path, stream)
    meet()
    said = f"round {number}, says {name}"
    try:
        writer.submit([_correction(stream, said, name, read)])
    except Refused as refused:
        told = _shows(refused, number)
        again = writer.submit([_correction(stream, said, name, _version(writer.path, stream))])
        return {"told": told, "went_on": len(again)}
    return {"won": 1}


def _version(address: Address, stream: str) -> int:
    """The version of a development, as a desk reads it."""
    with Reader(address) as reader:
        return history(reader.conn, stream)[-1].entry.version


def _correction(stream: str, said: str, name: str, read: int) -> Correct:
    return Correct(
        stream=stream, id=f"{said} of {read}", by=name, known_from=KNOWN, changes={"summary": said}, version=read
    )


def _shows(refused: Refused, number: int) -> bool:
    """Whether a refusal shows one amendment of this round, by whom, and what it made otherwise."""
    if refused.refusal is not Refusal.STALE_VERSION or len(refused.since) != 1:
        return False
    before, entry, after = refused.since[0]
    old, new = (dossier.development.summary for dossier in (before, after) if dossier.development is not None)
    return bool(entry.by) and old != new and new == f"round {number}, says {entry.by}"
