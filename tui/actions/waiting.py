"""Commands of what waits for an answer."""

from typing import TYPE_CHECKING, cast

from tui.commands import Command

if TYPE_CHECKING:
    from tui.screens.base import TrackerScreen
    from tui.screens.relations import RelationsScreen
    from tui.screens.waiting import WaitingScreen


class Awaited(
    Command,
    name="awaited",
    keys=("A",),
    shown="A",
    label="Awaited",
    group="Find",
    where=("relations",),
    footer=19,
    help="What waits for an answer: demands, orders, expulsions, summonses, recalls; overdue ones first.",
):
    """Opens what waits, of all pairs."""

    def why_not(self, screen: "TrackerScreen") -> str:
        return cast("RelationsScreen", screen).why_no_pair

    def run(self, screen: "TrackerScreen") -> None:
        from tui.screens.waiting import WaitingScreen

        main = cast("RelationsScreen", screen)
        if main.standpoint is not None:
            pairs = [row.pair for row in main.all_rows]
            screen.app.push_screen(WaitingScreen(main.standpoint, pairs, main.pair))


class OnePair(
    Command,
    name="one-pair",
    keys=("p",),
    shown="p",
    label="Pair",
    group="Find",
    where=("waiting",),
    footer=3,
    help="Only the pair that was selected; again all pairs.",
):
    """Narrows to the pair, or widens."""

    def run(self, screen: "TrackerScreen") -> None:
        cast("WaitingScreen", screen).toggle_pair()
