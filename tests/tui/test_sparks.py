"""Lines of tension over 90 days beside the pairs, on the real screen."""

import asyncio
import re
from datetime import UTC, date, datetime
from itertools import pairwise

import pytest

from tests.tui.conftest import january, recorded
from tracker.application.store.reader import Clocks, Reader
from tracker.application.store.writing import Writer
from tracker.application.views.relations import relation_rows
from tracker.application.views.sparklines import DAYS, POINTS, sparklines
from tracker.domain.moments import Cut
from tui.provider import Provider
from tui.quiet import Quiet
from tui.widgets.relations import RelationList, _fewer


def at(day: date, known: datetime | None = None) -> Clocks:
    return Clocks(Cut(day), known)


async def test_a_wide_list_draws_the_last_ninety_days_of_each_pair(drive, database) -> None:
    async with drive(database, (200, 60)) as screen:
        await screen.press("end")
        await screen.settle()
        found = re.search(r"deteriorated ([ ▁▂▃▄▅▆▇█]{13})", screen.line("▌IRN–PAK"))
        assert found
        assert found[1] == "           ▁█"  # the 14th, a week before, is the first day of which anything is known
        await screen.press("W")
        await screen.settle()
        assert re.search(r" {6}▁█{5}", screen.line("▌IRN–PAK")[:67])


async def test_what_was_known_then_is_drawn_as_it_was_known(drive, database) -> None:
    async with drive(database, (200, 60)) as screen:
        await screen.press("end", "left_square_bracket", "left_square_bracket", "left_square_bracket")
        assert re.search(r"deteriorated {12}▁█", screen.line("▌IRN–PAK"))
        await screen.press("left_curly_bracket")
        assert "as known on 14 Jan 2024" in screen.header
        assert not re.search("[▂▃▄▅▆▇█]", screen.line("▌IRN–PAK")[:66]), "of the strikes nothing was known"


@pytest.mark.parametrize(("size", "cells"), [((120, 40), 5), ((80, 24), 7)])
async def test_a_narrow_list_draws_it_in_the_place_of_the_bar(drive, database, size, cells) -> None:
    async with drive(database, size) as screen:
        await screen.press("end")
        await screen.settle()
        assert re.search(f"▌IRN–PAK [ ▁]{{{cells - 1}}}█ ", screen.line("▌IRN–PAK"))
        assert "━" not in screen.line("▌IRN–PAK")
        await screen.press("left_square_bracket", "left_square_bracket", "left_square_bracket")
        await screen.settle()
        assert re.search(f"▌IRN–PAK [ ▁]{{{cells - 1}}}█ ", screen.line("▌IRN–PAK"))
        assert "━" not in screen.line("▌IRN–PAK")


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_what_would_take_long_to_tell_is_no_bar_that_looks_like_a_line(
    drive, database, size, monkeypatch
) -> None:
    monkeypatch.setattr("tracker.application.views.sparklines.MOST_THEN", 3)
    async with drive(database, size) as screen:
        await screen.press("end", "left_square_bracket", "left_square_bracket", "left_square_bracket")
        assert "····" in screen.line("▌IRN–PAK")[:67]


def _by(number: int) -> str:
    return "QZZ" if number < 52 else f"QP{chr(65 + number - 52)}"


@pytest.fixture
def many(tmp_path):
    """Sixty pairs, each with an ambassador recalled."""
    path = tmp_path / "many.db"
    states = [f"QM{chr(65 + n)}" for n in range(26)] + [f"QN{chr(65 + n)}" for n in range(26)] + ["QOA"] * 8
    with Writer(path) as writer:
        writer.submit([
            recorded(f"r{n}", january(1 + n % 28), "ambassador_recalled", actors=_by(n), targets=state, kind="consultations")
            for n, state in enumerate(states)
        ])  # fmt: skip
    return path


async def test_lines_are_read_of_the_pairs_that_are_seen_and_of_others_once_those_are(drive, many, monkeypatch) -> None:
    asked: list[str] = []
    ask = Provider.sparklines
    monkeypatch.setattr(Provider, "sparklines", lambda *args: asked.extend(args[1]) or ask(*args))
    async with drive(many, (80, 24)) as screen:
        await screen.settle()
        assert 20 <= len({*asked}) <= 2 * 24
        await screen.press("G")
        await screen.settle()
        assert {*screen.app.screen.query_one(RelationList).seen} <= {*asked}
        assert len({*asked}) < 60
        assert all(re.match("[ ▌▏]Q..–Q.. [▁▂▃▄▅▆▇█]", line) for line in screen.lines[2:12])
        asked.clear()
        await screen.press("g", "h")
        await screen.settle()
        assert 20 <= len({*asked}) <= 2 * 24, (
            "on another date those that are seen, and no line of the date before stays"
        )
        assert set(screen.app.screen.query_one(RelationList).sparks) == {*asked}
        await screen.press("slash")
        await screen.type("QP")
        await screen.settle()
        assert {f"QOA-QP{chr(65 + n)}" for n in range(8)} <= {*asked}


async def test_whoever_walks_the_list_is_followed_by_one_question_not_one_for_each_key(
    drive, many, monkeypatch
) -> None:
    async with drive(many, (80, 24)) as screen:
        await screen.press("G")
        await screen.settle()
        begun: list[None] = []
        ask = Quiet.over
        monkeypatch.setattr("tui.screens.sparks.QUIET", 0.2)
        main = screen.app.screen
        monkeypatch.setattr(main._sparks_quiet, "over", lambda: begun.append(None) or ask(main._sparks_quiet))
        main.query_one(RelationList).sparks = {}
        for _ in range(30):
            main.query_one(RelationList).move(-1)
            await asyncio.sleep(0.005)
        await screen.settle()
        assert len(begun) == 1
        assert {*main.query_one(RelationList).seen} <= {*main.query_one(RelationList).sparks}


@pytest.mark.parametrize("most", range(1, 16))
def test_few_of_the_points_are_at_equal_distances_and_end_on_the_date(most) -> None:
    found = _fewer([float(number) for number in range(13)], most)
    assert len(found) == min(most, 13)
    assert found[-1] == 12.0
    steps = {after - before for before, after in pairwise(found)}
    assert max(steps, default=1) - min(steps, default=1) <= 1
    assert most < 2 or found[0] == 0.0


def test_the_last_point_is_the_tension_of_the_list_and_each_that_of_its_day(database) -> None:
    with Reader(database) as reader:
        for day in (date(2024, 1, 17), date(2024, 2, 20), date(2024, 5, 1)):
            lines = sparklines(reader, ["IRN-PAK", "FRA-ITA"], at(day))
            for row in relation_rows(reader, at(day)):
                assert lines[row.pair][-1] == row.tension
                assert len(lines[row.pair]) == POINTS
            middle = date.fromordinal(day.toordinal() - DAYS // 2)
            then = {row.pair: row.tension for row in relation_rows(reader, at(middle))}
            assert {pair: line[POINTS // 2] for pair, line in lines.items()} == {pair: then.get(pair) for pair in lines}


@pytest.mark.parametrize("known", [14, 16, 18, 25, 26])
def test_what_was_known_then_ends_on_the_tension_of_the_list_and_passes_through_that_of_each_day(
    database, known
) -> None:
    with Reader(database) as reader:
        then = datetime(2024, 1, known, 23, 59, 59, tzinfo=UTC)
        for day in (date(2024, 1, 18), date(2024, 3, 2)):
            lines = sparklines(reader, ["IRN-PAK", "FRA-ITA", "CHN-USA"], at(day, then))
            assert set(lines) == {"IRN-PAK", "FRA-ITA"}
            for place, back in ((-1, 0), (POINTS // 2, DAYS // 2)):
                listed = {row.pair: row.tension for row in relation_rows(reader, at(_before(day, back), then))}
                assert {pair: line[place] for pair, line in lines.items()} == {pair: listed.get(pair) for pair in lines}


def _before(day: date, days: int) -> date:
    return date.fromordinal(day.toordinal() - days)


def test_pairs_of_which_much_would_be_settled_are_left_out(database, monkeypatch) -> None:
    monkeypatch.setattr("tracker.application.views.sparklines.MOST_THEN", 3)
    with Reader(database) as reader:
        found = sparklines(reader, ["IRN-PAK", "FRA-ITA"], at(date(2024, 2, 1), datetime(2024, 1, 18, tzinfo=UTC)))
        assert set(found) == {"FRA-ITA"}


def test_at_the_beginning_of_the_calendar_nothing_breaks(database) -> None:
    with Reader(database) as reader:
        assert set(sparklines(reader, ["IRN-PAK"], at(date(1, 1, 5)))["IRN-PAK"]) == {None}
