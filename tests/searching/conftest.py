"""The small crisis of the reading verbs, on every store, and folders of the user's own."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.reading.conftest import crisis, write
from tracker.application.store.address import Address
from tracker.cli.main import run


@pytest.fixture
def log(anywhere: Address) -> Address:
    write(anywhere, crisis())
    return anywhere


@pytest.fixture
def filed(tmp_path: Path) -> Path:
    path = tmp_path / "log.db"
    write(path, crisis())
    return path


@pytest.fixture(autouse=True)
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the configuration and the cache of this test lie."""
    for name in ("config", "cache"):
        monkeypatch.setenv(f"XDG_{name.upper()}_HOME", str(tmp_path / name))
    return tmp_path


Verb = Callable[..., tuple[int, str, str]]


@pytest.fixture
def verb(filed: Path, capsys: pytest.CaptureFixture[str]) -> Verb:
    """``tracker search`` on the crisis in a file: exit status, output and errors."""

    def said(*words: str) -> tuple[int, str, str]:
        capsys.readouterr()
        status = run(["--db", str(filed), "search", *words])
        return status, *capsys.readouterr()

    return said
