"""The dashboard: opens the screens on a file, and holds what they share."""

import os
from pathlib import Path
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.screen import Screen

from tui.commands import REGISTRY
from tui.config import NOTHING_CHOSEN, Config, sheets_of
from tui.keymap import rebind
from tui.provider import Provider
from tui.screens.base import TrackerScreen
from tui.screens.relations import RelationsScreen
from tui.themes import ANSI, COLOURED, SIXTEEN, THEMES
from tui.touring import TouringApp
from tui.way import Way


class Dashboard(TouringApp):
    """Relations between states, on any date, as known at any time."""

    TITLE = "tracker"
    CSS_PATH: ClassVar[list[str | Path]] = [  # type: ignore[assignment]
        "styles/app.tcss", "styles/relations.tcss", "styles/chart.tcss",
    ]  # fmt: skip
    """Of all screens, and of the first; any other brings its own when it is first opened."""
    BINDINGS: ClassVar[list[BindingType]] = []
    ENABLE_COMMAND_PALETTE = True

    def __init__(self, provider: Provider, config: Config = NOTHING_CHOSEN) -> None:
        plain = bool(os.environ.get("NO_COLOR"))
        ansi = plain or config.theme == SIXTEEN.name
        super().__init__(provider, ansi=ansi, sheets=[*self.CSS_PATH])
        self.lay_over(sheets_of(config))
        self.config = config
        self.way = Way()
        self.warm = False
        """Whether what reads evidence has been imported, so that asking for a state takes no noticeable time."""
        self.animation_level = "none"
        for theme in THEMES:
            self.register_theme(theme)
        self.begin_with(ANSI.name if plain else config.theme or COLOURED[0])
        self.set_class(config.ascii, "-ascii")
        rebind(config.keymap, REGISTRY, ascii=config.ascii)
        self.set_keymap({name: ",".join(keys) for name, keys in config.keymap.items()})

    @property
    def answers_at_once(self) -> bool:
        """Whether a key can wait for what is read of one pair: nothing is imported for it, and the log is near."""
        return self.warm and self.provider.is_near and not self.lost

    def on_mount(self) -> None:
        """Say what of the reader's own choices could not hold."""
        if self.config.problems:
            self.tell(self.config.told(self.size.width))

    def get_default_screen(self) -> Screen[None]:
        """The relations."""
        return RelationsScreen()

    def action_command_palette(self) -> None:
        """Open the palette: what the registry offers on a screen."""
        from tui.palette import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette())

    @property
    def takes_keys(self) -> bool:
        """As the screen says."""
        return self.screen.takes_keys if isinstance(self.screen, TrackerScreen) else super().takes_keys

    @property
    def is_quiet(self) -> bool:
        """As the right of way says."""
        return self.way.is_quiet

    async def on_event(self, event: events.Event) -> None:
        """What is pressed goes before what reads beside the screen."""
        if isinstance(event, events.Key | events.MouseScrollDown | events.MouseScrollUp) or (
            isinstance(event, events.MouseMove) and event.button
        ):
            self.way.take()
        await super().on_event(event)

    def read_up(self) -> None:
        """What was marked as read is new no more."""
        for screen in self.screen_stack:
            if isinstance(screen, RelationsScreen):
                screen.ask_news()

    def again(self) -> None:
        """Try again after trouble; under another screen too, where what was shown is of no log any more."""
        for screen in self.screen_stack:
            if isinstance(screen, RelationsScreen) and (screen is self.screen or screen.standpoint is None):
                screen.start()

    def next_theme(self) -> None:
        """Other colours, where there are any."""
        if self.theme in COLOURED:
            self.theme = COLOURED[(COLOURED.index(self.theme) + 1) % len(COLOURED)]

    def on_unmount(self) -> None:
        """Give the file back."""
        self.stop_following()
        self.provider.close()
