"""Checkpoints of a scenario file: what the state of a pair must be on a date, as known at a time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tracker.application import dates
from tracker.application.problems import did_you_mean
from tracker.application.scenario import schema
from tracker.application.scenario.text import Node
from tracker.domain.moments import Cut
from tracker.domain.parties import halves, sides
from tracker.domain.relation import COMPONENTS, Component

_SHOWN = {component.name: component for component in COMPONENTS if component.shown}


DISPUTE = "dispute"
"""Stands beside the components: open, highest, last_act."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What part of the state of a pair must be, on a date, as known at a time (None: with everything known)."""

    as_of: Cut
    known_at: datetime | None
    pair: str
    state: dict[str, Any]
    where: str
    """``file:line``."""
    note: str | None = None


def checkpoint(node: Node) -> Checkpoint:
    """A checkpoint of a file."""
    what = "a checkpoint"
    entries = schema.given(node, schema.CHECKPOINT, what)
    pair = schema.pair(schema.needed(node, entries, "pair", what))
    state = schema.needed(node, entries, "state", what)
    for name, item in schema.mapping(state, "state").items():
        _check(name, state.keys[name], item, pair)
    known = entries.get("known_at")
    return Checkpoint(
        as_of=schema.reads(schema.needed(node, entries, "as_of", what), dates.cut, "a day, or 2024-01-18T12:30"),
        known_at=None if known is None else schema.reads(known, dates.instant, "a day, or 2024-01-18T12:00Z"),
        pair=pair,
        state=state.plain,
        where=f"{node.file}:{node.line}",
        note=schema.optional(entries.get("note")),
    )


def _check(name: str, key: Node, item: Node, pair: str) -> None:
    """Refuse a component that no state has, and a half that the pair has not."""
    if name == DISPUTE:
        schema.mapping(item, DISPUTE)
        return
    if name not in _SHOWN:
        near = did_you_mean(name, _SHOWN)
        raise key.bad(f"a state has no component {name!r}{near}", f"components: {', '.join(_SHOWN)}")
    owners = _owners(_SHOWN[name], pair)
    if not owners:
        return
    if not isinstance(item.value, Mapping):
        raise item.bad(f"{name} is given for {owners[0]} or {owners[1]}", f"write {name}: {{{owners[0]}: …}}")
    for owner, place in item.keys.items():
        if owner not in owners:
            raise place.bad(f"{owner!r} is no side of {pair}", f"{name} is of {owners[0]} or {owners[1]}")


def _owners(component: Component, pair: str) -> tuple[str, ...]:
    return {"pair": (), "half": halves(pair), "party": sides(pair)}[component.scope]
