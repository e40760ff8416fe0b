"""Dates, times, cuts and instants, as people write them."""

import contextlib
import subprocess
import sys
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.application.dates import cut, instant, occurrence
from tracker.domain.moments import END_OF_DAY, Cut


def bounds(text: str, **more: Any) -> tuple[str | None, str, str]:
    found = occurrence(text, **more)
    return (found.earliest.isoformat() if found.earliest else None, found.best.isoformat(), found.latest.isoformat())


@pytest.mark.parametrize(
    ("text", "expected", "interval"),
    [
        ("2024-01-17", ("2024-01-17", "2024-01-17", "2024-01-17"), False),
        ("2024-02", ("2024-02-01", "2024-02-29", "2024-02-29"), True),
        ("2023", ("2023-01-01", "2023-12-31", "2023-12-31"), True),
        ("2024-01-15/2024-01-18", ("2024-01-15", "2024-01-18", "2024-01-18"), True),
        ("2024-01/2024-02", ("2024-01-01", "2024-02-29", "2024-02-29"), True),
        ("2024-01-17/2024-01-17", ("2024-01-17", "2024-01-17", "2024-01-17"), False),
        ("2024-01-17/2024-01", ("2024-01-17", "2024-01-31", "2024-01-31"), True),
        ("../2024-01-18", (None, "2024-01-18", "2024-01-18"), True),
        ("/2024-01-18", (None, "2024-01-18", "2024-01-18"), True),
        ("2024-01-XX", ("2024-01-01", "2024-01-31", "2024-01-31"), True),
        ("2024-XX", ("2024-01-01", "2024-12-31", "2024-12-31"), True),
        ("201X", ("2010-01-01", "2019-12-31", "2019-12-31"), True),
    ],
)
def test_a_date_has_the_bounds_that_its_precision_gives(text: str, expected: Any, interval: bool) -> None:
    assert bounds(text) == expected
    assert occurrence(text).interval is interval
    assert occurrence(text).edtf == text


@pytest.mark.parametrize(
    ("text", "expected", "approximate", "doubtful"),
    [
        ("2024-01-17~", ("2024-01-16", "2024-01-17", "2024-01-18"), True, False),
        ("~2024-01-17", ("2024-01-16", "2024-01-17", "2024-01-18"), True, False),
        ("2024-01-17?", ("2024-01-17", "2024-01-17", "2024-01-17"), False, True),
        ("2024-03-01%", ("2024-02-29", "2024-03-01", "2024-03-02"), True, True),
        ("2024-01~", ("2023-12-01", "2024-01-31", "2024-02-29"), True, False),
        ("2024~", ("2023-01-01", "2024-12-31", "2025-12-31"), True, False),
        ("2024-01-15/2024-01-18~", ("2024-01-15", "2024-01-18", "2024-01-19"), True, False),
        ("../2024-01-18?", (None, "2024-01-18", "2024-01-18"), False, True),
        ("9999-12-31~", ("9999-12-30", "9999-12-31", "9999-12-31"), True, False),
    ],
)
def test_what_is_approximate_may_be_one_unit_off(text: str, expected: Any, approximate: bool, doubtful: bool) -> None:
    found = occurrence(text)

    assert bounds(text) == expected
    assert (found.approximate, found.doubtful) == (approximate, doubtful)


@pytest.mark.parametrize(
    ("precision", "expected"),
    [
        ("day", ("2021-03-08", "2021-03-08", "2021-03-08")),
        ("month", ("2021-03-01", "2021-03-08", "2021-03-31")),
        ("year", ("2021-01-01", "2021-03-08", "2021-12-31")),
    ],
)
def test_a_best_date_keeps_its_day_whatever_its_precision(precision: str, expected: Any) -> None:
    assert bounds("2021-03-08", precision=precision) == expected
    assert not occurrence("2021-03-08", precision=precision).interval


def test_a_month_said_to_be_precise_to_the_month_is_that_month() -> None:
    assert occurrence("2024-01", precision="month") == occurrence("2024-01")


@pytest.mark.parametrize(
    ("text", "minute", "offset"),
    [
        ("04:30+03:30", 270, 210),
        ("04:30", 270, None),
        ("04:30Z", 270, 0),
        ("04:30:59+0330", 270, 210),
        ("23:59-05", 1439, -300),
        ("0:00", 0, None),
    ],
)
def test_a_time_is_a_minute_and_an_offset_where_one_is_given(text: str, minute: int, offset: int | None) -> None:
    found = occurrence("2024-01-18", time=text)
    joined = occurrence(f"2024-01-18T{text}")

    assert (found.minute, found.offset) == (minute, offset)
    assert (joined, joined.edtf) == (found, "2024-01-18")


@pytest.mark.parametrize(
    ("text", "more", "words"),
    [
        ("2024-02-30", {}, "the month has no such day"),
        ("2024-02-30~", {}, "the month has no such day"),
        ("2023-02-29/2024", {}, "the month has no such day"),
        ("2024-13", {}, "months run from 01 to 12"),
        ("0000-01-01", {}, "years run from 0001 to 9999"),
        ("-0004", {}, "no date between the years"),
        ("Y20240", {}, "no date of one development"),
        ("2024-01-18/2024-01-15", {}, "reversed"),
        ("2024-01-15/..", {}, "has no end"),
        ("2024-01-15/", {}, "has no end"),
        ("../..", {}, "has no end"),
        ("2024-21", {}, "hemisphere"),
        ("{2024-01,2024-02}", {}, "no date of one development"),
        ("yesterday", {}, "is no date"),
        ("2024-01-15/2024-01-16/2024-01-17", {}, "no date of one development"),
        ("[" * 90, {}, "is no date"),
        ("(" * 101, {}, "101 characters"),
        ("", {}, "empty"),
        ("  ", {}, "empty"),
        ("20240117", {}, "is no date"),
        ("٢٠٢٤-01-17", {}, "is no date"),
        ("2024-01", {"precision": "day"}, "given to the month"),
        ("2024-01-15/2024-01-18", {"precision": "month"}, "precision in its ends"),
        ("2024-01-17", {"precision": "hour"}, "day, month or year"),
        ("2024-01-15/2024-01-18", {"time": "04:30"}, "needs a single date"),
        ("2024-01-17", {"time": "24:00"}, "no time of day"),
        ("2024-01-17", {"time": "4.30"}, "no time of day"),
        ("2024-01-17", {"time": "04:30+15:00"}, "14 hours"),
        ("2024-01-17T04:30", {"time": "04:30"}, "given twice"),
    ],
)
def test_what_is_no_date_is_refused_with_a_reason(text: str, more: dict[str, str], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        occurrence(text, **more)


@given(st.text(alphabet="0123456789-/.~?%XYTE[]{},: ", max_size=24) | st.text(max_size=12))
def test_any_text_is_a_date_or_a_value_error(text: str) -> None:
    found = None
    with contextlib.suppress(ValueError):
        found = occurrence(text)

    assert found is None or found.best <= found.latest


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-01-18", Cut(date(2024, 1, 18), END_OF_DAY)),
        ("2024-01-18T12:30", Cut(date(2024, 1, 18), 750)),
        ("2024-01-18 12:30", Cut(date(2024, 1, 18), 750)),
        ("2024-02", Cut(date(2024, 2, 29), END_OF_DAY)),
        ("2023", Cut(date(2023, 12, 31), END_OF_DAY)),
    ],
)
def test_a_cut_is_the_end_of_what_is_named(text: str, expected: Cut) -> None:
    assert cut(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-01-18", datetime(2024, 1, 18, 23, 59, 59, tzinfo=UTC)),
        ("2024-02", datetime(2024, 2, 29, 23, 59, 59, tzinfo=UTC)),
        ("2024-01-18T12:30", datetime(2024, 1, 18, 12, 30, tzinfo=UTC)),
        ("2024-01-18T12:30:15Z", datetime(2024, 1, 18, 12, 30, 15, tzinfo=UTC)),
        ("2024-01-18T02:30+03:30", datetime(2024, 1, 17, 23, 0, tzinfo=UTC)),
    ],
)
def test_an_instant_is_in_utc(text: str, expected: datetime) -> None:
    assert instant(text) == expected


@pytest.mark.parametrize(
    "text", ["", "now", "2024-01-18/2024-01-19", "2024-1-8", "2024-01-32", "2024-01T12:00", "x" * 200]
)
def test_what_is_no_moment_is_refused(text: str) -> None:
    for read in (cut, instant):
        with pytest.raises(ValueError, match=r"\w"):
            read(text)


def test_an_instant_beyond_the_calendar_is_refused() -> None:
    with pytest.raises(ValueError, match="outside the years"):
        instant("0001-01-01T00:30+02:00")


def test_a_cut_is_read_without_the_libraries_that_start_slowly() -> None:
    said = (
        "import sys; from tracker.application.dates import cut, instant; cut('2024-01-18'); instant('2024-01-18T12:00Z');"
        "sys.exit(bool({'pydantic', 'edtf', 'pyparsing'} & set(sys.modules)))"
    )

    assert subprocess.run([sys.executable, "-c", said], check=False).returncode == 0
