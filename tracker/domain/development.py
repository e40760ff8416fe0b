"""The form of a development: one thing that happened, of one type of the catalogue.

A type is a class with nothing optional about its basis: a half-filled form fails at import. The name of a
type in the log is the class name in snake case and is storage; a class that is renamed keeps its old
name in ``formerly``.
"""

import re
from collections.abc import Mapping
from enum import IntEnum, StrEnum
from functools import cache, lru_cache
from typing import Annotated, Any, ClassVar, NamedTuple, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

from tracker.domain import weights
from tracker.domain.act import Act
from tracker.domain.effects import Effect, halves_of
from tracker.domain.evidence import Certainty, Claim, Grade, Report
from tracker.domain.expectations import Expectation
from tracker.domain.instructions import MUTUAL
from tracker.domain.law import Character, Citation
from tracker.domain.occurrence import Occurrence
from tracker.domain.parties import PARTY_PATTERN, is_state, pair_of, sides


class Category(StrEnum):
    """The categories of the catalogue."""

    REPRESENTATION = "representation"
    PROTOCOL = "protocol"
    STATEMENT = "statement"
    ECONOMIC = "economic"
    LEGAL_TREATY = "legal_treaty"
    SECURITY = "security"
    MILITARY = "military"
    MEDIATION_DEESCALATION = "mediation_deescalation"
    MULTILATERAL = "multilateral"
    HUMANITARIAN = "humanitarian"
    DOMESTIC = "domestic"
    CONTEXT = "context"
    """Types outside the catalogue that the record needs."""


class Rank(IntEnum):
    """What comes first within a day, times being equal: openings before what presupposes them."""

    POSITION = 0
    CONTEXT = 2
    RECOGNITION = 4
    RESTORATION_AGREED = 6
    RELATIONS_OPENED = 8
    MISSION_OPENED = 10
    HEAD_PROPOSED = 12
    HEAD_NAMED = 14
    HEAD_AT_POST = 16
    CONTACT = 20
    ATTACK = 24
    POSTURE = 26
    STATEMENT = 30
    ANSWER = 32
    MEDIATION = 34
    MEDIATION_ACCEPTED = 35
    PROTEST = 36
    CASE = 38
    RULING = 39
    MEASURE = 42
    MEASURE_ENDED = 44
    HEAD_RECALLED = 48
    HEAD_REPLACED = 50
    POST_CLOSED = 52
    RELATIONS_ENDED = 56
    INTERESTS_ENTRUSTED = 58
    SETTLEMENT = 60


class Participation(StrEnum):
    """How the parties of a development stand to one another."""

    DIRECTED = "directed"
    """From actor to target."""
    MUTUAL = "mutual"
    """Between the actors; an actor and a target are taken as the two."""
    THIRD_PARTY = "third_party"
    """The actor is a third party; the pair is that of the targets where there are two."""
    UNILATERAL = "unilateral"
    """One state's own act; a target may be named."""


class Bearing(NamedTuple):
    """How a development bears on a relation."""

    pair: str | None
    direction: int
    """0 where the pair's first state acts, 1 the second, 2 where neither or both do."""
    third: bool
    """A third party's act, and so neither state's act against the other."""


class Codes(BaseModel):
    """Codes of the field's event ontologies; CAMEO codes are text, 010 is not 10."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    cameo: tuple[str, ...] = ()
    plover: str | None = None


class Closing(BaseModel):
    """An act of this type is no longer open once the act that carries this closing happens.

    ``side`` is where the closed act came from, relative to the closing act; ``same`` a field that must agree.
    With ``when_field`` it closes only where that field has one of ``when_values`` (None: is not given).
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    type: str
    side: str = "both"
    same: str | None = None
    when_field: str | None = None
    when_values: tuple[Any, ...] = ()

    @property
    def reads(self) -> tuple[str, ...]:
        """The fields that decide what it closes."""
        return tuple(name for name in (self.same, self.when_field) if name)

    def applies(self, fields: Mapping[str, Any]) -> bool:
        """Whether an act with these fields closes anything of the type."""
        return self.when_field is None or fields.get(self.when_field) in self.when_values


def closing(
    type: str,
    side: str = "both",
    same: str | None = None,
    when_field: str | None = None,
    when_values: tuple[Any, ...] = (),
) -> Closing:
    """``closing("ambassador_recalled", "actor")``: closes the actor's own recall."""
    return Closing.model_construct(type=type, side=side, same=same, when_field=when_field, when_values=when_values)


def codes(*cameo: str, plover: str | None = None) -> Codes:
    """CAMEO codes and the PLOVER event type of a development type."""
    return Codes.model_construct(cameo=cameo, plover=plover)


def _several(value: Any) -> Any:
    return (value,) if isinstance(value, str) else tuple(value) if isinstance(value, list) else value


Texts = Annotated[tuple[str, ...], BeforeValidator(_several)]
"""One text or a list of them."""
Party = Annotated[str, StringConstraints(pattern=PARTY_PATTERN)]
Parties = Annotated[tuple[Party, ...], BeforeValidator(_several)]
"""One party or a list of them."""
Number = Annotated[int, Field(ge=0)]
"""A count of persons or things."""
_DAY = r"(?:\.\.|\d{4}(?:-\d\d(?:-\d\d)?)?[?~%]?)"
DateText = Annotated[str, StringConstraints(pattern=rf"^{_DAY}(?:/{_DAY})?$")]
"""A date in EDTF: 2024-01-17, 2024-01, 2024, or an interval of them."""

FORM = (
    "category", "legal_basis", "character", "expects", "effect", "weight", "codes", "closes", "precedence",
    "participation", "tier",
)  # fmt: skip
PSEUDO_FIELDS = ("_actor", "_pair")
"""What an effect may read beside the fields of its type: the actors, and the pair."""


class Development(BaseModel):
    """One thing that happened, of one type of the catalogue, between parties, at some time."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    category: ClassVar[Category]
    legal_basis: ClassVar[tuple[Citation, ...]]
    character: ClassVar[Character]
    expects: ClassVar[tuple[Expectation, ...]]
    effect: ClassVar[tuple[Effect, ...]]
    weight: ClassVar[weights.AnyWeight]
    codes: ClassVar[Codes]
    closes: ClassVar[tuple[Closing, ...]]
    precedence: ClassVar[Rank]
    participation: ClassVar[Participation]
    tier: ClassVar[str]
    mid_actions: ClassVar[tuple[int, ...]] = ()
    """Militarised interstate dispute actions (COW MID codebook) that the type may be."""
    apart_by: ClassVar[str | None] = None
    """The field that tells one open act of this type from another: a post, a title."""
    formerly: ClassVar[tuple[str, ...]] = ()

    id: str = Field(min_length=1, max_length=200)
    occurred: Occurrence
    actors: Parties = ()
    targets: Parties = ()
    third_parties: Parties = ()
    summary: str = ""
    sources: Texts = ()
    reports: tuple[Report, ...] = ()
    rating: Grade | None = None
    certainty: Certainty | None = None
    claims: tuple[Claim, ...] = ()
    in_response_to: Texts = ()
    incidents: Texts = ()
    group: str | None = None
    """The bare id of which this is the part of one pair (``ID`` of ``ID/BHR-QAT``)."""
    note: str | None = None

    @classmethod
    def __pydantic_init_subclass__(cls, **_: Any) -> None:
        """Refuse a half-filled form at import."""
        missing = [name for name in FORM if not hasattr(cls, name)]
        if missing or not (cls.__doc__ or "").strip():
            msg = f"{cls.__name__} is half filled: it lacks {', '.join(missing) or 'a docstring'}"
            raise TypeError(msg)
        if not cls.legal_basis:
            msg = f"{cls.__name__} states no legal basis; say rule('none') where there is none"
            raise TypeError(msg)
        fields = {*own_field_names(cls), *PSEUDO_FIELDS}
        unknown = [name for name in cls.reads() if name not in fields]
        if unknown:
            msg = f"{cls.__name__} reads fields that it does not have: {', '.join(unknown)}"
            raise TypeError(msg)

    @model_validator(mode="after")
    def _between_parties(self) -> Self:
        both = set(self.actors) & set(self.targets)
        if both:
            msg = f"a party cannot act upon itself: {', '.join(sorted(both))}"
            raise ValueError(msg)
        if not self.actors:
            msg = "an actor is needed"
            raise ValueError(msg)
        self.check_parties()
        return self

    def check_parties(self) -> None:
        """Refuse parties that the type cannot do with; ValueError says what is missing."""
        needs_other = self.participation in (Participation.DIRECTED, Participation.THIRD_PARTY)
        if needs_other and not self.targets and len(set(self.actors)) < 2:
            msg = f"{self.type_name()} needs a target"
            raise ValueError(msg)
        if self.participation is Participation.MUTUAL and len({*self.actors, *self.targets}) < 2:
            msg = f"{self.type_name()} is mutual and needs two parties"
            raise ValueError(msg)

    @classmethod
    def type_name(cls) -> str:
        """The name of the type in files and in the log: ``ambassador_recalled``."""
        return _snake(cls.__name__)

    @classmethod
    def reads(cls) -> tuple[str, ...]:
        """The fields that decide what the fold does: of effects, expectations, weight and closings.

        A name that starts with ``_`` is one of ``PSEUDO_FIELDS``.
        """
        names = [name for effect in cls.effect for name in effect.reads]
        names += [e.field for e in cls.expects if e.field]
        names += weights.reads(cls.weight)
        names += [name for c in cls.closes for name in c.reads]
        names += [cls.apart_by] if cls.apart_by else []
        return tuple(dict.fromkeys(names))

    def own_fields(self) -> dict[str, Any]:
        """The fields of its type that are given, as plain JSON values."""
        names = own_field_names(type(self))
        return self.model_dump(mode="json", exclude_none=True, include=set(names)) if names else {}

    @property
    def bearing(self) -> Bearing:
        """The pair it touches, from which side, and whether as a third party."""
        return bearing_of(self.participation, self.actors, self.targets)

    @property
    def pair(self) -> str | None:
        """The pair whose relation it touches; None where it touches none."""
        return self.bearing.pair


@lru_cache(maxsize=65_536)
def bearing_of(participation: Participation, actors: tuple[str, ...], targets: tuple[str, ...]) -> Bearing:
    """How an act between these parties bears on a relation; many developments share one."""
    states, others = tuple(filter(is_state, actors)), tuple(filter(is_state, targets))
    third = participation is Participation.THIRD_PARTY
    if third and len(others) == 2:
        return Bearing(pair_of(*others), MUTUAL, third=True)
    if len(states) == 1 and len(others) == 1:
        pair = pair_of(states[0], others[0])
        mutual = participation is Participation.MUTUAL
        return Bearing(pair, MUTUAL if mutual else sides(pair).index(states[0]), third=False)
    if len(states) == 2 and not targets:
        return Bearing(pair_of(*states), MUTUAL, third=False)
    return Bearing(None, MUTUAL, third=False)


@cache
def _snake(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


@cache
def own_field_names(form: type[Development]) -> tuple[str, ...]:
    """The fields that a type adds to what every development has, in the order declared."""
    fields = form.model_fields
    return tuple(name for name in form.__annotations__ if name in fields and name not in Development.model_fields)


def compile_act(
    form: type[Development], fields: Mapping[str, Any], direction: int, *, third: bool, closable: bool
) -> Act:
    """The act of a type with these fields (JSON values), seen from this direction."""
    return Act(
        type=form.type_name(),
        direction=direction,
        checks=tuple(check for e in form.expects for check in e.checks(fields, direction)),
        steps=tuple(step for effect in form.effect for step in effect.instructions(fields, direction)),
        weight=0.0 if third else weights.weigh(form.weight, fields),
        speech=form.category is Category.STATEMENT,
        scope=str(fields.get(form.apart_by) or "") if form.apart_by else "",
        closable=closable,
        closes=tuple(
            (c.type, half, _same(c, fields))
            for c in form.closes
            if c.applies(fields)
            for half in halves_of(c.side, direction)
        ),
    )


def _same(found: Closing, fields: Mapping[str, Any]) -> str | None:
    return None if found.same is None else str(fields.get(found.same) or "")
