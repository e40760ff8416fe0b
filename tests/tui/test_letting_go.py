"""A screen that is left is let go, with its widgets and what was drawn of them: Textual itself would hold that."""

import gc
from weakref import ref

from rich.segment import Segment
from textual._styles_cache import StylesCache
from textual.color import Color
from textual.strip import Strip

from tui.letting_go import let_go


class Held(Strip):
    """A line of which one can learn whether it is gone."""

    __slots__ = ("__weakref__",)


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


def test_a_line_that_is_cut_is_let_go_without_the_collector_and_cut_as_textual_cuts_it() -> None:
    line = Held([Segment("Iran and "), Segment("Pakistan")])
    assert [piece.text for piece in line.divide([4, 17, 30])] == ["Iran", " and Pakistan"]
    assert [piece.text for piece in line.divide([17])] == ["Iran and Pakistan"]
    assert [piece.text for piece in line.divide([30])] == []
    gone = ref(line)
    gc.disable()
    try:
        del line
        assert gone() is None
    finally:
        gc.enable()


async def test_who_walks_leaves_little_to_the_collector(drive, database) -> None:
    async with drive(database, (120, 40)) as screen:
        await screen.press("j", "k")
        gc.collect()
        gc.disable()
        try:
            await screen.press(*"jk" * 10)
            assert gc.collect() < 8_000  # 17,000 where each line that was drawn keeps itself
        finally:
            gc.enable()
