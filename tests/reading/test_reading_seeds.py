"""The reading verbs over all shipped scenarios in one log: whatever real crises hold can be shown, and agrees."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tracker.application.scenario import read_scenario
from tracker.application.seeds import shipped_seeds
from tracker.application.shapes import fits
from tracker.application.store.reader import Clocks, Reader
from tracker.application.store.writing import Writer
from tracker.application.verify import verify
from tracker.application.views.citation import citation, digest_of
from tracker.application.views.diff import diff_document
from tracker.application.views.evidence import evidence_document
from tracker.application.views.logbook import log_entries
from tracker.application.views.search import search
from tracker.application.views.state import state_document
from tracker.application.views.timeline import timeline_rows
from tracker.application.views.why import NAMES, asked, why_document
from tracker.cli.diff_pages import diff_page
from tracker.cli.evidence_pages import evidence_page
from tracker.cli.reading_pages import timeline_page, why_page
from tracker.domain.moments import Cut

NOW = datetime(2026, 1, 1, tzinfo=UTC)
END = Clocks(Cut(date(2026, 1, 1)))


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("seeds") / "seeds.db"
    with Writer(path, clock=lambda: NOW) as writer:
        for seed in shipped_seeds():
            writer.submit(read_scenario(seed).commands(NOW, "test"))
    return path


def documents(name: str, *found: object) -> None:
    for document in found:
        fits(name, json.dumps(document))


def test_a_log_of_all_scenarios_is_sound(seeds: Path) -> None:
    assert verify(seeds).findings == ()


def test_every_development_source_and_incident_can_be_shown(seeds: Path) -> None:
    with Reader(seeds) as reader:
        streams = sorted({entry["stream"] for entry in log_entries(reader)})
        assert len(streams) > 100
        for stream in streams:
            document = evidence_document(reader, stream, END)
            documents("show", document)
            assert list(evidence_page(document))


def test_every_component_of_every_pair_can_be_explained(seeds: Path) -> None:
    with Reader(seeds) as reader:
        for pair in reader.pairs():
            for name in NAMES:
                document = why_document(reader, pair, asked(name, None, pair), END)
                documents("why", document)
                assert list(why_page(document))


def test_what_is_explained_is_what_the_state_says(seeds: Path) -> None:
    with Reader(seeds) as reader:
        for pair in reader.pairs():
            state = state_document(reader, pair, END, now=NOW)["state"]
            for name, value in state.items():
                parts = why_document(reader, pair, asked(name, None, pair), END)["parts"]
                told = {part["owner"]: part["value"] for part in parts}
                assert told.get(None, told) == value


def test_the_course_of_a_component_ends_in_its_value(seeds: Path) -> None:
    with Reader(seeds) as reader:
        for pair in reader.pairs():
            for part in why_document(reader, pair, asked("head", None, pair), END)["parts"]:
                assert (part["course"][-1]["new"] if part["course"] else "unknown") == part["value"]


def test_every_timeline_has_its_shape_and_lists_what_the_state_counts(seeds: Path) -> None:
    with Reader(seeds) as reader:
        for pair in reader.pairs():
            rows = [row.document() for row in timeline_rows(reader, pair, END)]
            documents("timeline", rows)
            assert len(list(timeline_page(rows))) >= len(rows)
            assert sum(row["counts"] and not row["context"] for row in rows) == reader.picture(pair, END).count


def test_differences_over_each_crisis_add_up(seeds: Path) -> None:
    start = END._replace(as_of=Cut(date(2015, 12, 1)))
    with Reader(seeds) as reader:
        for pair in reader.pairs():
            diff = diff_document(reader, pair, start, END, NOW)
            documents("diff", diff)
            assert list(diff_page(diff))
            old = state_document(reader, pair, start, now=NOW)["state"]
            new = state_document(reader, pair, END, now=NOW)["state"]
            assert {row["component"].partition("{")[0] for row in diff["components"]} == {
                name for name in new if old[name] != new[name]
            }


def test_a_state_read_from_derived_rows_and_from_the_entries_has_one_digest(
    seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Reader(seeds) as reader:
        pairs = reader.pairs()
        near = [citation(reader, pair, END, now=NOW)["sha256"] for pair in pairs]
        monkeypatch.setattr(Reader, "sees_all", lambda *_: False)
        far = [citation(reader, pair, END, now=NOW)["sha256"] for pair in pairs]
    assert near == far
    assert digest_of({"b": 1, "a": "é"}) == digest_of({"a": "é", "b": 1})


def test_names_are_found_over_all_scenarios(seeds: Path) -> None:
    with Reader(seeds) as reader:
        found = search(reader, ["panjgur"], END)
    documents("search", found.document())
    assert "irn-pak-2024-002" in {row["id"] for row in found.rows}
