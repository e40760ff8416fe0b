"""Widgets that are left are let go, with what was drawn of them.

BEWARE: Textual 8.2.8 holds the drawn lines of up to 1,024 widgets that are gone, tens of megabytes after some hours: a
cached method of its cache of lines, ``StylesCache.get_inner_outer``, has the cache itself in its key, though its answer
hangs on the two colours alone.
"""

from functools import lru_cache
from typing import Any

from textual._styles_cache import StylesCache
from textual.color import Color

COLOURS = 1024
"""So many pairs of colours are remembered."""


def let_go() -> None:
    """Remember by the colours alone; where Textual does otherwise by now, there is nothing to be done."""
    method = getattr(StylesCache.get_inner_outer, "__wrapped__", None)
    if method is None:
        return

    @lru_cache(COLOURS)
    def of(base: Color, background: Color) -> Any:
        return method(StylesCache, base, background)

    StylesCache.get_inner_outer = lambda _, base, background: of(base, background)  # type: ignore[assignment,method-assign]
