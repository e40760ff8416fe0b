"""The views of a store, each held against what the model says; AssertionError where one differs."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from tests.durability.model import Model, Told
from tests.durability.sayings import PLACES
from tests.portraits import portrait
from tests.strategies import FIRST_DAY, NOON
from tracker.application.store.nearby import standings_once
from tracker.application.store.reader import Clocks, Reader
from tracker.application.store.tree import LogTree
from tracker.application.verify import verify
from tracker.application.views.scrolled import ScrolledTimeline
from tracker.application.views.timeline import timeline_rows
from tracker.domain.fold import Folding, refs
from tracker.domain.moments import Cut

NAMES = tuple(dict.fromkeys("-".join(pair) for pair in PLACES))
LAST = Clocks(Cut(FIRST_DAY + timedelta(days=999)))
_ALL = 1 << 30
"""Remarks of a pair: no log of a trial has more."""
_ENTRIES = "SELECT rowid, originator_id, originator_version, topic, state FROM stored_events ORDER BY rowid"


class View(NamedTuple):
    """A log as it is read: by a reader that stays open, and by those who come anew."""

    reader: Reader
    path: Path


def agree(view: View, model: Model, chance: Random) -> None:
    """Hold every view of a store against the model, at clocks that chance gives."""
    entries_agree(view.reader, model)
    with view.reader.snapshot():
        standings_agree(view.reader, model, chance)
        clocks = chance.choice((LAST, some_clocks(model, chance), some_clocks(model, chance)))
        states_agree(view.reader, model, clocks, chance.choice(NAMES))
    found = verify(view.path)
    assert (found.findings, found.entries) == ((), len(model.rows)), found


def entries_agree(reader: Reader, model: Model) -> None:
    """The entries byte for byte, the root over them, and the seals."""
    with reader.snapshot():
        assert [tuple(row) for row in reader.conn.execute(_ENTRIES)] == model.rows
        checkpoint = LogTree(reader.conn).checkpoint()
        assert (checkpoint.size, checkpoint.root) == (len(model.rows), model.root())
        seals = reader.conn.execute("SELECT size, root FROM seals").fetchall()
        assert dict(seals) == model.seals


def states_agree(reader: Reader, model: Model, clocks: Clocks, one: str) -> None:
    """Everything that is said of each pair at some clocks, and the order of the timeline of one."""
    told = Told(model.chronicle(clocks), clocks)
    for pair in NAMES:
        assert portrait(reader.picture(pair, clocks)) == told.portrait(pair), (pair, clocks)
    every = timeline_rows(reader, one, clocks)
    rows = [row for row in every if not (row.context or row.retracted)]
    assert [row.id for row in rows] == told.shown(one), (one, clocks)
    held = ScrolledTimeline(reader, one, clocks)
    assert held.rows(held.at(clocks.as_of), clocks.as_of) == every, (one, clocks)


def standings_agree(reader: Reader, model: Model, chance: Random) -> None:
    """How all pairs stand on a date, held near it and read for it alone; all that is told of one of them."""
    clocks = Clocks(some_cut(chance))
    told = Told(model.chronicle(clocks), clocks)
    held, once = dict(reader.nearby.standings(clocks)), dict(standings_once(reader, clocks))
    assert set(held) == set(once) >= {h.pair for h in told.every if h.pair}
    for pair, found in [*held.items(), *once.items()]:
        wanted = told.picture(pair)
        assert found is not None, (pair, clocks)
        assert found.total == wanted.count, (pair, clocks)
        assert plain(found.folding, reader.ids) == plain(wanted.folding, wanted.ids), (pair, clocks)
        assert plain(found.earlier, reader.ids) == plain(wanted.earlier, wanted.ids), (pair, clocks)
    one = chance.choice(NAMES)
    assert portrait(reader.picture_nearby(one, clocks, _ALL)) == told.portrait(one), (one, clocks)


def plain(folding: Folding, ids: Callable[[Iterable[Any]], dict[Any, str]]) -> tuple[Any, ...]:
    """The values of a state, with the ids of what made them."""
    names = ids([ref for chain in folding.because for ref in refs(chain)])
    return folding.values, [[names[ref] for ref in refs(chain)] for chain in folding.because]


def some_cut(chance: Random) -> Cut:
    """A date among those of the developments, or near them."""
    days = chance.choice((12, 12, 420))
    return Cut(FIRST_DAY + timedelta(days=chance.randint(-3, days)), chance.choice((0, 61, 1440, 1440)))


def some_clocks(model: Model, chance: Random) -> Clocks:
    """A date, knowledge and a position."""
    known = NOON + timedelta(days=chance.randint(-1, chance.choice((30, 400))), milliseconds=chance.randint(0, 6) * 100)
    position = chance.randint(0, len(model.rows))
    return Clocks(some_cut(chance), chance.choice((None, known)), chance.choice((None, position)))
