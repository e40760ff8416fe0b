"""The matrix: every pair's tension at a glance; Enter opens a pair."""

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

import tui.actions  # noqa: F401 - fills the registry
from tracker.application.wording import counted
from tui.commands import bindings_on
from tui.ink import Piece
from tui.screens.base import TrackerScreen
from tui.widgets.bars import ClockBar, Footer, PaneTitle
from tui.widgets.brief import Brief
from tui.widgets.matrix import MatrixGrid, MatrixHead
from tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from tui.reporting import Subject
    from tui.screens.relations import RelationsScreen


class MatrixScreen(TrackerScreen):
    """The pairs that the relations list, at the same standpoint."""

    kind = "matrix"
    CSS_PATH = "../styles/matrix.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_on("matrix")]

    def __init__(self, relations: "RelationsScreen") -> None:
        super().__init__()
        self.relations = relations

    @property
    def grid(self) -> MatrixGrid:
        """The cells."""
        return self.query_one(MatrixGrid)

    def reported(self) -> "Subject | None":
        """The states that are shown, and their pairs."""
        from tui.reporting import of_matrix

        grid, standpoint = self.grid, self.relations.standpoint
        if standpoint is None:
            return None
        return of_matrix(grid.states, [*grid.pairs], self.relations.group_words, standpoint)

    def compose(self) -> ComposeResult:
        """Clocks, title, cells, and the pair under the cursor in words."""
        grid = MatrixGrid()
        yield ClockBar(id="clock")
        yield PaneTitle("Matrix")
        yield MatrixHead(grid)
        yield grid
        yield Brief(id="brief")
        yield Footer()

    def on_mount(self) -> None:
        """Show what the relations show."""
        grid = self.grid
        grid.fresh = self.relations.fresh.pairs
        grid.show_rows(self.relations.listed, self.relations.pair, self.relations.members)
        self._say_clocks()
        grid.focus()
        self.relations.told.subscribe(self, self._follow)

    def _say_clocks(self) -> None:
        if self.relations.standpoint is not None:
            self.query_one(ClockBar).show_clocks(self.relations.standpoint)
        self.set_class(not self.relations.stands_now, "-then")

    def _follow(self, _: None) -> None:
        """The relations read again what was recorded, or know what of it is new."""
        self._say_clocks()
        self.grid.show_fresh(self.relations.fresh.pairs)
        self.grid.show_again(self.relations.listed)

    @on(RowList.Picked)
    def _pick(self) -> None:
        self.query_one(MatrixHead).refresh()
        grid, brief = self.grid, self.query_one(Brief)
        brief.show_row(grid.row, self._nothing() if grid.row is None else "")
        self._say_title()

    def _say_title(self) -> None:
        """How much there is, and where one stands."""
        grid = self.grid
        about = f"{counted(len(grid.states), 'state')}, {counted(len(grid.pairs), 'pair')}{self.relations.group_words}"
        here = f" {'–'.join(grid.here)}" if grid.states else ""
        pieces = (Piece("Matrix ", "title"), Piece(about, "muted"), Piece(here, "strong"))
        self.query_one(PaneTitle).say(pieces, past=not self.relations.stands_now)

    def _nothing(self) -> str:
        if not self.grid.states:
            return "no pair is listed"
        one, other = self.grid.here
        return (
            "a state has no relation with itself" if one == other else f"nothing is recorded between {one} and {other}"
        )

    @on(RowList.Opened)
    def _open(self, event: RowList.Opened) -> None:
        if event.key is None:
            self.say(self._nothing())
            return
        self.app.pop_screen()
        self.relations.look_at(event.key)
