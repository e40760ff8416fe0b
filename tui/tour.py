"""The tour: five steps through one crisis, each with what to press and how one sees that it was done."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

PAIR = "IRN-PAK"
"""The pair of the shipped crisis through which it leads."""
DOCUMENTS = ("development", "behind")
WHERE = ("relations", *DOCUMENTS)
"""The screens on which it is shown."""


class Place(NamedTuple):
    """Where a reader stands, as far as a step asks."""

    kind: str
    """The name of the screen."""
    pair: str | None = None
    pane: int = 0
    words: str = ""
    """What the relations are narrowed to."""
    asked: bool = False
    """Whether something is being typed."""
    date: Any = None
    """None is now."""
    known: datetime | None = None


class Step(NamedTuple):
    """One thing to try."""

    text: str
    """What to do, with the names of commands in braces where their keys are to stand."""
    done: Callable[[Place, Place], bool]
    """Whether it was done, by where one stood when it began and where one stands."""


STEPS = (
    Step(
        "Find Iran and Pakistan among the relations: {filter}, then iran pak, then Enter.",
        lambda before, now: now.pair == PAIR and not now.asked and (before.pair != PAIR or now.words != before.words),
    ),
    Step(
        "{open} opens the pair: its state today, each direction in a column of its own.",
        lambda before, now: now.pane > 0 or now.kind in DOCUMENTS,
    ),
    Step(
        "Move the date: {development-back} to the development before, {day-back} by a day. "
        "The first line says where you stand.",
        lambda before, now: now.date is not None and now.date != before.date,
    ),
    Step(
        "Move what was known: {known-back} forgets what was learned last, {known-on} learns it again; the date stays.",
        lambda before, now: now.kind == "relations" and now.known != before.known,
    ),
    Step(
        "Why is it so? {open} on a line of the state ({pane-2}) shows the developments behind it, with their sources.",
        lambda before, now: now.kind in DOCUMENTS,
    ),
)
SKIP = "{end-tour} skips the tour."
LAST = (
    "That was the tour. {help} says what every key does, {palette} finds every command, {record} records what "
    "happened. {end-tour} closes this."
)


class Tour:
    """How far one has come."""

    def __init__(self, place: Place) -> None:
        self.at = 0
        self._before = place

    @property
    def over(self) -> bool:
        """Whether all steps were done."""
        return self.at == len(STEPS)

    @property
    def title(self) -> str:
        """``Tour 2 of 5``."""
        return "Tour" if self.over else f"Tour {self.at + 1} of {len(STEPS)}"

    @property
    def text(self) -> str:
        """What to do next, or what else there is."""
        return LAST if self.over else f"{STEPS[self.at].text} {SKIP}"

    def go_on(self, place: Place) -> bool:
        """Go on as far as what was done leads; whether that was a step."""
        start = self.at
        while not self.over and STEPS[self.at].done(self._before, place):
            self.at += 1
        if self.at > start:
            self._before = place
        return self.at > start
