"""With ASCII alone nothing else is drawn, and every line keeps its width."""

import ast
from collections.abc import Iterator

import pytest

from tests.house import Module, all_modules, module_from
from tracker.application.shown import cells
from tui.app import Dashboard
from tui.config import Config
from tui.provider import Provider
from tui.signs import in_ascii


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=str)
async def test_all_that_is_drawn_is_ascii(database, size) -> None:
    app = Dashboard(Provider(database), Config(ascii=True))
    async with app.run_test(size=size) as pilot:
        for key in ("j", "2", "3", "question_mark"):
            await pilot.press(key)
            await pilot.pause(0.3)
            text = "".join(segment.text for strip in app.screen._compositor.render_strips() for segment in strip)
            assert text.isascii(), {char for char in text if not char.isascii()}


@pytest.mark.parametrize(
    "text", ["▲ ▼ △ ▽ · ≠ × ↳ └", "Éire – Türkiye", "北京", "ﬁ", "━━━╸", "⠿⣿", "Аннексия", "e\u0301"]
)
def test_a_piece_keeps_its_cells(text: str) -> None:
    found = in_ascii(text)
    assert found.isascii()
    assert len(found) == cells(text)
    assert found.strip("? ") or text in ("北京", "⠿⣿", "Аннексия")


LOOKED_FOR = (
    "tracker.application.escaping", "tracker.application.lookalikes", "tracker.application.recording.arguments",
    "tracker.application.recording.developments", "tracker.application.recording.ground",
    "tracker.application.scenario.tokens", "tracker.application.search.filling", "tracker.application.search.labels",
    "tracker.application.search.words", "tracker.application.shown", "tracker.application.views.chronicles",
)  # fmt: skip
"""What holds characters that it looks for in text, or sorts by, and shows none of them."""
DOTS = ("tui.widgets.plot",)
"""What draws with braille, but where ASCII is wanted."""


def said(module: Module) -> Iterator[str]:
    """The strings of a module, without what only explains it."""
    explain = {id(node.value) for node in ast.walk(module.tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in explain:
            yield node.value


def without_sign(module: Module) -> set[str]:
    """The characters of its strings for which ASCII has only a question mark, or nothing."""
    found = {char for text in said(module) for char in text if not char.isascii()}
    drawn = {char for char in found if module.name in DOTS and "\u2800" <= char <= "\u28ff"}
    return {char for char in found - drawn if not in_ascii(char).strip("?")}


def test_whatever_a_screen_says_has_a_sign_of_its_own_in_ascii() -> None:
    shown = [one for one in all_modules() if one.lies_in("tui", "tracker.application") and one.name not in LOOKED_FOR]
    assert {module.name: found for module in shown if (found := without_sign(module))} == {}


def test_a_character_that_has_no_sign_is_seen_in_the_source() -> None:
    assert without_sign(module_from("tui.new", 'SIGN = f"\u2603 {1}"')) == {"\u2603"}
    assert without_sign(module_from("tui.new", '"""A \u2603."""\nX = "\u2026"\n"""Of \u2603."""')) == set()


def test_only_what_looks_for_characters_is_left_out() -> None:
    assert [
        name for name in LOOKED_FOR if not any(one.name == name and without_sign(one) for one in all_modules())
    ] == []


def test_what_is_cut_does_not_look_finished() -> None:
    assert in_ascii("closure order St Peters…") == "closure order St Peter.."


def test_signs_that_mean_different_things_stay_different() -> None:
    for signs in ("▲▼=·", "▼▽·△▲", "≠~!×", "┃─", "◂▾▸", "·…≠"):
        assert len(set(map(in_ascii, signs))) == len(signs)


def test_what_is_cut_ends_with_two_points_in_as_many_cells() -> None:
    for cut, plain in (("Kar…", "Ka.."), ("東…", "..."), ("we will … answer", "we will.. answer"), ("…", ":")):
        assert in_ascii(cut) == plain
        assert cells(plain) == cells(cut)
