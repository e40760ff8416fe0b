"""What long work tells of how far it is, and the bar that shows it."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.condemning import record
from tests.transfer.moving import write
from tracker.application.store.reader import Reader
from tracker.application.transfer.exporting import export_to_file
from tracker.application.transfer.importing import import_log
from tracker.cli.output import in_parts

COUNT = 2500
Told = list[tuple[str, int, int]]


@pytest.fixture(scope="module", params=["log.jsonl", "log.jsonl.gz"])
def exported(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("exported")
    write(folder / "log.db", [record(f"d{number}") for number in range(COUNT)])
    with Reader(folder / "log.db") as reader:
        export_to_file(reader, folder / request.param, force=False)
    return folder / request.param


def told_of(exported: Path, place: Path) -> Told:
    told: Told = []
    import_log(exported, place, progress=lambda *step: told.append(step))
    return told


@pytest.mark.parametrize("there", [[], ["mine"]], ids=["into an empty log", "merged into another"])
def test_an_import_tells_how_far_it_has_read_and_then_how_many_entries_it_has_added(
    exported: Path, tmp_path: Path, there: list[str]
) -> None:
    write(tmp_path / "new.db", [record(name) for name in there])
    told = told_of(exported, tmp_path / "new.db")
    reading = [(done, of) for part, done, of in told if part == "reading"]
    assert [of for _, of in reading] == [exported.stat().st_size] * 2
    assert 0 < reading[0][0] <= reading[1][0] <= exported.stat().st_size
    assert told[2:] == [("adding", done, COUNT) for done in (1000, 2000, COUNT)]


def test_a_bar_moves_by_the_shares_of_the_parts_and_never_back() -> None:
    moved: list[int] = []
    tell = in_parts(moved.append, {"reading": (0, 20), "adding": (20, 100)})
    for step in (("reading", 1, 2), ("reading", 2, 2), ("adding", 0, 4), ("adding", 2, 4), ("adding", 1, 4)):
        tell(*step)
    tell("adding", 4, 4)
    assert moved == [10, 10, 40, 40]


@pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal is a matter of Unix")
def test_a_person_at_a_terminal_sees_an_import_move_and_the_output_holds_no_bar(exported: Path, tmp_path: Path) -> None:
    import pty

    ours, theirs = pty.openpty()
    words = ["--db", str(tmp_path / "new.db"), "import", "--log", str(exported)]
    with os.fdopen(ours, "rb", buffering=0) as screen:
        done = subprocess.run(
            [sys.executable, "-m", "tracker.cli.main", *words],
            check=True, stdout=subprocess.PIPE, stderr=theirs, text=True,
        )  # fmt: skip
        os.close(theirs)
        shown = os.read(screen.fileno(), 1 << 16).decode()
    assert done.stdout == f"{COUNT} entries added\n"
    steps = [int(found) for found in re.findall(r"importing .*?(\d+)%", shown)]
    assert steps == sorted(steps)
    assert len(set(steps)) >= 3
    assert steps[-1] == 100
