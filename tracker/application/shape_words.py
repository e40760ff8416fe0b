"""Words that the shapes of several documents share: dates, ids, states, anomalies, disputes, readings, clocks."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, create_model

from tracker.domain.parties import PAIR_PATTERN
from tracker.domain.relation import COMPONENTS, Component

Pair = Annotated[str, Field(pattern=PAIR_PATTERN, description="two states in the order of the alphabet")]
Half = Annotated[str, Field(pattern=r"^[A-Z]{3}>[A-Z]{3}$", description="one direction of a pair")]
State3 = Annotated[str, Field(pattern=r"^[A-Z]{3}$", description="ISO 3166-1 alpha-3, or XKX")]
Day = Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\d$")]
Moment = Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\d(T\d\d:\d\d)?$", description="a day, or a local minute")]
Instant = Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$", description="UTC")]
Id = Annotated[str, Field(description="id of a development")]
Share = Annotated[float, Field(ge=0, le=10)]
Count = Annotated[int, Field(ge=0)]
Word = Literal["deteriorated", "improved", "unchanged", "unchanged, no acts"]


class Shape(BaseModel):
    """A JSON object with exactly these keys."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Dispute(Shape):
    """The militarised dispute."""

    open: bool
    highest: Annotated[int, Field(ge=1, le=5)] | None
    last_act: Day | None


def _value(component: Component) -> Any:
    """The kind of a component's value."""
    if component.name == "hostility":
        return Literal[1, 2, 3, 4, 5, "unknown"]
    if component.name == "consular_kept":
        return bool | Literal["unknown"]
    if component.kind == "choice":
        return Literal[component.values]
    plain = {"flag": bool, "count": Count, "text": str, "items": list[str], "mapping": dict[str, str]}
    return plain.get(component.kind, Day | None)


def _kept(component: Component) -> Any:
    """The kind of a component: its value, by direction or by party where it has sides."""
    value = _value(component)
    owner = {"half": Half, "party": State3}.get(component.scope)
    return value if owner is None else dict.__class_getitem__((owner, value))


_FIELDS: dict[str, Any] = {c.name: (_kept(c), Field(description=c.meaning)) for c in COMPONENTS if c.shown}
_FIELDS["dispute"] = (Dispute, Field(description="the militarised dispute"))
STATE = create_model("State", __base__=Shape, **_FIELDS)
"""The components of a relation; 'unknown' where nobody said anything."""


class Clocks(Shape):
    """The three clocks of an answer."""

    as_of: Moment
    known_at: Instant | None
    position: Count
    future: bool


class Anomaly(Shape):
    """What happened though the state did not allow for it."""

    development: Id
    expected: str
    article: str
    component: str
    found: str | bool | int | list[Any] | None
    disagrees: list[Id]
    uncertain: bool


class PairAnomaly(Anomaly):
    """An anomaly, with its pair."""

    pair: Pair


class DisputedClaim(Shape):
    """One figure or statement of an account."""

    aspect: str
    value: Any
    qualifier: str | None
    source: str | None
    quote: str | None


class Account(Shape):
    """What one speaker says of a disputed aspect."""

    by: str | None
    party: str | None
    claims: list[DisputedClaim]


class Disputed(Shape):
    """An aspect of a development of which claims differ."""

    development: Id
    aspect: str
    accounts: list[Account]
    assessed: Any


class Open(Shape):
    """What waits for an answer."""

    kind: Literal["demand", "expulsion without reply", "closure order"]
    sender: Half = Field(alias="from")
    post: str | None = None
    because: list[Id]


class Direction(Shape):
    """Both readings of one direction, with the number of acts that they rest on."""

    tension: Share
    cooperation: Share
    acts: Count
    cooperative_acts: Count


class Tension(Shape):
    """The reading of a pair."""

    tension: Share
    band: str
    trend: Word
    change: float
    reason: str
    because: list[Id]
    directions: dict[Half, Direction]


class Lost(Shape):
    """A development that no longer counts, and why."""

    development: Id
    type: str
    date: Day
    rating: str | None
    reason: str


class Without(Shape):
    """What was left out of an answer."""

    sources: list[str]
    families: list[str]
    min_grade: str | None
    left_out: list[Lost]
    reports: Count = Field(description="reports that are gone, of developments that count and that do not")


class StateDocument(Shape):
    """``tracker state A B --json``."""

    pair: Pair
    state: STATE
    because: dict[str, list[Id] | dict[str, list[Id]]]
    anomalies: list[Anomaly]
    disputed: list[Disputed]
    uncertain: list[Id]
    open: list[Open]
    tension: Tension
    clocks: Clocks
    without: Without | None = None
