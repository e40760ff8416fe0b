"""Commands of the tour: begin it, and end it."""

from typing import TYPE_CHECKING, cast

from tui.commands import Command
from tui.tour import PAIR, WHERE

if TYPE_CHECKING:
    from tui.screens.base import TrackerScreen
    from tui.screens.relations import RelationsScreen


class TakeTour(
    Command,
    name="tour",
    keys=("f1",),
    shown="F1",
    label="Tour",
    group="Program",
    where=("relations",),
    help="Five steps through a crisis: what to press first.",
):
    """Begins the tour."""

    def why_not(self, screen: "TrackerScreen") -> str:
        """The crisis through which it leads is in the log."""
        there = any(row.pair == PAIR for row in cast("RelationsScreen", screen).all_rows)
        return "" if there else f"it leads through {PAIR}, which is not in this log: replay the crises that ship"

    def run(self, screen: "TrackerScreen") -> None:
        screen.dashboard.begin_tour()


class EndTour(
    Command,
    name="end-tour",
    keys=("X",),
    shown="X",
    label="End tour",
    group="Program",
    where=WHERE,
    help="End the tour; it does not begin by itself again.",
):
    """Ends the tour."""

    def why_not(self, screen: "TrackerScreen") -> str:
        return "" if screen.dashboard.tour is not None else "no tour is under way"

    def run(self, screen: "TrackerScreen") -> None:
        screen.dashboard.end_tour()
        screen.say("the tour is over; the palette begins it again")
