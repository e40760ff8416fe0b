"""Groups among the words that one types."""

from datetime import date

import pytest

from tracker.application.groups import OWN, WATCH, Group, Span, shipped
from tracker.application.problems import BadInput
from tracker.application.typed_groups import Wanted, pairs_of, words_and_groups

DAY = date(2024, 1, 17)
OURS = [Group(OWN, "two words", (), (Span("IRN"), Span("PAK"))), Group(WATCH, "gulf", (), (), ("IRN-SAU",)), *shipped()]
PAIRS = ["FRA-ITA", "FRA-IRN", "IRN-PAK", "IRN-SAU", "USA-VEN"]


@pytest.mark.parametrize(
    ("text", "words", "wanted"),
    [
        ("in:nato", "", [Wanted("nato", within=False, without=False)]),
        ("crisis  !IN:gcc !syr", "crisis !syr", [Wanted("gcc", within=False, without=True)]),
        ('within:"South Asia" a', "a", [Wanted("South Asia", within=True, without=False)]),
        ('in:"South A', "", [Wanted("South A", within=False, without=False)]),
        ("in:region:asia", "", [Wanted("region:asia", within=False, without=False)]),
        ("in: joined-in:nato main:", "joined-in:nato main:", []),
        ("", "", []),
    ],
)
def test_groups_are_told_from_words(text: str, words: str, wanted: list[Wanted]) -> None:
    assert words_and_groups(text) == (words, wanted)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("in:NATO", ["FRA-ITA", "FRA-IRN", "USA-VEN"]),
        ("within:nato", ["FRA-ITA"]),
        ("!in:nato", ["IRN-PAK", "IRN-SAU"]),
        ("in:nato !in:two-words", ["FRA-ITA", "USA-VEN"]),
        ("in:watch:gulf", ["IRN-SAU"]),
        ("", PAIRS),
    ],
)
def test_they_leave_their_pairs(text: str, left: list[str]) -> None:
    assert pairs_of(PAIRS, words_and_groups(text)[1], OURS, DAY) == left


def test_a_group_that_is_none_is_told_with_the_nearest() -> None:
    with pytest.raises(BadInput, match=r"no group is called 'NATOO'.*NATO"):
        pairs_of(PAIRS, words_and_groups("in:NATOO")[1], OURS, DAY)
