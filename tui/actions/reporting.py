"""The commands that make a report, of what is shown or of the list of relations, and the one that cites it."""

from typing import TYPE_CHECKING, cast

from tui.commands import Command

if TYPE_CHECKING:
    from tui.screens.base import TrackerScreen
    from tui.screens.relations import RelationsScreen


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


class CopyCitation(
    Command,
    name="copy-citation",
    keys=("Y",),
    shown="Y",
    label="Cite",
    group="Find",
    where=Report.where,
    help="Copy the citation of what is shown to the clipboard: pair, date, knowledge, position, digest.",
):
    """Asks beside the keys."""

    def why_not(self, screen: "TrackerScreen") -> str:
        return "" if screen.reported() is not None else "nothing is shown that could be cited"

    def run(self, screen: "TrackerScreen") -> None:
        from tui.citing import copy_citation

        copy_citation(screen)


class ReportList(
    Command,
    name="report-list",
    keys=("E",),
    shown="E",
    label="Report list",
    group="Find",
    where=("relations", "matrix"),
    help="Write a report of the relations as they are listed: the same pairs in the same order, with its citation.",
):
    """Asks for the format."""

    def why_not(self, screen: "TrackerScreen") -> str:
        return "" if _main(screen).listed else "no relation is listed"

    def run(self, screen: "TrackerScreen") -> None:
        from tui.reporting import of_list
        from tui.screens.report import ReportScreen

        main = _main(screen)
        if main.standpoint is not None:
            subject = of_list([row.pair for row in main.listed], main.listed_words, main.by, main.standpoint)
            screen.app.push_screen(ReportScreen(subject))


def _main(screen: "TrackerScreen") -> "RelationsScreen":
    """The screen that lists the relations: this one, or the one below the matrix."""
    return cast("RelationsScreen", getattr(screen, "relations", screen))
