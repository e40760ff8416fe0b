"""Many keys in few questions: a statement takes only so many values at once."""

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

Key = TypeVar("Key")
MANY = 500
"""Keys that are asked for at once."""


def parts(keys: Sequence[Key]) -> Iterator[Sequence[Key]]:
    """Keys in parts of which each can be asked for at once."""
    return (keys[start : start + MANY] for start in range(0, len(keys), MANY))


def rows_of(conn: sqlite3.Connection, statement: str, keys: Sequence[Any], *before: Any) -> Iterator[tuple[Any, ...]]:
    """The rows of many keys by a statement with ``IN ({})``; ``before`` are the values that it takes ahead of them.

    Keys are filled up to a power of two with the first of them, which changes no answer: a connection keeps each
    statement that it has prepared, and one for each number of keys would take megabytes.
    """
    for part in parts(keys):
        size = min(MANY, 1 << (len(part) - 1).bit_length())
        filled = [*part, *[part[0]] * (size - len(part))]
        yield from conn.execute(statement.format(",".join("?" * size)), [*before, *filled])
