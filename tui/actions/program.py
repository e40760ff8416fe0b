"""Commands of the program: finding, colours, help, leaving."""

from typing import TYPE_CHECKING, cast

from tui.commands import Command

if TYPE_CHECKING:
    from tui.screens.base import TrackerScreen
    from tui.screens.relations import RelationsScreen
    from tui.screens.trouble import TroubleScreen

MAIN = ("relations",)


def _main(screen: "TrackerScreen") -> "RelationsScreen":
    return cast("RelationsScreen", screen)


class Filter(
    Command,
    name="filter",
    keys=("slash",),
    shown="/",
    label="Filter",
    group="Find",
    where=MAIN,
    footer=9,
    help="Show only rows that hold these words, and not those behind a !, of a group as in:nato; Esc shows all again.",
):
    """Filter rows."""

    def run(self, screen: "TrackerScreen") -> None:
        _main(screen).ask_filter()


class Theme(
    Command,
    name="theme",
    keys=("ctrl+t",),
    shown="Ctrl+T",
    label="Colours",
    group="Program",
    help="Other colours: dark, light, high contrast; all safe for colour-blind readers; says how to keep them.",
):
    """Other colours."""

    def run(self, screen: "TrackerScreen") -> None:
        screen.other_colours()


class Help(
    Command,
    name="help",
    keys=("question_mark",),
    shown="?",
    label="Help",
    group="Program",
    footer=90,
    help="What every key does, what the signs mean, and which log is open.",
    where=("relations", "behind", "development", "news", "matrix", "compare", "waiting", "report", "trouble"),
):
    """Help for the screen."""

    def run(self, screen: "TrackerScreen") -> None:
        screen.open_help()


class Reload(
    Command,
    name="reload",
    keys=("r",),
    shown="r",
    label="Try again",
    group="Program",
    footer=10,
    help="Read the database again, or open the form.",
    where=("trouble",),
):
    """Reads the database again, or opens the form."""

    def run(self, screen: "TrackerScreen") -> None:
        cast("TroubleScreen", screen).try_again()


class Choices(
    Command,
    name="choices",
    keys=("f3",),
    shown="F3",
    label="Problems of choices",
    group="Program",
    where=MAIN,
    help="What of your own choices (config.toml, style.tcss) could not hold, and what to do.",
):
    """Opens the problems."""

    def why_not(self, screen: "TrackerScreen") -> str:
        return "" if screen.dashboard.config.problems else "there are none: what you chose holds"

    def run(self, screen: "TrackerScreen") -> None:
        from tui.screens.choices import ChoicesScreen

        screen.app.push_screen(ChoicesScreen(screen.dashboard.config.problems))


class Quit(
    Command,
    name="quit",
    keys=("q",),
    shown="q",
    label="Quit",
    help="Leave.",
    not_on=("form", "groups", "components"),
    group="Program",
    footer=91,
):
    """Leaves."""

    def run(self, screen: "TrackerScreen") -> None:
        screen.dashboard.leave()
