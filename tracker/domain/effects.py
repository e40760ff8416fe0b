"""Effects: what a development does to the state, as values that carry a sentence.

An effect is declared once, on its type, and compiles to *instructions*: plain tuples that the fold runs
without knowing the type. Sides are relative to the act: ``actor`` is the half actor>target, ``target`` the
half target>actor, ``both`` both of them, ``pair`` a component of the pair.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from tracker.domain.instructions import ANY, MUTUAL, Instruction
from tracker.domain.relation import COMPONENT, UNKNOWN, slot

Fields = Mapping[str, Any]


def halves_of(side: str, direction: int) -> tuple[int, ...]:
    """Which halves (0, 1) a side names, for an act of this direction."""
    if side == "pair":
        return (0,)
    if side == "both" or direction == MUTUAL:
        return (0, 1)
    return (direction,) if side == "actor" else (1 - direction,)


class Effect(Protocol):
    """What every effect can do: compile, name the fields it reads, and say what it does."""

    @property
    def reads(self) -> tuple[str, ...]:
        """Fields of the development that the effect depends on."""
        ...

    @property
    def sentence(self) -> str:
        """What it does, in words."""
        ...

    def instructions(self, fields: Fields, direction: int) -> list[Instruction]:
        """The instructions for an act with these fields and this direction."""
        ...


@dataclass(frozen=True, slots=True)
class From:
    """A value taken from a field of the development, or ``default`` where the field is not given."""

    field: str
    default: str | None = None

    def of(self, fields: Fields) -> str | None:
        """The value for these fields; None where neither field nor default says one."""
        value = fields.get(self.field)
        return self.default if value is None else str(value)

    def __str__(self) -> str:
        return f"the {self.field} given" + (f" (else {self.default})" if self.default else "")


def _whose(side: str) -> str:
    return {"actor": "{actor>target}", "target": "{target>actor}", "both": "{both ways}", "pair": ""}[side]


@dataclass(frozen=True, slots=True)
class Turn:
    """A choice, flag or text turns from some values to another; values not named stay."""

    component: str
    side: str
    table: tuple[tuple[Any, Any], ...]

    @property
    def reads(self) -> tuple[str, ...]:
        """The fields that give a new value."""
        return tuple(dict.fromkeys(new.field for _, new in self.table if isinstance(new, From)))

    @property
    def sentence(self) -> str:
        """'head{actor>target}: ambassador, minister → recalled'."""
        groups: dict[str, list[str]] = {}
        for old, new in self.table:
            groups.setdefault(str(new).lower(), []).append("any" if old == ANY else str(old).lower())
        arms = "; ".join(f"{', '.join(olds)} → {new}" for new, olds in groups.items())
        return f"{self.component}{_whose(self.side)}: {arms}"

    def instructions(self, fields: Fields, direction: int) -> list[Instruction]:
        """One ``turn`` a half."""
        table = {old: new.of(fields) if isinstance(new, From) else new for old, new in self.table}
        table = {old: new for old, new in table.items() if new is not None}
        found = halves_of(self.side, direction)
        return [("turn", slot(self.component, half), table) for half in found] if table else []


def turns(component: str, side: str, *arms: tuple[str, Any]) -> Turn:
    """A turn; each arm is ``("ambassador|minister|unknown", new)``, ``"*"`` for any other value."""
    kind = COMPONENT[component].kind
    table: list[tuple[Any, Any]] = []
    for olds, new in arms:
        table.extend((_value(kind, old), new) for old in olds.split("|"))
    return Turn(component, side, tuple(table))


def _value(kind: str, old: str) -> Any:
    return {"true": True, "false": False}.get(old, old) if kind == "flag" else old


def becomes(component: str, side: str, new: Any) -> Turn:
    """A turn from any value to ``new``."""
    return Turn(component, side, ((ANY, new),))


@dataclass(frozen=True, slots=True)
class Count:
    """A count of the acting party grows, or shrinks and stays at 0, by a field (1 where not given)."""

    component: str
    field: str
    sign: int = 1
    side: str = "actor"

    @property
    def reads(self) -> tuple[str, ...]:
        """The field that counts."""
        return (self.field,)

    @property
    def sentence(self) -> str:
        """'expelled_by{actor} grows by count'."""
        return f"{self.component}{{{self.side}}} {'grows' if self.sign > 0 else 'shrinks'} by {self.field}"

    def instructions(self, fields: Fields, direction: int) -> list[Instruction]:
        """One ``count`` a party."""
        number = fields.get(self.field)
        step = self.sign * (1 if number is None else int(number))
        return [("count", slot(self.component, half), step) for half in halves_of(self.side, direction)]


@dataclass(frozen=True, slots=True)
class Item:
    """Items are added to, or taken from, a list; ``field`` may hold one or several."""

    verb: str
    """``include`` or ``exclude``."""
    component: str
    side: str
    field: str
    default: str | None = None

    @property
    def reads(self) -> tuple[str, ...]:
        """The field that names the item."""
        return (self.field,)

    @property
    def sentence(self) -> str:
        """'closure_order{target>actor} gains the post'."""
        verb = "gains" if self.verb == "include" else "loses"
        return f"{self.component}{_whose(self.side)} {verb} the {self.field}"

    def instructions(self, fields: Fields, direction: int) -> list[Instruction]:
        """One instruction an item and half."""
        value = fields.get(self.field)
        value = self.default if value is None else value
        items = value if isinstance(value, list | tuple) else (value,)
        found = halves_of(self.side, direction)
        return [
            (self.verb, slot(self.component, half), str(item)) for half in found for item in items if item is not None
        ]


@dataclass(frozen=True, slots=True)
class Key:
    """An entry of a mapping turns from some values to another (``none`` for not there).

    Where the field of the key holds several, each has an entry.
    """

    component: str
    side: str
    key: From
    table: tuple[tuple[str, str | From], ...]

    @property
    def reads(self) -> tuple[str, ...]:
        """The fields that name the key and the value."""
        return (self.key.field, *(new.field for _, new in self.table if isinstance(new, From)))

    @property
    def sentence(self) -> str:
        """'agreements[the title given]: in_force → suspended'."""
        arms = "; ".join(f"{'any' if old == ANY else old} → {new}" for old, new in self.table)
        return f"{self.component}{_whose(self.side)}[{self.key}]: {arms}"

    def instructions(self, fields: Fields, direction: int) -> list[Instruction]:
        """One ``key`` an entry and half."""
        named = fields.get(self.key.field)
        keys = [str(item) for item in named] if isinstance(named, list | tuple) else [self.key.of(fields)]
        table = {old: new.of(fields) if isinstance(new, From) else new for old, new in self.table}
        table = {old: new for old, new in table.items() if new is not None}
        found = halves_of(self.side, direction) if table else ()
        return [("key", slot(self.component, half), key, table) for half in found for key in keys if key is not None]


@dataclass(frozen=True, slots=True)
class CarriedOut:
    """A list loses what another list, kept for the fold, names; that one is empty afterwards."""

    component: str
    side: str
    of: str
    words: str
    reads: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """'closure_order{actor>target} loses the embassy'."""
        return f"{self.component}{_whose(self.side)} loses {self.words}"

    def instructions(self, fields: Fields, direction: int) -> list[Instruction]:
        """One ``carry`` a half."""
        return [("carry", slot(self.component, half), slot(self.of, half)) for half in halves_of(self.side, direction)]


@dataclass(frozen=True, slots=True)
class Dated:
    """A component takes the date of the act."""

    component: str
    side: str
    reads: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """'last_summons{actor>target}: the date'."""
        return f"{self.component}{_whose(self.side)}: the date"

    def instructions(self, fields: Fields, direction: int) -> list[Instruction]:
        """One ``date`` a half."""
        return [("date", slot(self.component, half)) for half in halves_of(self.side, direction)]


@dataclass(frozen=True, slots=True)
class Militarised:
    """A militarised act: hostility rises to ``level`` where it was lower or unknown (COW levels 2-5)."""

    level: int
    reads: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """'hostility rises to 4'."""
        return f"hostility rises to {self.level}"

    def instructions(self, fields: Fields, direction: int) -> list[Instruction]:
        """One ``rise``."""
        return [("rise", self.level)]


@dataclass(frozen=True, slots=True)
class Calmed:
    """Hostility falls to 1 from the levels named, or from unknown; the dispute stays open."""

    levels: tuple[int, ...]
    reads: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """'hostility: 4, 5 → 1'."""
        return f"hostility: {', '.join(map(str, self.levels))} → 1"

    def instructions(self, fields: Fields, direction: int) -> list[Instruction]:
        """One ``calm``."""
        return [("calm", (*map(str, self.levels), UNKNOWN))]


@dataclass(frozen=True, slots=True)
class When:
    """Effects that apply only where a field has one of some values (None: where it is not given)."""

    field: str
    values: tuple[Any, ...]
    effects: tuple[Effect, ...]

    @property
    def reads(self) -> tuple[str, ...]:
        """The field of the condition and those of its effects."""
        return (self.field, *(name for effect in self.effects for name in effect.reads))

    @property
    def sentence(self) -> str:
        """'when threat = force: …'."""
        values = "|".join("not given" if v is None else str(v).lower() for v in self.values)
        return f"when {self.field} = {values}: " + "; ".join(effect.sentence for effect in self.effects)

    def instructions(self, fields: Fields, direction: int) -> list[Instruction]:
        """Those of its effects, where the condition holds."""
        value = fields.get(self.field)
        held = any(v in self.values for v in value) if isinstance(value, tuple | list) else value in self.values
        if not held:
            return []
        return [step for effect in self.effects for step in effect.instructions(fields, direction)]


def when(field: str, values: Any, *effects: Effect) -> When:
    """Effects under a condition; ``values`` one value or a tuple of them."""
    return When(field, values if isinstance(values, tuple) else (values,), effects)


@dataclass(frozen=True, slots=True)
class Given:
    """Effects that apply only where a field says something: a text, or true."""

    field: str
    effects: tuple[Effect, ...]

    @property
    def reads(self) -> tuple[str, ...]:
        """The field of the condition and those of its effects."""
        return (self.field, *(name for effect in self.effects for name in effect.reads))

    @property
    def sentence(self) -> str:
        """'when charge_left is given: …'."""
        return f"when {self.field} is given: " + "; ".join(effect.sentence for effect in self.effects)

    def instructions(self, fields: Fields, direction: int) -> list[Instruction]:
        """Those of its effects, where the field is given."""
        if fields.get(self.field) in (None, False, ""):
            return []
        return [step for effect in self.effects for step in effect.instructions(fields, direction)]


def given(field: str, *effects: Effect) -> Given:
    """Effects where a field is given; ``false`` is as good as not given."""
    return Given(field, effects)
