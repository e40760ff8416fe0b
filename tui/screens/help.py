"""Help: what every key does, from the registry."""

from collections.abc import Callable, Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

import tui.actions  # noqa: F401 - fills the registry
from tracker.application.store.address import Address
from tui.commands import GROUPS, bindings_on, commands_on
from tui.ink import BLANK, Line, Piece, fit, hanging, line
from tui.keymap import key_words
from tui.screens.base import TrackerScreen
from tui.spoken import undecorated
from tui.widgets.bars import Footer, PaneTitle
from tui.widgets.fixed_list import FixedList

SIGNS = (
    ("▲ ▼ = ·", "trend over 30 days: deteriorated, improved, unchanged, no acts"),
    ("! +", "beside a trend: a risk ahead, an opportunity ahead; the reason stands below"),
    ("▼ ▽ · △ ▲", "weight of a development: gravely hostile, hostile, neutral, friendly, very friendly"),
    ("≠", "accounts differ; all of them are kept"),
    ("~", "it may have happened before or after this date"),
    ("!", "it does not fit the state before it"),
    ("×", "retracted; its reason stands beside it"),
    ("•", "before a row: new since you last looked, until you look at it"),
    ("┌ ├ └", "a line leads from a development to those that answer it; in a tree they stand below it"),
    ("↳", "it answers a development to which no line leads here"),
    ("◆", "the moment that is marked, to compare with"),
    ("▁ ▄ █", "tension from 0 to 10: over the last 90 days beside a pair, and in the matrix"),
)


class HelpList(FixedList):
    """Keys by group, and what the signs mean."""

    def __init__(self, screen: str, log: Address) -> None:
        super().__init__(id="help")
        self.of, self.address = screen, log

    def lay_out(self, width: int) -> None:
        """Lines for a width."""
        keys = _keys(self.of, width, key_words if self.access else str)
        self.laid = [*keys, *_signs(width, spoken=self.access), *_log(self.address, width)]


def _keys(screen: str, width: int, worded: Callable[[str], str]) -> Iterator[Line]:
    for group in GROUPS:
        commands = [command for command in commands_on(screen) if command.group == group]
        if commands:
            yield line((group, "title"))
        for command in commands:
            yield from _entry(worded(command.shown), command.help, width, command.name)
        if commands:
            yield BLANK
    yield from _entry(
        "Ctrl+P",
        "All commands by name. The mouse works too: click, double-click, drag the tracks or turn the wheel over them.",
        width,
    )


def _signs(width: int, *, spoken: bool) -> Iterator[Line]:
    """What the signs mean; not of those that are said in words."""
    yield BLANK
    yield line(("Signs", "title"))
    for sign, meaning in SIGNS:
        if not spoken or undecorated(sign).strip(" =·"):
            yield from _entry(sign, meaning, width, sign)


def _log(log: Address, width: int) -> Iterator[Line]:
    """Where the log lies that is open; of a server without the password."""
    yield BLANK
    yield line(("Log", "title"))
    yield from hanging(str(log), width, key="log")


def _entry(keys: str, text: str, width: int, key: str | None = None) -> Iterator[Line]:
    yield from hanging(text, width, start=(fit(keys, 12), "key"), key=key)


class HelpScreen(TrackerScreen):
    """What every key does on the screen from which it was opened."""

    kind = "help"
    CSS_PATH = "../styles/help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_on("help")]

    def __init__(self, of: str) -> None:
        super().__init__()
        self.of = of

    def compose(self) -> ComposeResult:
        """A title and a list."""
        yield PaneTitle("Help")
        yield HelpList(self.of, self.dashboard.provider.path)
        yield Footer()

    def on_mount(self) -> None:
        """The list has the keys; the title names the log that is open."""
        log = Piece(f"log {self.dashboard.provider.path.name}", "muted")
        self.query_one(PaneTitle).say((Piece("Help ", "title"), log))
        self.query_one(HelpList).focus()
