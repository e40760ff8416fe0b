"""The weakest link: the one report, publisher family or development without which a value would be another.

Each development that bears on the value is left out in turn, then each source and each publisher family that alone
carries several. Of those that make a difference the least carried is the weakest: one report, then one family, then
a development that several families carry, last one that the desk stated without a source; of equals the latest.
For tension and cooperation it is the one that makes most of the figure.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from heapq import nlargest
from typing import Any, NamedTuple

from tracker.application.views.ground import Ground
from tracker.domain.fold import HOSTILITY, Folding
from tracker.domain.knockout import Course, Heat, bearing_on, strongest_open
from tracker.domain.reading import dispute_on
from tracker.domain.relation import COMPONENT, as_json
from tracker.domain.sifting import UNKNOWN_FAMILY, Sieve, independent

_HALVES = (0, 1)
_MOST_FELT = 12
"""So many of the acts that are felt most are left out in turn for a reading."""
_LEAST = 0.005
"""A smaller difference of a reading is none that is shown."""


class Change(NamedTuple):
    """What leaving something out makes of a value."""

    kind: str
    """``report``, ``development``, ``source`` or ``family``."""
    name: str
    """The development, the source as stored, or the family."""
    gone: tuple[str, ...]
    """The developments that no longer count; of several those that have a part in the value."""
    value: Any


Reading = Callable[[Folding, list[float]], Any]
"""A value of the end of a course and of what is felt of the weights."""


def component_value(component: str, place: int, folding: Folding, day: int) -> Any:
    """The value of a slot on a day as JSON; ``dispute`` is read beside hostility."""
    if component == "dispute":
        return dispute_on(folding, day)
    value = folding.hostility_on(day) if place == HOSTILITY else folding.values[place]
    return as_json(COMPONENT[component], value)


@dataclass
class Probe:
    """A value that can be asked for without some developments."""

    ground: Ground
    read: Reading
    slots: frozenset[int] | None
    """The slots that decide it; None where it is a reading of what is open, none where of weights alone."""
    kind: int | None = None
    """Of a reading the half, 2 more for cooperation."""

    @cached_property
    def course(self) -> Course:
        """The acts that bear on it."""
        return self.ground.course(self.slots)

    @cached_property
    def heat(self) -> Heat | None:
        """The weights that bear on it."""
        return None if self.kind is None else self.ground.heat

    @cached_property
    def value(self) -> Any:
        """The value as it is."""
        return self.read(self.course.end, self.heat.pressures() if self.heat else [])

    @cached_property
    def own(self) -> list[str]:
        """The developments that have a part in it."""
        return [row.id for row in self.ground.rows if row.id in self.course or self._weighs(row.key)]

    @cached_property
    def moved_by(self) -> dict[str, set[str]]:
        """For each development those that may stand elsewhere without it."""
        return self.ground.moved_by(self.own)

    @cached_property
    def bearing(self) -> list[str]:
        """The developments that bear on it: those that have a part in it, in order, and what their places hang on."""
        return [*dict.fromkeys([*self.own, *sorted(self.moved_by)])]

    @cached_property
    def tried(self) -> list[str]:
        """The developments to leave out in turn: of a reading those that can make most of it."""
        if self.heat is None or self.kind is None:
            return self.bearing
        heat, kind = self.heat, self.kind
        live = set(self.course.decisive(kind)) if kind < len(_HALVES) else set()
        movers = {other for other, moved in self.moved_by.items() if moved & live}
        felt = nlargest(_MOST_FELT, self.bearing, key=lambda stream: heat.share(stream, kind))
        wanted = {*felt, *live, *movers}
        return [stream for stream in self.bearing if stream in wanted]

    def _weighs(self, key: Any) -> bool:
        return self.kind is not None and any(kind == self.kind for kind, _ in self.ground.acts[key].pushes)

    def without(self, gone: Collection[str], again: Iterable[str], sieve: Sieve) -> Any:
        """The value without some developments, others settled again as a sieve leaves them."""
        moved = self.ground.moved(again, sieve)
        left, added = {*gone, *moved}, [row for row in moved.values() if row is not None]
        end = self.course.without(left, added)
        return self.read(end, self.heat.pressures(left, added) if self.heat else [])

    def without_development(self, stream: str) -> Any:
        """The value without one development, and without what is merged into it."""
        gone = frozenset((stream,) if self.ground.alone(stream) else self.ground.settling.family(stream))
        again = {name for member in gone for name in self.moved_by.get(member, ())} - gone
        return self.without(gone, again, Sieve(streams=gone))


def slot_probe(ground: Ground, component: str, place: int) -> Probe:
    """A probe of one slot."""
    day = ground.clocks.as_of.day.toordinal()
    slots = bearing_on(place, ground.acts.values())
    return Probe(ground, lambda folding, _: component_value(component, place, folding, day), slots)


def reading_probe(ground: Ground, half: int, *, tension: bool) -> Probe:
    """A probe of the tension or the cooperation of one half."""
    kind = half if tension else half + 2

    def read(folding: Folding, felt: list[float]) -> float:
        return round(max(strongest_open(folding, half) if tension else 0.0, felt[kind]), 2)

    return Probe(ground, read, None if tension else frozenset(), kind)


def differs(old: Any, new: Any) -> bool:
    """Whether two values of a component or reading differ as they are shown."""
    if isinstance(old, float) and isinstance(new, float):
        return abs(old - new) >= _LEAST
    return bool(old != new)


def lone_changes(probe: Probe) -> list[Change]:
    """The developments without each of which alone the value is another, in order."""
    tried = ((stream, probe.without_development(stream)) for stream in probe.tried)
    return [Change("development", stream, (stream,), value) for stream, value in tried if differs(probe.value, value)]


def group_changes(probe: Probe, *, least: int = 2) -> list[Change]:
    """The sources that alone carry so many developments, and the families, without which the value is another."""
    return [*_grouped(probe, "source", least), *_grouped(probe, "family", 1)]


def _grouped(probe: Probe, kind: str, least: int) -> Iterator[Change]:
    ground, own = probe.ground, set(probe.own)
    shared, sole = _shared(ground, kind), _sole(ground, kind, probe.bearing)
    again = _again(probe, kind)
    for name in sorted({*sole, *again}):
        streams = sole.get(name, [])
        if len(streams) < least and name not in shared:
            continue
        sieve = Sieve(families=frozenset((name,))) if kind == "family" else Sieve(sources=frozenset((name,)))
        settling = ground.settled_by(sieve)
        gone = [*streams, *(s for s in shared.get(name, ()) if s in own and settling.happening(s) is None)]
        value = probe.without(gone, again.get(name, set()).difference(gone), sieve)
        if differs(probe.value, value):
            told = tuple(stream for stream in gone if stream in own)
            yield Change(kind, name, told or tuple(gone), value)


def _sole(ground: Ground, kind: str, bearing: Iterable[str]) -> dict[str, list[str]]:
    """By family or source the developments that it alone carries, but for those in which others are merged."""
    found: dict[str, list[str]] = {}
    for stream in bearing:
        named = _carrying(ground, kind, stream) if ground.alone(stream) else ()
        if len(named) == 1:
            found.setdefault(next(iter(named)), []).append(stream)
    return found


def _again(probe: Probe, kind: str) -> dict[str, set[str]]:
    """By family or source the developments that may stand elsewhere without what it carries."""
    found: dict[str, set[str]] = {}
    for stream, moved in probe.moved_by.items():
        named = _carrying(probe.ground, kind, stream)
        for name in named if len(named) == 1 or not probe.ground.alone(stream) else ():
            found.setdefault(name, set()).update(moved)
    return found


def _shared(ground: Ground, kind: str) -> dict[str, list[str]]:
    """By family or source the developments that it carries in which others are merged, on any date.

    Without one that stands behind the date another that is merged into it may count before.
    """
    found: dict[str, list[str]] = {}
    for stream in ground.merged:
        for name in _carrying(ground, kind, stream):
            found.setdefault(name, []).append(stream)
    return found


def _carrying(ground: Ground, kind: str, stream: str) -> Collection[str]:
    return ground.families(stream) if kind == "family" else ground.sources(stream)


def weakest_link(probe: Probe) -> dict[str, Any] | None:
    """The weakest link of a value as a document; None where no single thing makes a difference."""
    lone = lone_changes(probe)
    if probe.kind is not None:
        chosen = max(lone, key=lambda change: abs(change.value - probe.value), default=None)
    else:
        chosen = min(reversed(lone), key=lambda change: _strength(probe.ground, change.name), default=None)
    if chosen is None:
        chosen = next(iter(group_changes(probe)), None)
    return None if chosen is None else _document(probe.ground, chosen, len(lone) if probe.kind is None else None)


def _strength(ground: Ground, stream: str) -> tuple[int, int]:
    sources = ground.sources(stream)
    if not sources:
        return (4, 0)
    if len(sources) == 1:
        return (0, 0)
    families = ground.families(stream)
    return (1, len(sources)) if families == {UNKNOWN_FAMILY} else (2, independent(families))


def _document(ground: Ground, change: Change, lone: int | None) -> dict[str, Any]:
    """``value`` is what it would be, ``alike`` how many developments alone make a difference (of a reading None)."""
    single = change.kind == "development"
    sources = ground.sources(change.name) if single else ()
    named = sources[0] if len(sources) == 1 else change.name if change.kind == "source" else None
    families = ground.families(change.name) if single else {change.name} if change.kind == "family" else set()
    if change.kind == "source":
        families = {ground.family_of(change.name)}
    return {
        "kind": "report" if len(sources) == 1 else change.kind,
        "development": change.name if single else None,
        "source": named,
        "families": sorted(families),
        "independent": independent(families),
        "developments": list(change.gone),
        "value": change.value,
        "alike": lone,
    }
