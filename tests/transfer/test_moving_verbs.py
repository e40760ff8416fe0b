"""The verbs that move and keep logs, as they are typed: what they say, and what they print as JSON."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.condemning import record
from tests.stores import rows
from tests.test_store import retract
from tests.transfer.moving import identity, write
from tracker.application.problems import BadInput
from tracker.application.shapes import fits
from tracker.cli import moving
from tracker.cli.main import run


@pytest.fixture
def log(tmp_path: Path) -> Path:
    write(tmp_path / "log.db", [record("d1"), retract("d1"), record("d2")])
    return tmp_path / "log.db"


def said(capsys: pytest.CaptureFixture[str], *words: object) -> str:
    capsys.readouterr()
    assert run([str(word) for word in words]) == 0
    return capsys.readouterr().out


def test_each_verb_says_what_it_did(log: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, new, backup = tmp_path / "log.jsonl", tmp_path / "new.db", tmp_path / "backup.db"
    assert said(capsys, "--db", log, "export", "--log", file) == f"3 entries exported to {file}\n"
    assert said(capsys, "--db", new, "import", "--log", file) == "3 entries added\n"
    assert said(capsys, "--db", new, "import", "--log", file) == "0 entries added, 3 were there already\n"
    assert said(capsys, "copy", log, tmp_path / "copy.db") == "3 entries copied; the root is the same\n"
    write(log, [record("d3")])
    text = "4 entries copied, of which 3 were there already; the root is the same\n"
    assert said(capsys, "copy", log, tmp_path / "copy.db") == text
    assert said(capsys, "--db", log, "backup", backup) == f"4 entries in {backup}, verified\n"
    write(tmp_path / "other.db", [record("d1"), record("d9")])
    text = "2 entries added, 1 were there already; recorded now\n"
    assert said(capsys, "--db", tmp_path / "other.db", "import", "--log", file) == text
    assert rows(backup) == rows(log) == rows(tmp_path / "copy.db")


def test_each_verb_prints_a_document_of_its_shape(
    log: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = {
        "export": ("--db", log, "export", "--log", tmp_path / "log.jsonl"),
        "import": ("--db", tmp_path / "new.db", "import", "--log", tmp_path / "log.jsonl"),
        "copy": ("copy", log, tmp_path / "copy.db"),
        "backup": ("--db", log, "backup", tmp_path / "backup.db"),
    }
    for verb, words in asked.items():
        found = said(capsys, *words, "--json")
        fits(verb, found)
        assert json.loads(found)["entries"] == 3
        assert json.loads(found)["origin"] == identity(log)[0]


def test_a_log_goes_to_standard_output_as_it_goes_to_a_file(log: Path, tmp_path: Path) -> None:
    words = [sys.executable, "-m", "tracker.cli.main", "--db", str(log), "export", "--log"]
    subprocess.run([*words, str(tmp_path / "log.jsonl")], check=True)
    found = subprocess.run([*words, "-"], check=True, stdout=subprocess.PIPE)
    assert found.stdout == (tmp_path / "log.jsonl").read_bytes()


def test_a_log_is_not_poured_into_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    with pytest.raises(BadInput, match="terminal"):
        moving._output(None, False)
