"""The page on why, duties and citations is true: its commands are run, in order, and say what it quotes."""

import re
import shlex
from pathlib import Path

import pytest

from tests.test_readme import missing, tour
from tracker.application.seeds import shipped_seeds
from tracker.cli.main import run

PAGE = Path(__file__).resolve().parents[2] / "docs" / "evidence-duties-and-citations.md"
TOUR = tour(PAGE.read_text("utf-8"))
Capsys = pytest.CaptureFixture[str]


def answered(database: str, word: str, capsys: Capsys) -> str:
    """A word as the shell would give it: what ``$(tracker …)`` prints."""
    asked = re.fullmatch(r"\$\(tracker (.*)\)", word)
    if asked is None:
        return word
    assert run(["--db", database, *shlex.split(asked[1])]) == 0
    return capsys.readouterr().out.strip()


def test_the_commands_say_what_the_page_quotes(tmp_path: Path, capsys: Capsys) -> None:
    database = str(tmp_path / "log.db")
    assert run(["--db", database, "replay", *map(str, shipped_seeds())]) == 0
    capsys.readouterr()
    for step in TOUR:
        words = [answered(database, word, capsys) for word in step.words]
        assert run(["--db", database, *words]) == 0, step.words
        said = capsys.readouterr().out
        assert missing(step.quoted, said) is None, (step.words, said)


def test_the_page_shows_the_verbs_of_duty_and_citation_on_three_pairs() -> None:
    for verb in ("why", "queue", "ledger", "errata"):
        pairs = {re.sub(r"[^A-Z ]", "", " ".join(step.words[1:])).strip()[:7] for step in TOUR if step.words[0] == verb}
        assert len(pairs) >= 3, verb
    for verb in ("link", "unlink"):
        merged = {step.words[3] for step in TOUR if step.words[0] == verb and step.words[2] == "--same-as"}
        assert {"irn-pak-2024-003", "can-ind-2023-011", "gbr-rus-2018-011"} <= merged, verb
    news = " ".join(line for step in TOUR if step.words[0] == "new" for line in step.quoted)
    assert {"IRN-PAK", "IRN-SAU", "CAN-IND"} <= set(news.split())
    assert "show" in {step.words[0] for step in TOUR}
