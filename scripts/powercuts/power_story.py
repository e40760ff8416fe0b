"""What is written while the disk records: single entries, a batch, a scenario, amendments, a rebuild, and the
write-ahead log moved to the file in between in every way that SQLite has.

The clock belongs to the submission, so that whoever submits again after a cut writes the same bytes.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest import mock

from power_disk import Recording
from power_shim import Shim, Watcher

from tracker.application import replay, verify
from tracker.application.store import connection, recorder, writing
from tracker.application.store.reader import Reader
from tracker.application.store.writing import Writer
from tracker.domain.catalogue import TYPES
from tracker.domain.commands import Command, Correct, Record, Retract
from tracker.domain.occurrence import on

ROOT = Path(__file__).resolve().parents[2]
SCENARIO = ROOT / "seeds" / "india_canada_2023_2025.yaml"
NAME = "log.db"
_NOON = datetime(2024, 1, 18, 12, tzinfo=UTC)
_PAIRS = (("IRN", "PAK"), ("IND", "CAN"), ("QAT", "SAU"))
Row = tuple[object, ...]


@dataclass(frozen=True)
class Settings:
    """How the file is written: as the store does, or as a control that must do worse."""

    title: str
    synchronous: str | None = None
    """Set on each connection of a writer; None leaves what the store sets."""
    shared_memory: bool = True
    """Where there is none SQLite offers no write-ahead log, and the store makes do with a rollback journal."""
    keeps: bool = True
    """Whether a cut may lose nothing here."""


@dataclass(frozen=True)
class Submission:
    """Commands that are submitted together, and when."""

    commands: tuple[Command, ...]
    at: datetime


Act = Submission | str
"""A submission, a pragma, or one of the words below."""
REOPEN, REBUILD, READ = "reopen", "rebuild", "a reader comes"


@dataclass(frozen=True)
class Story:
    """What was recorded of the disk, and what the log held after each submission."""

    settings: Settings
    recording: Recording
    submissions: tuple[Submission, ...]
    ends: tuple[int, ...]
    """Entries after each submission."""
    rows: tuple[Row, ...]


def _record(number: int) -> Record:
    given: dict[str, Any] = {
        "id": f"d{number}",
        "occurred": on(date(2024, 1, 1) + timedelta(number % 17)),
        "summary": "x" * (number % 97),
    }
    pair = _PAIRS[number % len(_PAIRS)]
    development = TYPES["condemnation_issued"](**given, actors=pair[:1], targets=pair[1:])
    return Record(stream=f"d{number}", id=f"record d{number}", known_from=_NOON, development=development)


def _retract(number: int) -> Retract:
    return Retract(stream=f"d{number}", id=f"retract d{number}", known_from=_NOON, reason="a slip")


def _correct(number: int) -> Correct:
    changes = {"summary": "what was meant"}
    return Correct(stream=f"d{number}", id=f"correct d{number}", known_from=_NOON, changes=changes, reason="a slip")


def _said(first: int, count: int) -> list[Sequence[Command]]:
    return [[_record(number)] for number in range(first, first + count)]


def acts() -> list[Act]:
    """The story, in order."""
    scenario = replay.read(SCENARIO, _NOON).commands
    plan: list[str | Sequence[Command]] = [
        *_said(0, 4), REOPEN, *_said(4, 3), "wal_checkpoint(PASSIVE)", *_said(7, 3), "wal_checkpoint(TRUNCATE)",
        [_record(number) for number in range(10, 40)], [_retract(1)], [_correct(2), _correct(3)], REBUILD,
        "wal_checkpoint(RESTART)", *_said(40, 3), READ, REOPEN, *_said(43, 2), scenario, [_retract(11)],
        "wal_checkpoint(FULL)", [_correct(12)], *_said(45, 3), "wal_checkpoint(RESTART)", *_said(48, 6), REOPEN,
        [_record(number) for number in range(54, 60)], [_correct(55)],
    ]  # fmt: skip
    return [
        act if isinstance(act, str) else Submission(tuple(act), _NOON + timedelta(hours=hours))
        for hours, act in enumerate(plan, 1)
    ]


def extra() -> Submission:
    """What is written after the end of the story."""
    return Submission((_record(999),), _NOON + timedelta(days=99))


def told(folder: Path, settings: Settings) -> Story:
    """Write the story into a folder, recording what SQLite does to its files."""
    recording = Recording()
    plan = acts()
    ends: list[int] = []
    with below(recording, settings):
        _Telling(folder / NAME, recording, ends).tell(plan)
        rows = tuple(all_rows(folder / NAME))
    return Story(settings, recording, tuple(act for act in plan if isinstance(act, Submission)), tuple(ends), rows)


@contextmanager
def below(watcher: Watcher, settings: Settings) -> Iterator[None]:
    """A watched disk, and writers set as the settings have it."""
    with ExitStack() as stack:
        stack.enter_context(Shim(watcher, shared_memory=settings.shared_memory))
        if settings.synchronous is not None:
            for module in (recorder, writing, verify):
                stack.enter_context(mock.patch.object(module, "connect", _set_to(settings.synchronous)))
        yield


def _set_to(synchronous: str) -> object:
    def connect(path: Path, *, writable: bool, begins: bool = True) -> sqlite3.Connection:
        conn = connection.connect(path, writable=writable, begins=begins)
        conn.execute(f"PRAGMA synchronous = {synchronous}")
        return conn

    return connect


class _Telling:
    """Goes through the acts, opening and closing writers."""

    def __init__(self, path: Path, recording: Recording, ends: list[int]) -> None:
        self._path, self._recording, self._ends = path, recording, ends
        self._now = _NOON

    def tell(self, plan: Sequence[Act]) -> None:
        with ExitStack() as readers:
            writer = self._writer()
            try:
                for act in plan:
                    if act == REOPEN:
                        writer.close()
                        writer = self._writer()
                    elif act == READ:
                        readers.callback(Reader(self._path).close)
                    else:
                        self._do(writer, act)
            finally:
                writer.close()

    def _writer(self) -> Writer:
        return Writer(self._path, clock=lambda: self._now)

    def _do(self, writer: Writer, act: Act) -> None:
        if isinstance(act, Submission):
            self._now = act.at
            self._ends.append((self._ends or [0])[-1] + len(writer.submit(act.commands)))
            self._recording.acknowledge(self._ends[-1])
        elif act == REBUILD:
            verify.verify(self._path, rebuild=True)
        else:
            with closing(sqlite3.connect(self._path)) as conn:
                conn.execute(f"PRAGMA {act}")


def all_rows(path: Path) -> list[Row]:
    """Every entry as it is stored, with its position."""
    with closing(Reader(path)) as reader:
        if reader.empty:
            return []
        return reader.conn.execute("SELECT rowid, * FROM stored_events ORDER BY rowid").fetchall()
