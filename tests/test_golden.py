"""The golden log of every released format loads, verifies and folds to the same states for ever."""

import hashlib
import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.golden.story import CLOCK, commands
from tests.portraits import digest_of
from tracker.application.store.codec import decode, encode, instant_text
from tracker.application.store.writing import Writer
from tracker.application.verify import verify
from tracker.domain.catalogue import TYPES
from tracker.domain.log import AMENDMENTS, BESIDE

FOLDER = Path(__file__).resolve().parent / "golden"
FORMATS = sorted(path.stem for path in FOLDER.glob("format-*.jsonl"))


def entries(name: str) -> list[Any]:
    return [json.loads(line) for line in (FOLDER / f"{name}.jsonl").read_text("utf-8").splitlines()]


def types_of(name: str) -> set[str]:
    """The types of the catalogue when a format was released: the topics of first entries."""
    first = {topic for _, _, version, topic, _ in entries(name) if version == 1}
    return first - {"source_described", "incident_opened"} - {entry.topic for entry in BESIDE}


def digests(name: str) -> Any:
    return json.loads((FOLDER / f"{name}.digests.json").read_text("utf-8"))


def restored(name: str, path: Path) -> Path:
    with closing(sqlite3.connect(path)) as conn:
        conn.executescript((FOLDER / f"{name}.sql").read_text("utf-8"))
    return path


def test_there_is_a_golden_log_of_every_format() -> None:
    from tracker.application.store.schema import FORMAT

    assert [f"format-{number}" for number in range(1, FORMAT + 1)] == FORMATS


@pytest.mark.parametrize("name", FORMATS)
def test_a_golden_log_is_never_changed(name: str) -> None:
    assert hashlib.sha256((FOLDER / f"{name}.jsonl").read_bytes()).hexdigest() == digests(name)["entries"]


@pytest.mark.parametrize("name", FORMATS)
def test_every_entry_of_a_golden_log_decodes_and_is_written_the_same_again(name: str) -> None:
    for place, stream, version, topic, text in entries(name):
        stored = decode(place, stream, version, topic, text.encode())
        assert encode(stored.entry, instant_text(stored.recorded_at)) == (stream, version, topic, text.encode())


@pytest.mark.parametrize("name", FORMATS)
def test_a_golden_file_is_rebuilt_verified_and_folds_to_its_digest(name: str, tmp_path: Path) -> None:
    path = restored(name, tmp_path / "log.db")
    verdict = verify(path, rebuild=True)
    assert (verdict.findings, verdict.rebuilt, verdict.entries) == ((), True, len(entries(name)))
    assert verify(path).findings == ()
    assert digest_of(path) == digests(name)["states"]


@pytest.mark.parametrize("name", FORMATS)
def test_a_golden_file_can_be_written_on(name: str, tmp_path: Path) -> None:
    path = restored(name, tmp_path / "log.db")
    verify(path, rebuild=True)
    with Writer(path, clock=lambda: CLOCK) as writer:
        assert writer.submit(list(commands(types_of(name)))) == []


@pytest.mark.parametrize("name", FORMATS)
def test_a_golden_log_holds_every_type_of_its_release_and_each_is_known_for_ever(name: str) -> None:
    assert len(types_of(name)) == digests(name)["types"]
    assert types_of(name) <= set(TYPES)


def test_the_golden_log_of_this_format_holds_every_amendment_and_every_entry_about_reading() -> None:
    topics = {topic for _, _, _, topic, _ in entries(FORMATS[-1])}
    assert topics >= {entry.topic for entry in (*AMENDMENTS, *BESIDE)}


def test_a_golden_log_is_not_written_twice() -> None:
    script = FOLDER.parent.parent / "scripts" / "golden"
    found = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=False)
    assert (found.returncode, found.stderr.count("never written again")) == (1, 1)
