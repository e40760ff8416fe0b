"""Shapes: what the JSON documents of the command line look like, for the generated schemas and the tests.

No verb imports this: documents are made by the views, and tests prove that they have these shapes. A shape names
every key; keys may be added in a later release, and none is ever taken away or given another meaning.
"""

from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter

from tracker.application.reading_shapes import READING
from tracker.application.shape_words import (
    STATE,
    Anomaly,
    Clocks,
    Count,
    Day,
    Disputed,
    Half,
    Id,
    Instant,
    Moment,
    Open,
    Pair,
    PairAnomaly,
    Shape,
    Share,
    Tension,
    Word,
)
from tracker.application.writing_shapes import WRITING


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
    """One entry of ``tracker log --json``."""

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


class Citation(Shape):
    """``tracker cite A B --json``."""

    pair: Pair
    as_of: Moment
    known_at: str
    position: Count
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
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
    differences: list[Finding]
    count: Count


SHAPES: dict[str, Any] = {
    "state": StateDocument,
    "relations": list[Relation],
    "replay": list[Replayed],
    "where": Where,
    "log": list[LogEntry],
    "timeline": list[TimelineRow],
    "anomalies": list[PairAnomaly],
    "cite": Citation,
    "verify": Verdict,
    **READING,
    **WRITING,
}
"""The shape of each verb's document."""

_ASKED = {"catalogue-type": "catalogue TYPE", "catalogue-tension": "catalogue --tension"}
"""How a verb with several documents is asked for the further ones."""


def schema_of(verb: str) -> dict[str, Any]:
    """The JSON Schema of what a verb prints with ``--json``."""
    found = TypeAdapter(SHAPES[verb]).json_schema(by_alias=True)
    dialect = "https://json-schema.org/draft/2020-12/schema"
    return {"$schema": dialect, **found, "title": f"tracker {_ASKED.get(verb, verb)} --json"}


def fits(verb: str, text: str) -> None:
    """Raise ValueError where a printed document does not have the shape of its verb."""
    TypeAdapter(SHAPES[verb]).validate_json(text, strict=True)
