"""Derived rows: kept equal to the entries, in the transaction that writes them.

A *fact* is the narrow row of a development that counts: pair, moment, act, bounds. When a stream changes, what
it owes to others and others to it is settled again: causes, responses, what is the same. A pair that is
touched before its last checkpoint loses the checkpoints after.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import groupby
from math import ceil
from operator import itemgetter
from typing import Any

from tracker.application.store.acts import Acts, Interning
from tracker.application.store.checksum import checksum
from tracker.application.store.derived_keys import CLAIMED, DEPTHS, EVERY, INEXACT, NEAR, NO_PAIR, RESPONSE, SAME
from tracker.application.store.many import rows_of
from tracker.application.store.snapshot import last_checkpoint, pack
from tracker.domain.act import Act
from tracker.domain.catalogue import act_of
from tracker.domain.chronicle import Happening, Settling
from tracker.domain.dossier import Dossier
from tracker.domain.moments import packed, unpack_day
from tracker.domain.occurrence import Occurrence

Fact = tuple[int, int, str, int, int | None, int, int | None, int, int, int]
_INSERT = "INSERT INTO facts VALUES (?,?,?,?,?,?,?,?,?,?)"
_TARGETS = "SELECT DISTINCT target FROM links WHERE target IN ({})"
_PLACES = (
    "SELECT originator_id, moment, marks FROM stored_events LEFT JOIN facts ON facts.dev = stored_events.rowid "
    "WHERE originator_version = 1 AND originator_id IN ({})"
)
_PAIR = "pair, name, count, tail, known, position, amended"
_PAIRS = f"SELECT {_PAIR} FROM pairs WHERE pair IN ({{}})"
_UPDATE_PAIR = "UPDATE pairs SET count = ?, tail = ?, known = ?, position = ?, amended = ?, crc = ? WHERE pair = ?"
_LAST = "FROM checkpoints WHERE pair = ? ORDER BY moment DESC, id DESC LIMIT 1"
_LAST_KEY = f"SELECT moment, id {_LAST}"
BULK = 64
"""A turn that changes more rows than that is one of many, or fills a log."""
_UNRECORDED = (-1, 0)
"""The place and marks of a cause that is not in the log: nothing there can move."""


class Deriving:
    """Derives rows from the dossiers that a transaction changes."""

    def __init__(self, conn: sqlite3.Connection, lookup: Any, interning: Interning) -> None:
        self._conn = conn
        self._lookup = lookup
        self._interning = interning
        self._dirty: dict[int, int] = {}
        self._gained: dict[int, tuple[int, int]] = {}
        self._clocks: dict[int, tuple[int, int]] = {}
        self._fresh: dict[str, Fact] = {}
        self._ties: list[tuple[str, int, str, int]] = []
        self._wanted: frozenset[str] = frozenset()
        self._causes: dict[str, tuple[int | None, int | None]] = {}
        self._amendments: set[int] = set()
        self._last = 0
        self._consulted = 0

    def settle(self, changed: Sequence[tuple[Dossier | None, Dossier, int]]) -> None:
        """Derive for streams changed from one dossier to another; the int is the position of the entry."""
        waiting: list[str] = []
        self._consult_for([after for before, after, _ in changed if before is None])
        for before, after, position in changed:
            self._last = max(self._last, position)
            self._tie(after)
            fact = self._alone(after, position) if before is None else None
            if fact is None:
                waiting.extend(self._touched(before, after))
                self._amended(before, after, position)
            else:
                self._fresh[fact[2]] = fact
        self._flush()
        self._spread(waiting)
        self._keep_checkpoints()

    def _consult_for(self, new: Sequence[Dossier]) -> None:
        """Read, in few questions, what decides whether new developments can be placed alone."""
        self._wanted = frozenset(t for (t,) in rows_of(self._conn, _TARGETS, [dossier.stream for dossier in new]))
        causes = {cause for dossier in new if (held := dossier.development) for cause in held.in_response_to}
        self._causes = {
            stream: (moment, marks) for stream, moment, marks in rows_of(self._conn, _PLACES, sorted(causes))
        }

    def _alone(self, dossier: Dossier, position: int) -> Fact | None:
        """The fact of a new development that nothing needs settling for: the short way of most."""
        development = dossier.development
        if development is None or dossier.same_as or dossier.retracted is not None or dossier.stream in self._wanted:
            return None
        fact = self._placed(dossier, position)
        for cause in development.in_response_to:
            if not self._unmoved(cause, fact[1] // DEPTHS):
                return None
        return fact

    def _placed(self, dossier: Dossier, position: int) -> Fact:
        """The fact of a development that is tied to nothing."""
        development, known = dossier.development, dossier.known_from
        assert development is not None, dossier.stream  # noqa: S101 - a fact is of a development
        assert known is not None, dossier.stream  # noqa: S101 - every development is known from some time
        when, pair = development.occurred, development.pair
        moment = packed(when.best.toordinal(), when.minute, int(development.precedence))
        claimed = bool(development.claims or dossier.assessed)
        return self._row(pair, moment, dossier.stream, position, act_of(development), known, when, claimed)

    def _unmoved(self, cause: str, place: int) -> bool:
        """Whether a cause stays as it is though something at a place now responds to it."""
        fact = self._fresh.get(cause)
        moment, marks = self._causes.get(cause, _UNRECORDED) if fact is None else (fact[1], fact[8])
        if moment is None or marks is None:
            return False
        return not marks & INEXACT and moment // DEPTHS != place

    def _flush(self) -> None:
        """Insert the facts of new developments, in the order in which they lie, and note their pairs once each."""
        facts = sorted(self._fresh.values())
        self._conn.executemany(_INSERT, facts)
        self._conn.executemany("INSERT OR IGNORE INTO links VALUES (?,?,?,?)", self._ties)
        self._ties.clear()
        for pair, part in groupby(facts, itemgetter(0)):
            if pair != NO_PAIR:
                new = list(part)
                self._gain(pair, new[0][1], len(new))
                self._clock(pair, max(fact[5] for fact in new), max(fact[3] for fact in new))
        self._fresh.clear()

    def _fact(self, found: Happening, dev: int) -> Fact:
        claimed = bool(found.claims or found.assessed)
        when, known = found.occurred, found.known_from
        return self._row(found.pair, found.moment.packed, found.id, dev, found.act, known, when, claimed)

    def _row(
        self,
        pair: str | None,
        moment: int,
        stream: str,
        dev: int,
        act: Act | None,
        known: datetime,
        when: Occurrence,
        claimed: bool,
    ) -> Fact:
        latest = when.latest.toordinal()
        exact = when.earliest == when.latest
        row = (
            self.pair(pair),
            moment,
            stream,
            dev,
            None if act is None else self._interning.number(act),
            ceil(known.timestamp()),
            latest if exact else None if when.earliest is None else when.earliest.toordinal(),
            latest,
            (CLAIMED if claimed else 0) | (0 if exact else INEXACT),
        )
        return (*row, checksum(*row))

    def pair(self, name: str | None) -> int:
        """The number of a pair; 0 for none."""
        return NO_PAIR if name is None else self._interning.pair(name)

    def _tie(self, dossier: Dossier) -> None:
        development = dossier.development
        if development is None or not (development.in_response_to or dossier.same_as):
            return
        rows = [(target, RESPONSE, dossier.stream) for target in development.in_response_to]
        rows += [(target, SAME, dossier.stream) for target in dossier.same_as]
        self._ties += [(*row, checksum(*row)) for row in rows]

    def _touched(self, before: Dossier | None, after: Dossier) -> list[str]:
        found = [after.stream]
        for dossier in (before, after):
            if dossier is not None and dossier.development is not None:
                found += [*dossier.same_as, *dossier.development.in_response_to]
        return found

    def _amended(self, before: Dossier | None, after: Dossier, position: int) -> None:
        """An amended stream may be read as it was: note every pair that it ever touched."""
        if before is None:
            return
        dev = self._position(after.stream)
        known = ceil(after.known_from.timestamp()) if after.known_from else 0
        for dossier in (before, after):
            if dossier.development is not None:
                pair = self.pair(dossier.development.pair)
                self._conn.execute("INSERT OR IGNORE INTO past VALUES (?,?,?)", (pair, dev, checksum(pair, dev)))
                self._clock(pair, known, position)

    def _spread(self, touched: list[str]) -> None:
        """Settle streams again, what counts as the same, what is tied to them, and on from what moved.

        What was consulted may be known later than the facts that rest on it: their pairs note that.
        """
        near = {*self._kin(touched), *self._tied(touched)}
        waiting, done = sorted(near), set()
        settling = Settling(self)
        while waiting:
            stream = waiting.pop()
            if stream in done:
                continue
            done.add(stream)
            moved, conducts = self._resettle(stream, settling)
            if moved or stream in near:
                self._consult(stream)
            if moved or conducts:
                waiting.extend(self._tied([stream]))

    def dossier(self, stream: str) -> Dossier | None:
        """The dossier of a stream, for settling; remembers the latest knowledge that was consulted."""
        found: Dossier | None = self._lookup.dossier(stream)
        if found is not None and found.known_from is not None:
            self._consulted = max(self._consulted, ceil(found.known_from.timestamp()))
        return found

    def responses(self, stream: str) -> Iterable[str]:
        """The developments that ever said they respond to this one."""
        found: Iterable[str] = self._lookup.responses(stream)
        return found

    def merged(self, stream: str) -> Iterable[str]:
        """The developments that ever said they are the same as this one."""
        found: Iterable[str] = self._lookup.merged(stream)
        return found

    def _consult(self, stream: str) -> None:
        dossier = self._lookup.dossier(stream)
        if dossier is not None and dossier.development is not None:
            self._clock(self.pair(dossier.development.pair), self._consulted, self._last)

    def _kin(self, streams: Iterable[str]) -> list[str]:
        """Streams, and all that are or ever were said to be the same as they."""
        found = list(dict.fromkeys(streams))
        for stream in found:
            dossier = self._lookup.dossier(stream)
            same = dossier.same_as if dossier is not None else ()
            found.extend(other for other in {*same, *self._lookup.merged(stream)} if other not in found)
        return found

    def _tied(self, streams: Iterable[str]) -> list[str]:
        """What causes or answers streams, or their kin; with its own kin, of whom one alone may have the fact."""
        return self._kin(other for stream in self._kin(streams) for other in self._neighbours(stream))

    def _neighbours(self, stream: str) -> list[str]:
        dossier = self._lookup.dossier(stream)
        near = [*self._lookup.responses(stream)]
        if dossier is not None and dossier.development is not None:
            near += dossier.development.in_response_to
        return near

    def _resettle(self, stream: str, settling: Settling) -> tuple[bool, bool]:
        """Whether its fact changed, and whether what it is tied to may hang on others through it."""
        if self._lookup.dossier(stream) is None:
            return False, False
        dev = self._position(stream)
        happening = settling.happening(stream)
        new = None if happening is None else self._fact(happening, dev)
        row = self._conn.execute("SELECT * FROM facts WHERE dev = ?", (dev,)).fetchone()
        old = None if row is None else tuple(row)
        conducts = any(fact[8] & INEXACT or fact[1] % DEPTHS for fact in (old, new) if fact is not None)
        if old == new:
            return False, conducts
        if old is not None:
            self._conn.execute("DELETE FROM facts WHERE pair = ? AND moment = ? AND id = ?", old[:3])
            self._note(old[0], old[1], -1, self._consulted, old[3])
            self._amendments.add(old[0])
        if new is not None:
            self._conn.execute(_INSERT, new)
            self._note(new[0], new[1], +1, new[5], new[3])
            self._amendments.add(new[0])
        return True, conducts

    def _position(self, stream: str) -> int:
        row = self._conn.execute(
            "SELECT rowid FROM stored_events WHERE originator_id = ? AND originator_version = 1", (stream,)
        ).fetchone()
        return int(row[0])

    def _note(self, pair: int, moment: int, gain: int, known: int, position: int) -> None:
        if pair != NO_PAIR:
            self._gain(pair, moment, 1, gain)
            self._clock(pair, known, position)

    def _gain(self, pair: int, moment: int, changes: int, each: int = 1) -> None:
        """A pair gains or loses rows, the earliest at a moment."""
        self._dirty[pair] = min(moment, self._dirty.get(pair, moment))
        gained, before = self._gained.get(pair, (0, 0))
        self._gained[pair] = gained + changes * each, before + changes

    def _clock(self, pair: int, known: int, position: int) -> None:
        old = self._clocks.get(pair, (0, 0))
        self._clocks[pair] = max(old[0], known), max(old[1], position)

    def _keep_checkpoints(self) -> None:
        """Drop the checkpoints behind what changed; make new ones when ``NEAR`` rows of a pair did, or ``EVERY``.

        ``tail`` counts the rows left behind them, and the changes since: a history that is filled in late is not folded
        anew for every entry, nor is one that comes in bulk; see `come_near`.
        """
        self._conn.executemany("DELETE FROM checkpoints WHERE pair = ? AND moment >= ?", self._dirty.items())
        rows = [self._moved(row) for row in rows_of(self._conn, _PAIRS, sorted(self._clocks))]
        bulk = sum(changes for _, changes in self._gained.values()) > BULK
        due = [row for row in rows if row[3] >= EVERY or (not bulk and _is_near(self._conn, row))]
        _keep_pairs(self._conn, {row[0]: row for row in [*rows, *_checkpointed(self._conn, due)]}.values())

    def _moved(self, row: Sequence[Any]) -> tuple[Any, ...]:
        """The row of a pair, but for its checksum, after what this transaction did to it."""
        pair, name, count, tail, known, position, amended = row
        gained, changes = self._gained.get(pair, (0, 0))
        newest, last = self._clocks[pair]
        if pair in self._amendments:
            amended = last = self._last
        return pair, name, count + gained, tail + changes, max(known, newest), max(position, last), amended


def checkpoint(conn: sqlite3.Connection, pair: int, acts: Acts) -> int:
    """Fold what lies behind a pair's last checkpoint that stays, and write checkpoints; the rows that are left behind.

    One every ``EVERY`` rows stays; one more goes along with the end of the pair, behind a multiple of ``NEAR`` rows.
    """
    if _last_counted(conn, pair) % EVERY:
        conn.execute(f"DELETE FROM checkpoints WHERE pair = ? AND (moment, id) = ({_LAST_KEY})", (pair, pair))
    folding, count, after = last_checkpoint(conn, pair)
    rows = conn.execute(
        "SELECT moment, act, dev, id FROM facts WHERE pair = ? AND (moment, id) > (?, ?) ORDER BY moment, id",
        (pair, *after),
    ).fetchall()
    end = len(rows) - len(rows) % NEAR
    for start in range(0, end, EVERY):
        part = rows[start : min(start + EVERY, end)]
        folding.run(((unpack_day(m), a, d) for m, a, d, _ in part), acts)
        count += len(part)
        conn.execute(
            "INSERT INTO checkpoints VALUES (?,?,?,?,?,?)",
            checked_checkpoint(pair, part[-1][0], part[-1][3], count, pack(folding)),
        )
        folding.remarks = []
    return len(rows) - end


def come_near(conn: sqlite3.Connection) -> None:
    """After a bulk: bring the last checkpoints to the ends of their pairs."""
    rows = conn.execute(f"SELECT {_PAIR} FROM pairs WHERE tail >= ? ORDER BY pair", (NEAR,)).fetchall()
    _keep_pairs(conn, _checkpointed(conn, [row for row in rows if _is_near(conn, row)]))


def _checkpointed(conn: sqlite3.Connection, rows: Iterable[Sequence[Any]]) -> list[tuple[Any, ...]]:
    """The rows of pairs, but for their checksums, once their checkpoints are made."""
    acts = Acts(conn)
    return [(*row[:3], checkpoint(conn, row[0], acts), *row[4:]) for row in rows]


def _keep_pairs(conn: sqlite3.Connection, rows: Iterable[Sequence[Any]]) -> None:
    conn.executemany(_UPDATE_PAIR, [(*row[2:], checksum(*row), row[0]) for row in rows])


def _is_near(conn: sqlite3.Connection, row: Sequence[Any]) -> bool:
    """Whether enough of a pair changed for a checkpoint at its end, and little has to be folded for it."""
    pair, _, count, tail, *_ = row
    return bool(tail >= NEAR and count - _last_counted(conn, pair) < 2 * EVERY)


def _last_counted(conn: sqlite3.Connection, pair: int) -> int:
    """The rows of a pair up to its last checkpoint."""
    row = conn.execute(f"SELECT count {_LAST}", (pair,)).fetchone()
    return 0 if row is None else int(row[0])


def checked_checkpoint(pair: int, moment: int, stream: str, count: int, body: bytes) -> tuple[Any, ...]:
    """The row of a checkpoint."""
    return pair, moment, stream, count, body, checksum(pair, moment, stream, count, body=body)
