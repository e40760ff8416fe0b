"""Writing: commands are decided and their entries recorded in one transaction, whole or not at all."""

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Self

from eventsourcing.persistence import PersistenceError

from tracker.application.problems import BadInput
from tracker.application.proof.note import Seal
from tracker.application.store import schema
from tracker.application.store.acts import Interning
from tracker.application.store.address import Address
from tracker.application.store.appending import Moved, recorded
from tracker.application.store.clock import Clock, present
from tracker.application.store.codec import Stored, encode, instant_text
from tracker.application.store.collector import uncollected
from tracker.application.store.connection import begin_writing, connect, driver_wanted, explained
from tracker.application.store.derived import BULK, come_near
from tracker.application.store.lookup import LogLookup
from tracker.application.store.recorder import Append, Done, EventRow, LogDatastore, LogRecorder
from tracker.application.store.restoring import Restored, Source, continued, restored
from tracker.application.store.tree import LogTree
from tracker.domain.commands import Command, DescribeSource, Record
from tracker.domain.desk import decide
from tracker.domain.dossier import Dossier, evolve
from tracker.domain.log import Entry, source_stream

if TYPE_CHECKING:
    from tracker.application.store.postgres.recorder import LogRecorder as PostgresRecorder

Begun = tuple[list[Stored], Interning | None]
Judge = Callable[[Callable[[str], Dossier | None], Command], None]
"""Declines a command by what the log says of other streams, within the turn; ``merging.check_merge`` is one."""


class Writer:
    """The one way into a log: ``submit`` decides commands and records what they bring."""

    def __init__(self, path: Address, *, clock: Clock | None = None, begins: bool = True) -> None:
        """Where no log ``begins`` here one must be there: BadInput where its file is gone."""
        self.path = path
        self._clock = clock
        with explained(path):
            self._recorder = _recorder(path, begins=begins)
        self._interning: Interning | None = None
        self._bulk = False
        """Whether so much was recorded at once that it is still to be made quick to read."""

    def close(self) -> None:
        """Give the connections back."""
        self._recorder.datastore.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, problem: object, *_: object) -> None:
        try:
            if self._bulk and problem is None:
                self._come_near()
        finally:
            self.close()

    def _come_near(self) -> None:
        """Nothing is lost where it cannot be done: it is the reader who then has more to fold."""

        def do(conn: sqlite3.Connection, append: Append) -> None:
            schema.check_writable(conn, self.path)
            come_near(conn)

        with suppress(BadInput):
            self._carried_out(do)

    def submit(self, commands: Sequence[Command], judge: Judge | None = None) -> list[Stored]:
        """Record what commands bring, all or nothing; Refused where the desk or the ``judge`` declines one.

        Said again, a command writes nothing: an answer that was lost may be asked for again.
        """
        with uncollected():
            stored, self._interning = self._carried_out(lambda conn, append: self._turn(conn, append, commands, judge))
        self._bulk |= len(stored) > BULK
        return stored

    def restore(self, source: Source, moved: Moved = lambda _: None) -> Restored:
        """Bring the entries of another log into this one, whole or not at all; BadInput where they contradict.

        ``moved`` is told how many of them are done, and begins anew where the turn does.
        """

        def do(conn: sqlite3.Connection, append: Append) -> Restored:
            schema.check_writable(conn, self.path)
            return restored(conn, append, source, self._clock, moved)

        found = self._carried_out(do)
        self._bulk |= found.added > BULK
        return found

    def extend(self, source: Source, size: int, rows: Sequence[EventRow]) -> None:
        """Append some entries of another log, of which this one holds the first ``size``, byte for byte."""

        def do(conn: sqlite3.Connection, append: Append) -> None:
            schema.check_writable(conn, self.path)
            continued(conn, append, source, size, rows)
            LogTree(conn).keep_seals([seal for seal in source.seals if seal[0] <= size + len(rows)])

        self._carried_out(do)
        self._bulk |= len(rows) > BULK

    def _carried_out(self, do: Callable[[sqlite3.Connection, Append], Done]) -> Done:
        """Do something in a turn, with words for what can go wrong."""
        try:
            with explained(self.path):
                return self._recorder.carried_out(do)
        except PersistenceError as problem:
            raise BadInput(f"the log could not be written: {problem}", str(self.path), "try again") from problem

    def seal(self) -> Seal | None:
        """Seal the log as it stands; None of an empty one."""

        def do(conn: sqlite3.Connection, append: Append) -> Seal | None:
            schema.check_writable(conn, self.path)
            return LogTree(conn).seal(instant_text(present(conn, self._clock)))

        return self._carried_out(do)

    def _turn(
        self, conn: sqlite3.Connection, append: Append, commands: Sequence[Command], judge: Judge | None
    ) -> Begun:
        """Numbers that a turn gave are remembered once it is over: until then they may be undone."""
        interning, self._interning = self._interning, None
        schema.check_writable(conn, self.path)
        return self._record(conn, append, commands, interning, judge)

    def _record(
        self,
        conn: sqlite3.Connection,
        append: Append,
        commands: Sequence[Command],
        interning: Interning | None,
        judge: Judge | None,
    ) -> Begun:
        lookup = LogLookup(conn)
        lookup.prefetch([_stream(command) for command in commands])
        changes: list[tuple[Entry, Dossier | None, Dossier]] = []
        for command in commands:
            stream = _stream(command)
            dossier = lookup.dossier(stream)
            if judge is not None:
                judge(lookup.dossier, command)
            for entry in decide(dossier, command):
                after = evolve(dossier, entry)
                changes.append((entry, dossier, after))
                dossier = after
            if dossier is not None:
                lookup.put(dossier)
        if not changes:
            return [], interning
        text = instant_text(present(conn, self._clock))
        now = datetime.fromisoformat(text)
        if interning is None or interning.conn is not conn:
            interning = Interning(conn)
        steps = [(encode(entry, text), before, after) for entry, before, after in changes]
        positions = recorded(conn, append, lookup, interning, steps)
        return [Stored(p, now, entry) for p, (entry, *_) in zip(positions, changes, strict=True)], interning


def _recorder(address: Address, *, begins: bool) -> "LogRecorder | PostgresRecorder":
    """The recorder of a log, once its schema is made where there was none, or found to be ours."""
    if isinstance(address, Path):
        _prepare(address, begins=begins)
        return LogRecorder(LogDatastore(address))
    with driver_wanted(address):
        from tracker.application.store.postgres import recorder

    found = recorder.LogRecorder(recorder.LogDatastore(address))
    try:
        found.create_table()
    except BaseException:
        found.datastore.close()
        raise
    return found


def _prepare(path: Path, *, begins: bool) -> None:
    """Make the schema in a blank file, or check that the file is ours, before anything is written."""
    if not begins and not path.exists():
        raise BadInput("the database is gone", str(path), "nothing was written; write it again once the file is back")
    if path.exists() and path.stat().st_size:
        _inspect(path)
    conn = connect(path, writable=True, begins=begins)
    try:
        begin_writing(conn)
        if schema.is_empty(conn):
            schema.create(conn)
            conn.execute("INSERT INTO meta VALUES ('fingerprint', ?)", (schema.fingerprint(),))
        conn.execute("COMMIT")
        schema.check_writable(conn, path)
    finally:
        conn.close()


def _inspect(path: Path) -> None:
    conn = connect(path, writable=False)
    try:
        if not schema.is_empty(conn):
            schema.check_writable(conn, path)
    finally:
        conn.close()


def _stream(command: Command) -> str:
    if isinstance(command, DescribeSource):
        return source_stream(command.source)
    return command.development.id if isinstance(command, Record) else command.stream
