"""A disk that is full, over quota, failing or shut: whole or not at all, in words, and nothing to repair afterwards.

The full length is `scripts/power_cuts`: there every call fails in turn, here every few.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts" / "powercuts"))

from power_disk import UNLINK, Disk, Recording  # noqa: E402 - the harness is a script, found by its place
from power_faults import (  # noqa: E402
    FAULTS,
    HELD,
    Bench,
    Failing,
    Fault,
    benches,
    fail_everywhere,
    judged,
    keys,
    replayed,
)
from power_places import KIB, Unavailable, give_away, shut, too_small  # noqa: E402
from power_shim import Shim, Unworkable, Watcher  # noqa: E402

from tracker.application.problems import BadInput  # noqa: E402
from tracker.application.store.connection import connect  # noqa: E402
from tracker.application.store.reader import Reader  # noqa: E402
from tracker.application.verify import verify  # noqa: E402

SCENARIO = ROOT / "tests" / "zoo" / "base" / "crisis.yaml"
STRIDES = {"write": 23}


@pytest.fixture(scope="module")
def made() -> Iterator[list[Bench]]:
    # Not pytest's own folder: a test gives the rights of root away, and must still get to its file.
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield benches(Path(folder), SCENARIO)


@pytest.fixture
def workable() -> None:
    try:
        with Shim(Watcher()):
            pass
    except Unworkable as reason:
        pytest.skip(str(reason))


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.title)
@pytest.mark.usefixtures("workable")
def test_a_call_that_fails_leaves_a_scenario_whole_or_absent_and_nothing_to_repair(
    made: list[Bench], fault: Fault
) -> None:
    for bench in made:
        answers = fail_everywhere(bench, fault, every=STRIDES.get(fault.what, 3))
        assert answers.wrong == []
        assert answers.runs == answers.refused + answers.recorded + answers.unsure > 0
        assert answers.unsure == 0 or fault.what == "sync"
        assert answers.refused > 0 or fault.what in ("truncate", "delete")


WORDS = {
    "full disk": ("database or disk is full", "free some disk space and try again; nothing was written"),
    "quota exceeded": ("disk I/O error", "check the disk, its space and your quota, and try again: what is recorded is not recorded twice"),
    "files cannot be opened": ("unable to open database file", "check the path and its permissions, or name another with --db"),
}  # fmt: skip


@pytest.mark.parametrize("title", WORDS)
@pytest.mark.usefixtures("workable")
def test_the_words_say_what_to_do(tmp_path: Path, title: str) -> None:
    path = tmp_path / "log.db"
    fault = next(fault for fault in FAULTS if fault.title == title)
    with Shim(Failing(fault, 1)):
        status, said = replayed(path, SCENARIO)
    what, remedy = WORDS[title]
    assert (status, said) == (2, f"error: {path}: the database could not be used: {what}\n  {remedy}\n")


def test_what_is_in_part_or_contradicts_its_answer_is_seen(made: list[Bench], tmp_path: Path) -> None:
    bench, path = made[1], tmp_path / "log.db"
    assert replayed(path, HELD) == (0, "")
    plain = "error: it is full\n  free some space\n"
    assert judged(bench, path, 2, plain) == ""
    assert "status 0" in judged(bench, path, 0, "")
    assert "no clear words" in judged(bench, path, 2, "Traceback (most recent call last):\n")
    assert "no clear words" in judged(bench, path, 2, "error: it is full\n")
    assert "status 70" in judged(bench, path, 70, plain)
    assert replayed(path, ROOT / "seeds" / "qatar_gulf_2017_2023.yaml")[0] == 0
    assert "neither" in judged(bench, path, 2, plain)


def test_a_real_file_system_that_is_too_small_takes_a_scenario_whole_or_not_at_all(made: list[Bench]) -> None:
    try:
        answers = too_small(made[0], range(16 * KIB, 800 * KIB, 112 * KIB))
    except Unavailable as reason:
        pytest.skip(str(reason))
    assert answers.wrong == []
    assert answers.refused > 0
    assert answers.recorded > 0


@pytest.fixture
def held(made: list[Bench]) -> Iterator[Path]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "log.db"
        assert replayed(path, HELD)[0] == 0
        give_away(path, path.parent)
        yield path


SHUT = {
    "the file": lambda path: (path,),
    "its folder": lambda path: (path.parent,),
    "both": lambda path: (path, path.parent),
}


@pytest.mark.parametrize("which", SHUT.values(), ids=SHUT)
def test_a_file_or_folder_that_is_read_only_is_read_and_not_written_and_written_once_it_may_be(
    made: list[Bench], held: Path, which: Callable[[Path], tuple[Path, ...]]
) -> None:
    with shut(*which(held)):
        status, said = replayed(held, SCENARIO)
        assert (status, judged(made[1], held, status, said)) == (2, "")
        assert "permissions" in said.splitlines()[1]
        assert keys(held) == made[1].before
    assert replayed(held, SCENARIO) == (0, "")
    assert keys(held) == made[1].after
    assert verify(held).holds


@pytest.fixture
def broken_off(tmp_path: Path, workable: None) -> Iterator[Path]:
    """A file without a write-ahead log as it lies when all is written of a scenario, and its journal still there."""
    recording, disk = Recording(), Disk()
    with Shim(recording, shared_memory=False):
        assert replayed(tmp_path / "log.db", HELD)[0] == 0
        assert replayed(tmp_path / "log.db", SCENARIO)[0] == 0
    commits = [number for number, step in enumerate(recording.steps) if step.what == UNLINK]
    for step in recording.steps[: commits[-1]]:
        disk.take(step)
    disk.settle()
    with TemporaryDirectory() as folder:
        for name, content in disk.cut(Random(1))[0].items():
            (Path(folder) / name).write_bytes(content)
        yield Path(folder) / "log.db"


def test_whoever_comes_first_finds_a_write_that_was_cut_off_undone_even_to_read(
    made: list[Bench], broken_off: Path
) -> None:
    assert sorted(each.name for each in broken_off.parent.iterdir()) == ["log.db", "log.db-journal"]
    assert keys(broken_off) == made[1].before
    assert verify(broken_off).holds


def test_what_was_cut_off_where_nobody_may_write_is_told_in_words(broken_off: Path) -> None:
    give_away(*broken_off.parent.iterdir(), broken_off.parent)
    with shut(*broken_off.parent.iterdir(), broken_off.parent), pytest.raises(BadInput, match="readonly") as problem:
        Reader(broken_off)
    assert problem.value.remedy


def test_without_shared_memory_a_deleted_journal_is_synced_too(tmp_path: Path, workable: None) -> None:
    with Shim(Watcher(), shared_memory=False), closing(connect(tmp_path / "log.db", writable=True)) as conn:
        assert conn.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert conn.execute("PRAGMA synchronous").fetchone() == (3,)
