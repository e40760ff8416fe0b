"""Previews: what commands would do to the state, folded before and after without writing anything."""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tracker.application.recording.amended import Amended, amended
from tracker.application.recording.ground import Ground
from tracker.application.store.lookup import LogLookup
from tracker.application.store.pairs import pair_number
from tracker.application.store.past import picture_of, streams
from tracker.application.store.reader import Clocks, Picture
from tracker.application.views.state import anomalies
from tracker.domain.chronicle import Happening, Settling
from tracker.domain.commands import Command, Record
from tracker.domain.desk import decide
from tracker.domain.dossier import Dossier, evolve
from tracker.domain.log import Entry
from tracker.domain.merging import check_merge
from tracker.domain.moments import Cut
from tracker.domain.reading import highest_tension, state_on
from tracker.domain.relation import COMPONENT


class Overlay(LogLookup):
    """The log as it would be: dossiers changed by commands lie over those that are recorded."""

    def __init__(self, conn: sqlite3.Connection, below: LogLookup) -> None:
        super().__init__(conn)
        self._below = below
        self.changed: dict[str, Dossier] = {}

    def dossier(self, stream: str) -> Dossier | None:
        """The dossier as changed, else as it is recorded."""
        return self.changed[stream] if stream in self.changed else self._below.dossier(stream)

    def put(self, dossier: Dossier) -> None:
        """Lay a changed dossier over the log."""
        self.changed[dossier.stream] = dossier

    def responses(self, stream: str) -> Iterable[str]:
        """The developments that say, or would say, that they respond to this one."""
        new = [d.stream for d in self.changed.values() if d.development and stream in d.development.in_response_to]
        return (*super().responses(stream), *new)

    def merged(self, stream: str) -> Iterable[str]:
        """The developments that say, or would say, that they are the same as this one."""
        return (*super().merged(stream), *(d.stream for d in self.changed.values() if stream in d.same_as))


@dataclass(frozen=True)
class Change:
    """One component of a pair that would be otherwise, on a date."""

    pair: str
    component: str
    of: str
    """The half or party; '' for the pair."""
    before: Any
    after: Any
    as_of: str

    def document(self) -> dict[str, Any]:
        """The change as JSON."""
        return dict(vars(self))


@dataclass
class Effect:
    """What commands would do: the entries they bring, changes of state, anomalies new and gone."""

    entries: list[Entry] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    anomalies: list[dict[str, Any]] = field(default_factory=list)
    resolved: list[dict[str, Any]] = field(default_factory=list)
    amended: list[Amended] = field(default_factory=list)
    """What of the developments themselves would be otherwise; what is said of all parts of a group stands once."""


def effect_of(ground: Ground, commands: Sequence[Command], today: date) -> Effect:
    """What commands would do to the log as it stands; Refused where the desk would decline one."""
    after = Overlay(ground.conn, ground.lookup)
    found = Effect()
    for command in commands:
        stream = command.development.id if isinstance(command, Record) else command.stream
        dossier = after.dossier(stream)
        check_merge(after.dossier, command)
        for entry in decide(dossier, command):
            found.entries.append(entry)
            dossier = evolve(dossier, entry)
            after.put(dossier)
    _tell_amended(ground, after, found)
    for pair, days in _touched(ground, after, today).items():
        _compare(ground, after, pair, days, found)
    return found


def _tell_amended(ground: Ground, after: Overlay, found: Effect) -> None:
    for stream, dossier in after.changed.items():
        before = ground.dossier(stream)
        if before is not None:
            found.amended += [one for one in amended(before, dossier) if one not in found.amended]


def _touched(ground: Ground, after: Overlay, today: date) -> dict[str, list[date]]:
    """The pairs whose state may change, and the dates to look at: those of the developments, and now."""
    latest = ground.cut(today).day
    days: dict[str, set[date]] = {}
    for stream in _near(ground, after):
        for dossier in (ground.dossier(stream), after.dossier(stream)):
            held = dossier.development if dossier else None
            if held is not None and held.pair is not None:
                days.setdefault(held.pair, set()).add(held.occurred.best)
                latest = max(latest, held.occurred.best)
    return {pair: sorted({*found, latest}) for pair, found in sorted(days.items())}


def _near(ground: Ground, after: Overlay) -> set[str]:
    """The changed streams and those that they are tied to, before or after."""
    found = set(after.changed)
    for stream, changed in after.changed.items():
        found |= {*after.responses(stream), *after.merged(stream)}
        for dossier in (ground.dossier(stream), changed):
            if dossier is not None and dossier.development is not None:
                found |= {*dossier.same_as, *dossier.development.in_response_to}
    return found


def _compare(ground: Ground, after: Overlay, pair: str, days: list[date], found: Effect) -> None:
    old_acts = _happenings(ground, ground.lookup, pair, ())
    new_acts = _happenings(ground, after, pair, after.changed)
    seen: dict[tuple[str, str], tuple[Any, Any]] = {}
    for day in days:
        old, new = (picture_of(pair, Clocks(Cut(day)), acts) for acts in (old_acts, new_acts))
        for change in _changes(old, new, day):
            key = (change.component, change.of)
            if seen.get(key) != (change.before, change.after):
                found.changes.append(change)
                seen[key] = (change.before, change.after)
        if day == days[-1]:
            _remark(old, new, found)


def _happenings(ground: Ground, lookup: LogLookup, pair: str, extra: Iterable[str]) -> list[Happening]:
    """The developments of a pair that count, in order of occurrence."""
    number = pair_number(ground.conn, pair)
    names = {*(() if number is None else streams(ground.conn, number)), *extra}
    settling = Settling(lookup)
    counted = [h for h in map(settling.happening, sorted(names)) if h is not None and h.pair == pair]
    return sorted(counted, key=lambda h: h.order)


def _changes(old: Picture, new: Picture, day: date) -> list[Change]:
    before, after = _flat(old, day), _flat(new, day)
    return [
        Change(old.pair, component, of, before[component, of], after[component, of], day.isoformat())
        for component, of in before
        if before[component, of] != after[component, of]
    ]


def _flat(picture: Picture, day: date) -> dict[tuple[str, str], Any]:
    """Every component by name and owner; dispute is read from hostility, and left out."""
    flat: dict[tuple[str, str], Any] = {}
    for name, value in state_on(picture.pair, picture.folding, day.toordinal()).items():
        if name == "dispute":
            continue
        owned = COMPONENT[name].scope != "pair"
        flat |= {(name, key): item for key, item in value.items()} if owned else {(name, ""): value}
    return {**flat, ("tension", ""): round(highest_tension(picture.folding, day.toordinal()), 2)}


def _remark(old: Picture, new: Picture, found: Effect) -> None:
    before, after = anomalies(old), anomalies(new)
    said, says = ({_key(a) for a in side} for side in (before, after))
    found.anomalies += [a for a in after if _key(a) not in said]
    found.resolved += [a for a in before if _key(a) not in says]


def _key(anomaly: dict[str, Any]) -> tuple[str, str, str]:
    return anomaly["development"], anomaly["component"], anomaly["expected"]
