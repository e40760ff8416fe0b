"""What can be chosen for what one types above it."""

from collections.abc import Callable, Sequence
from typing import Any

from tui.ink import BLANK, Line, hanging
from tui.widgets.fixed_list import FixedList


class ChoiceList(FixedList):
    """One line a choice; the place to type above it keeps the keys, and what this cursor stands on is what Enter takes.

    ``draw`` gives the line of a choice for a width.
    """

    can_focus = False
    led = True

    def __init__(self, draw: Callable[[Any, int], Line]) -> None:
        super().__init__(id="choices")
        self.draw = draw
        self.found: Sequence[Any] = ()
        self.empty = "reading …"

    def show_choices(self, found: Sequence[Any], empty: str) -> None:
        """Show these, the cursor on the first; where there are none, say so."""
        self.found, self.empty = found, empty
        self.cursor = 0
        self.rows_changed()

    def show_again(self, found: Sequence[Any]) -> None:
        """Show the same choices, one by one, of which something else is told now; the cursor stays on its line."""
        self.found = found
        self.rows_changed(keep=found[self.cursor] if found else None)

    def lay_out(self, width: int) -> None:
        """Lines for a width."""
        rows = [self.draw(choice, width) for choice in self.found]
        self.laid = rows or [BLANK, *hanging(self.empty, width, "muted", start=" ")]
