"""The pairs of a log by number: derived rows hold numbers, people say names."""

import sqlite3


def pair_number(conn: sqlite3.Connection, name: str | None) -> int | None:
    """The number of a pair; None where nothing ever touched it."""
    row = conn.execute("SELECT pair FROM pairs WHERE name = ?", (name,)).fetchone()
    return None if row is None else int(row[0])
