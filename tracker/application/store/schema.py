"""The schema of a database file, and the check that a file is one of ours before anything is written.

``stored_events`` is the library's table and the only truth: entries are added, none is ever changed or
deleted. Everything else is derived from it and can be remade. BEWARE: the statements are compared with what a
file holds, letter by letter; a changed statement is a new format.
"""

import sqlite3
from pathlib import Path
from zlib import crc32

from tracker.application.problems import BadInput
from tracker.application.store.address import Address
from tracker.application.store.earlier import EARLIER

APPLICATION_ID = 0x7472_6B31
"""'trk1' in the header of every file of ours."""
FORMAT = 3
"""Of a file; a server has a number of its own, for its tables are others."""
WITH_TREE = 2
"""The first format with a tree over the entries."""

EVENTS = (
    "CREATE TABLE stored_events (originator_id TEXT, originator_version INTEGER, topic TEXT, state BLOB, "
    "PRIMARY KEY (originator_id, originator_version))"
)
DERIVED = {
    "meta": "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    "pairs": "CREATE TABLE pairs (pair INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, count INTEGER NOT NULL, "
    "tail INTEGER NOT NULL, known INTEGER NOT NULL, position INTEGER NOT NULL, amended INTEGER NOT NULL, "
    "crc INTEGER NOT NULL)",
    "acts": "CREATE TABLE acts (act INTEGER PRIMARY KEY, body TEXT NOT NULL UNIQUE, crc INTEGER NOT NULL)",
    "facts": "CREATE TABLE facts (pair INTEGER NOT NULL, moment INTEGER NOT NULL, id TEXT NOT NULL, "
    "dev INTEGER NOT NULL, act INTEGER, known INTEGER NOT NULL, earliest INTEGER, latest INTEGER NOT NULL, "
    "marks INTEGER NOT NULL, crc INTEGER NOT NULL, PRIMARY KEY (pair, moment, id)) WITHOUT ROWID",
    "facts_dev": "CREATE INDEX facts_dev ON facts (dev)",
    "facts_marked": "CREATE INDEX facts_marked ON facts (pair, marks) WHERE marks > 0",
    "past": "CREATE TABLE past (pair INTEGER NOT NULL, dev INTEGER NOT NULL, crc INTEGER NOT NULL, "
    "PRIMARY KEY (pair, dev)) WITHOUT ROWID",
    "links": "CREATE TABLE links (target TEXT NOT NULL, kind INTEGER NOT NULL, origin TEXT NOT NULL, "
    "crc INTEGER NOT NULL, PRIMARY KEY (target, kind, origin)) WITHOUT ROWID",
    "checkpoints": "CREATE TABLE checkpoints (pair INTEGER NOT NULL, moment INTEGER NOT NULL, id TEXT NOT NULL, "
    "count INTEGER NOT NULL, body BLOB NOT NULL, crc INTEGER NOT NULL, PRIMARY KEY (pair, moment, id))",
}
TREE = {
    "tree": "CREATE TABLE tree (origin TEXT NOT NULL, frontier BLOB NOT NULL)",
    "leaves": "CREATE TABLE leaves (position INTEGER PRIMARY KEY, hash BLOB NOT NULL)",
    "seals": "CREATE TABLE seals (size INTEGER PRIMARY KEY, root BLOB NOT NULL, time TEXT NOT NULL)",
}
"""What proves that no entry was changed: the frontier of the tree over all entries, the hash of each, and the seals.
Like the entries they are only added to, and no rebuild makes them anew."""
BESIDE = {**DERIVED, **TREE}
"""Everything but the entries."""
_DERIVING = ("acts.py", "checksum.py", "derived.py", "derived_keys.py", "snapshot.py", "upcasting.py")
DERIVED_TABLES = ("facts", "past", "links", "checkpoints", "acts", "pairs", "meta")


def create(conn: sqlite3.Connection) -> None:
    """Make the schema in an empty file, and plant its tree; within the caller's transaction."""
    from tracker.application.store.tree import LogTree

    for statement in (EVENTS, *BESIDE.values()):
        conn.execute(statement)
    conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    conn.execute(f"PRAGMA user_version = {FORMAT}")
    LogTree(conn).begin()


def found(conn: sqlite3.Connection) -> dict[str, str]:
    """Name and statement of everything a file declares (indexes of primary keys left out)."""
    rows = conn.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return {name: sql for name, sql in rows if not name.startswith("sqlite_stat")}


def is_empty(conn: sqlite3.Connection) -> bool:
    """Whether the file is blank: a first write that was killed leaves it so, and it is an empty log."""
    if not isinstance(conn, sqlite3.Connection):
        from tracker.application.store.postgres import declared

        return declared.is_blank(conn)
    marked: int = conn.execute("PRAGMA application_id").fetchone()[0]
    return not found(conn) and marked in (0, APPLICATION_ID)


def format_of(conn: sqlite3.Connection) -> int:
    """The storage format in which a log of ours is written."""
    statement = "PRAGMA user_version" if isinstance(conn, sqlite3.Connection) else "SELECT format FROM mark"
    return int(conn.execute(statement).fetchone()[0])


def format_written(conn: sqlite3.Connection) -> int:
    """The storage format that this release writes where a log lies."""
    if isinstance(conn, sqlite3.Connection):
        return FORMAT
    from tracker.application.store.postgres import declared

    return declared.FORMAT


def is_of_this_format(conn: sqlite3.Connection) -> bool:
    """Whether a log is written as this release writes."""
    return format_of(conn) == format_written(conn)


def check_writable(conn: sqlite3.Connection, path: Address) -> None:
    """Refuse as ``check`` does, and also a log of an earlier format: it is brought to this one first."""
    check(conn, path)
    if not is_of_this_format(conn):
        raise BadInput(
            f"written in format {format_of(conn)}, and this release writes format {format_written(conn)}", str(path),
            "bring it up to date with: tracker verify --rebuild",
        )  # fmt: skip


def check(conn: sqlite3.Connection, path: Address) -> None:
    """Refuse a file that is not ours, or of a newer format, or whose schema was tampered with."""
    where = str(path)
    if not isinstance(conn, sqlite3.Connection):
        from tracker.application.store.postgres import declared as in_postgres

        in_postgres.check(conn, where)
        return
    try:
        marked = conn.execute("PRAGMA application_id").fetchone()[0]
        version = format_of(conn)
        declared = found(conn)
    except sqlite3.DatabaseError as problem:
        raise BadInput(f"not a tracker database ({problem})", where, "name another file with --db") from problem
    if marked != APPLICATION_ID:
        raise BadInput("a database of another program", where, "name another file with --db")
    if version > FORMAT:
        raise BadInput(
            f"written in format {version}, this release reads up to {FORMAT}",
            where,
            "install a newer release",
        )
    strange = _differences(declared, BESIDE if version == FORMAT else EARLIER.get(version, {}))
    if strange:
        raise BadInput(
            f"its schema is not the tracker's: {', '.join(strange)}", where,
            "do not use this file; restore a copy that you trust",
        )  # fmt: skip


def _differences(declared: dict[str, str], beside: dict[str, str]) -> list[str]:
    wanted = {"stored_events": EVENTS, **beside}
    lost = [f"{name} is missing" for name in wanted if name not in declared]
    added = [f"{name} was added" for name in declared if name not in wanted]
    changed = [f"{name} is different" for name in wanted if declared.get(name, wanted[name]) != wanted[name]]
    return lost + added + changed


def is_current(conn: sqlite3.Connection) -> bool:
    """Whether a log is of this format, and its derived rows were made by this release's code."""
    return is_of_this_format(conn) and is_ours(conn)


def is_ours(conn: sqlite3.Connection, meta: str = "meta") -> bool:
    """Whether the derived rows beside a table ``meta`` were made by this release's code."""
    row = conn.execute(f"SELECT value FROM {meta} WHERE key = 'fingerprint'").fetchone()
    return row is not None and row[0] == fingerprint()


def fingerprint() -> str:
    """What the derived rows depend on: the code of the domain, and of deriving. Rows of other code are remade.

    It tells one release from another, not an honest one from a forged one: a checksum does, and is at hand at a start.
    """
    here, crc, size = Path(__file__).parent, 0, 0
    for path in sorted((here.parents[1] / "domain").rglob("*.py")) + [here / name for name in _DERIVING]:
        code = path.read_bytes()
        crc, size = crc32(code, crc), size + len(code)
    return f"{crc:08x} of {size} bytes"
