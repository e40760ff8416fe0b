"""Commands that walk through time by weeks, months and changes of state, or play a clock; and responses as a tree."""

from typing import TYPE_CHECKING, cast

from tui.commands import Command

if TYPE_CHECKING:
    from tui.screens.base import TrackerScreen
    from tui.screens.relations import RelationsScreen

MAIN = ("relations",)


def _main(screen: "TrackerScreen") -> "RelationsScreen":
    return cast("RelationsScreen", screen)


class WeekBack(
    Command,
    name="week-back",
    keys=("b",),
    shown="b",
    both="b w",
    label="Week",
    group="Date",
    where=MAIN,
    footer=23,
    help="One week back.",
):
    """A week back."""

    days = -7

    def run(self, screen: "TrackerScreen") -> None:
        _main(screen).by_days(self.days)


class WeekOn(
    WeekBack,
    name="week-on",
    keys=("w",),
    shown="w",
    footer=0,
    help="One week on.",
):
    """A week on."""

    days = 7


class MonthBack(
    Command,
    name="month-back",
    keys=("B",),
    shown="B",
    both="B W",
    label="Month",
    group="Date",
    where=MAIN,
    help="One month back.",
):
    """A month back."""

    months = -1

    def run(self, screen: "TrackerScreen") -> None:
        _main(screen).by_months(self.months)


class MonthOn(
    MonthBack,
    name="month-on",
    keys=("W",),
    shown="W",
    help="One month on.",
):
    """A month on."""

    months = 1


class ChangeBack(
    Command,
    name="change-back",
    keys=("left_parenthesis",),
    shown="(",
    both="( )",
    label="Change",
    group="Date",
    where=MAIN,
    footer=18,
    help="To the last change of this pair's state before this date.",
):
    """The change before."""

    step = -1

    def run(self, screen: "TrackerScreen") -> None:
        _main(screen).by_change(self.step)


class ChangeOn(
    ChangeBack,
    name="change-on",
    keys=("right_parenthesis",),
    shown=")",
    footer=0,
    help="To the next change of this pair's state.",
):
    """The next change."""

    step = 1


class Play(
    Command,
    name="play",
    keys=("space",),
    shown="Space",
    label="Play",
    group="Date",
    where=MAIN,
    footer=19,
    help="Let the date move on by itself; again is faster, Esc stops.",
):
    """Plays."""

    way = 1

    def run(self, screen: "TrackerScreen") -> None:
        _main(screen).play(self.way)


class PlayBack(
    Play,
    name="play-back",
    keys=("backspace",),
    shown="Backspace",
    label="Play back",
    footer=0,
    help="Let the date move back by itself, again is faster; what plays on becomes slower, and then moves back.",
):
    """Plays back."""

    way = -1


class PlayKnown(
    Command,
    name="play-known",
    keys=("P",),
    shown="P",
    label="Play known",
    group="Knowledge",
    where=MAIN,
    footer=27,
    help="Let what was known move on by itself, as more was learned of this pair; again, or Space, is faster, "
    "Backspace slower and then back, Esc stops.",
):
    """Plays what was known."""

    def run(self, screen: "TrackerScreen") -> None:
        _main(screen).play_known()


class Tree(
    Command,
    name="tree",
    keys=("v",),
    shown="v",
    label="Tree",
    group="Find",
    where=MAIN,
    footer=24,
    help="Responses below what they answer; again in order of time, with the tree beside it.",
):
    """Shows responses as a tree, or no more."""

    def run(self, screen: "TrackerScreen") -> None:
        _main(screen).toggle_tree()
