"""A log of the shipped crises, made once; each job has a copy of its own."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tracker.application.seeds import shipped_seeds
from tracker.cli.main import run


@pytest.fixture(scope="session")
def _shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ends") / "log.db"
    assert run(["--db", str(path), "replay", *map(str, shipped_seeds())]) == 0
    return path


@pytest.fixture
def log(_shipped: Path, tmp_path: Path) -> Iterator[Path]:
    """The shipped crises."""
    return shutil.copy(_shipped, tmp_path / "log.db")
