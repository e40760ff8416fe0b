"""Components of the state to choose from: name, and what it says."""

from collections.abc import Sequence

from tracker.application.likeness import likely
from tracker.application.views.held import CHOICES, Choice
from tui.ink import BLANK, Line, fit, line
from tui.widgets.components import label_of
from tui.widgets.row_list import FixedList

NAME = 22
"""Cells of the name."""
_NAMED = {
    f"{component.name}_{label_of(component.name).casefold().replace(' ', '_')}": component for component in CHOICES
}


def components_like(text: str) -> list[Choice]:
    """The components that a few letters may mean, the likeliest first; all, where nothing is typed."""
    found = likely(text, _NAMED)
    words = text.strip().casefold()
    begun = [name for name in found if words and name.startswith(words)]
    return [_NAMED[name] for name in dict.fromkeys((*begun, *found))]


class ComponentList(FixedList):
    """One line a component; the place to type above it keeps the keys."""

    can_focus = False
    led = True

    def __init__(self) -> None:
        super().__init__(id="choices")
        self.found: Sequence[Choice] = ()

    def show_components(self, found: Sequence[Choice]) -> None:
        """Show these, the cursor on the first."""
        self.found = found
        self.cursor = 0
        self.rows_changed()

    def lay_out(self, width: int) -> None:
        """Lines for a width."""
        rows = [_line(component, width) for component in self.found]
        self.laid = rows or [BLANK, line((" no component has these letters; Esc leaves", "muted"))]


def _line(component: Choice, width: int) -> Line:
    return line(
        (fit(f" {label_of(component.name)}", NAME), "strong"),
        (fit(component.meaning, max(0, width - NAME)), "muted"),
        key=component.name,
    )
