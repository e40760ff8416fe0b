"""The reading verbs as a person runs them: exit status, one JSON document, and nothing raw on a terminal."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.stores import run as change
from tracker.application.shapes import fits
from tracker.application.store.address import Address
from tracker.cli.main import run


class Said(NamedTuple):
    status: int
    out: str
    err: str


@pytest.fixture
def tracker(log: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    def said(*words: str) -> Said:
        status = run(["--db", str(log), *words])
        out, err = capsys.readouterr()
        return Said(status, out, err)

    return said


VERBS = (
    ("timeline", "Pakistan", "iran"), ("show", "strike"), ("show", "gulf"), ("show", "crisis"), ("show", "crisis/late"),
    ("show", "rumour"), ("show", "answer-again"), ("why", "IRN", "PAK", "head"), ("why", "IRN", "PAK", "tension"),
    ("why", "IRN", "PAK", "cooperation"), ("why", "IRN", "PAK", "dispute"), ("why", "IRN", "PAK", "hostility", "--as-of", "2024-01-18"),
    ("diff", "IRN", "PAK", "--from", "2024-01-16", "--to", "2024-01-18"),
    ("diff", "IRN", "PAK", "--known-from", "2024-01-20"),
    ("diff", "IRN", "PAK", "--from", "2024-01-16", "--known-from", "2024-01-17", "--known-to", "2024-01-22"),
    ("search", "strike"), ("search", "nowhere-to-be-found"), ("anomalies",), ("anomalies", "IRN", "PAK"), ("anomalies", "BHR", "QAT"),
    ("cite", "IRN", "PAK"), ("log",), ("log", "--limit", "2"), ("log", "--stream", "nothing"), ("verify",), ("verify", "--rebuild"),
    ("catalogue",), ("catalogue", "ambassador_recalled"), ("catalogue", "--tension"), ("timeline", "FRA", "GBR"),
)  # fmt: skip


@pytest.mark.parametrize("words", VERBS, ids=" ".join)
def test_a_verb_prints_text_without_a_raw_control_character(tracker: Any, words: tuple[str, ...]) -> None:
    said = tracker(*words)
    assert (said.status, said.err) == (0, "")
    assert said.out or words == ("log", "--stream", "nothing")
    assert said.out.replace("\n", "").isprintable()


@pytest.mark.parametrize("words", VERBS, ids=" ".join)
def test_a_verb_prints_one_json_document_in_ascii(tracker: Any, words: tuple[str, ...]) -> None:
    said = tracker(*words, "--json")
    assert (said.status, said.err) == (0, "")
    assert said.out.isascii()
    assert json.loads(said.out) is not None


def shape_of(words: tuple[str, ...]) -> str | None:
    """The shape a verb's document must have; None for the formula of the tension."""
    if words[0] == "catalogue":
        return {1: "catalogue"}.get(len(words)) or ("catalogue-type" if words[1] != "--tension" else None)
    return words[0]


@pytest.mark.parametrize("words", [words for words in VERBS if shape_of(words)], ids=" ".join)
def test_a_document_has_the_shape_that_its_schema_tells(tracker: Any, words: tuple[str, ...]) -> None:
    fits(shape_of(words), tracker(*words, "--json").out)


def test_json_may_be_asked_for_before_the_verb(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--json", "--db", str(log), "anomalies"]) == 0
    assert list(json.loads(capsys.readouterr().out)[0])[:5] == [
        "development", "expected", "article", "disagrees", "uncertain",
    ]  # fmt: skip


REFUSED = {
    "an unknown id": (("show", "stirke"), "did you mean strike?"),
    "an unknown component": (("why", "IRN", "PAK", "hed"), "did you mean head?"),
    "a half of another pair": (("why", "IRN", "PAK", "head", "IND>PAK"), "choose one of IRN>PAK, PAK>IRN"),
    "a pair with itself": (("timeline", "IRN", "IRN"), "two different states"),
    "an unknown state": (("cite", "IRN", "Pakistn"), "did you mean PAK, Pakistan?"),
    "an unknown type": (("catalogue", "ambasador_recalled"), "did you mean ambassador_recalled?"),
    "a type and the tension": (("catalogue", "ambassador_recalled", "--tension"), "leave out one"),
    "nothing to compare": (("diff", "IRN", "PAK"), "--known-from"),
    "an end without a start": (("diff", "IRN", "PAK", "--to", "2024-01-18"), "--to needs --from"),
    "no such start": (("diff", "IRN", "PAK", "--from", "2024-13"), "--from: there is no date 2024-13"),
    "no such end": (("diff", "IRN", "PAK", "--from", "2024", "--to", "later"), "--to: 'later' is no date"),
    "no such knowledge": (("diff", "IRN", "PAK", "--known-from", "soon"), "--known-from: 'soon' is no date"),
    "no such day of both": (("diff", "IRN", "PAK", "--known-from", "2024", "--as-of", "x"), "--as-of: 'x' is no date"),
    "reversed dates": (("diff", "IRN", "PAK", "--from", "2024-01-18", "--to", "2024-01-16"), "reversed"),
    "reversed knowledge": (
        ("diff", "IRN", "PAK", "--known-from", "2024-01-18", "--known-to", "2024-01-16"), "reversed",
    ),
    "a clock said twice": (("diff", "IRN", "PAK", "--from", "2024-01-16", "--as-of", "2024-01-17"), "cannot both"),
    "no date": (("timeline", "IRN", "PAK", "--as-of", "2024-02-30"), "--as-of"),
    "half a pair": (("anomalies", "IRN"), "name both states"),
    "nothing to search": (("search", " "), "nothing to search"),
}  # fmt: skip


@pytest.mark.parametrize(("words", "hint"), REFUSED.values(), ids=REFUSED)
def test_bad_input_leaves_with_two_and_says_how_to_go_on(tracker: Any, words: tuple[str, ...], hint: str) -> None:
    said = tracker(*words)
    assert (said.status, said.out) == (2, "")
    assert said.err.startswith("error: ")
    assert hint in said.err
    assert len(said.err.splitlines()) <= 2


def test_a_damaged_log_leaves_verify_with_one(tracker: Any, log: Address) -> None:
    change(log, "DELETE FROM facts WHERE id = 'answer'")
    said = tracker("verify")
    assert said.status == 1
    assert "pairs IRN-PAK" in said.out
    document = json.loads(tracker("verify", "--json").out)
    assert (document["holds"], document["count"]) == (False, 1)
    assert tracker("verify", "--rebuild").status == 0
    assert tracker("verify").status == 0


def test_past_knowledge_is_honoured_by_each_verb(tracker: Any) -> None:
    then = ("--known-at", "2024-01-17", "--as-of", "2024-01-30")
    assert "recall" not in tracker("timeline", "IRN", "PAK", *then).out
    assert "ambassador" in tracker("why", "IRN", "PAK", "head", "PAK>IRN", *then).out.splitlines()[1]
    assert "no anomalies" in tracker("anomalies", *then).out
    assert "nothing found" in tracker("search", "téppo", *then).out
    assert tracker("show", "answer", *then).status == 2
    assert " known 2024-01-17T23:59:59Z " in tracker("cite", "IRN", "PAK", *then).out
    assert "retracted" not in tracker("log", "--known-at", "2024-01-17").out


def test_the_log_and_the_catalogue_start_without_the_forms_and_the_library(log: Path) -> None:
    program = (
        "import sys; from tracker.cli.main import run; run(sys.argv[1:]); "
        "print(*[m for m in ('pydantic', 'eventsourcing', 'textual') if m in sys.modules], file=sys.stderr)"
    )
    words = [sys.executable, "-c", program, "--db", str(log), "log", "--json"]
    done = subprocess.run(words, capture_output=True, text=True, check=True, env={**os.environ, "PYTHONPATH": "."})
    assert len(json.loads(done.stdout)) == 19
    assert done.stderr.split() == []
