"""The library's SQLite recorder, with writes that hold the file from their first statement.

The library begins deferred and gives each event a statement of its own; here a write begins IMMEDIATE, on a
connection with ``synchronous=FULL``, and a batch is one ``executemany``. Positions are the library's rowids:
entries are never deleted, so they have no gaps.
"""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from eventsourcing.persistence import IntegrityError, StoredEvent
from eventsourcing.sqlite import (
    SQLiteApplicationRecorder,
    SQLiteConnection,
    SQLiteConnectionPool,
    SQLiteCursor,
    SQLiteDatastore,
)

from tracker.application.store.connection import begin_writing, connect

Done = TypeVar("Done")
EventRow = tuple[str, int, str, bytes]
Append = Callable[[Sequence[EventRow]], range]


class _Pool(SQLiteConnectionPool):
    """Connections as the store opens them."""

    def _create_connection(self) -> SQLiteConnection:
        conn = connect(Path(self.db_name), writable=True, begins=False)
        conn.row_factory = sqlite3.Row
        return SQLiteConnection(sqlite_conn=conn, max_age=self.max_age)


class LogDatastore(SQLiteDatastore):
    """The library's datastore, on connections of the store's own, with text ids."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path), originator_id_type="text")
        self.pool.close()
        self.pool = _Pool(db_name=str(path))

    @contextmanager
    def writing(self) -> Iterator[SQLiteCursor]:
        """A write transaction: whole, or not at all."""
        with self.get_connection(commit=True) as connection:
            cursor = connection.cursor()
            begin_writing(cursor.sqlite_cursor.connection)
            try:
                yield cursor
            except BaseException:
                connection.rollback()
                raise
            connection.commit()


class LogRecorder(SQLiteApplicationRecorder):
    """The library's application recorder over that datastore."""

    datastore: LogDatastore

    def carried_out(self, do: Callable[[sqlite3.Connection, Append], Done]) -> Done:
        """Do something in a write transaction, with what appends events within it."""
        with self.datastore.writing() as cursor:
            return do(cursor.sqlite_cursor.connection, lambda rows: self.append(cursor, rows))

    def append(self, cursor: SQLiteCursor, rows: Sequence[EventRow]) -> range:
        """Insert events within a write transaction; their positions."""
        before = self._max_notification_id(cursor) or 0
        try:
            cursor.executemany(self.insert_events_statement, rows)
        except sqlite3.IntegrityError as problem:
            raise IntegrityError(problem) from problem
        after = self._max_notification_id(cursor) or 0
        if after - before != len(rows):
            msg = f"{len(rows)} entries were to be added behind {before}, and the log ends at {after}"
            raise IntegrityError(msg)
        return range(before + 1, after + 1)

    def _insert_events(self, c: SQLiteCursor, stored_events: Sequence[StoredEvent], **_: Any) -> Sequence[int] | None:
        rows = [(str(e.originator_id), e.originator_version, e.topic, e.state) for e in stored_events]
        return self.append(c, rows)
