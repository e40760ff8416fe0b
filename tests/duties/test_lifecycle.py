"""The lifecycle: each status is made by an entry, with its reason, and follows from entries alone."""

from collections.abc import Collection
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given

from tests.duties.acts import KNOWN, act
from tests.strategies import logs
from tracker.domain.evidence import Certainty, Claim, Report, grade
from tracker.domain.lifecycle import Status, Step, lifecycle
from tracker.domain.log import (
    Assessed,
    Claimed,
    Corrected,
    Entry,
    Linked,
    Recorded,
    Reinstated,
    Reported,
    Retracted,
    Unlinked,
)


def publishers(sources: Collection[str]) -> int:
    """Sources of one letter are of the publisher of that letter; the others are unlisted."""
    return len({name[0] for name in sources if len(name) == 2})


def told(*sources: str, name: str = "d", **more: Any) -> Recorded:
    return act(name, "strike_conducted", 3, "IRN>PAK", sources=sources, **more)


def more(kind: type[Entry], version: int, name: str = "d", **said: Any) -> Entry:
    return kind(stream=name, version=version, known_from=KNOWN, **said)


def steps(*entries: Entry) -> list[Step]:
    return lifecycle("d", entries, publishers)


def statuses(*entries: Entry) -> list[str]:
    return [str(step.status) for step in steps(*entries)]


TWO = (Claim(aspect="killed", value=2, by="Iran"), Claim(aspect="killed", value=9, by="Pakistan"))
CONFIRMED = Certainty.CONFIRMED


@pytest.mark.parametrize(
    ("first", "wanted"),
    [
        (told(), "reported"),
        (told("a1"), "reported"),
        (told("a1", "a2"), "reported"),
        (told("a1", "an address", "another"), "reported"),
        (told("a1", "b1"), "corroborated"),
        (told("a1", certainty="confirmed"), "reported"),
        (told("a1", rating=grade("A1")), "reported"),
        (told("a1", "b1", rating=grade("A1")), "confirmed"),
        (told("a1", "b1", rating=grade("A2"), certainty="confirmed"), "corroborated"),
        (told("a1", rating=grade("F6")), "unverifiable"),
        (told("a1", "b1", rating=grade("F6")), "corroborated"),
        (told("a1", "b1", claims=TWO), "disputed"),
        (told("a1", claims=TWO[:1]), "reported"),
    ],
)
def test_what_is_recorded_has_the_status_of_its_evidence(first: Recorded, wanted: str) -> None:
    assert statuses(first) == [wanted]


def test_a_report_of_another_publisher_corroborates_and_an_assessment_confirms() -> None:
    found = steps(
        told("a1"),
        more(Reported, 2, reports=(Report(source="a2", quote="again"),)),
        more(Reported, 3, sources=("b1",)),
        more(Assessed, 4, certainty=CONFIRMED, reason="both saw it"),
    )
    assert [(str(s.status), s.version, s.topic, s.reason) for s in found] == [
        ("reported", 1, "strike_conducted", None),
        ("corroborated", 3, "reported", None),
        ("confirmed", 4, "assessed", "both saw it"),
    ]
    assert found[1].why == "2 independent publishers"


def test_one_publisher_is_confirmed_by_an_assessment_that_says_why_and_by_no_other() -> None:
    assert statuses(told("a1"), more(Assessed, 2, certainty=CONFIRMED)) == ["reported"]
    assert statuses(told("a1"), more(Assessed, 2, certainty=CONFIRMED, reason="seen")) == ["reported", "confirmed"]


@pytest.mark.parametrize(
    "then",
    [
        more(Assessed, 3, certainty=Certainty.UNCERTAIN, reason="doubts"),
        more(Corrected, 3, changes={"certainty": "probable"}, reason="doubts"),
    ],
    ids=["assessed", "corrected"],
)
def test_what_was_confirmed_is_no_longer_where_it_is_said_otherwise(then: Entry) -> None:
    first = told("a1", "b1", rating=grade("A1"))
    confirmed = more(Assessed, 2, certainty=CONFIRMED, reason="seen")
    assert statuses(first, confirmed, then) == ["confirmed", "corroborated"]


def test_competing_claims_dispute_until_the_desk_takes_one() -> None:
    found = steps(
        told("a1", "b1", claims=TWO[:1]),
        more(Claimed, 2, claims=TWO[1:]),
        more(Assessed, 3, aspect="killed", value=9, reason="the list of names"),
    )
    assert [str(s.status) for s in found] == ["corroborated", "disputed", "corroborated"]
    assert found[1].why.endswith("casualties")
    assert found[2].reason == "the list of names"


def test_an_assessment_of_another_aspect_takes_none_of_the_accounts() -> None:
    assert statuses(told(claims=TWO), more(Assessed, 2, aspect="motive", value="x")) == ["disputed"]


def test_what_cannot_be_judged_is_unverifiable_by_assessment_though_two_tell_of_it() -> None:
    assert statuses(told("a1", "b1"), more(Assessed, 2, rating=grade("C6"))) == ["corroborated", "unverifiable"]


def test_a_retraction_stands_above_all_and_a_reinstatement_brings_back_what_was() -> None:
    found = steps(
        told("a1", "b1", claims=TWO), more(Retracted, 2, reason="a hoax"), more(Reinstated, 3, reason="no hoax")
    )
    assert [(str(s.status), s.reason) for s in found] == [
        ("disputed", None), ("retracted", "a hoax"), ("disputed", "no hoax"),
    ]  # fmt: skip


def test_what_is_merged_into_it_counts_as_evidence_as_long_as_it_is() -> None:
    entries = (
        told("a1"), told("b1", name="e"), more(Linked, 2, "e", same_as=("d",), reason="one strike"),
        more(Unlinked, 3, "e", same_as=("d",)),
    )  # fmt: skip
    found = steps(*entries)
    assert [(str(s.status), s.development, s.topic) for s in found] == [
        ("reported", "d", "strike_conducted"), ("corroborated", "e", "linked"), ("reported", "e", "unlinked"),
    ]  # fmt: skip
    assert [str(s.status) for s in lifecycle("e", entries, publishers)] == ["reported"]


def test_what_is_not_recorded_has_no_steps() -> None:
    assert lifecycle("other", (told("a1"),), publishers) == []


@given(logs)
def test_a_status_is_that_of_a_prefix_and_no_step_repeats_the_one_before(log: list[tuple[int, Entry]]) -> None:
    entries = [entry for _, entry in log]
    stream = entries[0].stream
    whole = lifecycle(stream, entries, publishers)
    assert whole
    assert all(one.status is not other.status for one, other in pairwise(whole))
    for length in range(len(entries)):
        part = lifecycle(stream, entries[:length], publishers)
        assert part == whole[: len(part)]
    assert set(Status) >= {step.status for step in whole}
