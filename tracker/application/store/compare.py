"""Comparing derived rows: a file's with those derived anew, row by row; checkpoints with a fold from scratch."""

import json
import sqlite3
from collections.abc import Iterator
from math import ceil
from typing import Any, NamedTuple

from tracker.application.store.acts import Acts
from tracker.application.store.audit import Findings, Progress
from tracker.application.store.derived import checked_checkpoint
from tracker.application.store.derived_keys import EVERY
from tracker.application.store.rederive import Rederiving
from tracker.application.store.snapshot import pack
from tracker.domain.fold import Folding
from tracker.domain.moments import unpack_day

Row = tuple[Any, ...]
_TABLES = (("acts", 1, "act"), ("facts", 3, "pair, moment, id"), ("links", 3, "target, kind, origin"),
           ("past", 2, "pair, dev"))  # fmt: skip
"""Name, columns of the key, and the order of the key."""
_USED = {"acts": "WHERE act IN (SELECT act FROM main.facts)"}
"""What must be there: which acts of what was taken back were interned hangs on what was written together."""


class Theirs(NamedTuple):
    """The rows of a file: a connection, and the name of its database there."""

    conn: sqlite3.Connection
    name: str


def compare(
    anew: sqlite3.Connection, theirs: Theirs, derived: Rederiving, findings: Findings, progress: Progress
) -> int:
    """Note every row of a file that differs from those derived anew; the number of checkpoints compared."""
    for table, width, order in _TABLES:
        ours = anew.execute(f"SELECT * FROM main.{table} {_USED.get(table, '')} ORDER BY {order}")
        filed = theirs.conn.execute(f"SELECT * FROM {theirs.name}.{table} ORDER BY {order}")
        for key, wanted, found in _unequal(ours, filed, width):
            if table != "acts" or wanted is not None:  # an act that nothing uses any more may stay
                findings.add(f"{table} {key}", _difference(wanted, found))
    _compare_pairs(anew, theirs, derived, findings)
    return _compare_checkpoints(anew, theirs, findings, progress)


def _unequal(ours: Iterator[Row], theirs: Iterator[Row], width: int) -> Iterator[tuple[Row, Row | None, Row | None]]:
    """Key, wanted row and found row where two ordered streams of rows differ; None where one has none."""
    mine, other = next(ours, None), next(theirs, None)
    while mine is not None or other is not None:
        if mine == other:
            mine, other = next(ours, None), next(theirs, None)
        elif other is None or (mine is not None and _order(mine[:width]) < _order(other[:width])):
            assert mine is not None  # noqa: S101 - one of the two is there
            yield mine[:width], mine, None
            mine = next(ours, None)
        elif mine is None or _order(other[:width]) < _order(mine[:width]):
            yield other[:width], None, other
            other = next(theirs, None)
        else:
            yield mine[:width], mine, other
            mine, other = next(ours, None), next(theirs, None)


def _order(key: Row) -> list[tuple[int, Any]]:
    """A key as SQLite orders it: numbers before text, text by its bytes."""
    return [(0, part) if isinstance(part, int | float) else (1, str(part).encode("utf-8", "replace")) for part in key]


def _difference(wanted: Row | None, found: Row | None) -> str:
    if found is None:
        return f"missing: {_text(wanted)}"
    if wanted is None:
        return f"too much: {_text(found)}"
    return f"wanted {_text(wanted)}, found {_text(found)}"


def _text(row: Row | None) -> str:
    text = json.dumps(row, ensure_ascii=False, default=str)
    return text if len(text) <= 300 else f"{text[:300]}…"


def _compare_pairs(anew: sqlite3.Connection, theirs: Theirs, derived: Rederiving, findings: Findings) -> None:
    """Counts are equal; clocks are no earlier than the pair's own entries, positions no later than the log's.

    A clock may be later than it needs to be, by what was consulted: then a past is folded from the entries.
    """
    columns = "name, count"
    ours = anew.execute(f"SELECT {columns} FROM main.pairs ORDER BY name")
    filed = theirs.conn.execute(f"SELECT {columns} FROM {theirs.name}.pairs ORDER BY name")
    for key, wanted, found in _unequal(ours, filed, 1):
        findings.add(f"pairs {key}", _difference(wanted, found))
    last = theirs.conn.execute("SELECT max(rowid) FROM stored_events").fetchone()[0] or 0
    rows = theirs.conn.execute(f"SELECT name, known, position, amended FROM {theirs.name}.pairs ORDER BY name")
    for name, known, position, amended in rows:
        if known < derived.least_known(name):
            findings.add(f"pairs {name}", f"known {known} lies before {derived.least_known(name)}")
        least = derived.least_position(name)
        if not (least <= position <= last and 0 <= amended <= last):
            findings.add(
                f"pairs {name}",
                f"position {position} and amended {amended} do not lie between {least} and {last}",
            )


def _compare_checkpoints(anew: sqlite3.Connection, theirs: Theirs, findings: Findings, progress: Progress) -> int:
    acts, count = Acts(anew).table, 0
    pairs = anew.execute("SELECT pair, name FROM main.pairs ORDER BY pair").fetchall()
    for number, (pair, name) in enumerate(pairs, 1):
        held, last = _counted(theirs, pair)
        filed = theirs.conn.execute(
            f"SELECT moment, id, count, body, crc FROM {theirs.name}.checkpoints WHERE pair = ? ORDER BY moment, id",
            (pair,),
        )
        for key, wanted, found in _unequal(_checkpoints(anew, pair, acts, last), filed, 2):
            if found is not None:
                findings.add(f"checkpoints {name} {key}", _difference(wanted, found))
        if held != ceil(last / EVERY):  # they may end before its last row, but leave none out before
            findings.add(f"checkpoints {name}", f"{held} checkpoints, the last after {last} rows")
        count += held
        progress("checkpoints", number, len(pairs))
    return count


def _counted(theirs: Theirs, pair: int) -> tuple[int, int]:
    """The number of checkpoints of a pair, and its rows up to the last one."""
    statement = f"SELECT count(*), coalesce(max(count), 0) FROM {theirs.name}.checkpoints WHERE pair = ?"
    number, last = theirs.conn.execute(statement, (pair,)).fetchone()
    return int(number), int(last)


def _checkpoints(conn: sqlite3.Connection, pair: int, acts: Any, last: int) -> Iterator[Row]:
    """The checkpoints of a pair as a fold from its first development makes them; one more behind the last row."""
    folding = Folding()
    rows = conn.execute("SELECT moment, act, dev, id FROM main.facts WHERE pair = ? ORDER BY moment, id", (pair,))
    for count, (moment, act, dev, stream) in enumerate(rows, 1):
        folding.run([(unpack_day(moment), act, dev)], acts)
        if count % EVERY == 0 or count == last:
            yield checked_checkpoint(pair, moment, stream, count, pack(folding))[1:]
            folding.remarks = []
