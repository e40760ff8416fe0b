"""What a follower of a file does while nothing is written: it looks up the time of a file, and asks SQLite seldom."""

import time
from pathlib import Path
from threading import Event, Thread

import pytest

from tests.condemning import record
from tests.test_store import write
from tracker.application.store import file_waking
from tracker.application.store.file_waking import FileWaking
from tracker.application.store.waking import HEARTBEAT


class Counted(FileWaking):
    """Counts how often SQLite is asked."""

    asked = 0

    def _data_version(self) -> int:
        self.asked += 1
        return super()._data_version()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "log.db"
    write(path, record())
    return path


def woken_by(waking: FileWaking, path: Path) -> float:
    """Seconds that a wait goes on after something was written in its middle."""
    ended: list[float] = []

    def wait() -> None:
        waking.wait(Event())
        ended.append(time.monotonic())

    waking.wait(Event())  # until it looks seldom
    waiting = Thread(target=wait)
    waiting.start()
    time.sleep(HEARTBEAT / 3)
    write(path, record(f"d{time.monotonic_ns()}"))
    written = time.monotonic()
    waiting.join()
    return ended[0] - written


def test_sqlite_is_asked_some_times_a_second_while_nothing_is_written(path: Path) -> None:
    waking = Counted(path)
    waking.wait(Event())  # often at first: something may just have been written
    before = waking.asked
    waking.wait(Event())
    assert 1 <= waking.asked - before <= HEARTBEAT / file_waking.NAMED + 1
    waking.close()


def test_a_write_is_seen_by_the_time_of_the_file(path: Path, monkeypatch) -> None:
    monkeypatch.setattr(file_waking, "NAMED", 60.0)  # nothing is asked but where the time differs
    waking = FileWaking(path)
    assert woken_by(waking, path) < 0.3
    waking.close()


def test_a_write_that_the_time_of_the_file_does_not_show_is_seen_soon(path: Path, monkeypatch) -> None:
    monkeypatch.setattr(FileWaking, "_stamped", lambda _: (1, 1))
    waking = FileWaking(path)
    assert woken_by(waking, path) < file_waking.NAMED + 0.2
    waking.close()


def test_a_write_is_seen_where_the_name_is_a_link_to_the_file(path: Path, monkeypatch) -> None:
    """SQLite keeps its own log beside the file, not beside the link."""
    monkeypatch.setattr(file_waking, "NAMED", 60.0)
    (path.parent / "elsewhere").mkdir()
    link = path.parent / "elsewhere" / "link.db"
    link.symlink_to(path)
    waking = FileWaking(link)
    assert woken_by(waking, path) < 0.3
    waking.close()
