"""A screen on which a moment can be marked, so that another is compared with it."""

from tui.clocks import Standpoint
from tui.screens.charting import ChartingScreen
from tui.widgets.scrubber import Scrubber


class MarkingScreen(ChartingScreen):
    """Keeps one mark, whichever pair one looks at."""

    mark: Standpoint | None = None

    def toggle_mark(self) -> None:
        """Mark where one stands; where that is marked already, lift the mark."""
        here = self.standpoint
        if here is None:
            return
        lift = self.mark is not None and self.mark.clocks == here.clocks
        self.mark = None if lift else here
        self.query_one(Scrubber).show_mark(self.mark)
        self.offer()
        self.say("the mark is lifted" if lift else f"◆ marked {here.words}: go elsewhere, then = compares")
