"""Playing the date, and what was known of it: by keys, or step by step where a test says when."""

import asyncio
from datetime import UTC, date, datetime, timedelta
from threading import Event

import pytest

from tests.tui.terminal import on_terminal
from tracker.application.store.writing import Writer
from tui.provider import Provider
from tui.screens.relations import RelationsScreen
from tui.tracks import DATE, KNOWN
from tui.widgets.scrubber import next_instant

LEARNED = [
    "14 Jan 2024 23:59", "16 Jan 2024 23:59", "17 Jan 2024 23:59", "18 Jan 2024 23:59", "20 Jan 2024 23:59",
    "22 Jan 2024 23:59", "25 Jan 2024 12:00", "26 Jan 2024 00:00", "27 Jan 2024 00:00",
]  # fmt: skip
"""When more was learned of Iran and Pakistan."""


class Still:
    """A timer that never comes."""

    def __init__(self, seconds: float) -> None:
        self.seconds, self.stopped = seconds, False

    def stop(self) -> None:
        self.stopped = True


@pytest.fixture
def by_hand(monkeypatch: pytest.MonkeyPatch) -> list[Still]:
    """Nothing steps but where a test says so; the timers that were asked for."""
    asked, truly = [], RelationsScreen.set_interval

    def still(self, seconds, act, **more):
        if act != self.play_on:
            return truly(self, seconds, act, **more)
        asked.append(Still(seconds))
        return asked[-1]

    monkeypatch.setattr(RelationsScreen, "set_interval", still)
    return asked


async def step(screen) -> str:
    """One step, and what the header says then."""
    screen.app.screen.play_on()
    await screen.settle()
    return screen.header


async def headers_to_its_end(screen) -> list[str]:
    """Let it play to where it ends; what the header says on the way."""
    found = []
    while screen.app.screen.plays:
        found.append(await step(screen))
        assert len(found) < 20, "it does not end"
    return found


def on_days(*days: int) -> list[str]:
    """What the header says on days of January 2024."""
    return [f" on {day} Jan 2024," for day in days]


def says_in_turn(headers: list[str], parts: list[str]) -> bool:
    return len(headers) == len(parts) and all(part in header for part, header in zip(parts, headers, strict=True))


async def test_space_plays_from_the_first_development_to_the_last_and_stops_there(drive, database, by_hand) -> None:
    async with drive(database) as screen:
        await screen.press("space")
        assert "on 14 Jan 2024" in screen.header
        assert "▶ 1.25 days a second · Space faster · Backspace back · Esc stops" in screen.lines[-1]
        assert says_in_turn(await headers_to_its_end(screen), on_days(*range(15, 23)))
        assert "this is the last development of the pair: . goes back to now" in screen.lines[-1]
        await screen.press("space")
        assert "on 14 Jan 2024" in screen.header


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
        assert [timer.seconds for timer in by_hand] == [0.8, 0.4, 0.2]
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
        assert says_in_turn(await headers_to_its_end(screen), on_days(*range(21, 13, -1)))
        assert "this is the first development of the pair: . goes back to now" in screen.lines[-1]
        await screen.press("backspace")
        assert "on 22 Jan 2024" in screen.header


async def test_no_speed_is_beyond_the_fastest(drive, database, by_hand) -> None:
    async with drive(database) as screen:
        for _ in range(len(DATE.speeds) + 2):
            await screen.press("space")
        assert "450 days a second" in screen.lines[-1]
        assert "on 22 Jan 2024" in await step(screen), "a step is as long as the way that is left"


async def test_behind_another_screen_nothing_plays(drive, database, by_hand) -> None:
    async with drive(database) as screen:
        main = screen.app.screen
        await screen.press("space", "question_mark")
        assert not main.plays


async def test_capital_p_plays_what_was_known_from_the_first_that_was_learned_to_now(drive, database, by_hand) -> None:
    async with drive(database) as screen:
        await screen.press("P")
        assert f"Relations today, as known on {LEARNED[0]}" in screen.header
        assert "▶ 1.25 things learned a second · Space faster · Backspace back · Esc stops" in screen.lines[-1]
        then = [f"Relations today, as known on {at}" for at in LEARNED[1:]]
        assert says_in_turn(await headers_to_its_end(screen), [*then, "Relations today, as known now"])
        assert "as known now: this is all that was learned of the pair" in screen.lines[-1]
        await screen.press("P")
        assert f"as known on {LEARNED[0]}" in screen.header


async def test_knowledge_plays_on_from_where_one_stands_and_the_date_stays(drive, database, by_hand) -> None:
    async with drive(database) as screen:
        for key, text in (("t", "2024-01-17"), ("T", "2024-01-19 12:00")):
            await screen.press(key)
            await screen.type(text)
            await screen.press("enter")
        await screen.press("P")
        assert "on 17 Jan 2024, as known on 19 Jan 2024 12:00" in screen.header
        assert f"on 17 Jan 2024, as known on {LEARNED[4]}" in await step(screen)
        await screen.press("right_square_bracket")
        assert f"on 17 Jan 2024, as known on {LEARNED[6]}" in await step(screen), "from where one went meanwhile"


async def test_what_lies_behind_the_last_that_was_learned_plays_on_to_now(drive, database, by_hand) -> None:
    async with drive(database) as screen:
        await screen.press("left_square_bracket", "P")
        assert f"as known on {LEARNED[-1]}" in screen.header
        assert "as known now" in await step(screen)
        assert not screen.app.screen.plays


async def test_knowledge_moves_by_itself_while_it_plays(drive, database) -> None:
    async with drive(database) as screen:
        await screen.press("P", "P")
        first = datetime(2024, 1, 15, tzinfo=UTC)
        for _ in range(200):
            known = screen.app.screen.standpoint.clocks.known_at
            if known is None or known > first:
                return
            await asyncio.sleep(0.05)
        pytest.fail("knowledge did not move")


@pytest.mark.parametrize("faster", ["P", "space"])
async def test_while_knowledge_plays_the_keys_of_the_date_are_its_own(drive, database, by_hand, faster) -> None:
    async with drive(database) as screen:
        await screen.press("P", faster)
        assert "▶ 2.5 things learned a second · Space faster · Backspace slower · Esc stops" in screen.lines[-1]
        await screen.press(faster)
        assert "▶ 5 things learned a second" in screen.lines[-1]
        assert [timer.seconds for timer in by_hand] == [0.8, 0.4, 0.2]
        await screen.press("backspace", "backspace")
        assert "▶ 1.25 things learned a second · Space faster · Backspace back · Esc stops" in screen.lines[-1]
        await step(screen)
        assert f"Relations today, as known on {LEARNED[2]}" in await step(screen)
        await screen.press("backspace")
        assert "◂ 1.25 things learned a second · Backspace faster · Space on · Esc stops" in screen.lines[-1]
        assert f"as known on {LEARNED[1]}" in await step(screen)
        assert f"as known on {LEARNED[0]}" in await step(screen)
        assert "this is the first thing learned of the pair: } goes back to what is known now" in screen.lines[-1]
        assert not screen.app.screen.plays


async def test_knowledge_that_plays_back_plays_on_again(drive, database, by_hand) -> None:
    async with drive(database) as screen:
        await screen.press("left_square_bracket", "left_square_bracket", "P", "backspace", "backspace")
        assert "◂ 2.5 things learned a second · Backspace faster · Space slower · Esc stops" in screen.lines[-1]
        assert f"as known on {LEARNED[-3]}" in await step(screen)
        await screen.press("P")
        assert "◂ 1.25 things learned a second" in screen.lines[-1]
        await screen.press("P")
        assert "▶ 1.25 things learned a second" in screen.lines[-1]
        assert f"as known on {LEARNED[-2]}" in await step(screen)


async def test_what_plays_back_at_the_first_that_was_learned_begins_at_now(drive, database, by_hand) -> None:
    async with drive(database) as screen:
        await screen.press("P", "backspace")
        assert "Relations today, as known now" in screen.header
        assert f"as known on {LEARNED[-1]}" in await step(screen)


async def test_what_plays_back_from_before_the_first_that_was_learned_ends_at_that(drive, database, by_hand) -> None:
    async with drive(database) as screen:
        await screen.press("P", "backspace", "T")
        await screen.type("9 jan 2024")
        await screen.press("enter")
        assert "as known on 9 Jan 2024" in screen.header
        assert f"as known on {LEARNED[0]}" in await step(screen)
        assert not screen.app.screen.plays


async def test_esc_stops_knowledge_where_it_stands(drive, database, by_hand) -> None:
    async with drive(database) as screen:
        await screen.press("3", "P")
        await step(screen)
        await screen.press("escape")
        assert f"stopped, as known on {LEARNED[1]}" in screen.lines[-1]
        assert not screen.app.screen.plays
        assert by_hand[-1].stopped
        assert screen.app.screen.pane == 2


async def test_of_a_pair_of_which_one_thing_was_learned_that_is_played_and_then_now(drive, database, by_hand) -> None:
    async with drive(database) as screen:
        await screen.press("j", "P")
        assert "Relations today, as known on 10 Jan 2024 23:59" in screen.header
        assert says_in_turn(await headers_to_its_end(screen), ["as known now"])
        assert "as known now: this is all that was learned of the pair" in screen.lines[-1]


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("P", "nothing that was learned of this pair is there to play"),
        ("space", "no development of this pair is there to play"),
    ],
)
async def test_where_nothing_is_there_to_play_that_is_said_and_nothing_moves(
    drive, tmp_path, by_hand, key, said
) -> None:
    with Writer(tmp_path / "empty.db"):
        pass
    async with drive(tmp_path / "empty.db") as screen:
        before = screen.header
        await screen.press(key)
        assert said in screen.lines[-1]
        assert not screen.app.screen.plays
        assert not by_hand
        assert screen.header == before


async def test_who_plays_one_clock_stops_the_other(drive, database, by_hand) -> None:
    async with drive(database) as screen:
        await screen.press("space", "space", "P")
        assert "▶ 1.25 things learned a second" in screen.lines[-1]
        assert [timer.stopped for timer in by_hand] == [True, True, False]
        assert f"on 14 Jan 2024, as known on {LEARNED[1]}" in await step(screen)
        await screen.press("P", "escape", "space")
        assert "▶ 1.25 days a second" in screen.lines[-1]
        assert [timer.stopped for timer in by_hand] == [True, True, True, True, False]
        assert f"on 15 Jan 2024, as known on {LEARNED[1]}" in await step(screen)


async def test_behind_another_screen_no_knowledge_plays(drive, database, by_hand) -> None:
    async with drive(database) as screen:
        main = screen.app.screen
        await screen.press("P", "question_mark")
        assert not main.plays
        assert by_hand[-1].stopped
        await screen.press("escape")
        assert f"as known on {LEARNED[0]}" in screen.header


async def test_knowledge_that_is_left_at_now_ends_there(drive, database, by_hand) -> None:
    async with drive(database) as screen:
        await screen.press("P", "right_curly_bracket")
        assert "as known now" in await step(screen)
        assert not screen.app.screen.plays
        assert "as known now: this is all" in screen.lines[-1]


async def test_who_plays_knowledge_waits_for_what_was_learned_of_the_pair(
    drive, database, by_hand, monkeypatch
) -> None:
    there, stops = Event(), Provider.stops
    async with drive(database) as screen:
        monkeypatch.setattr(Provider, "stops", lambda self, pair: there.wait(20) and stops(self, pair))
        await screen.pilot.press("j", "P")
        assert not screen.app.screen.plays
        there.set()
        await screen.settle()
        assert "as known on 10 Jan 2024 23:59" in screen.header


async def test_at_80_columns_what_is_said_of_each_speed_is_said_whole(drive, database, by_hand) -> None:
    async with drive(database, (80, 24)) as screen:
        for track, play in ((DATE, "space"), (KNOWN, "P")):
            rates = []
            for keys in (play, *["space"] * len(track.speeds), "backspace", *["backspace"] * len(track.speeds)):
                await screen.press(keys)
                said = screen.lines[-1].rstrip()
                assert said.endswith("Esc stops"), said
                assert len(said) < 80
                rates.append(float(said.split()[1]))
            assert rates[:3] == [1.25, 2.5, 5]
            assert max(rates) >= 450
            assert rates[: len(track.speeds)] == sorted(set(rates))
            await screen.press("escape", "full_stop")


def test_a_step_is_of_as_many_instants_as_it_is_long() -> None:
    first = datetime(2024, 1, 1, tzinfo=UTC)
    instants = [first + timedelta(hours=hour) for hour in range(1000)]
    assert next_instant(instants, instants[10], 100) == instants[110]
    assert next_instant(instants, instants[10] + timedelta(minutes=1), 100) == instants[110]
    assert next_instant(instants, instants[110], -100) == instants[10]
    assert next_instant(instants, instants[10] + timedelta(minutes=1), -1) == instants[10]
    assert next_instant(instants, None, -100) == instants[-100]
    assert next_instant(instants, instants[10], -100) == instants[0]
    assert next_instant(instants, instants[950], 100) is None
    assert next_instant(instants, first - timedelta(hours=1), 1) == first
    assert next_instant(instants, first, -1) == first
    assert next_instant(instants, first - timedelta(hours=1), -1) == first - timedelta(hours=1)
    assert next_instant(instants, None, 1) is next_instant((), None, -1) is next_instant((), None, 1) is None


def test_with_a_screen_reader_and_in_ascii_knowledge_plays_in_words(database) -> None:
    with on_terminal("--db", str(database), "--access", "--ascii", size=(80, 24)) as terminal:
        terminal.settle("IRN-PAK").type("P").until("things learned a second", "as known on 14 Jan 2024 23:59")
        assert "1.25 things learned a second . Space faster . Backspace back . Esc stops" in terminal.line
        assert terminal.text.isascii()
        terminal.until("16 Jan 2024 23:59: what was learned of this pair at 2 of 9 times")
        terminal.type("\x1b").until("stopped, as known on ")
    with on_terminal("--db", str(database), "--ascii", size=(80, 24)) as terminal:
        terminal.settle("IRN-PAK").type("P").until("> 1.25 things learned a second", "as known on 14 Jan 2024 23:59")
        assert terminal.text.isascii()
