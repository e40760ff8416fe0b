"""The scripts tell what they are for: what a person runs first is never met with a traceback."""

import os
import re
import subprocess
from pathlib import Path

import click
import pytest

from tracker.cli.main import tracker

ROOT = Path(__file__).resolve().parents[1]
PROMISES = (ROOT / "SECURITY.md").read_text("utf-8")
SCRIPTS = sorted(path.name for path in (ROOT / "scripts").iterdir() if path.is_file() and not path.suffix)
ASKING_NUMBERS = (
    "benchmark",
    "bit_flips",
    "crashes --kills",
    "large_log",
    "laws",
    "lost_answers",
    "many_writers --each",
    "model --steps",
    "moving_logs",
    "power_cuts",
    "proof_speed",
)
"""What is told how much to do."""


def verb_of(name: str) -> click.Command:
    """A verb of the command line."""
    found = tracker.get_command(click.Context(tracker), name)
    assert found is not None, name
    return found


def said(words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """What a script prints, with a log of its own; ``run`` would fill one that is not there with the shipped crises."""
    log = folder / "log.db"
    log.touch()
    program, *rest = words.split()
    known = {**os.environ, "TRACKER_DB": str(log)}
    return subprocess.run(
        [ROOT / "scripts" / program, *rest], capture_output=True, text=True, check=False, timeout=120, env=known
    )


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_that_is_asked_for_help_says_what_it_is_for_and_does_nothing(name: str, tmp_path: Path) -> None:
    done = said(f"{name} --help", tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.split()) > 8
    assert [path.name for path in tmp_path.iterdir()] == ["log.db"]


@pytest.mark.parametrize("words", ASKING_NUMBERS)
def test_a_number_that_is_none_is_refused_in_words(words: str, tmp_path: Path) -> None:
    done = said(f"{words} ten", tmp_path)
    assert done.returncode == 2
    assert "invalid" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_page_on_promises_names_only_what_is_there() -> None:
    named = set(re.findall(r"`((?:scripts|tests|docs|tracker)/[^`\s]*)`|\]\(([^):#]+)\)", PROMISES))
    paths = {inline or linked for inline, linked in named}
    assert len(paths) > 12
    assert [path for path in sorted(paths) if not (ROOT / path).exists()] == []


def test_the_page_on_promises_names_verbs_and_options_that_there_are() -> None:
    said = [words.split() for words in re.findall(r"`tracker ([^`]+)`", " ".join(PROMISES.split()))]
    assert {"verify", "seal"} <= {words[0] for words in said}
    for verb, *rest in said:
        known = {option for part in verb_of(verb).params for option in part.opts}
        assert {word for word in rest if word.startswith("--")} <= known, verb


def test_the_figure_on_the_page_on_promises_is_that_of_the_command(tmp_path: Path) -> None:
    assert "at each of 100,000 random steps" in " ".join(PROMISES.split())
    assert "(100,000)" in said("model --help", tmp_path).stdout
