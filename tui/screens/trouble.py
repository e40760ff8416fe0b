"""What went wrong, where, and how to go on: shown instead of a crash."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

import tui.actions  # noqa: F401 - fills the registry
from tracker.application.problems import BadInput
from tui.commands import bindings_on
from tui.ink import BLANK, line, wrapped
from tui.screens.base import TrackerScreen
from tui.widgets.bars import Footer, PaneTitle
from tui.widgets.fixed_list import FixedList


class TroubleList(FixedList):
    """A problem in words."""

    def __init__(self, problem: BadInput) -> None:
        super().__init__(id="trouble")
        self.problem = problem

    def lay_out(self, width: int) -> None:
        """Lines for a width."""
        parts = ((self.problem.where or "", "strong"), (self.problem.what, "warn"), (self.problem.remedy, "plain"))
        lines = [line((part, ink)) for text, ink in parts if text for part in wrapped(text, max(8, width))]
        self.laid = [BLANK, *lines]


class TroubleScreen(TrackerScreen):
    """Shows a problem; trying again goes back to what was wanted."""

    kind = "trouble"
    words = "The database cannot be read"
    CSS_PATH = "../styles/trouble.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_on("trouble")]

    def __init__(self, problem: BadInput) -> None:
        super().__init__()
        self.problem = problem

    def compose(self) -> ComposeResult:
        """A title and the words."""
        yield PaneTitle(self.words)
        yield TroubleList(self.problem)
        yield Footer()

    def on_mount(self) -> None:
        """The list has the keys."""
        self.query_one(TroubleList).focus()

    def go_back(self) -> None:
        """Try again."""
        self.app.pop_screen()
        self.dashboard.again()

    def try_again(self) -> None:
        """The same: nothing else can be done."""
        self.go_back()


class FormTroubleScreen(TroubleScreen):
    """Why a form cannot be opened: one goes back to where one was, or tries it again."""

    words = "The form cannot be opened"

    def __init__(self, problem: BadInput, again: Callable[[], object]) -> None:
        super().__init__(problem)
        self._again = again

    def go_back(self) -> None:
        """To where one was."""
        self.app.pop_screen()

    def try_again(self) -> None:
        """Open the form."""
        self.go_back()
        self._again()
