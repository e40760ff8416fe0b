"""Connections to a database file: pragmas, permissions, and the words for what can go wrong."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, perf_counter_ns, sleep

from tracker.application.problems import BadInput
from tracker.application.store.address import Address, PostgresUrl
from tracker.application.store.postgres.problems import ServerProblem

BUSY_SECONDS = 60.0
"""How long a writer waits for its turn."""
WAL_PAGES = 8000
"""Pages (32 MB) that gather in the write-ahead log before they go to the file: hot pages are then moved once."""
LONG = "/* long */ "
"""Begins a statement that may bring more rows than are to be held at once; to SQLite it is a remark."""
_CACHE_KIB = 65_536
"""What a writer may keep of the file in memory: a batch touches a page of every pair."""
_LEAN_KIB = 768
"""What a lean reader may: a third of what it may otherwise."""
_SYNCHRONOUS = {"wal": ("FULL", 2), "delete": ("EXTRA", 3)}
"""What makes a commit last in each journal mode: without EXTRA a deleted journal may come back, and undo it."""


def connect(path: Address, *, writable: bool, lean: bool = False, begins: bool = True) -> sqlite3.Connection:
    """A connection; for writing the file is made if need be (mode 600) and if one ``begins``, and a commit lasts.

    ``lean`` keeps little of a file in memory, for who stays long and asks little at once: the system keeps it too.
    """
    if not isinstance(path, Path):
        return _to_a_server(path, writable=writable)
    if writable and begins:
        _make(path)
    conn = _opened(path, "mode=rw" if writable else "mode=ro")
    try:
        if not writable and _is_interrupted(conn):
            _roll_back(path)
        elif not writable and _is_shut(conn, path):
            conn.close()
            conn = _opened(path, "mode=ro&immutable=1")
        conn.execute("PRAGMA trusted_schema = OFF")
        if writable:
            _durable(conn, path)
        elif lean:
            conn.execute(f"PRAGMA cache_size = -{_LEAN_KIB}")
    except BaseException:
        conn.close()
        raise
    return conn


def _to_a_server(url: PostgresUrl, *, writable: bool) -> sqlite3.Connection:
    with driver_wanted(url):
        from tracker.application.store.postgres.opening import connected
    from tracker.application.store.postgres.session import as_sqlite

    return as_sqlite(connected(url, writable=writable))


@contextmanager
def driver_wanted(url: PostgresUrl) -> Iterator[None]:
    """What is imported within needs the driver of PostgreSQL: BadInput where it is not installed."""
    try:
        yield
    except ImportError as problem:
        remedy = "install it with: pip install 'tracker-of-incidents[postgres]'"
        raise BadInput("the driver of PostgreSQL (psycopg) is not installed", str(url), remedy) from problem


def _opened(path: Path, how: str) -> sqlite3.Connection:
    return sqlite3.connect(
        f"{path.resolve().as_uri()}?{how}",
        uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False, cached_statements=256,
    )  # fmt: skip


def _is_interrupted(conn: sqlite3.Connection) -> bool:
    """Whether a write that was cut off waits to be rolled back, which SQLite declines to who may only read."""
    try:
        conn.execute("PRAGMA schema_version").fetchone()
    except sqlite3.OperationalError as problem:
        return problem.sqlite_errorcode == sqlite3.SQLITE_READONLY_ROLLBACK
    return False


def _roll_back(path: Path) -> None:
    """Let SQLite undo what was cut off: it does so for the first who may write."""
    conn = _opened(path, "mode=rw")
    try:
        conn.execute("PRAGMA schema_version").fetchone()
    finally:
        conn.close()


def _is_shut(conn: sqlite3.Connection, path: Path) -> bool:
    """Whether a file lies where SQLite cannot put its shared memory, and no write of anybody waits in a log."""
    try:
        conn.execute("PRAGMA schema_version").fetchone()
    except sqlite3.OperationalError:
        return not Path(f"{path}-wal").exists() and not os.access(path.parent, os.W_OK)
    return False


def _make(path: Path) -> None:
    _make_folder(path.parent)
    _check_nothing_waits(path)
    # BEWARE: whoever closes a file loses all locks that its process holds on it, those of other connections too, and
    # another process may then delete the log under them. So a file that is there is not opened here.
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))


def _check_nothing_waits(path: Path) -> None:
    """BadInput where a file is gone and what was written to it last is not: SQLite would clear it for a new one.

    Whoever makes a file at this moment makes it before what lies beside it, so the file is looked for last.
    """
    for end in ("-wal", "-journal"):
        beside = Path(f"{path}{end}")
        if beside.exists() and beside.stat().st_size and not path.exists():
            raise BadInput(
                "there is no database, but what was written to one last lies beside it",
                str(beside),
                f"put the file back as {path.name}, or this one elsewhere if it is gone for good; nothing was written",
            )


def _make_folder(folder: Path) -> None:
    """Make a folder and those above it, and have each last where it is: a power cut must not take it with the log."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for made in missing:
        with suppress(OSError):  # some systems do not open folders; there nothing can be done
            above = os.open(made.parent, os.O_RDONLY)
            try:
                os.fsync(above)
            finally:
                os.close(above)


def begin_writing(conn: sqlite3.Connection) -> None:
    """Take the turn to write, waiting for it patiently.

    SQLite itself would sleep longer the longer it has waited, so that of many writers one may wait for half a minute
    while others come and go; here whoever waits asks again soon, and no one is passed over for long.
    """
    if not isinstance(conn, sqlite3.Connection):
        conn.execute("BEGIN IMMEDIATE")
        return
    conn.execute("PRAGMA busy_timeout = 0")
    try:
        _patiently(conn, "BEGIN IMMEDIATE")
    finally:
        conn.execute(f"PRAGMA busy_timeout = {int(BUSY_SECONDS * 1000)}")


def _patiently(conn: sqlite3.Connection, statement: str) -> sqlite3.Cursor:
    """Run a statement as soon as nobody else holds the file; sqlite3.OperationalError after ``BUSY_SECONDS``."""
    last = monotonic() + BUSY_SECONDS
    while True:
        try:
            return conn.execute(statement)
        except sqlite3.OperationalError as problem:
            if problem.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or monotonic() > last:
                raise
        sleep(0.0005 + perf_counter_ns() % 2_500_000 / 1e9)  # so that those who wait do not all ask at once


def _in_wal_mode(conn: sqlite3.Connection) -> str:
    """The journal mode after a change to WAL; where another makes the file too, SQLite does not wait, so we do."""
    return str(_patiently(conn, "PRAGMA journal_mode = WAL").fetchone()[0])


def _durable(conn: sqlite3.Connection, path: Path) -> None:
    mode = conn.execute("PRAGMA journal_mode").fetchone()[0]
    if mode != "wal":
        mode = _in_wal_mode(conn)
    if mode not in _SYNCHRONOUS:
        raise BadInput(f"its journal mode is {mode}", str(path), "move it to a disk that allows WAL")
    name, level = _SYNCHRONOUS[mode]
    conn.execute(f"PRAGMA synchronous = {name}")
    conn.execute(f"PRAGMA wal_autocheckpoint = {WAL_PAGES}")
    conn.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    if conn.execute("PRAGMA synchronous").fetchone()[0] != level:
        raise BadInput(f"SQLite does not write durably here (synchronous is not {name})", str(path), "use another disk")


@contextmanager
def explained(path: Address) -> Iterator[None]:
    """Turn what SQLite, a server and the system say into words that say what to do."""
    try:
        yield
    except ServerProblem as problem:
        raise problem.in_words(str(path)) from problem
    except sqlite3.Error as problem:
        raise in_words(problem, path) from problem
    except UnicodeDecodeError as problem:
        raise BadInput("a text in it is not UTF-8", str(path), "restore a backup; the file is damaged") from problem
    except OSError as problem:
        raise BadInput(problem.strerror or str(problem), str(path), "check the path and its permissions") from problem


def in_words(problem: sqlite3.Error, path: Address | None = None) -> BadInput:
    """What SQLite says, with what to do about it."""
    where = None if path is None else str(path)
    return BadInput(f"the database could not be used: {problem}", where, _remedy(str(problem)))


def _remedy(text: str) -> str:
    remedies = {
        "locked": "another program holds it; try again",
        "readonly": "the file or its folder is read-only; change its permissions or name another with --db",
        "full": "free some disk space and try again; nothing was written",
        "disk I/O": "check the disk, its space and your quota, and try again: what is recorded is not recorded twice",
        "unable to open": "check the path and its permissions, or name another with --db",
        "not a database": "name another file with --db",
        "malformed": "restore a backup; the file is damaged",
    }
    return next((remedy for word, remedy in remedies.items() if word in text), "check the disk and try again")
