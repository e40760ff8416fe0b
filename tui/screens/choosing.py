"""A screen on which one of several things is chosen for the relations below: typing narrows, Enter takes."""

from typing import TYPE_CHECKING, Any

from textual import on
from textual.app import ComposeResult

from tui.screens.base import TrackerScreen
from tui.widgets.bars import Footer, PaneTitle, Prompt
from tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from tui.screens.relations import RelationsScreen


class ChoosingScreen(TrackerScreen):
    """A title, a place to type, and what can be chosen; the place to type keeps the keys."""

    title_words = ""
    label = ""
    """What is asked for."""
    hint = ""

    def __init__(self, relations: "RelationsScreen") -> None:
        super().__init__()
        self.relations = relations

    @property
    def rows(self) -> RowList | None:
        """What can be chosen, though what is typed goes to the line above it."""
        return self.query_one("#choices", RowList)

    def make_list(self) -> RowList:
        """The list of what can be chosen, with the id ``choices``."""
        raise NotImplementedError

    def narrow(self, text: str) -> None:
        """List what the text may mean."""
        raise NotImplementedError

    def take(self, choice: Any) -> None:
        """Give the relations what was chosen."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """A title, a place to type, and the choices."""
        yield PaneTitle(self.title_words)
        yield Prompt()
        yield self.make_list()
        yield Footer()

    def on_mount(self) -> None:
        """Ask."""
        self.ask("")

    def ask(self, text: str) -> None:
        """Ask, with a text that was typed."""
        self.query_one(Prompt).ask(self.label, text, self.hint)

    @on(Prompt.Typed)
    def _typed(self, event: Prompt.Typed) -> None:
        self.narrow(event.text)

    @on(Prompt.Left)
    def _left(self) -> None:
        self.app.pop_screen()

    @on(Prompt.Given)
    @on(RowList.Opened)
    def _take(self, event: Prompt.Given | RowList.Opened) -> None:
        choice = self.query_one("#choices", RowList).key
        if choice is None:
            self.ask(self.query_one(Prompt).text)
            return
        self.app.pop_screen()
        self.take(choice)
