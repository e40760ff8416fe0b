"""The palette: every command of a screen, found by its title, and then by what else is said of it; and places."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from textual.app import ComposeResult
from textual.command import CommandList, CommandPalette, DiscoveryHit, Hit, Hits, Provider, SearchIcon
from textual.strip import Strip

from tracker.application.likeness import begun
from tracker.application.shown import shown
from tui.commands import Command, commands_on
from tui.ink import marked
from tui.screens.base import TrackerScreen

ASKED = "a command, a word of what it does, a pair or a group"
SIGN = ">"
"""Before what one types: a picture would take another width on another terminal."""
MARK = "▌"
"""Before what Enter takes."""
IN_TITLE, SAID = 1.0, 0.5
"""What is added for a title that holds what was typed, and what counts where it is only said of a command."""


class Entry(NamedTuple):
    """A command as the palette lists it."""

    title: str
    command: Command
    keys: str
    """Those that do it, as they are shown; none where all of them are text."""

    def help_on(self, screen: TrackerScreen) -> str:
        """What it does, with its keys; before that, why it cannot be done now."""
        told = f"{self.command.help} ({self.keys})" if self.keys else self.command.help
        reason = self.command.why_not(screen)
        return shown(f"Not now: {reason}. {told}") if reason else told

    def says(self, words: str) -> bool:
        """Whether each word begins one of its name, its group or its help; case does not matter."""
        return begun(words.lower().split(), f"{self.command.name} {self.command.group} {self.command.help}")


def entries(screen: str) -> Iterator[Entry]:
    """What a screen offers; commands that share a label, such as both ways of one step, are told by their names."""
    offered = commands_on(screen)
    labels = [command.label for command in offered]
    for command in offered:
        alone = labels.count(command.label) == 1
        title = command.label if alone else command.name.replace("-", " ").capitalize()
        yield Entry(title, command, command.shown)


class Commands(Provider):
    """Finds commands of the screen below."""

    @property
    def _entries(self) -> Iterator[Entry]:
        """What there is to do, with the keys that are no text there."""
        below = self.screen
        if isinstance(below, TrackerScreen):
            offered = (entry for entry in entries(below.kind) if entry.command.can_act(below))
            yield from (entry._replace(keys=entry.command.shown_on(below)) for entry in offered)

    def _help(self, entry: Entry) -> str:
        assert isinstance(self.screen, TrackerScreen)  # noqa: S101 - no other has entries
        return entry.help_on(self.screen)

    def _doing(self, entry: Entry) -> Callable[[], None]:
        assert isinstance(self.screen, TrackerScreen)  # noqa: S101 - no other has entries
        return partial(self.screen.action_do, entry.command.name)

    async def discover(self) -> Hits:
        """All, by title."""
        for entry in sorted(self._entries, key=lambda entry: entry.title):
            yield DiscoveryHit(entry.title, self._doing(entry), help=self._help(entry))

    async def search(self, query: str) -> Hits:
        """Those whose title may be meant, and those of which the words are said."""
        matcher = self.matcher(query)
        for entry in self._entries:
            found = matcher.match(entry.title)
            if found > 0:
                yield Hit(IN_TITLE + found, matcher.highlight(entry.title), self._doing(entry), help=self._help(entry))
            elif entry.says(query):
                yield Hit(SAID, entry.title, self._doing(entry), help=self._help(entry))


class FoundList(CommandList):
    """What was found; the one that Enter takes is marked, and drawn in reverse where there are no colours."""

    DEFAULT_CSS = """
    FoundList:ansi > .option-list--option-highlighted { text-style: bold reverse; }
    """

    def render_line(self, y: int) -> Strip:
        """A line; before it the mark, in a cell that is blank otherwise. A screen reader has the cursor there."""
        strip = super().render_line(y)
        first = next(iter(strip), None)
        style = None if first is None else first.style
        if style is None or style.meta.get("option", -1) != self.highlighted or self.app.has_class("-access"):
            return strip
        return marked(strip, ">" if self.app.has_class("-ascii") else MARK)


class Palette(CommandPalette):
    """Textual's own, with signs of one cell, in colours of the theme alone."""

    DEFAULT_CSS = """
    Palette SearchIcon { color: $foreground; }
    Palette #--input { border: hkey $ruled; }
    Palette CommandInput, Palette CommandInput:focus { border: blank $ruled; }
    Palette CommandList { border-top: blank $ruled; border-bottom: hkey $ruled; }
    """

    def __init__(self) -> None:
        from tui.found_places import Places

        super().__init__(providers=[Commands, Places], placeholder=ASKED, id="--command-palette")

    def compose(self) -> ComposeResult:
        """With a list that marks what is chosen."""
        for widget in super().compose():
            yield FoundList() if isinstance(widget, CommandList) else widget

    def on_mount(self) -> None:
        """A plain sign before what one types."""
        self.query_one(SearchIcon).icon = SIGN
