"""The command that narrows the relations to a group of states."""

from typing import TYPE_CHECKING, cast

from tui.commands import Command

if TYPE_CHECKING:
    from tui.screens.base import TrackerScreen
    from tui.screens.relations import RelationsScreen


class ChooseGroup(
    Command,
    name="group",
    keys=("number_sign",),
    shown="#",
    label="Group",
    group="Find",
    where=("relations",),
    footer=26,
    help="Only the pairs of a group: a region, an alliance, a watch list, one of your own; Esc shows all again.",
):
    """Opens the groups."""

    def why_not(self, screen: "TrackerScreen") -> str:
        return cast("RelationsScreen", screen).why_no_pair

    def run(self, screen: "TrackerScreen") -> None:
        from tui.screens.groups import GroupScreen

        screen.app.push_screen(GroupScreen(cast("RelationsScreen", screen)))
