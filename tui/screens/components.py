"""The screen on which one chooses the component of the state by which the relations are listed."""

from typing import ClassVar

from textual.binding import BindingType

import tui.actions  # noqa: F401 - fills the registry
from tracker.application.views.held import Choice
from tui.commands import bindings_on
from tui.ink import Line
from tui.listing import Listing
from tui.screens.choosing import ChoosingScreen
from tui.widgets.component_choices import components_like, line_of


class ComponentScreen(ChoosingScreen):
    """Lists the relations below by the component that is chosen."""

    kind = "components"
    CSS_PATH = "../styles/components.tcss"
    title_words = "List the relations by"
    label = "component"
    hint = "a few letters: cease, head, sanct"
    nothing = "no component has these letters; Esc leaves"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_on("components")]

    def draw(self, choice: Choice, width: int) -> Line:
        """As one line."""
        return line_of(choice, width)

    def on_mount(self) -> None:
        """All of them, at first."""
        self.narrow("")

    def narrow(self, text: str) -> None:
        """The components that the letters may mean."""
        self.show_choices(components_like(text))

    def take(self, choice: str) -> None:
        """List by it, the gravest first."""
        self.relations.list_by(Listing(component=choice))
