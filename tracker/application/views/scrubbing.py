"""What a scrubber stops at: the moments of a pair's developments, and the instants at which more became known."""

from datetime import date, datetime

from tracker.application.store.derived_keys import DAY
from tracker.application.store.pair_entries import instants
from tracker.application.store.placed import placed
from tracker.application.store.reader import Clocks, Reader
from tracker.domain.fold import Folding
from tracker.domain.moments import Cut


def development_cuts(reader: Reader, pair: str) -> list[Cut]:
    """The distinct dates, with the time of day where one is given, at which a pair's state may change."""
    number = reader.pair_number(pair)
    rows = reader.conn.execute("SELECT moment FROM facts WHERE pair = ? ORDER BY moment", (number,))
    cuts = (Cut(date.fromordinal(moment // DAY), moment % DAY // (64 * 32)) for (moment,) in rows)
    return list(dict.fromkeys(cuts))


def change_cuts(reader: Reader, pair: str, clocks: Clocks) -> list[Cut]:
    """The distinct dates on which a component of the state changes, of all dates, as known at these clocks.

    What lapses with time alone (hostility) is no change here.
    """
    with reader.snapshot():
        found = placed(reader, pair, clocks)
    state, cuts = Folding(), []
    for row in found.rows:
        if row.act is not None:
            before = state.values.copy()
            found.folded([row], state)
            if state.values != before:
                cuts.append(Cut(date.fromordinal(row.moment // DAY), row.moment % DAY // (64 * 32)))
    return list(dict.fromkeys(cuts))


def knowledge_instants(reader: Reader, pair: str) -> list[datetime]:
    """The distinct instants (UTC) from which entries on a pair's developments are known, amendments too."""
    number = reader.pair_number(pair)
    return [] if number is None else instants(reader.conn, number)
