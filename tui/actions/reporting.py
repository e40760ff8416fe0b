"""The command that makes a report of what is shown."""

from typing import TYPE_CHECKING

from tui.commands import Command

if TYPE_CHECKING:
    from tui.screens.base import TrackerScreen


class Report(
    Command,
    name="report",
    keys=("e",),
    shown="e",
    label="Report",
    group="Find",
    where=("relations", "development", "behind", "compare", "matrix", "waiting", "news"),
    footer=25,
    help="Write a report of what is shown: Markdown, HTML, or an SVG picture of the screen, with its citation.",
):
    """Asks for the format."""

    def run(self, screen: "TrackerScreen") -> None:
        from tui.screens.report import ReportScreen

        screen.app.push_screen(ReportScreen(screen.reported()))
