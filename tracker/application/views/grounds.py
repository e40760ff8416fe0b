"""Grounds laid out: of what is known now or was known before, from the derived rows; of a chronicle that was sifted."""

from collections.abc import Iterator, Sequence

from tracker.application.store.carried import Stories, Tie, amended, placed_rows, stories, ties_within
from tracker.application.store.pair_entries import PairEntries, Raw
from tracker.application.store.placed import placed
from tracker.application.store.reader import Clocks, Reader
from tracker.application.views.chronicles import settling_at
from tracker.application.views.ground import Ground
from tracker.application.views.sifted import Chronicle
from tracker.domain.act import Act
from tracker.domain.chronicle import Settling
from tracker.domain.fold import prepare
from tracker.domain.knockout import Placed


def ground_now(reader: Reader, pair: str, clocks: Clocks) -> Ground:
    """The ground of what is known now, from the derived rows."""
    number, until = reader.pair_number(pair), clocks.as_of.packed
    settling = settling_at(reader, clocks)
    if number is None:
        return Ground(pair, clocks, [], {}, settling, set())
    rows = [Placed(*row) for row in placed_rows(reader.conn, number, until)]
    table, again = reader.acts.table, amended(reader.conn, number)
    told = stories(reader.conn, number, until, again)
    found = {*ties_within(reader.conn, number, until), *told.answers()}
    found |= {tie for stream in again for tie in _told_by(settling, stream)}
    acts = {key: table[key] for key in {row.key for row in rows}}
    return Ground(pair, clocks, rows, acts, settling, found, told)


def ground_then(reader: Reader, pair: str, clocks: Clocks) -> Ground:
    """The ground of what was known before, from the derived rows and the entries that were not known yet."""
    number = reader.pair_number(pair)
    if number is None:
        return Ground(pair, clocks, [], {}, settling_at(reader, clocks), set())
    entries = PairEntries(reader.conn, number)
    found = placed(reader, pair, clocks, entries)
    rows = [Placed(row.moment, row.act, row.id) for row in found.upto(clocks.as_of.packed) if row.act is not None]
    told = {stream: raws[0].state for stream, raws in entries.streams.items() if _only_told(raws, clocks)}
    acts = {key: found.acts[key] for key in {row.key for row in rows}}
    return Ground(pair, clocks, rows, acts, found.settling, set(_ties_among(entries)), Stories(told))


def _only_told(raws: Sequence[Raw], clocks: Clocks) -> bool:
    """Whether of a development only its recording was known."""
    return [raw.version for raw in raws if raw.seen(clocks)] == [1]


def _ties_among(entries: PairEntries) -> Iterator[Tie]:
    """The ties that a pair's developments ever had, at either end."""
    for stream in entries.kin(entries.own):
        ties = entries.ties(stream)
        yield from (Tie(stream, origin, same=False) for origin in ties.responses)
        yield from (Tie(cause, stream, same=False) for cause in ties.causes)
        yield from (Tie(stream, origin, same=True) for origin in ties.merged)


def _told_by(settling: Settling, stream: str) -> Iterator[Tie]:
    """The ties that a development says it has."""
    dossier = settling.standing(stream)
    held = None if dossier is None else dossier.development
    yield from (Tie(cause, stream, same=False) for cause in (held.in_response_to if held else ()))
    yield from (Tie(other, stream, same=True) for other in (dossier.same_as if dossier else ()))


def ground_of(chronicle: Chronicle) -> Ground:
    """The ground of a chronicle that is settled already."""
    upto = [h for h in chronicle.every if h.act is not None and h.moment.packed <= chronicle.clocks.as_of.packed]
    acts: dict[int, Act] = {id(h.act): h.act for h in upto if h.act is not None}
    return Ground(
        chronicle.pair,
        chronicle.clocks,
        [Placed(h.moment.packed, id(h.act), h.id) for h in upto],
        {key: prepare(act) for key, act in acts.items()},
        chronicle.settling,
        set(_ties_of(chronicle)),
    )


def _ties_of(chronicle: Chronicle) -> Iterator[Tie]:
    settling, lookup = chronicle.settling, chronicle.settling.lookup
    merged = [Tie(h.id, origin, same=True) for h in chronicle.every for origin in h.merged]
    yield from merged
    for member in {*chronicle.touched, *(tie.origin for tie in merged)}:
        yield from _told_by(settling, member)
        yield from (Tie(member, origin, same=False) for origin in lookup.responses(member))


def ground_at(reader: Reader, pair: str, clocks: Clocks, chronicle: Chronicle | None = None) -> Ground:
    """The ground of a pair at some clocks, or of a chronicle that was sifted."""
    if chronicle is None and reader.sees_all(pair, clocks):
        return ground_now(reader, pair, clocks)
    return ground_then(reader, pair, clocks) if chronicle is None else ground_of(chronicle)
