"""Compare: what changed for a pair, and what was learned, from one moment to another."""

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType

import tui.actions  # noqa: F401 - fills the registry
from tui.clocks import Standpoint
from tui.commands import bindings_on
from tui.ink import Piece
from tui.screens.live import LiveScreen
from tui.widgets.bars import ClockBar, Footer, PaneTitle
from tui.widgets.difference import DifferenceList
from tui.widgets.row_list import RowList
from tui.wording import pair_words

if TYPE_CHECKING:
    from tui.reporting import Subject


class CompareScreen(LiveScreen):
    """Two moments of a pair, the earlier first, whichever of them was marked."""

    kind = "compare"
    CSS_PATH = "../styles/compare.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_on("compare")]

    def __init__(self, pair: str, mark: Standpoint, here: Standpoint) -> None:
        super().__init__()
        self.pair, self.here, self.mark = pair, here, mark

    @property
    def before(self) -> Standpoint:
        """The earlier moment."""
        return min(self.mark, self.here, key=Standpoint.place)

    @property
    def after(self) -> Standpoint:
        """The later moment."""
        return max(self.here, self.mark, key=Standpoint.place)

    def reported(self) -> "Subject":
        """What differs."""
        from tui.reporting import of_difference

        return of_difference(self.pair, self.before, self.after)

    def compose(self) -> ComposeResult:
        """Clocks, title, differences."""
        yield ClockBar(id="clock")
        yield PaneTitle("Compare")
        yield DifferenceList()
        yield Footer()

    def on_mount(self) -> None:
        """Say what is compared, and ask for it."""
        self._say_clocks()
        shown = self.query_one(DifferenceList)
        shown.rows_changed()
        shown.focus()
        self._load()

    def _say_clocks(self) -> None:
        self.query_one(ClockBar).show_clocks(self.here)
        self.set_class(not self.here.is_now, "-then")
        title = (Piece("Compare ", "title"), Piece(pair_words(self.pair), "strong"))
        self.query_one(PaneTitle).say(title, past=not self.here.is_now)
        self.query_one(DifferenceList).moments = (self.before.words, self.after.words)

    async def read_again(self) -> None:
        """What differs by now; a moment that was now is now still."""
        newest = await self.newest()
        if newest is None:
            return
        self.here, self.mark = self.here.renewed(newest), self.mark.renewed(newest)
        self._say_clocks()
        await self._load().wait()

    @work(exclusive=True, group="difference")
    async def _load(self) -> None:
        provider, before, after = self.dashboard.provider.aside, self.before.clocks, self.after.clocks
        document = await self.aside(lambda: provider.difference(self.pair, before, after))
        if document is not None and self.is_attached:
            self.query_one(DifferenceList).show_difference(document)

    @on(RowList.Opened)
    def _open(self, event: RowList.Opened) -> None:
        self.dashboard.open_development(event.key.id, self.before if event.key.left else self.after)
