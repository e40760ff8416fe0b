"""What all screens share: commands from the registry, a footer, and how trouble is shown."""

import asyncio
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from textual import on
from textual.css.query import NoMatches
from textual.screen import Screen
from textual.widget import Widget

import tui.actions  # noqa: F401 - fills the registry
from tracker.application.problems import BadInput
from tui.commands import REGISTRY, Offer, footer_of
from tui.way import Turn
from tui.widgets.bars import ClockBar, Footer, PaneTitle, Wanted
from tui.widgets.drawn import Inked
from tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from tui.app import Dashboard
    from tui.reporting import Subject
    from tui.screens.trouble import TroubleScreen

Answer = TypeVar("Answer")


class TrackerScreen(Screen[None]):
    """A screen whose keys are commands of the registry."""

    AUTO_FOCUS = ""
    kind: ClassVar[str] = ""
    """The name by which commands know it."""

    @property
    def dashboard(self) -> "Dashboard":
        """The app, by its own name."""
        return cast("Dashboard", self.app)

    @property
    def rows(self) -> RowList | None:
        """The list that has the keys."""
        return self.focused if isinstance(self.focused, RowList) else None

    @property
    def read(self) -> Widget | None:
        """Where a screen reader reads: what has the keys."""
        return self.focused

    def types(self, key: str) -> bool:
        """Whether a key is text to what has the keys, and no command."""
        return isinstance(self.focused, Inked) and self.focused.types(key)

    @property
    def takes_keys(self) -> bool:
        """Whether what is typed would go where one means it to go."""
        return self.focused is not None

    @property
    def stands_now(self) -> bool:
        """Whether it shows now, so that what is written here is seen here."""
        return True

    @property
    def is_unsaved(self) -> bool:
        """Whether something was typed that would be lost."""
        return False

    @property
    def subject(self) -> str | None:
        """The id of the development under the cursor."""
        return None

    @property
    def looked_at(self) -> str | None:
        """The pair that is looked at."""
        return None

    def reported(self) -> "Subject | None":
        """What it shows that a report can be of; None where there is only a picture of it."""
        return None

    def breadth(self, width: int) -> int:
        """The width for which panes are laid out: a screen reader reads whole lines, so there nothing stands beside."""
        return 0 if self.app.has_class("-access") else width

    @property
    def footer(self) -> Footer:
        """The bar at the bottom."""
        return self.query_one(Footer)

    def action_do(self, name: str) -> None:
        """Do a command, or say why not."""
        command = REGISTRY[name]
        reason = command.why_not(self)
        self.say(f"{command.shown}: {reason}" if reason else "")
        if not reason:
            command.run(self)

    @on(Wanted)
    def _do_wanted(self, event: Wanted) -> None:
        command = REGISTRY.get(event.name)
        if command is not None and command.offered_on(self.kind):
            self.action_do(event.name)

    def say(self, message: str) -> None:
        """Say one line in the footer until the next key."""
        try:
            self.footer.say(message)
        except NoMatches:
            return

    @property
    def offers(self) -> Sequence[Offer]:
        """Keys and labels of what can be done now."""
        return footer_of(self)

    def offer(self) -> None:
        """Offer what can be done now."""
        self.footer.offer(self.offers)
        self.dashboard.look_round(self)

    def go_back(self) -> None:
        """One step back."""
        self.app.pop_screen()

    def news(self) -> None:
        """More was recorded; what shows nothing of the log has nothing to read."""

    def open_help(self) -> None:
        """Say what every key does here."""
        from tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.kind))

    def other_colours(self) -> None:
        """The next theme."""
        self.dashboard.next_theme()
        self._say_colours()

    def colours(self, name: str) -> None:
        """The colours of a theme."""
        self.dashboard.theme = name
        self._say_colours()

    def _say_colours(self) -> None:
        """Which they are, and what keeps them."""
        from tui.themes import keeping

        self.say(keeping(self.dashboard.theme))

    def say_whether_lost(self) -> None:
        """Say in the header, or in the title where there is none, whether the log cannot be reached."""
        for bar in [*self.query(ClockBar), *self.query(PaneTitle)][:1]:
            bar.show_lost(self.dashboard.lost)

    def say_unseen(self) -> None:
        """Say in the header how many developments were not looked at yet."""
        for bar in self.query(ClockBar):
            bar.show_unseen(self.dashboard.unseen)

    def trouble(self, problem: BadInput, told: "TroubleScreen | None" = None) -> None:
        """Show what went wrong, with the remedy; one line of it while the log cannot be reached, as that passes.

        ``told`` is the screen that tells it, where it is not the database that cannot be read.
        """
        from tui.screens.trouble import TroubleScreen

        if self.dashboard.lost:
            self.say(problem.what)
            return
        if not isinstance(self.app.screen, TroubleScreen):
            self.app.push_screen(told or TroubleScreen(problem))

    async def aside(self, question: Callable[[], Answer]) -> Answer | None:
        """Ask in a thread what may take long, behind the keys; None where it went wrong, which is shown.

        CancelledError where the screen was left meanwhile: who asked is gone, and so is what would show the answer.
        """
        turn = Turn(self.dashboard.way)
        try:
            answer = await asyncio.to_thread(turn.run, question)
        except asyncio.CancelledError:
            turn.overtaken = True
            raise
        except BadInput as problem:
            self._stop_if_left()
            self.trouble(problem)
            return None
        self._stop_if_left()
        return answer

    def _stop_if_left(self) -> None:
        """Where the screen is left, or all of them are, its panes may be gone already."""
        if self not in self.app.screen_stack or not (self.is_attached and self.app.is_running):
            raise asyncio.CancelledError

    def on_screen_resume(self) -> None:
        """Offer what can be done."""
        self.offer()
        self.say_whether_lost()
        self.say_unseen()
