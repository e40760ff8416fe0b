"""Compare: what changed for a pair, and what was learned, from one moment to another."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType

import tui.actions  # noqa: F401 - fills the registry
from tui.clocks import Standpoint
from tui.commands import bindings_on
from tui.ink import Piece
from tui.screens.base import TrackerScreen
from tui.widgets.bars import ClockBar, Footer, PaneTitle
from tui.widgets.difference import DifferenceList
from tui.widgets.row_list import RowList
from tui.wording import pair_words


class CompareScreen(TrackerScreen):
    """Two moments of a pair, the earlier first, whichever of them was marked."""

    kind = "compare"
    CSS_PATH = "../styles/compare.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_on("compare")]

    def __init__(self, pair: str, mark: Standpoint, here: Standpoint) -> None:
        super().__init__()
        self.pair, self.here = pair, here
        self.before, self.after = sorted((mark, here), key=Standpoint.place)

    def compose(self) -> ComposeResult:
        """Clocks, title, differences."""
        yield ClockBar(id="clock")
        yield PaneTitle("Compare")
        yield DifferenceList()
        yield Footer()

    def on_mount(self) -> None:
        """Say what is compared, and ask for it."""
        self.query_one(ClockBar).show_clocks(self.here)
        self.set_class(not self.here.is_now, "-then")
        title = (Piece("Compare ", "title"), Piece(pair_words(self.pair), "strong"))
        self.query_one(PaneTitle).say(title, past=not self.here.is_now)
        shown = self.query_one(DifferenceList)
        shown.moments = (self.before.words, self.after.words)
        shown.rows_changed()
        shown.focus()
        self._load()

    @work(exclusive=True, group="difference")
    async def _load(self) -> None:
        provider, before, after = self.dashboard.provider.aside, self.before.clocks, self.after.clocks
        document = await self.aside(lambda: provider.difference(self.pair, before, after))
        if document is not None and self.is_attached:
            self.query_one(DifferenceList).show_difference(document)

    @on(RowList.Opened)
    def _open(self, event: RowList.Opened) -> None:
        self.dashboard.open_development(event.key.id, self.before if event.key.left else self.after)
