"""Walking through time by weeks, months and changes, playing it, and responses as a tree: by keys."""

import asyncio
from datetime import date

import pytest

from tui.screens.playing import SPEEDS


async def to_the(screen, day: str) -> None:
    await screen.press("t")
    await screen.type(day)
    await screen.press("enter")


async def test_w_and_b_walk_by_weeks_and_their_capitals_by_months(drive, database) -> None:
    async with drive(database) as screen:
        await to_the(screen, "2024-01-31")
        await screen.press("W")
        assert "on 29 Feb 2024" in screen.header
        await screen.press("w")
        assert "on 7 Mar 2024" in screen.header
        await screen.press("b", "B", "B")
        assert "on 29 Dec 2023" in screen.header


async def test_parentheses_walk_over_the_changes_of_the_state_and_over_nothing_else(drive, database) -> None:
    async with drive(database) as screen:
        await to_the(screen, "2024-01-10")
        seen = []
        for _ in range(5):
            await screen.press("right_parenthesis")
            seen.append(screen.app.screen.standpoint.day.day)
        assert seen == [14, 16, 17, 19, 19]  # the second strike and the note of protest change no component
        assert "the state does not change after this date" in screen.lines[-1]
        await screen.press("left_parenthesis")
        assert "on 17 Jan 2024" in screen.header
        await screen.press("left_parenthesis", "left_parenthesis", "left_parenthesis")
        assert "the state does not change before this date" in screen.lines[-1]


async def test_changes_are_those_that_were_known_then(drive, database) -> None:
    async with drive(database) as screen:
        await to_the(screen, "2024-01-17")
        await screen.press("left_square_bracket")
        while "24 Jan" not in screen.header and "22 Jan" not in screen.header:
            await screen.press("left_square_bracket")
        await screen.press("right_parenthesis")
        assert "on 17 Jan 2024" in screen.header  # the mediation of the 19th became known on the 25th
        assert "does not change after" in screen.lines[-1]


async def test_space_plays_from_the_first_development_to_the_last_and_stops_there(
    drive, database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.screens.playing.SPEEDS", ((100.0, 125),))  # no step by itself while the test looks
    async with drive(database) as screen:
        await screen.press("space")
        main = screen.app.screen
        assert main.plays
        assert "on 14 Jan 2024" in screen.header
        assert "1.25 days a second" in screen.lines[-1]
        monkeypatch.setattr("tui.screens.playing.SPEEDS", SPEEDS)
        start, days = main.standpoint.day.day, []
        for _ in range(9):
            main.play_on()
            await screen.settle()
            days.append(main.standpoint.day)
            if not main.plays:
                break
        assert days == [date(2024, 1, day) for day in range(start + 1, 23)]
        assert "last development of the pair" in screen.lines[-1]


async def test_the_date_moves_by_itself_while_it_plays(drive, database) -> None:
    async with drive(database) as screen:
        await screen.press("space", "space", "space")
        for _ in range(200):
            await asyncio.sleep(0.05)
            if screen.app.screen.standpoint.day > date(2024, 1, 15):
                return
        pytest.fail("the date did not move")


async def test_space_again_is_faster_and_esc_stops_without_leaving_the_pane(drive, database) -> None:
    async with drive(database) as screen:
        await screen.press("3", "space", "space", "space")
        assert "5 days a second" in screen.lines[-1]
        await screen.press("escape")
        assert "stopped on" in screen.lines[-1]
        assert not screen.app.screen.plays
        assert screen.app.screen.pane == 2
        await screen.press("escape")
        assert screen.app.screen.pane == 0


async def test_backspace_is_slower_and_then_plays_back_to_the_first(drive, database, monkeypatch) -> None:
    monkeypatch.setattr("tui.screens.playing.SPEEDS", tuple((100.0, days) for _, days in SPEEDS))
    async with drive(database) as screen:
        main = screen.app.screen
        await screen.press("space", "space", "backspace")
        assert (main._speed, main._way) == (0, 1)
        await screen.press("backspace")
        assert "◂ 0.01 days a second · Backspace faster · Space on · Esc stops" in screen.lines[-1]
        await screen.press("escape", "full_stop", "backspace")
        assert "on 22 Jan 2024" in screen.header
        days = []
        while main.plays:
            main.play_on()
            await screen.settle()
            days.append(main.standpoint.day.day)
        assert days == [*range(21, 13, -1)]
        assert "this is the first development of the pair" in screen.lines[-1]
        await screen.press("backspace")
        assert "on 22 Jan 2024" in screen.header


async def test_no_speed_is_beyond_the_fastest(drive, database) -> None:
    async with drive(database) as screen:
        main = screen.app.screen
        for _ in range(len(SPEEDS) + 2):
            main.play()
        assert main._speed == len(SPEEDS) - 1
        main.stop_playing()


async def test_behind_another_screen_nothing_plays(drive, database) -> None:
    async with drive(database) as screen:
        main = screen.app.screen
        await screen.press("space", "question_mark")
        assert not main.plays


async def test_responses_stand_as_a_tree_below_what_they_answer_and_again_in_order_of_time(drive, database) -> None:
    async with drive(database, (170, 50)) as screen:
        await screen.press("3", "v")
        assert "as a tree of responses" in screen.line("3 Timeline")
        rows = screen.lines
        cause = next(n for n, line in enumerate(rows) if "strike_conducted of strike-1" in line)
        assert "└ strike_conducted of strike-2" in rows[cause + 1]
        assert "└" not in screen.line("ambassador_recalled of recall")
        await screen.press("v")
        assert "as a tree" not in screen.line("3 Timeline")


async def test_beside_the_order_of_time_lines_lead_from_a_development_to_its_answers(drive, database) -> None:
    async with drive(database, (170, 50)) as screen:
        await screen.press("3")
        assert "┌ strike_conducted of strike-1" in screen.text
        assert "│ ambassador_recalled of recall" in screen.text
        assert "└ strike_conducted of strike-2" in screen.text
        await screen.press("slash")
        await screen.type("strike-2")
        assert "↳ strike_conducted of strike-2" in screen.text


async def test_the_cursor_stays_with_its_development_when_the_tree_is_shown(drive, database) -> None:
    async with drive(database) as screen:
        await screen.press("3", "g")
        while "of recall" not in screen.line("▌"):
            await screen.press("j")
        await screen.press("v")
        assert "of recall" in screen.line("▌")


def test_answers_of_answers_are_indented_and_each_row_stands_once() -> None:
    from tracker.application.views.branches import branches

    class Row:
        def __init__(self, id: str, *answers: str) -> None:
            self.id, self.in_response_to = id, answers

    rows = [Row("a"), Row("b", "a"), Row("c"), Row("d", "b", "c"), Row("e", "a"), Row("f", "gone")]
    found = branches(rows)
    assert [row.id for row in found.rows] == ["a", "b", "d", "e", "c", "f"]
    assert found.ties == {"b": "├ ", "d": "│ └ ", "e": "└ "}


@pytest.mark.parametrize("known", [None, "then"])
def test_the_changes_of_a_pair_are_those_of_its_components(database, known) -> None:
    from datetime import UTC, datetime

    from tracker.application.store.reader import Clocks, Reader
    from tracker.application.views.scrubbing import change_cuts
    from tracker.domain.moments import Cut

    at = datetime(2024, 1, 16, 12, tzinfo=UTC) if known else None
    with Reader(database) as reader:
        cuts = change_cuts(reader, "IRN-PAK", Clocks(Cut(date(2024, 1, 1)), at))
        assert change_cuts(reader, "CHN-USA", Clocks(Cut(date(2024, 1, 1)), at)) == []
    assert [cut.day.day for cut in cuts] == ([14] if known else [14, 16, 17, 19])
