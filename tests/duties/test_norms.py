"""Norms: kept and broken are said where the log shows it; silence is neither."""

from datetime import date
from typing import Any

import pytest

from tests.duties.acts import act, between, chronicle_of, day, ledger_of
from tracker.domain.deadlines import Deadline, deadline_of, last_day
from tracker.domain.log import Recorded
from tracker.domain.norms import NORMS, Course, verdicts
from tracker.domain.occurrence import on


def judged(*acts: Recorded, at: int = 60) -> list[tuple[str, str, str, tuple[str, ...]]]:
    upto = [h for h in chronicle_of(*acts) if h.occurred.best <= day(at)]
    found = verdicts(Course(upto, ledger_of(*acts).items, day(at)))
    return [(v.norm.name, v.verdict, str(v.article), v.developments) for v in found]


def verdict(*acts: Recorded, at: int = 60) -> str:
    (found,) = judged(*acts, at=at)
    return found[1]


ORDER = act("order", "mission_closure_ordered", 10, "GBR>RUS", deadline_hours=72)


def shut(when: Any) -> Recorded:
    return act("shut", "consulate_closed", when, "RUS>GBR")


@pytest.mark.parametrize(
    ("acts", "at", "wanted"),
    [
        ((ORDER,), 13, "open"),
        ((ORDER,), 14, "unknown"),
        ((ORDER, shut(13)), 60, "kept"),
        ((ORDER, shut(14)), 60, "broken"),
        ((ORDER, shut(between(12, 15))), 60, "unknown"),
        ((act("order", "mission_closure_ordered", 10, "GBR>RUS"),), 60, "unknown"),
        ((act("order", "mission_closure_ordered", 10, "GBR>RUS"), shut(40)), 60, "kept"),
        ((ORDER, act("back", "relations_restored", 12, "GBR-RUS")), 60, "unknown"),
    ],
)
def test_a_post_is_shut_by_the_date_of_the_order(acts: tuple[Recorded, ...], at: int, wanted: str) -> None:
    assert verdict(*acts, at=at) == wanted


@pytest.mark.parametrize(
    ("kind", "article"), [("consulate", "VCCR 4(1)"), ("embassy", "VCDR 2"), ("cultural", "VCDR 12")]
)
def test_the_article_of_a_closure_is_that_of_the_kind_of_post(kind: str, article: str) -> None:
    ((_, _, cited, ids),) = judged(act("order", "mission_closure_ordered", 10, "GBR>RUS", post_kind=kind))
    assert (cited, ids) == (article, ("order",))


@pytest.mark.parametrize(
    ("hours", "wanted"), [(48, "kept"), (47, "unknown"), (24, "unknown"), (23, "broken"), (None, "unknown")]
)
def test_two_days_to_leave_are_reasonable_and_less_than_one_is_not(hours: int | None, wanted: str) -> None:
    assert verdict(act("out", "diplomats_expelled", 10, "GBR>RUS", deadline_hours=hours)) == wanted
    assert judged(act("head", "ambassador_expelled", 10, "GBR>RUS", deadline_hours=hours)) == [
        ("reasonable period", wanted, "VCDR 9(2)", ("head",))
    ]
    broken = judged(act("break", "relations_severed", 10, "GBR>RUS", deadline_hours=hours))
    assert broken[0] == ("time to leave", wanted, "VCDR 44", ("break",))


CAP = act("cap", "mission_size_capped", 10, "IND>CAN", deadline="2024-01-20")


@pytest.mark.parametrize(
    ("left", "at", "wanted"),
    [
        (None, 20, "open"),
        (None, 21, "unknown"),
        (act("left", "mission_staff_withdrawn", 19, "CAN>IND"), 60, "kept"),
        (act("left", "mission_staff_withdrawn", 25, "CAN>IND"), 60, "broken"),
        (act("left", "mission_staff_withdrawn", 19, "IND>CAN"), 60, "unknown"),
        (act("left", "mission_staff_withdrawn", 9, "CAN>IND"), 60, "unknown"),
    ],
)
def test_nobody_is_left_without_immunity_at_the_post(left: Recorded | None, at: int, wanted: str) -> None:
    acts = (CAP,) if left is None else (CAP, left)
    ((name, found, article, _),) = judged(*acts, at=at)
    assert (name, found, article) == ("immunity until departure", wanted, "VCDR 39(2)")


BREAK = act("break", "relations_severed", 10, "SAU>IRN")


def protected(*acts: Recorded) -> list[tuple[str, tuple[str, ...]]]:
    """Of Iran, then of Saudi Arabia."""
    return [(found, ids) for name, found, _, ids in judged(*acts) if name == "protecting power"]


def test_after_a_break_each_side_may_name_a_protecting_power() -> None:
    assert protected(BREAK) == [("open", ("break",))] * 2
    named = act("che", "protecting_power_designated", 20, "IRN>SAU")
    assert protected(BREAK, named) == [("kept", ("break", "che")), ("open", ("break",))]


def test_a_break_is_judged_once_until_relations_are_restored() -> None:
    again = act("again", "relations_severed", 12, "IRN>SAU")
    assert len(protected(BREAK, again)) == 2
    back = act("back", "relations_restored", 30, "IRN-SAU")
    anew = act("anew", "relations_severed", 40, "IRN>SAU")
    found = protected(BREAK, back, anew, act("late", "protecting_power_designated", 45, "SAU>IRN"))
    assert found == [
        ("unknown", ("break", "back")), ("unknown", ("break", "back")), ("open", ("anew",)), ("kept", ("anew", "late")),
    ]  # fmt: skip


def test_every_norm_has_a_sentence_and_an_article() -> None:
    assert len({norm.name for norm in NORMS}) == len(NORMS)
    assert all(norm.sentence and str(norm.article) for norm in NORMS)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2024-01-13", date(2024, 1, 13)), ("2024-02", date(2024, 2, 29)), ("2024", date(2024, 12, 31)),
        ("2024-01-13?", date(2024, 1, 13)), ("2024-01-10/2024-01-13", date(2024, 1, 13)), ("2024-01-10/..", None),
        ("2024-13", None), ("2024-02-30", None), ("..", None), ("", None), (None, None), ("٢٠٢٤", None), ("0000", None),
    ],
)  # fmt: skip
def test_a_deadline_is_the_last_day_of_what_is_written(text: str | None, wanted: date | None) -> None:
    assert last_day(text) == wanted


@pytest.mark.parametrize(
    ("fields", "when", "wanted"),
    [
        ({"deadline_hours": 72}, on(day(10)), Deadline(day(13), 72)),
        ({"deadline_hours": 10}, on(day(10)), Deadline(day(11), 10)),
        ({"deadline_hours": 10}, on(day(10), minute=60), Deadline(day(10), 10)),
        ({"deadline_hours": 24}, between(8, 10), Deadline(day(11), 24)),
        ({"deadline_hours": 10**30}, on(date(9999, 12, 1)), None),
        ({"deadline": "2024-01-12"}, on(day(10)), Deadline(day(12), 48)),
        ({}, on(day(10)), None),
    ],
)
def test_hours_run_from_the_end_of_a_day_of_which_no_time_is_known(fields: Any, when: Any, wanted: Any) -> None:
    held = act("out", "diplomats_expelled", when, "GBR>RUS", **fields).development
    assert deadline_of(held, held.occurred) == wanted


def test_days_to_leave_are_hours_too() -> None:
    held = act("out", "nationals_expelled", 10, "GBR>RUS", deadline_days=14).development
    assert deadline_of(held, held.occurred) == Deadline(day(24), 336)
