"""The index: a file beside the log from which words are found soon. It holds nothing that is not made anew.

Of a stream it keeps where its first and its last entry stand, when the earliest and when all of it was known, and
its facts as everything that was ever said makes them. Words stand under the position of their entry, with ``labels``
beside them; of a first entry that was amended since they stand under its negative position as well, labelled anew.
BEWARE: it is a cache. What it says of an entry holds only once ``filling`` has shown that it was made of this log.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from hashlib import sha256
from pathlib import Path

from tracker.application.store.connection import begin_writing
from tracker.application.store.reader import Reader

APPLICATION_ID = 0x7472_6B73
"""'trks' in the header of every index."""
FORMAT = 4
"""Counted up with each change of the tables, of what is searched, and of how words are compared."""
WAIT_SECONDS = 300.0
"""How long one waits for another who makes the index: he makes it for both."""
TABLES = {
    "made": "CREATE TABLE made (origin TEXT NOT NULL, frontier BLOB NOT NULL, position INTEGER NOT NULL)",
    "streams": "CREATE TABLE streams (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, first INTEGER NOT NULL, "
    "born INTEGER NOT NULL, position INTEGER NOT NULL, known INTEGER NOT NULL, kind TEXT, type TEXT, day INTEGER, "
    "pair TEXT, grade TEXT, status TEXT, parties TEXT, sources TEXT)",
    "damaged": "CREATE INDEX damaged ON streams (number) WHERE kind IS NULL",
    "entries": "CREATE TABLE entries (position INTEGER PRIMARY KEY, stream INTEGER NOT NULL, known INTEGER NOT NULL)",
    "years": "CREATE TABLE years (label TEXT, year INTEGER, PRIMARY KEY (label, year)) WITHOUT ROWID",
    "words": "CREATE VIRTUAL TABLE words USING fts5 (text, content='', tokenize='ascii', prefix='1 2 3')",
}
"""The beginnings of words take half as much room again; without them ``re*`` reads what every such word stands in."""


def places(reader: Reader, origin: str, caches: Path | None) -> Iterator[Path]:
    """Where an index of a log may lie, the best place first: beside its file, else in the cache folder."""
    if isinstance(reader.path, Path):
        yield Path(f"{reader.path.resolve()}-search")
    if caches is not None:
        yield caches / "search" / f"{sha256(origin.encode()).hexdigest()[:24]}.db"


def opened(path: Path) -> sqlite3.Connection | None:
    """The index at a place, made if need be; None where none can be, or where something else lies there.

    Raises ``sqlite3.DatabaseError`` where it is so damaged that it cannot be opened.
    """
    try:
        if path.is_symlink() or (path.exists() and not path.is_file()):
            return None
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with suppress(FileExistsError):
            os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        return _connected(path)
    except (OSError, sqlite3.OperationalError):  # a folder that is read-only, a disk that is full
        return None
    except sqlite3.DatabaseError:
        if _bears_our_mark(path):
            raise
        return None


def _connected(path: Path) -> sqlite3.Connection | None:
    """A connection to an index, or to what is empty; None to the database of another program.

    There is no write-ahead log beside it, so that a damaged index can be emptied where it stands.
    """
    conn = sqlite3.connect(f"{path.as_uri()}?mode=rw", uri=True, timeout=WAIT_SECONDS, isolation_level=None)
    try:
        conn.execute("PRAGMA trusted_schema = OFF")
        conn.execute("PRAGMA cache_size = -65536")
        if _is_ours(conn):
            return conn
    except BaseException:
        conn.close()
        raise
    conn.close()
    return None


def _bears_our_mark(path: Path) -> bool:
    """Whether a file that SQLite cannot open began as an index. It is open to nobody: closing it frees no lock."""
    with path.open("rb") as file:
        return file.read(100)[68:72] == APPLICATION_ID.to_bytes(4, "big")


def _is_ours(conn: sqlite3.Connection) -> bool:
    mark = conn.execute("PRAGMA application_id").fetchone()[0]
    return bool(mark == APPLICATION_ID) or conn.execute("PRAGMA page_count").fetchone() == (0,)


def in_memory() -> sqlite3.Connection:
    """An index for one question, where none can be kept."""
    return sqlite3.connect(":memory:", isolation_level=None)


def is_made(conn: sqlite3.Connection) -> bool:
    """Whether a file holds the tables of this format."""
    marked = conn.execute("PRAGMA application_id").fetchone()[0], conn.execute("PRAGMA user_version").fetchone()[0]
    if marked != (APPLICATION_ID, FORMAT):
        return False
    found = dict(conn.execute("SELECT name, sql FROM sqlite_master"))
    return all(found.get(name) == statement for name, statement in TABLES.items())


def make_anew(conn: sqlite3.Connection, origin: str, frontier: bytes) -> None:
    """Empty tables, within the caller's transaction; what was there is dropped."""
    for name, statement in TABLES.items():
        if not statement.startswith("CREATE INDEX"):
            conn.execute(f"DROP TABLE IF EXISTS {name}")
    for statement in TABLES.values():
        conn.execute(statement)
    conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    conn.execute(f"PRAGMA user_version = {FORMAT}")
    conn.execute("INSERT INTO made VALUES (?, ?, 0)", (origin, frontier))


def throw_away(path: Path) -> None:
    """Empty an index that is damaged, once nobody reads or writes it; where that cannot be, remove it."""
    try:
        conn = _connected(path)
        if conn is not None:
            with closing(conn):
                conn.execute("BEGIN EXCLUSIVE")
                os.truncate(path, 0)
    except sqlite3.OperationalError:  # it is held for long
        return
    except sqlite3.DatabaseError:  # so damaged that nobody can use it
        path.unlink(missing_ok=True)
        Path(f"{path}-journal").unlink(missing_ok=True)


@contextmanager
def turn(conn: sqlite3.Connection) -> Iterator[None]:
    """One transaction, whole or not at all; others wait for it."""
    begin_writing(conn)
    try:
        yield
        conn.execute("COMMIT")
    finally:
        if conn.in_transaction:
            conn.execute("ROLLBACK")
