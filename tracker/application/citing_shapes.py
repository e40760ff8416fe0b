"""Shapes of what citations come back as: a cited picture shown again, and its errata."""

from typing import Annotated, Any, Literal

from pydantic import Field

from tracker.application.reading_shapes import (
    Change,
    ShownDevelopment,
    ShownGroup,
    ShownIncident,
    ShownSource,
    Step,
)
from tracker.application.shape_words import Clocks, Count, Id, Pair, Shape, StateDocument

Position = Annotated[int, Field(ge=1, description="of an entry of the log")]


class Finding(Shape):
    """What in the log is not as it was, and where."""

    where: str
    what: str


class ShownCitation(Shape):
    """``tracker show CITATION --json``."""

    kind: Literal["citation"]
    cited: str
    same: bool = Field(description="whether the log gives the picture that was cited")
    verdict: Literal["same", "rules", "derived", "entries", "state", "beyond"]
    says: str
    findings: list[Finding]
    found: str | None = Field(description="the citation that the log gives at these clocks")
    state: StateDocument | None


class Erratum(Shape):
    """A part of a cited picture that is otherwise now."""

    part: Literal["state", "because", "anomalies", "disputed", "uncertain", "open", "tension"]
    component: str
    old: Any
    new: Any
    because: list[Id]
    entries: list[Position]


class Since(Shape):
    """An entry that was recorded, or became known, since a picture was cited."""

    position: Position
    version: Annotated[int, Field(ge=1)]
    topic: str
    recorded_at: str
    known_from: str | None
    by: str
    reason: str | None
    development: Id
    counts_as: Id
    kind: str
    summary: str
    changes: list[Change]


class Errata(Shape):
    """``tracker errata CITATION --json``."""

    cited: str
    pair: Pair
    before: Clocks
    after: Clocks
    holds: bool
    rules_differ: bool
    errata: list[Erratum]
    entries: list[Since]


Shown = Annotated[
    ShownDevelopment | ShownGroup | ShownSource | ShownIncident | ShownCitation, Field(discriminator="kind")
]


class NewDevelopment(Shape):
    """A development of which something was recorded since."""

    kind: str = Field(description="retracted, new, reinstated, corrected, disputed, or the topic of its last entry")
    development: Id
    pair: Pair | None
    type: str
    date: str
    actors: list[str]
    targets: list[str]
    summary: str
    weight: float
    disputed: list[str] = Field(description="aspects of which claims differ since")
    entries: list[Step]


class NewOfPair(Shape):
    """What is new of a pair; None for what touches none."""

    pair: Pair | None
    developments: list[NewDevelopment]


class News(Shape):
    """``tracker new --json``."""

    reader: str
    marked: int | None = Field(description="the position of the mark, where one was written")
    since: Count
    position: Count
    pairs: list[NewOfPair]
    developments: Count
    more: Count


class FiredComponent(Shape):
    """Something that a watch names: what it was, what it is, and the developments behind."""

    component: str
    was: Any
    value: Any
    because: list[Id]


class Firing(Shape):
    """A watch that is met by a pair."""

    watch: str
    expression: str
    pair: Pair
    position: Count
    as_of: str
    components: list[FiredComponent]
    citation: str


class WatchRun(Shape):
    """``tracker watch run --json``; with --follow each firing is a line."""

    action: Literal["run"]
    since: int | None
    position: Count
    fired: list[Firing]
    unread: list[str] = Field(description="watches that this release cannot read")


class KeptWatch(Shape):
    """A watch that is kept."""

    watch: str
    expression: str
    position: Position
    by: str
    problem: str | None


class WatchList(Shape):
    """``tracker watch list --json``."""

    action: Literal["list"]
    watches: list[KeptWatch]


class WatchWritten(Shape):
    """``tracker watch add`` and ``remove``; no position where nothing was written."""

    action: Literal["add", "remove"]
    watch: str
    position: Position | None


class Reported(Shape):
    """``tracker report --json``: the text of the report, or the file to which it was written."""

    title: str
    format: Literal["md", "html"]
    citation: str
    file: str | None
    text: str | None


Watched = Annotated[WatchRun | WatchList | WatchWritten, Field(discriminator="action")]

CITING: dict[str, Any] = {"show": Shown, "errata": Errata, "new": News, "watch": Watched, "report": Reported}
"""The shape of each verb's document."""
