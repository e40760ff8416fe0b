"""The chronicle: the developments that count, in order of occurrence.

``chronicle(log, as_of, known_at, position)`` is the only place where time is cut. The order of occurrence is
(local civil date of the best date, time of day if known else end of day, rank of the type, cause before
response, id), so that as-of is a prefix: moving a date forwards only ever appends.

What a development owes to others (a cause ends where its response begins; the same thing told twice counts
once) is worked out by ``Settling`` from a lookup, so that the store can settle one development without
reading the log.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from tracker.domain.act import Act
from tracker.domain.catalogue import act_of
from tracker.domain.development import Development
from tracker.domain.dossier import Dossier, evolve
from tracker.domain.evidence import Claim, Report
from tracker.domain.log import Entry
from tracker.domain.moments import END_OF_DAY, MAX_DEPTH, Cut, Moment
from tracker.domain.occurrence import Occurrence


class Lookup(Protocol):
    """How settling finds other developments; what is not recorded, or not known, is None.

    ``responses`` and ``merged`` may name too many: the dossiers decide.
    """

    def dossier(self, stream: str) -> Dossier | None:
        """The dossier of a development."""
        ...

    def responses(self, stream: str) -> Iterable[str]:
        """The developments that say they respond to this one."""
        ...

    def merged(self, stream: str) -> Iterable[str]:
        """The developments that say they are the same as this one."""
        ...


@dataclass(frozen=True, slots=True)
class Happening:
    """A development that counts, placed in the chronicle."""

    id: str
    moment: Moment
    occurred: Occurrence
    known_from: datetime
    development: Development
    pair: str | None
    act: Act | None
    reports: tuple[Report, ...]
    claims: tuple[Claim, ...]
    """Its own and those of the developments merged into it."""
    merged: tuple[str, ...] = ()
    assessed: tuple[tuple[str, object], ...] = ()

    @property
    def order(self) -> tuple[Moment, str]:
        """The key of the order of occurrence."""
        return self.moment, self.id


@dataclass
class Settling:
    """Works out, from a lookup, what a development owes to others; remembers what it found."""

    lookup: Lookup
    _ends: dict[str, Occurrence | None] = field(default_factory=dict)
    _depths: dict[str, int] = field(default_factory=dict)
    _standing: dict[str, Dossier | None] = field(default_factory=dict)

    def standing(self, stream: str) -> Dossier | None:
        """The dossier, where the development is recorded and not retracted."""
        if stream not in self._standing:
            found = self.lookup.dossier(stream)
            counts = found is not None and found.development is not None and found.retracted is None
            self._standing[stream] = found if counts else None
        return self._standing[stream]

    def canonical(self, stream: str) -> str:
        """The development that counts for this one: the end of its same-as chain, the least of a ring."""
        seen = [stream]
        while True:
            dossier = self.standing(seen[-1])
            ties = sorted(t for t in (dossier.same_as if dossier else ()) if self.standing(t))
            if not ties:
                return seen[-1]
            if ties[0] in seen:
                return min(seen[seen.index(ties[0]) :])
            seen.append(ties[0])

    def family(self, stream: str) -> list[str]:
        """The developments merged into this one, itself first."""
        found = [stream]
        for member in found:
            found.extend(
                other
                for other in sorted(self.lookup.merged(member))
                if other not in found and self.standing(other) and self.canonical(other) == stream
            )
        return found

    def occurred(self, stream: str) -> Occurrence | None:
        """When it happened, its latest day no later than that of its earliest response."""
        if stream not in self._ends:
            self._settle_ends(stream)
        return self._ends[stream]

    def _settle_ends(self, stream: str) -> None:
        """Lower latest days until none gives way: those that respond to one another settle together."""
        found, answers = self._reaching(stream)
        moved = True
        while moved:
            moved = False
            for name in reversed(found):
                for response in answers[name]:
                    own, bound = found[name], found.get(response) or self._ends.get(response)
                    found[name] = own if own is None or bound is None else own.no_later_than(bound.latest)
                    moved = moved or found[name] is not own
        self._ends.update(found)

    def _reaching(self, stream: str) -> tuple[dict[str, Occurrence | None], dict[str, list[str]]]:
        """Own occurrences of a development and, as far as days are inexact, of all that responds to it."""
        found: dict[str, Occurrence | None] = {}
        answers: dict[str, list[str]] = {}
        waiting = [stream]
        while waiting:
            name = waiting.pop()
            if name in found or name in self._ends:
                continue
            dossier = self.standing(name)
            own = dossier.development.occurred if dossier and dossier.development else None
            found[name] = own
            answers[name] = [] if own is None or own.exact else self._responses(name)
            waiting.extend(answers[name])
        return found, answers

    def _responses(self, stream: str) -> list[str]:
        members = self.family(stream)
        named = {r for m in members for r in self.lookup.responses(m) if self._answers(r, m)}
        return sorted({self.canonical(r) for r in named} - {stream})

    def _answers(self, response: str, cause: str) -> bool:
        dossier = self.standing(response)
        return dossier is not None and dossier.development is not None and cause in dossier.development.in_response_to

    def causes(self, stream: str) -> list[str]:
        """The developments that it responds to, as they count."""
        named = [
            cause
            for member in self.family(stream)
            if (dossier := self.standing(member)) and dossier.development
            for cause in dossier.development.in_response_to
        ]
        return sorted({self.canonical(c) for c in named if self.standing(c)} - {stream})

    def moment(self, stream: str) -> Moment:
        """Its place in the order of occurrence."""
        return self._placed(stream)._replace(depth=self._depth(stream))

    def _placed(self, stream: str) -> Moment:
        dossier, when = self.standing(stream), self.occurred(stream)
        assert dossier is not None, stream  # noqa: S101 - only standing developments are placed
        assert dossier.development is not None, stream  # noqa: S101
        assert when is not None, stream  # noqa: S101
        minute = END_OF_DAY if when.minute is None else when.minute
        return Moment(when.best.toordinal(), minute, int(dossier.development.precedence), 0)

    def _depth(self, stream: str) -> int:
        """How long a chain of causes of the same moment leads to it; a ring of causes has the greatest depth."""
        if stream in self._depths:
            return self._depths[stream]
        causes = self._causes_at_once(stream)
        depths = dict.fromkeys(causes, 0)
        moved = True
        while moved:
            moved = False
            for name in reversed(causes):
                above = (self._depths[c] if c in self._depths else depths[c] for c in causes[name])
                deepest = min(max(above, default=-1) + 1, MAX_DEPTH)
                moved = moved or deepest != depths[name]
                depths[name] = deepest
        self._depths.update(depths)
        return depths[stream]

    def _causes_at_once(self, stream: str) -> dict[str, list[str]]:
        """The causes of the same moment and rank, and theirs, as far as their depth is not known."""
        place = self._placed(stream)
        found: dict[str, list[str]] = {}
        waiting = [stream]
        while waiting:
            name = waiting.pop()
            if name not in found and name not in self._depths:
                found[name] = [cause for cause in self.causes(name) if self._placed(cause) == place]
                waiting.extend(found[name])
        return found

    def happening(self, stream: str) -> Happening | None:
        """The development as it counts; None where it does not (retracted, merged into another)."""
        dossier = self.standing(stream)
        when = self.occurred(stream)
        if dossier is None or when is None or self.canonical(stream) != stream:
            return None
        development, known = dossier.development, dossier.known_from
        assert development is not None, stream  # noqa: S101
        assert known is not None, stream  # noqa: S101
        members = [d for d in map(self.standing, self.family(stream)) if d and d.development]
        held = [d.development for d in members if d.development]
        return Happening(
            id=stream,
            moment=self.moment(stream),
            occurred=when,
            known_from=known,
            development=development,
            pair=development.pair,
            act=act_of(development),
            reports=tuple(report for d in held for report in _reports(d)),
            claims=tuple(claim for d in held for claim in d.claims),
            merged=tuple(d.stream for d in members[1:]),
            assessed=tuple(item for d in members for item in d.assessed),
        )


def _reports(development: Development) -> tuple[Report, ...]:
    quoted = {report.source for report in development.reports}
    bare = (Report(source=source) for source in development.sources if source not in quoted)
    return (*development.reports, *bare)


class Knowledge:
    """What is known: the dossiers of a log, and who responds to whom; a lookup for settling."""

    def __init__(self, dossiers: Mapping[str, Dossier]) -> None:
        self.dossiers = dossiers
        self._responses: dict[str, list[str]] = {}
        self._merged: dict[str, list[str]] = {}
        for stream, dossier in dossiers.items():
            if dossier.development is None or dossier.retracted is not None:
                continue
            for cause in dossier.development.in_response_to:
                self._responses.setdefault(cause, []).append(stream)
            for other in dossier.same_as:
                self._merged.setdefault(other, []).append(stream)

    def dossier(self, stream: str) -> Dossier | None:
        """The dossier of a stream."""
        return self.dossiers.get(stream)

    def responses(self, stream: str) -> Iterable[str]:
        """The developments that say they respond to this one."""
        return self._responses.get(stream, ())

    def merged(self, stream: str) -> Iterable[str]:
        """The developments that say they are the same as this one."""
        return self._merged.get(stream, ())


def known(
    log: Iterable[tuple[int, Entry]], *, known_at: datetime | None = None, position: int | None = None
) -> dict[str, Dossier]:
    """The dossiers of what is recorded up to a position and known at an instant (None: all)."""
    dossiers: dict[str, Dossier] = {}
    for place, entry in log:
        if position is not None and place > position:
            continue
        if known_at is not None and entry.known_from is not None and entry.known_from > known_at:
            continue
        dossiers[entry.stream] = evolve(dossiers.get(entry.stream), entry)
    return dossiers


def chronicle(
    log: Iterable[tuple[int, Entry]],
    *,
    as_of: Cut | None = None,
    known_at: datetime | None = None,
    position: int | None = None,
) -> list[Happening]:
    """The developments that count, in order of occurrence.

    ``log`` is the entries with their positions, in log order. Those whose best date lies after ``as_of`` are
    left out; what is retracted or merged as known then does not count.
    """
    return ordered(known(log, known_at=known_at, position=position), as_of)


def ordered(dossiers: Mapping[str, Dossier], as_of: Cut | None = None) -> list[Happening]:
    """The chronicle of dossiers."""
    settling = Settling(Knowledge(dossiers))
    found = (settling.happening(stream) for stream in dossiers)
    counted = sorted((h for h in found if h is not None), key=lambda h: h.order)
    return [h for h in counted if as_of is None or h.moment.packed <= as_of.packed]
