"""Verifying a file: its entries are sound, and its derived rows are what the entries make; and rebuilding these.

Derived rows of another release's code are never read: ``ensure_current`` remakes them first.
"""

import sqlite3
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from tracker.application.problems import BadInput
from tracker.application.store import schema
from tracker.application.store.connection import connect, explained

Progress = Callable[[str, int, int], None]


_V = TypeVar("_V", bound="Verdict | None")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a verification found; ``findings`` are the first of ``count``."""

    entries: int
    developments: int
    pairs: int
    checkpoints: int
    findings: tuple[tuple[str, str], ...]
    count: int
    rebuilt: bool

    @property
    def holds(self) -> bool:
        """Whether everything is as it must be."""
        return self.count == 0

    def document(self) -> dict[str, Any]:
        """The verdict as JSON."""
        return {
            "holds": self.holds,
            "rebuilt": self.rebuilt,
            "entries": self.entries,
            "developments": self.developments,
            "pairs": self.pairs,
            "checkpoints": self.checkpoints,
            "differences": [{"where": where, "what": what} for where, what in self.findings],
            "count": self.count,
        }


def _quiet(what: str, done: int, of: int) -> None:
    """Show no progress."""


def verify(path: Path, *, rebuild: bool = False, progress: Progress = _quiet) -> Verdict:
    """Audit the entries of a file, derive its rows anew and compare; with ``rebuild`` replace them first.

    A rebuild happens in one write transaction and is undone where it does not prove equal, or where the entries
    themselves are not sound. BadInput where the file cannot be used.
    """
    with explained(path):
        if not path.exists():
            raise BadInput("there is no database", str(path), "name one with --db")
        if _is_blank(path):
            return Verdict(0, 0, 0, 0, (), 0, rebuilt=False)
        if not rebuild:
            return _verified(path, None, progress)
        return _under_lock(path, lambda conn: _verified(path, conn, progress))


def ensure_current(path: Path, say: Callable[[str], object] | None = None) -> None:
    """Remake the derived rows of a file where other code made them; said on standard error."""
    with explained(path):
        if not path.exists() or _is_blank(path) or _is_current_file(path):
            return
        (say or sys.stderr.write)(f"{path.name}: derived rows were made by another release; remaking them …\n")
        verdict = _under_lock(path, lambda conn: None if _is_current(conn) else _verified(path, conn, _quiet))
    if verdict is not None and not verdict.holds:
        where, what = verdict.findings[0]
        raise BadInput(f"the log is damaged: {where}: {what}", str(path), "see all with: tracker verify")


def _is_blank(path: Path) -> bool:
    """Whether there are no tables yet; BadInput where the file is not ours."""
    conn = connect(path, writable=False)
    try:
        if schema.is_empty(conn):
            return True
        schema.check(conn, path)
        return False
    finally:
        conn.close()


def _is_current_file(path: Path) -> bool:
    conn = connect(path, writable=False)
    try:
        return _is_current(conn)
    finally:
        conn.close()


def _is_current(conn: sqlite3.Connection, name: str = "main") -> bool:
    row = conn.execute(f"SELECT value FROM {name}.meta WHERE key = 'fingerprint'").fetchone()  # noqa: S608
    return row is not None and row[0] == schema.fingerprint()


def _under_lock(path: Path, do: Callable[[sqlite3.Connection], _V]) -> _V:
    """Do something in one write transaction, undone where it does not hold."""
    conn = connect(path, writable=True)
    try:
        conn.execute("BEGIN IMMEDIATE")
        schema.check(conn, path)
        verdict = do(conn)
        conn.execute("COMMIT" if verdict is None or verdict.holds else "ROLLBACK")
        return verdict
    finally:
        if conn.in_transaction:
            conn.rollback()
        conn.close()


def _verified(path: Path, writing: sqlite3.Connection | None, progress: Progress) -> Verdict:
    """Audit, derive anew and compare; the rows are replaced first where there is a connection to write on."""
    from tracker.application.store.audit import Findings, audited
    from tracker.application.store.compare import Theirs, compare
    from tracker.application.store.rederive import Rederiving, opened

    findings, checkpoints = Findings(), 0
    anew = opened(path)
    try:
        derived = Rederiving(anew, findings)
        derived.take(audited(anew, findings, progress))
        if not findings.total:
            derived.finish()
            if writing is not None:
                _replace(anew, writing, progress)
            elif not _is_current(anew, "log"):
                findings.add("meta", "derived rows were made by another release; remake them with --rebuild")
            theirs = Theirs(anew, "log") if writing is None else Theirs(writing, "main")
            checkpoints = compare(anew, theirs, derived, findings, progress)
        counts = (_count(anew, "log.stored_events"), _count(anew, "main.facts"), _count(anew, "main.pairs"))
    finally:
        anew.close()
    rebuilt = writing is not None and not findings.total
    return Verdict(*counts, checkpoints, tuple(map(tuple, findings)), findings.total, rebuilt)  # type: ignore[arg-type]


def _count(conn: sqlite3.Connection, table: str) -> int:
    return int(conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608 - names of our own


def _replace(anew: sqlite3.Connection, writing: sqlite3.Connection, progress: Progress) -> None:
    """Put the rows derived anew in place of a file's, and checkpoints made from them."""
    from tracker.application.store.acts import Acts
    from tracker.application.store.derived import checkpoint

    for table in schema.DERIVED_TABLES:
        writing.execute(f"DELETE FROM {table}")  # noqa: S608 - names of our own
    for table in ("acts", "pairs", "facts", "past", "links"):
        rows = anew.execute(f"SELECT * FROM main.{table}")  # noqa: S608
        marks = ",".join("?" * len(rows.description))
        writing.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608
    writing.execute("INSERT INTO meta VALUES ('fingerprint', ?)", (schema.fingerprint(),))
    acts = Acts(writing)
    pairs = writing.execute("SELECT pair FROM pairs ORDER BY pair").fetchall()
    for number, (pair,) in enumerate(pairs, 1):
        checkpoint(writing, pair, acts)
        progress("rebuilding", number, len(pairs))
