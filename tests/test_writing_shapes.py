"""What the recording and amending verbs print with --json has the shape of its schema, whatever they bring."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tracker.application.seeds import shipped_seeds
from tracker.application.shapes import fits
from tracker.application.store.reader import Reader
from tracker.application.views.logbook import log_entries
from tracker.application.writing_shapes import WRITING_VERBS
from tracker.cli.main import run

Tell = Callable[..., Any]

POSITION = (
    "record", "position_stated", "date=2024-01-01", "actor=IRN,PAK", "summary=They have relations.", "id=before",
    "position.relations=established", "position.head.PAK>IRN=ambassador", "position.head.IRN>PAK=ambassador",
    "position.expelled_by.PAK=2", "position.restoration_pending=no", "position.agreements.The Pact=in_force",
)  # fmt: skip
RECALL = (
    "record", "ambassador_recalled", "date=2024-01-17", "actor=PAK", "target=IRN", "kind=consultations",
    "summary=Pakistan recalls its ambassador.", "source=https://example.org/a", "id=recall",
)  # fmt: skip
AGAIN = (*RECALL[:2], "date=2024-01-18", *RECALL[3:-1], "id=again", "incident=crisis")
BOTH = (
    "record", "condemnation_issued", "date=2024-01-18", "actor=PAK", "target=IRN,IND", "summary=Harsh.", "id=both",
    "source=https://example.org/a",
)  # fmt: skip
RECORDED = (POSITION, RECALL, AGAIN, BOTH)

AMENDED = (
    ("correct", "recall", "date=2024-01-16", "note=as the ministry says"),
    ("correct", "recall", "type=ambassador_returned", "note=the other way round"),
    ("claim", "recall", "aspect=motive", "value=anger", "by=a spokesman"),
    ("claim", "both", "aspect=tone", "value=harsh", "by=a paper"),
    ("report-add", "recall", "source=https://example.org/b", "quote=was recalled"),
    ("assess", "recall", "rating=B2", "certainty=probable"),
    ("assess", "recall", "aspect=motive", "value=anger"),
    ("link", "again", "same_as=recall"),
    ("link", "recall", "in_response_to=both", "incident=crisis"),
    ("unlink", "recall", "incident=crisis"),
    ("retract", "recall", "--reason", "wrong"),
    ("reinstate", "recall", "--reason", "right", "--known-from", "2024-01-20"),
    ("retract", "both", "--reason", "neither"),
)
FILLED = ("ids", "positions", "changes", "anomalies", "anomalies_resolved", "duplicates", "notes")


@pytest.fixture
def tell(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Tell:
    monkeypatch.setenv("TRACKER_DB", str(tmp_path / "log.db"))
    monkeypatch.setenv("TRACKER_BY", "ada")

    def told(*words: str) -> Any:
        """The document of a verb, once it is seen to have the verb's shape."""
        assert run([*words, "--json"]) == 0, capsys.readouterr().err
        said = capsys.readouterr().out
        fits(words[0], said)
        return json.loads(said)

    return told


def thrice(tell: Tell, words: tuple[str, ...]) -> list[Any]:
    """What a verb says when it would, when it does, and when it is told the same again."""
    return [tell(*words, "--dry-run"), tell(*words), *([tell(*words)] if words[0] != "unlink" else [])]


def test_every_writing_verb_has_its_shape_dry_wet_and_again(tell: Tell) -> None:
    said = {words: thrice(tell, words) for words in RECORDED + AMENDED}
    assert {words[0] for words in said} == set(WRITING_VERBS)
    for words, (dry, wet, *again) in said.items():
        assert (dry["dry_run"], dry["positions"]) == (True, []), words
        assert dry["entries"] == wet["entries"] > 0, words
        assert len(wet["positions"]) == wet["entries"], words
        assert all(not document["positions"] and not document["entries"] for document in again), words
    documents = [document for found in said.values() for document in found]
    assert all(any(document[key] for document in documents) for key in FILLED), "a list is never seen filled"


def test_what_any_development_of_the_scenarios_does_has_the_shape(tmp_path: Path, tell: Tell) -> None:
    tell("replay", *map(str, shipped_seeds()))
    with Reader(tmp_path / "log.db") as reader:
        streams = sorted({entry["stream"] for entry in log_entries(reader)})
    ids = [stream for stream in streams if not re.match(r"(source|incident):", stream)]
    said = [tell("retract", id, "--reason", "to see", "--dry-run") for id in ids]
    kinds = {type(change[side]) for document in said for change in document["changes"] for side in ("before", "after")}
    assert kinds == {bool, int, float, str, list, dict, type(None)}


WHOLE: dict[str, Any] = {
    "id": "a", "ids": ["a"], "positions": [1], "entries": 1, "anomalies": [], "anomalies_resolved": [],
    "duplicates": [{"id": "b", "date": "2024-01?", "summary": "b."}], "notes": [], "dry_run": False,
    "changes": [
        {"pair": "IRN-PAK", "component": "head", "of": "PAK>IRN", "before": None, "after": "recalled", "as_of": "2024-01-17"}
    ],
}  # fmt: skip
CHANGE = WHOLE["changes"][0]


@pytest.mark.parametrize("verb", WRITING_VERBS)
@pytest.mark.parametrize(
    "other",
    [
        {"ids": []}, {"positions": [0]}, {"positions": ["1"]}, {"entries": True}, {"dry_run": 0}, {"more": 1},
        {"duplicates": [{"id": "b", "date": "2024"}]},
        {"changes": [{**CHANGE, "component": "dispute"}]}, {"changes": [{**CHANGE, "of": "Pakistan"}]},
        {"changes": [{**CHANGE, "as_of": "2024"}]}, {"changes": [{**CHANGE, "after": {"a": 1}}]},
    ],
    ids=str,
)  # fmt: skip
def test_an_outcome_of_another_shape_is_seen(verb: str, other: dict[str, Any]) -> None:
    fits(verb, json.dumps(WHOLE))
    with pytest.raises(ValueError, match="validation error"):
        fits(verb, json.dumps({**WHOLE, **other}))
