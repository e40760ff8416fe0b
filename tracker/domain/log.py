"""Entries: the immutable lines of the log.

A development is the aggregate: its id is the stream, version 1 says what happened (its topic is the name of
the type), later versions amend it. Sources, incidents, readers and watches have streams of their own. The names and
shapes here are a storage format: entries written by any release load for ever.
"""

from datetime import datetime
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field, InstanceOf, SerializeAsAny

from tracker.domain.development import Development, Texts
from tracker.domain.evidence import Certainty, Claim, Grade, Report, Source

Instant = Annotated[datetime, Field(description="UTC")]


class Entry(BaseModel):
    """One immutable line of the log, on the stream of one development, source or incident."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    topic: ClassVar[str]

    stream: str
    version: int = Field(ge=1)
    known_from: Instant | None = None
    """From when a reader could know it; None on sources and incidents."""
    by: str = ""
    command: str = ""
    """The id of the command that said it: said again, nothing is written."""
    reason: str | None = None


class Recorded(Entry):
    """A development is recorded; its topic in the log is the name of its type."""

    topic = "recorded"

    development: SerializeAsAny[InstanceOf[Development]]
    """Of its own type, which judged it when it was made."""


class Corrected(Entry):
    """Parts of a development are said to be otherwise; the old ones stay in the log."""

    topic = "corrected"

    type: str | None = None
    changes: dict[str, Any]


class Retracted(Entry):
    """A development is said not to have happened, or not to be known."""

    topic = "retracted"


class Reinstated(Entry):
    """A retraction is taken back."""

    topic = "reinstated"


class Reported(Entry):
    """A further source says something of the development."""

    topic = "reported"

    reports: tuple[Report, ...] = ()
    sources: Texts = ()


class Claimed(Entry):
    """Someone states something about an aspect of the development."""

    topic = "claimed"

    claims: tuple[Claim, ...]


class Assessed(Entry):
    """The desk judges: a grade, a certainty, or which value of an aspect it takes."""

    topic = "assessed"

    rating: Grade | None = None
    certainty: Certainty | None = None
    aspect: str | None = None
    value: Any = None


class Linked(Entry):
    """The development is tied to others: the same as, in response to, part of an incident."""

    topic = "linked"

    same_as: Texts = ()
    in_response_to: Texts = ()
    incidents: Texts = ()


class Unlinked(Entry):
    """A tie is undone."""

    topic = "unlinked"

    same_as: Texts = ()
    in_response_to: Texts = ()
    incidents: Texts = ()


class SourceDescribed(Entry):
    """A publication is described."""

    topic = "source_described"

    source: Source


class IncidentOpened(Entry):
    """A crisis is named: a group of developments, across pairs."""

    topic = "incident_opened"

    title: str
    window: tuple[str | None, str | None] = (None, None)
    trigger: dict[str, Any] = Field(default_factory=dict)
    notes: Texts = ()


class ReadUpTo(Entry):
    """A reader has read the log up to a position, which is one of this log and of no other."""

    topic = "read_up_to"

    position: int = Field(ge=1)


class WatchSet(Entry):
    """A condition on states is watched, under a name, from here on."""

    topic = "watch_set"

    expression: str


class WatchLifted(Entry):
    """A watch is no longer kept."""

    topic = "watch_lifted"


AMENDMENTS: tuple[type[Entry], ...] = (
    Corrected, Retracted, Reinstated, Reported, Claimed, Assessed, Linked, Unlinked,
)  # fmt: skip
BESIDE: dict[type[Entry], str] = {ReadUpTo: "reader:", WatchSet: "watch:", WatchLifted: "watch:"}
"""Entries about the reading of the log, with the prefix of their streams: they touch no pair, and are known at once."""
ENTRIES: tuple[type[Entry], ...] = (Recorded, *AMENDMENTS, SourceDescribed, IncidentOpened, *BESIDE)
SOURCE_PREFIX = "source:"
INCIDENT_PREFIX = "incident:"
READER_PREFIX = BESIDE[ReadUpTo]
WATCH_PREFIX = BESIDE[WatchSet]
NO_DEVELOPMENT = (SOURCE_PREFIX, INCIDENT_PREFIX, READER_PREFIX, WATCH_PREFIX)
"""What no id of a development begins with."""


def topic_of(entry: Entry) -> str:
    """The name under which an entry is stored: the type of what was recorded, else its own."""
    return entry.development.type_name() if isinstance(entry, Recorded) else entry.topic


def source_stream(source: Source) -> str:
    """The stream of a source."""
    return f"{SOURCE_PREFIX}{source.scope}/{source.id}"
