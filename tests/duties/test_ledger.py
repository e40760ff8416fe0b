"""What waits for an answer, what answers it, and how soon: the ledger of the domain."""

import pytest

from tests.duties.acts import act, between, chronicle_of, day, ledger_of
from tracker.domain.catalogue import TYPES, act_of
from tracker.domain.ledger import Ledger, bears, reciprocity
from tracker.domain.log import Recorded
from tracker.domain.waits import BEARING, WAITS


def waiting(*acts: Recorded) -> list[str]:
    return [item.act.id for item in ledger_of(*acts).items if item.answer is None]


def answered(*acts: Recorded) -> list[tuple[str, str, str]]:
    return [(found.cause.id, found.answer.id, found.how) for found in ledger_of(*acts).exchanges]


def settled(*acts: Recorded) -> dict[str, tuple[str, str | None]]:
    return {item.act.id: (item.answer.id, item.how) for item in ledger_of(*acts).items if item.answer is not None}


EXPELLED = act("out", "diplomats_expelled", 10, "GBR>RUS")
ORDERED = act("order", "mission_closure_ordered", 10, "GBR>RUS", deadline_hours=72)
RECALLED = act("recall", "ambassador_recalled", 10, "GBR>RUS")
SUMMONED = act("summons", "envoy_summoned", 10, "GBR>RUS")
DEMANDED = act("demand", "demand_issued", 10, "GBR>RUS", deadline="2024-01-13")


@pytest.mark.parametrize("first", [EXPELLED, ORDERED, RECALLED, SUMMONED, DEMANDED], ids=lambda a: a.stream)
def test_an_act_that_nobody_answers_waits(first: Recorded) -> None:
    assert waiting(first) == [first.stream]


@pytest.mark.parametrize(
    ("first", "then", "how"),
    [
        (EXPELLED, act("x", "diplomats_expelled", 12, "RUS>GBR"), "rule"),
        (EXPELLED, act("x", "mission_closure_ordered", 12, "RUS>GBR"), "rule"),
        (EXPELLED, act("x", "visit_cancelled", 12, "RUS>GBR", in_response_to=("out",)), "said"),
        (EXPELLED, act("x", "relations_severed", 12, "RUS>GBR"), "ended"),
        (EXPELLED, act("x", "mission_staffing_restored", 12, "GBR>RUS"), "ended"),
        (ORDERED, act("x", "consulate_closed", 12, "RUS>GBR"), "rule"),
        (ORDERED, act("x", "relations_severed", 12, "GBR>RUS"), "ended"),
        (RECALLED, act("x", "ambassador_returned", 12, "GBR>RUS"), "ended"),
        (RECALLED, act("x", "credentials_presented", 12, "GBR>RUS"), "ended"),
        (SUMMONED, act("x", "denial_issued", 24, "RUS>GBR"), "rule"),
        (SUMMONED, act("x", "diplomats_expelled", 11, "GBR>RUS"), "ended"),
        (SUMMONED, act("x", "condemnation_issued", 40, "RUS>GBR", in_response_to=("summons",)), "said"),
        (DEMANDED, act("x", "proposal_rejected", 12, "RUS>GBR"), "rule"),
        (DEMANDED, act("x", "denial_issued", 12, "RUS>GBR", in_response_to=("demand",)), "said"),
        (DEMANDED, act("x", "deescalation_agreed", 12, "GBR-RUS"), "ended"),
    ],
    ids=lambda value: value if isinstance(value, str) else f"{value.stream} {value.development.type_name()}",
)
def test_what_answers_an_act_or_ends_the_matter_settles_it(first: Recorded, then: Recorded, how: str) -> None:
    assert settled(first, then)[first.stream] == ("x", how)
    assert bears(act_of(first.development))
    assert how == "said" or bears(act_of(then.development))


def test_what_only_speaks_bears_on_no_wait() -> None:
    assert not bears(act_of(act("x", "condemnation_issued", 12, "RUS>GBR").development))
    assert not bears(None)


@pytest.mark.parametrize(
    ("first", "then"),
    [
        (EXPELLED, act("x", "diplomats_expelled", 12, "GBR>RUS")),
        (EXPELLED, act("x", "diplomats_expelled", 9, "RUS>GBR")),
        (EXPELLED, act("x", "diplomats_expelled", 101, "RUS>GBR")),
        (EXPELLED, act("x", "condemnation_issued", 12, "RUS>GBR")),
        (ORDERED, act("x", "consulate_closed", 12, "RUS>GBR", post="Omsk")),
        (ORDERED, act("x", "embassy_closed", 12, "RUS>GBR")),
        (ORDERED, act("x", "condemnation_issued", 12, "RUS>GBR", in_response_to=("order",))),
        (RECALLED, act("x", "ambassador_returned", 12, "RUS>GBR")),
        (RECALLED, act("x", "condemnation_issued", 12, "RUS>GBR", in_response_to=("recall",))),
        (SUMMONED, act("x", "denial_issued", 25, "RUS>GBR")),
        (SUMMONED, act("x", "diplomats_expelled", 12, "GBR>RUS")),
        (DEMANDED, act("x", "denial_issued", 12, "RUS>GBR")),
        (DEMANDED, act("x", "proposal_rejected", 12, "RUS>GBR", rejects="dialogue")),
    ],
    ids=lambda value: f"{value.stream} {value.development.type_name()}",
)
def test_what_is_no_answer_leaves_it_waiting(first: Recorded, then: Recorded) -> None:
    assert first.stream in waiting(first, then)


def test_a_closed_embassy_carries_out_the_order_about_the_embassy() -> None:
    order = act("order", "mission_closure_ordered", 10, "GBR>RUS", post="Moscow", post_kind="embassy")
    assert settled(order, act("x", "embassy_closed", 12, "RUS>GBR")) == {"order": ("x", "rule")}


def test_tit_for_tat_is_a_chain_in_which_a_reply_waits_for_its_own_reply() -> None:
    acts = [act(f"e{n}", "diplomats_expelled", 10 + n, "GBR>RUS" if n % 2 else "RUS>GBR") for n in range(1, 5)]
    assert answered(*acts) == [("e1", "e2", "rule"), ("e2", "e3", "rule"), ("e3", "e4", "rule")]
    assert waiting(*acts) == ["e4"]
    assert ledger_of(*acts).items[-1].replies_to == ("e3",)


def test_a_reply_is_not_taken_to_be_answered_on_its_own_day_unless_somebody_says_so() -> None:
    acts = [act(name, "diplomats_expelled", 10, sides) for name, sides in (("a", "GBR>RUS"), ("b", "RUS>GBR"))]
    third = act("c", "ambassador_expelled", 10, "GBR>RUS")
    assert answered(*acts, third) == [("a", "b", "rule")]
    said = act("c", "ambassador_expelled", 10, "GBR>RUS", in_response_to=("b",))
    assert answered(*acts, said) == [("a", "b", "rule"), ("b", "c", "said")]


def test_the_first_answer_settles_and_a_later_one_is_an_exchange_still() -> None:
    acts = (
        EXPELLED,
        act("first", "diplomats_expelled", 12, "RUS>GBR", in_response_to=("out",)),
        act("later", "visit_cancelled", 14, "RUS>GBR", in_response_to=("out",)),
    )
    assert settled(*acts)["out"] == ("first", "said")
    assert answered(*acts) == [("out", "first", "said"), ("out", "later", "said")]


def test_what_carries_out_an_order_and_says_so_is_one_exchange() -> None:
    assert answered(ORDERED, act("x", "consulate_closed", 12, "RUS>GBR", in_response_to=("order",))) == [
        ("order", "x", "said")
    ]


def test_what_a_side_says_in_response_to_itself_or_to_both_is_no_answer_between_the_two() -> None:
    own = act("x", "visit_cancelled", 12, "GBR>RUS", in_response_to=("out",))
    assert answered(EXPELLED, own) == []
    assert waiting(EXPELLED, act("x", "talks_held", 12, "GBR-RUS", format="phone", in_response_to=("out",))) == ["out"]


def test_how_soon_a_side_answers_is_the_median_of_the_first_answers_to_negative_acts() -> None:
    acts = (
        act("s1", "strike_conducted", 1, "GBR>RUS"), act("s2", "strike_conducted", 2, "GBR>RUS"),
        act("s3", "strike_conducted", 3, "GBR>RUS"), act("s4", "strike_conducted", 4, "GBR>RUS"),
        act("visit", "visit_made", 4, "GBR>RUS", level="other"),
        act("a1", "strike_conducted", 2, "RUS>GBR", in_response_to=("s1",)),
        act("a2", "condemnation_issued", 12, "RUS>GBR", in_response_to=("s2",)),
        act("a3", "condemnation_issued", 7, "RUS>GBR", in_response_to=("s3", "visit")),
        act("late", "condemnation_issued", 30, "RUS>GBR", in_response_to=("s1",)),
    )  # fmt: skip
    found = ledger_of(*acts)
    answers = reciprocity(chronicle_of(*acts), found.exchanges, 1)
    assert answers == (1, 4, 3, 1, 4.0, 1, 10)
    assert reciprocity(chronicle_of(*acts), found.exchanges, 0) == (0, 4, 0, 0, None, None, None)


def test_an_act_is_answered_in_kind_once_though_words_came_first() -> None:
    acts = (
        act("s1", "strike_conducted", 1, "GBR>RUS"),
        act("words", "condemnation_issued", 1, "RUS>GBR", in_response_to=("s1",)),
        act("a1", "strike_conducted", 3, "RUS>GBR", in_response_to=("s1",)),
        act("a2", "strike_conducted", 4, "RUS>GBR", in_response_to=("s1",)),
    )
    answers = reciprocity(chronicle_of(*acts), ledger_of(*acts).exchanges, 1)
    assert answers == (1, 1, 1, 1, 0.0, 0, 0)


def test_a_day_that_is_not_exact_counts_with_its_best_date() -> None:
    acts = (
        act("s", "strike_conducted", between(3, 5), "GBR>RUS"),
        act("a", "visit_cancelled", 9, "RUS>GBR", in_response_to=("s",)),
    )
    (found,) = ledger_of(*acts).exchanges
    assert found.days == (day(9) - day(5)).days


def test_every_wait_and_what_answers_it_are_types_of_the_catalogue() -> None:
    for wait in WAITS:
        assert {wait.type, *wait.answers, *wait.ends, *wait.delivers} <= set(TYPES) & BEARING
        assert wait.awaits in ("target", "actor")
        assert wait.sentence
        assert str(wait.article)


def test_nothing_happened_nothing_waits() -> None:
    found = Ledger({}).read([])
    assert (found.items, found.exchanges) == ([], [])
