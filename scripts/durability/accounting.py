"""Accounting: what was acknowledged is in the log, byte-equal and once; what was cut off is whole or not there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from jobs import Job, Key
from logs import Row


@dataclass
class Account:
    """What was found over all rounds of a trial."""

    kills: int = 0
    crashes: int = 0
    """How often the server under them was stopped immediately."""
    went_on: int = 0
    """How often a writer that lived through it acknowledged something again, by itself."""
    waited: int = 0
    """How often one could have."""
    away: list[float] = field(default_factory=list)
    """Seconds from the end of a server to the first acknowledgement after it."""
    idle: int = 0
    """Lives that were killed before they acknowledged anything."""
    acknowledged: int = 0
    lost: list[str] = field(default_factory=list)
    torn: list[str] = field(default_factory=list)
    surplus: list[str] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    findings: list[str] = field(default_factory=list)
    cut_whole: int = 0
    """Jobs that were committed though their writer died before it could say so."""
    cut_away: int = 0
    """Jobs of which nothing was left."""
    verified: int = 0

    @property
    def broken(self) -> int:
        """How often a promise was broken."""
        parts = (self.lost, self.torn, self.surplus, self.gaps, self.faults, self.findings)
        return sum(map(len, parts))


def lost(acknowledged: Iterable[Row], held: Iterable[Row]) -> list[str]:
    """Acknowledged entries that do not stand in the log where and as they were acknowledged."""
    there = {row.position: row for row in held}
    return [f"{row} is {there.get(row.position)}" for row in acknowledged if there.get(row.position) != row]


def missing(jobs: Iterable[Job], held: Iterable[Row]) -> list[str]:
    """Entries of acknowledged jobs that the log does not hold."""
    there = {key_of(row) for row in held}
    return [f"{key} is not there" for job in jobs for key in job.keys if key not in there]


def key_of(row: Row) -> Key:
    """What a row is known by."""
    return Key(row.stream, row.command)


def parts_there(job: Job, held: Iterable[Row]) -> int:
    """How many entries of a job the log holds: none or all, or it is torn."""
    there = {key_of(row) for row in held}
    return sum(key in there for key in job.keys)


def surplus(jobs: Iterable[Job], held: Iterable[Row]) -> list[str]:
    """Entries that nobody asked for, and entries that are there more than once."""
    asked = {key for job in jobs for key in job.keys}
    counted = Counter(map(key_of, held))
    return [f"{key} is there {times} times" for key, times in counted.items() if times > 1 or key not in asked]


def gaps(held: Iterable[Row]) -> list[str]:
    """Positions that do not follow one another from 1."""
    return [f"{row.position} stands in place {place}" for place, row in enumerate(held, 1) if row.position != place]
