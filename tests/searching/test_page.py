"""The page on search is true: its commands are run on the shipped scenarios and say what it quotes."""

from pathlib import Path

import pytest

from tests.test_readme import missing, tour
from tracker.application.search.filters import Asked
from tracker.application.seeds import shipped_seeds
from tracker.cli.main import run

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "search.md").read_text("utf-8")


def test_the_commands_say_what_the_page_quotes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = tmp_path / "log.db"
    assert run(["--db", str(log), "replay", *map(str, shipped_seeds())]) == 0
    steps = tour(PAGE)
    assert len(steps) >= 6
    for step in steps:  # in order: what is kept is found again
        capsys.readouterr()
        assert run(["--db", str(log), *step.words]) == 0
        said = capsys.readouterr().out
        assert missing(step.quoted, said) is None, said


def test_the_page_tells_of_every_filter() -> None:
    names = {"first": "from", "last": "to", "min_grade": "min-grade"}
    assert all(f"`--{names.get(name, name)}" in PAGE for name in Asked._fields)
