"""Checkpoints: what is wanted is partial, lists are sets, and what nobody said has one reading for each kind."""

from typing import Any

import pytest

from tracker.application.checks import Difference, differences

FOUND: dict[str, Any] = {
    "relations": "established",
    "restoration_pending": False,
    "head": {"IRN>PAK": "unknown", "PAK>IRN": "recalled"},
    "expelled_by": {"IRN": 0, "PAK": 3},
    "staff_cap": {"IRN>PAK": False, "PAK>IRN": True},
    "closure_order": {"IRN>PAK": ["Karachi", "Quetta"], "PAK>IRN": []},
    "agreements": {"Gas": "suspended", "Transit": "in_force"},
    "mediators": {"CHN": "offered", "org:UN": "leads"},
    "mechanisms": ["border commission"],
    "litigation": {"IRN>PAK": {"Case A": "decided", "Case B": "pending"}, "PAK>IRN": {}},
    "hostility": 4,
    "consular_kept": "unknown",
    "last_summons": {"IRN>PAK": "2024-01-18", "PAK>IRN": None},
    "dispute": {"open": True, "highest": 4, "last_act": "2024-01-18"},
}


@pytest.mark.parametrize(
    "wanted",
    [
        {},
        {"relations": "established"},
        {"head": {"PAK>IRN": "recalled"}},
        {"head": {}},
        {"expelled_by": {"PAK": 3}},
        {"expelled_by": {"IRN": 0}},
        {"staff_cap": {"PAK>IRN": True, "IRN>PAK": False}},
        {"closure_order": {"IRN>PAK": ["Quetta", "Karachi"]}},
        {"closure_order": {"IRN>PAK": ["Quetta", "Karachi", "Karachi"]}},
        {"closure_order": {"PAK>IRN": []}},
        {"agreements": {"Gas": "suspended"}},
        {"agreements": ["Transit", "Gas"]},
        {"agreements": {"Salt": "none"}},
        {"mediators": ["org:UN", "CHN"]},
        {"mediators": {"CHN": "offered"}},
        {"mechanisms": "border commission"},
        {"litigation": {"IRN>PAK": "pending", "PAK>IRN": "none"}},
        {"litigation": {"IRN>PAK": {"Case A": "decided"}}},
        {"litigation": {"IRN>PAK": ["Case A", "Case B"]}},
        {"hostility": 4},
        {"hostility": "4"},
        {"consular_kept": "unknown"},
        {"last_summons": {"IRN>PAK": "2024-01-18", "PAK>IRN": None}},
        {"dispute": {"open": True}},
    ],
)
def test_a_checkpoint_holds_where_all_that_it_names_is_so(wanted: dict[str, Any]) -> None:
    assert differences(wanted, FOUND) == []


@pytest.mark.parametrize(
    ("wanted", "component", "found"),
    [
        ({"relations": "severed"}, "relations", "established"),
        ({"head": {"IRN>PAK": "none"}}, "head{IRN>PAK}", "unknown"),
        ({"head": {"IRN>PAK": "unknown", "PAK>IRN": "barred"}}, "head{PAK>IRN}", "recalled"),
        ({"head": "recalled"}, "head", FOUND["head"]),
        ({"expelled_by": {"PAK": 0}}, "expelled_by{PAK}", 3),
        ({"expelled_by": {"IRN": False}}, "expelled_by{IRN}", 0),
        ({"staff_cap": {"PAK>IRN": 1}}, "staff_cap{PAK>IRN}", True),
        ({"closure_order": {"IRN>PAK": ["Quetta"]}}, "closure_order{IRN>PAK}", ["Karachi", "Quetta"]),
        ({"closure_order": {"PAK>IRN": ["Quetta"]}}, "closure_order{PAK>IRN}", []),
        ({"agreements": ["Gas"]}, "agreements", FOUND["agreements"]),
        ({"agreements": {"Gas": "in_force"}}, "agreements{Gas}", "suspended"),
        ({"agreements": {"Salt": "in_force"}}, "agreements{Salt}", None),
        ({"litigation": {"IRN>PAK": "decided"}}, "litigation{IRN>PAK}", FOUND["litigation"]["IRN>PAK"]),
        ({"litigation": {"PAK>IRN": "pending"}}, "litigation{PAK>IRN}", {}),
        ({"hostility": 1}, "hostility", 4),
        ({"hostility": True}, "hostility", 4),
        ({"consular_kept": False}, "consular_kept", "unknown"),
        ({"last_summons": {"PAK>IRN": "2024-01-18"}}, "last_summons{PAK>IRN}", None),
        ({"dispute": {"open": False}}, "dispute{open}", True),
        ({"relations": ["established"]}, "relations", "established"),
    ],
)
def test_a_checkpoint_differs_with_what_was_wanted_and_found(
    wanted: dict[str, Any], component: str, found: object
) -> None:
    (only,) = differences(wanted, FOUND)
    assert (only.component, only.found) == (component, found)


@pytest.mark.parametrize(
    ("wanted", "holds"),
    [
        ({"expelled_by": {"PAK": 0}}, True),
        ({"expelled_by": {"PAK": 1}}, False),
        ({"staff_cap": {"PAK>IRN": False}}, True),
        ({"staff_cap": {"PAK>IRN": True}}, False),
        ({"restoration_pending": False}, True),
        ({"consular_kept": "unknown"}, True),
        ({"consular_kept": False}, False),
        ({"consular_kept": "none"}, False),
    ],
)
def test_an_absent_count_is_0_an_absent_flag_false_and_kept_consular_relations_unknown(
    wanted: dict[str, Any], holds: bool
) -> None:
    absent = {"expelled_by": {}, "staff_cap": {}}
    assert (differences(wanted, absent) == []) is holds


def test_every_difference_is_told_and_not_only_the_first() -> None:
    wanted = {"relations": "severed", "head": {"IRN>PAK": "none", "PAK>IRN": "none"}}
    assert differences(wanted, FOUND) == [
        Difference("relations", "severed", "established"),
        Difference("head{IRN>PAK}", "none", "unknown"),
        Difference("head{PAK>IRN}", "none", "recalled"),
    ]
