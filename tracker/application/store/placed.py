"""Placed rows: the developments of a pair in order, with their acts, as known at some clocks.

What is known now is read from the narrow rows of the store. What was known before differs from that only where an
entry was not known yet, and where that bears on others: those are settled from their entries, the rest is as now.
Whoever alters some developments (an account, a comparison) decodes only those and folds the rest by their acts.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cache
from operator import attrgetter
from typing import Any, NamedTuple

from tracker.application.pacing import paced
from tracker.application.store.acts import Acts
from tracker.application.store.collector import uncollected
from tracker.application.store.derived_keys import CLAIMED, DAY, DEPTHS
from tracker.application.store.lookup import LogLookup
from tracker.application.store.pair_entries import KnownLookup, PairEntries
from tracker.application.store.picture import Clocks, Picture, picture_by_id, window_start
from tracker.application.store.reader import Reader
from tracker.domain.act import Act
from tracker.domain.chronicle import Happening, Settling
from tracker.domain.fold import Folding, Prepared, prepare

_FACTS = "SELECT moment, id, act, earliest, latest, marks FROM facts WHERE pair = ? ORDER BY moment, id"


class Row(NamedTuple):
    """A development that counts: its place, its act by key, its earliest (None: open) and latest day (ordinals)."""

    moment: int
    id: str
    act: Any
    earliest: int | None
    latest: int
    claimed: bool
    """It carries claims or assessments."""

    def straddles(self, day: int) -> bool:
        """Whether it may have happened before and after a day."""
        return self.earliest != self.latest and (self.earliest is None or self.earliest <= day) and self.latest >= day

    @property
    def conducts(self) -> bool:
        """Whether its place may hang on what it is tied to."""
        return self.earliest != self.latest or self.moment % DEPTHS > 0


class Placed:
    """The developments of a pair at some clocks' knowledge, of every date, and what they do."""

    def __init__(self, pair: str, clocks: Clocks, settling: Settling, interned: Acts) -> None:
        self.pair, self.clocks = pair, clocks
        self.rows: list[Row] = []
        self.acts: dict[Any, Prepared] = {}
        self.settling = settling
        self.suspects: set[str] = set()
        """The developments of which something else may have been known than now."""
        self._interned = interned
        self._bare: dict[Any, Act] = {}

    def happening(self, stream: str) -> Happening | None:
        """A development as it counts then."""
        return self.settling.happening(stream)

    def row_of(self, found: Happening) -> Row:
        """The row of a development that was altered, or read from its entries."""
        when = found.occurred
        return Row(
            found.moment.packed, found.id, self.key(found.act),
            None if when.earliest is None else when.earliest.toordinal(), when.latest.toordinal(),
            bool(found.claims or found.assessed),
        )  # fmt: skip

    def key(self, act: Act | None) -> Any:
        """The key under which an act is folded; None for what does nothing."""
        if act is None:
            return None
        key = ("act", id(act))
        if key not in self.acts:
            self.acts[key], self._bare[key] = prepare(act), act
        return key

    def act(self, key: Any) -> Act:
        """The act that is folded under a key."""
        return self._bare[key] if key in self._bare else self._interned.act(key)

    def upto(self, moment: int, rows: Sequence[Row] | None = None) -> Sequence[Row]:
        """The rows at or before a moment: of all, or of some that are in order."""
        every = self.rows if rows is None else rows
        return every[: bisect_right(every, moment, key=attrgetter("moment"))]

    def folded(self, rows: Iterable[Row], onto: Folding | None = None) -> Folding:
        """The state after some rows, which are in order; ``onto`` a state that is folded further, and changed."""
        with uncollected():
            state = Folding() if onto is None else onto
            acted = ((r.moment // DAY, r.act, r.id) for r in paced(rows) if r.act is not None)
            return state.run(acted, self.acts)


def placed(reader: Reader, pair: str, clocks: Clocks, entries: PairEntries | None = None) -> Placed:
    """The developments of a pair as they are known at these clocks; none where nothing touched it.

    ``entries`` are those of the pair, where a caller has read them already.
    """
    return placed_by(reader, pair, [clocks], entries)[0]


def placed_by(
    reader: Reader, pair: str, questions: Sequence[Clocks], entries: PairEntries | None = None
) -> list[Placed]:
    """The same at each of several clocks; what is known now is read once."""
    number = reader.pair_number(pair)
    if number is None:
        return [_as_now(reader, pair, clocks, {}) for clocks in questions]
    now, known = _facts(reader, number), cache(lambda: entries or PairEntries(reader.conn, number))
    return [
        _as_now(reader, pair, clocks, now)
        if reader.sees_all(pair, clocks)
        else _as_known(reader, pair, clocks, now, known())
        for clocks in questions
    ]


def _facts(reader: Reader, number: int) -> dict[str, Row]:
    """The developments of a pair as known now, in order."""
    facts = reader.conn.execute(_FACTS, (number,))
    return {
        stream: Row(moment, stream, act, earliest, latest, bool(marks & CLAIMED))
        for moment, stream, act, earliest, latest, marks in facts
    }


def _as_now(reader: Reader, pair: str, clocks: Clocks, now: dict[str, Row]) -> Placed:
    lookup = LogLookup(reader.conn, known_at=clocks.known_at, position=clocks.position)
    found = Placed(pair, clocks, Settling(lookup), reader.acts)
    found.acts.update(reader.acts.table if now else {})
    found.rows = list(now.values())
    return found


def _as_known(reader: Reader, pair: str, clocks: Clocks, now: dict[str, Row], entries: PairEntries) -> Placed:
    found = Placed(pair, clocks, Settling(KnownLookup(entries, clocks)), reader.acts)
    found.acts.update(reader.acts.table)
    then = _otherwise(found, entries, now)
    found.suspects = set(then)
    rows = [*(row for row in now.values() if row.id not in then), *(row for row in then.values() if row is not None)]
    found.rows = sorted(rows)  # by moment and id, with which they begin
    return found


def _otherwise(found: Placed, entries: PairEntries, now: dict[str, Row]) -> dict[str, Row | None]:
    """What may have been known otherwise than now, as it was known: None where it did not count for the pair.

    As when rows are derived: what is tied to a development that was known otherwise is settled, and what is tied to
    that where it came out otherwise, or where its own place hangs on others.
    """
    later = entries.unseen(found.clocks)
    near = {*entries.kin(later), *entries.tied_to(later)}
    then: dict[str, Row | None] = {}
    waiting, done = sorted(near), set()
    while waiting:
        stream = waiting.pop()
        if stream in done:
            continue
        done.add(stream)
        row, moved = _settled(found, stream, entries, now)
        then[stream] = row
        if moved:
            waiting.extend(entries.tied_to([stream]))
    return then


def _settled(found: Placed, stream: str, entries: PairEntries, now: dict[str, Row]) -> tuple[Row | None, bool]:
    """A development as it was known, and whether what is tied to it may be otherwise for it."""
    if not any(raw.seen(found.clocks) for raw in entries.of(stream)):
        return None, False  # its ties are looked at already
    happening = found.happening(stream)
    if happening is None or happening.pair != found.pair:
        return None, True
    row, old = found.row_of(happening), now.get(stream)
    return row, old is None or old[0] != row[0] or old[3:] != row[3:] or row.conducts or old.conducts


def picture_of_rows(found: Placed, rows: Sequence[Row], at: Clocks | None = None) -> Picture:
    """The picture of some rows, in order and of every date; developments are referred to by id.

    ``at`` are other clocks of the same knowledge.
    """
    clocks = at or found.clocks
    day = clocks.as_of.day.toordinal()
    upto = found.upto(clocks.as_of.packed, rows)
    start = len(found.upto(window_start(clocks), upto))
    earlier = found.folded(upto[:start])
    return picture_by_id(
        found.pair, clocks, (found.folded(upto[start:], earlier.copy()), earlier),
        bounds={row.id: (row.earliest, row.latest) for row in rows},
        uncertain=[row.id for row in rows if row.straddles(day)],
        claimed=[row.id for row in upto if row.claimed],
        count=len(upto),
    )  # fmt: skip
