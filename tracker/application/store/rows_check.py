"""Derived rows against their own checksums and counts: damage shows, without deriving anything anew."""

import sqlite3
from typing import Any

from tracker.application.store.audit import Findings, Progress
from tracker.application.store.checksum import checksum
from tracker.application.store.connection import LONG
from tracker.application.store.derived_keys import EVERY, NO_PAIR

_TABLES = (
    ("acts", 1, "act, body"),
    ("pairs", 2, "pair, name, count, tail, known, position, amended"),
    ("facts", 3, "pair, moment, id, dev, act, known, earliest, latest, marks"),
    ("links", 3, "target, kind, origin"),
    ("past", 2, "pair, dev"),
)
"""Name, columns of the key, and what the checksum is of."""
_COUNTS = (
    "SELECT name, count, (SELECT count(*) FROM facts WHERE facts.pair = pairs.pair) FROM pairs ORDER BY name",
    "{} developments were counted, and there are {} rows",
)
_GAPS = (
    f"SELECT name, count(*), (max(checkpoints.count) - 1) / {EVERY} + 1 FROM pairs "  # noqa: ISC003
    + "JOIN checkpoints USING (pair) GROUP BY name ORDER BY name",
    f"there are {{}} checkpoints, and one every {EVERY} rows and one behind them would be {{}}",
)


def check_rows(conn: sqlite3.Connection, findings: Findings, progress: Progress) -> int:
    """Note each derived row that is not what it was when it was written; the number of checkpoints."""
    for number, (table, width, columns) in enumerate(_TABLES):
        progress("rows", number, len(_TABLES) + 1)
        for row in conn.execute(f"{LONG}SELECT {columns}, crc FROM {table}"):
            if checksum(*row[:-1]) != row[-1]:
                _note(findings, table, row[:width])
    for statement, words in (_COUNTS, _GAPS):
        for name, said, found in conn.execute(statement):
            if said != found:
                findings.add(f"pairs {name}", words.format(said, found))
    _check_pairs_of_facts(conn, findings)
    return _check_checkpoints(conn, findings)


def _check_pairs_of_facts(conn: sqlite3.Connection, findings: Findings) -> None:
    lost = conn.execute(
        "SELECT DISTINCT pair FROM facts WHERE pair <> ? AND pair NOT IN (SELECT pair FROM pairs)", (NO_PAIR,)
    )
    for (pair,) in lost:
        findings.add(f"pairs {pair}", "there are rows of this pair, and it is not there")


def _check_checkpoints(conn: sqlite3.Connection, findings: Findings) -> int:
    count = 0
    for *key, body, crc in conn.execute(f"{LONG}SELECT pair, moment, id, count, body, crc FROM checkpoints"):
        count += 1
        if not isinstance(body, bytes) or checksum(*key, body=body) != crc:
            _note(findings, "checkpoints", tuple(key))
    return count


def _note(findings: Findings, table: str, key: tuple[Any, ...]) -> None:
    findings.add(f"{table} {key}", "its checksum does not fit its content: it was altered")
