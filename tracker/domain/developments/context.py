"""Context: what the record needs beside the catalogue, a stated position and attacks by non-state actors."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Any, Self

from pydantic import model_validator

from tracker.domain.development import Category, Development, Number, Participation, Rank, codes
from tracker.domain.effects import Fields
from tracker.domain.instructions import Instruction
from tracker.domain.law import Character, rule
from tracker.domain.parties import halves, is_state, pair_of, sides, split_half
from tracker.domain.relation import COMPONENT, Component, from_json, slot

STATABLE = {name: component for name, component in COMPONENT.items() if component.shown}
"""The components that a position may state: those that the fold does not keep for itself."""


@dataclass(frozen=True, slots=True)
class States:
    """Every component that a position states takes the value stated; what it leaves out stays."""

    field: str

    @property
    def reads(self) -> tuple[str, ...]:
        """The position, and the pair for the components that belong to one party."""
        return (self.field, "_pair")

    @property
    def sentence(self) -> str:
        """'every component stated in the position takes its value'."""
        return f"every component stated in the {self.field} takes its value"

    def instructions(self, fields: Fields, direction: int) -> list[Instruction]:
        """One ``state`` a slot; ValueError where a value does not fit, or the pair is not said."""
        position: Mapping[str, Any] = fields[self.field]
        pair = fields.get("_pair") or _pair_of_halves(position)
        return [
            ("state", slot(component.name, half), _value(component, value))
            for component, half, value in stated(position, pair)
        ]


def stated(position: Mapping[str, Any], pair: str | None) -> Iterator[tuple[Component, int, Any]]:
    """Component, half (0, 1) and value as written, one a slot; ValueError for what the pair does not have."""
    for name, written in position.items():
        component = _component(name)
        if component.scope == "pair":
            yield component, 0, written
            continue
        owners = _owners(component, pair)
        for owner, value in _by_owner(component, written, owners).items():
            yield component, owners.index(owner), value


def _component(name: str) -> Component:
    if name in STATABLE:
        return STATABLE[name]
    if name in COMPONENT:
        msg = f"{name!r} cannot be stated: it follows from what happens"
        raise ValueError(msg)
    near = get_close_matches(str(name), STATABLE, n=1)
    msg = f"{name!r} is no component of a position" + (f"; did you mean {near[0]!r}?" if near else "")
    raise ValueError(msg)


def _owners(component: Component, pair: str | None) -> tuple[str, str]:
    if pair is None:
        msg = f"{component.name} belongs to one of two states, and the pair is not said"
        raise ValueError(msg)
    return halves(pair) if component.scope == "half" else sides(pair)


def _by_owner(component: Component, written: Any, owners: tuple[str, str]) -> Mapping[str, Any]:
    if not isinstance(written, Mapping):
        msg = f"{component.name} is stated for {owners[0]} and for {owners[1]}, not {written!r}"
        raise ValueError(msg)  # noqa: TRY004 - one kind of error for every value that does not fit
    strangers = [str(owner) for owner in written if owner not in owners]
    if strangers:
        msg = f"{component.name} is of {owners[0]} or {owners[1]}, not of {', '.join(strangers)}"
        raise ValueError(msg)
    return written


def _value(component: Component, written: Any) -> Any:
    if component.kind == "date":
        return _day(component, written)
    if written is None or (component.kind == "text" and not isinstance(written, str)):
        msg = f"{component.name} is a {component.kind}, not {written!r}"
        raise ValueError(msg)
    return from_json(component, written)


def _day(component: Component, written: Any) -> str:
    try:
        return date.fromisoformat(str(written)).isoformat()
    except ValueError:
        msg = f"{component.name} is a day such as 2024-01-17, not {written!r}"
        raise ValueError(msg) from None


def _pair_of_halves(position: Mapping[str, Any]) -> str | None:
    for name, written in position.items():
        if _component(name).scope == "half" and isinstance(written, Mapping) and written:
            return pair_of(*split_half(next(iter(written))))
    return None


class PositionStated(Development):
    """What a source states or implies about the position of a relation before the developments that are
    recorded.
    """

    category = Category.CONTEXT
    tier = "core"
    participation = Participation.UNILATERAL
    legal_basis = (rule("none"),)
    character = Character.RECORD
    expects = ()
    effect = (States("position"),)
    weight = 0.0
    codes = codes()
    closes = ()
    precedence = Rank.POSITION

    position: dict[str, Any]
    implied_by: str | None = None

    @model_validator(mode="after")
    def _that_the_pair_can_have(self) -> Self:
        if self.pair is None:
            msg = "a position is that of two states, named as its actors"
            raise ValueError(msg)
        for component, _, value in stated(self.position, self.pair):
            _value(component, value)
        return self


class ArmedAttackClaimed(Development):
    """An armed attack claimed by, or laid at the door of, a non-state actor: context, it touches no pair."""

    category = Category.CONTEXT
    tier = "core"
    participation = Participation.UNILATERAL
    legal_basis = (rule("none"),)
    character = Character.UNATTRIBUTED_VIOLENCE
    expects = ()
    effect = ()
    weight = 0.0
    codes = codes()
    closes = ()
    precedence = Rank.CONTEXT

    means: str | None = None
    place: str | None = None
    killed: Number | None = None
    injured: Number | None = None
    casualties: str | None = None
    claimed_by: str | None = None

    def check_parties(self) -> None:
        """Refuse a state as the attacker; ValueError says who may be one."""
        super().check_parties()
        if any(is_state(actor) for actor in self.actors):
            msg = "the actor of armed_attack_claimed is no state but an act: or org:, such as act:jaish-al-adl"
            raise ValueError(msg)
