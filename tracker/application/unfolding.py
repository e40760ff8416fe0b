"""Unfolding: a crisis act by act, each with what it changed of the state and what did not fit."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from tracker.application.plain import words
from tracker.application.views.chronicles import direction_of, time_text
from tracker.domain.chronicle import Happening, chronicle
from tracker.domain.fold import Folding, Remark, prepare
from tracker.domain.log import Entry
from tracker.domain.moments import Cut
from tracker.domain.relation import COMPONENT, as_json, labels, slot

_HOSTILITY = slot("hostility")


class Change(NamedTuple):
    """One component that an act, or the passing of time, changed."""

    component: str
    """With its pair where it has no half: ``head{PAK>IRN}``, ``relations{IRN-PAK}``."""
    old: str
    new: str

    def __str__(self) -> str:
        return f"{self.component} {self.old} → {self.new}"


class Step(NamedTuple):
    """One development as a crisis unfolds."""

    day: date
    when: str
    """Best date, time where known, ``?`` where the day is not certain."""
    id: str
    type: str
    between: str
    """Direction, pair, or the parties where it touches no pair."""
    summary: str
    changes: tuple[Change, ...]
    anomalies: tuple[str, ...]


def unfold(log: Iterable[tuple[int, Entry]], until: Cut | None = None) -> Iterator[Step]:
    """The developments of a log in order of occurrence, each with its changes; up to a date if one is given."""
    foldings: dict[str, Folding] = {}
    for happening in chronicle(log, as_of=until):
        yield _step(happening, foldings)


def _step(happening: Happening, foldings: dict[str, Folding]) -> Step:
    changes: tuple[Change, ...] = ()
    anomalies: tuple[str, ...] = ()
    if happening.pair is not None and happening.act is not None:
        folding = foldings.setdefault(happening.pair, Folding())
        before, seen = folding.values.copy(), len(folding.remarks)
        before[_HOSTILITY] = folding.hostility_on(happening.moment.day)
        folding.run([(happening.moment.day, 0, happening.id)], {0: prepare(happening.act)})
        changes = tuple(_changes(happening.pair, before, folding.values))
        anomalies = tuple(_remarked(happening.pair, remark) for remark in folding.remarks[seen:])
    held = happening.development
    return Step(
        happening.occurred.best, _when(happening), happening.id, held.type_name(),
        direction_of(held) or ", ".join((*held.actors, *held.targets)), held.summary, changes, anomalies,
    )  # fmt: skip


def _when(happening: Happening) -> str:
    time = time_text(happening.occurred)
    doubt = "" if happening.occurred.exact else " ?"
    return f"{happening.occurred.best.isoformat()}{f' {time}' if time else ''}{doubt}"


def _changes(pair: str, before: list[Any], after: list[Any]) -> Iterator[Change]:
    for (name, owner), old, new in zip(labels(pair), before, after, strict=True):
        component = COMPONENT[name]
        if old != new and component.shown:
            said = (words(as_json(component, value)) for value in (old, new))
            yield Change(f"{name}{{{owner or pair}}}", *said)


def _remarked(pair: str, remark: Remark) -> str:
    name, owner = labels(pair)[remark.slot]
    found = words(as_json(COMPONENT[name], remark.found))
    return f"expected that {remark.expected} ({remark.article}); {name}{{{owner or pair}}} was {found}"
