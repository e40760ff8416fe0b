"""A crash in the middle leaves nothing, or a log that can be used; done again, it is as if nothing had happened."""

import signal
import subprocess
from pathlib import Path

import pytest

from tests.condemning import record
from tests.stores import rows
from tests.test_store_processes import started
from tests.transfer.moving import export, identity, seal, write
from tracker.application.store.reader import Reader
from tracker.application.store.writing import Writer
from tracker.application.transfer.backing_up import back_up
from tracker.application.transfer.copying import copy_log
from tracker.application.transfer.importing import import_log
from tracker.application.verify import verify

COUNT = 2500
DYING = """
import os, signal, sys
from importlib import import_module
module, name, turn, *words = sys.argv[1:]
owner, _, method = name.rpartition(".")
place = getattr(import_module(module), owner) if owner else import_module(module)
plain, left = getattr(place, method), int(turn)

def dying(*given, **named):
    global left
    left -= 1
    if not left:
        os.kill(os.getpid(), signal.SIGKILL)
    return plain(*given, **named)

setattr(place, method, dying)
from tracker.cli.main import run
run(words)
"""
TAKING = ("tracker.application.store.appending", "Appending.take")
GROWING = ("tracker.application.store.tree", "LogTree.grow")
SETTLING = ("tracker.application.store.derived", "Deriving.settle")
SEALING = ("tracker.application.store.tree", "LogTree.keep_seals")
NAMING = ("tracker.application.transfer.placing", "_take_name")
LASTING = ("tracker.application.transfer.placing", "_make_last")


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A log of three batches, and its file."""
    path = tmp_path_factory.mktemp("crashes") / "log.db"
    with Writer(path) as writer:
        writer.submit([record(f"d{number}") for number in range(COUNT)])
    seal(path)
    export(path, path.with_suffix(".jsonl"))
    return path


def killed(where: tuple[str, str], turn: int, *words: str) -> None:
    process: subprocess.Popen[str] = started(DYING, *where, str(turn), *words)
    process.communicate()
    assert process.returncode == -signal.SIGKILL


def same(one: Path, other: Path) -> bool:
    return (rows(one), identity(one)) == (rows(other), identity(other)) and verify(one).holds


IMPORTING = [(TAKING, 1), (TAKING, 3), (GROWING, 2), (SETTLING, 3), (SEALING, 1)]


@pytest.mark.parametrize(("where", "turn"), IMPORTING)
def test_an_import_that_was_killed_left_an_empty_log(
    log: Path, tmp_path: Path, where: tuple[str, str], turn: int
) -> None:
    place = tmp_path / "other.db"
    killed(where, turn, "--db", str(place), "import", "--log", str(log.with_suffix(".jsonl")))
    assert rows(place) == []
    assert verify(place, thorough=True).findings == ()
    import_log(log.with_suffix(".jsonl"), place)
    assert same(place, log)


@pytest.mark.parametrize(("where", "turn"), [(TAKING, 2), (SETTLING, 3)])
def test_a_merge_that_was_killed_left_the_log_as_it_was(
    log: Path, tmp_path: Path, where: tuple[str, str], turn: int
) -> None:
    place = tmp_path / "other.db"
    write(place, [record("mine")])
    before = rows(place), identity(place)
    killed(where, turn, "--db", str(place), "import", "--log", str(log.with_suffix(".jsonl")))
    assert (rows(place), identity(place)) == before
    assert verify(place, thorough=True).findings == ()
    assert import_log(log.with_suffix(".jsonl"), place).done.added == COUNT


COPYING = [(TAKING, 1, 0), (TAKING, 2, 1000), (SETTLING, 3, 2000), (GROWING, 2, 1000), (SEALING, 3, 2000)]


@pytest.mark.parametrize(("where", "turn", "kept"), COPYING)
def test_a_copy_that_was_killed_is_a_beginning_of_the_log(
    log: Path, tmp_path: Path, where: tuple[str, str], turn: int, kept: int
) -> None:
    place = tmp_path / "other.db"
    killed(where, turn, "copy", str(log), str(place))
    assert rows(place) == rows(log)[:kept]
    assert verify(place, thorough=True).findings == ()
    with Reader(log) as reader:
        assert copy_log(reader, place).before == kept
    assert same(place, log)


BACKING_UP = [
    ("tracker.application.transfer.backing_up", "_keep_alone"),
    ("tracker.application.transfer.backing_up", "verify"),
    LASTING,
    NAMING,
]


@pytest.mark.parametrize("where", BACKING_UP)
def test_a_backup_that_was_killed_is_not_there(log: Path, tmp_path: Path, where: tuple[str, str]) -> None:
    place = tmp_path / "backup.db"
    killed(where, 1, "--db", str(log), "backup", str(place))
    assert not place.exists()
    back_up(log, place)
    assert same(place, log)


@pytest.mark.parametrize("where", [("tracker.application.transfer.exporting", "sealing_line"), LASTING, NAMING])
def test_an_export_that_was_killed_left_the_file_that_was_there(
    log: Path, tmp_path: Path, where: tuple[str, str]
) -> None:
    place = tmp_path / "log.jsonl"
    place.write_text("the one before")
    killed(where, 1, "--db", str(log), "export", "--force", "--log", str(place))
    assert place.read_text() == "the one before"
    assert export(log, place) == log.with_suffix(".jsonl").read_bytes()
