"""Between which days something lies, in as few words as can be."""

from datetime import date

import pytest

from tracker.application.dates import occurrence
from tracker.application.intervals import between_words


@pytest.mark.parametrize(
    ("edtf", "said"),
    [
        ("2024-01-17", ""),
        ("2024-01-17?", ""),
        ("2024-01-15/2024-01-22", "15–22 Jan"),
        ("2024-01-28/2024-02-03", "28 Jan–3 Feb"),
        ("2023-12-28/2024-01-03", "28 Dec 2023–3 Jan 2024"),
        ("2024-01-17~", "16–18 Jan"),
        ("2024-01", "Jan 2024"),
        ("2024-02", "Feb 2024"),
        ("2024-01/2024-03", "Jan–Mar 2024"),
        ("2024-01~", "Dec 2023–Feb 2024"),
        ("2024", "2024"),
        ("2024~", "2023–2025"),
        ("../2024-01-18", "by 18 Jan"),
        ("2024-01-01/2024-01-30", "1–30 Jan"),
        ("0001-01-01/0001-01-03", "1–3 Jan"),
    ],
)
def test_the_days_between_which_it_lies_are_said_shortly(edtf: str, said: str) -> None:
    found = occurrence(edtf)
    assert between_words(found.earliest, found.latest) == said


def test_a_year_before_the_thousandth_has_four_figures_as_dates_do() -> None:
    assert between_words(date(987, 1, 1), date(987, 12, 31)) == "0987"
