"""The command reference is what the program says of itself."""

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "scripts" / "reference"))

from commands import PAGE, page  # noqa: E402 - the reference is a script, found by its place

from tracker.cli.main import VERBS  # noqa: E402


def test_the_command_reference_is_current() -> None:
    assert PAGE.read_text("utf-8") == page(), "regenerate with scripts/command_reference and look at the difference"


def test_the_width_of_the_terminal_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    assert PAGE.read_text("utf-8") == page()


def test_every_verb_has_its_section_with_its_options() -> None:
    sections = PAGE.read_text("utf-8").split("\n## ")[1:]
    assert [section.partition("\n")[0] for section in sections] == list(VERBS)
    assert all("Usage: tracker " in section and "--help" in section for section in sections)
