"""The verbs that leave something out, on a crisis of which two owners, an owner of two papers and an address tell."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tracker.application.shapes import fits
from tracker.cli.main import run

CRISIS = """
schema: tracker-scenario/1
incident: crisis
title: A small crisis
window: {from: 2024-01-01, to: 2024-02-01}
initial_state:
  IRN-PAK:
    relations: established
    mission: {IRN>PAK: open, PAK>IRN: open}
    head: {IRN>PAK: ambassador, PAK>IRN: ambassador}
sources:
  morning: {outlet: The Morning Post, family: Post, published: 2024-01-17, url: https://post.example/m, reliability: B}
  evening: {outlet: The Evening Post, family: Post, published: 2024-01-17, reliability: B}
  wire: {outlet: Wire, published: 2024-01-17, reliability: D}
developments:
  - {id: recall, date: 2024-01-17, type: ambassador_recalled, actor: PAK, target: IRN, fields: {kind: consultations},
     summary: Pakistan recalls its ambassador., rating: B2, sources: [morning, evening]}
  - {id: barred, date: 2024-01-17, type: ambassador_barred, actor: PAK, target: IRN, rating: C3,
     summary: Iran’s ambassador may not return., reports: [{source: wire, quote: not now}, {source: morning}]}
  - {id: closed, date: 2024-01-18, type: high_level_contacts_suspended, actor: PAK, target: IRN,
     summary: Visits are put off., sources: [https://news.example/a]}
  - {id: strike, date: 2024-01-19, type: strike_conducted, actor: IRN, target: PAK, rating: B4, fields: {means: missile},
     summary: A strike., reports: [{source: wire}], claims: [{aspect: killed, value: 3, by: Iran, source: morning}]}
  - {id: expelled, date: 2024-01-18, type: diplomats_expelled, actor: PAK, target: IRN, fields: {count: 2}, rating: B2,
     summary: Two have to go., sources: [https://news.example/b]}
  - {id: more, date: 2024-01-19, type: diplomats_expelled, actor: PAK, target: IRN, fields: {count: 3}, rating: B2,
     summary: Three more have to go., sources: [https://news.example/c]}
"""
Ask = Callable[..., Any]


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("crisis")
    (folder / "crisis.yaml").write_text(CRISIS, "utf-8")
    assert run(["--db", str(folder / "log.db"), "replay", str(folder / "crisis.yaml")]) == 0
    return folder / "log.db"


@pytest.fixture
def ask(log: Path, capsys: pytest.CaptureFixture[str]) -> Ask:
    def asked(verb: str, *words: str) -> Any:
        capsys.readouterr()
        assert run(["--db", str(log), verb, "IRN", "PAK", *words, "--as-of", "2024-01-20", "--json"]) == 0
        out = capsys.readouterr().out
        fits(verb, out)
        return json.loads(out)

    return asked


@pytest.fixture
def say(log: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    def said(verb: str, *words: str) -> str:
        capsys.readouterr()
        assert run(["--db", str(log), verb, "IRN", "PAK", *words, "--as-of", "2024-01-20"]) == 0
        return capsys.readouterr().out

    return said


@pytest.mark.parametrize("name", ["wire", "source:wire", "crisis/wire"])
def test_a_source_is_named_as_its_file_names_it_or_as_it_is_stored(ask: Ask, name: str) -> None:
    document = ask("state", "--without", f"source:{name}")
    assert document["without"]["sources"] == ["crisis/wire"]
    assert [lost["development"] for lost in document["without"]["left_out"]] == ["strike"]
    assert document["without"]["left_out"][0]["reason"] == "nothing else carries it"
    assert document["without"]["reports"] == 2
    assert document["state"]["head"]["IRN>PAK"] == "barred", "another source carries it too"
    assert document["disputed"] == []


def test_a_source_is_named_by_its_address(ask: Ask) -> None:
    assert ask("state", "--without", "source:https://post.example/m")["without"]["sources"] == ["crisis/morning"]
    unlisted = ask("state", "--without", "source:https://news.example/a")
    assert unlisted["state"]["contacts"] == "unknown"


def test_a_family_takes_all_its_papers_along(ask: Ask) -> None:
    document = ask("state", "--without", "family:post")
    assert document["without"]["families"] == ["Post"]
    assert document["state"]["head"] == {"IRN>PAK": "barred", "PAK>IRN": "ambassador"}
    both = ask("state", "--without", "family:Post", "--without", "source:wire")
    assert both["state"]["head"] == {"IRN>PAK": "ambassador", "PAK>IRN": "ambassador"}


def test_a_minimum_leaves_out_what_is_graded_below_or_not_at_all_and_the_stated_position_stays(ask: Ask) -> None:
    document = ask("state", "--min-grade", "C3")
    assert {lost["development"]: lost["reason"] for lost in document["without"]["left_out"]} == {
        "closed": "ungraded",
        "strike": "nothing else carries it",
    }
    assert document["without"]["min_grade"] == "C3"
    assert document["state"]["relations"] == "established"
    assert document["state"]["head"] == {"IRN>PAK": "barred", "PAK>IRN": "recalled"}


def test_a_timeline_marks_what_no_longer_counts(ask: Ask, say: Callable[..., str]) -> None:
    rows = {row["id"]: row for row in ask("timeline", "--without", "source:wire")}
    assert rows["strike"]["left_out"] == "nothing else carries it"
    assert not rows["strike"]["counts"]
    assert rows["barred"]["left_out"] is None
    assert (rows["barred"]["counts"], rows["barred"]["reports"]) == (True, 1)
    whole = {row["id"]: row for row in ask("timeline")}
    assert (whole["barred"]["reports"], whole["barred"]["status"]) == (2, "corroborated")
    assert rows["barred"]["status"] == "reported", "one family alone corroborates nothing"
    page = say("timeline", "--without", "source:wire", "--min-grade", "E5")
    assert "WITHOUT source:wire, anything graded below E5: 2 developments no longer count" in page
    assert "[left out: nothing else carries it" in page


def test_a_why_tells_of_what_is_left(ask: Ask, say: Callable[..., str]) -> None:
    document = ask("why", "head", "PAK>IRN", "--without", "family:Post")
    assert document["parts"][0]["value"] == "ambassador"
    assert document["without"]["families"] == ["Post"]
    assert say("why", "head", "--without", "family:Post").splitlines()[1].startswith("WITHOUT family Post: ")


@pytest.mark.parametrize(
    ("words", "weakest"),
    [
        (("head", "PAK>IRN"), ("development", "recall", None, ["Post"], 1, "ambassador")),
        (("head", "IRN>PAK"), ("development", "barred", None, ["Post", "Wire"], 2, "ambassador")),
        (("contacts",), ("report", "closed", "https://news.example/a", ["unknown"], 0, "unknown")),
        (("hostility",), ("report", "strike", "crisis/wire", ["Wire"], 1, "unknown")),
        (("relations",), ("development", "crisis-position/IRN-PAK", None, [], 0, "unknown")),
        (("expelled_by", "PAK"), ("report", "more", "https://news.example/c", ["unknown"], 0, 2)),
        (("tension", "IRN>PAK"), ("report", "strike", "crisis/wire", ["Wire"], 1, 0.0)),
    ],
)
def test_the_weakest_link_is_what_makes_the_value_another(ask: Ask, words: tuple[str, ...], weakest: Any) -> None:
    (part,) = ask("why", *words)["parts"]
    link = part["weakest"]
    keys = ("kind", "development", "source", "families", "independent", "value")
    assert tuple(link[key] for key in keys) == weakest


def test_robustness_says_first_what_a_single_report_takes_away(ask: Ask, say: Callable[..., str]) -> None:
    document = ask("robustness")
    rows = {(row["component"], row["owner"]): row for row in document["components"]}
    assert rows["head", "IRN>PAK"]["families"] == ["Post", "Wire"]
    assert rows["head", "IRN>PAK"]["independent"] == 2
    assert rows["head", "IRN>PAK"]["falls"] == []
    assert [(fall["kind"], fall["name"], fall["value"]) for fall in rows["head", "PAK>IRN"]["falls"]] == [
        ("family", "Post", "ambassador")
    ]
    assert (rows["contacts", None]["families"], rows["contacts", None]["independent"]) == (["unknown"], 0)
    assert rows["relations", None]["unsourced"] == 1
    order = [row["independent"] for row in document["components"] if row["weakest"] and row["weakest"]["families"]]
    assert order == sorted(order)
    families = {row["family"]: row for row in document["families"]}
    assert families["Post"]["developments"] == ["recall"]
    assert "head{PAK>IRN}" in families["Post"]["components"]
    page = say("robustness")
    assert "resting on 2 independent publishers (Post, Wire)" in page
    assert "weakest link: the only report of strike, by crisis/wire (family Wire); without it unknown" in page


def test_only_what_had_happened_by_the_date_is_told_to_be_left_out(
    log: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    words = ("IRN", "PAK", "--as-of", "2024-01-18", "--without", "source:wire", "--json")
    assert run(["--db", str(log), "state", *words]) == 0
    assert json.loads(capsys.readouterr().out)["without"] == {
        "sources": ["crisis/wire"], "families": [], "min_grade": None, "left_out": [], "reports": 1,
    }  # fmt: skip


def test_what_a_date_hangs_on_may_be_the_weakest_link(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A recall of inexact days ends where its answer begins: without the answer it may not have happened yet."""
    recall = "{id: recall, date: 2024-01-10/2024-01-20, type: ambassador_recalled, actor: PAK, target: IRN,"
    answer = "{id: answer, date: 2024-01-15, type: condemnation_issued, actor: IRN, target: PAK, summary: No.,"
    link = weakest(
        tmp_path, capsys, "head", "PAK>IRN", "2024-01-16",
        f"{recall} fields: {{kind: consultations}}, summary: Recalled., sources: [morning, wire]}}",
        f"{answer} in_response_to: [recall], sources: [wire]}}",
    )  # fmt: skip
    assert (link["kind"], link["development"], link["value"], link["alike"]) == ("report", "answer", "ambassador", 2)


def test_an_act_that_stays_open_is_the_weakest_link_of_a_tension_however_little_of_it_is_felt(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    recall = "{id: recall, date: 2024-01-02, type: ambassador_recalled, actor: PAK, target: IRN, summary: Recalled.,"
    said = "type: justification_issued, actor: PAK, target: IRN, summary: We had to., sources: [wire]"
    days = [f"{{id: said-{day}, date: 2025-06-{day:02}, {said}}}" for day in range(1, 16)]
    link = weakest(
        tmp_path, capsys, "tension", "PAK>IRN", "2025-07-20",
        f"{recall} fields: {{kind: indefinite}}, sources: [wire]}}", *days,
    )  # fmt: skip
    assert (link["development"], link["alike"]) == ("recall", None)
    assert link["value"] < 4.5


def weakest(
    folder: Path, capsys: pytest.CaptureFixture[str], component: str, owner: str, day: str, *developments: str
) -> dict[str, Any]:
    """The weakest link of a component in a crisis of other developments."""
    head = CRISIS.partition("developments:")[0].replace("to: 2024-02-01", "to: 2025-12-01")
    (folder / "crisis.yaml").write_text(f"{head}developments:\n" + "".join(f"  - {d}\n" for d in developments), "utf-8")
    assert run(["--db", str(folder / "log.db"), "replay", str(folder / "crisis.yaml")]) == 0
    capsys.readouterr()
    assert run(["--db", str(folder / "log.db"), "why", "IRN", "PAK", component, owner, "--as-of", day, "--json"]) == 0
    (part,) = json.loads(capsys.readouterr().out)["parts"]
    found: dict[str, Any] = part["weakest"]
    return found


def test_leaving_out_what_carries_nothing_alone_leaves_the_state_as_it_is(ask: Ask) -> None:
    whole, sifted = ask("state"), ask("state", "--without", "source:evening")
    assert sifted["without"]["left_out"] == []
    assert sifted["state"] == whole["state"]
    assert (sifted["because"], sifted["anomalies"]) == (whole["because"], whole["anomalies"])


@pytest.mark.parametrize("when", [(), ("--known-at", "2024-01-18T12:00Z")], ids=["now", "as known before"])
def test_every_store_says_the_same(
    anywhere: Any, log: Path, capsys: pytest.CaptureFixture[str], when: tuple[str, ...]
) -> None:
    def told(place: str) -> list[Any]:
        found = []
        for verb, *words in (
            ("robustness",), ("why", "head"), ("why", "tension"), ("state", "--without", "family:Post"),
            ("timeline", "--min-grade", "C3"),
        ):  # fmt: skip
            capsys.readouterr()
            assert run(["--db", place, verb, "IRN", "PAK", *words, *when, "--as-of", "2024-01-20", "--json"]) == 0
            found.append(json.loads(capsys.readouterr().out))
        return found

    assert run(["--db", str(anywhere), "replay", str(log.parent / "crisis.yaml")]) == 0
    assert told(str(anywhere)) == told(str(log))
