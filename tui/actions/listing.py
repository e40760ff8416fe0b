"""Commands of the list of relations: its order, and the same pairs as a matrix."""

from typing import TYPE_CHECKING, cast

from tui.commands import Command

if TYPE_CHECKING:
    from tui.screens.base import TrackerScreen
    from tui.screens.matrix import MatrixScreen
    from tui.screens.relations import RelationsScreen

MAIN = ("relations",)
MATRIX = ("matrix",)


def _main(screen: "TrackerScreen") -> "RelationsScreen":
    return cast("RelationsScreen", screen)


class NextOrder(
    Command,
    name="next-order",
    keys=("o",),
    shown="o",
    label="Order",
    group="Find",
    where=MAIN,
    footer=20,
    help="Sort in another order: tension, change over 30 days, last development, name, hostility, what lies ahead.",
):
    """Lists by the next order."""

    def run(self, screen: "TrackerScreen") -> None:
        _main(screen).list_by(_main(screen).listing.next())


class Backwards(
    Command,
    name="backwards",
    keys=("O",),
    shown="O",
    label="Reverse",
    group="Find",
    where=MAIN,
    help="The order of the relations the other way round.",
):
    """Lists the other way round."""

    def run(self, screen: "TrackerScreen") -> None:
        _main(screen).list_by(_main(screen).listing.reversed())


class ByComponent(
    Command,
    name="by-component",
    keys=("y",),
    shown="y",
    label="List by",
    group="Find",
    where=MAIN,
    help="By any component of the state, the gravest first: ceasefire, head of mission, sanctions; o leads back.",
):
    """Opens the components."""

    def why_not(self, screen: "TrackerScreen") -> str:
        return _main(screen).why_no_pair

    def run(self, screen: "TrackerScreen") -> None:
        from tui.screens.components import ComponentScreen

        screen.app.push_screen(ComponentScreen(_main(screen)))


class Matrix(
    Command,
    name="matrix",
    keys=("M",),
    shown="M",
    label="Matrix",
    group="Find",
    where=MAIN,
    footer=21,
    help="States against states: the tension of every pair at a glance.",
):
    """Opens the matrix of the pairs that are listed."""

    def why_not(self, screen: "TrackerScreen") -> str:
        return _main(screen).why_no_pair

    def run(self, screen: "TrackerScreen") -> None:
        from tui.screens.matrix import MatrixScreen

        screen.app.push_screen(MatrixScreen(_main(screen)))


class ColumnBack(
    Command,
    name="column-back",
    keys=("left", "h"),
    shown="← h",
    both="← →",
    label="State",
    group="Move",
    where=MATRIX,
    footer=3,
    help="To the state on the left.",
):
    """A column to the left."""

    step = -1

    def run(self, screen: "TrackerScreen") -> None:
        cast("MatrixScreen", screen).grid.across(self.step)


class ColumnOn(
    ColumnBack,
    name="column-on",
    keys=("right", "l"),
    shown="→ l",
    footer=0,
    help="To the state on the right.",
):
    """A column to the right."""

    step = 1


class FirstColumn(
    ColumnBack,
    name="first-column",
    keys=("home",),
    shown="Home",
    footer=0,
    help="To the first state.",
):
    """The first column."""

    step = -(10**9)


class LastColumn(
    ColumnBack,
    name="last-column",
    keys=("end",),
    shown="End",
    footer=0,
    help="To the last state.",
):
    """The last column."""

    step = 10**9
