"""Shapes of the lifecycle of a development, and of what the verbs ledger and queue print with ``--json``."""

from typing import Annotated, Any, Literal

from pydantic import Field

from tracker.application.shape_words import Clocks, Count, Day, Half, Id, Pair, Shape, State3

Said = str | None
How = Annotated[
    Literal["said", "rule", "ended"],
    Field(description="it says what it responds to; it is of a type that answers; it ends the matter"),
]


Status = Annotated[
    Literal["reported", "corroborated", "confirmed", "disputed", "unverifiable", "retracted"],
    Field(description="how far a development is established"),
]


class StatusStep(Shape):
    """A status, and the entry that made it."""

    status: Status
    development: Id = Field(description="the stream of the entry: of the development, or of one that is the same")
    version: Annotated[int, Field(ge=1)]
    topic: str
    reason: Said = Field(description="what the entry gives as its reason")
    why: str


class Act(Shape):
    """One act of a side."""

    pair: Pair
    id: Id
    type: str
    sender: Said = Field(alias="from", description="the direction of the act")


class Waiting(Act):
    """An act that nobody has answered."""

    kind: str
    awaits: State3
    scope: Said = Field(description="the post, where it is about one")
    since: Day
    days: int
    due: Day | None = Field(description="the last day on which it can be done in time, where the act sets one")
    overdue_days: Annotated[int, Field(ge=1)] | None
    replies_to: list[Id] = Field(description="what it is itself an answer to")
    sentence: str
    article: str
    summary: str


class Answered(Act):
    """An act, and what the other side answered it with."""

    answer: Id
    answer_type: str
    days: int
    exact: bool = Field(description="the days of both are known exactly")
    in_kind: bool = Field(description="of the same type")
    how: How


class Ended(Act):
    """An act that nobody waits for any more."""

    kind: str
    by: Id
    by_type: str
    days: int
    how: How


class Reciprocity(Shape):
    """How one side answers the negative acts of the other."""

    pair: Pair
    of: Half
    acts: Count
    answered: Count
    in_kind: Count
    median_days: float | None
    fastest_days: int | None
    slowest_days: int | None


class Link(Shape):
    """One development in a tree of answers; rows stand in the order in which the tree is drawn."""

    pair: Pair
    depth: Count
    id: Id
    parent: Id | None
    also: list[Id] = Field(description="what else it answers")
    date: Day
    type: str
    sender: Said = Field(alias="from")
    actors: list[str]
    weight: float
    summary: str
    days: int | None = Field(description="since what it answers")
    said: bool = Field(description="the log says what it answers; else its type does")


class Norm(Shape):
    """How a norm stands in one case."""

    pair: Pair
    norm: str
    verdict: Literal["kept", "broken", "open", "unknown"]
    article: str
    sentence: str
    state: State3
    why: str
    developments: list[Id]


class LedgerDocument(Shape):
    """``tracker ledger [A B] --json``."""

    waiting: list[Waiting]
    answered: list[Answered]
    ended: list[Ended]
    reciprocity: list[Reciprocity]
    chains: list[Link]
    norms: list[Norm]
    clocks: Clocks


class Duty(Act):
    """``tracker queue [A B] --json``, one row of it: what awaits somebody."""

    kind: Literal["disputed", "anomaly", "duplicate", "uncorroborated", "uncertain date"]
    whom: Literal["desk", "reporters"]
    awaits: str
    weight: Count = Field(description="how much state it carries")
    components: list[str] = Field(description="the components of the state whose because names it")
    date: Day
    why: str
    related: list[Id] = Field(description="the other developments that it is about")
    remedy: str = Field(description="the command that answers")
    summary: str


LEDGER: dict[str, Any] = {"ledger": LedgerDocument, "queue": list[Duty]}
"""The shape of each of these verbs' documents."""
