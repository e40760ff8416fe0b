"""Weights: how much an act weighs in the tension reading, from -10 (war) to +10, by its fields.

Weights are the project's own scale, in the spirit of Goldstein (1992); the reading they feed is offered last
and never alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import log
from typing import Any

Fields = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Weight:
    """A weight that depends on a field: a value for each of its values, and one for the rest."""

    field: str
    table: tuple[tuple[Any, float], ...]
    otherwise: float

    @property
    def reads(self) -> tuple[str, ...]:
        """The field it depends on."""
        return (self.field,)

    @property
    def sentence(self) -> str:
        """'-3.5 when kind = consultations; else -4.5'."""
        arms = "; ".join(f"{weight:+} when {self.field} = {str(value).lower()}" for value, weight in self.table)
        return f"{arms}; else {self.otherwise:+}"

    def of(self, fields: Fields) -> float:
        """The weight of an act with these fields."""
        value = fields.get(self.field)
        table: dict[Any, float] = dict(self.table)
        return table.get(value, self.otherwise)


@dataclass(frozen=True, slots=True)
class ByCount:
    """-min(cap, base + ln count): many expelled weigh more than one, but not in proportion."""

    field: str
    base: float
    cap: float

    @property
    def reads(self) -> tuple[str, ...]:
        """The field it depends on."""
        return (self.field,)

    @property
    def sentence(self) -> str:
        """'-min(6, 3 + ln count)'."""
        return f"-min({self.cap:g}, {self.base:g} + ln {self.field})"

    def of(self, fields: Fields) -> float:
        """The weight of an act with these fields, to four decimals."""
        return -round(min(self.cap, self.base + log(max(1, int(fields.get(self.field) or 1)))), 4)


@dataclass(frozen=True, slots=True)
class ZeroWhen:
    """0 where a field is given (or has one of some values): the act only carries out another's order."""

    field: str
    weight: "float | Weight | ByCount"
    values: tuple[Any, ...] = ()

    @property
    def reads(self) -> tuple[str, ...]:
        """The fields it depends on."""
        return (self.field, *reads(self.weight))

    @property
    def sentence(self) -> str:
        """'0 when ordered_by is given, else -6.5'."""
        held = "is given" if not self.values else "= " + "|".join(map(str, self.values))
        return f"0 when {self.field} {held}, else {describe(self.weight)}"

    def of(self, fields: Fields) -> float:
        """The weight of an act with these fields."""
        value = fields.get(self.field)
        zero = value in self.values if self.values else value not in (None, False)
        return 0.0 if zero else weigh(self.weight, fields)


AnyWeight = float | Weight | ByCount | ZeroWhen


def by(field: str, otherwise: float, **table: float) -> Weight:
    """``by("kind", -4.5, consultations=-3.5)``."""
    return Weight(field, tuple(table.items()), otherwise)


def by_flag(field: str, when_true: float, otherwise: float) -> Weight:
    """A weight where a flag is set, and one where it is not."""
    return Weight(field, ((True, when_true),), otherwise)


def weigh(weight: AnyWeight, fields: Fields) -> float:
    """The weight of an act with these fields."""
    return float(weight) if isinstance(weight, int | float) else weight.of(fields)


def reads(weight: AnyWeight) -> tuple[str, ...]:
    """The fields that a weight depends on."""
    return () if isinstance(weight, int | float) else weight.reads


def describe(weight: AnyWeight) -> str:
    """A weight in words."""
    return f"{weight:+g}" if isinstance(weight, int | float) else weight.sentence
