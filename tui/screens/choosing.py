"""A screen on which one of several things is chosen for the relations below: typing narrows, Enter takes."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from textual import on
from textual.app import ComposeResult
from textual.widget import Widget

from tui.commands import Offer
from tui.ink import Line
from tui.keymap import key_words
from tui.screens.base import TrackerScreen
from tui.widgets.bars import Footer, PaneTitle, Prompt
from tui.widgets.choices import ChoiceList
from tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from tui.screens.relations import RelationsScreen


class ChoosingScreen(TrackerScreen):
    """A title, a place to type, and what can be chosen; the place to type keeps the keys."""

    title_words = ""
    label = ""
    """What is asked for."""
    hint = ""
    nothing = ""
    """What is said where nothing has what was typed."""

    def __init__(self, relations: "RelationsScreen") -> None:
        super().__init__()
        self.relations = relations
        self._walks = False
        """Whether one went to another choice since something was typed."""

    @property
    def rows(self) -> ChoiceList:
        """What can be chosen, though what is typed goes to the line above it."""
        return self.query_one(ChoiceList)

    @property
    def read(self) -> Widget | None:
        """What one types, and then the choice to which one went."""
        return self.rows if self._walks else self.focused

    @property
    def offers(self) -> Sequence[Offer]:
        """What keys do that are no letters."""
        other = key_words("↑ ↓") if self.app.has_class("-ascii") else "↑ ↓"
        return (
            Offer(other, "Another", ("move-up", "move-down")),
            Offer("Enter", "Take", ("open",)),
            Offer("Esc", "Leave", ("back",)),
        )

    def show_choices(self, found: Sequence[Any]) -> None:
        """List these."""
        self.rows.show_choices(found, self.nothing)

    def draw(self, choice: Any, width: int) -> Line:
        """The line of a choice for a width."""
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
        yield ChoiceList(self.draw)
        yield Footer()

    def on_mount(self) -> None:
        """Ask."""
        self.ask("")

    def ask(self, text: str) -> None:
        """Ask, with a text that was typed."""
        self.query_one(Prompt).ask(self.label, text, self.hint)

    @on(Prompt.Typed)
    def _typed(self, event: Prompt.Typed) -> None:
        self._walks = False
        self.narrow(event.text)

    @on(RowList.Picked)
    def _walk(self) -> None:
        self._walks = True

    @on(Prompt.Left)
    def _left(self) -> None:
        self.app.pop_screen()

    @on(Prompt.Given)
    @on(RowList.Opened)
    def _take(self, event: Prompt.Given | RowList.Opened) -> None:
        choice = self.rows.key
        if choice is None:
            self.ask(self.query_one(Prompt).text)
            return
        self.app.pop_screen()
        self.take(choice)
