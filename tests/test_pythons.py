"""The comparison of Pythons tells where their answers differ, and finds no program that does not run."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "scripts" / "pythons_compared"))
from pythons import told
from pythons_found import pythons


def test_logs_of_which_every_python_says_the_same_pass(capsys: pytest.CaptureFixture[str]) -> None:
    assert told({"3.11": {"a": "x y"}, "3.12": {"a": "x y"}}, ["3.13"], []) == 0
    assert "every Python says the same" in (said := capsys.readouterr().out)
    assert "Python 3.13 was not found" in said


@pytest.mark.parametrize("other", [{"a": "x z"}, {"a": "x y", "b": "x y"}, {}])
def test_a_log_of_which_one_python_says_something_else_fails(
    other: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert told({"3.11": {"a": "x y"}, "3.12": other}, [], []) == 1
    assert "1 logs differ" in capsys.readouterr().out


def test_tests_that_fail_under_a_python_and_no_python_at_all_fail() -> None:
    assert told({"3.11": {"a": "x y"}}, [], ["3.11"]) == 1
    assert told({}, ["3.11"], []) == 1


def test_a_program_that_does_not_run_is_no_python(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for version in ("3.11.1", "3.12.1"):
        (tmp_path / "versions" / version / "bin").mkdir(parents=True)
    shim = tmp_path / "versions" / "3.11.1" / "bin" / "python"
    shim.write_text("#!/bin/sh\nexit 127\n", "utf-8")
    shim.chmod(0o755)
    (tmp_path / "versions" / "3.12.1" / "bin" / "python").write_text("no program", "utf-8")
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))
    assert pythons() == {"3.11": None, "3.12": None, "3.13": None}
