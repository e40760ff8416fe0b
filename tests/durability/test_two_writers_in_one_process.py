"""Two writers of one process: what the second opens and closes takes nothing from the first."""

import subprocess
import sys
from pathlib import Path

from tests.condemning import record
from tests.test_store import rows
from tracker.application.store.writing import Writer

ROOT = Path(__file__).resolve().parents[2]
ELSEWHERE = """
import sys
from pathlib import Path
from tests.condemning import record
from tracker.application.store.writing import Writer
with Writer(Path(sys.argv[1])) as writer:
    writer.submit([record(sys.argv[2])])
"""


def recorded_elsewhere(path: Path, stream: str) -> None:
    subprocess.run(
        [sys.executable, "-c", ELSEWHERE, str(path), stream], check=True, cwd=ROOT, env={"PYTHONPATH": str(ROOT)}
    )


def test_what_is_acknowledged_beside_a_second_writer_of_the_process_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "log.db"
    with Writer(path) as first:
        first.submit([record("a")])
        with Writer(path):
            pass
        recorded_elsewhere(path, "b")
        assert [stored.position for stored in first.submit([record("c")])] == [3]
    recorded_elsewhere(path, "d")
    assert [row[1] for row in rows(path)] == ["a", "b", "c", "d"]
