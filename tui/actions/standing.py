"""Commands that change where one stands: the date, and when it was known."""

from typing import TYPE_CHECKING, cast

from tui.commands import Command

if TYPE_CHECKING:
    from tui.screens.base import TrackerScreen
    from tui.screens.relations import RelationsScreen

MAIN = ("relations",)


def _main(screen: "TrackerScreen") -> "RelationsScreen":
    return cast("RelationsScreen", screen)


class DayBack(
    Command,
    name="day-back",
    keys=("left", "h"),
    shown="← h",
    both="← →",
    label="Day",
    group="Date",
    where=MAIN,
    footer=4,
    help="One day back.",
):
    """A day back."""

    days = -1

    def run(self, screen: "TrackerScreen") -> None:
        _main(screen).by_days(self.days)


class DayOn(
    DayBack,
    name="day-on",
    keys=("right", "l"),
    shown="→ l",
    help="One day on.",
    footer=0,
):
    """A day on."""

    days = 1


class DevelopmentBack(
    Command,
    name="development-back",
    keys=("less_than_sign", "shift+left", "H"),
    label="Development",
    group="Date",
    where=MAIN,
    footer=5,
    shown="< H",
    both="< >",
    help="To the development of this pair before this date.",
):
    """The development before."""

    step = -1

    def run(self, screen: "TrackerScreen") -> None:
        _main(screen).by_development(self.step)


class DevelopmentOn(
    DevelopmentBack,
    name="development-on",
    keys=("greater_than_sign", "shift+right", "L"),
    footer=0,
    shown="> L",
    help="To the next development of this pair.",
):
    """The next development."""

    step = 1


class FirstDate(
    Command,
    name="first-date",
    keys=("home",),
    shown="Home",
    label="First",
    group="Date",
    where=MAIN,
    help="To the first development of this pair.",
):
    """The first development."""

    last = False

    def run(self, screen: "TrackerScreen") -> None:
        _main(screen).to_end(last=self.last)


class LastDate(
    FirstDate,
    name="last-date",
    keys=("end",),
    shown="End",
    label="Last",
    help="To the last development of this pair.",
):
    """The last development."""

    last = True


class TypeDate(
    Command,
    name="type-date",
    keys=("t",),
    shown="t",
    label="Date",
    group="Date",
    where=MAIN,
    footer=7,
    help="Type a date: 2024-01-17, 2024-01, 17 jan 12:00, tue, -30d, +2w, or 'now'; how it is read stands beside it. "
    "Without a year it is the nearest to where one stands, and none to come.",
):
    """Type a date."""

    def run(self, screen: "TrackerScreen") -> None:
        _main(screen).ask_date()


class Now(
    Command,
    name="now",
    keys=("full_stop", "n"),
    shown=".",
    label="Now",
    group="Date",
    where=MAIN,
    footer=8,
    help="Back to now: today, with all that is known.",
):
    """Back to now."""

    def why_not(self, screen: "TrackerScreen") -> str:
        standpoint = _main(screen).standpoint
        return "this is now" if standpoint is None or standpoint.is_now else ""

    def run(self, screen: "TrackerScreen") -> None:
        _main(screen).to_now()


class KnownBack(
    Command,
    name="known-back",
    keys=("left_square_bracket",),
    label="Known",
    group="Knowledge",
    where=MAIN,
    footer=6,
    shown="[",
    both="[ ]",
    help="As known before the last thing that was learned of this pair.",
):
    """As known earlier."""

    step = -1

    def run(self, screen: "TrackerScreen") -> None:
        _main(screen).by_knowledge(self.step)


class KnownOn(
    KnownBack,
    name="known-on",
    keys=("right_square_bracket",),
    shown="]",
    help="As known after the next thing that was learned.",
    footer=0,
):
    """As known later."""

    step = 1


class KnownFirst(
    Command,
    name="known-first",
    keys=("left_curly_bracket",),
    shown="{",
    label="First known",
    group="Knowledge",
    where=MAIN,
    help="As known when the first thing was learned of this pair.",
):
    """As known first."""

    def run(self, screen: "TrackerScreen") -> None:
        _main(screen).to_first_knowledge()


class KnownNow(
    KnownFirst,
    name="known-now",
    keys=("right_curly_bracket",),
    shown="}",
    label="Known now",
    help="As known now.",
):
    """As known now."""

    def run(self, screen: "TrackerScreen") -> None:
        _main(screen).known_at(None)


class TypeKnown(
    Command,
    name="type-known",
    keys=("T",),
    shown="T",
    label="Known at",
    group="Knowledge",
    where=MAIN,
    help="Type when it was known: 19 jan 2024 12:00 in UTC, a date, or 'now'.",
):
    """Type when it was known."""

    def run(self, screen: "TrackerScreen") -> None:
        _main(screen).ask_known()
