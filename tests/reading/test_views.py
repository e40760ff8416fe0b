"""What the reading verbs answer about the small crisis of conftest."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from tracker.application.hosts import host_of
from tracker.application.problems import BadInput
from tracker.application.store.reader import Clocks, Reader
from tracker.application.store.writing import Writer
from tracker.application.views.certainty import families, standing
from tracker.application.views.diff import diff_document
from tracker.application.views.evidence import evidence_document
from tracker.application.views.timeline import TimelineRow, timeline_rows
from tracker.application.views.why import asked, why_document
from tracker.domain.catalogue import TYPES
from tracker.domain.commands import Record
from tracker.domain.evidence import Certainty, Source, grade
from tracker.domain.moments import Cut
from tracker.domain.occurrence import on

END = Clocks(Cut(date(2024, 2, 28)))
NOW = datetime(2024, 3, 2, tzinfo=UTC)
PAIR = "IRN-PAK"


def known(day: int) -> datetime:
    return datetime(2024, 1, day, 23, 59, 59, tzinfo=UTC)


def at(day: int, **clocks: Any) -> Clocks:
    return Clocks(Cut(date(2024, 1, day)), **clocks)


def lines(reader: Reader, clocks: Clocks) -> dict[str, TimelineRow]:
    return {row.id: row for row in timeline_rows(reader, PAIR, clocks)}


# timeline


def test_a_timeline_is_in_order_of_occurrence_and_tells_merged_developments_once(reader: Reader) -> None:
    found = list(lines(reader, END))
    assert found == ["before", "strike", "rumour", "recall", "answer", "second-recall", "patrol"]
    assert lines(reader, END)["answer"].merged == ("answer-again",)


def test_a_timeline_marks_what_is_disputed_strange_answered_and_retracted(reader: Reader) -> None:
    rows = lines(reader, END)
    assert rows["strike"].disputed == ("casualties",)
    assert rows["strike"].responses == ("answer", "recall")
    assert rows["recall"].in_response_to == ("strike",)
    assert rows["strike"].time == "04:30+03:30"
    assert rows["strike"].direction == "IRN>PAK"
    assert [row.id for row in rows.values() if row.anomaly] == ["second-recall"]
    assert (rows["rumour"].retracted, rows["rumour"].counts, rows["rumour"].glyph) == (
        "the post was withdrawn",
        False,
        "✗",
    )
    assert (rows["recall"].retracted, rows["recall"].counts) == (None, True)


def test_what_straddles_the_date_is_on_the_timeline_as_uncertain_and_does_not_count_yet(reader: Reader) -> None:
    rows = lines(reader, at(12))
    assert {name: (row.uncertain, row.counts) for name, row in rows.items()} == {
        "before": (False, True), "patrol": (True, False),
    }  # fmt: skip
    assert lines(reader, at(26))["patrol"].uncertain is False
    assert "patrol" not in lines(reader, at(9))


def test_a_timeline_of_past_knowledge_shows_what_was_known(reader: Reader) -> None:
    rows = lines(reader, at(30, known_at=known(17)))
    assert list(rows) == ["before", "strike", "rumour"]
    assert rows["rumour"].retracted is None
    assert rows["rumour"].counts
    assert rows["strike"].reports == 1
    assert lines(reader, at(30, position=5)).keys() == {"before", "strike"}


def test_a_development_without_a_pair_is_context_where_one_of_the_pair_answers_it(log: Path) -> None:
    when = on(date(2024, 1, 3))
    bomb = TYPES["armed_attack_claimed"](id="bomb", occurred=when, actors=("act:jaish-al-adl",))
    raid = TYPES["border_violated"](
        id="raid", occurred=when, actors=("IRN",), targets=("PAK",), domain="air", in_response_to=("bomb",)
    )
    with Writer(log) as writer:
        writer.submit([Record(stream=d.id, id=d.id, known_from=known(3), development=d) for d in (bomb, raid)])
    with Reader(log) as reader:
        rows = lines(reader, END)
    assert [(name, row.context) for name, row in rows.items()][1:3] == [("bomb", True), ("raid", False)]


# show


def test_a_development_is_shown_with_law_evidence_and_history(reader: Reader) -> None:
    shown = evidence_document(reader, "strike", END)
    assert shown["kind"] == "development"
    assert shown["basis"][0] == "UN Charter 2(4)"
    assert shown["character"] == "use of force"
    assert shown["codes"]["cameo"][0] == "195"
    assert "hostility rises to 4" in shown["effect"]
    assert shown["fields"] == {"means": "missile", "killed": 2}
    assert [(row["source"], row["quote"], row["offset"]) for row in shown["reports"]] == [
        ("crisis/late", "Tehran struck «Panjgur» at night", 12), ("crisis/later", "at dawn", None),
    ]  # fmt: skip
    assert shown["reports"][0]["outlet"] == "Evening Post"
    assert [(row["by"], row["value"]) for row in shown["claims"]] == [("Pakistan", 2), ("Iran", 0)]
    assert [row["aspect"] for row in shown["disputed"]] == ["casualties"]
    assert shown["assessed"] == {"casualties": "2 killed"}
    assert [entry["topic"] for entry in shown["history"]] == ["strike_conducted", "reported", "assessed"]


def test_two_reports_of_one_publisher_do_not_confirm_each_other(reader: Reader) -> None:
    certainty = evidence_document(reader, "strike", END)["certainty"]
    assert certainty == {"derived": "probable", "claimed": "confirmed", "beyond": True, "families": 1}


def test_a_correction_is_shown_with_old_and_new_who_when_and_why(reader: Reader) -> None:
    entry = evidence_document(reader, "recall", END)["history"][1]
    assert entry["changes"] == [{"what": "kind", "old": "consultations", "new": "indefinite"}]
    assert (entry["by"], entry["reason"], entry["known_from"]) == (
        "ann", "the ministry said so", "2024-01-22T23:59:59Z",
    )  # fmt: skip


def test_what_was_not_known_yet_is_not_shown(reader: Reader) -> None:
    shown = evidence_document(reader, "recall", at(30, known_at=known(21)))
    assert shown["fields"]["kind"] == "consultations"
    assert len(shown["history"]) == 1
    with pytest.raises(BadInput, match="not known then"):
        evidence_document(reader, "recall", at(30, known_at=known(16)))


def test_a_merged_development_says_where_it_counts_and_brings_its_evidence_there(reader: Reader) -> None:
    again = evidence_document(reader, "answer-again", END)
    assert (again["counts_as"], again["same_as"]) == ("answer", ["answer"])
    assert evidence_document(reader, "answer", END)["merged"] == ["answer-again"]


def test_a_retracted_development_is_shown_as_retracted(reader: Reader) -> None:
    shown = evidence_document(reader, "rumour", END)
    assert shown["retracted"] == "the post was withdrawn"
    assert shown["history"][1]["changes"] == [{"what": "retracted", "old": None, "new": "the post was withdrawn"}]


def test_a_bare_group_id_shows_every_part(reader: Reader) -> None:
    shown = evidence_document(reader, "gulf", END)
    assert [part["id"] for part in shown["parts"]] == ["gulf/BHR-QAT", "gulf/QAT-SAU"]


@pytest.mark.parametrize("name", ["crisis/late", "source:crisis/late"])
def test_a_source_is_shown_with_what_rests_on_it(reader: Reader, name: str) -> None:
    shown = evidence_document(reader, name, END)
    assert (shown["kind"], shown["published"], shown["developments"]) == ("source", "2024-01-17", ["strike"])


@pytest.mark.parametrize("name", ["crisis", "incident:crisis"])
def test_an_incident_is_shown_with_its_developments(reader: Reader, name: str) -> None:
    shown = evidence_document(reader, name, END)
    assert (shown["kind"], shown["title"], shown["developments"]) == ("incident", "The January crisis", ["strike"])


def test_an_unknown_id_is_answered_with_the_nearest(reader: Reader) -> None:
    with pytest.raises(BadInput, match=r"did you mean strike\?"):
        evidence_document(reader, "stirke", END)


def test_anomalies_are_shown_with_the_development_that_caused_them(reader: Reader) -> None:
    assert evidence_document(reader, "second-recall", END)["anomalies"][0]["disagrees"] == ["recall"]


# certainty


@pytest.mark.parametrize(
    ("rating", "claimed", "publishers", "derived", "beyond"),
    [
        ("A1", None, 2, "confirmed", False),
        ("A1", "confirmed", 1, "probable", True),
        ("B2", "probable", 1, "probable", False),
        ("C3", "probable", 5, "uncertain", True),
        (None, "confirmed", 1, None, True),
        (None, "uncertain", 2, "probable", False),
    ],
)
def test_certainty_is_derived_from_grade_and_corroboration(
    rating: str | None, claimed: str | None, publishers: int, derived: str | None, beyond: bool
) -> None:
    found = standing(grade(rating) if rating else None, Certainty(claimed) if claimed else None, publishers)
    assert (found.derived, found.beyond) == (derived, beyond)


def test_publishers_are_counted_by_family_and_host() -> None:
    post = Source(id="a", family="Post")
    named = [("a", post), ("b", Source(id="b", outlet="Post")), ("https://www.dawn.com/1", None), ("dawn.com/2", None)]
    assert families(named) == 2
    assert host_of("no address") == "no address"
    assert host_of("http://[broken") == "http://[broken"


# why


def test_a_component_is_explained_down_to_the_quotation(reader: Reader) -> None:
    why = why_document(reader, PAIR, asked("hostility", None, PAIR), at(18))
    (part,) = why["parts"]
    assert part["value"] == 4
    assert [link["development"] for link in part["because"]] == ["strike", "answer"]
    assert part["because"][0]["reports"][0]["quote"] == "Tehran struck «Panjgur» at night"
    assert [(step["old"], step["new"]) for step in part["course"]] == [("unknown", 4)]


def test_one_half_can_be_asked_for_in_three_ways(reader: Reader) -> None:
    for component, direction in (("head", "PAK>IRN"), ("head{PAK>IRN}", None), ("head", "pak")):
        (part,) = why_document(reader, PAIR, asked(component, direction, PAIR), END)["parts"]
        assert (part["owner"], part["value"]) == ("PAK>IRN", "recalled")
        assert [step["development"] for step in part["course"]] == ["before", "recall"]


def test_hostility_that_has_lapsed_says_so(reader: Reader) -> None:
    (part,) = why_document(reader, PAIR, asked("hostility", None, PAIR), Clocks(Cut(date(2025, 1, 1))))["parts"]
    assert part["value"] == 1
    assert "2024-07-25" in part["note"]


def test_what_nobody_said_anything_of_is_explained_by_nothing(reader: Reader) -> None:
    (part,) = why_document(reader, PAIR, asked("dialogue", None, PAIR), END)["parts"]
    assert (part["value"], part["because"], part["course"]) == ("unknown", [], [])


def test_tension_is_explained_by_the_acts_and_what_is_left_of_them(reader: Reader) -> None:
    why = why_document(reader, PAIR, asked("tension", "PAK>IRN", PAIR), at(18))
    (part,) = why["parts"]
    assert [(act["development"], act["age_days"]) for act in part["acts"]] == [("answer", 0), ("recall", 1)]
    assert part["acts"][0]["contributes"] == abs(part["acts"][0]["weight"])
    assert {row["type"] for row in part["open"]} == {"strike_conducted", "ambassador_recalled"}


def test_why_honours_past_knowledge(reader: Reader) -> None:
    (part,) = why_document(reader, PAIR, asked("head", "PAK>IRN", PAIR), at(30, known_at=known(17)))["parts"]
    assert part["value"] == "ambassador"


@pytest.mark.parametrize(
    ("component", "direction", "match"),
    [("hed", None, "did you mean head"), ("head", "IND>PAK", "has no 'IND>PAK'"), ("hostility", "IRN>PAK", "has no")],
)
def test_what_cannot_be_asked_is_refused_with_a_remedy(component: str, direction: str | None, match: str) -> None:
    with pytest.raises(BadInput, match=match):
        asked(component, direction, PAIR)


# diff


def test_between_two_dates_the_world_changes(reader: Reader) -> None:
    diff = diff_document(reader, PAIR, at(16), at(18), NOW)
    assert [(row["development"], row["from"]) for row in diff["came"]] == [("recall", "world"), ("answer", "world")]
    heads = [row for row in diff["components"] if row["component"] == "head{PAK>IRN}"]
    assert heads == [
        {"component": "head{PAK>IRN}", "old": "ambassador", "new": "recalled", "from": "world", "because": ["recall"]}
    ]
    assert (diff["left"], diff["changed"]) == ([], [])


def test_between_two_states_of_knowledge_nothing_happens_but_much_is_learnt(reader: Reader) -> None:
    diff = diff_document(reader, PAIR, at(30, known_at=known(20)), at(30), NOW)
    assert [row["development"] for row in diff["left"]] == ["rumour", "answer-again"]
    assert {row["from"] for name in ("components", "came", "left", "changed") for row in diff[name]} == {"knowledge"}
    (recall,) = [row for row in diff["changed"] if row["development"] == "recall"]
    assert {"what": "fields", "old": {"kind": "consultations"}, "new": {"kind": "indefinite"}} in recall["changes"]


def test_with_both_each_change_says_whether_the_world_or_knowledge_made_it(reader: Reader) -> None:
    diff = diff_document(reader, PAIR, at(16, known_at=known(17)), at(20, known_at=known(22)), NOW)
    assert {row["development"]: row["from"] for row in diff["came"]} == {
        "recall": "both", "answer": "both", "answer-again": "both", "second-recall": "both",
    }  # fmt: skip
    late = diff_document(reader, PAIR, at(17, known_at=known(17)), at(18, known_at=known(22)), NOW)
    assert {row["development"]: row["from"] for row in late["came"]}["recall"] == "knowledge"
    assert {row["development"]: row["from"] for row in late["left"]} == {"rumour": "knowledge"}


def test_a_state_does_not_differ_from_itself(reader: Reader) -> None:
    diff = diff_document(reader, PAIR, END, END, NOW)
    assert not any(diff[name] for name in ("components", "came", "left", "changed"))
