"""Past knowledge: a pair folded from its entries, as known at a time or up to a position of the log."""

import sqlite3
from datetime import date
from typing import Any

from tracker.application.store.derived_keys import NO_PAIR
from tracker.application.store.lookup import LogLookup
from tracker.application.store.picture import Clocks, Picture, picture_by_id, window_start
from tracker.domain.chronicle import Happening, Settling
from tracker.domain.fold import Folding, Prepared, prepare


def happenings(
    conn: sqlite3.Connection, number: int, clocks: Clocks, settled: Settling | None = None
) -> list[Happening]:
    """The developments of a pair that counted at these clocks' knowledge, in order, of every date.

    ``settled`` is what a caller settles with at the same clocks: then no entry is decoded twice.
    """
    settling = settled or Settling(LogLookup(conn, known_at=clocks.known_at, position=clocks.position))
    every = streams(conn, number)
    if isinstance(settling.lookup, LogLookup):
        settling.lookup.preload(every)
    found = [settling.happening(stream) for stream in every]
    name = None if number == NO_PAIR else _name(conn, number)
    counted = [h for h in found if h is not None and h.pair == name]
    return sorted(counted, key=lambda h: h.order)


def streams(conn: sqlite3.Connection, number: int) -> list[str]:
    """The developments that touch a pair, or ever did."""
    rows = conn.execute(
        "SELECT originator_id FROM stored_events WHERE rowid IN "
        "(SELECT dev FROM facts WHERE pair = ? UNION SELECT dev FROM past WHERE pair = ?)",
        (number, number),
    )
    return [stream for (stream,) in rows]


def _name(conn: sqlite3.Connection, number: int) -> str:
    return str(conn.execute("SELECT name FROM pairs WHERE pair = ?", (number,)).fetchone()[0])


def past_picture(conn: sqlite3.Connection, pair: str, number: int, clocks: Clocks) -> Picture:
    """A pair as it was known."""
    return picture_of(pair, clocks, happenings(conn, number, clocks))


def picture_of(pair: str, clocks: Clocks, every: list[Happening]) -> Picture:
    """The picture of a chronicle of one pair (of every date); developments are referred to by id."""
    acts: dict[int, Prepared] = {}
    upto = [h for h in every if h.moment.packed <= clocks.as_of.packed]
    start, day = window_start(clocks), clocks.as_of.day
    earlier = fold_happenings([h for h in upto if h.moment.packed <= start], acts)
    return picture_by_id(
        pair, clocks, (fold_happenings(upto, acts), earlier),
        bounds={h.id: _bounds(h) for h in every},
        uncertain=[h.id for h in every if straddles(h, day)],
        claimed=[h.id for h in upto if h.claims or h.assessed],
        count=len(upto),
    )  # fmt: skip


def fold_happenings(every: list[Happening], acts: dict[int, Prepared]) -> Folding:
    """Fold developments; ``acts`` remembers the prepared ones between calls."""
    rows: list[tuple[int, int, Any]] = []
    for happening in every:
        if happening.act is not None:  # each is held by its happening meanwhile
            key = id(happening.act)
            if key not in acts:
                acts[key] = prepare(happening.act)
            rows.append((happening.moment.day, key, happening.id))
    return Folding().run(rows, acts)


def straddles(happening: Happening, day: date) -> bool:
    """Whether it may have happened before and after a day, so that it is uncertain on it."""
    when = happening.occurred
    return not when.exact and (when.earliest is None or when.earliest <= day) and when.latest >= day


def _bounds(happening: Happening) -> tuple[int | None, int]:
    when = happening.occurred
    return (None if when.earliest is None else when.earliest.toordinal()), when.latest.toordinal()
