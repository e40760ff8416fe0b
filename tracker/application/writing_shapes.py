"""Shapes of what the recording and amending verbs print with ``--json``: one outcome, the same for all of them."""

from typing import Annotated, Any, Literal

from pydantic import Field

from tracker.application.shape_words import Anomaly, Count, Day, Half, Id, Pair, Shape, State3
from tracker.domain.relation import COMPONENTS

Position = Annotated[int, Field(ge=1, description="position in the log")]
_CHANGING = "|".join([*(component.name for component in COMPONENTS if component.shown), "tension"])
Changing = Annotated[
    str, Field(pattern=f"^({_CHANGING})$", description="a component of the state without dispute, or tension")
]
Held = Annotated[
    bool | int | float | str | list[str] | dict[str, str] | None,
    Field(description="value of the component, as in the state of the pair; of tension the higher direction's"),
]


class StateChange(Shape):
    """One component of a pair that the entries make otherwise, on a date."""

    pair: Pair
    component: Changing
    of: Half | State3 | Literal[""] = Field(description="the direction or the party; empty for the pair")
    before: Held
    after: Held
    as_of: Day


class Duplicate(Shape):
    """A recorded development of the same pair and days, by its type or its words: it may be the same."""

    id: Id
    date: str = Field(description="EDTF")
    summary: str


class Outcome(Shape):
    """What was recorded or amended, or with ``--dry-run`` would be."""

    id: Id = Field(description="the id that was given, or of what was recorded; of several pairs the bare id")
    ids: Annotated[list[Id], Field(min_length=1, description="the developments that the id stands for")]
    positions: list[Position] = Field(description="of the new entries; empty where nothing was written")
    entries: Count = Field(description="entries that it brings; 0 where all of it was said before")
    changes: list[StateChange]
    anomalies: list[Anomaly] = Field(description="those that it brings")
    anomalies_resolved: list[Anomaly] = Field(description="those that it takes away")
    duplicates: list[Duplicate] = Field(description="likely the same; only of what is recorded anew")
    notes: list[str]
    dry_run: bool


WRITING_VERBS = ("record", "correct", "retract", "reinstate", "claim", "report-add", "assess", "link", "unlink")
"""The verbs that add entries to the log."""

WRITING: dict[str, Any] = dict.fromkeys(WRITING_VERBS, Outcome)
"""The shape of each writing verb's document."""
