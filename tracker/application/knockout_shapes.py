"""Shapes of what is left out of an answer, of the weakest link of a value, and of the robustness of a pair."""

from typing import Annotated, Any, Literal

from pydantic import Field

from tracker.application.shape_words import Clocks, Count, Id, Pair, Shape, Without

Families = Annotated[list[str], Field(description="publisher families; 'unknown' of what no file lists")]
Independent = Annotated[int, Field(ge=0, description="publisher families, the unknown not among them")]


class Weakest(Shape):
    """The one report, family, source or development without which a value would be another, and what it would be."""

    kind: Literal["report", "development", "source", "family"]
    development: Id | None
    source: str | None
    families: Families
    independent: Independent
    developments: list[Id] = Field(description="those that no longer count without it")
    value: Any
    alike: Count | None = Field(description="developments each of which alone makes a difference; null of a reading")


class Fall(Shape):
    """A family or source without which alone a value is another."""

    kind: Literal["source", "family"]
    name: str
    developments: list[Id]
    value: Any


class Carried(Shape):
    """A component, or a reading of one direction: what carries it and what makes it fall."""

    component: str
    owner: str | None
    value: Any
    because: list[Id]
    families: Families
    independent: Independent
    unsourced: Count = Field(description="developments behind it that never had a source")
    weakest: Weakest | None
    falls: list[Fall]


class Publisher(Shape):
    """A publisher family: what it alone carries, and which components fall with it."""

    family: str
    developments: list[Id]
    components: list[str]


class Robustness(Shape):
    """``tracker robustness A B --json``."""

    pair: Pair
    components: list[Carried]
    families: list[Publisher]
    clocks: Clocks
    without: Without | None = None


KNOCKOUT: dict[str, Any] = {"robustness": Robustness}
"""The shape of each document."""
