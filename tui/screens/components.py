"""The screen on which one chooses the component of the state by which the relations are listed."""

from typing import ClassVar

from textual.binding import BindingType

import tui.actions  # noqa: F401 - fills the registry
from tui.commands import bindings_on
from tui.listing import Listing
from tui.screens.choosing import ChoosingScreen
from tui.widgets.component_choices import ComponentList, components_like


class ComponentScreen(ChoosingScreen):
    """Lists the relations below by the component that is chosen."""

    kind = "components"
    title_words = "List the relations by"
    label = "component"
    hint = "a few letters: cease, head, sanct"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_on("components")]

    def make_list(self) -> ComponentList:
        """The components."""
        return ComponentList()

    def on_mount(self) -> None:
        """All of them, at first."""
        self.narrow("")

    def narrow(self, text: str) -> None:
        """The components that the letters may mean."""
        self.query_one(ComponentList).show_components(components_like(text))

    def take(self, choice: str) -> None:
        """List by it, the gravest first."""
        self.relations.list_by(Listing(component=choice))
