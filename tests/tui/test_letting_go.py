"""A screen that is left is let go, with its widgets and what was drawn of them: Textual itself would hold that."""

import gc
from weakref import ref

from textual._styles_cache import StylesCache
from textual.color import Color

from tui.letting_go import let_go


async def test_a_screen_that_is_left_is_let_go_with_its_widgets_and_their_lines(drive, database) -> None:
    async with drive(database) as screen:
        await screen.press("3", "enter")
        left = screen.app.screen
        held = [ref(each) for widget in [left, *left.walk_children()] for each in (widget, widget._styles_cache)]
        assert len(held) >= 10
        del left
        await screen.press("escape", "k", "j")
        await screen.settle()
        gc.collect()
        assert [each() for each in held if each() is not None] == []


def test_colours_are_as_textual_gives_them_and_a_textual_that_is_mended_is_left_alone(monkeypatch) -> None:
    red, half = Color(255, 0, 0), Color(0, 0, 255, 0.5)
    inner, outer = StylesCache().get_inner_outer(red, half)
    assert (inner.background, outer.background) == (red + half, red)
    mended = lambda self, base, background: (base, background)  # noqa: E731
    monkeypatch.setattr(StylesCache, "get_inner_outer", mended)
    let_go()
    assert StylesCache.get_inner_outer is mended
