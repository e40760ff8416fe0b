"""The content of a log: whether it is ours, of which format, as we make it, and written durably."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from tracker.application.doctor.found import Found, fault, ok, warning
from tracker.application.problems import BadInput
from tracker.application.store import schema
from tracker.application.store.address import Address
from tracker.application.store.connection import connect, explained


def content(address: Address) -> Iterator[Found]:
    """All about what is in a log; what cannot be read is a fault, in the words of the store."""
    try:
        with explained(address), closing(connect(address, writable=False)) as conn:
            yield from _declared(conn, address)
    except BadInput as problem:
        yield fault("content", problem.what, problem.remedy)


def _declared(conn: sqlite3.Connection, address: Address) -> Iterator[Found]:
    if schema.is_empty(conn):
        yield ok("content", "nothing is recorded yet")
        return
    schema.check(conn, address)
    if isinstance(address, Path):
        yield ok("mark", f"application id {conn.execute('PRAGMA application_id').fetchone()[0]:#010x}")
    yield _format(schema.format_of(conn), schema.format_written(conn))
    yield ok("schema", "it is the tracker's, and nothing else is there")
    yield _derived(conn)
    if isinstance(address, Path):
        yield pragmas(address, conn.execute("PRAGMA journal_mode").fetchone()[0])


def _format(made: int, ours: int) -> Found:
    if made == ours:
        return ok("format", f"format {made}")
    said = f"format {made}, and this release writes format {ours}"
    return warning("format", said, "bring it up to date with: tracker verify --rebuild")


def _derived(conn: sqlite3.Connection) -> Found:
    if schema.is_ours(conn):
        return ok("derived rows", "made by this release")
    return warning("derived rows", "made by another release", "they are remade when the log is next read")


def pragmas(path: Path, journal: str) -> Found:
    """Whether a write is durable as we open the file: with WAL, or where a disk has no room for it without."""
    if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        return ok("pragmas", f"journal mode {journal}; it cannot be opened for writing")
    if journal != "wal":
        told = "it becomes wal when something is next recorded, where the disk allows that"
        return warning("pragmas", f"journal mode {journal}", told)
    connect(path, writable=True).close()  # declines where a power cut would lose entries
    return ok("pragmas", f"journal mode {journal}, synchronous FULL")
