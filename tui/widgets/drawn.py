"""What all widgets of ours share: they draw lines through the gate, and never markup."""

from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from tui.ink import BLANK, INKS, Line, ink_style, strip_of


class Inked(Widget):
    """Knows the inks of the theme."""

    _own: Style | None = None

    def ink(self, name: str) -> Style:
        """The style of an ink on this widget's background."""
        if self._own is None:
            self._own = self.rich_style
        return self._own + self.over(name)

    def over(self, name: str) -> Style:
        """What an ink lays upon others."""
        app = self.app
        colour = app.theme_variables.get(INKS[name][0].removeprefix("on "), "")
        return ink_style(name, colour, app.native_ansi_color)

    def notify_style_update(self) -> None:
        """Forget other colours."""
        super().notify_style_update()
        self._own = None


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
