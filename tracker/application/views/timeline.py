"""The timeline of a pair: its developments in order of occurrence, with what a reader must know of each."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from tracker.application.store.past import picture_of, straddles
from tracker.application.store.reader import Clocks, Reader
from tracker.application.views.chronicles import (
    development_of,
    direction_of,
    happenings_of,
    responses_to,
    settling_at,
    streams_of,
    time_text,
)
from tracker.application.views.lifecycles import step_rows, steps_of
from tracker.application.views.sifted import EVERYTHING, Knockout, LeftOut, knocked_out
from tracker.domain.chronicle import Happening, Settling
from tracker.domain.development import Development
from tracker.domain.disputes import disputes_of
from tracker.domain.dossier import Dossier
from tracker.domain.evidence import Claim, Report
from tracker.domain.moments import END_OF_DAY, Moment
from tracker.domain.occurrence import Occurrence
from tracker.domain.weights import weigh

GRAVE = 6.0
"""From this weight on, either way, a glyph is filled."""


class TimelineRow(NamedTuple):
    """One development on the timeline of a pair."""

    id: str
    date: str
    """Best date."""
    time: str | None
    edtf: str
    """The date as the source gives it."""
    type: str
    category: str
    direction: str | None
    """``PAK>IRN``, ``IRN-PAK`` for both or a third party, None for what touches no pair."""
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    summary: str
    glyph: str
    weight: float
    counts: bool
    """It is in the state: its best date has come, and it is not retracted."""
    uncertain: bool
    """It may have happened before or after the date that is asked for."""
    disputed: tuple[str, ...]
    """Aspects of which claims differ."""
    anomaly: bool
    retracted: str | None
    """The reason, where it is retracted."""
    in_response_to: tuple[str, ...]
    responses: tuple[str, ...]
    merged: tuple[str, ...]
    incidents: tuple[str, ...]
    reports: int
    claims: int
    known_from: str | None
    context: bool = False
    """It touches no pair, and is here because a development of the pair answers it."""
    status: str = "reported"
    """How far it is established: the last of its steps."""
    steps: tuple[dict[str, Any], ...] = ()
    """Its lifecycle: each status with the entry and the reason that made it."""
    left_out: str | None = None
    """Why it no longer counts, where a source, a family or low grades are left out."""
    evidence: tuple[str, ...] = ()
    """Sources and quotations, its own and those of what is merged into it: what can be searched besides its words."""

    @property
    def inexact(self) -> bool:
        """Whether the source gives no day: an interval, a month, about a day."""
        return self.edtf.partition("T")[0].replace("?", "") != self.date

    @property
    def doubtful(self) -> bool:
        """Whether the source doubts the date that it gives."""
        return any(sign in self.edtf for sign in "?%")

    @property
    def searched(self) -> str:
        """All in which words are looked for, in small letters."""
        said = " ".join((self.date, self.type, self.id, self.summary, *self.merged, *self.evidence))
        return said.casefold()

    def document(self) -> dict[str, Any]:
        """The row as JSON, without the evidence, of which it has the numbers."""
        row = self._asdict()
        del row["evidence"]
        return {key: list(v) if isinstance(v, tuple) else v for key, v in row.items()}


_Placed = tuple[tuple[Moment, str], TimelineRow]


def glyph_of(weight: float) -> str:
    """▼ gravely hostile, ▽ hostile, · neutral, △ friendly, ▲ very friendly."""
    if weight == 0:
        return "·"
    hollow, filled = ("▽", "▼") if weight < 0 else ("△", "▲")
    return filled if abs(weight) >= GRAVE else hollow


def timeline_rows(reader: Reader, pair: str, clocks: Clocks, left_out: LeftOut = EVERYTHING) -> list[TimelineRow]:
    """The developments of a pair up to the date, in order; retracted, uncertain and left-out ones are marked."""
    whole = settling_at(reader, clocks)
    knockout = knocked_out(reader, pair, clocks, left_out) if left_out else None
    every = knockout.chronicle.every if knockout else happenings_of(reader, pair, clocks, whole)
    settling = knockout.chronicle.settling if knockout else whole
    strange = {str(remark.ref) for remark in picture_of(pair, clocks, every).remarks}
    rows = [(h.order, counted_row(h, settling, clocks, h.id in strange)) for h in every if _appears(h, clocks)]
    rows += _context(every, settling, clocks)
    rows = [(order, with_steps(reader, settling, row, clocks)) for order, row in rows]
    gone = [*_retracted(reader, pair, whole, clocks), *(_lost(knockout, clocks) if knockout else ())]
    rows += [(order, with_steps(reader, whole, row, clocks)) for order, row in gone]
    return [row for _, row in sorted(rows, key=lambda item: item[0])]


def _lost(knockout: Knockout, clocks: Clocks) -> list[_Placed]:
    """What no longer counts, as it would."""
    reasons = {row["development"]: row["reason"] for row in knockout.document["left_out"]}
    settling = knockout.whole.settling
    return [
        (h.order, counted_row(h, settling, clocks, strange=False)._replace(left_out=reasons[h.id], counts=False))
        for h in knockout.whole.every
        if h.id in reasons and _appears(h, clocks)
    ]


def with_steps(reader: Reader, settling: Settling, row: TimelineRow, clocks: Clocks) -> TimelineRow:
    """The row with its lifecycle as known at these clocks."""
    steps = steps_of(reader, settling, row.id, clocks)
    return row._replace(status=str(steps[-1].status), steps=tuple(step_rows(steps)))


def _appears(happening: Happening, clocks: Clocks) -> bool:
    return happening.moment.packed <= clocks.as_of.packed or straddles(happening, clocks.as_of.day)


def _context(every: Iterable[Happening], settling: Settling, clocks: Clocks) -> list[_Placed]:
    """What touches no pair and was answered by a development of this one."""
    causes = {cause for h in every for cause in settling.causes(h.id)}
    found = [h for h in map(settling.happening, sorted(causes)) if h is not None and h.pair is None]
    return [(h.order, context_row(h, settling, clocks)) for h in found if _appears(h, clocks)]


def context_row(happening: Happening, settling: Settling, clocks: Clocks) -> TimelineRow:
    """The row of a development that touches no pair, where one of the pair answers it."""
    return counted_row(happening, settling, clocks, strange=False)._replace(context=True)


def counted_row(happening: Happening, settling: Settling, clocks: Clocks, strange: bool) -> TimelineRow:
    """The row of a development that counts; ``strange`` where it was not expected."""
    disputes = disputes_of(happening.id, happening.claims, dict(happening.assessed))
    return _plain(happening.development, happening.occurred)._replace(
        weight=weight_of(happening),
        glyph=glyph_of(weight_of(happening)),
        counts=happening.moment.packed <= clocks.as_of.packed,
        uncertain=straddles(happening, clocks.as_of.day),
        disputed=tuple(str(dispute["aspect"]) for dispute in disputes),
        anomaly=strange,
        in_response_to=tuple(settling.causes(happening.id)),
        incidents=_incidents(happening, settling),
        responses=tuple(responses_to(settling, happening.id)),
        merged=happening.merged,
        reports=len(happening.reports),
        claims=len(happening.claims),
        known_from=instant(happening.known_from),
        evidence=_evidence(happening.development.sources, happening.reports, happening.claims),
    )


def _evidence(sources: Iterable[str], reports: Iterable[Report], claims: Iterable[Claim]) -> tuple[str, ...]:
    """The sources that are named, and the exact words of reports and claims."""
    every: list[Report | Claim] = [*reports, *claims]
    named = (*sources, *(one.source for one in every), *(one.quote for one in every))
    return tuple(dict.fromkeys(filter(None, named)))


def _incidents(happening: Happening, settling: Settling) -> tuple[str, ...]:
    """The incidents that it or what is merged into it belongs to."""
    if not happening.merged:
        return happening.development.incidents
    members = (development_of(settling.standing(name)) for name in (happening.id, *happening.merged))
    return tuple(dict.fromkeys(tag for held in members if held for tag in held.incidents))


def weight_of(happening: Happening) -> float:
    """The weight of a development on the tension; 0 for a third party's act."""
    if happening.act is not None:
        return happening.act.weight
    return weigh(type(happening.development).weight, happening.development.own_fields())


def instant(moment: Any) -> str | None:
    """A UTC instant as text, without what is zero at its end."""
    return None if moment is None else moment.isoformat(timespec="seconds").replace("+00:00", "Z")


def _plain(development: Development, occurred: Occurrence) -> TimelineRow:
    """A row of what a development says of itself."""
    weight = weigh(type(development).weight, development.own_fields())
    return TimelineRow(
        id=development.id, date=occurred.best.isoformat(), time=time_text(occurred), edtf=occurred.edtf,
        type=development.type_name(), category=str(development.category), direction=direction_of(development),
        actors=development.actors, targets=development.targets, summary=development.summary,
        glyph=glyph_of(weight), weight=weight, counts=False, uncertain=False, disputed=(), anomaly=False,
        retracted=None, in_response_to=development.in_response_to, responses=(), merged=(),
        incidents=development.incidents, reports=len(development.reports), claims=len(development.claims),
        known_from=None, evidence=_evidence(development.sources, development.reports, development.claims),
    )  # fmt: skip


def _retracted(reader: Reader, pair: str, settling: Settling, clocks: Clocks) -> list[_Placed]:
    found = (retracted_row(settling.lookup.dossier(stream), pair) for stream in streams_of(reader, pair))
    return [gone for gone in found if gone is not None and gone[0][0].packed <= clocks.as_of.packed]


def retracted_row(dossier: Dossier | None, pair: str) -> tuple[tuple[Moment, str], TimelineRow] | None:
    """Place and row of a development of a pair that is retracted; None where it is not."""
    development = None if dossier is None else dossier.development
    if dossier is None or development is None or dossier.retracted is None or development.pair != pair:
        return None
    when = development.occurred
    minute = END_OF_DAY if when.minute is None else when.minute
    moment = Moment(when.best.toordinal(), minute, int(development.precedence), 0)
    known = instant(dossier.known_from)
    row = _plain(development, when)._replace(retracted=dossier.retracted, glyph="✗", known_from=known)
    return (moment, dossier.stream), row
