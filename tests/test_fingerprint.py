"""What the derived rows depend on: a change of any code that makes them is told, and nothing else is."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tracker.application.store import schema

TRACKER = Path(schema.__file__).parents[2]
STORE = Path(schema.__file__).parent.relative_to(TRACKER)


@pytest.fixture
def code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the code, told apart from now on."""
    shutil.copytree(TRACKER, tmp_path / "tracker", ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(schema, "__file__", str(tmp_path / "tracker" / STORE / "schema.py"))
    return tmp_path / "tracker"


@pytest.mark.parametrize(
    "changed", ["domain/fold.py", "domain/catalogue.py", *(f"{STORE}/{n}" for n in schema._DERIVING)]
)
def test_a_letter_of_code_that_derives_is_told(code: Path, changed: str) -> None:
    before = schema.fingerprint()
    text = (code / changed).read_text("utf-8")
    (code / changed).write_text(text.replace("e", "o", 1), "utf-8")
    assert schema.fingerprint() != before


def test_other_code_is_not_told(code: Path) -> None:
    before = schema.fingerprint()
    (code / "cli" / "main.py").write_text("", "utf-8")
    (code / STORE / "many.py").write_text("", "utf-8")
    assert schema.fingerprint() == before
