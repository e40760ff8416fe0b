"""Upgrading: a file of an earlier format brought to this one, within the caller's write transaction.

Entries are never touched. Derived rows are dropped, to be made anew by whoever asked. A tree stays as it is; where
there was none it is grown over the entries as they are found, so that it proves nothing of the time before.
"""

import sqlite3

from tracker.application.store import schema
from tracker.application.store.earlier import EARLIER
from tracker.application.store.tree import LogTree


def upgrade(conn: sqlite3.Connection) -> None:
    """Bring a file to this format; nothing where it is of this format already."""
    if schema.is_of_this_format(conn):
        return
    before = EARLIER[schema.format_of(conn)]
    kept = before.keys() & schema.TREE.keys()
    for name, statement in before.items():
        if statement.startswith("CREATE TABLE") and name not in kept:
            conn.execute(f"DROP TABLE {name}")
    for name, statement in schema.BESIDE.items():
        if name not in kept:
            conn.execute(statement)
    if not kept:
        LogTree(conn).grow_over_entries()
    conn.execute(f"PRAGMA user_version = {schema.FORMAT}")
