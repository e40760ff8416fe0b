"""Importers: several processes of the command line replay one file at once, are killed, and start again.

These are fresh processes of Python, as a user starts them.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from accounting import key_of
from jobs import KNOWN, Job
from logs import Address, findings, fresh, held

from tracker.application.replay import read
from tracker.application.seeds import shipped_seeds

LONGEST = 2.5
"""Seconds after which an importer is killed at the latest."""


@dataclass
class Importing:
    """What became of the file."""

    wanted: int
    found: int = 0
    kills: int = 0
    exact: bool = False
    faults: list[str] = field(default_factory=list)


class Importer:
    """One process that replays the file."""

    def __init__(self, address: Address, job: Job, dies: float | None) -> None:
        command = [sys.executable, "-m", "tracker.cli.main", "replay", str(job.file)]
        known = {**os.environ, "TRACKER_DB": str(address), "TRACKER_BY": "desk"}
        self._process = subprocess.Popen(
            command, env=known, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        )
        self.dies = None if dies is None else time.monotonic() + dies

    def ended(self) -> bool:
        """Whether it is over, by itself or because its moment has come."""
        if self.dies is not None and time.monotonic() >= self.dies:
            self._process.kill()
        return self._process.poll() is not None

    def outcome(self) -> tuple[bool, str]:
        """Whether it was killed, and what it complained of."""
        complaint = self._process.communicate()[1]
        return self._process.returncode < 0, complaint if self._process.returncode else ""


def kill_importers(folder: Path, importers: int, kills: int, seed: int) -> Importing:
    """Replay the longest of the shipped files by so many processes at once, with so many kills; what was found."""
    chance, address = random.Random(seed), fresh(folder, "importing")
    shipped = [Job("replay", read(file, KNOWN, "desk").commands, file) for file in shipped_seeds()]
    job = max(shipped, key=lambda job: len(job.commands))
    found = Importing(len(job.keys))
    running: list[Importer] = []
    while found.kills < kills or running:
        while len(running) < importers and found.kills + len(running) < kills:
            running.append(Importer(address, job, chance.random() * LONGEST))
        running = [importer for importer in running if not _over(importer, found)]
        time.sleep(0.005)
    _finish(address, job, importers, found)
    rows = held(address)
    found.found, found.exact = len(rows), Counter(map(key_of, rows)) == Counter(job.keys)
    found.faults += findings(address, thorough=True) + findings(address, rebuild=True)
    return found


def _over(importer: Importer, found: Importing) -> bool:
    if not importer.ended():
        return False
    killed, complaint = importer.outcome()
    found.kills += killed
    found.faults += [complaint] if complaint and not killed else []
    return True


def _finish(address: Address, job: Job, importers: int, found: Importing) -> None:
    """All of them once more, to the end."""
    running = [Importer(address, job, None) for _ in range(importers)]
    for importer in running:
        killed, complaint = importer.outcome()
        found.faults += [f"ended by a signal: {complaint}"] if killed else [complaint] if complaint else []
