"""A screen on which, where it is wide, the development under the cursor of the timeline stands beside it."""

import asyncio
from collections.abc import Sequence

from textual import work

from tui.screens.loading import SETTLE
from tui.screens.scrolling import ScrollingScreen
from tui.widgets.evidence import Document, EvidenceList
from tui.widgets.timeline import TimelineList


class PreviewingScreen(ScrollingScreen):
    """Asks for the development once the cursor rests; where none is listed, says why."""

    @work(exclusive=True, group="evidence")
    async def preview(self) -> None:
        """Show it, on a wide screen."""
        key, standpoint = next((shown.key for shown in self.query(TimelineList)), None), self.standpoint
        if not self.has_class("-three") or standpoint is None:
            return
        await asyncio.sleep(SETTLE)
        aside = self.dashboard.provider.aside
        found = await self.aside(lambda: aside.behind([key] if key else [], standpoint.clocks))
        if found is not None:
            for shown in self.query(EvidenceList):  # none, where one leaves meanwhile
                self._show_preview(shown, found)

    def _show_preview(self, shown: EvidenceList, found: Sequence[Document]) -> None:
        from tui.emptiness import no_development

        shown.show_documents(found)
        if not found:
            shown.say_empty(self.why_none(no_development))
