"""Killing: rounds in which writers are started, killed at random moments, and started again where they left off.

Now and then all of them are killed at once: then nobody is left, and whoever comes next must recover what lies there.
After each kill what was acknowledged is looked for, and the job that was cut off must be whole or not there at all.
"""

from __future__ import annotations

import random
import select
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path

from accounting import Account, gaps, lost, missing, parts_there, surplus
from children import Child
from jobs import Job, job
from logs import Address, Row, findings, fresh, held
from writers import Work, faithful, work

ALL_AT_ONCE = 0.2
"""How often a kill takes every writer."""
LONGEST = 0.25
"""Seconds that a writer lives at most after it has acknowledged something."""
EARLY = 0.2
"""How often a writer dies within so many seconds of its start, whatever it has done."""
PATIENCE = 5.0
"""Seconds after which one dies that has acknowledged nothing."""


@dataclass
class Desk:
    """One writer over all its lives: its name, the first job that is not acknowledged, and when it dies."""

    name: str
    next: int = 0
    child: Child | None = None
    dies: float = 0.0
    grace: float | None = None
    """Seconds that it has from its first acknowledgement; None where its death stands already."""

    def heard(self) -> None:
        """Take what its child said; from the first acknowledgement its time runs."""
        if self.child is not None:
            self.child.listen()
            if self.grace is not None and self.child.said:
                self.dies, self.grace = time.monotonic() + self.grace, None


class Round:
    """One log, from its first writer to its last account."""

    def __init__(self, folder: Path, name: str, account: Account, chance: random.Random, do: Work = faithful) -> None:
        self.folder, self.account, self._chance, self._do = folder, account, chance, do
        self.address: Address = fresh(folder, name)
        self._desks = [Desk(f"{name}-{letter}") for letter in "abcd"]
        self._rows: list[Row] = []
        """What was acknowledged with its bytes."""
        self._held: list[Row] = []
        """What was seen in the log so far; entries behind it are read when they are needed."""

    def kill(self, kills: int) -> None:
        """Start the writers and kill so many of them; then let each end its job, and settle the account."""
        left = kills
        while left > 0:
            for desk in self._desks:
                if desk.child is None:
                    self._start(desk)
            left -= len(self._struck())
        if any(desk.child for desk in self._desks):
            self._struck(every=True)
        self._end()

    def _start(self, desk: Desk, jobs: int | None = None) -> None:
        address, folder, do = self.address, self.folder, self._do
        numbers: Iterator[int] = islice(count(desk.next), jobs)
        desk.child = Child(lambda say: work(address, folder, desk.name, numbers, do, say))
        early = self._chance.random() < EARLY
        desk.grace = None if early else self._chance.random() * LONGEST
        desk.dies = time.monotonic() + (self._chance.random() * EARLY if early else PATIENCE)

    def _struck(self, *, every: bool = False) -> list[Desk]:
        """Wait for the next death, which may take all; who died."""
        living = [desk for desk in self._desks if desk.child is not None]
        first = self._first_to_die(living)
        every = every or self._chance.random() < ALL_AT_ONCE
        dying = living if every else [first]
        for desk in dying:
            desk.child.kill()  # type: ignore[union-attr]
        for desk in dying:
            self._buried(desk)
        self._look(dying)
        if every:
            self._verify()
        return dying

    def _first_to_die(self, living: list[Desk]) -> Desk:
        """Hear what the writers say until the moment of one of them has come."""
        while True:
            first = min(living, key=lambda desk: desk.dies)
            left = first.dies - time.monotonic()
            speaking = {desk.child: desk for desk in living if desk.child is not None and desk.child.open}
            if left <= 0 or not speaking:
                return first
            for child in select.select(speaking, (), (), left)[0]:
                speaking[child].heard()

    def _buried(self, desk: Desk) -> None:
        child = desk.child
        if child is None:
            return
        child.join()
        done = [said for said in child.said if "job" in said]
        self.account.kills += 1
        self.account.idle += not done
        self.account.faults += child.faults
        self._rows += [Row(*row) for said in done for row in said["rows"]]
        desk.next += len(done)
        desk.child = None

    def _look(self, died: list[Desk]) -> None:
        """Look at what the dead left: what they acknowledged, and the jobs that were cut off."""
        self._follow()
        new, self._rows = self._rows, []
        self.account.lost += lost(new, self._held)
        self.account.acknowledged += len(new)
        for desk in died:
            cut = job(self.folder, desk.name, desk.next)
            found = parts_there(cut, self._held)
            self.account.cut_whole += found == len(cut.keys)
            self.account.cut_away += not found
            if found not in (0, len(cut.keys)):
                self.account.torn.append(f"{found} of {len(cut.keys)} entries of {cut.kind} {desk.name}-{desk.next}")

    def _follow(self) -> None:
        with self._heard("a reader"):
            self._held += held(self.address, len(self._held))

    def _verify(self) -> None:
        self.account.verified += 1
        with self._heard("an audit"):
            self.account.findings += findings(self.address)

    @contextmanager
    def _heard(self, who: str) -> Iterator[None]:
        """Note what reaches a user as an error."""
        try:
            yield
        except RuntimeError as problem:
            self.account.faults.append(f"{who}: {problem}")

    def _end(self) -> None:
        """Let each writer end the job that was cut off, and compare all that was asked with all that is held."""
        for desk in self._desks:
            self._start(desk, 1)
        for desk in self._desks:
            if desk.child is not None and desk.child.join():
                self.account.faults += desk.child.faults
            desk.next += 1
        with self._heard("the last account"):
            self._settle(list(self._asked()), held(self.address))
            self.account.findings += findings(self.address, thorough=True) + findings(self.address, rebuild=True)
            self.account.verified += 1
        self._verify()

    def _settle(self, asked: list[Job], now: list[Row]) -> None:
        self.account.lost += lost(self._held, now) + missing(asked, now)
        self.account.surplus += surplus(asked, now)
        self.account.gaps += gaps(now)

    def _asked(self) -> Iterator[Job]:
        for desk in self._desks:
            for number in range(desk.next):
                yield job(self.folder, desk.name, number)


def kill_writers(folder: Path, kills: int, seed: int, *, each: int = 50) -> Account:
    """So many kills, with a log of its own for each ``each`` of them; what was found."""
    chance, account = random.Random(seed), Account()
    for number in count():
        if account.kills >= kills:
            break
        Round(folder, f"log{number}", account, chance).kill(min(each, kills - account.kills))
    return account


def kill_doctored(folder: Path, kills: int, seed: int, do: Work, caught: Callable[[Account], list[str]]) -> list[str]:
    """Kill doctored writers, until they are caught or so many were killed; how they were caught."""
    chance, account = random.Random(seed), Account()
    for number in count():
        if caught(account) or account.kills >= kills:
            break
        Round(folder, f"log{number}", account, chance, do).kill(8)
    return caught(account)
