"""The command that shows the tension chart."""

from typing import TYPE_CHECKING, cast

from tui.commands import Command

if TYPE_CHECKING:
    from tui.screens.base import TrackerScreen
    from tui.screens.charting import ChartingScreen


class Chart(
    Command,
    name="chart",
    keys=("C",),
    shown="C",
    label="Chart",
    group="Find",
    where=("relations",),
    help="The tension of the pair over all its time, on the whole screen; TRACKER_GRAPH=block or ascii draws it so.",
):
    """The chart over all panes, or the panes again."""

    def run(self, screen: "TrackerScreen") -> None:
        cast("ChartingScreen", screen).toggle_chart()
