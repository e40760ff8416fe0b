"""Grounds: a pair at some clocks laid out so that its state can be asked for again without some developments.

Only what is tied to others is settled again. Leaving a development out moves others only where their place depends
on it: a cause of inexact days ends where its response begins, responses of one moment stand behind their causes, and
what is merged into it may count by itself.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from operator import attrgetter
from typing import Any

from tracker.application.store.carried import Stories, Tie
from tracker.application.store.reader import Clocks, Picture, window_start
from tracker.application.views.chronicles import responses_to
from tracker.domain.catalogue import act_of
from tracker.domain.chronicle import Settling
from tracker.domain.fold import Folding, Prepared, Row, prepare
from tracker.domain.knockout import Course, Heat, Placed, day_rows
from tracker.domain.log import SOURCE_PREFIX
from tracker.domain.sifting import Sieve, Sifted, carriers, publisher_of

_DEPTHS = 32
"""What a packed moment keeps of causes before responses in its last figures."""


@dataclass
class Ground:
    """The developments of a pair up to a date that do something, and what carries and ties them."""

    pair: str
    clocks: Clocks
    rows: list[Placed]
    acts: dict[Any, Prepared]
    """By key: those of the rows, and of what would count if it were not merged into another."""
    settling: Settling
    ties: set[Tie]
    told: Stories = field(default_factory=lambda: Stories({}))
    """What developments say of themselves, where that need not be settled."""
    _families: dict[str, str] = field(default_factory=dict)
    _deciding: dict[str, frozenset[str]] = field(default_factory=dict)
    _sifted: dict[Sieve, Settling] = field(default_factory=dict)
    _courses: dict[frozenset[int] | None, Course] = field(default_factory=dict)
    _again: dict[tuple[Sieve, str], Placed | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in self.merging - self.index.keys():
            dossier = self.settling.standing(name)
            act = act_of(dossier.development) if dossier and dossier.development else None
            if act is not None:
                self.acts[_merged_key(name)] = prepare(act)

    @cached_property
    def index(self) -> dict[str, Placed]:
        """The rows by id."""
        return {row.id: row for row in self.rows}

    @cached_property
    def days(self) -> list[Row]:
        """The rows as they are folded."""
        return day_rows(self.rows)

    @cached_property
    def heat(self) -> Heat:
        """What is felt of the weights of all acts, of both halves and signs."""
        return Heat(self.days, self.acts, self.clocks.as_of.day.toordinal())

    def course(self, slots: frozenset[int] | None) -> Course:
        """The acts that bear on some slots (None: on what is open)."""
        if slots not in self._courses:
            self._courses[slots] = Course(self.rows, self.acts, slots)
        return self._courses[slots]

    def sources(self, stream: str) -> tuple[str, ...]:
        """The sources that carry a development and what is merged into it."""
        if stream in self.told and stream not in self.merging:
            return self.told[stream].sources
        members = (self.settling.standing(name) for name in self.settling.family(stream))
        found = (name for d in members if d and d.development for name in carriers(d.development))
        return tuple(dict.fromkeys(found))

    def families(self, stream: str) -> frozenset[str]:
        """The publisher families that carry a development."""
        return frozenset(map(self.family_of, self.sources(stream)))

    def family_of(self, source: str) -> str:
        """The publisher family of a source."""
        if source not in self._families:
            dossier = self.settling.lookup.dossier(SOURCE_PREFIX + source)
            self._families[source] = publisher_of(None if dossier is None else dossier.source)
        return self._families[source]

    def alone(self, stream: str) -> bool:
        """Whether only its own sources decide whether it counts: nothing is merged with it."""
        return stream not in self.merging

    @cached_property
    def merging(self) -> frozenset[str]:
        """The developments that are, or ever were, told as the same as another."""
        return frozenset(name for tie in self.ties if tie.same for name in (tie.target, tie.origin))

    @cached_property
    def merged(self) -> list[str]:
        """The developments that count, on any date, and in which others are merged."""
        return sorted({self.settling.canonical(name) for name in self.merging if self.settling.standing(name)})

    @cached_property
    def movable(self) -> frozenset[str]:
        """What may stand elsewhere, or begin to count, where others are left out.

        What lies behind the date stays there: leaving out a response only moves its cause to a later day.
        """
        responses = [tie for tie in self.ties if not tie.same]
        found = {tie.target for tie in responses if tie.target in self.index and self._inexact(tie.target)}
        found |= {tie.origin for tie in responses if tie.origin in self.index and self._at_once(tie)}
        return frozenset(found | self.merging)

    def moved_by(self, wanted: Iterable[str]) -> dict[str, set[str]]:
        """For each development those of some others that may stand elsewhere without it."""
        found: dict[str, set[str]] = {}
        for name in self.movable.intersection(wanted) | self.merging:
            for other in self._decided_by(name):
                found.setdefault(other, set()).add(name)
        return found

    def _inexact(self, stream: str) -> bool:
        if stream in self.told:
            return not self.told[stream].exact
        dossier = self.settling.standing(stream)
        return dossier is not None and dossier.development is not None and not dossier.development.occurred.exact

    def _at_once(self, tie: Tie) -> bool:
        """Whether a response may stand at the moment of its cause."""
        cause, response = self.index.get(tie.target), self.index.get(tie.origin)
        if cause is None or response is None or self._inexact(tie.target) or self._inexact(tie.origin):
            return True
        return cause.moment // _DEPTHS == response.moment // _DEPTHS

    def _decided_by(self, stream: str) -> frozenset[str]:
        """The developments upon which the place of one depends, as far as ties reach."""
        if stream not in self._deciding:
            self._deciding[stream] = self._reached(stream)
        return self._deciding[stream]

    def _reached(self, stream: str) -> frozenset[str]:
        found, waiting = {stream}, [self.settling.canonical(stream)]
        while waiting:
            name = waiting.pop()
            for other in self._tied(name):
                if other not in found:
                    found.add(other)
                    waiting += [other] if self._inexact(other) or self._inexact(name) or self._same(name, other) else []
        return frozenset(found)

    def _tied(self, stream: str) -> Iterator[str]:
        if self.settling.standing(stream) is not None:
            yield from self.settling.family(stream)
            yield from self.settling.causes(stream)
            yield from responses_to(self.settling, stream)

    def _same(self, one: str, other: str) -> bool:
        return self.settling.moment(one)[:3] == self.settling.moment(other)[:3]

    def moved(self, again: Iterable[str], sieve: Sieve) -> dict[str, Placed | None]:
        """Those of some developments that stand elsewhere as a sieve leaves them; None where they do not count."""
        found = {name: self._settled(name, sieve) for name in again}
        return {name: row for name, row in found.items() if self.index.get(name) != row}

    def settled_by(self, sieve: Sieve) -> Settling:
        """How developments settle as a sieve leaves them."""
        if sieve not in self._sifted:
            self._sifted[sieve] = Settling(Sifted(self.settling.lookup, sieve))
        return self._sifted[sieve]

    def _settled(self, stream: str, sieve: Sieve) -> Placed | None:
        if (sieve, stream) not in self._again:
            self._again[sieve, stream] = self._placed(stream, self.settled_by(sieve))
        return self._again[sieve, stream]

    def _placed(self, stream: str, settling: Settling) -> Placed | None:
        """Where a development stands."""
        found = settling.happening(stream)
        if found is None or found.pair != self.pair or found.act is None:
            return None
        moment = found.moment.packed
        if moment > self.clocks.as_of.packed:
            return None
        held = self.index.get(stream)
        return Placed(moment, _merged_key(stream) if held is None else held.key, stream)


def _merged_key(stream: str) -> tuple[str, str]:
    """The key of the act of a development that is merged into another."""
    return ("merged", stream)


def folded(ground: Ground, until: int | None = None) -> Folding:
    """The state that a ground leads to, or led to at a moment; developments are referred to by id."""
    count = len(ground.rows) if until is None else bisect_right(ground.rows, until, key=attrgetter("moment"))
    return Folding().run(ground.days[:count], ground.acts)


def picture_on(ground: Ground) -> Picture:
    """The picture of a ground, as far as a reading asks for it."""
    folding, earlier = folded(ground), folded(ground, window_start(ground.clocks))
    names = {row.id: row.id for row in ground.rows}
    return Picture(ground.pair, ground.clocks, folding, earlier, folding.remarks, lambda _: names, lambda _: {})
