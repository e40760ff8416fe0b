"""Crashing: rounds in which the server under the writers is stopped immediately at random moments, and started again.

Writers live through it and must go on by themselves; now and then some of them are killed as well, before it or while
it is down. After each crash what was acknowledged is looked for, and each job that was cut off must be whole or not
there at all.
"""

from __future__ import annotations

import random
import select
import time
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Protocol

from accounting import Account, lost, parts_there
from children import Child
from jobs import job
from killing import Desk, Round
from logs import Row
from writers import Work, faithful

LIVES, DOWN = 0.8, 0.3
"""Seconds that a server lives at most before it is stopped, and is down at most before it is started."""
KILLED = 0.3
"""How often a writer is killed at a crash, too."""
PATIENCE = 60.0
"""Seconds in which every writer must have gone on."""
AUDITED = 0.1
"""How often a crash is followed by an audit."""


class Stoppable(Protocol):
    """A server of one's own."""

    def start(self) -> None:
        """Start it."""

    def stop(self, how: str) -> None:
        """Stop it: ``immediate`` as a crash would."""


class Crashes(Round):
    """One log on a server that crashes."""

    def __init__(
        self, folder: Path, name: str, account: Account, chance: random.Random, server: Stoppable, do: Work = faithful
    ) -> None:
        super().__init__(folder, name, account, chance, do)
        self._server = server

    def crash(self, crashes: int) -> None:
        """Crash the server so often; then kill the writers, let each end its job, and settle the account."""
        for _ in range(crashes):
            for desk in self._desks:
                if desk.child is None:
                    self._start(desk)
            self._hear(self._chance.random() * LIVES)
            self._crash()
        self._struck(every=True)
        self._end()

    def _crash(self) -> None:
        victims = [desk for desk in self._desks if self._chance.random() < KILLED / len(self._desks)]
        early = self._chance.random() < 0.5
        for desk in victims if early else []:
            desk.child.kill()  # type: ignore[union-attr]
        began = time.monotonic()
        self._server.stop("immediate")
        self.account.crashes += 1
        for desk in [] if early else victims:
            desk.child.kill()  # type: ignore[union-attr]
        self._hear(self._chance.random() * DOWN)
        self._server.start()
        for desk in victims:
            self._buried(desk)
        self._await_all(began)
        self._look(victims)
        self._look_at_the_living()
        if self._chance.random() < AUDITED:
            self._verify()

    def _hear(self, seconds: float) -> None:
        """Hear what the writers say for so long."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            self._listen(left)

    def _listen(self, seconds: float) -> None:
        speaking = {child: child for child in self._living() if child.open}
        for child in select.select(speaking, (), (), seconds)[0]:
            child.listen()

    def _living(self) -> Iterator[Child]:
        return (desk.child for desk in self._desks if desk.child is not None)

    def _await_all(self, began: float) -> None:
        """Wait until every writer that lived through it has acknowledged something new."""
        self._hear(0.01)  # what was said before the crash
        heard = {child: len(child.said) for child in self._living()}
        silent, until = set(heard), time.monotonic() + PATIENCE
        while silent and time.monotonic() < until:
            self._listen(0.1)
            went_on = {child for child in silent if len(child.said) > heard[child] or not child.open}
            if went_on and len(silent) == len(heard):
                self.account.away.append(time.monotonic() - began)
            silent -= went_on
        self.account.waited += len(heard)
        self.account.went_on += sum(len(child.said) > said and not child.faults for child, said in heard.items())

    def _look_at_the_living(self) -> None:
        said = [(desk, list(desk.child.said)) for desk in self._desks if desk.child is not None]
        self._follow()
        rows = [Row(*row) for _, found in said for one in found for row in one.get("rows", ())]
        self.account.lost += lost(rows, self._held)
        for desk, found in said:
            self._whole(desk, desk.next + sum("job" in one for one in found))

    def _whole(self, desk: Desk, number: int) -> None:
        """The job that a writer is at is in the log whole, or not at all, whatever the crash made of it."""
        cut = job(self.folder, desk.name, number)
        found = parts_there(cut, self._held)
        if found not in (0, len(cut.keys)):
            self.account.torn.append(f"{found} of {len(cut.keys)} entries of {cut.kind} {desk.name}-{number}")


def crash_servers(folder: Path, server: Stoppable, crashes: int, seed: int, *, each: int = 20) -> Account:
    """So many crashes, with a log of its own for each ``each`` of them; what was found."""
    chance, account = random.Random(seed), Account()
    for number in count():
        if account.crashes >= crashes:
            break
        Crashes(folder, f"crashed{number}", account, chance, server).crash(min(each, crashes - account.crashes))
    return account


def crash_doctored(
    folder: Path, server: Stoppable, crashes: int, seed: int, do: Work, caught: Callable[[Account], list[str]]
) -> list[str]:
    """Crash the server under doctored writers, until they are caught or it crashed so often; how they were caught."""
    chance, account = random.Random(seed), Account()
    for number in count():
        if caught(account) or account.crashes >= crashes:
            break
        Crashes(folder, f"careless{number}", account, chance, server, do).crash(2)
    return caught(account)
