"""All relations: the pairs by tension, with trend and one line of reasons."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from tracker.application.store.collector import uncollected
from tracker.application.store.nearby import Standing, standings_once
from tracker.application.store.reader import Clocks, Reader
from tracker.application.views.outlooks import flag_document, outlooks
from tracker.domain.outlook import Flag
from tracker.domain.parties import halves
from tracker.domain.reading import readings_on, reason_of, trend_of
from tracker.domain.relation import slot
from tracker.domain.tension import band

if TYPE_CHECKING:
    from tracker.application.views.held import Held

_RELATIONS, _HEAD, _CHARGE = slot("relations"), slot("head"), slot("in_charge")
_PENDING = slot("restoration_pending")


class RelationRow(NamedTuple):
    """One pair on a date: what a reader scans."""

    pair: str
    tension: float
    """0 to 10."""
    cooperation: float
    band: str
    trend: str
    """deteriorated, improved, unchanged, or 'unchanged, no acts'."""
    change: float
    reason: str
    relations: str
    restoration_pending: bool
    hostility: str
    heads: tuple[str, str]
    in_charge: tuple[str, str]
    last: str | None
    """Day of the last development up to the date."""
    developments: int
    """Developments up to the date."""
    risk: Flag | None = None
    opportunity: Flag | None = None
    held: "Held | None" = None
    """The component by which the rows were asked for."""

    def document(self) -> dict[str, Any]:
        """The row as JSON, heads by half; with the component by which it was asked for, as the state has it."""
        names, plain = halves(self.pair), self._asdict()
        held = plain.pop("held")
        return {
            **plain,
            **({} if held is None else {"held": held.document()}),
            "hostility": int(self.hostility) if self.hostility.isdigit() else self.hostility,
            "heads": dict(zip(names, self.heads, strict=True)),
            "in_charge": dict(zip(names, self.in_charge, strict=True)),
            "risk": flag_document(self.risk),
            "opportunity": flag_document(self.opportunity),
        }


def relation_rows(
    reader: Reader, clocks: Clocks, *, warm: bool = False, flags: bool = True, by: str | None = None
) -> list[RelationRow]:
    """Every pair that has a development by then, the tensest first.

    ``warm`` keeps what was read for the next date, for screens that scrub; without ``flags`` none is looked for.
    ``by`` adds to each row what a component of its state is.
    """
    with reader.snapshot(), uncollected():
        if not flags and by is None:
            every_one = _all(reader, clocks, warm, chains=False)
            return _in_order(_row(pair, standing, clocks) for pair, standing, _ in every_one)
        return _in_order(_each(reader, _all(reader, clocks, warm), clocks, _Wanted(flags, by, kept=warm and flags)))


def gravest_first(row: RelationRow) -> tuple[float, ...] | None:
    """By what pairs are listed by their component; None where nothing is known of it: those stand last."""
    if row.held is None or row.held.gravity is None:
        return None
    return *(-part for part in row.held.gravity), -row.tension


def by_gravity(rows: Iterable[RelationRow]) -> list[RelationRow]:
    """Pairs by their component, the gravest first; those of which it is unknown last, by name."""
    named = sorted(rows, key=lambda row: row.pair)
    known = [(key, row) for row in named if (key := gravest_first(row)) is not None]
    known.sort(key=lambda one: one[0])
    return [*(row for _, row in known), *(row for row in named if gravest_first(row) is None)]


def _in_order(found: Iterable[RelationRow]) -> list[RelationRow]:
    return sorted(found, key=lambda row: (-row.tension, -row.cooperation, row.pair))


_Pair = tuple[str, Standing]
_Stands = tuple[str, Standing, bool]
"""A pair, how it stands, and whether that is as known then."""


class _Wanted(NamedTuple):
    """What is told of pairs besides how they stand."""

    flags: bool
    by: str | None
    kept: bool
    """Whether what was told for this date is told again."""


def _each(reader: Reader, every: Iterable[_Stands], clocks: Clocks, wanted: _Wanted) -> Iterator[RelationRow]:
    """The rows; those of pairs as known then one by one, as of each all that ever touched it is folded."""
    now: list[_Pair] = []
    for pair, standing, then in every:
        if then:
            alone = [(pair, standing)]
            yield from _held(_rows(reader, alone, clocks, then=True, flags=wanted.flags), alone, clocks, wanted.by)
        else:
            now.append((pair, standing))
    found = _kept(reader, now, clocks) if wanted.kept else _rows(reader, now, clocks, then=False, flags=wanted.flags)
    yield from _held(found, now, clocks, wanted.by)


def _held(rows: Iterable[RelationRow], stand: Sequence[_Pair], clocks: Clocks, by: str | None) -> Iterable[RelationRow]:
    """The rows with a component of the state, where one is wanted."""
    if by is None:
        return rows
    from tracker.application.views.held import held

    told = held(by, stand, clocks.as_of.day.toordinal())
    return [row._replace(held=told[row.pair]) for row in rows]


def _kept(reader: Reader, now: Sequence[_Pair], clocks: Clocks) -> Iterator[RelationRow]:
    """The rows of pairs as known now, of which those on which nothing was recorded since are told again."""
    nearby, cut = reader.nearby, clocks.as_of
    told = {pair: row for pair, _ in now if (row := nearby.told(pair, cut)) is not None}
    yield from told.values()
    left = [one for one in now if one[0] not in told]
    for row in _rows(reader, left, clocks, then=False, flags=True):
        nearby.keep(row.pair, cut, row)
        yield row


def _rows(reader: Reader, stand: Sequence[_Pair], clocks: Clocks, *, then: bool, flags: bool) -> list[RelationRow]:
    found = [_row(pair, standing, clocks) for pair, standing in stand]
    if not flags:
        return found
    ahead = outlooks(reader, ((pair, standing.folding, then) for pair, standing in stand), clocks)
    return [row._replace(**ahead[row.pair]._asdict()) for row in found]


def _all(reader: Reader, clocks: Clocks, warm: bool, *, chains: bool = True) -> Iterator[_Stands]:
    standings = reader.nearby.standings(clocks) if warm else standings_once(reader, clocks, chains=chains)
    then = _as_known(reader, clocks)
    for pair, standing in standings:
        found = standing or then(pair)
        if found.total:
            yield pair, found, standing is None


def _as_known(reader: Reader, clocks: Clocks) -> Callable[[str], Standing]:
    """What tells how a pair stood as it was known."""
    if clocks.known_at is not None and clocks.position is None:
        from tracker.application.store.known_then import KnownThen  # not for who asks what is known now

        return KnownThen(reader, clocks).standing

    def by_position(pair: str) -> Standing:
        picture = reader.picture(pair, clocks)
        return Standing(picture.folding, picture.earlier, picture.count)

    return by_position


def _row(pair: str, here: Standing, clocks: Clocks) -> RelationRow:
    folding = here.folding
    day = clocks.as_of.day.toordinal()
    readings = readings_on(folding, day)
    highest = round(max(reading.tension for reading in readings), 2)
    moved = trend_of(folding, readings, here.earlier, day)
    values = folding.values
    return RelationRow(
        pair,
        highest,
        round(max(reading.cooperation for reading in readings), 2),
        band(highest),
        moved.word,
        moved.change,
        reason_of(pair, folding, readings)[0],
        values[_RELATIONS],
        values[_PENDING],
        folding.hostility_on(day),
        (values[_HEAD], values[_HEAD + 1]),
        (values[_CHARGE], values[_CHARGE + 1]),
        date.fromordinal(folding.day).isoformat() if folding.day else None,
        here.total,
    )
