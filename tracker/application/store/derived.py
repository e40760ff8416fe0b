"""Derived rows: kept equal to the entries, in the transaction that writes them.

A *fact* is the narrow row of a development that counts: pair, moment, act, bounds. When a stream changes, what
it owes to others and others to it is settled again: causes, responses, what is the same. A pair that is
touched before its last checkpoint loses the checkpoints after.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime
from math import ceil
from typing import Any

from tracker.application.store.acts import Acts, Interning
from tracker.application.store.derived_keys import CLAIMED, DEPTHS, EVERY, INEXACT, NO_PAIR, RESPONSE, SAME
from tracker.application.store.snapshot import pack, unpack
from tracker.domain.act import Act
from tracker.domain.catalogue import act_of
from tracker.domain.chronicle import Happening, Settling
from tracker.domain.dossier import Dossier
from tracker.domain.fold import Folding
from tracker.domain.moments import END_OF_DAY, Moment, unpack_day
from tracker.domain.occurrence import Occurrence

Fact = tuple[int, int, str, int, int | None, int, int | None, int, int]
_INSERT = "INSERT INTO facts VALUES (?,?,?,?,?,?,?,?,?)"


class Deriving:
    """Derives rows from the dossiers that a transaction changes."""

    def __init__(self, conn: sqlite3.Connection, lookup: Any, interning: Interning) -> None:
        self._conn = conn
        self._lookup = lookup
        self._acts = interning
        self._dirty: dict[int, int] = {}
        self._gained: dict[int, tuple[int, int]] = {}
        self._clocks: dict[int, tuple[int, int]] = {}
        self._pairs: dict[str, int] = {}
        self._fresh: dict[str, Fact] = {}
        self._wanted: set[str] = set()
        self._amendments: set[int] = set()
        self._last = 0
        self._consulted = 0

    def settle(self, changed: Sequence[tuple[Dossier | None, Dossier, int]]) -> None:
        """Derive for streams changed from one dossier to another; the int is the position of the entry."""
        waiting: list[str] = []
        self._wanted = self._linked_to([after.stream for before, after, _ in changed if before is None])
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

    def _linked_to(self, streams: Sequence[str]) -> set[str]:
        """Those of some streams to which another is tied already."""
        found: set[str] = set()
        for start in range(0, len(streams), 500):
            part = streams[start : start + 500]
            marks = ",".join("?" * len(part))
            rows = self._conn.execute(f"SELECT DISTINCT target FROM links WHERE target IN ({marks})", part)
            found.update(target for (target,) in rows)
        return found

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
        when = development.occurred
        minute = END_OF_DAY if when.minute is None else when.minute
        moment = Moment(when.best.toordinal(), minute, int(development.precedence), 0)
        act = act_of(development)
        claimed = bool(development.claims or dossier.assessed)
        return self._row(development.pair, moment, dossier.stream, position, act, known, when, claimed)

    def _unmoved(self, cause: str, place: int) -> bool:
        """Whether a cause stays as it is though something at a place now responds to it."""
        fact = self._fresh.get(cause)
        if fact is None:
            row = self._conn.execute(
                "SELECT moment, marks FROM facts WHERE dev = (SELECT rowid FROM stored_events "
                "WHERE originator_id = ? AND originator_version = 1)",
                (cause,),
            ).fetchone()
            if row is None:
                return not self._is_recorded(cause)
            moment, marks = row
        else:
            moment, marks = fact[1], fact[8]
        return not marks & INEXACT and moment // DEPTHS != place

    def _is_recorded(self, stream: str) -> bool:
        row = self._conn.execute("SELECT 1 FROM stored_events WHERE originator_id = ? LIMIT 1", (stream,))
        return row.fetchone() is not None

    def _flush(self) -> None:
        self._conn.executemany(_INSERT, self._fresh.values())
        for fact in self._fresh.values():
            self._note(fact[0], fact[1], +1, fact[5], fact[3])
        self._fresh.clear()

    def _fact(self, found: Happening, dev: int) -> Fact:
        claimed = bool(found.claims or found.assessed)
        when, known = found.occurred, found.known_from
        return self._row(found.pair, found.moment, found.id, dev, found.act, known, when, claimed)

    def _row(
        self,
        pair: str | None,
        moment: Moment,
        stream: str,
        dev: int,
        act: Act | None,
        known: datetime,
        when: Occurrence,
        claimed: bool,
    ) -> Fact:
        return (
            self.pair(pair),
            moment.packed,
            stream,
            dev,
            None if act is None else self._acts.number(act),
            ceil(known.timestamp()),
            None if when.earliest is None else when.earliest.toordinal(),
            when.latest.toordinal(),
            (CLAIMED if claimed else 0) | (0 if when.exact else INEXACT),
        )

    def pair(self, name: str | None) -> int:
        """The number of a pair; 0 for none."""
        if name is None:
            return NO_PAIR
        number = self._pairs.get(name)
        if number is None:
            row = self._conn.execute("SELECT pair FROM pairs WHERE name = ?", (name,)).fetchone()
            number = int(row[0]) if row else self._new_pair(name)
            self._pairs[name] = number
        return number

    def _new_pair(self, name: str) -> int:
        cursor = self._conn.execute(
            "INSERT INTO pairs (name, count, tail, known, position, amended) VALUES (?, 0, 0, 0, 0, 0)",
            (name,),
        )
        return int(cursor.lastrowid or 0)

    def _tie(self, dossier: Dossier) -> None:
        development = dossier.development
        if development is None or not (development.in_response_to or dossier.same_as):
            return
        rows = [(target, RESPONSE, dossier.stream) for target in development.in_response_to]
        rows += [(target, SAME, dossier.stream) for target in dossier.same_as]
        self._conn.executemany("INSERT OR IGNORE INTO links VALUES (?,?,?)", rows)

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
                self._conn.execute("INSERT OR IGNORE INTO past VALUES (?,?)", (pair, dev))
                self._clock(pair, known, position)

    def _spread(self, touched: list[str]) -> None:
        """Settle streams again, what counts as the same, what is tied to them, and on from what moved.

        What was consulted may be known later than the facts that rest on it: their pairs note that.
        """
        near = {other for stream in self._kin(touched) for other in (stream, *self._neighbours(stream))}
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
                waiting.extend(other for kin in self._kin([stream]) for other in self._neighbours(kin))

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
        if pair == NO_PAIR:
            return
        self._dirty[pair] = min(moment, self._dirty.get(pair, moment))
        gained, changes = self._gained.get(pair, (0, 0))
        self._gained[pair] = gained + gain, changes + 1
        self._clock(pair, known, position)

    def _clock(self, pair: int, known: int, position: int) -> None:
        old = self._clocks.get(pair, (0, 0))
        self._clocks[pair] = max(old[0], known), max(old[1], position)

    def _keep_checkpoints(self) -> None:
        """Drop the checkpoints behind what changed; make new ones when ``EVERY`` rows of a pair did.

        ``tail`` counts the changes since: a history that is filled in late is not folded anew for every entry.
        """
        rows = []
        for pair, (known, position) in self._clocks.items():
            if pair != NO_PAIR:
                gained, changes = self._gained.get(pair, (0, 0))
                rows.append((gained, changes, known, position, pair))
        self._conn.executemany(
            "UPDATE pairs SET count = count + ?, tail = tail + ?, known = max(known, ?), "
            "position = max(position, ?) WHERE pair = ?",
            rows,
        )
        self._conn.executemany(
            "UPDATE pairs SET amended = ?, position = max(position, ?) WHERE pair = ?",
            [(self._last, self._last, pair) for pair in self._amendments],
        )
        self._conn.executemany("DELETE FROM checkpoints WHERE pair = ? AND moment >= ?", self._dirty.items())
        due = self._conn.execute("SELECT pair FROM pairs WHERE tail >= ?", (EVERY,)).fetchall()
        acts = Acts(self._conn)
        for (pair,) in due:
            checkpoint(self._conn, pair, acts)


def checkpoint(conn: sqlite3.Connection, pair: int, acts: Acts) -> None:
    """Fold what lies behind a pair's last checkpoint and write checkpoints, one every ``EVERY`` rows."""
    folding, count, after = last_checkpoint(conn, pair)
    folding.remarks = []
    rows = conn.execute(
        "SELECT moment, act, dev, id FROM facts WHERE pair = ? AND (moment, id) > (?, ?) ORDER BY moment, id",
        (pair, *after),
    ).fetchall()
    whole = len(rows) - len(rows) % EVERY
    for start in range(0, whole, EVERY):
        part = rows[start : start + EVERY]
        folding.run(((unpack_day(m), a, d) for m, a, d, _ in part), acts)
        count += len(part)
        conn.execute(
            "INSERT INTO checkpoints VALUES (?,?,?,?,?)",
            (pair, part[-1][0], part[-1][3], count, pack(folding)),
        )
        folding.remarks = []
    conn.execute("UPDATE pairs SET tail = 0 WHERE pair = ?", (pair,))


def last_checkpoint(
    conn: sqlite3.Connection, pair: int, until: int | None = None
) -> tuple[Folding, int, tuple[int, str]]:
    """The last checkpoint up to a moment: its state, how many rows it holds, and its key."""
    row = conn.execute(
        "SELECT moment, id, count, body FROM checkpoints WHERE pair = ? AND moment <= ? "
        "ORDER BY moment DESC, id DESC LIMIT 1",
        (pair, 1 << 62 if until is None else until),
    ).fetchone()
    if row is None:
        return Folding(), 0, (-1, "")
    return unpack(row[3]), row[2], (row[0], row[1])
