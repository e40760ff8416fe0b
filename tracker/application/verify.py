"""Verifying a log: that no entry was changed, that its derived rows are sound, and rebuilding these.

The quick way holds every entry against the tree and the seals, and every derived row against its checksum. The
thorough one also decodes each entry and derives every row anew. Derived rows of another release's code are never
read: ``ensure_current`` remakes them first.
"""

import sqlite3
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from tracker.application.problems import BadInput
from tracker.application.proof.note import hash_text
from tracker.application.store import schema
from tracker.application.store.address import Address
from tracker.application.store.audit import Findings
from tracker.application.store.connection import begin_writing, connect, explained
from tracker.application.store.entries_check import Kept

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
    seals: int = 0
    """So many seals the log was held against."""
    origin: str | None = None
    root: str | None = None
    """The root of the tree over the entries, in base64."""

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
            "seals": self.seals,
            "origin": self.origin,
            "root": self.root,
            "differences": [{"where": where, "what": what} for where, what in self.findings],
            "count": self.count,
        }


def _quiet(what: str, done: int, of: int) -> None:
    """Show no progress."""


def verify(
    path: Address,
    *,
    rebuild: bool = False,
    thorough: bool = False,
    kept: Sequence[Kept] = (),
    progress: Progress = _quiet,
) -> Verdict:
    """Hold a log against its tree, its seals, those that were ``kept`` elsewhere, and the checksums of its rows.

    ``thorough`` also decodes every entry and derives all rows anew to compare them; ``rebuild`` replaces them first.
    A rebuild happens in one write transaction and is undone where it does not prove equal, or where the entries
    themselves are not sound. BadInput where the log cannot be used.
    """
    with explained(path):
        if not path.exists():
            raise BadInput("there is no database", str(path), "name one with --db")
        if _is_blank(path):
            return Verdict(0, 0, 0, 0, (), 0, rebuilt=False)
        if rebuild:
            _with_tree(path)
        quick = _quickly(path, kept, progress, entries_only=rebuild)
        if not quick.holds or not (rebuild or thorough):
            return quick
        if rebuild:
            found = _under_lock(path, lambda conn: _remade(path, conn, progress))
        else:
            found = _verified(path, None, progress)
    return replace(found, seals=quick.seals, origin=quick.origin, root=quick.root)


def _with_tree(path: Address) -> None:
    """Bring a file whose format has no tree over the entries to this one: what reads entries holds them against it."""
    conn = connect(path, writable=False)
    bare = schema.format_of(conn) < schema.WITH_TREE
    conn.close()
    if bare:
        from tracker.application.store.upgrading import upgrade

        _under_lock(path, upgrade)


def _remade(path: Address, conn: sqlite3.Connection, progress: Progress) -> Verdict:
    """Bring a file to this format, and make its derived rows anew; both or none."""
    from tracker.application.store.upgrading import upgrade

    upgrade(conn)
    return _verified(path, conn, progress)


def _quickly(path: Address, kept: Sequence[Kept], progress: Progress, *, entries_only: bool) -> Verdict:
    """The quick way; only the entries where the rows are to be made anew."""
    from tracker.application.store.entries_check import check_entries, sealed
    from tracker.application.store.rows_check import check_rows
    from tracker.application.store.structure_check import Structure

    findings, checkpoints = Findings(), 0
    with ExitStack() as held_open:
        structure = None if entries_only else held_open.enter_context(closing(Structure(path)))
        conn = held_open.enter_context(closing(connect(path, writable=False)))
        conn.execute("BEGIN")
        (schema.check if entries_only else schema.check_writable)(conn, path)
        held = [*sealed(conn, findings), *kept]
        tree = check_entries(conn, held, findings, progress)
        if structure is not None:
            checkpoints = check_rows(conn, findings, progress)
            if not schema.is_current(conn):
                findings.add("meta", "derived rows were made by another release; remake them with --rebuild")
            structure.report(findings)
        counts = (tree.size, _count(conn, "facts"), _count(conn, "pairs"))
    found = _verdict(counts, checkpoints, findings, rebuilt=False)
    return replace(found, seals=len(held), origin=tree.origin, root=hash_text(tree.root))


def _verdict(counts: tuple[int, int, int], checkpoints: int, findings: Findings, *, rebuilt: bool) -> Verdict:
    return Verdict(*counts, checkpoints, tuple((where, what) for where, what in findings), findings.total, rebuilt)


def ensure_current(path: Address, say: Callable[[str], object] | None = None) -> None:
    """Remake the derived rows of a file where other code made them; said on standard error."""
    with explained(path):
        if not path.exists() or _is_blank(path) or _is_current_file(path):
            return
        (say or sys.stderr.write)(f"{path.name}: derived rows were made by another release; remaking them …\n")
        _with_tree(path)
        verdict = _under_lock(path, lambda conn: None if schema.is_current(conn) else _remade(path, conn, _quiet))
    if verdict is not None and not verdict.holds:
        where, what = verdict.findings[0]
        raise BadInput(f"the log is damaged: {where}: {what}", str(path), "see all with: tracker verify")


def _is_blank(path: Address) -> bool:
    """Whether there are no tables yet; BadInput where the file is not ours."""
    conn = connect(path, writable=False)
    try:
        if schema.is_empty(conn):
            return True
        schema.check(conn, path)
        return False
    finally:
        conn.close()


def _is_current_file(path: Address) -> bool:
    conn = connect(path, writable=False)
    try:
        return schema.is_current(conn)
    finally:
        conn.close()


def _under_lock(path: Address, do: Callable[[sqlite3.Connection], _V]) -> _V:
    """Do something in one write transaction, undone where it does not hold."""
    conn = connect(path, writable=True)
    try:
        begin_writing(conn)
        schema.check(conn, path)
        verdict = do(conn)
        conn.execute("COMMIT" if verdict is None or verdict.holds else "ROLLBACK")
        return verdict
    finally:
        if conn.in_transaction:
            conn.rollback()
        conn.close()


def _verified(path: Address, writing: sqlite3.Connection | None, progress: Progress) -> Verdict:
    """Audit, derive anew and compare; the rows are replaced first where there is a connection to write on."""
    from tracker.application.store.audit import audited
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
            elif not schema.is_ours(anew, "log.meta"):
                findings.add("meta", "derived rows were made by another release; remake them with --rebuild")
            theirs = Theirs(anew, "log") if writing is None else Theirs(writing, "main")
            checkpoints = compare(anew, theirs, derived, findings, progress)
        counts = (_count(anew, "log.stored_events"), _count(anew, "main.facts"), _count(anew, "main.pairs"))
    finally:
        anew.close()
    rebuilt = writing is not None and not findings.total
    return _verdict(counts, checkpoints, findings, rebuilt=rebuilt)


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
