"""The library's PostgreSQL recorder, with writes that hold the log from their first statement.

The library takes its lock behind what it reads, numbers entries from a sequence that skips what is rolled back, sends
them in a pipeline that hangs on a megabyte, and says a second time what a lost answer to COMMIT had already stored.
Here a turn begins with the lock, positions follow the last one, and after a lost answer the log is asked first.
"""

import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from hashlib import blake2b
from random import uniform
from threading import Lock
from typing import Any, TypeVar

import psycopg
from eventsourcing.persistence import IntegrityError, StoredEvent
from eventsourcing.postgres import PostgresApplicationRecorder, PostgresDatastore, PostgresSubscription

from tracker.application.store.address import PostgresUrl
from tracker.application.store.connection import LONG
from tracker.application.store.postgres import declared
from tracker.application.store.postgres.opening import connected, opened
from tracker.application.store.postgres.problems import Kind, ServerProblem
from tracker.application.store.postgres.session import PostgresConnection, Raw, as_sqlite
from tracker.application.store.recorder import Append, EventRow

Done = TypeVar("Done")
PATIENCE = 30.0
"""Seconds for which a server that went away is asked again."""
_ADVISORY = 0x7472_6B31
_INSERT = "INSERT INTO stored_events (originator_id, originator_version, topic, state, rowid) VALUES (?, ?, ?, ?, ?)"
_LAST = "SELECT coalesce(max(rowid), 0) FROM stored_events"
_AHEAD = (
    "SELECT application, format FROM mark",
    "SELECT format FROM mark",
    "SELECT clock_timestamp()",
    "SELECT state FROM stored_events ORDER BY rowid DESC LIMIT 1",
    _LAST,
    "SELECT frontier FROM tree",
)
"""What every turn asks, in its own words: asked in its first message, once the schema is known to be ours."""
_ROWS = (
    LONG + "SELECT originator_id, originator_version, topic, state FROM stored_events "
    "WHERE rowid > ? AND rowid <= ? ORDER BY rowid"
)


class LogDatastore(PostgresDatastore):
    """The library's datastore, on connections of the store's own, with text ids; its pool is never opened."""

    def __init__(self, url: PostgresUrl) -> None:
        super().__init__("", "", "", "", "", schema=url.schema, originator_id_type="text", enable_db_functions=False)
        self.url = url
        self._idle: list[Raw] = []
        self.conn = connected(url, writable=True)

    def register_type_adapters(self) -> None:
        """Register nothing: events are sent as plain arrays."""

    @contextmanager
    def get_connection(self) -> Iterator[Raw]:
        """A connection for what the library itself asks."""
        raw = self._idle.pop() if self._idle else None
        if raw is None or raw.closed:
            raw = opened(self.url, writable=True)
        try:
            with _as_the_library_says():
                yield raw
        finally:
            self._idle.append(raw)

    @contextmanager
    def writing(self) -> Iterator[PostgresConnection]:
        """A turn to write: whole, or not at all, and alone from before its first question."""
        self._begin()
        try:
            yield self.conn
            self.conn.commit()
        except BaseException:
            with suppress(ServerProblem):
                self.conn.rollback()
            raise

    def _begin(self) -> None:
        """Take the turn; where the guard finds the schema otherwise than before, with nothing asked ahead."""
        guard = declared.guard(self.conn)
        if guard is not None:
            try:
                self.conn.begin_turn(guard, _AHEAD)
            except ServerProblem as problem:
                if problem.kind is not Kind.OTHER:
                    raise
            else:
                return
        self.conn.begin_turn()

    def prepare(self) -> None:
        """Make the schema where there is none, by one process at a time; else check it before anything is written."""
        conn = self.conn
        if declared.is_blank(conn):
            conn.plainly(f"BEGIN; SELECT pg_advisory_xact_lock({_ADVISORY})")
            try:
                self._make()
            except BaseException:
                with suppress(ServerProblem):
                    conn.rollback()
                raise
            conn.commit()
        declared.check(conn, str(self.url))

    def _make(self) -> None:
        from tracker.application.store.schema import fingerprint

        conn, name = self.conn, self.url.schema
        if conn.plainly(f"SELECT 1 FROM pg_namespace WHERE nspname = '{name}'").fetchone() is None:
            conn.plainly(f'CREATE SCHEMA "{name}"')
        if declared.is_blank(conn):
            conn.plainly(f'SET LOCAL search_path = "{name}", pg_catalog')
            declared.create(conn)
            conn.execute("INSERT INTO meta VALUES ('fingerprint', ?)", (fingerprint(),))

    def close(self) -> None:
        """Give the connections back."""
        super().close()
        for raw in self._idle:
            raw.close()
        if hasattr(self, "conn"):  # the library closes also what could not be made
            self.conn.close()


class _Turn:
    """What a turn appended: behind which position, how many rows, and a digest of them."""

    def __init__(self) -> None:
        self.before = self.count = 0
        self._digest = blake2b()

    def add(self, before: int, rows: Sequence[EventRow]) -> None:
        """Note rows that were appended behind a position."""
        if not self.count:
            self.before = before
        self.count += len(rows)
        for row in rows:
            self._digest.update(repr(row).encode("utf-8", "surrogatepass"))

    def is_in(self, conn: PostgresConnection) -> bool:
        """Whether its rows stand where it put them, all of them and byte for byte."""
        if not self.count:
            return False
        found = _Turn()
        for row in conn.execute(_ROWS, (self.before, self.before + self.count)):
            found.add(self.before, [row])
        return (found.count, found._digest.digest()) == (self.count, self._digest.digest())


class LogRecorder(PostgresApplicationRecorder):
    """The library's application recorder over that datastore."""

    datastore: LogDatastore

    def __init__(self, datastore: LogDatastore) -> None:
        super().__init__(datastore)
        self._turn = _Turn()
        self._one_at_a_time = Lock()

    def create_table(self) -> None:
        """Make the schema; the library's type and function are not needed."""
        self.datastore.prepare()

    def carried_out(self, do: Callable[[sqlite3.Connection, Append], Done]) -> Done:
        """Do something in a turn, once: where the answer was lost the log says whether it was done.

        A turn that was lost before its end did nothing and is taken again, so ``do`` may be called more than once.
        ServerProblem once patience is over.
        """
        with self._one_at_a_time:
            return self._once(do)

    def _once(self, do: Callable[[sqlite3.Connection, Append], Done]) -> Done:
        until, lost, wait = time.monotonic() + PATIENCE, False, 0.0
        done: list[Done] = []
        while True:
            try:
                with self.datastore.writing() as conn:
                    if done and self._turn.is_in(conn):
                        return done[0]
                    self._turn, done = _Turn(), []
                    result = do(as_sqlite(conn), lambda rows, conn=conn: self.append(conn, rows))  # type: ignore[misc]
                    done = [result]
                return result
            except ServerProblem as problem:
                if problem.kind is Kind.CONFLICT:
                    raise IntegrityError(str(problem)) from problem
                if problem.kind is not Kind.AWAY:
                    raise
                lost = lost or bool(done)
                if time.monotonic() > until:
                    raise ServerProblem(str(problem), Kind.UNSURE if lost else Kind.AWAY) from None
                time.sleep(wait)
                wait = uniform(0.01, min(1.0, 0.02 + 2 * wait))  # noqa: S311 - so that not all come back at once

    def subscribe(self, gt: int | None = None, topics: Sequence[str] = ()) -> "Subscription":
        """Be told of what is recorded behind a position."""
        return Subscription(self, gt, topics)

    def append(self, conn: PostgresConnection, rows: Sequence[EventRow]) -> range:
        """Insert events within a turn; their positions, which follow the last one without a gap."""
        before = int(conn.execute(_LAST).fetchone()[0])
        self._turn.add(before, rows)
        conn.executemany(_INSERT, ((*row, place) for place, row in enumerate(rows, before + 1)))
        last = before + len(rows)
        if rows:
            conn.call(f"NOTIFY {self.channel_name}, '{last}'")
        return range(before + 1, last + 1)

    def insert_events(self, stored_events: Sequence[StoredEvent], **_: Any) -> Sequence[int] | None:
        """Insert events in a turn of their own."""
        rows = [(str(e.originator_id), e.originator_version, e.topic, e.state) for e in stored_events]
        return list(self.carried_out(lambda _, append: append(rows)))


class Subscription(PostgresSubscription):
    """The library's, which looks once more as soon as it listens: of what came just before, no one tells it."""

    def _listen(self) -> None:
        try:
            with self._recorder.datastore.get_connection() as raw:
                raw.execute(f"LISTEN {self._recorder.channel_name}")
                self._has_been_notified.set()
                while not self._has_been_stopped:
                    if list(raw.notifies(timeout=0.1, stop_after=1)):
                        self._has_been_notified.set()
        except BaseException as problem:  # noqa: BLE001 - it is raised where the events are awaited
            self._thread_error = self._thread_error or problem
            self.stop()


@contextmanager
def _as_the_library_says() -> Iterator[None]:
    """What the driver raises under the library's own questions, by the library's names."""
    from eventsourcing import persistence

    try:
        yield
    except psycopg.Error as problem:
        names = [kind.__name__ for kind in type(problem).__mro__]
        name = next((name for name in names if hasattr(persistence, name)), "PersistenceError")
        raise getattr(persistence, name)(str(problem)) from problem
