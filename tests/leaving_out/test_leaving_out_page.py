"""The page on what carries a state is true: its commands are run on the shipped scenarios and say what it quotes."""

from pathlib import Path

import pytest

from tests.test_readme import Step, missing, tour
from tracker.application.seeds import shipped_seeds
from tracker.cli.main import run

PAGE = Path(__file__).resolve().parents[2] / "docs" / "what-carries-a-state.md"
TOUR = tour(PAGE.read_text("utf-8"))


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "log.db"
    assert run(["--db", str(path), "replay", *map(str, shipped_seeds())]) == 0
    return path


@pytest.mark.parametrize("step", TOUR, ids=lambda step: " ".join(step.words[:3]))
def test_a_command_says_what_the_page_quotes(step: Step, log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert run(["--db", str(log), *step.words]) == 0
    said = capsys.readouterr().out
    assert missing(step.quoted, said) is None, said


def test_the_page_shows_what_falls_and_what_is_left_on_three_pairs() -> None:
    shown = {(step.words[0], *step.words[1:3]) for step in TOUR}
    assert {verb for verb, *_ in shown} == {"state", "timeline", "why", "robustness"}
    for verb in ("state", "robustness"):
        assert len([found for found in shown if found[0] == verb]) == 3, verb
    options = {word for step in TOUR for word in step.words}
    assert {"source:press-b", "family:unknown", "--min-grade"} <= options
    pairs = {tuple(step.words[1:3]) for step in TOUR if any(word.startswith("source:") for word in step.words)}
    assert pairs == {("IRN", "PAK"), ("CAN", "IND"), ("GBR", "RUS")}
