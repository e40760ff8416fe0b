"""The queue of the desk: what awaits whom, most consequential first.

A development is as consequential as the components of the state whose ``because`` names it are weighty: an error in
it would show in each of them. What carries nothing comes last, and is still there.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from tracker.application.store.past import picture_of, straddles
from tracker.application.store.reader import Clocks, Picture, Reader
from tracker.application.views.chronicles import direction_of, happenings_of, settling_at
from tracker.application.views.lifecycles import preload_sources, steps_of
from tracker.application.views.state import anomalies
from tracker.domain.chronicle import Happening, Settling
from tracker.domain.development import Rank
from tracker.domain.dossier import parted_from
from tracker.domain.lifecycle import Status
from tracker.domain.merging import FAR, NEAR, likely_same
from tracker.domain.reading import carried, weight_carried

Row = dict[str, Any]
_COMPARED = 200
"""With so many of the developments before it, at most, one is compared."""
REPORTERS, DESK = "reporters", "desk"


class Duty(NamedTuple):
    """A kind of what awaits somebody: whom, what is awaited, and the verb that answers."""

    kind: str
    whom: str
    awaits: str
    remedy: str


DISPUTED = Duty("disputed", DESK, "an assessment that takes an account", "tracker assess {} aspect=ASPECT value=VALUE")
ANOMALY = Duty("anomaly", DESK, "a correction, or the development that is missing", "tracker correct {} KEY=VALUE")
DUPLICATE = Duty(
    "duplicate",
    DESK,
    "a merge, if the two are one",
    "tracker link {0} --same-as {1}, or if they are two: tracker unlink {0} --same-as {1} --reason WHY",
)
UNCORROBORATED = Duty("uncorroborated", REPORTERS, "a second independent publisher", "tracker report-add {} source=ID")
UNCERTAIN_DATE = Duty("uncertain date", REPORTERS, "a source that gives the day", "tracker correct {} date=DATE")
DUTIES = (DISPUTED, ANOMALY, DUPLICATE, UNCORROBORATED, UNCERTAIN_DATE)
_RANK = {duty.kind: rank for rank, duty in enumerate(DUTIES)}


class Awaiting(NamedTuple):
    """One thing that is awaited of a development, why, and the others that it is about."""

    duty: Duty
    happening: Happening
    why: str
    related: tuple[str, ...] = ()


def queue_rows(reader: Reader, clocks: Clocks, pair: str | None = None, kind: str | None = None) -> list[Row]:
    """What awaits somebody at these clocks, of one pair or of all: heaviest first, then by kind, date and id."""
    pairs = reader.pairs() if pair is None else [pair]
    rows = [row for name in pairs for row in _of_pair(reader, name, clocks) if kind in (None, row["kind"])]
    return sorted(rows, key=lambda row: (-row["weight"], _RANK[row["kind"]], row["date"], row["id"], row["why"]))


def _of_pair(reader: Reader, pair: str, clocks: Clocks) -> Iterator[Row]:
    settling = settling_at(reader, clocks)
    every = happenings_of(reader, pair, clocks, settling)
    shown = [h for h in every if h.moment.packed <= clocks.as_of.packed or straddles(h, clocks.as_of.day)]
    preload_sources(settling, shown)
    picture = picture_of(pair, clocks, every)
    carries = carried(pair, picture.folding)
    for item in _awaiting(reader, settling, picture, shown):
        yield _row(pair, item, carries.get(item.happening.id, []))


def _awaiting(reader: Reader, settling: Settling, picture: Picture, shown: Sequence[Happening]) -> Iterator[Awaiting]:
    for happening in shown:
        if not happening.occurred.exact:
            yield Awaiting(UNCERTAIN_DATE, happening, f"it is dated {happening.occurred.edtf}")
        yield from _unsettled(reader, settling, picture.clocks, happening)
    yield from _strange(picture, shown)
    yield from _twice(settling, [h for h in shown if not _stated(h)])


def _stated(happening: Happening) -> bool:
    """Whether it only states a position: that is a premise of the file, and reports nothing that happened."""
    return happening.development.precedence is Rank.POSITION


def _unsettled(reader: Reader, settling: Settling, clocks: Clocks, happening: Happening) -> Iterator[Awaiting]:
    step = steps_of(reader, settling, happening.id, clocks)[-1]
    if step.status is Status.DISPUTED:
        yield Awaiting(DISPUTED, happening, step.why)
    elif step.status is Status.REPORTED and not _stated(happening):
        yield Awaiting(UNCORROBORATED, happening, step.why)


def _strange(picture: Picture, shown: Iterable[Happening]) -> Iterator[Awaiting]:
    named = {h.id: h for h in shown}
    for row in anomalies(picture):
        why = f"expected that {row['expected']} ({row['article']})"
        yield Awaiting(ANOMALY, named[row["development"]], why, tuple(row["disagrees"]))


def _twice(settling: Settling, shown: Sequence[Happening]) -> Iterator[Awaiting]:
    """Each development that may be the same as an earlier one, with all of those; said once, of the later one."""
    recent: list[Happening] = []
    for happening in shown:
        recent = [h for h in recent if happening.moment.day - h.moment.day <= FAR][-_COMPARED:]
        found = [h for h in recent if _likely(settling, h, happening)]
        recent.append(happening)
        if found:
            yield Awaiting(DUPLICATE, happening, _likeness(happening, found), tuple(h.id for h in found))


def _likeness(happening: Happening, found: Sequence[Happening]) -> str:
    """Why the two may be one, by what they share."""
    kind = type(happening.development)
    plain = all(type(h.development) is kind and happening.moment.day - h.moment.day <= NEAR for h in found)
    share = "of the type, pair and days of" if plain else "of the pair, and in nearly the words, of"
    return f"{share} {', '.join(h.id for h in found)}"


def _likely(settling: Settling, one: Happening, other: Happening) -> bool:
    if not likely_same(one.development, other.development, abs(other.moment.day - one.moment.day)):
        return False
    return one.id not in _parted(settling, other.id) and other.id not in _parted(settling, one.id)


def _parted(settling: Settling, stream: str) -> set[str]:
    dossier = settling.standing(stream)
    return parted_from(dossier) if dossier else set()


def _row(pair: str, item: Awaiting, components: list[str]) -> Row:
    held = item.happening.development
    return {
        "pair": pair,
        "id": item.happening.id,
        "kind": item.duty.kind,
        "whom": item.duty.whom,
        "awaits": item.duty.awaits,
        "weight": weight_carried(components),
        "components": components,
        "date": item.happening.occurred.best.isoformat(),
        "type": held.type_name(),
        "from": direction_of(held),
        "why": item.why,
        "related": list(item.related),
        "remedy": item.duty.remedy.format(item.happening.id, *item.related[:1]),
        "summary": held.summary,
    }
