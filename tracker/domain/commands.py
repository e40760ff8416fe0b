"""Commands, and the refusals of the desk: what someone asks to record, and why it may be declined."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Any

from tracker.domain.development import Development
from tracker.domain.dossier import Step
from tracker.domain.evidence import Certainty, Claim, Grade, Report, Source


class Refusal(Enum):
    """Why the desk declines to record something; one sentence each."""

    UNKNOWN_ID = "no development has this id"
    SAID_OTHERWISE = "this id is recorded with other content; correct it, or choose another id"
    RETRACTED = "this development is retracted; reinstate it first"
    NOT_RETRACTED = "this development is not retracted"
    ALREADY_RETRACTED = "this development is already retracted, for another reason"
    STALE_VERSION = "this development was amended since you read it; read it again"
    NOTHING_SAID = "this amendment brings nothing"
    NOT_A_FIELD = "a correction names something that this type does not have"
    DOES_NOT_FIT = "what is said does not fit the form of the type"
    NOT_LINKED = "there is no such link to undo"
    TO_ITSELF = "a development cannot be linked to itself"
    STOOD_UPON = "what was said later of this development would no longer count once it is merged into another"
    MERGE_RING = "these merges would go round in a ring"
    NO_REASON = "an amendment that takes something back needs a reason"


class Refused(Exception):
    """The desk declined; carries the refusal, the id, what in particular, and for a stale version what came since."""

    def __init__(self, refusal: Refusal, stream: str, detail: str = "", since: tuple[Step, ...] = ()) -> None:
        self.refusal, self.stream, self.detail, self.since = refusal, stream, detail, since
        super().__init__(f"{stream}: {refusal.value}" + (f" ({detail})" if detail else ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """What someone asks the desk to record; time and identity come with it."""

    stream: str
    id: str
    by: str = ""
    known_from: datetime
    reason: str | None = None
    version: int | None = None
    """The version that was read, where a newer one is to be refused."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record(Command):
    """Record a development."""

    development: Development


@dataclass(frozen=True, slots=True, kw_only=True)
class Correct(Command):
    """Say that parts of a development are otherwise."""

    changes: dict[str, Any]
    type: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Retract(Command):
    """Say that a development did not happen, or is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reinstate(Command):
    """Take a retraction back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddReports(Command):
    """Add what further sources say."""

    reports: tuple[Report, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AddClaims(Command):
    """Add attributed statements."""

    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Assess(Command):
    """Judge a development."""

    rating: Grade | None = None
    certainty: Certainty | None = None
    aspect: str | None = None
    value: Any = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link(Command):
    """Tie a development to others."""

    same_as: tuple[str, ...] = ()
    in_response_to: tuple[str, ...] = ()
    incidents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Unlink(Link):
    """Undo ties."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DescribeSource(Command):
    """Describe a publication."""

    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkRead(Command):
    """Say up to which position a reader has read."""

    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SetWatch(Command):
    """Watch a condition on states."""

    expression: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LiftWatch(Command):
    """Watch it no longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenIncident(Command):
    """Name a crisis."""

    title: str
    window: tuple[str | None, str | None] = (None, None)
    trigger: dict[str, Any] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
