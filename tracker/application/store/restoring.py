"""Restoring: entries that were stored before come into a log as they were, or, merged, as recorded now.

Entries pass through in chunks within the one turn, so that a log of any length needs little memory.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from tracker.application.problems import BadInput
from tracker.application.proof.note import Checkpoint
from tracker.application.proof.tree import Roots, entry_hash
from tracker.application.store.appending import Appending, Moved, chunks
from tracker.application.store.clock import Clock, present
from tracker.application.store.codec import instant_text
from tracker.application.store.merging import Merging
from tracker.application.store.recorder import Append, EventRow
from tracker.application.store.tree import LogTree, SealRow

_VERIFY = "see what was changed: tracker verify"


@dataclass(frozen=True, slots=True)
class Source:
    """A log that entries come from."""

    checkpoint: Checkpoint
    seals: tuple[SealRow, ...]
    """Those that were taken of it, each found to fit."""
    rows: Callable[[], Iterator[EventRow]]
    """Gives all its entries, anew each time that it is asked: a turn may have to be taken again."""
    place: Callable[[int], str]
    """Where an entry stands, by its position, for messages."""


class Restored(NamedTuple):
    """What came of restoring: entries added, entries that were there already, and whether all kept their bytes."""

    added: int
    passed: int
    exact: bool


def restored(
    conn: sqlite3.Connection, append: Append, source: Source, clock: Clock | None, moved: Moved = lambda _: None
) -> Restored:
    """Bring all entries of a source into a log, within a turn; BadInput where one contradicts or cannot be an entry.

    Where the log is a beginning of the source, or empty, the rest is added byte for byte. Else what is missing is
    added behind, recorded now; from when it is known stays. ``moved`` is told how many of its entries are done.
    """
    size, wanted = size_of(conn), source.checkpoint
    if not _is_beginning(LogTree(conn).checkpoint(), source):
        merging = Merging(conn, append, source.place, instant_text(present(conn, clock)))
        merging.take(source.rows(), moved)
        return Restored(merging.added, merging.passed, exact=False)
    continued(conn, append, source, size, islice(source.rows(), size, None), moved)
    found = LogTree(conn).checkpoint()
    if (found.size, found.root) != (wanted.size, wanted.root):
        raise BadInput("its entries changed while they were read", source.place(1), "nothing was written; try again")
    if found.origin == wanted.origin:
        LogTree(conn).keep_seals(source.seals)
    return Restored(found.size - size, size, exact=True)


def continued(
    conn: sqlite3.Connection, append: Append, source: Source, size: int, rows: Iterable[EventRow],
    moved: Moved = lambda _: None,
) -> None:  # fmt: skip
    """Add entries of a source that follow its first ``size``, which the log holds, byte for byte; within a turn."""
    if size_of(conn) != size:
        raise BadInput(f"another program recorded entry {size + 1} meanwhile", remedy="see it with: tracker log")
    if not size:
        LogTree(conn).name(source.checkpoint.origin)
    appending = Appending(conn, append, source.place)
    for chunk in chunks(enumerate(rows, size + 1)):
        appending.take(chunk)
        moved(chunk[-1][0])


def size_of(conn: sqlite3.Connection) -> int:
    """The number of entries; BadInput where it is not what the tree says, so that nothing is built on damage."""
    last = int(conn.execute("SELECT coalesce(max(rowid), 0) FROM stored_events").fetchone()[0])
    try:
        size = LogTree(conn).frontier.size
    except (ValueError, TypeError) as problem:
        raise BadInput(f"the log is damaged: {problem}", remedy=_VERIFY) from problem
    if size != last:
        raise BadInput(f"the log is damaged: it ends at entry {last}, and its tree has {size}", remedy=_VERIFY)
    return size


def _is_beginning(held: Checkpoint, source: Source) -> bool:
    """Whether the first entries of a source have the root that a log has."""
    if not held.size or held.size > source.checkpoint.size:
        return not held.size
    roots = Roots([held.size])
    roots.append(entry_hash(*row) for row in source.rows())
    return roots.at.get(held.size) == held.root
