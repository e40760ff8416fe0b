"""The doctor judges the reader's own choices: each that cannot hold, with its place and what to do."""

import json
from pathlib import Path

import pytest

from tracker.cli.main import run
from tui.checkup import judged_choices


def judged(folder: Path, text: str, style: str | None = None) -> list[tuple[str, str, str]]:
    path = folder / "config.toml"
    path.write_text(text, "utf-8")
    if style is not None:
        (folder / "style.tcss").write_text(style, "utf-8")
    return [(found.status, found.found.removeprefix(f"{folder}/"), found.remedy) for found in judged_choices(path)]


def test_no_file_is_no_fault(tmp_path) -> None:
    (found,) = judged_choices(tmp_path / "config.toml")
    assert (found.status, found.found) == ("ok", "nothing is chosen")


def test_choices_that_hold_are_well(tmp_path) -> None:
    ((status, found, _),) = judged(
        tmp_path, 'theme = "tracker-light"\n[keymap]\nfilter = "f"\n', "RowList { height: 1; }"
    )
    assert status == "ok"
    assert "style.tcss hold" in found


@pytest.mark.parametrize(
    ("text", "place", "remedy"),
    [
        ("theme = ", "config.toml: cannot be read", "mend it as TOML"),
        ('ascii = true\ntheme = "neon"', "config.toml:2: there is no theme 'neon'", "write one of tracker-dark"),
        ("\nascii = 1", "config.toml:2: ascii is true or false", "without quotation marks"),
        ("colour = 1", "config.toml:1: 'colour' is no setting", "keymap, theme, ascii, mouse, access"),
        ('[keymap]\nfilte = "f"', "config.toml:2: keymap: no command is called 'filte'", ", filter, "),
        ('[keymap]\nchart = "c"\nfilter = "q"', "config.toml:3: keymap: filter would take q from quit", "a key that is free"),
        ('[groups]\nnear = "IRN"', "config.toml:2: groups: near is a list of states", "neighbours = ['IRN', 'PAK']"),
        ('[groups]\nnear = ["IRN", "Atlantis"]', "config.toml:2: groups: near: ", "the codes or names of states"),
        ("groups = 1", "config.toml:1: groups is a table", "write [groups], and below it"),
        ('[keymap]\nfilter = "hyperspace"', "config.toml:2: keymap: filter: there is no key 'hyperspace'", "ctrl+f"),
    ],
)  # fmt: skip
def test_what_cannot_hold_is_told_with_its_place_and_what_to_do(tmp_path, text, place, remedy) -> None:
    told = judged(tmp_path, text)
    assert any(found.startswith(place) and remedy in way for status, found, way in told if status == "warning"), told


def test_a_style_sheet_that_is_left_out_is_told(tmp_path) -> None:
    told = judged(tmp_path, "", "RowList { height: ")
    assert told[0][1].startswith("style.tcss: is left out: ")


def test_the_doctor_says_it_and_it_is_no_fault_of_the_log(database, tmp_path, monkeypatch, capsys) -> None:
    (tmp_path / "mine.toml").write_text("colour = 1", "utf-8")
    monkeypatch.setenv("TRACKER_CONFIG", str(tmp_path / "mine.toml"))
    assert run(["--db", str(database), "doctor", "--json"]) == 0
    checks = json.loads(capsys.readouterr().out)["checks"]
    (found,) = (check for check in checks if check["check"] == "dashboard")
    assert found["status"] == "warning"
    assert found["found"].startswith(f"{tmp_path / 'mine.toml'}:1: ")
