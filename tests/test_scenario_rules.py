"""Scenario files: what each rule makes of them, and where each error is said to be."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tracker.application.problems import BadInput
from tracker.application.scenario import Scenario, parse_scenario, read_scenario
from tracker.domain.commands import AddClaims, AddReports, Correct, DescribeSource, Link, OpenIncident, Record, Retract

NOW = datetime(2026, 1, 1, tzinfo=UTC)
SEEDS = sorted((Path(__file__).resolve().parent.parent / "seeds").glob("*.yaml"))
HEAD = "schema: tracker-scenario/1\nincident: x\ntitle: A test\n"
BODY = HEAD + "developments:\n"


def item(id: str = "d1", type: str = "condemnation_issued", **more: Any) -> str:
    said = {
        "id": id,
        "type": type,
        "date": "2024-01-17",
        "actor": "PAK",
        "target": "IRN",
        "summary": "s",
        "sources": "https://a.b",
    } | more
    return "".join(
        f"{'- ' if n == 0 else '  '}{k}: {v}\n"
        for n, (k, v) in enumerate((k, v) for k, v in said.items() if v is not None)
    )


def read(*items: str, head: str = HEAD, after: str = "") -> Scenario:
    return parse_scenario(head + "developments:\n" + "".join(items) + after, "f.yaml")


def said(kind: Any, *items: str, **more: str) -> list[Any]:
    return [c for c in read(*items, **more).commands(NOW, "me") if isinstance(c, kind)]


def recorded(*items: str, **more: str) -> list[Any]:
    return [c.development for c in said(Record, *items, **more)]


def problem(text: str) -> BadInput:
    with pytest.raises(BadInput) as caught:
        parse_scenario(text, "f.yaml")
    return caught.value


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_every_shipped_scenario_says_the_same_commands_each_time_it_is_read(path: Path) -> None:
    first, again = (read_scenario(path).commands(NOW, "me") for _ in range(2))

    assert first == again
    assert len({c.id for c in first}) == len(first) > 20


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("", "f.yaml", "empty"),
        ("a: [1\nb: 2", "f.yaml:2:2", ""),
        (HEAD + "title: B\n", "f.yaml:4:1", "twice"),
        (HEAD + "notes: &a x\n", "f.yaml:4:8", "anchor"),
        (HEAD + "notes: !!python/name:os.system x\n", "f.yaml:4:8", "tag"),
        (HEAD + "---\na: 1\n", "f.yaml:4:1", "document"),
        (HEAD + "notes: a\x00b\n", "f.yaml:4:9", ""),
        (HEAD + "notes: " + "[" * 60 + "]" * 60, "f.yaml:4:", "deep"),
        (HEAD + "developmnts: []\n", "f.yaml:4:1", "did you mean"),
        (BODY + item(actr="PAK"), "f.yaml:12:3", "did you mean"),
        (BODY + item(type="envoy_sumoned"), "f.yaml:6:", "did you mean"),
        (BODY + item(actor="PKA"), "f.yaml:8:", "PKA"),
        (BODY + item(actor="IRN"), "f.yaml:", ""),
        (BODY + item(actor="[PAK, PAK]"), "f.yaml:8:", ""),
        (BODY + item(date="2024-02-30"), "f.yaml:7:", "2024-02-30"),
        (BODY + item(date="2024-01-18/2024-01-15"), "f.yaml:7:", "reversed"),
        (BODY + item(date="2024-01-18/.."), "f.yaml:7:", ""),
        (BODY + item() + item(), "f.yaml:12:", "d1"),
        (BODY + item(rating="Z9"), "f.yaml:12:", "Z9"),
        (BODY + item(sources=None), "f.yaml:5:", ""),
        (BODY + item(summary=None), "f.yaml:5:", "summary"),
        (BODY + item(type="strike_conducted", fields="{means: ari}"), "f.yaml:12:", ""),
        (BODY + item(type="strike_conducted", fields="{means: air, killd: 2}"), "f.yaml:12:", "did you mean"),
        (BODY + item(type="strike_conducted", fields="{means: air, killed: '2'}"), "f.yaml:12:", ""),
        (
            BODY + item() + "checkpoints:\n- as_of: '2024-01-17'\n  pair: IRN-PAK\n  state: {relation: severed}\n",
            "f.yaml:15:",
            "did you mean",
        ),
        (
            BODY + item() + "checkpoints:\n- as_of: '2024-01-17'\n  pair: IRN-PAK\n  state: {head: {IRN>IRQ: none}}\n",
            "f.yaml:15:",
            "",
        ),
    ],
)
def test_what_does_not_fit_is_refused_where_it_stands(text: str, place: str, words: str) -> None:
    found = problem(text)

    assert (found.where or "").startswith(place)
    assert words in f"{found.what} {found.remedy}"


def test_an_unquoted_time_is_text_and_norway_is_no_falsehood() -> None:
    (held,) = recorded(item(time="12:30", date="2024-01-17", note="NO"))

    assert (held.occurred.minute, held.occurred.offset, held.note) == (750, None, "NO")


def test_a_list_of_actors_is_every_pair_among_them() -> None:
    found = recorded(
        item(type="agreement_signed", actor="[QAT, BHR, ARE]", target=None, fields="{title: t, status: signed}")
    )

    assert [d.id for d in found] == ["d1/ARE-BHR", "d1/ARE-QAT", "d1/BHR-QAT"]
    assert {d.group for d in found} == {"d1"}


def test_several_actors_and_targets_are_every_pair_between_them_and_one_pair_keeps_its_id() -> None:
    found = recorded(item(actor="[SAU, BHR]", target="QAT"))
    (single,) = recorded(item(actor="[PAK]", target="[IRN]"))

    assert [(d.id, d.actors, d.targets) for d in found] == [
        ("d1/QAT-SAU", ("SAU",), ("QAT",)),
        ("d1/BHR-QAT", ("BHR",), ("QAT",)),
    ]
    assert (single.id, single.group) == ("d1", None)


def test_a_mediator_stands_between_its_targets() -> None:
    (one,) = recorded(item(type="restraint_urged", actor="TUR", target="[IRN, PAK]"))
    three = recorded(item(type="restraint_urged", actor="TUR", target="[IRN, PAK, IND]"))

    assert (one.id, one.pair, one.actors) == ("d1", "IRN-PAK", ("TUR",))
    assert [d.pair for d in three] == ["IND-IRN", "IND-PAK", "IRN-PAK"]


def test_a_response_to_a_group_is_one_to_all_its_parts() -> None:
    found = recorded(item("a", in_response_to="b"), item("b", actor="[SAU, BHR]", target="QAT"))

    assert set(found[0].in_response_to) == {"b/QAT-SAU", "b/BHR-QAT"}


SOURCES = (
    HEAD + "sources:\n  late: {outlet: o, published: '2024-02-01'}\n  early: {outlet: o, published: '2024-01-20'}\n"
)


def test_known_from_is_what_is_given_else_the_earliest_source_else_the_end_of_the_best_date() -> None:
    found = said(
        Record, item("a", known_from="'2024-03-01'", sources="early"), item("b", sources="[late, early]"),
        item("c"), item("e", time="04:30+03:30"), head=SOURCES,
    )  # fmt: skip

    assert [c.known_from for c in found] == [
        datetime(2024, 3, 1, 23, 59, 59, tzinfo=UTC),
        datetime(2024, 1, 20, 23, 59, 59, tzinfo=UTC),
        datetime(2024, 1, 17, 23, 59, 59, tzinfo=UTC),
        datetime(2024, 1, 17, 20, 29, 59, tzinfo=UTC),
    ]


def test_a_described_source_is_stored_with_its_incident_and_a_misspelt_one_is_refused() -> None:
    (held,) = recorded(item(sources="[early, https://a.b]"), head=SOURCES)

    assert held.sources == ("x/early", "https://a.b")
    assert "did you mean early" in problem(SOURCES + "developments:\n" + item(sources="erly")).what
    assert [c.stream for c in said(DescribeSource, head=SOURCES + "notes: n\n", after=item())] == [
        "source:x/late",
        "source:x/early",
    ]


def test_an_initial_position_is_stated_on_the_day_before_the_window() -> None:
    head = (
        HEAD
        + "window: {from: '2024-01-15', to: '2024-01-31'}\ninitial_state:\n  PAK-IRN: {relations: established, hostility: 1}\n"
    )
    first = recorded(item(), head=head)[0]

    assert (first.id, first.group, first.pair) == ("x-position/IRN-PAK", "x-position", "IRN-PAK")
    assert first.occurred.best.isoformat() == "2024-01-14"
    assert problem(head.replace("established", "establishd") + "developments:\n" + item()).where == "f.yaml:6:24"


def test_amendments_address_every_part_of_a_group_and_say_why() -> None:
    after = "amendments:\n- retract: d1\n- correct: d2\n  fields: {killed: 9}\n  known_from: '2024-01-20'\n  reason: later\n"
    found = [
        c
        for c in read(
            item(actor="[SAU, BHR]", target="QAT"),
            item("d2", "strike_conducted", fields="{means: air, killed: 7}"),
            after=after,
        ).commands(NOW, "me")
        if isinstance(c, Retract | Correct)
    ]

    assert [c.stream for c in found] == ["d1/QAT-SAU", "d1/BHR-QAT", "d2"]
    assert found[0].reason == "no reason given"
    assert (found[2].changes, found[2].reason, found[2].known_from.day) == ({"killed": 9}, "later", 20)


def test_the_same_retraction_said_again_after_a_reinstatement_is_another_command() -> None:
    after = "amendments:\n" + "- {retract: d1, reason: r}\n- {reinstate: d1, reason: q}\n" * 2
    found = read(item(), after=after).commands(NOW, "me")

    assert len({c.id for c in found}) == len(found)


def test_a_report_a_claim_and_a_link_bring_what_they_say() -> None:
    after = (
        "amendments:\n- {report: d1, source: https://c.d, quote: q}\n- {claim: d1, aspect: killed, value: 9, by: Iran}\n"
        "- {link: d1, same_as: other-1}\n"
    )
    found = read(item(), after=after).commands(NOW, "me")[-3:]

    assert [type(c) for c in found] == [AddReports, AddClaims, Link]
    assert (found[0].reports[0].quote, found[1].claims[0].by, found[2].same_as) == ("q", "Iran", ("other-1",))


def test_a_conflicting_report_is_a_claim_on_the_account_known_with_its_development() -> None:
    after = "conflicting_reports:\n- {about: d1, claim: otherwise, source: https://c.d, settled: no}\n"
    (found,) = said(AddClaims, item(), after=after)

    assert (found.claims[0].aspect, found.claims[0].value, found.claims[0].note) == ("account", "otherwise", "no")
    assert found.known_from == datetime(2024, 1, 17, 23, 59, 59, tzinfo=UTC)


def test_further_incidents_are_opened() -> None:
    assert [c.stream for c in said(OpenIncident, item(), head=HEAD + "incidents: {y: Another}\n")] == [
        "incident:x",
        "incident:y",
    ]
