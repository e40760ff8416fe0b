"""The dashboard for who reads with a screen reader: the terminal's cursor is seen, and stands on what one reads.

A screen reader follows the cursor of the terminal, which Textual hides. Here it is shown, and after each paint it
stands on the selected row, in the text that is typed, or on a message until the next key. What is drawn elsewhere is
said in words: see `tui.spoken`.
"""

from typing import Any

from textual import events
from textual.driver import Driver
from textual.geometry import Offset
from textual.screen import Screen
from textual.widgets import Input, OptionList

from tui.app import Dashboard
from tui.config import Config
from tui.provider import Provider
from tui.screens.base import TrackerScreen
from tui.widgets.bars import Footer, PaneTitle, Prompt
from tui.widgets.chart import ChartView
from tui.widgets.drawn import Inked
from tui.widgets.tour import TourStrip

HIDDEN, SEEN = "\x1b[?25l", "\x1b[?25h"
"""What hides the cursor of a terminal (DECTCEM), and what shows it."""


class AccessDashboard(Dashboard):
    """The same screens, read by where the cursor stands."""

    def __init__(self, provider: Provider, config: Config) -> None:
        self._place = Offset(0, 0)
        self._heard = 0
        super().__init__(provider, config)
        self.set_class(True, "-access")

    def get_driver_class(self) -> type[Driver]:
        """The driver of this machine, which leaves the cursor to be seen."""
        driver: Any = super().get_driver_class()

        class Seen(driver):  # type: ignore[misc]
            """Shows the cursor wherever it would be hidden: at the start, and after each return from the shell."""

            def write(self, data: str) -> None:
                super().write(data.replace(HIDDEN, SEEN))

        return Seen

    @property
    def cursor_position(self) -> Offset:
        """Where the cursor stands after a paint; Textual asks for it at each."""
        found = place_of(self.screen, self._heard) if self._screen_stack else None
        return self._place if found is None else found

    @cursor_position.setter
    def cursor_position(self, place: Offset) -> None:
        self._place = place

    async def on_event(self, event: events.Event) -> None:
        """At a key the message that was read is done with."""
        if isinstance(event, events.Key) and isinstance(self.screen, TrackerScreen):
            self._heard = said_on(self.screen)
            for strip in self.screen.query(TourStrip):
                strip.unread = False
        await super().on_event(event)


def said_on(screen: Screen[Any]) -> int:
    """How many messages a screen has said."""
    return sum(footer.said for footer in screen.query(Footer))


def place_of(screen: Screen[Any], heard: int) -> Offset | None:
    """Where the cursor belongs on a screen: on a message or a step of the tour that was not read yet, else where the
    keys go.

    ``heard`` counts the messages that were read. None where nothing on the screen is to be read.
    """
    if not isinstance(screen, TrackerScreen):
        return _on_palette(screen)
    footer = next(iter(screen.query(Footer)), None)
    typing = isinstance(screen.focused, Prompt) and not screen.focused.refused
    if footer is not None and footer.message and footer.said != heard and not typing:
        return footer.content_region.offset + Offset(1, 0)
    step = next((strip for strip in screen.query(TourStrip) if strip.unread and not typing), None)
    if step is not None:
        return step.content_region.offset + Offset(1, 0)
    if isinstance(screen.read, Inked) and (caret := screen.read.caret) is not None:
        return screen.read.content_region.offset + caret
    alone = [*screen.query(ChartView), *screen.query(PaneTitle)]
    return next((shown.content_region.offset for shown in alone if shown.size.height), None)


def _on_palette(screen: Screen[Any]) -> Offset | None:
    """On the command of the palette that is pointed at, else where one types."""
    for found in screen.query(OptionList):
        if found.highlighted is not None and found.size.height:
            row = found._index_to_line.get(found.highlighted, 0)  # noqa: SLF001 - nothing else tells the line
            return found.content_region.offset + Offset(1, row - found.scroll_offset.y)
    return next((found.cursor_screen_offset for found in screen.query(Input)), None)
