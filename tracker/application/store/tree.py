"""The tree in the store: grown in the transaction of each append, so that every entry is under the root at once.

``tree`` holds the frontier, from which the root follows; ``leaves`` the hash of each entry as it was when it was
added, so that what was changed since can be named; ``seals`` every root that was given out.
"""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import datetime

from tracker.application.problems import BadInput
from tracker.application.proof.note import Checkpoint, Seal
from tracker.application.proof.tree import Frontier, entry_hash
from tracker.application.store.connection import LONG

EventRow = tuple[str, int, str, bytes]
SealRow = tuple[int, bytes, str]
"""Size and root of a log, and the time at which it was sealed."""
_ENTRIES = "SELECT originator_id, originator_version, topic, state FROM stored_events WHERE rowid > ? ORDER BY rowid"
_BATCH = 1000


class LogTree:
    """The tree over the entries of a log."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self._conn = conn

    def begin(self, origin: str | None = None) -> None:
        """Plant the tree of an empty log, under a name that no other log has unless it is a copy of this one."""
        self._conn.execute(
            "INSERT INTO tree VALUES (?, ?)", (origin or f"tracker/{os.urandom(8).hex()}", Frontier().to_bytes())
        )

    def name(self, origin: str) -> None:
        """Give an empty log the name of the one that it becomes a copy of."""
        self._conn.execute("UPDATE tree SET origin = ?", (origin,))

    def keep_seals(self, seals: Sequence[SealRow]) -> None:
        """Keep seals that were taken of the same entries elsewhere; where both have one, its own stays."""
        self._conn.executemany("INSERT OR IGNORE INTO seals VALUES (?, ?, ?)", seals)

    @property
    def origin(self) -> str:
        """The name of the log, which its seals and proofs carry."""
        return str(self._conn.execute("SELECT origin FROM tree").fetchone()[0])

    @property
    def frontier(self) -> Frontier:
        """The frontier as it is stored; ValueError where it cannot be one."""
        return Frontier.from_bytes(bytes(self._conn.execute("SELECT frontier FROM tree").fetchone()[0]))

    def checkpoint(self) -> Checkpoint:
        """Name, size and root of the log as it stands."""
        frontier = self.frontier
        return Checkpoint(self.origin, frontier.size, frontier.root())

    def grow(self, rows: Sequence[EventRow]) -> None:
        """Add entries, in order, behind those that the tree holds; within the transaction that appends them."""
        frontier = self.frontier
        hashes = [entry_hash(*row) for row in rows]
        self._conn.executemany("INSERT INTO leaves VALUES (?, ?)", enumerate(hashes, frontier.size + 1))
        frontier.append(hashes)
        self._conn.execute("UPDATE tree SET frontier = ?", (frontier.to_bytes(),))

    def grow_over_entries(self) -> None:
        """Plant a tree over a log that has none; BadInput where what stands there can be no entry."""
        self.begin()
        rows = self._conn.execute(_ENTRIES, (0,))
        while part := rows.fetchmany(_BATCH):
            for stream, _, topic, state in part:
                if not (isinstance(stream, str) and isinstance(topic, str) and isinstance(state, bytes)):
                    raise BadInput(f"the log is damaged: {stream!r} holds no entry", remedy="restore a backup")
            self.grow(part)

    def root_at(self, size: int) -> bytes:
        """The root that the log had at a size: at once where it is the present one."""
        frontier = self.frontier
        if frontier.size != size:
            frontier = Frontier()
            frontier.append(self.kept_hashes(size))
        return frontier.root()

    def kept_hashes(self, size: int) -> Iterator[bytes]:
        """The hashes of the first entries as they were when these were added; a proof made of them is checked."""
        rows = self._conn.execute(f"{LONG}SELECT hash FROM leaves WHERE position <= ? ORDER BY position", (size,))
        return (bytes(found) for (found,) in rows)

    def seal(self, time: str) -> Seal | None:
        """Keep a seal of the log as it stands, within a write transaction; None of an empty one.

        A log that did not grow since its last seal keeps that one, with its time.
        """
        found = self.checkpoint()
        if not found.size:
            return None
        self._conn.execute("INSERT OR IGNORE INTO seals VALUES (?, ?, ?)", (found.size, found.root, time))
        row = self._conn.execute("SELECT root, time FROM seals WHERE size = ?", (found.size,)).fetchone()
        if bytes(row[0]) != found.root:
            raise BadInput("the log was changed since it was sealed", remedy="see what was changed: tracker verify")
        return Seal(found, datetime.fromisoformat(row[1]))
