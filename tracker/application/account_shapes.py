"""Shapes of accounts: a state under the claims of one party, and where the accounts of the parties part."""

from typing import Annotated, Any, Literal

from pydantic import Field

from tracker.application.shape_words import Clocks, Day, Id, Pair, Shape, StateDocument

Ground = Annotated[Literal["claim", "assessment", "record"], Field(alias="from")]
Number = int | float


class Statement(Shape):
    """A claim with who made it, where it stands and its exact words."""

    aspect: str
    value: Any
    qualifier: str | None
    by: str | None
    party: str | None
    source: str | None
    quote: str | None


class Claimant(Shape):
    """Who claims a figure, and in which source."""

    value: Any
    qualifier: str | None
    by: str | None
    party: str | None
    source: str | None


class FigureRange(Shape):
    """A kind of casualties: the least and the most that is claimed; never added up and never averaged."""

    aspect: str
    least: Number
    most: Number
    claimants: list[Claimant]


class Head(Shape):
    """A development by id, with what tells it from others."""

    development: Id
    date: Day
    type: str
    direction: str | None
    summary: str


class ReplacedField(Shape):
    """A field of the type that stands otherwise in an account."""

    field: str
    old: Any
    new: Any


class ClaimedDevelopment(Head):
    """A development of which the party claims something."""

    standing: Literal["claimed", "denied"]
    replaced: list[ReplacedField]
    divided: list[str] = Field(description="aspects of which the party's own claims differ")
    denials: list[Statement]


class AccountAspect(Shape):
    """What an account says of one aspect of a development: its own claims, or what the desk holds."""

    development: Id
    date: Day
    aspect: str
    ground: Ground
    values: dict[str, Any] = Field(description="what the desk holds, where the party claims nothing")
    figures: list[FigureRange]
    claims: list[Statement]


class PartyAccount(Shape):
    """What of a state rests on the claims of a party, and what is the desk's assessment."""

    party: str
    grounds: dict[str, Literal["claim", "assessment"]]
    developments: list[ClaimedDevelopment]
    aspects: list[AccountAspect]


class PartedComponent(Shape):
    """A component that differs between the accounts of the two parties and the assessment."""

    component: str
    assessment: Any
    accounts: dict[str, Any]


class Held(Shape):
    """What the desk holds of an aspect: assessed, or else as recorded."""

    ground: Ground
    values: dict[str, Any]


class Telling(Shape):
    """What one party, speaker or source says of an aspect."""

    account: str
    denies: bool
    claims: list[Statement]


class PartedAspect(Head):
    """An aspect of a development of which the accounts part."""

    aspect: str
    assessment: Held | None
    figures: list[FigureRange]
    accounts: list[Telling]


class SetAsideAccount(Head):
    """A whole account of a development that a file sets aside, and how it settled it."""

    value: Any = Field(description="what the account says")
    by: str | None
    party: str | None
    source: str | None
    quote: str | None
    settled: str | None


class Accounts(Shape):
    """``tracker accounts A B --json``."""

    pair: Pair
    clocks: Clocks
    components: list[PartedComponent]
    aspects: list[PartedAspect]
    set_aside: list[SetAsideAccount]


class AnyState(StateDocument):
    """``tracker state A B --json``; ``account`` where the state is that of a party's own claims."""

    account: PartyAccount | None = None


ACCOUNTS: dict[str, Any] = {"state": AnyState, "accounts": Accounts}
"""The shape of each document."""
