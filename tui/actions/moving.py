"""Commands that move about: rows, panes, opening and going back."""

from typing import TYPE_CHECKING, cast

from tui.commands import Command

if TYPE_CHECKING:
    from tui.screens.base import TrackerScreen
    from tui.screens.relations import RelationsScreen

MAIN = ("relations",)


def _main(screen: "TrackerScreen") -> "RelationsScreen":
    return cast("RelationsScreen", screen)


class MoveDown(
    Command,
    name="move-down",
    keys=("down", "j"),
    shown="j ↓",
    label="Down",
    help="One row down.",
    group="Move",
):
    """Moves the cursor of the list that has the keys."""

    rows = 1

    def can_act(self, screen: "TrackerScreen") -> bool:
        """Where a list has the keys."""
        return screen.rows is not None

    def run(self, screen: "TrackerScreen") -> None:
        rows = screen.rows
        if rows is not None:
            rows.move(self.rows)


class MoveUp(
    MoveDown,
    name="move-up",
    keys=("up", "k"),
    shown="k ↑",
    label="Up",
    help="One row up.",
):
    """One row up."""

    rows = -1


class PageDown(
    MoveDown,
    name="page-down",
    keys=("pagedown", "ctrl+d"),
    shown="PgDn",
    label="Page",
    help="One page down.",
):
    """One page down."""

    def run(self, screen: "TrackerScreen") -> None:
        rows = screen.rows
        if rows is not None:
            rows.move(rows.page * self.rows)


class PageUp(
    PageDown,
    name="page-up",
    keys=("pageup", "ctrl+u"),
    shown="PgUp",
    help="One page up.",
):
    """One page up."""

    rows = -1


class Top(
    MoveDown,
    name="top",
    keys=("g",),
    shown="g",
    label="Top",
    help="The first row.",
):
    """The first row."""

    rows = -(10**9)


class Bottom(
    MoveDown,
    name="bottom",
    keys=("G",),
    shown="G",
    label="Bottom",
    help="The last row.",
):
    """The last row."""

    rows = 10**9


class Open(
    Command,
    name="open",
    keys=("enter",),
    shown="Enter",
    label="Open",
    group="Move",
    footer=1,
    help="Open the row: a pair's state, the developments behind a component, a development with its evidence.",
    where=(
        "relations",
        "behind",
        "development",
        "news",
        "matrix",
        "compare",
        "waiting",
        "report",
        "groups",
        "components",
    ),
):
    """Opens what the cursor stands on."""

    def can_act(self, screen: "TrackerScreen") -> bool:
        """Where a list has the keys."""
        return screen.rows is not None

    def run(self, screen: "TrackerScreen") -> None:
        if screen.rows is not None:
            screen.rows.open_row()


class Back(
    Command,
    name="back",
    keys=("escape",),
    shown="Esc",
    label="Back",
    group="Move",
    footer=2,
    help="One step back; it never quits.",
):
    """One step back."""

    def run(self, screen: "TrackerScreen") -> None:
        screen.go_back()


class NextPane(
    Command,
    name="next-pane",
    keys=("tab",),
    shown="Tab",
    label="Pane",
    group="Move",
    where=MAIN,
    footer=3,
    help="To the next pane: relations, state, timeline; on a wide screen the development too.",
):
    """The next pane."""

    step = 1

    def run(self, screen: "TrackerScreen") -> None:
        _main(screen).turn(self.step)


class PreviousPane(
    NextPane,
    name="previous-pane",
    keys=("shift+tab",),
    shown="⇧Tab",
    label="Pane",
    help="To the pane before.",
    footer=0,
):
    """The pane before."""

    step = -1


class FirstPane(
    Command,
    name="pane-1",
    keys=("1",),
    shown="1",
    label="Relations",
    group="Move",
    where=MAIN,
    help="To the relations.",
):
    """The relations."""

    pane = 0

    def run(self, screen: "TrackerScreen") -> None:
        main = _main(screen)
        main.show_panes()
        main.go_to(self.pane)


class SecondPane(
    FirstPane,
    name="pane-2",
    keys=("2",),
    shown="2",
    label="State",
    help="To the state of the pair.",
):
    """The state."""

    pane = 1


class ThirdPane(
    FirstPane,
    name="pane-3",
    keys=("3",),
    shown="3",
    label="Timeline",
    help="To the timeline of the pair.",
):
    """The timeline."""

    pane = 2


class FourthPane(
    FirstPane,
    name="pane-4",
    keys=("4",),
    shown="4",
    label="Development",
    help="To the development beside the timeline, on a wide screen.",
):
    """The development."""

    pane = 3

    def why_not(self, screen: "TrackerScreen") -> str:
        from tui.screens.sizes import THREE_COLUMNS

        narrow = f"the development has a place here from {THREE_COLUMNS} columns on; Enter opens it"
        return "" if screen.has_class("-three") else narrow
