"""Merging is undone without a trace, loses nothing, and is refused where something would be lost sight of."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.reading.conftest import END, amend, crisis, happened, write
from tracker.application.store.address import Address
from tracker.application.store.reader import Clocks, Reader
from tracker.application.store.writing import Writer
from tracker.application.views.accounts import account_document
from tracker.application.views.disputes import disputed
from tracker.application.views.evidence import evidence_document
from tracker.application.views.ledger import ledger_document
from tracker.application.views.parted_accounts import accounts_document
from tracker.application.views.queue import queue_rows
from tracker.application.views.relations import relation_rows
from tracker.application.views.robustness import robustness_document
from tracker.application.views.search import search
from tracker.application.views.state import anomalies, state_document
from tracker.application.views.timeline import timeline_rows
from tracker.application.views.why import asked as question
from tracker.application.views.why import why_document
from tracker.cli.main import run
from tracker.domain.commands import (
    AddClaims,
    AddReports,
    Assess,
    Command,
    Correct,
    Link,
    Record,
    Refusal,
    Refused,
    Retract,
    Unlink,
)
from tracker.domain.desk import decide
from tracker.domain.dossier import Dossier, evolve
from tracker.domain.evidence import Certainty, Claim, Report
from tracker.domain.merging import check_merge

PAIR = "IRN-PAK"
NOW = datetime(2024, 3, 2, tzinfo=UTC)
OF_ENTRIES = ("known_from", "version", "history", "position", "steps")
"""What tells of the entries themselves, and so of the merge and its undoing."""


def bare(found: Any) -> Any:
    """A document without what tells of its entries."""
    if isinstance(found, dict):
        return {key: bare(value) for key, value in found.items() if key not in OF_ENTRIES}
    return [bare(item) for item in found] if isinstance(found, list | tuple) else found


def views(place: Address, clocks: Clocks = END) -> dict[str, Any]:
    """Everything that is shown of the pair and its developments."""
    with Reader(place) as reader:
        state = state_document(reader, PAIR, clocks, now=NOW)
        rows = [row.document() for row in timeline_rows(reader, PAIR, clocks)]
        shown = {row["id"]: evidence_document(reader, row["id"], clocks) for row in rows}
        claims = disputed(reader, reader.picture(PAIR, clocks))
        shown["again"] = evidence_document(reader, "again", clocks)
        return {
            "state": bare(state), "timeline": bare(rows), "show": bare(shown), "disputes": claims,
            "ledger": ledger_document(reader, clocks, PAIR), **others(reader, clocks),
        }  # fmt: skip


def others(reader: Reader, clocks: Clocks) -> dict[str, Any]:
    """What else is asked of a pair and of all. That two were parted is known, so that no queue takes them for one."""
    asked = [question(name, None, PAIR) for name in ("head", "tension", "hostility")]
    queue = [row for row in queue_rows(reader, clocks) if row["kind"] != "duplicate" or "again" not in _both(row)]
    found = search(reader, ["recalled"], clocks).document()["found"]
    return {
        "why": bare([why_document(reader, PAIR, component, clocks) for component in asked]),
        "queue": bare(queue),
        "accounts": bare(accounts_document(reader, PAIR, clocks, now=NOW)),
        "account": bare(account_document(reader, PAIR, "IRN", clocks, now=NOW)),
        "search": [(row["id"], row["type"], row["date"], row["summary"], row["retracted"]) for row in found],
        "relations": [row.document() for row in relation_rows(reader, clocks)],
        "robustness": bare(robustness_document(reader, PAIR, clocks, now=NOW)),
        "anomalies": anomalies(reader.picture(PAIR, clocks)),
    }


def _both(row: dict[str, Any]) -> tuple[str, ...]:
    return (row["id"], *row["related"])


def twice() -> list[Command]:
    """The crisis, and its first recall told again with a report, a claim, a cause and an incident of its own."""
    return [
        *crisis(),
        happened("again", "ambassador_recalled", 17, "PAK", "IRN", kind="consultations", in_response_to=("answer-again",),
                 incidents=("autumn",), reports=(Report(source="crisis/later", quote="called home"),)),
        amend(AddClaims, "again", 24, claims=(Claim(aspect="motive", value="anger", by="Iran"),)),
        amend(AddReports, "again", 24, sources=("https://example.org/again",)),
        amend(AddClaims, "recall", 24, claims=(Claim(aspect="motive", value="consultations", by="Pakistan"),)),
        happened("echo", "threat_made", 22, "IRN", "PAK", threat="force", in_response_to=("again",)),
    ]  # fmt: skip


MERGED = amend(Link, "again", 25, same_as=("recall",))
UNDONE = amend(Unlink, "again", 26, same_as=("recall",), reason="two after all")


def test_a_merge_that_is_undone_leaves_every_view_as_it_was(anywhere: Address) -> None:
    write(anywhere, twice())
    before = views(anywhere)
    with Writer(anywhere) as writer:
        writer.submit([MERGED], check_merge)
        merged = views(anywhere)
        writer.submit([UNDONE], check_merge)
    changed = {name for name in before if merged[name] != before[name]}
    assert changed >= {"state", "timeline", "show", "disputes", "ledger", "why", "queue", "accounts", "relations"}
    assert views(anywhere) == before


def test_a_merge_loses_no_report_no_claim_no_cause_no_incident_and_no_answer(anywhere: Address) -> None:
    write(anywhere, [*twice(), MERGED])
    found = views(anywhere)
    shown, (row,) = found["show"]["recall"], [row for row in found["timeline"] if row["id"] == "recall"]
    assert [r["source"] for r in shown["reports"]] == [
        "https://www.dawn.com/1", "crisis/later", "https://example.org/again",
    ]  # fmt: skip
    assert [c["value"] for c in shown["claims"]] == ["consultations", "anger"]
    assert shown["in_response_to"] == ["strike", "answer-again"]
    assert shown["incidents"] == row["incidents"] == ["autumn"]
    assert (shown["merged"], row["merged"]) == (["again"], ["again"])
    assert row["in_response_to"] == ["answer", "strike"]
    assert shown["responses"] == row["responses"] == ["echo"]
    assert [row["aspect"] for row in shown["disputed"]] == ["motive"]
    assert found["show"]["again"]["counts_as"] == "recall"
    assert "again" not in {row["id"] for row in found["timeline"]}


# What is refused.


def told(*commands: Command) -> dict[str, Dossier]:
    dossiers: dict[str, Dossier] = {}
    for command in commands:
        check_merge(dossiers.get, command)
        for entry in decide(dossiers.get(command.stream), command):
            dossiers[command.stream] = evolve(dossiers.get(command.stream), entry)
    return dossiers


def refused(*commands: Command) -> Refused:
    *before, last = commands
    told(*before)
    with pytest.raises(Refused) as problem:
        told(*commands)
    assert problem.value.stream == last.stream
    return problem.value


def recalls(*names: str) -> list[Record]:
    return [happened(name, "ambassador_recalled", 17, "PAK", "IRN", kind="consultations") for name in names]


def same(one: str, *others: str, day: int = 25, **more: Any) -> Command:
    return amend(Link, one, day, same_as=others, **more)


@pytest.mark.parametrize(
    ("later", "named"),
    [
        (
            amend(Correct, "b", 18, changes={"kind": "indefinite"}, reason="so said"),
            "version 2, corrected by ann (so said)",
        ),
        (amend(Assess, "b", 18, certainty=Certainty.CONFIRMED), "version 2, assessed by ann"),
        (amend(Assess, "b", 18, aspect="motive", value="anger"), "version 2, assessed by ann"),
    ],
    ids=["corrected", "assessed", "an account taken"],
)
def test_what_was_corrected_or_assessed_is_not_merged_away_unread(later: Command, named: str) -> None:
    problem = refused(*recalls("a", "b"), later, same("b", "a"))
    assert (problem.refusal, problem.detail) == (Refusal.STOOD_UPON, named)
    assert told(*recalls("a", "b"), later, same("b", "a", version=2))["b"].same_as == ("a",)
    assert told(*recalls("a", "b"), later, same("a", "b"))["a"].same_as == ("b",)


def test_all_that_stands_on_it_is_named() -> None:
    first = amend(Correct, "b", 18, changes={"kind": "indefinite"})
    second = amend(Assess, "b", 19, certainty=Certainty.PROBABLE)
    detail = refused(*recalls("a", "b"), first, second, same("b", "a")).detail
    assert detail == "version 2, corrected by ann; version 3, assessed by ann"


def test_reports_claims_and_other_ties_stand_in_no_merge_s_way() -> None:
    later = (
        amend(AddReports, "b", 18, sources=("https://example.org",)),
        amend(AddClaims, "b", 18, claims=(Claim(aspect="motive", value="anger", by="Iran"),)),
        amend(Link, "b", 18, in_response_to=("a",)),
    )
    assert told(*recalls("a", "b"), *later, same("b", "a"))["b"].same_as == ("a",)
    corrected = amend(Correct, "b", 18, changes={"kind": "indefinite"})
    assert told(*recalls("a", "b"), corrected, amend(Link, "b", 19, incidents=("x",)))["b"].same_as == ()


@pytest.mark.parametrize(
    ("ties", "last", "detail"),
    [
        ([same("a", "b", reason="one recall")], same("b", "a"), "a was merged into it by version 2, linked by ann (one recall)"),
        ([same("a", "b"), same("b", "c")], same("c", "a"), "b was merged into it by version 2, linked by ann, and a leads to b"),
        ([same("a", "c"), same("b", "c", version=1), amend(Retract, "a", 26, reason="x")], same("c", "d", "a"), "a was merged"),
    ],
    ids=["two", "three", "through a retracted one"],
)  # fmt: skip
def test_a_ring_of_merges_is_refused_with_the_entry_that_closes_it(
    ties: list[Command], last: Command, detail: str
) -> None:
    problem = refused(*recalls("a", "b", "c", "d"), *ties, last)
    assert problem.refusal is Refusal.MERGE_RING
    assert problem.detail.startswith(detail)


def test_a_ring_is_refused_though_the_version_was_read() -> None:
    assert refused(*recalls("a", "b"), same("a", "b"), same("b", "a", version=1)).refusal is Refusal.MERGE_RING


def test_two_chains_to_one_are_no_ring_and_an_undone_tie_closes_none() -> None:
    told(*recalls("a", "b", "c"), same("b", "a"), same("c", "a"), same("c", "b", day=26))
    told(*recalls("a", "b"), same("a", "b"), amend(Unlink, "a", 26, same_as=("b",)), same("b", "a", day=27))


def test_a_merge_said_again_writes_nothing_whatever_was_said_since() -> None:
    since = amend(Correct, "b", 27, changes={"kind": "indefinite"})
    before = told(*recalls("a", "b"), same("b", "a"), since)
    assert told(*recalls("a", "b"), same("b", "a"), since, same("b", "a"), same("b", "a", day=28)) == before


def test_a_merge_that_was_undone_and_is_sent_again_writes_nothing_though_more_was_said() -> None:
    since = amend(Correct, "b", 27, changes={"kind": "indefinite"})
    undone = (*recalls("a", "b"), same("b", "a"), amend(Unlink, "b", 26, same_as=("a",), reason="two"), since)
    assert told(*undone, same("b", "a")) == told(*undone)


def test_a_refused_merge_changes_nothing_on_the_disk(anywhere: Address) -> None:
    write(anywhere, [*twice(), amend(Correct, "again", 25, changes={"kind": "permanent"}, reason="so said")])
    before = views(anywhere)
    with Writer(anywhere) as writer, pytest.raises(Refused, match="would no longer count"):
        writer.submit([amend(AddReports, "strike", 27, sources=("x",)), MERGED], check_merge)
    assert views(anywhere) == before


# What a person sees.

FILE = """
schema: tracker-scenario/1
incident: small
title: Small
developments:
- {{id: {id}, date: 2024-01-17, type: ambassador_recalled, actor: PAK, target: IRN, fields: {{kind: consultations}},
   summary: Called home, sources: [https://example.org/{id}]}}
{more}
"""


@pytest.fixture
def tell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    def told_(*words: str) -> Any:
        capsys.readouterr()
        status = run(["--db", str(tmp_path / "log.db"), *words])
        said = capsys.readouterr()
        return status, said.out, said.err

    return told_


def file(folder: Path, id: str, more: str = "") -> str:
    path = folder / f"{id}.yaml"
    path.write_text(FILE.format(id=id, more=more), "utf-8")
    return str(path)


def test_a_replay_notes_what_may_be_told_twice_and_not_what_it_says_to_be_the_same(tmp_path: Path, tell: Any) -> None:
    tell("replay", file(tmp_path, "one"))
    status, _, err = tell("replay", file(tmp_path, "two"))
    assert (status, "two may be the same as one (2024-01-17)" in err) == (0, True)
    assert "tracker link two same_as=one" in err
    _, _, again = tell("replay", file(tmp_path, "two"))
    assert "may be the same" not in again
    _, _, tied = tell("replay", file(tmp_path, "three", "amendments:\n- {link: three, same_as: one}"))
    assert "three may be the same as two" in tied
    assert "three may be the same as one" not in tied


def test_what_is_told_in_nearly_the_same_words_is_noted_though_it_was_taken_for_another_type(
    tmp_path: Path, tell: Any
) -> None:
    words = "Islamabad calls its ambassador home from Tehran over the raid"
    other = file(tmp_path, "two").replace("two.yaml", "two-other.yaml")
    first = Path(file(tmp_path, "one"))
    first.write_text(first.read_text("utf-8").replace("Called home", words), "utf-8")
    second = FILE.format(id="two", more="").replace("Called home", words)
    second = second.replace("ambassador_recalled", "condemnation_issued").replace("{kind: consultations}", "{}")
    Path(other).write_text(second, "utf-8")
    tell("replay", str(first))
    status, _, err = tell("replay", other)
    assert (status, "two may be the same as one (2024-01-17), of the same pair, in nearly the same words" in err) == (
        0, True,
    )  # fmt: skip


def test_what_the_log_says_to_be_the_same_before_it_is_recorded_is_not_noted(tmp_path: Path, tell: Any) -> None:
    tell("replay", file(tmp_path, "one", "amendments:\n- {link: one, same_as: two}"))
    status, _, err = tell("replay", file(tmp_path, "two"))
    assert (status, "may be the same" in err) == (0, False)


def test_link_merges_with_an_option_too_and_unlink_undoes_it(tmp_path: Path, tell: Any) -> None:
    tell("replay", file(tmp_path, "one"), file(tmp_path, "two"))
    assert tell("link", "two", "--same-as", "one")[0] == 0
    assert json.loads(tell("show", "one", "--json")[1])["merged"] == ["two"]
    status, _, err = tell("link", "one", "--same-as", "two")
    assert (status, "go round in a ring (two was merged into it by version 2" in err) == (2, True)
    assert tell("unlink", "two", "--same-as", "one", "--reason", "two recalls")[0] == 0
    assert json.loads(tell("show", "one", "--json")[1])["merged"] == []


def test_a_file_that_closes_a_ring_is_refused_whole(tmp_path: Path, tell: Any) -> None:
    tell("replay", file(tmp_path, "one"))
    tell("replay", file(tmp_path, "two", "amendments:\n- {link: two, same_as: one}"))
    status, _, err = tell("replay", file(tmp_path, "three", "amendments:\n- {link: one, same_as: two}"))
    assert (status, "ring" in err, "nothing of this file was recorded" in err) == (2, True, True)
    assert tell("show", "three")[0] == 2
    assert (
        tell("replay", file(tmp_path, "ring", "amendments:\n- {link: ring, same_as: ring}"), "--check", "--dry-run")[0]
        == 2
    )


def test_what_was_retracted_stays_so_when_its_file_comes_again(tmp_path: Path, tell: Any) -> None:
    path = file(tmp_path, "one", "amendments:\n- {report: one, source: https://example.org/2, quote: q}")
    tell("replay", path)
    exported = tmp_path / "log.jsonl"
    assert tell("export", "--log", str(exported))[0] == 0
    tell("retract", "one", "--reason", "a hoax")
    for words in (("replay", path), ("replay", "--check", path), ("import", "--log", str(exported))):
        status, _, err = tell(*words)
        assert status == 0, err
        shown = json.loads(tell("show", "one", "--json")[1])
        assert (shown["retracted"], shown["status"], shown["version"]) == ("a hoax", "retracted", 3)
    assert json.loads(tell("state", "IRN", "PAK", "--json")[1])["state"]["head"]["PAK>IRN"] == "unknown"
