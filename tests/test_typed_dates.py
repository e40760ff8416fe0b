"""Dates as a person types them: seen from a day, they mean one date, and never one to come."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.application.dates import occurrence
from tracker.application.problems import BadInput
from tracker.application.recording.arguments import given as words_of
from tracker.application.typed_dates import MONTHS, Ambiguous, typed

THURSDAY = date(2024, 1, 18)


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("today", "2024-01-18"),
        ("Now", "2024-01-18"),
        ("yesterday", "2024-01-17"),
        ("Thu", "2024-01-18"),
        ("last thursday", "2024-01-11"),
        ("Tue", "2024-01-16"),
        ("friday", "2024-01-12"),
        ("last fri", "2024-01-12"),
        ("-3d", "2024-01-15"),
        ("-2w", "2024-01-04"),
        ("3 days ago", "2024-01-15"),
        ("1 week ago", "2024-01-11"),
        ("17 jan", "2024-01-17"),
        ("Jan 17", "2024-01-17"),
        ("17th January", "2024-01-17"),
        ("18 jan", "2024-01-18"),
        ("19 jan", "2023-01-19"),
        ("3 Sept", "2023-09-03"),
        ("29 feb", "2020-02-29"),
        ("17 jan. 2022", "2022-01-17"),
        ("jan 17, 2022", "2022-01-17"),
        ("jan", "2024-01"),
        ("dec", "2023-12"),
        ("may 2021", "2021-05"),
        ("-30d", "2023-12-19"),
        ("17/01/2024", "2024-01-17"),
        ("1/17/2024", "2024-01-17"),
        ("5/5/2023", "2023-05-05"),
    ],
)
def test_a_typed_date_means_one_date_that_is_not_to_come(text: str, means: str) -> None:
    assert typed(text, THURSDAY) == means


@pytest.mark.parametrize(
    "text",
    [
        "2024-01-17",
        "2024-01",
        "17/01.2024",
        "17.1.2024",
        "17/1/24",
        "tomorrow",
        "+2w",
        "17",
        "next tue",
        "jan 17 18",
        "",
        "tu",
        "-d",
    ],
)
def test_what_may_mean_two_dates_or_is_edtf_is_left_alone(text: str) -> None:
    assert typed(text, THURSDAY) is None


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("19 Jan 2023 12:00", "2023-01-19T12:00"),
        ("17 jan, 04:30+03:30", "2024-01-17T04:30+03:30"),
        ("tue 9:05", "2024-01-16T9:05"),
        ("yesterday 23:59:59Z", "2024-01-17T23:59:59z"),
    ],
)
def test_a_day_is_typed_with_its_time_as_the_dashboard_prints_it(text: str, means: str) -> None:
    assert typed(text, THURSDAY) == means
    assert occurrence(means).minute is not None


def test_a_time_alone_is_of_the_day_on_which_one_stands() -> None:
    assert typed("12:00", THURSDAY, here=date(2023, 5, 2)) == "2023-05-02T12:00"
    assert typed("12:00", THURSDAY) is None


@pytest.mark.parametrize("text", ["jan 2024 12:00", "may 9:00"])
def test_a_time_of_day_needs_a_day(text: str) -> None:
    with pytest.raises(ValueError, match="needs a single day"):
        typed(text, THURSDAY)


@pytest.mark.parametrize(
    "text", ["31 feb", "0 jan", "31 apr 2020", "29 feb 2023", "-999999d", "31/02/2024", "17/13/2024", "0/5/2024"]
)
def test_a_day_that_the_calendar_has_not_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"calendar"):
        typed(text, THURSDAY)


def test_figures_that_may_be_two_days_are_refused_with_both() -> None:
    with pytest.raises(Ambiguous, match=r"03/04/2024 may be 3 apr or 4 mar 2024: write the month in letters"):
        typed("03/04/2024", THURSDAY)


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("17 jan", "2024-01-17"),
        ("20 jan", "2024-01-20"),
        ("30 dec", "2023-12-30"),
        ("jun", "2024-06"),
        ("dec", "2023-12"),
        ("29 feb", "2024-02-29"),
        ("tue", "2024-01-16"),
        ("-30d", "2023-12-19"),
        ("+2w", "2024-02-01"),
        ("yesterday", "2025-12-31"),
        ("tomorrow", "2026-01-02"),
        ("3 days ago", "2025-12-29"),
    ],
)
def test_from_a_day_on_which_one_stands_the_nearest_is_meant(text: str, means: str) -> None:
    assert typed(text, date(2026, 1, 1), here=THURSDAY) == means


@given(st.dates(min_value=date(1900, 3, 1), max_value=date(2100, 1, 1)), st.dates(max_value=date(2100, 1, 1)))
def test_a_day_without_a_year_is_not_to_come_and_at_most_half_a_year_off_where_it_can_be(today, other) -> None:
    if (other.month, other.day) == (2, 29):
        return
    words = f"{other.day} {MONTHS[other.month - 1]}"
    assert date.fromisoformat(typed(words, today) or "") <= today
    here = today - timedelta(400)
    assert abs(date.fromisoformat(typed(words, today, here=here) or "") - here) <= timedelta(183)


@given(st.dates(min_value=date(1900, 3, 1)), st.integers(0, 6))
def test_a_weekday_is_one_of_the_last_seven_days(today: date, number: int) -> None:
    name = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")[number]
    found = occurrence(typed(name, today) or "").best
    assert found.weekday() == number
    assert timedelta(0) <= today - found < timedelta(7)


def test_the_command_line_reads_typed_dates_and_says_how() -> None:
    found = words_of(["date=17 jan", "known_from=Thu"], THURSDAY)
    assert (found.one("date"), found.one("known_from")) == ("2024-01-17", "2024-01-18")
    assert found.notes == ["date: 17 jan is 2024-01-17", "known_from: thu is 2024-01-18"]
    with pytest.raises(BadInput, match="date: 31 feb is no day"):
        words_of(["date=31 feb"], THURSDAY)
