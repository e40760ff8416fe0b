"""With ASCII alone nothing else is drawn, and every line keeps its width."""

import pytest

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


def test_signs_that_mean_different_things_stay_different() -> None:
    for signs in ("▲▼=·", "▼▽·△▲", "≠~!×", "┃─"):
        assert len(set(map(in_ascii, signs))) == len(signs)
