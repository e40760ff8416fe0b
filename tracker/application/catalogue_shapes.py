"""Shapes of what the catalogue prints with ``--json``."""

from typing import Annotated, Any

from pydantic import Field

from tracker.application.shape_words import Count, Shape, Share


class Codes(Shape):
    """Codes of the field's event ontologies."""

    cameo: list[str]
    plover: str | None
    mid: list[int]


class Expected(Shape):
    """What a type takes for granted."""

    expected: str
    article: str
    component: str
    side: str
    fits: list[Any]
    when: str | None


class TypeRow(Shape):
    """A type in a line of ``tracker catalogue --json``."""

    type: str
    category: str
    tier: str
    weight: str
    meaning: str


class FormField(Shape):
    """A field of a type."""

    name: str
    kind: str
    choices: list[str]
    several: bool
    required: bool


class Precedence(Shape):
    """What comes first within a day."""

    name: str
    number: int


class TypePage(Shape):
    """``tracker catalogue TYPE --json``."""

    type: str
    formerly: list[str]
    category: str
    tier: str
    meaning: str
    participation: str
    fields: list[FormField]
    basis: list[str]
    character: str
    expects: list[Expected]
    effect: list[str]
    weight: str
    apart_by: str | None
    codes: Codes
    closes: list[dict[str, Any]]
    closed_by: list[str]
    rank: Precedence


class Band(Shape):
    """A word for a reading, and the least reading that it stands for."""

    floor: Share = Field(alias="from")
    band: str


class TypeWeight(Shape):
    """The weight of a type, in words."""

    type: str
    weight: str


class TensionPage(Shape):
    """``tracker catalogue --tension --json``."""

    formula: str
    half_life_days: Annotated[int, Field(ge=1)]
    scale: float
    statements_a_day: Count
    trend_window_days: Annotated[int, Field(ge=1)]
    bands: Annotated[list[Band], Field(min_length=1, description="from the highest down")]
    weights: list[TypeWeight]
