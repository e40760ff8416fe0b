"""What a follower of a file does while nothing is written: it looks up the time of a file, and asks SQLite seldom."""

import sys
import time
from pathlib import Path
from threading import Event, Thread

import pytest

from tests.condemning import record
from tests.test_store import write
from tracker.application.store import file_waking
from tracker.application.store import notices as notices_module
from tracker.application.store.file_waking import FileWaking
from tracker.application.store.notices import Notices
from tracker.application.store.waking import Away

HEARTBEAT = 0.6
"""A second is long for a test."""
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux gives notices so")


def held() -> set[str]:
    """What this process holds open."""
    return {one.name for one in Path("/proc/self/fd").iterdir()}


class Counted(FileWaking):
    """Counts how often SQLite is asked."""

    asked = 0

    def _data_version(self) -> int:
        self.asked += 1
        return super()._data_version()


@pytest.fixture(autouse=True)
def soon(monkeypatch) -> None:
    monkeypatch.setattr(file_waking, "HEARTBEAT", HEARTBEAT)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "log.db"
    write(path, record())
    return path


@pytest.fixture(params=["notices", "looks"])
def seldom(request, monkeypatch) -> None:
    """SQLite is asked only where something seems written: by a notice of the system, and where that gives none."""
    monkeypatch.setattr(file_waking, "NAMED", 60.0)
    monkeypatch.setattr(file_waking, "CALM", 60.0)
    if request.param == "looks":
        monkeypatch.setattr(file_waking, "notices_of", lambda *_: None)


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


@pytest.mark.usefixtures("seldom")
def test_a_write_is_seen_though_sqlite_is_not_asked_for_it(path: Path) -> None:
    waking = FileWaking(path)
    assert woken_by(waking, path) < 0.3
    waking.close()


@on_linux
def test_a_notice_counts_though_the_time_of_the_file_does_not_show_it(path: Path, monkeypatch) -> None:
    monkeypatch.setattr(file_waking, "CALM", 60.0)
    monkeypatch.setattr(FileWaking, "_stamped", lambda _: (1, 1))
    waking = FileWaking(path)
    assert woken_by(waking, path) < 0.3
    waking.close()


@pytest.mark.usefixtures("seldom")
def test_who_waits_is_back_after_a_second_at_most(path: Path) -> None:
    waking = FileWaking(path)
    for _ in range(2):
        start = time.monotonic()
        waking.wait(Event())
        assert time.monotonic() - start < HEARTBEAT + 0.6
    waking.close()


def test_a_write_of_which_there_is_no_sign_is_seen_soon(path: Path, monkeypatch) -> None:
    monkeypatch.setattr(file_waking, "CALM", 60.0)
    monkeypatch.setattr(file_waking, "notices_of", lambda *_: None)
    monkeypatch.setattr(FileWaking, "_stamped", lambda _: (1, 1))
    waking = FileWaking(path)
    assert woken_by(waking, path) < file_waking.NAMED + 0.2
    waking.close()


@pytest.mark.usefixtures("seldom")
def test_a_write_is_seen_where_the_name_is_a_link_to_the_file(path: Path) -> None:
    """SQLite keeps its own log beside the file, not beside the link."""
    (path.parent / "elsewhere").mkdir()
    link = path.parent / "elsewhere" / "link.db"
    link.symlink_to(path)
    waking = FileWaking(link)
    assert woken_by(waking, path) < 0.3
    waking.close()


def test_who_waits_for_a_notice_is_brought_back_at_once(path: Path) -> None:
    waking, over = FileWaking(path), Event()
    waking.wait(Event())  # until it looks seldom
    waiting = Thread(target=waking.wait, args=(over,))
    waiting.start()
    time.sleep(HEARTBEAT / 4)
    over.set()
    waking.wake()
    start = time.monotonic()
    waiting.join()
    assert time.monotonic() - start < 0.25
    waking.close()


@on_linux
def test_a_log_of_sqlite_that_begins_later_is_watched_once_it_is_there(path: Path) -> None:
    """The last who leaves a file takes it away."""
    notices = Notices([path, beside := path.with_name("log.db-wal")])
    assert not beside.exists()
    beside.write_bytes(b"1")
    assert not notices.wait(0.05)
    notices.look_again()
    beside.write_bytes(b"2")
    assert notices.wait(0.5)
    assert not notices.wait(0.05)  # once is enough
    notices.close()


@on_linux
def test_where_the_system_gives_no_notices_there_are_none_and_nothing_is_left_open(path: Path, monkeypatch) -> None:
    def none_left(*_: int) -> int:
        raise OSError(24, "too many")

    before = held()
    monkeypatch.setattr(notices_module.os, "eventfd", none_left)
    assert notices_module.notices_of(path) is None
    assert held() == before


@on_linux
def test_who_gives_a_file_back_holds_nothing_of_it(path: Path) -> None:
    before = held()
    FileWaking(path).close()
    with pytest.raises(Away):
        FileWaking(path.with_name("none.db"))
    assert held() == before
