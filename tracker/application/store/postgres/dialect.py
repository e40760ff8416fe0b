"""The store's statements, which are written once in the words of SQLite, in those of PostgreSQL.

Only what differs is replaced, by plain patterns: the statements are the store's own and few, and each form of a
statement is translated once.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from tracker.application.store.connection import LONG

_IGNORING = "INSERT OR IGNORE "
_REPLACED = (
    (re.compile("%"), "%%"),
    (re.compile(re.escape(LONG)), ""),
    (re.compile(_IGNORING), "INSERT "),
    (re.compile(r" INDEXED BY \w+"), ""),
    (re.compile(r"\bmain\."), ""),
    (re.compile(r"\browid\b"), "notification_id"),
    (re.compile(r"\bmax\((\w+), \?\)"), r"greatest(\1, ?)"),
    (re.compile(r"\binstr\((\w+), \?\)"), r"position(? IN \1)"),
    (re.compile(r"\?"), "%s"),
)
_AMONG = re.compile(r"([^?]*) IN \((?:\?,)*\?\)")
_ROW = re.compile(r"(INSERT INTO \w+(?: \([\w, ]+\))? VALUES )\([%s, ]+\)(.*)")


class Said(NamedTuple):
    """A statement as PostgreSQL takes it."""

    text: str
    long: bool
    """Whether it may bring more rows than are to be held at once."""
    writes: bool
    """Whether it changes rows, and answers nothing."""
    among: bool
    """Whether it takes all its parameters as one list: so it is one statement, however many there are."""


@lru_cache(maxsize=512)
def translated(statement: str) -> Said:
    """A statement of the store for PostgreSQL."""
    among = _AMONG.fullmatch(statement)
    text = f"{among[1]} = ANY(?)" if among else statement
    for pattern, words in _REPLACED:
        text = pattern.sub(words, text)
    if _IGNORING in statement:
        text += " ON CONFLICT DO NOTHING"
    writes = statement.startswith(("INSERT ", "UPDATE ", "DELETE "))
    return Said(text, statement.startswith(LONG), writes, among is not None)


def of_many_rows(text: str, width: int, count: int) -> str | None:
    """A translated INSERT of one row as one of ``count`` rows; None where it is another statement."""
    found = _ROW.fullmatch(text)
    if found is None:
        return None
    row = f"({','.join(['%s'] * width)})"
    return f"{found[1]}{','.join([row] * count)}{found[2]}"


def of_rows_to_come(text: str) -> str | None:
    """A translated INSERT of one row as a COPY of rows that follow; None where it is another statement."""
    found = _ROW.fullmatch(text)
    if found is None or found[2]:
        return None
    return f"COPY {found[1].removeprefix('INSERT INTO ').removesuffix(' VALUES ')} FROM STDIN"
