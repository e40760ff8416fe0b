"""Lines of tension over 90 days beside the pairs, on the real screen."""

import re
from datetime import UTC, date, datetime

from tracker.application.store.reader import Clocks, Reader
from tracker.application.views.relations import relation_rows
from tracker.application.views.sparklines import DAYS, POINTS, sparklines
from tracker.domain.moments import Cut


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


async def test_what_was_known_then_has_no_line(drive, database) -> None:
    async with drive(database, (200, 60)) as screen:
        await screen.press("end", "left_square_bracket", "left_square_bracket", "left_square_bracket")
        await screen.settle()
        assert not re.search("[▁▂▃▄▅▆▇█]", screen.line("▌IRN–PAK")[:66])


async def test_a_narrow_list_has_no_room_for_lines_until_it_is_widened(drive, database) -> None:
    async with drive(database, (120, 40)) as screen:
        assert not re.search("[▂▃▄▅▆▇█]", screen.line("▌IRN–PAK")[:50])
        await screen.pilot.resize_terminal(200, 60)
        await screen.settle()
        await screen.settle()
        await screen.settle()
        assert re.search("[▂▃▄▅▆▇█]", screen.line("▌IRN–PAK")[:66])


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


def test_pairs_that_were_known_otherwise_or_not_at_all_have_no_line(database) -> None:
    with Reader(database) as reader:
        known = datetime(2024, 1, 18, tzinfo=UTC)
        found = sparklines(reader, ["IRN-PAK", "FRA-ITA", "CHN-USA"], at(date(2024, 2, 1), known))
        assert set(found) == {"FRA-ITA"}


def test_at_the_beginning_of_the_calendar_nothing_breaks(database) -> None:
    with Reader(database) as reader:
        assert set(sparklines(reader, ["IRN-PAK"], at(date(1, 1, 5)))["IRN-PAK"]) == {None}
