"""The entries of a log against its tree: each one's hash, the root, and every seal, in one pass.

What differs first is named: altered, removed, inserted or moved. Nothing but a few hashes is held.
"""

import sqlite3
from collections.abc import Iterator
from itertools import islice, zip_longest
from typing import Any, NamedTuple

from tracker.application.proof.note import Checkpoint
from tracker.application.proof.tree import Roots, entry_hash
from tracker.application.store.audit import Findings, Progress
from tracker.application.store.connection import LONG
from tracker.application.store.tree import LogTree

_ROWS = "SELECT rowid, originator_id, originator_version, topic, state FROM stored_events ORDER BY rowid"
_LEAVES = "SELECT position, hash FROM leaves ORDER BY position"
_BATCH = 2000


class Kept(NamedTuple):
    """A checkpoint that the log is held against, and what to call it."""

    checkpoint: Checkpoint
    name: str


def sealed(conn: sqlite3.Connection, findings: Findings) -> list[Kept]:
    """The seals of a log; what cannot be one is noted."""
    origin, found = LogTree(conn).origin, []
    for size, root, time in conn.execute("SELECT size, root, time FROM seals ORDER BY size"):
        try:
            found.append(Kept(Checkpoint(origin, size, root), f"the seal of {time}"))
        except (ValueError, TypeError) as problem:
            findings.add(f"the seal of {time}", f"it was altered: {problem}")
    return found


def check_entries(conn: sqlite3.Connection, kept: list[Kept], findings: Findings, progress: Progress) -> Checkpoint:
    """Note where entries are not what their tree and its seals say; the checkpoint of what is there."""
    tree = LogTree(conn)
    sizes = [each.checkpoint.size for each in kept]
    roots = Roots(sizes)
    total = int(conn.execute("SELECT coalesce(max(rowid), 0) FROM stored_events").fetchone()[0])
    checking = _Checking(conn, findings)
    hashes = checking.hashes()
    while part := list(islice(hashes, _BATCH)):
        roots.append(part)
        progress("entries", roots.frontier.size, total)
    _check_frontier(tree, roots, findings, sound=not checking.failed)
    for each in kept:
        _check_kept(each, tree.origin, roots, findings)
    return Checkpoint(tree.origin, roots.frontier.size, roots.frontier.root())


class _Checking:
    """One pass over entries and the hashes that they had when they were added; the first difference is explained."""

    def __init__(self, conn: sqlite3.Connection, findings: Findings) -> None:
        self._conn = conn
        self._findings = findings
        self.failed = False

    def hashes(self) -> Iterator[bytes]:
        """The hash of every entry as it stands."""
        rows, leaves = self._conn.execute(LONG + _ROWS), self._conn.execute(LONG + _LEAVES)
        for number, (row, leaf) in enumerate(zip_longest(rows, leaves), 1):
            if row is None:
                self._note(number, f"it was removed, with what followed: the tree has {self._leaves()} entries")
                return
            place, stream, version, topic, state = row
            if not (isinstance(stream, str) and isinstance(topic, str) and isinstance(state, bytes)):
                self._note(place, "it was altered: its id, topic or content is not of the right kind")
                return
            found = entry_hash(stream, version, topic, state)
            if not self.failed and (place, leaf) != (number, (number, found)):
                self._explain(number, place, found, leaf)
            yield found

    def _leaves(self) -> int:
        return int(self._conn.execute("SELECT count(*) FROM leaves").fetchone()[0])

    def _note(self, position: int, what: str) -> None:
        self.failed = True
        self._findings.add(f"entry {position}", what)

    def _explain(self, number: int, place: int, found: bytes, leaf: tuple[Any, ...] | None) -> None:
        """Say what was done to the first entry that is not what it was."""
        if leaf is None or leaf[0] != number:
            self._note(number, "it is not in the tree: it was inserted by another program, or its hash was removed")
            return
        was = self._position_of(found)
        if place != number:
            self._note(number, f"it was removed: entry {place} stands in its place")
        elif was is None and self._hash_at(number + 1) == leaf[1]:
            self._note(number, "it was inserted: the entry that was recorded here comes behind it")
        elif was is None:
            self._note(number, "it was altered: its content is not what was recorded")
        elif self._conn.execute("SELECT max(rowid) FROM stored_events").fetchone()[0] < self._leaves():
            self._note(number, f"it was removed: what was recorded as entry {was} stands in its place")
        else:
            self._note(number, f"it was moved: this was recorded as entry {was}")

    def _position_of(self, found: bytes) -> int | None:
        row = self._conn.execute("SELECT position FROM leaves WHERE hash = ? LIMIT 1", (found,)).fetchone()
        return None if row is None else int(row[0])

    def _hash_at(self, position: int) -> bytes | None:
        row = self._conn.execute(_ROWS.replace("ORDER", "WHERE rowid = ? ORDER"), (position,)).fetchone()
        return None if row is None else entry_hash(*row[1:])


def _check_frontier(tree: LogTree, roots: Roots, findings: Findings, *, sound: bool) -> None:
    try:
        stored = tree.frontier
    except (ValueError, TypeError, AttributeError) as problem:
        findings.add("tree", f"its frontier was altered: {problem}")
        return
    if stored.to_bytes() != roots.frontier.to_bytes() and sound:
        findings.add(
            "tree", f"its frontier, of {stored.size} entries, is not that of the {roots.frontier.size} entries"
        )


def _check_kept(kept: Kept, origin: str, roots: Roots, findings: Findings) -> None:
    """Hold the log against a checkpoint: the entries that it had then must have the root that they had."""
    sealed = kept.checkpoint
    if sealed.origin != origin:
        findings.add(kept.name, f"it is of another log, {sealed.origin}; this one is {origin}")
    elif sealed.size > roots.frontier.size:
        findings.add(kept.name, f"it was taken of {sealed.size} entries, and the log has {roots.frontier.size}")
    elif roots.at[sealed.size] != sealed.root:
        findings.add(kept.name, f"the first {sealed.size} entries are not those that were sealed")
