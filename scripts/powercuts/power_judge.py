"""What a cut did: the files that it leaves are opened with the store as it is, read, and written on."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from random import Random

from power_story import NAME, Row, Settings, Story, Submission, all_rows, extra

from tracker.application.problems import BadInput
from tracker.application.store.writing import Writer
from tracker.application.verify import verify


class Outcome(Enum):
    """What became of a log."""

    WHOLE = "whole"
    LOST = "acknowledged entries lost"
    TORN = "torn, doubled or in part"
    UNUSABLE = "cannot be used without repair"
    DERIVED = "derived rows differ from a rebuild"


@dataclass(frozen=True)
class Judged:
    """The outcome of a cut, and in words what was found."""

    outcome: Outcome
    detail: str = ""
    lost: int = 0
    unacknowledged: int = 0
    """Entries that were being written: all of a submission, or 0."""


def judge(path: Path, story: Story, acknowledged: int, dice: Random, *, deep: bool) -> Judged:
    """Open, read and go on writing; ``deep`` also derives everything anew and compares, before and after."""
    try:
        return _judged(path, story, acknowledged, dice, deep=deep)
    except (BadInput, sqlite3.Error) as problem:
        return Judged(Outcome.UNUSABLE, f"{type(problem).__name__}: {problem}")


def _judged(path: Path, story: Story, acknowledged: int, dice: Random, *, deep: bool) -> Judged:
    if dice.random() < 0.5:  # a writer may be the first to come, or a reader
        Writer(path).close()
    rows = all_rows(path) if path.exists() else []
    if tuple(rows) != story.rows[: len(rows)] or len(rows) not in (0, *story.ends):
        return Judged(Outcome.TORN, _difference(rows, story))
    if len(rows) < acknowledged:
        return Judged(Outcome.LOST, f"{len(rows)} of {acknowledged}", lost=acknowledged - len(rows))
    if deep and path.exists():
        found = verify(path).findings or _broken(path)
        if found:
            return Judged(Outcome.DERIVED, str(found[0]))
    return _going_on(path, story, len(rows), acknowledged, deep=deep)


def _difference(rows: list[Row], story: Story) -> str:
    for number, (found, wanted) in enumerate(zip(rows, story.rows, strict=False), 1):
        if found != wanted:
            return f"row {number} of {len(rows)} differs: {str(found)[:80]}"
    return f"{len(rows)} rows are no whole number of submissions"


def _going_on(path: Path, story: Story, count: int, acknowledged: int, *, deep: bool) -> Judged:
    """Submit again what came last, which writes nothing, and then what comes next, which is written once."""
    done = sum(end <= count for end in story.ends)
    again = story.submissions[done - 1] if done else Submission((), extra().at)
    after = story.submissions[done] if done < len(story.submissions) else extra()
    end = story.ends[done] if done < len(story.ends) else count + 1
    with Writer(path, clock=lambda: after.at) as writer:
        doubled = len(writer.submit(again.commands))
        written = [item.position for item in writer.submit(after.commands)]
    rows = tuple(all_rows(path))
    known = story.rows[:end]
    if doubled or written != list(range(count + 1, end + 1)) or rows[: len(known)] != known or len(rows) != end:
        return Judged(Outcome.TORN, f"behind {count}, {doubled} entries were doubled and {written} written")
    if deep and (found := verify(path).findings):
        return Judged(Outcome.DERIVED, f"after a further write: {found[0]}")
    return Judged(Outcome.WHOLE, unacknowledged=count - acknowledged)


def _broken(path: Path) -> list[str]:
    conn = sqlite3.connect(path)
    try:
        said = [row[0] for row in conn.execute("PRAGMA integrity_check")]
    finally:
        conn.close()
    return [] if said == ["ok"] else said


@contextmanager
def laid_out(folder: Path, files: dict[str, bytes]) -> Iterator[Path]:
    """The files of a cut in a folder that holds nothing else."""
    for name, content in files.items():
        (folder / name).write_bytes(content)
    try:
        yield folder / NAME
    finally:
        for left in folder.iterdir():
            left.unlink()


def reopened(settings: Settings) -> Settings:
    """What the store itself would set on the same disk: nobody who comes later knows of the control."""
    return Settings(settings.title, shared_memory=settings.shared_memory)
