"""Walking through time by weeks, months and changes, and responses as a tree: by keys."""

from datetime import date

import pytest


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
