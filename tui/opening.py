"""What the dashboard opens over the screen that one stands on; each is imported when it is first asked for."""

from functools import partial
from typing import TYPE_CHECKING

from textual import work

from tui.clocks import Standpoint
from tui.commands import REGISTRY
from tui.in_turn import InTurnApp
from tui.ink import Piece

if TYPE_CHECKING:
    from pathlib import PurePath

    from tui.desk import Written
    from tui.forms import Form
    from tui.provider import Provider
    from tui.screens.base import TrackerScreen
    from tui.widgets.state_layout import Behind


class OpeningApp(InTurnApp):
    """Opens developments, what is behind a component, forms and news."""

    def __init__(self, provider: "Provider", *, ansi: bool, sheets: "list[str | PurePath]") -> None:
        super().__init__(ansi_color=True if ansi else None, css_path=sheets)
        self.provider = provider
        self.drafts: dict[str, Form] = {}
        """Forms that were left without saving."""
        self.done: list[Written] = []
        """What was written from here and not taken back, the last at the end."""
        self.looked_back: int | None = None
        """The position before which what to take back is looked for in the log, once something was."""
        self.own: set[int] = set()
        """The positions of what was written from here, which is no news to who wrote it."""

    @property
    def written(self) -> "Written | None":
        """What was written last from here and not taken back."""
        return self.done[-1] if self.done else None

    def open_development(self, name: str, standpoint: Standpoint | None) -> None:
        """Show a development with its evidence; one that was opened on the way here is gone back to.

        Developments that are tied lead round and round: so one is never deeper than the developments on the way.
        """
        from tui.screens.documents import DevelopmentScreen

        if standpoint is None:
            return
        opened = [screen for screen in self.screen_stack if isinstance(screen, DevelopmentScreen)]
        same = next((screen for screen in opened if screen.shows(name, standpoint)), None)
        if same is None:
            heading = (Piece("Development ", "title"), Piece(name, "muted"))
            self.push_screen(DevelopmentScreen(heading, [name], standpoint))
            return
        while self.screen is not same:
            self.pop_screen()

    def open_behind(self, behind: "Behind", pair: str | None, standpoint: Standpoint | None) -> None:
        """Show the developments behind a component, or those that weigh most in a reading."""
        from tui.screens.documents import BehindScreen, WeighingScreen

        if standpoint is not None and pair is not None:
            kind = WeighingScreen if behind.reading else BehindScreen
            self.push_screen(kind(pair, behind, standpoint))

    def open_record(self, pair: str | None, answers: str | None = None) -> None:
        """Record a development, of the pair that is looked at, in response to another where one is named."""
        from tui.forms import blank_form
        from tui.screens.form import FormScreen

        of = f"{pair or ''} {f'in response to {answers}' if answers else ''}".strip()
        self.push_screen(FormScreen(f"record {of}".strip(), lambda: blank_form(pair, answers)))

    def open_amend(self, verb: str, name: str) -> None:
        """Amend a development."""
        from tui import desk
        from tui.screens.form import FormScreen

        provider = self.provider
        self.push_screen(FormScreen(f"{verb} {name}", lambda: desk.amending(provider, verb, name)))

    @work(exclusive=True, group="undo")
    async def open_undo(self, screen: "TrackerScreen") -> None:
        """Take back what was written last from here, else what the log says that who records here wrote last.

        What is taken back already is over: the next is what was written before it.
        """
        from tui import desk
        from tui.screens.form import FormScreen

        provider, found = self.provider, [self.written]
        if self.written is None:
            before = self.looked_back or min(self.own, default=None)
            found = await screen.aside(lambda: [desk.last_written(provider.aside, before)]) or []
        for written in found:
            reason = desk.why_no_undo(written, more=bool(self.own))
            if written is None or reason:
                screen.say(f"{REGISTRY['undo'].shown}: {reason}")
            else:
                begin = partial(desk.undoing, provider, written)
                self.push_screen(FormScreen(f"undo {written.id}", begin, takes_back=written))

    def open_news(self) -> None:
        """Show what is new to who reads."""
        from tui.screens.news import NewsScreen

        self.push_screen(NewsScreen())
