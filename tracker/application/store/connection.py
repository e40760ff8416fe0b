"""Connections to a database file: pragmas, permissions, and the words for what can go wrong."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tracker.application.problems import BadInput

BUSY_SECONDS = 60.0
"""How long a writer waits for its turn."""
WAL_PAGES = 8000
"""Pages (32 MB) that gather in the write-ahead log before they go to the file: hot pages are then moved once."""
_FULL = 2


def connect(path: Path, *, writable: bool) -> sqlite3.Connection:
    """A connection; for writing the file is made if need be (mode 600), and ``synchronous=FULL`` holds."""
    if writable:
        _make(path)
    conn = _opened(path, "mode=rw" if writable else "mode=ro")
    try:
        if not writable and _is_shut(conn, path):
            conn.close()
            conn = _opened(path, "mode=ro&immutable=1")
        conn.execute("PRAGMA trusted_schema = OFF")
        if writable:
            _durable(conn, path)
    except BaseException:
        conn.close()
        raise
    return conn


def _opened(path: Path, how: str) -> sqlite3.Connection:
    return sqlite3.connect(
        f"{path.resolve().as_uri()}?{how}",
        uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False, cached_statements=256,
    )  # fmt: skip


def _is_shut(conn: sqlite3.Connection, path: Path) -> bool:
    """Whether a file lies where SQLite cannot put its shared memory, and no write of anybody waits in a log."""
    try:
        conn.execute("PRAGMA schema_version").fetchone()
    except sqlite3.OperationalError:
        return not Path(f"{path}-wal").exists() and not os.access(path.parent, os.W_OK)
    return False


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))


def _durable(conn: sqlite3.Connection, path: Path) -> None:
    mode = conn.execute("PRAGMA journal_mode").fetchone()[0]
    if mode != "wal":
        mode = conn.execute("PRAGMA journal_mode = WAL").fetchone()[0]
    if mode not in ("wal", "delete"):
        raise BadInput(f"its journal mode is {mode}", str(path), "move it to a disk that allows WAL")
    conn.execute("PRAGMA synchronous = FULL")
    conn.execute(f"PRAGMA wal_autocheckpoint = {WAL_PAGES}")
    if conn.execute("PRAGMA synchronous").fetchone()[0] != _FULL:
        raise BadInput("SQLite does not write durably here (synchronous is not FULL)", str(path), "use another disk")


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what SQLite and the system say into words that say what to do."""
    try:
        yield
    except sqlite3.Error as problem:
        raise in_words(problem, path) from problem
    except OSError as problem:
        raise BadInput(problem.strerror or str(problem), str(path), "check the path and its permissions") from problem


def in_words(problem: sqlite3.Error, path: Path | None = None) -> BadInput:
    """What SQLite says, with what to do about it."""
    where = None if path is None else str(path)
    return BadInput(f"the database could not be used: {problem}", where, _remedy(str(problem)))


def _remedy(text: str) -> str:
    remedies = {
        "locked": "another program holds it; try again",
        "readonly": "the file or its folder is read-only; change its permissions or name another with --db",
        "full": "free some disk space and try again; nothing was written",
        "unable to open": "check the path and its permissions, or name another with --db",
        "not a database": "name another file with --db",
        "malformed": "restore a backup; the file is damaged",
    }
    return next((remedy for word, remedy in remedies.items() if word in text), "check the disk and try again")
