"""Reading: states of pairs on a date, as known at a time, from the derived rows or, for the past, the log.

What is known now is read from facts and checkpoints and costs what a pair holds. What was known before is
folded from the entries of the pair's developments by the same domain functions.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Self

from tracker.application.problems import BadInput
from tracker.application.store import schema
from tracker.application.store.acts import Acts
from tracker.application.store.address import Address
from tracker.application.store.collector import uncollected
from tracker.application.store.connection import connect, explained
from tracker.application.store.derived_keys import CLAIMED, DAY, INEXACT
from tracker.application.store.nearby import Nearby, Standing
from tracker.application.store.pairs import pair_number
from tracker.application.store.picture import Clocks, Picture, window_start
from tracker.application.store.postgres.problems import ServerProblem
from tracker.application.store.refs import bounds_of, ids_of
from tracker.application.store.snapshot import last_checkpoint, remarks
from tracker.application.store.timeline import Timeline
from tracker.application.store.timelines import Timelines
from tracker.application.store.told import Sayings
from tracker.domain.fold import Folding, Remark
from tracker.domain.moments import Cut

__all__ = ["Clocks", "Picture", "Reader", "window_start"]


class Reader:
    """Reads a log; several may read while others write. A lean one keeps little of a file in memory."""

    def __init__(self, path: Address, *, lean: bool = False) -> None:
        self.path, self._lean = path, lean
        with explained(path):
            self._conn = self._open()
            try:
                self.empty = schema.is_empty(self._conn)
                if not self.empty:
                    schema.check(self._conn, path)
            except BaseException:
                self._conn.close()
                raise
        self.acts = Acts(self._conn)
        self.nearby = Nearby(self)
        """All pairs near a date, for screens that scrub."""
        self.sayings = Sayings(self)
        """Days and deadlines of developments, for forward flags."""
        self._timelines = Timelines(self)

    def _open(self) -> sqlite3.Connection:
        if not self.path.exists():
            raise BadInput(
                "there is no database",
                str(self.path),
                "record something first: tracker replay FILE, or name one with --db",
            )
        return connect(self.path, writable=False, lean=self._lean)

    @property
    def conn(self) -> sqlite3.Connection:
        """The connection, for the views of this package."""
        return self._conn

    def close(self) -> None:
        """Give the connection back."""
        self._conn.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def current(self) -> bool:
        """Whether the log is of this format, and its derived rows were made by this release's code."""
        return self.empty or schema.is_current(self._conn)

    def data_version(self) -> int:
        """A number that changes when another connection has written."""
        if isinstance(self._conn, sqlite3.Connection):
            return int(self._conn.execute("PRAGMA data_version").fetchone()[0])
        with self.snapshot():
            return -1 if self.is_empty() else self.last_position()

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Whatever is asked within is answered from one state of the log, though others write meanwhile."""
        if self._conn.in_transaction:
            yield
            return
        self._begin()
        try:
            yield
        finally:
            if self._conn.in_transaction:
                self._conn.rollback()

    def _begin(self) -> None:
        """A server that went away while nothing was asked is asked again, once."""
        with suppress(ServerProblem):
            self._conn.execute("BEGIN")
            return
        self._conn.execute("BEGIN")
        if not schema.is_empty(self._conn):
            schema.check(self._conn, self.path)

    def is_empty(self) -> bool:
        """Whether nothing is recorded yet; once something is, it must be ours."""
        if self.empty and not schema.is_empty(self._conn):
            schema.check(self._conn, self.path)
            self.empty = False
        return self.empty

    def size(self) -> int:
        """The bytes of the file, or of the tables of the database."""
        if isinstance(self.path, Path):
            return self.path.stat().st_size
        statement = (
            "SELECT coalesce(sum(pg_total_relation_size(oid)), 0) FROM pg_class "
            "WHERE relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = ?)"
        )
        return int(self._conn.execute(statement, (self.path.schema,)).fetchone()[0])

    def pairs(self) -> list[str]:
        """The pairs that some development touched, in the order of the alphabet."""
        if self.empty:
            return []
        return [name for (name,) in self._conn.execute("SELECT name FROM pairs ORDER BY name")]

    def last_position(self) -> int:
        """The position of the last entry; 0 in an empty log."""
        if self.empty:
            return 0
        return int(self._conn.execute("SELECT max(rowid) FROM stored_events").fetchone()[0] or 0)

    def last_day(self) -> date | None:
        """The last best date in the log."""
        if self.empty:
            return None
        top = self._conn.execute(
            "SELECT max(m) FROM (SELECT (SELECT max(moment) FROM facts f WHERE f.pair = p.pair) AS m FROM pairs p "
            "UNION ALL SELECT (SELECT max(moment) FROM facts WHERE pair = 0)) AS tops"
        ).fetchone()[0]
        return None if top is None else date.fromordinal(top // DAY)

    def default_cut(self, today: date) -> Cut:
        """The later of today and the last best date in the log."""
        last = self.last_day()
        return Cut(today if last is None or last < today else last)

    def pair_number(self, pair: str) -> int | None:
        """The number of a pair in the derived rows; None where nothing ever touched it."""
        return None if self.empty else pair_number(self._conn, pair)

    def _row(self, pair: str) -> tuple[int, int, int, int, int] | None:
        """Number, count, latest knowledge, last position and last amended position of a pair."""
        if self.empty:
            return None
        row = self._conn.execute(
            "SELECT pair, count, known, position, amended FROM pairs WHERE name = ?", (pair,)
        ).fetchone()
        return None if row is None else tuple(row)

    def pair_position(self, pair: str) -> int:
        """The position of the last entry on which the rows of a pair rest; 0 where nothing touched it."""
        row = self._row(pair)
        return 0 if row is None else row[3]

    def sees_all(self, pair: str, clocks: Clocks) -> bool:
        """Whether everything that was ever said of a pair is known and recorded at these clocks."""
        row = self._row(pair)
        return row is None or clocks.sees_all(row[3], row[2])

    def picture(self, pair: str, clocks: Clocks) -> Picture:
        """A pair at these clocks, read cold: from the last checkpoint, or for past knowledge from the log.

        What it tells of ids and bounds is read when it is asked: within a snapshot, from the same state of the log.
        """
        with self.snapshot():
            return self._picture(pair, clocks)

    def picture_nearby(self, pair: str, clocks: Clocks, newest: int) -> Picture:
        """The same for screens that scrub: the rows near the date are held, and so many of the newest remarks told."""
        with self.snapshot():
            row = self._row(pair)
            if row is None:
                return _blank(pair, clocks)
            if not self.sees_all(pair, clocks):
                return self._known_then(pair, clocks).with_newest(newest)
            here = self.nearby.standing(pair, clocks)
            told = here.folding.remarks
            if len(told) <= newest:
                told = [*self._remarked(row[0], here.since, newest), *told]
            picture = self._told(pair, row[0], clocks, here, told)
            return replace(picture, ids=self.nearby.ids.of, bounds=self.nearby.bounds.of).with_newest(newest)

    def _known_then(self, pair: str, clocks: Clocks) -> Picture:
        """A pair as it was known, from its rows but for what may have been known otherwise: only that is decoded."""
        from tracker.application.store.placed import picture_of_rows  # not for who asks what is known now

        found = self.nearby.placed(pair, clocks)
        return picture_of_rows(found, found.rows, clocks)

    def _picture(self, pair: str, clocks: Clocks) -> Picture:
        row = self._row(pair)
        if row is None:
            return _blank(pair, clocks)
        if not self.sees_all(pair, clocks):
            from tracker.application.store.past import past_picture

            return past_picture(self._conn, pair, row[0], clocks)
        until = clocks.as_of.packed
        before = window_start(clocks)
        folding, count = self._folded(row[0], until)
        earlier, _ = self._folded(row[0], before)
        remarked = self._remarked(row[0], until)
        return self._told(pair, row[0], clocks, Standing(folding, earlier, count), [*remarked, *folding.remarks])

    def _told(self, pair: str, number: int, clocks: Clocks, here: Standing, told: list[Remark]) -> Picture:
        """A pair as everything that is known tells it."""
        until = clocks.as_of.packed
        return Picture(
            pair, clocks, here.folding, here.earlier, told,
            partial(ids_of, self._conn), partial(bounds_of, self._conn),
            self._uncertain(number, clocks), self._claimed(number, until), here.total,
        )  # fmt: skip

    def _folded(self, pair: int, until: int) -> tuple[Folding, int]:
        """The state up to a moment, with only the remarks behind the last checkpoint."""
        folding, count, after = last_checkpoint(self._conn, pair, until)
        rows = self._conn.execute(
            f"SELECT moment / {DAY}, act, dev FROM facts WHERE pair = ? AND (moment, id) > (?, ?) "
            "AND moment <= ? ORDER BY moment, id",
            (pair, *after, until),
        ).fetchall()
        return folding.run(rows, self.acts.table), count + len(rows)

    def _remarked(self, pair: int, until: int, newest: int | None = None) -> list[Remark]:
        """The remarks up to a moment, but for those behind the last checkpoint; at least so many of the newest."""
        rows = self._conn.execute(
            "SELECT body FROM checkpoints WHERE pair = ? AND moment <= ? ORDER BY moment DESC, id DESC", (pair, until)
        )
        found: list[list[Remark]] = []
        for (body,) in rows:
            found.append(remarks(body))
            if newest is not None and sum(map(len, found)) > newest:
                break
        return [remark for part in reversed(found) for remark in part]

    def _uncertain(self, pair: int, clocks: Clocks) -> list[str]:
        day = clocks.as_of.day.toordinal()
        rows = self._conn.execute(
            "SELECT id FROM facts WHERE pair = ? AND marks > 0 AND marks & ? <> 0 AND coalesce(earliest, 0) <= ? "
            "AND latest >= ? ORDER BY +moment, id",
            (pair, INEXACT, day, day),
        )
        return [stream for (stream,) in rows]

    def _claimed(self, pair: int, until: int) -> list[str]:
        rows = self._conn.execute(
            "SELECT id FROM facts WHERE pair = ? AND marks > 0 AND marks & ? <> 0 AND +moment <= ? "
            "ORDER BY +moment, id",
            (pair, CLAIMED, until),
        )
        return [stream for (stream,) in rows]

    def timelines(self) -> Mapping[str, Timeline]:
        """All pairs in memory, kept up with the file: for who asks for many dates. Latest knowledge only."""
        return self._timelines.upto_now()

    def refold(self) -> Iterator[tuple[str, Folding]]:
        """Every relation folded from the narrow rows alone, without checkpoints, to its newest state."""
        acts = self.acts.table
        for number, name in self._conn.execute("SELECT pair, name FROM pairs ORDER BY pair").fetchall():
            rows = self._conn.execute(
                f"SELECT moment / {DAY}, act, dev FROM facts WHERE pair = ? ORDER BY moment, id", (number,)
            )
            with uncollected():
                folding = Folding().run(rows, acts)
            yield name, folding


def _blank(pair: str, clocks: Clocks) -> Picture:
    return Picture(pair, clocks, Folding(), Folding(), [], lambda _: {}, lambda _: {})
