"""What is written takes the place of no log, of nothing that is no file, and of no file unasked."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.condemning import record
from tests.transfer.moving import write
from tracker.application.problems import BadInput
from tracker.application.store.writing import Writer
from tracker.application.transfer import drafts, placing
from tracker.application.transfer.drafts import SUFFIX, draft_for
from tracker.application.transfer.placing import placed


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "log.db"
    write(path, [record("d1")])
    return path


def put(path: Path, log: Path, *, force: bool = True) -> None:
    with placed(path, log, force=force) as draft:
        draft.write_text("new")


@pytest.mark.parametrize("name", ["log.db", "alias.db", "log.db-wal", "log.db-shm"])
def test_the_log_itself_is_never_replaced(log: Path, name: str) -> None:
    (log.parent / "alias.db").symlink_to(log)
    with Writer(log) as writer:
        writer.submit([record("d2")])
        with pytest.raises(BadInput, match="the log itself"):
            put(log.parent / name, log)


def test_another_log_that_is_in_use_is_not_replaced(log: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    with Writer(other) as writer:
        writer.submit([record("d2")])
        with pytest.raises(BadInput, match="in use"):
            put(other, log)
    put(other, log)
    assert other.read_text() == "new"


def test_what_is_no_file_is_not_replaced(log: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(BadInput, match="no file"):
        put(tmp_path / "pipe", log)
    assert (tmp_path / "pipe").is_fifo()


@pytest.mark.parametrize("force", [True, False])
def test_a_file_that_could_not_be_written_is_not_there(log: Path, tmp_path: Path, force: bool) -> None:
    with pytest.raises(BadInput, match="No space left") as refused, placed(tmp_path / "new", log, force=force):
        raise OSError(28, "No space left on device")
    assert refused.value.where == str(tmp_path / "new")
    assert [found.name for found in tmp_path.iterdir()] == ["log.db"]


def test_where_a_disk_has_no_links_the_file_takes_its_name_all_the_same(
    log: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(placing.os, "link", none)
    put(tmp_path / "new", log, force=False)
    assert (tmp_path / "new").read_text() == "new"
    with pytest.raises(BadInput, match="a file already"), placed(tmp_path / "newer", log, force=False):
        (tmp_path / "newer").write_text("theirs")
    assert (tmp_path / "newer").read_text() == "theirs"


def test_a_file_is_made_to_last_before_it_takes_its_name(
    log: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[tuple[Path, bool]] = []
    monkeypatch.setattr(placing, "_make_last", lambda path: done.append((path, (tmp_path / "new").exists())))
    put(tmp_path / "new", log)
    assert [(path.parent.suffix, path.name) for path, _ in done[:1]] == [(SUFFIX, "new")]
    assert [(path == tmp_path, there) for path, there in done] == [(False, False), (True, True)]


def test_a_draft_is_the_owners_and_nothing_of_it_stays(log: Path, tmp_path: Path) -> None:
    with draft_for(tmp_path / ("ß" * 120)) as draft:
        assert (draft.stat().st_mode & 0o777, draft.parent.stat().st_mode & 0o777) == (0o600, 0o700)
        draft.with_name(f"{draft.name}-wal").touch()
    assert list(tmp_path.iterdir()) == [log]


def test_a_draft_whose_writer_was_killed_is_removed_by_the_next_and_one_that_is_written_stays(
    log: Path, tmp_path: Path
) -> None:
    writer = f"""
import sys, time
from pathlib import Path
from tracker.application.transfer.drafts import draft_for
with draft_for(Path({str(tmp_path / "old")!r})) as draft:
    draft.with_name("old-wal").write_text("x" * 4096)
    print(draft, flush=True)
    time.sleep(600)
"""
    with subprocess.Popen([sys.executable, "-c", writer], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        draft = Path(process.stdout.readline().strip())
        put(tmp_path / "new", log)
        assert draft.exists()
        process.kill()
        process.wait()
    assert draft.exists()
    put(tmp_path / "newer", log)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["log.db", "new", "newer"]


def test_what_only_looks_like_a_draft_is_not_followed(log: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.mkdir()
    (kept / "file").touch()
    (tmp_path / f".a{SUFFIX}").symlink_to(kept)
    (tmp_path / f".b{SUFFIX}").touch()
    os.mkfifo(tmp_path / f".c{SUFFIX}")
    put(tmp_path / "new", log)
    assert (kept / "file").exists()
    assert len(list(tmp_path.glob(f".*{SUFFIX}"))) == 3


def test_a_draft_that_was_taken_for_left_over_before_it_was_locked_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []

    def mkdtemp(**more: Any) -> str:
        made.append(tempfile.mkdtemp(**more))
        if len(made) < 3:
            Path(made[-1]).rmdir()
        return made[-1]

    monkeypatch.setattr(drafts, "tempfile", SimpleNamespace(mkdtemp=mkdtemp))
    with draft_for(tmp_path / "new") as draft:
        assert str(draft.parent) == made[2]
