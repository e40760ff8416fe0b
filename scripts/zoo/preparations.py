"""Preparations: how a database file is spoiled before a case of the error zoo, and undone afterwards."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from unittest import mock

from tracker.application.store import connection, recorder, writing

Preparation = Callable[[Path], AbstractContextManager[None]]
_NOBODY = 65534


def _run(path: Path, *statements: str) -> None:
    conn = sqlite3.connect(path, isolation_level=None)
    for statement in statements:
        conn.execute(statement)
    conn.close()


@contextmanager
def no_database(path: Path) -> Iterator[None]:
    """There is no file."""
    path.unlink()
    yield


@contextmanager
def foreign_database(path: Path) -> Iterator[None]:
    """A database of another program."""
    path.unlink()
    _run(path, "CREATE TABLE bookmarks (url TEXT)", "INSERT INTO bookmarks VALUES ('https://example.org')")
    yield


@contextmanager
def no_database_at_all(path: Path) -> Iterator[None]:
    """A file that SQLite did not write."""
    path.write_text("These are notes, not a database.\n" * 100)
    yield


@contextmanager
def newer_format(path: Path) -> Iterator[None]:
    """A file of a later release."""
    _run(path, "PRAGMA user_version = 1000")
    yield


@contextmanager
def trigger_added(path: Path) -> Iterator[None]:
    """A trigger that would rewrite history while we append."""
    _run(
        path,
        "CREATE TRIGGER planted AFTER INSERT ON stored_events BEGIN "
        "UPDATE stored_events SET topic = 'retracted' WHERE rowid = 1; END",
    )
    yield


@contextmanager
def damaged(path: Path) -> Iterator[None]:
    """Pages in the middle overwritten."""
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    path.write_bytes(bytes(content))
    yield


@contextmanager
def read_only_file(path: Path) -> Iterator[None]:
    """A file and folder that we may read and not write; root gives its rights away for the moment."""
    path.chmod(0o444)
    path.parent.chmod(0o555)
    root = os.geteuid() == 0
    try:
        if root:
            os.seteuid(_NOBODY)
        yield
    finally:
        if root:
            os.seteuid(0)
        path.parent.chmod(0o755)
        path.chmod(0o644)


@contextmanager
def full_disk(path: Path) -> Iterator[None]:
    """No page more may be added to the file."""
    conn = sqlite3.connect(path, isolation_level=None)
    pages = conn.execute("PRAGMA page_count").fetchone()[0]
    conn.close()
    plain = connection.connect

    def filled(where: Path, *, writable: bool, begins: bool = True) -> sqlite3.Connection:
        conn = plain(where, writable=writable, begins=begins)
        conn.execute(f"PRAGMA max_page_count = {pages}")
        return conn

    with mock.patch.object(recorder, "connect", filled), mock.patch.object(writing, "connect", filled):
        yield


PREPARATIONS: dict[str, Preparation] = {
    "no database": no_database,
    "foreign database": foreign_database,
    "no database at all": no_database_at_all,
    "newer format": newer_format,
    "trigger added": trigger_added,
    "damaged": damaged,
    "read-only file": read_only_file,
    "full disk": full_disk,
}
