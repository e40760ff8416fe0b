"""The tension chart: what it draws of a pair, what it says in words, and that it is quick."""

import time
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.tui.conftest import recorded
from tracker.application.store.derived_keys import DAY
from tracker.application.store.reader import Clocks, Reader
from tracker.application.store.writing import Writer
from tracker.application.views.relations import relation_rows
from tracker.application.views.tension_chart import SAMPLES, _days, _sampled, sentence, tension_chart
from tracker.domain.act import Act
from tracker.domain.moments import Cut
from tracker.domain.occurrence import on
from tui.clocks import Standpoint
from tui.widgets.chart import ChartView
from tui.widgets.plot import MARKS, columns_of, plotted, shaken
from tui.widgets.state import StateList

PAIR = "IRN-PAK"
LATE = Clocks(Cut(date(2026, 1, 1)))


def chart_of(path, clocks=LATE):
    with Reader(path) as reader:
        return tension_chart(reader, PAIR, clocks)


def test_the_curve_is_the_tension_that_the_relations_show_on_each_day(database):
    chart = chart_of(database)
    with Reader(database) as reader:
        for day, tension in chart.samples:
            clocks = Clocks(Cut(date.fromordinal(day)))
            rows = {row.pair: row.tension for row in relation_rows(reader, clocks)}
            assert rows.get(PAIR, 0.0) == round(tension, 2)


def test_the_date_on_which_one_stands_changes_nothing_of_it(database):
    assert chart_of(database, Clocks(Cut(date(2024, 1, 16)))) == chart_of(database)


def test_what_was_not_known_then_is_not_in_it(database):
    then = Clocks(Cut(date(2026, 1, 1)), known_at=LATE_MORNING)
    assert [weight for _, weight in chart_of(database, then).shocks] == [-9.0]
    assert len(chart_of(database).shocks) > 1


LATE_MORNING = datetime(2024, 1, 17, 12, tzinfo=UTC)


def test_a_pair_of_which_nothing_is_known_has_none(database):
    with Reader(database) as reader:
        assert tension_chart(reader, "AAA-BBB", LATE) is None


@pytest.mark.parametrize(
    ("today", "drawn"), [(date(2024, 3, 1), date(2024, 3, 1)), (LATE.as_of.day, date(2024, 4, 22))]
)
def test_it_falls_as_tension_does_up_to_today_or_for_three_months(database, today, drawn):
    with Reader(database) as reader:
        chart = tension_chart(reader, PAIR, LATE, today)
    assert chart_of(database).last < drawn < chart.last < drawn + timedelta(days=10)


def test_what_lasted_long_is_drawn_as_long_afterwards(tmp_path):
    years = [recorded(f"d{year}", on(date(year, 7, 3)), "condemnation_issued", actors=("IRN",), targets=("PAK",))
             for year in (2000, 2010)]  # fmt: skip
    with Writer(tmp_path / "long.db") as writer:
        writer.submit(years)
    with Reader(tmp_path / "long.db") as reader:
        chart = tension_chart(reader, PAIR, LATE, date(2019, 1, 1))
    assert date(2019, 1, 1) < chart.last < date(2020, 1, 1)


def test_a_day_before_its_last_changes_nothing_of_where_it_ends(database):
    with Reader(database) as reader:
        assert tension_chart(reader, PAIR, LATE, date(2024, 1, 2)) == chart_of(database)


def test_every_day_of_a_development_is_looked_at(tmp_path):
    years = [recorded(f"d{year}", on(date(year, 7, 3)), "condemnation_issued", actors=("IRN",), targets=("PAK",))
             for year in range(1900, 2024)]  # fmt: skip
    blow = recorded("blow", on(date(1950, 1, 2)), "strike_conducted", actors=("IRN",), targets=("PAK",), means="air")
    with Writer(tmp_path / "long.db") as writer:
        writer.submit([*years, blow])
    samples = dict(chart_of(tmp_path / "long.db").samples)
    assert {date(year, 7, 3).toordinal() for year in range(1900, 2024)} <= samples.keys()
    assert samples[date(1950, 1, 2).toordinal()] == max(samples.values()) == 9.0


def test_of_very_many_developments_the_heaviest_of_each_part_is_looked_at():
    def act(weight):
        return Act("act", 0, (), (), weight, False, "", False, ())

    blow = 738_777
    found = [(day * DAY, act(-9.0 if day == blow else -1.0)) for day in range(738_007, 752_000, 10)]
    days = _days(738_000, 752_000, found)
    assert blow in days
    assert len(days) < 2 * SAMPLES + 2
    shown = dict(_sampled(found, days))
    assert shown[blow] == max(shown.values())


def test_the_sentence_says_the_tension_of_the_day_the_highest_and_how_many(database):
    words = sentence(chart_of(database), date(2024, 1, 17).toordinal(), 9.0)
    assert words == "Tension 9.0 crisis; highest 9.0 crisis about 2024-01-16; 2 hostile, 0 cooperative"
    assert sentence(chart_of(database), date(2024, 1, 17).toordinal(), None).startswith("Highest tension 9.0 crisis")
    assert sentence(chart_of(database), date(2024, 1, 17).toordinal(), 9.5).startswith(
        "Tension 9.5 crisis; highest 9.5 crisis about 2024-01-17"
    )


def test_the_sentence_fits_where_it_is_said_and_counts_the_acts_in_any_case(database):
    chart, day = chart_of(database), date(2024, 1, 17).toordinal()
    words = "Tension 9.0 crisis; highest 9.0 about 2024-01-16; 2 hostile, 0 cooperative"
    assert sentence(chart, day, 9.0, 79) == words
    many = chart._replace(samples=((1, 10.0), (chart.samples[-1][0], 10.0)), shocks=((1, -1.0), (1, 1.0)) * 1999)
    words = sentence(many, day + 600, 10.0, 79)
    assert len(words) <= 79
    assert words.endswith("highest 10.0; 1999 hostile, 1999 cooperative")


async def test_at_eighty_columns_the_footer_says_all_of_it(drive, database):
    async with drive(database, (80, 24)) as screen:
        await screen.press("C")
        assert screen.lines[-1].rstrip().endswith("cooperative")


def test_below_the_curve_stands_the_tension_that_the_state_of_the_pair_says(database):
    view = ChartView("block")
    view.chart = chart_of(database)

    def below() -> str:
        return "".join(piece.text for piece in view._days(view.chart, 60).pieces)

    view.show_clocks(Standpoint(LATE, LATE, LATE.as_of.day).on(date(2024, 1, 17)))
    assert " 17 Jan 2024 " in below()
    view.show_tension("FRA-ITA", 1.5)
    assert " on 17 Jan 2024 " not in below()
    view.show_tension(PAIR, 9.0)
    assert " 9.0 on 17 Jan 2024 " in below()
    view.show_clocks(view.standpoint.on(date(2024, 1, 18)))
    assert " on 18 Jan 2024 " not in below()


def test_what_the_state_of_another_pair_says_waits_for_its_chart_and_draws_nothing_anew(database, monkeypatch):
    view, drawn = ChartView("block"), []
    monkeypatch.setattr(ChartView, "_again", lambda self: drawn.append(self.tension))
    view.chart = chart_of(database)
    for pair, tension in ((PAIR, 9.0), (PAIR, 9.0), ("FRA-ITA", 1.5), ("IRN-ISR", 7.0)):
        view.show_tension(pair, tension)
    assert drawn == [9.0]
    assert view.tension == 9.0
    view.show_chart(view.chart._replace(pair="IRN-ISR"))
    assert drawn == [9.0, 7.0]
    view.show_chart(view.chart._replace(pair=PAIR))
    assert view.tension is None


async def test_wherever_one_stands_the_chart_says_the_tension_of_the_state(database, drive):
    async with drive(database, (120, 40)) as driven:
        for keys in ((), ("home",), ("l",), ("l", "l"), ("end",), (".",)):
            await driven.press(*keys)
            view = driven.app.screen.query_one(ChartView)
            state = driven.app.screen.query_one(StateList).document
            assert view.tension == state["tension"]["tension"]
            assert f"{view.tension:.1f} on " in driven.text


async def test_where_one_stands_before_its_first_day_no_mark_is_drawn(database, drive):
    async with drive(database, (120, 40)) as driven:
        view = driven.app.screen.query_one(ChartView)
        for days in (10_000, 1):
            view.show_clocks(view.standpoint.on(view.chart.first - timedelta(days=days)))
            pieces = [piece for row in view.lines(70, 9) for piece in row.pieces]
            assert all(piece.text != "┃" for piece in pieces)
            assert "bad" not in {piece.ink for piece in pieces if "⣿" in piece.text}
        view.show_clocks(view.standpoint.on(view.chart.first))
        assert any(piece.text == "┃" for row in view.lines(70, 9) for piece in row.pieces)


@pytest.mark.parametrize("style", MARKS)
def test_a_rising_value_is_drawn_higher_in_every_style(style):
    marks = MARKS[style]
    values = [2.0] * 10 * marks.wide + [9.0] * 10 * marks.wide
    rows = plotted(values, 20, 8, 10.0, marks)
    low = next(index for index, row in enumerate(rows) if row[2] != " ")
    high = next(index for index, row in enumerate(rows) if row[17] != " ")
    assert len(rows) == 8
    assert {len(row) for row in rows} == {20}
    assert high < low


def test_hostile_weights_shake_upwards_and_cooperative_ones_downwards():
    up, down = shaken([[(0, 9.0)], [(10, 4.0)]], (0, 10), 11, 10.0, MARKS["block"])
    assert (up[0], down[0]) == ("█", " ")
    assert (up[10], down[10]) == (" ", "▀")


def test_a_column_shows_the_highest_of_its_days_and_the_last_before_it_where_it_has_none():
    assert columns_of([(0, 1.0), (1, 7.0), (10, 2.0)], 0, 10, 3) == [7.0, 7.0, 2.0]


async def test_the_chart_stands_below_the_state_where_there_is_room_and_takes_the_screen_by_its_key(database, drive):
    async with drive(database, (120, 40)) as driven:
        assert "hostile" in driven.text
        assert "┈" in driven.line("crisis ┈")
        assert "Timeline" in driven.text
        await driven.press("C")
        assert "Timeline" not in driven.text
        assert " hostile, " in driven.text
        await driven.press("left")
        assert "31 Dec 2025" in driven.text
        await driven.press("escape")
        assert "Timeline" in driven.text
        assert driven.app.screen.kind == "relations"


async def test_on_a_narrow_screen_the_chart_is_there_only_by_its_key(database, drive):
    async with drive(database, (80, 24)) as driven:
        assert "hostile" not in driven.text
        await driven.press("C")
        assert "hostile" in driven.text
        assert "1 Relations" not in driven.text
        await driven.press("C", "j")
        assert driven.line("FRA–ITA").startswith("▌")


async def test_on_a_wide_screen_nothing_else_stands_beside_the_whole_chart(database, drive):
    async with drive(database, (200, 60)) as driven:
        assert "Development" in driven.text
        await driven.press("C")
        assert "hostile" in driven.text
        assert "Development" not in driven.text


async def test_what_lies_ahead_is_drawn_in_another_ink_than_what_lies_behind(database, drive):
    async with drive(database, (120, 40)) as driven:
        view = driven.app.screen.query_one(ChartView)
        past = {piece.ink for row in view.lines(70, 9) for piece in row.pieces if "⣿" in piece.text}
        await driven.press("home", "h", "h")
        rows = view.lines(70, 9)
        assert past == {"bad"}
        assert any(piece.text == "┃" for row in rows for piece in row.pieces)
        assert {piece.ink for row in rows for piece in row.pieces if "⣿" in piece.text} == {"muted"}


async def test_moving_the_date_draws_the_chart_anew_within_two_milliseconds(database, drive):
    async with drive(database, (120, 40)) as driven:
        screen = driven.app.screen
        view, standpoint = screen.query_one(ChartView), screen.standpoint
        spent = []
        for days in range(1, 40):
            start = time.process_time()
            view.show_clocks(moved(standpoint, days))
            for y in range(view.size.height):
                view.render_line(y)
            spent.append(time.process_time() - start)
        assert sorted(spent)[len(spent) // 2] < 0.004  # 2 ms where nothing else runs


def moved(standpoint: Standpoint, days: int) -> Standpoint:
    return standpoint.on(date(2024, 1, 10)).later(days // 4)


async def test_behind_the_chart_the_pane_that_had_the_keys_has_them_again(drive, database):
    async with drive(database) as screen:
        for back in ("C", "escape"):
            await screen.press("3", "C", back)
            assert screen.app.screen.focused is screen.app.screen.query_one("#timeline")
