"""Playing the date: by keys, or step by step where a test says when."""

import asyncio
from datetime import date

import pytest

from tui.screens.relations import RelationsScreen
from tui.tracks import DATE


class Still:
    """A timer that never comes."""

    def stop(self) -> None:
        return


@pytest.fixture
def by_hand(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Nothing steps but where a test says so; the seconds that would lie between two steps, as each is asked for."""
    asked, truly = [], RelationsScreen.set_interval

    def still(self, seconds, act, **more):
        if act != self.play_on:
            return truly(self, seconds, act, **more)
        asked.append(seconds)
        return Still()

    monkeypatch.setattr(RelationsScreen, "set_interval", still)
    return asked


async def to_its_end(screen) -> list[date]:
    """Let it play to where it ends; the days on the way."""
    main, days = screen.app.screen, []
    while main.plays:
        main.play_on()
        await screen.settle()
        days.append(main.standpoint.day)
    return days


async def test_space_plays_from_the_first_development_to_the_last_and_stops_there(drive, database, by_hand) -> None:
    async with drive(database) as screen:
        await screen.press("space")
        assert "on 14 Jan 2024" in screen.header
        assert "▶ 1.25 days a second · Space faster · Backspace back · Esc stops" in screen.lines[-1]
        assert await to_its_end(screen) == [date(2024, 1, day) for day in range(15, 23)]
        assert "this is the last development of the pair: . goes back to now" in screen.lines[-1]


async def test_the_date_moves_by_itself_while_it_plays(drive, database) -> None:
    async with drive(database) as screen:
        await screen.press("space", "space", "space")
        for _ in range(200):
            await asyncio.sleep(0.05)
            if screen.app.screen.standpoint.day > date(2024, 1, 15):
                return
        pytest.fail("the date did not move")


async def test_space_again_is_faster_and_esc_stops_without_leaving_the_pane(drive, database, by_hand) -> None:
    async with drive(database) as screen:
        await screen.press("3", "space", "space", "space")
        assert "5 days a second" in screen.lines[-1]
        assert by_hand == [0.8, 0.4, 0.2]
        await screen.press("escape")
        assert "stopped on 14 Jan 2024" in screen.lines[-1]
        assert not screen.app.screen.plays
        assert screen.app.screen.pane == 2
        await screen.press("escape")
        assert screen.app.screen.pane == 0


async def test_backspace_is_slower_and_then_plays_back_to_the_first(drive, database, by_hand) -> None:
    async with drive(database) as screen:
        await screen.press("space", "space")
        assert "▶ 2.5 days a second · Space faster · Backspace slower" in screen.lines[-1]
        await screen.press("backspace")
        assert "▶ 1.25 days a second · Space faster · Backspace back" in screen.lines[-1]
        await screen.press("backspace")
        assert "◂ 1.25 days a second · Backspace faster · Space on · Esc stops" in screen.lines[-1]
        await screen.press("escape", "full_stop", "backspace")
        assert "on 22 Jan 2024" in screen.header
        assert await to_its_end(screen) == [date(2024, 1, day) for day in range(21, 13, -1)]
        assert "this is the first development of the pair: . goes back to now" in screen.lines[-1]
        await screen.press("backspace")
        assert "on 22 Jan 2024" in screen.header


async def test_no_speed_is_beyond_the_fastest(drive, database, by_hand) -> None:
    async with drive(database) as screen:
        for _ in range(len(DATE.speeds) + 2):
            await screen.press("space")
        assert "450 days a second" in screen.lines[-1]
        screen.app.screen.play_on()
        await screen.settle()
        assert "on 22 Jan 2024" in screen.header, "a step is as long as the way that is left"


async def test_behind_another_screen_nothing_plays(drive, database, by_hand) -> None:
    async with drive(database) as screen:
        main = screen.app.screen
        await screen.press("space", "question_mark")
        assert not main.plays
