"""A terminal that was another size meanwhile, and may have lost what it showed, is painted whole."""

import pytest
from textual import events
from textual._compositor import LayoutUpdate
from textual.app import App
from textual.geometry import Size
from textual.messages import Prompt

USUAL, SMALL = Size(120, 40), Size(39, 7)
KEYS = {"now": (), "a past that has a border": ("h",), "a screen on top": ("?",)}


@pytest.fixture
def painted(monkeypatch) -> list[Size]:
    """The sizes of all that is painted whole from now on."""
    sizes, display = [], App._display

    def noted(app, screen, renderable) -> None:
        if isinstance(renderable, LayoutUpdate):
            sizes.append(renderable.region.size)
        display(app, screen, renderable)

    monkeypatch.setattr(App, "_display", noted)
    return sizes


@pytest.mark.parametrize("keys", KEYS.values(), ids=KEYS)
@pytest.mark.parametrize("between", [(), (SMALL,), (SMALL, Size(1, 1))], ids=str)
async def test_a_terminal_that_is_as_large_as_before_again_is_painted_whole(database, drive, painted, keys, between):
    async with drive(database, size=USUAL) as driven:
        await driven.pilot.press(*keys)
        await driven.settle()
        painted.clear()
        for size in (*between, USUAL):
            driven.app.post_message(events.Resize(size, size))
            driven.app.post_message(Prompt())  # so that the next size does not take the place of this one
        await driven.settle()
        assert painted[-1:] == [USUAL]


async def test_nothing_is_painted_whole_where_no_size_is_told(database, drive, painted):
    async with drive(database, size=USUAL) as driven:
        await driven.settle()
        painted.clear()
        await driven.pilot.press("j")
        await driven.settle()
        assert painted == []
