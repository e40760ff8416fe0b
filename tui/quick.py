"""A start that does nothing twice: style sheets are parsed once, and garbage is looked for after the first paint."""

import gc
from collections.abc import Sequence
from pathlib import Path

from textual.app import App

from tui.collecting import Collector
from tui.letting_go import let_go

COLLECT_AFTER = 1.0
"""Seconds after which garbage is looked for; by then all is painted that a start paints."""
LOOK = 0.5
"""Seconds from one look at how much there is to the next."""

let_go()


class QuickApp(App[None]):
    """An app whose theme is chosen before anything is styled."""

    _begun: str | None = None
    """The theme with whose variables the style sheets are parsed first."""

    def begin_with(self, theme: str) -> None:
        """Choose the theme of the first paint; before anything is parsed."""
        self.theme = self._begun = theme
        self.stylesheet.set_variables(self.get_css_variables())

    def lay_over(self, sheets: Sequence[Path]) -> None:
        """Style sheets that win over those of all screens, of those that are opened later too; the last one wins most.

        A rule that names what it styles more closely wins all the same.
        """
        for rank, path in enumerate(sheets, start=1):
            self.stylesheet.add_source(path.read_text("utf-8"), read_from=(str(path), ""), tie_breaker=rank)

    def refresh_css(self, animate: bool = True) -> None:
        """Parse again where the theme is another one; Textual asks for it at each start."""
        begun, self._begun = self._begun, None
        if begun != self.theme:
            super().refresh_css(animate)

    @property
    def is_quiet(self) -> bool:
        """Whether nobody has typed for a while."""
        return True

    def on_load(self) -> None:
        """What is there by then stays: the collector need not look at it again."""
        self.set_timer(COLLECT_AFTER, self._begin_to_collect)

    def _begin_to_collect(self) -> None:
        """Where the collector was held at the start it is held from then on too, and looks while nobody types."""
        if not gc.isenabled():
            gc.freeze()
            collector = Collector()
            self.set_interval(LOOK, lambda: collector.look(quiet=self.is_quiet))
