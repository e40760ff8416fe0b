"""A screen that draws a line of tension beside each pair that is seen, asked for when everything else is there."""

import asyncio

from textual import on, work

from tui.screens.playing import PlayingScreen
from tui.widgets.relations import RelationList

QUIET = 0.12
"""Seconds before they are asked for: whoever scrubs or walks the list does not wait for them."""


class SparkingScreen(PlayingScreen):
    """Asks for the pairs that are seen, and for others once those are."""

    _stale = True
    """Whether the lines that are drawn are of another date, or of what was known before."""

    def draw_sparks(self) -> None:
        """Draw the lines anew, of where one stands."""
        self._stale = True
        self._draw_sparks()

    @on(RelationList.Scrolled)
    @work(exclusive=True, group="sparks")
    async def _draw_sparks(self) -> None:
        """Of what is seen, but for who hears the screen; overtaken by the next call."""
        await asyncio.sleep(QUIET)
        shown, standpoint = next(iter(self.query(RelationList)), None), self.standpoint
        if shown is None or standpoint is None or shown.access:  # where one leaves meanwhile, the list is gone
            return
        if not standpoint.knowledge_is_now:
            shown.show_sparks({})
            return
        held = {} if self._stale else shown.sparks
        pairs, aside = [pair for pair in shown.seen if pair not in held], self.dashboard.provider.aside
        found = await self.aside(lambda: aside.sparklines(pairs, standpoint.clocks)) if pairs else {}
        if found is not None and self.is_attached:
            shown.show_sparks({**held, **found})
            self._stale = False
