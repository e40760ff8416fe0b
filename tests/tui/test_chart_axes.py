"""The axes of the tension chart: figures of the bands, ticks of dates, and where one stands when it was long quiet."""

from datetime import date

import pytest

from tui.widgets.chart import ChartView
from tui.widgets.ticks import ticked


async def test_a_pair_that_has_been_quiet_says_until_when_behind_its_last_day(database, drive) -> None:
    async with drive(database, (120, 40)) as screen:
        await screen.press("C")
        chart = screen.app.screen.query_one(ChartView)
        assert screen.lines[-4].rstrip().endswith(f", then quiet; {chart.tension:.1f} on 1 Jan 2026")
        await screen.press("end")
        assert "quiet" not in screen.text


async def test_with_too_little_room_for_all_it_says_where_one_stands(database, drive) -> None:
    async with drive(database, (50, 24)) as screen:
        await screen.press("C")
        assert screen.lines[-4].strip().startswith("then quiet; ")
        assert screen.lines[-4].rstrip().endswith("on 1 Jan 2026")


async def test_the_bands_stand_with_their_figures_and_the_whole_chart_has_ticks(database, drive) -> None:
    async with drive(database, (120, 40)) as screen:
        assert "╵" not in screen.text
        await screen.press("C")
        for words in ("10 ", " 8 crisis ┈", " 6 high   ┈", " 4 tense  ┈", " 2 watch  ┈", " 0 "):
            assert any(line.startswith(words) for line in screen.lines)
        assert "╵Feb 2024" in screen.text


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2024, 1, 9), date(2024, 5, 3), ["Feb 2024", "Mar 2024", "Apr 2024"]),
        (date(2016, 1, 9), date(2023, 5, 3), ["Jan 2018", "Jan 2020", "Jan 2022"]),
        (date(2024, 1, 9), date(2024, 1, 20), []),
        (date(1, 1, 1), date(9999, 12, 31), ["Jan 2000", "Jan 4000", "Jan 6000", "Jan 8000"]),
    ],
)
def test_ticks_stand_at_beginnings_of_months_or_years_as_many_as_fit(first, last, said) -> None:
    line = ticked(first, last, 70)
    assert len(line) == 70
    assert [words.strip() for words in line.split("╵")[1:]] == said


def test_a_tick_stands_where_its_day_is_drawn() -> None:
    first, last = date(2024, 1, 1), date(2024, 5, 10)
    line = ticked(first, last, 131)
    assert line.index("╵Mar") == (date(2024, 3, 1) - first).days


async def test_a_pane_that_is_asked_for_by_its_key_is_seen_instead_of_the_chart(database, drive) -> None:
    async with drive(database, (120, 40)) as screen:
        for key, pane in (("3", "timeline"), ("2", "state"), ("1", "relations"), ("tab", "state")):
            await screen.press("C")
            assert "3 Timeline" not in screen.text
            await screen.press(key)
            assert "3 Timeline" in screen.text
            assert screen.app.screen.focused.id == pane
        await screen.press("C", "t")
        await screen.type("2024-01-18")
        await screen.press("enter")
        assert "3 Timeline" not in screen.text
