"""A screen that draws a line of tension beside each pair that is seen, asked for when everything else is there."""

from textual import on, work

from tui.quiet import Quiet
from tui.screens.playing import PlayingScreen
from tui.widgets.relations import RelationList

QUIET = 0.12
"""Seconds before they are asked for: whoever scrubs or walks the list does not wait for them."""


class SparkingScreen(PlayingScreen):
    """Asks for the pairs that are seen, and for others once those are."""

    def __init__(self) -> None:
        super().__init__()
        self._sparks_quiet = Quiet()
        self._stale = True
        """Whether the lines that are drawn are of another date, or of what was known before."""

    def draw_sparks(self) -> None:
        """Draw the lines anew, of where one stands."""
        self._stale = True
        self._draw_once_quiet()

    @on(RelationList.Scrolled)
    def _draw_more(self) -> None:
        """Those that are drawn anew are told where the list stands by then."""
        if not self._stale:
            self._draw_once_quiet()

    def _draw_once_quiet(self) -> None:
        if not self._sparks_quiet.put_off(QUIET):
            self._draw_sparks()

    @work(exclusive=True, group="sparks")
    async def _draw_sparks(self) -> None:
        """Of what is seen, and of what is seen by then, but for who hears the screen; overtaken by the next call."""
        await self._sparks_quiet.over()
        shown, standpoint = next(iter(self.query(RelationList)), None), self.standpoint
        if shown is None or standpoint is None or shown.access:  # where one leaves meanwhile, the list is gone
            return
        aside, held = self.dashboard.provider.aside, {} if self._stale else {**shown.sparks}
        while pairs := [pair for pair in shown.seen if pair not in held]:
            found = await self.aside(lambda pairs=pairs: aside.sparklines(pairs, standpoint.clocks))  # type: ignore[misc]
            if found is None or not self.is_attached:
                return
            held |= {**dict.fromkeys(pairs, ()), **found}
        shown.show_sparks(held)
        self._stale = False
