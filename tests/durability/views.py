"""The views of a store, each held against what the model says; AssertionError where one differs."""

from datetime import timedelta
from pathlib import Path
from random import Random
from typing import NamedTuple

from tests.durability.model import Model, Told
from tests.durability.sayings import PLACES
from tests.portraits import portrait
from tests.strategies import FIRST_DAY, NOON
from tracker.application.store.reader import Clocks, Reader
from tracker.application.store.refs import ids_of
from tracker.application.store.tree import LogTree
from tracker.application.verify import verify
from tracker.application.views.scrolled import ScrolledTimeline
from tracker.application.views.timeline import timeline_rows
from tracker.domain.fold import refs
from tracker.domain.moments import Cut

NAMES = tuple(dict.fromkeys("-".join(pair) for pair in PLACES))
LAST = Clocks(Cut(FIRST_DAY + timedelta(days=999)))
_ENTRIES = "SELECT rowid, originator_id, originator_version, topic, state FROM stored_events ORDER BY rowid"


class View(NamedTuple):
    """A log as it is read: by a reader that stays open, and by those who come anew."""

    reader: Reader
    path: Path


def agree(view: View, model: Model, chance: Random) -> None:
    """Hold every view of a store against the model, at clocks that chance gives."""
    entries_agree(view.reader, model)
    with view.reader.snapshot():
        timelines_agree(view.reader, model, chance)
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


def timelines_agree(reader: Reader, model: Model, chance: Random) -> None:
    """The rows that are kept in memory, and the state after any number of them."""
    clocks = Clocks(some_cut(chance))
    told = Told(model.chronicle(clocks), clocks)
    for pair, found in reader.timelines().items():
        every = told.of(pair)
        names = ids_of(reader.conn, found.devs)
        assert list(found.moments) == [h.moment.packed for h in every], pair
        assert [names[dev] for dev in found.devs] == [h.id for h in every], pair
        folding, wanted = found.at(clocks.as_of.packed), told.folded(pair)
        assert folding.values == wanted.values, (pair, clocks)
        because = [[names[ref] for ref in refs(chain)] for chain in folding.because]
        assert because == [refs(chain) for chain in wanted.because], (pair, clocks)
    assert set(reader.timelines()) >= {h.pair for h in told.every if h.pair}


def some_cut(chance: Random) -> Cut:
    """A date among those of the developments, or near them."""
    days = chance.choice((12, 12, 420))
    return Cut(FIRST_DAY + timedelta(days=chance.randint(-3, days)), chance.choice((0, 61, 1440, 1440)))


def some_clocks(model: Model, chance: Random) -> Clocks:
    """A date, knowledge and a position."""
    known = NOON + timedelta(days=chance.randint(-1, chance.choice((30, 400))), milliseconds=chance.randint(0, 6) * 100)
    position = chance.randint(0, len(model.rows))
    return Clocks(some_cut(chance), chance.choice((None, known)), chance.choice((None, position)))
