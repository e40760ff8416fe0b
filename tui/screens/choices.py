"""What of the reader's own choices could not hold: each problem whole, with what to do about it."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

import tui.actions  # noqa: F401 - fills the registry
from tracker.application.wording import counted
from tui.checkup import remedy_of
from tui.commands import bindings_on
from tui.ink import BLANK, hanging
from tui.screens.base import TrackerScreen
from tui.widgets.bars import Footer, PaneTitle
from tui.widgets.fixed_list import FixedList


class ProblemList(FixedList):
    """Problems in words."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__(id="problems")
        self.problems = problems

    def lay_out(self, width: int) -> None:
        """Lines for a width."""
        self.laid = [
            one
            for number, problem in enumerate(self.problems)
            for one in (*hanging(problem, width, "warn", key=number), *hanging(remedy_of(problem), width), BLANK)
        ]


class ChoicesScreen(TrackerScreen):
    """Lists the problems."""

    kind = "choices"
    CSS_PATH = "../styles/choices.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_on("choices")]

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__()
        self.problems = problems

    def compose(self) -> ComposeResult:
        """A title and the problems."""
        yield PaneTitle(f"{counted(len(self.problems), 'problem')} in your own choices, which are left out")
        yield ProblemList(self.problems)
        yield Footer()

    def on_mount(self) -> None:
        """The list has the keys."""
        self.query_one(ProblemList).focus()
