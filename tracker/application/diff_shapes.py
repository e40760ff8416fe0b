"""Shapes of differences: between two dates, two states of knowledge, or both."""

from typing import Annotated, Any, Literal

from pydantic import Field

from tracker.application.reading_shapes import Change
from tracker.application.shape_words import Clocks, Day, Id, Pair, Shape, Share

Kind = Literal[
    "new", "corrected", "retracted", "reinstated", "disputed", "reported", "claimed", "assessed", "linked", "unlinked"
]
Made = Annotated[Literal["world", "knowledge", "both"], Field(alias="from")]


class ComponentChange(Shape):
    """A component that differs."""

    component: str
    old: Any
    new: Any
    made: Made
    because: list[Id]


class Learned(Shape):
    """An entry that only the later knowledge has: who recorded it, when, why, and what it changed."""

    kind: Kind
    development: Id
    type: str
    date: str
    summary: str
    disputed: list[str] = Field(description="aspects of which claims differ since this entry")
    position: Annotated[int, Field(ge=1)]
    version: Annotated[int, Field(ge=1)]
    topic: str
    recorded_at: str
    known_from: str | None
    by: str
    reason: str | None
    changes: list[Change]


class DiffStretch(Shape):
    """Dates on which a component is otherwise in the later knowledge."""

    component: str
    first: Day
    last: Day | None = Field(description="null where it is otherwise from then on")
    old: Any
    new: Any


class Moved(Shape):
    """A development that came or left."""

    development: Id
    type: str
    date: str
    summary: str
    made: Made


class Amended(Shape):
    """A development of which other things are said; its date and summary as they are said by now."""

    development: Id
    type: str
    date: str
    summary: str
    made: Made
    changes: list[Change]


class OldNew(Shape):
    """Two figures."""

    old: Share
    new: Share


class Diff(Shape):
    """``tracker diff A B --json``."""

    pair: Pair
    before: Clocks
    after: Clocks
    components: list[ComponentChange]
    tension: OldNew
    came: list[Moved]
    left: list[Moved]
    changed: list[Amended]
    learned: list[Learned]
    stretches: list[DiffStretch]


DIFF: dict[str, Any] = {"diff": Diff}
"""The shape of the document."""
