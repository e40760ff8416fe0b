"""What the benchmark measures can be measured: each figure of the store, on a log of a few developments."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "scripts" / "benchmarks"))
import measures as m

COUNT = 12


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """A log of a few developments."""
    path = tmp_path / "log.db"
    assert m.build(path, COUNT) > 0
    return path


def test_the_rate_of_bare_rows_is_of_the_tables_that_the_log_has(log: Path, tmp_path: Path) -> None:
    ours, bare = m.narrow_rows_against_raw(tmp_path, log, COUNT)
    assert ours > 0
    assert bare > 0


def test_the_rates_of_appending_can_be_measured(log: Path, tmp_path: Path) -> None:
    assert min(*m.prepared_against_raw(tmp_path, log, COUNT)) > 0
    assert min(*m.bulk_against_raw(tmp_path, log, COUNT, 1)) > 0
    assert min(*m.single_against_raw(tmp_path, log, COUNT)) > 0
    assert m.backfill(log, COUNT) > 0
