"""All pairs near a date: of each only the rows between two checkpoints, so that a log of any size is scrubbed
in the same time and memory.

Where one stands decides which rows are held; who moves beyond them has the next ones read. Latest knowledge only.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from tracker.application.store.derived_keys import DAY
from tracker.application.store.picture import Clocks, window_start
from tracker.application.store.refs import Held, bounds_of, ids_of
from tracker.application.store.snapshot import last_checkpoint
from tracker.application.store.timeline import Timeline
from tracker.domain.fold import Folding, Prepared
from tracker.domain.moments import Cut

if TYPE_CHECKING:
    from tracker.application.store.placed import Placed
    from tracker.application.store.reader import Reader

STEP = 64
"""Rows from one state in memory to the next."""
_BEYOND = 1 << 62
_PAIRS = "SELECT name, pair, known, position FROM pairs ORDER BY name"
_END = "SELECT min(moment) FROM checkpoints WHERE pair = ? AND moment > ?"
_ROWS = "SELECT moment, act, dev FROM facts WHERE pair = ? AND (moment, id) > (?, ?) AND moment < ? ORDER BY moment, id"

_UPTO = (
    f"SELECT moment / {DAY}, act, dev FROM facts WHERE pair = ? AND (moment, id) > (?, ?) AND moment <= ? "
    "ORDER BY moment, id"
)
_BETWEEN = (
    f"SELECT moment / {DAY}, act, dev FROM facts WHERE pair = ? AND moment > ? AND moment <= ? ORDER BY moment, id"
)


class Standing(NamedTuple):
    """A pair on a date: its state, the state 30 days before, how many developments count; not to be changed."""

    folding: Folding
    earlier: Folding
    total: int
    since: int = -1
    """The moment behind which its remarks lie."""


class _Known(NamedTuple):
    """A pair in the store: its number, its latest knowledge (seconds UTC) and its last position."""

    pair: int
    known: int
    position: int


class Segment:
    """The rows of a pair behind a checkpoint, up to one that lies ahead."""

    def __init__(self, reader: "Reader", pair: int, until: int, before: int) -> None:
        base, self._count, key = last_checkpoint(reader.conn, pair, before)
        ahead = reader.conn.execute(_END, (pair, until)).fetchone()[0]
        self._low, self._high = key[0], _BEYOND if ahead is None else ahead
        rows = reader.conn.execute(_ROWS, (pair, *key, self._high)).fetchall()
        self._timeline = Timeline(reader.acts, rows, base, STEP)
        self._last: dict[int, tuple[int, Folding]] = {}
        self.told: tuple[Cut, Any] | None = None
        """What was made of it last, and for which date."""

    def holds(self, until: int, before: int) -> bool:
        """Whether both moments lie within."""
        return self._low <= before and until < self._high

    def standing(self, until: int, before: int) -> Standing:
        """The pair at two moments, the date and 30 days before."""
        earlier = self._after(0, self._timeline.upto(before))
        count = self._timeline.upto(until)
        return Standing(self._after(1, count), earlier, self._count + count, self._low)

    def _after(self, which: int, count: int) -> Folding:
        """A day on, most pairs stand where they stood."""
        held = self._last.get(which)
        if held is None or held[0] != count:
            held = self._last[which] = (count, self._timeline.after(count))
        return held[1]


class Nearby:
    """Holds a segment of each pair, kept up with the log; one thread at a time asks, within a snapshot."""

    def __init__(self, reader: "Reader") -> None:
        self._reader = reader
        self._version: int | None = None
        self._pairs: dict[str, _Known] = {}
        self._held: dict[str, Segment] = {}
        self._then: tuple[Any, Placed] | None = None
        self._hanging: frozenset[int] | None = None
        self.ids = Held(partial(ids_of, reader.conn))
        """The ids of developments by position, which never change."""
        self.bounds = Held(partial(bounds_of, reader.conn))
        """Their earliest and latest days, until more is recorded."""

    def standings(self, clocks: Clocks) -> Iterator[tuple[str, Standing | None]]:
        """Every pair on a date, by name; None where less was known at these clocks than is known now."""
        if self._reader.is_empty():
            return
        self._follow()
        _ = self._reader.acts.table
        until, before = clocks.as_of.packed, window_start(clocks)
        for name, known in self._pairs.items():
            sees = clocks.sees_all(known.position, known.known)
            yield name, self._segment(name, known.pair, until, before).standing(until, before) if sees else None

    def standing(self, name: str, clocks: Clocks) -> Standing:
        """A pair on a date; what is known now must be known at these clocks. KeyError where nothing touched it."""
        self._follow()
        _ = self._reader.acts.table
        until, before = clocks.as_of.packed, window_start(clocks)
        return self._segment(name, self._pairs[name].pair, until, before).standing(until, before)

    def placed(self, name: str, clocks: Clocks) -> "Placed":
        """The developments of a pair, of every date; as known then they are held, for whoever asks of them next.

        Of what is known now nothing is held but near a date.
        """
        from tracker.application.store.placed import placed  # not for who asks what is known now

        if self._reader.sees_all(name, clocks):
            self._then = None
            return placed(self._reader, name, clocks)
        self._follow()
        key = name, clocks[1:]
        if self._then is None or self._then[0] != key:
            self._then = None
            self._then = key, placed(self._reader, name, clocks)
        return self._then[1]

    def hanging(self) -> frozenset[int]:
        """What `hanging` finds in the log, found once for all dates and all that was known."""
        from tracker.application.store.hanging import hanging  # not for who asks what is known now

        self._follow()
        if self._hanging is None:
            self._hanging = hanging(self._reader.conn)
        return self._hanging

    def told(self, name: str, cut: Cut) -> Any:
        """What was kept of a pair for a date; None where there is none, or more was recorded since."""
        held = self._held.get(name)
        return held.told[1] if held is not None and held.told is not None and held.told[0] == cut else None

    def keep(self, name: str, cut: Cut, made: Any) -> None:
        """Keep what was made of what `standings` gave of a pair for a date, until more is recorded of it."""
        held = self._held.get(name)
        if held is not None:
            held.told = cut, made

    def _segment(self, name: str, pair: int, until: int, before: int) -> Segment:
        held = self._held.get(name)
        if held is None or not held.holds(until, before):
            held = self._held[name] = Segment(self._reader, pair, until, before)
        return held

    def _follow(self) -> None:
        """Forget what was recorded upon."""
        version = self._reader.data_version()
        if version == self._version:
            return
        found = {name: _Known(*rest) for name, *rest in self._reader.conn.execute(_PAIRS).fetchall()}
        for name in [name for name in self._held if self._pairs.get(name) != found.get(name)]:
            del self._held[name]
        self.bounds.forget()
        self._then = self._hanging = None
        self._pairs, self._version = found, version


def standings_once(reader: "Reader", clocks: Clocks, *, chains: bool = True) -> Iterator[tuple[str, Standing | None]]:
    """Every pair on a date as `Nearby` gives it, for who asks for one date only: no row beyond it is read or kept.

    Without ``chains`` a state tells how things stand and not why.
    """
    if reader.is_empty():
        return
    date = _Date(reader.conn, reader.acts.table, clocks.as_of.packed, window_start(clocks), chains)
    for name, *rest in reader.conn.execute(_PAIRS).fetchall():
        known = _Known(*rest)
        yield name, date.standing(known.pair) if clocks.sees_all(known.position, known.known) else None


class _Date(NamedTuple):
    """A date that is asked for once: the moment, that of 30 days before, and with what pairs are folded."""

    conn: sqlite3.Connection
    acts: Mapping[Any, Prepared]
    until: int
    before: int
    chains: bool

    def standing(self, pair: int) -> Standing:
        """A pair at both moments."""
        earlier, count, after = last_checkpoint(self.conn, pair, self.before, chains=self.chains)
        old = self.conn.execute(_UPTO, (pair, *after, self.before)).fetchall()
        earlier.run(old, self.acts)
        new = self.conn.execute(_BETWEEN, (pair, self.before, self.until)).fetchall()
        folding = earlier.copy(remarks=False).run(new, self.acts) if new else earlier
        return Standing(folding, earlier, count + len(old) + len(new))
