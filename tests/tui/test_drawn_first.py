"""What was answered is drawn before more is asked: beside a question it would be drawn half as fast, and keys wait."""

import asyncio
from threading import current_thread, main_thread

import pytest

from tui.provider import Provider
from tui.widgets.bars import Footer
from tui.widgets.timeline import TimelineList

NEW_PAIR = ("j",)
NEW_DATE = ("h",)


@pytest.mark.parametrize("keys", [NEW_PAIR, NEW_DATE], ids=["another pair", "another date"])
async def test_nothing_is_asked_aside_while_an_answer_waits_to_be_drawn(drive, database, monkeypatch, keys) -> None:
    async with drive(database) as driven:
        asked, ask, screen = [], Provider._ask, driven.app.screen

        def noted(provider: Provider, question):
            if current_thread() is not main_thread():
                asked.append((question.__qualname__.split(".")[1], screen._layout_required or {*screen._dirty_widgets}))
            return ask(provider, question)

        monkeypatch.setattr(Provider, "_ask", noted)
        await driven.press(*keys)
        assert [name for name, _ in asked][:2] == ["timeline", "chart"]
        behind = asked[1:]  # the first waits for a quiet, of which there is none in tests
        assert [(name, undrawn) for name, undrawn in behind if undrawn] == []


async def test_a_drawing_that_nobody_hears_of_holds_nothing_up(drive, database, monkeypatch) -> None:
    async with drive(database) as driven:

        async def never(_) -> bool:
            await asyncio.Event().wait()
            return True

        monkeypatch.setattr(Footer, "wait_for_refresh", never)
        await driven.press("j")
        assert "FRA–ITA" in driven.line(" 2 ")
        screen = driven.app.screen
        assert screen._stopped == screen.pair == "FRA-ITA"


async def test_who_turns_to_another_pair_just_as_an_answer_is_drawn_sees_that_one_from_its_end(
    drive, database, monkeypatch
) -> None:
    """The timeline of the pair before is then asked for no more: that which comes next stands at its end."""
    async with drive(database) as driven:
        screen, turned = driven.app.screen, []

        async def turning(_) -> bool:
            if not turned and screen._stated and screen._stated[0] == "FRA-ITA":
                turned.append("IRN-PAK")
                screen.look_at("IRN-PAK")
            return True

        monkeypatch.setattr(Footer, "wait_for_refresh", turning)
        await driven.press("j")
        assert turned
        assert screen.pair == "IRN-PAK"
        timeline = screen.query_one(TimelineList)
        assert (len(timeline.spots), timeline.cursor) == (7, 6)
