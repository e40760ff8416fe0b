"""What an entry says otherwise, and the values of components, in words."""

import pytest

from tracker.application.change_words import change_in_words, change_words
from tracker.application.plain import words
from tracker.application.wording import in_words, value_words


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("same_as", [], ["irn-pak-2024-002"], "irn-pak-2024-002"),
        ("same_as", ["irn-pak-2024-002"], [], "no longer irn-pak-2024-002"),
        ("killed", 2, 3, "2 → 3"),
        ("killed", 0, 3, "0 → 3"),
        ("note", None, "as told", "as told"),
        ("kind", "for_consultations", "permanent", "for consultations → permanent"),
        ("in_force", False, True, "no → yes"),
        (
            "occurred",
            {"best": "2024-01-17", "latest": "2024-01-17", "earliest": "2024-01-17", "edtf": "2024-01-17", "doubtful": False},
            {"best": "2024-01-18", "latest": "2024-01-18", "earliest": "2024-01-18", "edtf": "2024-01-18", "doubtful": False},
            "2024-01-17 → 2024-01-18",
        ),
    ],
)  # fmt: skip
def test_a_change_says_what_came_what_went_or_both(name, old, new, said) -> None:
    assert change_words(name, old, new) == said


CLAIM = {"aspect": "killed.children", "value": 4, "qualifier": "at least", "by": "Pakistan", "source": "a/wire"}


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("claims", [], [{"aspect": "killed", "value": 3, "by": "Iran"}], "killed: 3, says Iran"),
        ("claims", [], [{"aspect": "account", "value": "on 17 January", "source": "a/wire"}], "account: on 17 January, in a/wire"),
        ("claims", [CLAIM], [], "no longer killed children: at least 4, says Pakistan in a/wire"),
        (
            "claims", [],
            [{"aspect": "motive", "value": ["self_defence", "revenge"], "party": "IRN"}, {"aspect": "warned", "value": True, "quote": "we said so"}],
            "motive: self defence, revenge, says IRN; warned: yes: “we said so”",
        ),
        ("reports", [], [{"source": "a/wire", "quote": "nine", "offset": 3}, {"source": "a/b"}], "reports a/wire: “nine”; a/b"),
        ("rating", None, {"reliability": "B", "credibility": "2"}, "rating B2"),
        ("assessed", [], [["killed.children", 9]], "killed children: 9"),
        ("kind", "for_consultations", "permanent", "kind for consultations → permanent"),
    ],
)  # fmt: skip
def test_a_change_is_said_in_the_words_of_the_evidence_and_with_a_name_where_it_needs_one(name, old, new, said) -> None:
    assert change_in_words({"what": name, "old": old, "new": new}) == said


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("dispute", {"open": True, "highest": 4, "last_act": "2024-01-16"}, "dispute open, highest 4, last act 2024-01-16"),
        ("dispute", {"open": False, "highest": 3, "last_act": "2023-01-16"}, "dispute closed, highest 3, last act 2023-01-16"),
        ("dispute", {"open": False, "highest": None, "last_act": None}, "no dispute"),
        ("in_charge{PAK>IRN}", "charge", "a chargé d’affaires"),
        ("in_charge{PAK>IRN}", "unknown", "unknown"),
    ],
)  # fmt: skip
def test_values_of_components_are_said_and_not_spelled(name, value, said) -> None:
    assert value_words(name, value) == said


@pytest.mark.parametrize(
    ("value", "printed", "said"),
    [
        (None, "-", "none recorded"),
        ([], "-", "none recorded"),
        ({}, "-", "none recorded"),
        (False, "no", "no"),
        (0, "0", "0"),
        ("non_resident", "non_resident", "non resident"),
        (["a_b", None, True], "a_b, -, yes", "a b, none recorded, yes"),
        ({"last_act": {}, "in_force": [1, 2]}, "last_act: -; in_force: 1, 2", "last act: none recorded; in force: 1, 2"),
    ],
)  # fmt: skip
def test_a_page_that_is_printed_spells_a_value_and_a_screen_says_it(value, printed, said) -> None:
    assert (words(value), in_words(value)) == (printed, said)
