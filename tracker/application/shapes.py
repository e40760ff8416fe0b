"""Shapes: what the JSON documents of the command line look like, for the generated schemas and the tests.

No verb imports this: documents are made by the views, and tests prove that they have these shapes. A shape names
every key; keys may be added in a later release, and none is ever taken away or given another meaning.
"""

from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter

from tracker.application.account_shapes import ACCOUNTS
from tracker.application.citing_shapes import CITING
from tracker.application.diff_shapes import DIFF
from tracker.application.knockout_shapes import KNOCKOUT
from tracker.application.ledger_shapes import LEDGER, Status, StatusStep
from tracker.application.reading_shapes import READING
from tracker.application.shape_words import (
    Count,
    Day,
    Half,
    Id,
    Instant,
    Moment,
    Pair,
    PairAnomaly,
    Shape,
    Share,
    State3,
    Word,
)
from tracker.application.transfer_shapes import TRANSFER
from tracker.application.writing_shapes import WRITING
from tracker.domain.outlook import RULES


class ForwardFlag(Shape):
    """A forward flag: the rule that raises it, its reason, and the development that it rests on."""

    rule: Literal[tuple(rule.name for rule in RULES)]  # type: ignore[valid-type]
    reason: str
    development: Id
    since: Day = Field(description="the day of the development")
    due: Day | None


class Relation(Shape):
    """One pair of ``tracker relations --json``."""

    pair: Pair
    tension: Share
    cooperation: Share
    band: str
    trend: Word
    change: float
    reason: str
    relations: str
    restoration_pending: bool
    hostility: Annotated[int, Field(ge=1, le=5)] | Literal["unknown"]
    heads: dict[Half, str]
    in_charge: dict[Half, str]
    last: Day | None
    developments: Count
    risk: ForwardFlag | None
    opportunity: ForwardFlag | None
    held: dict[str, Any] | None = Field(default=None, description="with --by: that component, as in a state")


class GroupRow(Shape):
    """One group of ``tracker groups --json``."""

    kind: Literal["own", "watch", "region", "alliance"]
    name: str
    also: list[str] = Field(description="other names")
    states: list[State3] = Field(description="the members on the date; none for watches, which cover pairs")
    pairs: Count = Field(description="pairs of the log that have a state in it")
    within: Count = Field(description="of these, pairs of two members")


class Difference(Shape):
    """A component of a checkpoint that is not as wanted."""

    component: str
    wanted: Any
    found: Any


class Checkpoint(Shape):
    """A checkpoint compared with the state that its file leads to."""

    pair: Pair
    as_of: Moment
    known_at: Instant | None
    where: str
    ok: bool
    wanted: dict[str, Any]
    differences: list[Difference]


class Replayed(Shape):
    """One file of ``tracker replay --json``."""

    file: str
    incident: str
    title: str | None
    commands: Count
    written: Count | None
    checkpoints: list[Checkpoint]


class Where(Shape):
    """``tracker where --json``."""

    path: str
    chosen_by: Literal["--db", "TRACKER_DB", "data folder"]
    exists: bool
    bytes: Count
    entries: Count
    seeds: list[str]


class LogEntry(Shape):
    """One entry of ``tracker log --json``, and one line of ``tracker log --follow --json``."""

    position: Annotated[int, Field(ge=1)]
    recorded_at: Instant
    known_from: Instant | None
    stream: str
    version: Annotated[int, Field(ge=1)]
    topic: str
    by: str
    payload: dict[str, Any]


class TimelineRow(Shape):
    """One development of ``tracker timeline A B --json``."""

    id: Id
    date: Day
    time: str | None
    edtf: str
    type: str
    category: str
    direction: str | None
    actors: list[str]
    targets: list[str]
    summary: str
    glyph: Literal["▼", "▽", "·", "△", "▲", "✗"]
    weight: float
    counts: bool
    uncertain: bool
    disputed: list[str]
    anomaly: bool
    retracted: str | None
    in_response_to: list[Id]
    responses: list[Id]
    merged: list[Id]
    incidents: list[str]
    reports: Count
    claims: Count
    known_from: str | None
    context: bool
    status: Status
    steps: list[StatusStep]
    left_out: str | None


class Citation(Shape):
    """``tracker cite A B --json``."""

    pair: Pair
    as_of: Moment
    known_at: str
    position: Count
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    root: Annotated[str, Field(pattern="^[A-Za-z0-9+/]{43}=$")]
    line: str


class Finding(Shape):
    """Something that is not as it must be."""

    where: str
    what: str


class Verdict(Shape):
    """``tracker verify --json``."""

    holds: bool
    rebuilt: bool
    entries: Count
    developments: Count
    pairs: Count
    checkpoints: Count
    seals: Count
    origin: str | None
    root: str | None
    differences: list[Finding]
    count: Count


class Sealed(Shape):
    """``tracker seal --json``."""

    origin: str
    size: Count
    root: str
    time: str | None


class Proved(Shape):
    """``tracker verify-proof --json``."""

    holds: bool
    says: str
    state: str | None


class Checked(Shape):
    """One thing that a doctor looked at."""

    check: str
    status: Literal["ok", "warning", "fault"]
    found: str
    remedy: str


class Diagnosis(Shape):
    """``tracker doctor --json``."""

    path: str
    well: bool
    checks: list[Checked]


SHAPES: dict[str, Any] = {
    **ACCOUNTS,
    "relations": list[Relation],
    "groups": list[GroupRow],
    "replay": list[Replayed],
    "where": Where,
    "log": list[LogEntry],
    "log-follow": LogEntry,
    "timeline": list[TimelineRow],
    "anomalies": list[PairAnomaly],
    "cite": Citation,
    "verify": Verdict,
    "seal": Sealed,
    "verify-proof": Proved,
    "doctor": Diagnosis,
    **READING,
    **DIFF,
    **CITING,
    **KNOCKOUT,
    **LEDGER,
    **WRITING,
    **TRANSFER,
}
"""The shape of each verb's document."""

_ASKED = {
    "catalogue-type": "catalogue TYPE",
    "catalogue-tension": "catalogue --tension",
    "log-follow": "log --follow",
}
"""How a verb with several documents is asked for the further ones."""


def schema_of(verb: str) -> dict[str, Any]:
    """The JSON Schema of what a verb prints with ``--json``."""
    found = TypeAdapter(SHAPES[verb]).json_schema(by_alias=True)
    dialect = "https://json-schema.org/draft/2020-12/schema"
    return {"$schema": dialect, **found, "title": f"tracker {_ASKED.get(verb, verb)} --json"}


def fits(verb: str, text: str) -> None:
    """Raise ValueError where a printed document does not have the shape of its verb."""
    TypeAdapter(SHAPES[verb]).validate_json(text, strict=True)
