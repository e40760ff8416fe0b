"""What all widgets of ours share: they draw lines through the gate, and never markup."""

from collections.abc import Callable
from typing import Self

from rich.style import Style
from textual.geometry import Offset, Region, Size
from textual.strip import Strip
from textual.widget import Widget

from tui.ink import BLANK, INKS, Line, ink_style, strip_of
from tui.themes import ANSI


class Inked(Widget):
    """Knows the inks of the theme."""

    _own: Style | None = None

    def ink(self, name: str) -> Style:
        """The style of an ink on this widget's background."""
        if self._own is None:
            self._own = self.rich_style
        return self._own + self.over(name)

    @property
    def access(self) -> bool:
        """Whether words are wanted for what is drawn, as screen readers need them."""
        return self.app.has_class("-access")

    @property
    def caret(self) -> Offset | None:
        """Where the terminal's cursor belongs while this has the keys, from its own corner."""
        return None

    def types(self, key: str) -> bool:
        """Whether a key is text here while this has the keys, and no command."""
        return False

    @property
    def sign(self) -> Callable[[str], str]:
        """What stands for shown text: itself, or ASCII where the reader wants that, or without what is only drawn."""
        plain: Callable[[str], str] = str
        if self.access:
            from tui.spoken import undecorated as plain
        if not self.app.has_class("-ascii"):
            return plain
        from tui.signs import in_ascii

        return lambda text: in_ascii(plain(text))

    def over(self, name: str) -> Style:
        """What an ink lays upon others."""
        app = self.app
        colour = app.theme_variables.get(INKS[name][0].removeprefix("on "), "")
        return ink_style(name, colour, app.theme == ANSI.name)

    def notify_style_update(self) -> None:
        """Forget other colours."""
        super().notify_style_update()
        self._own = None


class Drawn(Inked):
    """Draws the lines that `lines()` gives; never scrolls."""

    _laid: tuple[Size, list[Line]] | None = None
    """The lines for a size, until something else is to be drawn."""

    def lines(self, width: int, height: int) -> list[Line]:
        """The lines for a size."""
        return []

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Draw anew."""
        self._laid = None
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        size = self.size
        if self._laid is None or self._laid[0] != size:
            self._laid = (size, self.lines(size.width, size.height))
        drawn = self._laid[1]
        return strip_of(drawn[y] if y < len(drawn) else BLANK, size.width, self.ink, sign=self.sign)
