"""The dashboard: opens the screens on a file, and holds what they share."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import App, SystemCommand
from textual.binding import BindingType
from textual.screen import Screen

from tui.clocks import Standpoint
from tui.ink import Piece
from tui.provider import Provider
from tui.screens.relations import RelationsScreen
from tui.themes import ANSI, COLOURED, THEMES
from tui.wording import pair_words

if TYPE_CHECKING:
    from tui.widgets.state import Behind


class Dashboard(App[None]):
    """Relations between states, on any date, as known at any time."""

    TITLE = "tracker"
    CSS_PATH: ClassVar[list[str | Path]] = [  # type: ignore[assignment]
        "styles/app.tcss", "styles/relations.tcss", "styles/documents.tcss", "styles/help.tcss", "styles/trouble.tcss",
    ]  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = []
    ENABLE_COMMAND_PALETTE = True

    def __init__(self, provider: Provider) -> None:
        plain = bool(os.environ.get("NO_COLOR"))
        super().__init__(ansi_color=True if plain else None)
        self.provider = provider
        self.warm = False
        """Whether what reads evidence has been imported, so that asking for a state takes no noticeable time."""
        self.animation_level = "none"
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = ANSI.name if plain else COLOURED[0]

    def get_default_screen(self) -> Screen[None]:
        """The relations."""
        return RelationsScreen()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The palette: what the registry offers on a screen."""
        from tui.commands import commands_on
        from tui.screens.base import TrackerScreen

        if isinstance(screen, TrackerScreen):
            for command in commands_on(screen.kind):
                run = command.name
                yield SystemCommand(
                    command.label, f"{command.help} ({command.shown})", lambda n=run: screen.action_do(n)
                )

    def open_development(self, name: str, standpoint: Standpoint | None) -> None:
        """Show a development with its evidence."""
        from tui.screens.documents import DevelopmentScreen

        if standpoint is not None:
            heading = (Piece("Development ", "title"), Piece(name, "muted"))
            self.push_screen(DevelopmentScreen(heading, [name], standpoint))

    def open_behind(self, behind: "Behind", pair: str | None, standpoint: Standpoint | None) -> None:
        """Show the developments behind a component."""
        from tui.screens.documents import BehindScreen

        if standpoint is not None:
            heading = (Piece(f"{pair_words(pair or '')} ", "strong"), Piece(f"{behind.title}: why", "title"))
            self.push_screen(BehindScreen(heading, behind.ids, standpoint))

    def again(self) -> None:
        """Try again after trouble."""
        if isinstance(self.screen, RelationsScreen):
            self.screen.start()

    def next_theme(self) -> None:
        """Other colours, where there are any."""
        if self.theme in COLOURED:
            self.theme = COLOURED[(COLOURED.index(self.theme) + 1) % len(COLOURED)]

    def on_unmount(self) -> None:
        """Give the file back."""
        self.provider.close()


def run(path: Path) -> None:
    """Open the dashboard on a file."""
    Dashboard(Provider(path)).run()
