"""Continuity: whether a log that is read again is the one that was read before, grown at its end and nowhere else.

The frontier of its tree as it was last seen is grown by the hashes that were added since; the root must be that of
the log now. So a copy, a backup of later and a server that took over are the same log, and what forks from it, or was
put in its place, is not.
"""

import sqlite3

from tracker.application.problems import BadInput
from tracker.application.proof.tree import Frontier
from tracker.application.store.address import Address
from tracker.application.store.connection import LONG

_TREE = "SELECT origin, frontier FROM tree"
_LEAVES = "SELECT hash FROM leaves WHERE position > ? ORDER BY position"
_MANY = 10_000
"""More hashes than these are not held at once."""


class Continuity:
    """A log as it was last seen: its name, and the tree over its entries."""

    def __init__(self, address: Address) -> None:
        self._address = address
        self._origin = ""
        self._seen = Frontier()

    def follow(self, conn: sqlite3.Connection) -> None:
        """See the log as it is in this snapshot; BadInput where it does not go on from what was seen of it."""
        try:
            origin, stored = conn.execute(_TREE).fetchone()
            now = Frontier.from_bytes(bytes(stored))
        except (ValueError, TypeError) as problem:
            raise self._broken(f"its tree is damaged ({problem})") from problem
        self._compare(conn, str(origin), now)
        self._origin, self._seen = str(origin), now

    def _compare(self, conn: sqlite3.Connection, origin: str, now: Frontier) -> None:
        before = self._seen
        if not before.size:
            return  # an empty log may yet become the copy of another, and take its name
        if origin != self._origin:
            raise self._broken(f"another log lies there now: it is {origin}, and what was followed is {self._origin}")
        if now.size < before.size:
            raise self._broken(f"the log is shorter than it was: {now.size} entries, and {before.size} were seen")
        if now.size > before.size:
            question = f"{LONG if now.size - before.size > _MANY else ''}{_LEAVES}"
            before.append(bytes(found) for (found,) in conn.execute(question, (before.size,)))
        if before.root() != now.root():
            raise self._broken("the log was changed: it does not go on from what was seen of it")

    def _broken(self, what: str) -> BadInput:
        return BadInput(what, str(self._address), "see what it holds: tracker verify; then follow it from its start")
