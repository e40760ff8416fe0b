"""A screen that draws a line of tension beside each pair, asked for when everything else is there."""

import asyncio

from textual import work

from tui.screens.playing import PlayingScreen
from tui.widgets.relations import RelationList

AT_ONCE = 40
"""Pairs of one question; the next question may be another."""
QUIET = 0.12
"""Seconds before those that are seen are asked for."""
QUIETER = 0.5
"""Seconds before others are: whoever scrubs or walks the list does not wait for them."""


class SparkingScreen(PlayingScreen):
    """Asks for the pairs that are seen first, then for the others."""

    @work(exclusive=True, group="sparks")
    async def draw_sparks(self) -> None:
        """Draw the lines of where one stands, but for who hears the screen; overtaken by the next call."""
        shown, standpoint = next(iter(self.query(RelationList)), None), self.standpoint
        if shown is None or standpoint is None or shown.access:  # where one leaves meanwhile, the list is gone
            return
        await asyncio.sleep(QUIET)
        pairs, aside = shown.pairs_seen_first(), self.dashboard.provider.aside
        if not standpoint.knowledge_is_now:
            shown.show_sparks({})
            return
        for start in range(0, len(pairs), AT_ONCE):
            part = pairs[start : start + AT_ONCE]
            found = await self.aside(lambda part=part: aside.sparklines(part, standpoint.clocks))  # type: ignore[misc]
            if found is None or not self.is_attached:
                return
            shown.show_sparks({**shown.sparks, **found})
            await asyncio.sleep(QUIETER)
