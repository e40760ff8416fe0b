"""States against states: a block and the figure of each pair's tension, the tensest states first."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from textual import events
from textual.geometry import Offset

from tracker.application.views.relations import RelationRow
from tui.ink import Line, Piece, fit, line
from tui.widgets.drawn import Drawn
from tui.widgets.row_list import FRESH, GUTTER, RowList
from tui.wording import TONES, block

NAME, CELL = 4, 6
"""Cells of a state's code, and of one figure with what stands before it."""


def states_of(rows: Iterable[RelationRow], first: Collection[str] = ()) -> list[str]:
    """The states of some pairs: some of them first, each part from those of the tensest pairs on."""
    highest: dict[str, float] = {}
    for row in rows:
        for state in row.pair.split("-"):
            highest[state] = max(highest.get(state, 0.0), row.tension)
    return sorted(highest, key=lambda state: (state not in first, -highest[state], state))


class MatrixGrid(RowList):
    """A row and a column for each state; the cursor stands on one cell."""

    def __init__(self) -> None:
        super().__init__(id="matrix")
        self.states: Sequence[str] = ()
        self.pairs: Mapping[str, RelationRow] = {}
        self.column, self.first = 0, 0
        """The column of the cursor, and the first that is seen."""

    @property
    def total(self) -> int:
        """States."""
        return len(self.states)

    @property
    def columns(self) -> int:
        """How many columns are seen."""
        return max(1, (self.scrollable_content_region.width - GUTTER - NAME - 1) // CELL)

    @property
    def row(self) -> RelationRow | None:
        """The pair of the cell under the cursor; None where there is none."""
        return self.row_of(self.cursor, self.column) if self.states else None

    @property
    def here(self) -> tuple[str, str]:
        """The two states of the cell under the cursor."""
        return self.states[self.cursor], self.states[self.column]

    def row_of(self, one: int, other: int) -> RelationRow | None:
        """The pair of a cell; None where nothing is recorded of it."""
        return self.pairs.get("-".join(sorted((self.states[one], self.states[other]))))

    def show_rows(self, rows: Sequence[RelationRow], pair: str | None, first: Collection[str] = ()) -> None:
        """Show these pairs, the cursor on one of them; the states of a group come first."""
        self.states, self.pairs = states_of(rows, first), {row.pair: row for row in rows}
        if pair in self.pairs:
            self.cursor, self.column = (self.states.index(state) for state in pair.split("-"))
        self._show_place()

    def show_again(self, rows: Sequence[RelationRow]) -> None:
        """Show what has become of the pairs: no cell that is read moves, states that came stand last."""
        here, found = self.here if self.states else ("", ""), states_of(rows)
        kept = [state for state in self.states if state in found]
        self.states, self.pairs = [*kept, *(state for state in found if state not in kept)], {r.pair: r for r in rows}
        if {*here} <= {*kept}:
            self.cursor, self.column = map(self.states.index, here)
        self._show_place()

    def _show_place(self) -> None:
        self.rows_changed(keep=self.states[self.cursor] if self.cursor < len(self.states) else None)
        self.across(0)

    def across(self, step: int) -> None:
        """So many columns on, or back."""
        self.column = max(0, min(len(self.states) - 1, self.column + step))
        first = max(0, min(self.first, self.column, len(self.states) - self.columns), self.column - self.columns + 1)
        if first != self.first:
            self.first = first
            self._redraw()
        self._forget(self.cursor)
        self.post_message(self.Picked(self, self.key))

    def open_row(self) -> None:
        """Open the pair under the cursor; None where nothing is recorded of it."""
        self.post_message(self.Opened(self, None if self.row is None else self.row.pair))

    def on_click(self, event: events.Click) -> None:
        """Stand on the cell; the list then stands on its row."""
        self.click_column(event.x)

    def click_column(self, x: int) -> None:
        """To the column at a cell."""
        column = self.first + (x - GUTTER - NAME) // CELL
        if x >= GUTTER + NAME and column < len(self.states):
            self.across(column - self.column)

    def on_resize(self) -> None:
        """Keep the cursor's column in sight."""
        self.across(0)

    def key_at(self, index: int) -> Any:
        """The state of the row."""
        return self.states[index]

    def line_at(self, index: int, width: int) -> Line:
        """The state's code and its figures, the one under the cursor in brackets."""
        pieces = [Piece(fit(self.states[index], NAME), "strong")]
        here = self.column if index == self.cursor else -1
        last = min(len(self.states), self.first + self.columns)
        for column in range(self.first, last):
            pieces += [self._before(index, column, here), self._cell(index, column)]
        return line(*pieces, Piece("]" if last == here + 1 else " ", "key"), key=self.states[index])

    def _before(self, index: int, column: int, here: int) -> Piece:
        """What stands before a cell: a bracket of the cursor, or the sign of what is new in the pair."""
        if here >= 0 and column in (here, here + 1):
            return Piece("[" if column == here else "]", "key")
        row = self.row_of(index, column)
        fresh = row is not None and row.pair in self.fresh
        return Piece(FRESH if fresh else " ", "accent")

    def _cell(self, one: int, other: int) -> Piece:
        row = self.row_of(one, other)
        if one == other or row is None:
            return Piece(fit("" if one == other else "   ·", CELL - 1), "muted")
        drawn = " " if self.access else block(row.tension)
        return Piece(f"{drawn}{row.tension:4.1f}", TONES.get(row.band, "plain"))

    @property
    def caret(self) -> Offset:
        """The cell under the cursor."""
        return Offset(GUTTER + NAME + 1 + (self.column - self.first) * CELL, self.cursor - self.scroll_offset.y)


class MatrixHead(Drawn):
    """The codes of the states over the columns, the cursor's marked; ◂ ▸ where there are more."""

    def __init__(self, grid: MatrixGrid) -> None:
        super().__init__(id="matrix-head")
        self.grid = grid

    def lines(self, width: int, height: int) -> list[Line]:
        """One line."""
        grid = self.grid
        last = min(len(grid.states), grid.first + grid.columns)
        pieces: list[Piece] = [Piece(fit("◂" if grid.first else "", GUTTER + NAME, right=True), "key")]
        for column in range(grid.first, last):
            here = column == grid.column
            pieces.append(
                Piece(f" {'▾' if here else ' '}{fit(grid.states[column], CELL - 2)}", "key" if here else "label")
            )
        return [line(*pieces, Piece("▸" if last < len(grid.states) else "", "key"))]

    def on_click(self, event: events.Click) -> None:
        """To the column of the state."""
        self.grid.click_column(event.x)
