"""Writing: commands are decided and their entries recorded in one transaction, whole or not at all."""

import sqlite3
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from eventsourcing.persistence import PersistenceError

from tracker.application.problems import BadInput
from tracker.application.store import schema
from tracker.application.store.acts import Interning
from tracker.application.store.codec import Stored, encode, instant_text, recorded_at_of
from tracker.application.store.collector import uncollected
from tracker.application.store.connection import connect, explained
from tracker.application.store.derived import Deriving
from tracker.application.store.lookup import LogLookup
from tracker.application.store.recorder import LogDatastore, LogRecorder
from tracker.domain.commands import Command, DescribeSource, Record
from tracker.domain.desk import decide
from tracker.domain.dossier import Dossier, evolve
from tracker.domain.log import Entry, source_stream

Clock = Callable[[], datetime]


def wall_clock() -> datetime:
    """Now, in UTC."""
    return datetime.now(UTC)


class Writer:
    """The one way into the log of a file: ``submit`` decides commands and records what they bring."""

    def __init__(self, path: Path, *, clock: Clock = wall_clock) -> None:
        self.path = path
        self._clock = clock
        with explained(path):
            self._prepare()
        self._recorder = LogRecorder(LogDatastore(path))
        self._interning: Interning | None = None

    def _prepare(self) -> None:
        """Make the schema in a blank file, or check that the file is ours, before anything is written."""
        if self.path.exists() and self.path.stat().st_size:
            _inspect(self.path)
        conn = connect(self.path, writable=True)
        try:
            conn.execute("BEGIN IMMEDIATE")
            if schema.is_empty(conn):
                schema.create(conn)
                conn.execute("INSERT INTO meta VALUES ('fingerprint', ?)", (schema.fingerprint(),))
            conn.execute("COMMIT")
            schema.check(conn, self.path)
        finally:
            conn.close()

    def close(self) -> None:
        """Give the connections back."""
        self._recorder.datastore.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def submit(self, commands: Sequence[Command]) -> list[Stored]:
        """Record what commands bring, all or nothing; Refused where the desk declines one.

        Said again, a command writes nothing: an answer that was lost may be asked for again.
        """
        interning, self._interning = self._interning, None
        try:
            with explained(self.path), uncollected(), self._recorder.datastore.writing() as cursor:
                conn: sqlite3.Connection = cursor.sqlite_cursor.connection
                schema.check(conn, self.path)
                stored, interning = self._record(conn, cursor, commands, interning)
            self._interning = interning
            return stored
        except PersistenceError as problem:
            raise BadInput(f"the log could not be written: {problem}", str(self.path), "try again") from problem

    def _record(
        self, conn: sqlite3.Connection, cursor: object, commands: Sequence[Command], interning: Interning | None
    ) -> tuple[list[Stored], Interning | None]:
        lookup = LogLookup(conn)
        lookup.prefetch([_stream(command) for command in commands])
        steps: list[tuple[Dossier | None, Dossier]] = []
        entries: list[Entry] = []
        for command in commands:
            stream = _stream(command)
            dossier = lookup.dossier(stream)
            for entry in decide(dossier, command):
                after = evolve(dossier, entry)
                steps.append((dossier, after))
                entries.append(entry)
                dossier = after
            if dossier is not None:
                lookup.put(dossier)
        if not entries:
            return [], interning
        text = instant_text(self._now(conn))
        now = datetime.fromisoformat(text)
        positions = self._recorder.append(cursor, [encode(entry, text) for entry in entries])  # type: ignore[arg-type]
        stored = [Stored(p, now, e) for p, e in zip(positions, entries, strict=True)]
        if interning is None or interning.conn is not conn:
            interning = Interning(conn)
        changed = _changed(steps, stored)
        Deriving(conn, lookup, interning).settle(changed)
        return stored, interning

    def _now(self, conn: sqlite3.Connection) -> datetime:
        """The clock, never going back behind the last entry."""
        now = self._clock()
        row = conn.execute("SELECT state FROM stored_events ORDER BY rowid DESC LIMIT 1").fetchone()
        return now if row is None else max(now, datetime.fromisoformat(recorded_at_of(row[0])))


def _changed(
    steps: list[tuple[Dossier | None, Dossier]], stored: list[Stored]
) -> list[tuple[Dossier | None, Dossier, int]]:
    """What each entry of a transaction changed: the development before and after, and the entry's position.

    Entry by entry, so that what was said and taken back in one transaction is still there to be read as known between.
    """
    placed = zip(steps, stored, strict=True)
    return [(old, new, item.position) for (old, new), item in placed if new.development is not None]


def _inspect(path: Path) -> None:
    conn = connect(path, writable=False)
    try:
        if not schema.is_empty(conn):
            schema.check(conn, path)
    finally:
        conn.close()


def _stream(command: Command) -> str:
    if isinstance(command, DescribeSource):
        return source_stream(command.source)
    return command.development.id if isinstance(command, Record) else command.stream
