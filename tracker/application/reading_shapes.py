"""Shapes of what the verbs show, why, diff and search print with ``--json``."""

from typing import Annotated, Any, Literal

from pydantic import Field

from tracker.application.catalogue_shapes import Codes, Expected, TensionPage, TypePage, TypeRow
from tracker.application.knockout_shapes import Weakest
from tracker.application.ledger_shapes import Status, StatusStep
from tracker.application.search_shapes import SavedSearches, Search
from tracker.application.shape_words import (
    Anomaly,
    Count,
    Day,
    Disputed,
    Id,
    Pair,
    Shape,
    Share,
    Tension,
    Without,
)

Value = Any
Said = str | None


class When(Shape):
    """When a development happened."""

    edtf: str
    best: Day
    earliest: Day | None
    latest: Day
    time: Said
    exact: bool
    approximate: bool
    doubtful: bool


class Report(Shape):
    """What one source says of a development, with what is known of the source."""

    development: Id
    source: str
    quote: Said
    offset: Count | None
    note: Said
    outlet: Said
    family: Said
    title: Said
    published: Said
    url: Said
    reliability: Said


class Claim(Shape):
    """An attributed statement about one aspect of a development."""

    development: Id
    aspect: str
    value: Value
    qualifier: Said
    by: Said
    party: Said
    source: Said
    quote: Said
    offset: Count | None
    note: Said


class Change(Shape):
    """What an entry changed; of lists what left and what came."""

    what: str
    old: Value
    new: Value


class Step(Shape):
    """One entry of a history."""

    position: Annotated[int, Field(ge=1)]
    version: Annotated[int, Field(ge=1)]
    topic: str
    recorded_at: str
    known_from: Said
    by: str
    reason: Said
    changes: list[Change]


class Certainty(Shape):
    """What follows from grade and corroboration, and what the file claims."""

    derived: Said
    claimed: Said
    beyond: bool
    families: Count


class Weight(Shape):
    """The weight of a development, and the rule that gave it."""

    value: float
    rule: str


class ShownDevelopment(Shape):
    """``tracker show ID --json`` of a development."""

    kind: Literal["development"]
    id: Id
    version: int
    type: str
    category: str
    meaning: str
    date: When
    pair: Pair | None
    direction: Said
    actors: list[str]
    targets: list[str]
    third_parties: list[str]
    summary: str
    fields: dict[str, Value]
    note: Said
    basis: list[str]
    character: str
    codes: Codes
    effect: list[str]
    expects: list[Expected]
    weight: Weight
    rating: Said
    certainty: Certainty
    reports: list[Report]
    claims: list[Claim]
    disputed: list[Disputed]
    assessed: dict[str, Value]
    in_response_to: list[Id]
    responses: list[Id]
    same_as: list[Id]
    counts_as: Id
    merged: list[Id]
    incidents: list[str]
    group: Said
    anomalies: list[Anomaly]
    known_from: Said
    retracted: Said
    reinstated: Said
    status: Status
    steps: list[StatusStep]
    history: list[Step]


class ShownGroup(Shape):
    """``tracker show ID --json`` of the bare id of several pairs."""

    kind: Literal["group"]
    id: Id
    parts: list[ShownDevelopment]


class ShownSource(Shape):
    """``tracker show ID --json`` of a source."""

    kind: Literal["source"]
    id: str
    name: str
    source_id: str
    scope: str
    outlet: Said
    family: Said
    title: Said
    published: Said
    url: Said
    file: Said
    sha256: Said
    reliability: Said
    developments: list[Id]
    history: list[Step]


class ShownIncident(Shape):
    """``tracker show ID --json`` of an incident."""

    kind: Literal["incident"]
    id: str
    name: str
    title: Said
    window: list[Said]
    trigger: dict[str, Value]
    notes: list[str]
    developments: list[Id]
    history: list[Step]


class Link(Shape):
    """A development in the chain behind a component."""

    development: Id
    date: When
    type: str
    summary: str
    effect: list[str]
    basis: list[str]
    character: str
    rating: Said
    reports: list[Report]
    claims: list[Claim]


class Turn(Shape):
    """One change of a component along the chronicle."""

    development: Id
    date: Day
    old: Value
    new: Value


class Because(Shape):
    """One half of a component: its value, its course, and the chain that made it."""

    owner: Said
    value: Value
    note: Said
    because: list[Link]
    course: list[Turn]
    weakest: Weakest | None


class Why(Shape):
    """``tracker why A B COMPONENT --json``."""

    pair: Pair
    component: str
    owner: Said
    parts: list[Because]
    without: Without | None = None


class OpenAct(Shape):
    """A negative act that nothing has closed."""

    type: str
    of: Said
    weight: float
    since: Day
    days: int
    because: list[Id]


class Contribution(Link):
    """An act, and what is left of its weight."""

    weight: float
    age_days: int
    contributes: float


class ReadingHalf(Shape):
    """A reading of one direction: its value, the open acts, and the acts by what they contribute."""

    owner: str
    value: Share
    open: list[OpenAct]
    acts: list[Contribution]
    faded: Count = Field(description="acts of which nothing is left to speak of; they are not listed")
    weakest: Weakest | None


class WhyReading(Shape):
    """``tracker why A B tension --json``, or cooperation."""

    pair: Pair
    component: Literal["tension", "cooperation"]
    owner: Said
    formula: str
    value: Share
    reading: Tension
    parts: list[ReadingHalf]
    without: Without | None = None


READING: dict[str, Any] = {
    "why": Why | WhyReading,
    "search": Search | SavedSearches,
    "catalogue": list[TypeRow],
    "catalogue-type": TypePage,
    "catalogue-tension": TensionPage,
}
"""The shape of each reading verb's document; a verb with several documents has several names."""
