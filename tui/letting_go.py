"""Widgets that are left are let go, with what was drawn of them; and so is a line once it is not drawn any more.

BEWARE: Textual 8.2.8 holds the drawn lines of up to 1,024 widgets that are gone, tens of megabytes after some hours: a
cached method of its cache of lines, ``StylesCache.get_inner_outer``, has the cache itself in its key, though its answer
hangs on the two colours alone. And a line that is cut at its own end, as each line of a pane is, keeps itself among its
pieces: only the garbage collector finds it, at a key, some thousands of objects a second while one walks.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from textual._styles_cache import StylesCache
from textual.color import Color
from textual.strip import Strip

COLOURS = 1024
"""So many pairs of colours are remembered."""


def let_go() -> None:
    """Let both go."""
    _let_widgets_go()
    _let_lines_go()


def _let_widgets_go() -> None:
    """Remember by the colours alone; where Textual does otherwise by now, there is nothing to be done."""
    method = getattr(StylesCache.get_inner_outer, "__wrapped__", None)
    if method is None:
        return

    @lru_cache(COLOURS)
    def of(base: Color, background: Color) -> Any:
        return method(StylesCache, base, background)

    StylesCache.get_inner_outer = lambda _, base, background: of(base, background)  # type: ignore[assignment,method-assign]


def _let_lines_go() -> None:
    """The whole of a line is told, and not kept."""
    divide = Strip.divide

    def pieces(self: Strip, cuts: Iterable[int]) -> Sequence[Strip]:
        inside = [cut for cut in cuts if cut <= self.cell_length]
        return [self] if inside == [self.cell_length] else divide(self, inside)

    Strip.divide = pieces  # type: ignore[method-assign]
