"""A disk that says no: full, over quota, or failing, at the first, second, third … call of one kind.

A scenario is replayed by the command line itself on a log that holds another, once for every call that can fail, until
none is left to fail. Whole or not at all; the answer agrees with what is there; and on a disk that works again nothing
needs repair.
"""

import contextlib
import io
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from power_shim import CANTOPEN, FULL, IOERR_DELETE, IOERR_FSYNC, IOERR_TRUNCATE, IOERR_WRITE, OK, Shim, Watcher
from power_story import NAME, ROOT

from tracker.application.problems import BadInput
from tracker.application.store.reader import Reader
from tracker.application.verify import verify
from tracker.cli import main

HELD = ROOT / "seeds" / "india_canada_2023_2025.yaml"
REPLAYED = ROOT / "seeds" / "russia_uk_2018.yaml"
Keys = list[tuple[object, ...]]


@dataclass(frozen=True)
class Fault:
    """What fails, with which code of SQLite, and whether it goes on failing."""

    title: str
    what: str
    code: int
    lasting: bool


FAULTS = (
    Fault("full disk", "write", FULL, lasting=True),
    Fault("full disk, room again at once", "write", FULL, lasting=False),
    Fault("quota exceeded", "write", IOERR_WRITE, lasting=True),
    Fault("one write fails", "write", IOERR_WRITE, lasting=False),
    Fault("no sync succeeds", "sync", IOERR_FSYNC, lasting=True),
    Fault("one sync fails", "sync", IOERR_FSYNC, lasting=False),
    Fault("truncating fails", "truncate", IOERR_TRUNCATE, lasting=True),
    Fault("deleting fails", "delete", IOERR_DELETE, lasting=True),
    Fault("files cannot be opened", "open", CANTOPEN, lasting=True),
)


class Failing(Watcher):
    """A watcher under which calls of one kind fail from some number on."""

    def __init__(self, fault: Fault, first: int) -> None:
        self.fault, self._first = fault, first
        self.calls = 0

    @property
    def hit(self) -> bool:
        """Whether anything failed."""
        return self.calls >= self._first

    def may(self, what: str, name: str) -> int:
        """The code of the fault where it is time for it."""
        if what != self.fault.what:
            return OK
        self.calls += 1
        failing = self.calls >= self._first if self.fault.lasting else self.calls == self._first
        return self.fault.code if failing else OK


@dataclass
class Answers:
    """What became of the log when each call in turn failed."""

    fault: str
    runs: int = 0
    refused: int = 0
    """Ended with exit status 2, and nothing was written."""
    recorded: int = 0
    """Ended with exit status 0, and all was written: what failed was not needed."""
    unsure: int = 0
    """Ended with exit status 2 as the disk did not say whether it has what was written, and it has all of it."""
    wrong: list[str] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        """Whether every run was as it must be, and some failed."""
        return not self.wrong and self.refused > 0


@dataclass(frozen=True)
class Bench:
    """A log to begin with, what it holds, the scenario to be replayed, and what the log holds after it."""

    folder: Path
    scenario: Path
    base: Path | None
    before: Keys
    after: Keys


def benches(folder: Path, scenario: Path = REPLAYED) -> list[Bench]:
    """A file that is not there yet, and one that holds a scenario."""
    base, whole, alone = (folder / name for name in ("base.db", "whole.db", "alone.db"))
    for path, files in ((base, (HELD,)), (whole, (HELD, scenario)), (alone, (scenario,))):
        status, said = replayed(path, *files)
        if status:
            raise SystemExit(said)
    (folder / "bench").mkdir()
    bench = folder / "bench"
    return [Bench(bench, scenario, None, [], keys(alone)), Bench(bench, scenario, base, keys(base), keys(whole))]


def replayed(path: Path, *files: Path) -> tuple[int, str]:
    """Exit status of ``tracker replay``, and what it said on standard error."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = main.run(["--db", str(path), "replay", *map(str, files)])
    return status, err.getvalue()


def keys(path: Path) -> Keys:
    """Position, stream, version and topic of each entry; nothing where there is no file."""
    if not path.exists():
        return []
    with closing(Reader(path)) as reader:
        if reader.empty:
            return []
        order = "SELECT rowid, originator_id, originator_version, topic FROM stored_events ORDER BY rowid"
        return [tuple(row) for row in reader.conn.execute(order)]


def fail_everywhere(bench: Bench, fault: Fault, *, every: int = 1) -> Answers:
    """Let the first call fail, the one ``every`` calls later, and so on, until none is left."""
    answers = Answers(fault.title)
    first = 1
    while _run(bench, Failing(fault, first), answers, f"{fault.title}, call {first}"):
        first += every
    return answers


def _run(bench: Bench, failing: Failing, answers: Answers, named: str) -> bool:
    """One replay on a failing disk and what comes after; False where nothing failed."""

    def replay(path: Path) -> tuple[int, str]:
        with Shim(failing):
            return replayed(path, bench.scenario)

    with _copied(bench) as path:
        status, said = replay(path)
        if not failing.hit:
            return False
        answers.runs += 1
        wrong = judged(bench, path, status, said, sure=failing.fault.what != "sync")
        there = not wrong and keys(path) == bench.after
        wrong = wrong or _repaired(bench, path)
        if wrong:
            answers.wrong.append(f"{named}: {wrong}")
        elif status and there:
            answers.unsure += 1
        elif status:
            answers.refused += 1
        else:
            answers.recorded += 1
    return True


@contextlib.contextmanager
def _copied(bench: Bench) -> Iterator[Path]:
    path = bench.folder / NAME
    if bench.base is not None:
        shutil.copy(bench.base, path)
    try:
        yield path
    finally:
        for left in bench.folder.iterdir():
            left.unlink()


def judged(bench: Bench, path: Path, status: int, said: str, *, sure: bool = True) -> str:
    """What is wrong with an answer, seen from a disk that works again; '' where nothing is.

    Of a sync that failed nobody knows what arrived: then all may be there though the answer was no.
    """
    try:
        found = keys(path)
    except (BadInput, sqlite3.Error) as problem:
        return f"cannot be read: {problem}"
    if found not in (bench.before, bench.after):
        return f"{len(found)} entries, neither {len(bench.before)} nor {len(bench.after)}"
    if status not in (0, 2):
        return f"status {status}: {said}"
    if found != (bench.after if status == 0 else bench.before) and (sure or status == 0):
        return f"status {status}, and {len(found)} entries are there: {said}"
    lines = said.splitlines()
    plain = (
        len(lines) == 2 and lines[0].startswith("error: ") and lines[1].startswith("  ") and len(lines[1].split()) > 1
    )
    return "" if status == 0 or plain else f"no clear words: {said}"


def _repaired(bench: Bench, path: Path) -> str:
    """What still does not work; '' where all does."""
    try:
        steps: tuple[Callable[[], str], ...] = (
            lambda: "" if not bench.before or verify(path).holds else f"not verified: {verify(path).findings[:1]}",
            lambda: str(again) if (again := replayed(path, bench.scenario))[0] else "",
            lambda: "" if keys(path) == bench.after else "replayed again, it is not whole",
            lambda: "" if verify(path).holds else f"not verified in the end: {verify(path).findings[:1]}",
        )
        return next((wrong for step in steps if (wrong := step())), "")
    except (BadInput, sqlite3.Error) as problem:
        return f"does not work again: {problem}"
