"""``tracker log --follow``: prints entries as they are recorded, and ends as one ends what never ends."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from queue import Empty, Queue
from typing import Any

import pytest

from tests.condemning import record
from tests.test_store import write
from tracker.application.shapes import fits
from tracker.application.store.reader import Reader
from tracker.cli.following import until_told
from tracker.cli.main import run

ROOT = Path(__file__).resolve().parent.parent
if sys.platform == "win32":
    pytest.skip("signals are sent as they are elsewhere", allow_module_level=True)


class Told:
    """A running ``tracker log --follow``."""

    def __init__(self, path: Path, *words: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tracker.cli.main", "--db", str(path), "log", "--follow", *words],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT,
        )  # fmt: skip
        self.lines: Queue[str] = Queue()
        self.errors: Queue[str] = Queue()
        ends = ((self.process.stdout, self.lines), (self.process.stderr, self.errors))
        self._readers = [threading.Thread(target=_fill, args=end) for end in ends]
        for reader in self._readers:
            reader.start()

    def line(self, of: "Queue[str] | None" = None) -> str:
        try:
            return (of or self.lines).get(timeout=30)
        except Empty:
            self.process.kill()
            raise AssertionError(self.ended()) from None

    def end(self, how: int) -> tuple[int, str]:
        self.process.send_signal(how)
        return self.ended()

    def ended(self) -> tuple[int, str]:
        status = self.process.wait(30)
        for reader in self._readers:
            reader.join(10)
        with self.process.stdout, self.process.stderr:
            return status, "".join(self.errors.queue)


def _fill(lines: Any, queue: "Queue[str]") -> None:
    for line in lines:
        queue.put(line)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "log.db"


@pytest.fixture
def tell(path: Path) -> Iterator[Any]:
    started: list[Told] = []

    def start(*words: str) -> Told:
        started.append(Told(path, *words))
        return started[-1]

    yield start
    for each in started:
        each.process.kill()
        each.process.wait()


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM], ids=lambda how: how.name)
def test_entries_are_printed_as_log_prints_them_each_at_once_until_it_is_told_to_end(
    path: Path, tell, capsys: pytest.CaptureFixture[str], how: int
) -> None:
    write(path, record("d1"))
    told = tell()
    first = told.line()
    write(path, record("d2"))
    second = told.line()
    assert told.end(how) == (0, "")
    capsys.readouterr()
    assert run(["--db", str(path), "log"]) == 0
    assert capsys.readouterr().out == first + second


def test_json_is_an_entry_on_each_line_with_the_shape_of_an_entry(path: Path, tell, capsys) -> None:
    write(path, record("d1"), record("d2"))
    told = tell("--json", "--limit", "3")
    lines = [told.line(), told.line()]
    write(path, record("d3", summary="two\nlines"))
    lines.append(told.line())
    assert told.ended() == (0, "")
    for line in lines:
        fits("log-follow", line)
    capsys.readouterr()
    assert run(["--db", str(path), "log", "--json"]) == 0
    assert [json.loads(line) for line in lines] == json.loads(capsys.readouterr().out)


def test_a_log_that_is_not_there_is_waited_for_and_it_is_said(path: Path, tell) -> None:
    told = tell()
    assert told.line(told.errors) == f"{path}: there is no database; waiting for it (Ctrl-C ends)\n"
    write(path, record("d1"))
    assert told.line().startswith("#1 ")
    assert told.end(signal.SIGINT) == (0, "")


def test_only_the_entries_asked_for_are_printed(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(path, *(record(name) for name in ("d1", "d2", "d3", "d4")))
    for words, wanted in (
        (["--from", "3", "--limit", "2"], ["#3", "#4"]),
        (["--stream", "d3", "--limit", "1"], ["#3"]),
        (["--limit", "1"], ["#1"]),
    ):
        capsys.readouterr()
        assert run(["--db", str(path), "log", "--follow", *words]) == 0
        assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == wanted


@pytest.mark.parametrize("words", [("--known-at", "2024-01-18"), ("--position", "3")], ids=" ".join)
def test_what_is_recorded_from_now_on_has_no_past(path: Path, capsys: pytest.CaptureFixture[str], words) -> None:
    assert run(["--db", str(path), "log", "--follow", *words]) == 2
    assert "--follow" in capsys.readouterr().err


def test_a_pipe_that_nobody_reads_ends_it_quietly_though_nothing_more_is_recorded(path: Path) -> None:
    write(path, record("d1"))
    command = f'{sys.executable} -m tracker.cli.main --db "{path}" log --follow | head -1'
    done = subprocess.run(
        command, check=False, shell=True, capture_output=True, text=True, cwd=ROOT, timeout=60, env=os.environ
    )
    assert done.stdout.startswith("#1 ")
    assert done.stderr == ""


def test_another_log_in_its_place_is_said_and_is_an_error(path: Path, tell) -> None:
    write(path, record("d1"))
    told = tell()
    told.line()
    other = path.with_name("other.db")
    write(other, record("d2"))
    other.replace(path)
    status, said = told.ended()
    assert status == 2
    assert f"error: {path}: another log lies there now" in said
    assert "\n  see what it holds: tracker verify" in said


def test_a_file_of_an_earlier_format_is_brought_to_this_one_and_followed(path: Path, capsys) -> None:
    with closing(sqlite3.connect(path)) as conn:
        conn.executescript((ROOT / "tests" / "golden" / "format-1.sql").read_text("utf-8"))
    assert run(["--db", str(path), "log", "--follow", "--limit", "1"]) == 0
    assert capsys.readouterr().out.startswith("#1 ")


def test_the_dashboard_opens_on_a_file_of_an_earlier_format_that_was_brought_to_this_one(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(sqlite3.connect(path)) as conn:
        conn.executescript((ROOT / "tests" / "golden" / "format-1.sql").read_text("utf-8"))
    shown: list[bool] = []

    def show(place: Path, **_: object) -> None:
        with Reader(place) as reader:
            shown.append(reader.current)

    monkeypatch.setattr("tracker.cli.dashboard.screen_here", lambda: True)
    monkeypatch.setattr("tui.start.run", show)
    assert run(["--db", str(path), "dashboard"]) == 0
    assert shown == [True]


def test_what_is_damaged_is_said_with_its_place(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from tests.stores import run as change

    write(path, record("d1"))
    change(path, "UPDATE stored_events SET state = x'7b'")
    assert run(["--db", str(path), "log", "--follow"]) == 2
    assert "entry 1 cannot be read" in capsys.readouterr().err


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_who_is_told_to_stop_knows_it_though_a_library_loses_the_exception(number) -> None:
    before = signal.signal(signal.SIGINT, signal.default_int_handler), signal.getsignal(signal.SIGTERM)
    try:
        with until_told() as over:
            assert not over.is_set()
            with suppress(KeyboardInterrupt):  # as what is raised while an object is destroyed is lost
                signal.raise_signal(number)
            assert over.is_set()
        assert (signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)) == (
            signal.default_int_handler, before[1],
        )  # fmt: skip
    finally:
        signal.signal(signal.SIGINT, before[0])


def test_an_interrupt_that_is_ignored_stays_ignored() -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with until_told() as over:
            signal.raise_signal(signal.SIGINT)
            assert not over.is_set()
    finally:
        signal.signal(signal.SIGINT, before)
