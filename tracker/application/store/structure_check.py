"""The structure of a database file: what SQLite's own integrity check finds, worked out beside the other checks.

It tells whether indexes hold what their tables do and whether pages are whole; of what stands in the rows it says
nothing. PostgreSQL keeps its own checksums of pages.
"""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tracker.application.store.address import Address
from tracker.application.store.audit import Findings
from tracker.application.store.connection import connect


class Structure:
    """The integrity check of a file, begun at once; SQLite works it out while Python does something else."""

    def __init__(self, address: Address) -> None:
        self._pool = ThreadPoolExecutor(1)
        self._conn = connect(address, writable=False) if isinstance(address, Path) else None
        self._found = None if self._conn is None else self._pool.submit(_integrity, self._conn)

    def report(self, findings: Findings) -> None:
        """Wait for what it finds and note it."""
        for what in self._found.result() if self._found else ():
            findings.add("structure", what)

    def close(self) -> None:
        """End the check, finished or not."""
        if self._conn is not None:
            self._conn.interrupt()
            self._pool.shutdown()
            self._conn.close()


def _integrity(conn: sqlite3.Connection) -> list[str]:
    try:
        rows = [str(what) for (what,) in conn.execute("PRAGMA integrity_check(20)")]
    except sqlite3.DatabaseError as problem:
        return [f"SQLite cannot read it: {problem}"]
    return [] if rows == ["ok"] else rows
