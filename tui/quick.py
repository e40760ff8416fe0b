"""A start that does nothing twice: style sheets are parsed once, and garbage is looked for after the first paint."""

import gc
from collections.abc import Sequence
from pathlib import Path

from textual.app import App

from tui.letting_go import let_go

COLLECT_AFTER = 1.0
"""Seconds after which the collector goes on; by then all is painted that a start paints."""

let_go()


class QuickApp(App[None]):
    """An app whose theme is chosen before anything is styled."""

    _variables: dict[str, str] | None = None
    """What the style sheets are parsed with."""

    def begin_with(self, theme: str) -> None:
        """Choose the theme of the first paint; before anything is parsed."""
        self.theme = theme
        self._variables = self.get_css_variables()
        self.stylesheet.set_variables(self._variables)

    def lay_over(self, sheets: Sequence[Path]) -> None:
        """Style sheets that win over those of all screens, of those that are opened later too; the last one wins most.

        A rule that names what it styles more closely wins all the same.
        """
        for rank, path in enumerate(sheets, start=1):
            self.stylesheet.add_source(path.read_text("utf-8"), read_from=(str(path), ""), tie_breaker=rank)

    def refresh_css(self, animate: bool = True) -> None:
        """Parse again where the theme is another one; Textual asks for it at each start."""
        begun, self._variables = self._variables, None
        if begun is None or begun != self.get_css_variables():
            super().refresh_css(animate)

    def on_load(self) -> None:
        """What is there by then stays: the collector need not look at it again."""
        self.set_timer(COLLECT_AFTER, collect)


def collect() -> None:
    """Collect again where that was held at the start, but not what is there already."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
