"""A backup: one state of a log in a file of its own, taken while others go on recording, and checked.

The file of a log alone is no copy of it: what was acknowledged last may still stand beside it, in the write-ahead
log. SQLite copies its pages from one state that a reader holds.
"""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from tracker.application.problems import BadInput
from tracker.application.proof.note import Checkpoint
from tracker.application.store import schema
from tracker.application.store.address import Address
from tracker.application.store.connection import connect, explained
from tracker.application.store.reader import Reader
from tracker.application.store.tree import LogTree
from tracker.application.transfer.copying import copy_log
from tracker.application.transfer.placing import placed
from tracker.application.verify import ensure_current, verify

PAGES = 2000
"""So many pages are copied before it is told how far it is."""
Moved = Callable[[int, int], object]


class Backup(NamedTuple):
    """What a backup holds."""

    checkpoint: Checkpoint
    bytes: int


def back_up(address: Address, path: Path, *, force: bool = False, moved: Moved = lambda _, __: None) -> Backup:
    """Make a backup of a log: a database file, whole or not at all; ``moved`` is told how much, of how much.

    It holds every entry that was acknowledged before it was begun. BadInput where the log is blank or damaged.
    """
    if not address.exists():
        raise BadInput("there is no database", str(address), "name one with --db")
    with placed(path, address, force=force) as draft:
        with explained(address):
            _copy(address, draft, moved)
        _check(address, draft)
        return Backup(_checkpoint(draft), draft.stat().st_size)


def _copy(address: Address, draft: Path, moved: Moved) -> None:
    if isinstance(address, Path):
        _copy_pages(address, draft, moved)
    else:
        _copy_entries(address, draft, moved)


def _copy_pages(path: Path, draft: Path, moved: Moved) -> None:
    with closing(connect(path, writable=False)) as ours, closing(sqlite3.connect(draft)) as theirs:
        ours.execute("BEGIN")
        if schema.is_empty(ours):
            raise BadInput("nothing is recorded there yet", str(path), "record something first: tracker replay FILE")
        schema.check(ours, path)  # the state that is held from here on is the one that is copied
        ours.backup(theirs, pages=PAGES, progress=lambda _, left, all_of: moved(all_of - left, all_of))


def _copy_entries(address: Address, draft: Path, moved: Moved) -> None:
    with Reader(address) as reader:
        total = reader.last_position()
        copy_log(reader, draft, lambda done: moved(done, total))


def _keep_alone(draft: Path) -> None:
    """Let the file need nothing beside it, so that it can be read where nothing can be written."""
    with closing(sqlite3.connect(draft)) as conn:
        conn.execute("PRAGMA journal_mode = DELETE")


def _check(address: Address, draft: Path) -> None:
    """Verify the copy; BadInput where it is not sound, as then the log is not."""
    try:
        ensure_current(draft, lambda _: None)  # of an earlier release: so that it can be verified
    except BadInput as problem:
        raise BadInput(problem.what, str(address), problem.remedy) from problem
    _keep_alone(draft)
    verdict = verify(draft)
    if not verdict.holds:
        where, what = verdict.findings[0]
        raise BadInput(f"the log is damaged: {where}: {what}", str(address), "see all with: tracker verify")


def _checkpoint(draft: Path) -> Checkpoint:
    with Reader(draft) as reader:
        return LogTree(reader.conn).checkpoint()
