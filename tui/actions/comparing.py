"""Commands that compare: a moment is marked, and what lies between it and where one stands is shown."""

from typing import TYPE_CHECKING, cast

from tui.commands import Command

if TYPE_CHECKING:
    from tui.screens.base import TrackerScreen
    from tui.screens.relations import RelationsScreen

MAIN = ("relations",)


def _main(screen: "TrackerScreen") -> "RelationsScreen":
    return cast("RelationsScreen", screen)


class Mark(
    Command,
    name="mark",
    keys=("m",),
    shown="m",
    label="Mark",
    group="Date",
    where=MAIN,
    footer=22,
    help="Mark this moment, to compare another with it; on the mark it is lifted.",
):
    """Marks where one stands."""

    def run(self, screen: "TrackerScreen") -> None:
        _main(screen).toggle_mark()


class Compare(
    Command,
    name="compare",
    keys=("equals_sign",),
    shown="=",
    label="Compare",
    group="Date",
    where=MAIN,
    footer=9,
    help="What changed and what was learned between the mark and where one stands.",
):
    """Opens the comparison."""

    def why_not(self, screen: "TrackerScreen") -> str:
        main = _main(screen)
        if main.mark is None or main.standpoint is None:
            return "mark a moment first (m), then go to another"
        if main.mark.clocks == main.standpoint.clocks:
            return "this is the moment that is marked: go to another first"
        return "" if main.pair else "no pair is selected"

    def run(self, screen: "TrackerScreen") -> None:
        from tui.screens.compare import CompareScreen

        main = _main(screen)
        if main.pair is not None and main.mark is not None and main.standpoint is not None:
            screen.app.push_screen(CompareScreen(main.pair, main.mark, main.standpoint))
