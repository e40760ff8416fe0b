"""What all widgets of ours share: they draw lines through the gate, and never markup."""

from typing import ClassVar

from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from tui.ink import BLANK, COMPONENTS, Line, strip_of


class Inked(Widget):
    """Knows the inks of the theme."""

    COMPONENT_CLASSES: ClassVar[set[str]] = COMPONENTS

    def ink(self, name: str) -> Style:
        """The style of an ink, without a background of its own unless the style sheet gives one."""
        return self.get_component_rich_style(f"ink--{name}")

    def over(self, name: str) -> Style:
        """What an ink lays upon others: its background and attributes."""
        style = self.get_component_rich_style(f"ink--{name}")
        return Style(bgcolor=style.bgcolor, bold=style.bold, reverse=style.reverse, underline=style.underline)


class Drawn(Inked):
    """Draws the lines that `lines()` gives; never scrolls."""

    def lines(self, width: int, height: int) -> list[Line]:
        """The lines for a size."""
        return []

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        size = self.size
        drawn = self.lines(size.width, size.height)
        return strip_of(drawn[y] if y < len(drawn) else BLANK, size.width, self.ink)
