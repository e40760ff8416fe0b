"""What saving would do: changes of the state, anomalies, likely duplicates; or what is still wrong."""

from collections.abc import Sequence

from textual.strip import Strip

from tui.ink import hanging, line, strip_of
from tui.widgets.fixed_list import FixedList


class EffectList(FixedList):
    """Sentences, wrapped; read line by line once one goes to them."""

    def __init__(self) -> None:
        super().__init__(id="effect")
        self.sentences: Sequence[tuple[str, str]] = ()

    def say(self, sentences: Sequence[tuple[str, str]]) -> None:
        """Say these, each a text and its ink."""
        if sentences != self.sentences:
            self.sentences = sentences
            self.rows_changed()

    def stands(self, index: int) -> bool:
        """On each line that says something, while it has the keys."""
        return self.has_focus and any(piece.text.strip() for piece in self.laid[index].pieces)

    def render_line(self, y: int) -> Strip:
        """One line of the screen; the last that is seen says how many follow, until one goes there to read them."""
        size, left = self.scrollable_content_region, self.total - self.scroll_offset.y - y
        if self.has_focus or y != size.height - 1 or left < 2:
            return super().render_line(y)
        more = line((f" ▾ {left} more lines: Tab behind the last question", "muted"))
        return strip_of(more, size.width, self.ink, sign=self.sign)

    def lay_out(self, width: int) -> None:
        """Lines for a width, those after the first of a sentence indented."""
        self.laid = [drawn for text, ink in self.sentences for drawn in hanging(text, width - 1, ink, hang=2)]
