"""Without colour, and with sixteen: every screen keeps to them, and what colour says is said by something else too."""

import pytest

from tui.answers import answered
from tui.app import Dashboard
from tui.config import Config
from tui.provider import Provider
from tui.themes import SIXTEEN

SCREENS = {
    "relations": (),
    "chart": ("C",),
    "matrix": ("M",),
    "news": ("N",),
    "report": ("e",),
    "groups": ("number_sign",),
    "components": ("y",),
    "waiting": ("A",),
    "form": ("r",),
    "development": ("3", "G", "enter"),
    "why": ("2", "j", "enter"),
    "compare": ("m", "left", "equals_sign"),
    "help": ("question_mark",),
    "palette": ("ctrl+p", "down"),
}

CHOSEN = {"groups": " all relations", "components": " Relations"}
"""The line under the cursor of what is chosen by typing."""


async def colours(app: Dashboard, keys: tuple[str, ...]) -> tuple[set, set[str], set[bool]]:
    """The colours of a screen, the texts that are drawn in reverse, and whether anything is bold."""
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await answered(app)
        for key in keys:
            await pilot.press(key)
            await pilot.pause()
            await answered(app)
            await pilot.pause()
        segments = [s for strip in app.screen._compositor.render_strips() for s in strip if s.style]
        found = {colour for s in segments for colour in (s.style.color, s.style.bgcolor) if colour is not None}
        return found, {s.text for s in segments if s.style.reverse}, {bool(s.style.bold) for s in segments}


@pytest.mark.parametrize("name", SCREENS)
async def test_with_no_color_nothing_has_a_colour_and_the_cursor_is_still_seen(database, monkeypatch, name) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    found, reversed_, bold = await colours(Dashboard(Provider(database)), SCREENS[name])
    assert all(colour.is_default for colour in found), found
    assert reversed_ or name in ("form", "chart", "development"), "neither a cursor nor a banner is seen"
    assert name not in CHOSEN or CHOSEN[name] in {text.rstrip() for text in reversed_}
    assert True in bold


@pytest.mark.parametrize("name", SCREENS)
async def test_with_sixteen_colours_there_are_no_others(database, monkeypatch, name) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    app = Dashboard(Provider(database), Config(theme=SIXTEEN.name))
    found, _, _ = await colours(app, SCREENS[name])
    assert all(colour.is_default or ((colour.number or 0) < 16 and colour.triplet is None) for colour in found), found
    assert any(not colour.is_default for colour in found)
