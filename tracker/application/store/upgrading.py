"""Upgrading: a file of an earlier format brought to this one, within the caller's write transaction.

Entries are never touched. Derived rows are dropped, to be made anew by whoever asked; the tree is grown over the
entries as they are found, so that it proves nothing of the time before.
"""

import sqlite3

from tracker.application.store import schema
from tracker.application.store.earlier import EARLIER
from tracker.application.store.tree import LogTree


def upgrade(conn: sqlite3.Connection) -> None:
    """Bring a file to this format; nothing where it is of this format already."""
    before = schema.format_of(conn)
    if before == schema.FORMAT:
        return
    tables = [name for name, sql in EARLIER[before].items() if sql.startswith("CREATE TABLE")]
    for name in tables:
        conn.execute(f"DROP TABLE {name}")
    for statement in schema.BESIDE.values():
        conn.execute(statement)
    LogTree(conn).grow_over_entries()
    conn.execute(f"PRAGMA user_version = {schema.FORMAT}")
