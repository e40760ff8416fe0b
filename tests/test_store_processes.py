"""The store among processes: several write at once, one is killed, and each computes the same bytes."""

import os
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.stores import rows
from tracker.application.places import address
from tracker.application.store.address import Address
from tracker.application.store.reader import Clocks, Reader
from tracker.application.verify import verify
from tracker.domain.catalogue import TYPES
from tracker.domain.moments import Cut

ROOT = Path(__file__).resolve().parent.parent
WRITING = """
import sys
from tests.condemning import record
from tracker.application.places import address
from tracker.application.store.writing import Writer
path, name, count = address(sys.argv[1], "test"), sys.argv[2], int(sys.argv[3])
with Writer(path) as writer:
    for number in range(count):
        writer.submit([record(f"{name}-{number}")])
        print(number, flush=True)
"""
SAYING = """
import sys
from tests.portraits import digest_of
from tracker.application.places import address
print(digest_of(address(sys.argv[1], "test")))
"""


def started(*arguments: str, **environment: str) -> "subprocess.Popen[str]":
    known = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    return subprocess.Popen([sys.executable, "-c", *arguments], stdout=subprocess.PIPE, text=True, env=known)


def test_four_processes_write_at_once_and_nothing_is_lost(anywhere: Address) -> None:
    path, count = anywhere, 200 if isinstance(anywhere, Path) else 50
    writers = [started(WRITING, str(path), f"w{n}", str(count)) for n in range(4)]
    assert [(process.communicate()[0].count("\n"), process.returncode) for process in writers] == [(count, 0)] * 4
    found = rows(path)
    assert [row[0] for row in found] == list(range(1, 4 * count + 1))
    assert {row[1] for row in found} == {f"w{n}-{number}" for n in range(4) for number in range(count)}
    with Reader(path) as reader:
        assert reader.picture("IRN-PAK", Clocks(Cut(date(2024, 12, 31)))).count == 4 * count
    assert verify(path).findings == ()


def test_writers_go_on_after_the_server_crashed_and_nothing_is_lost_or_said_twice(own_server: Any) -> None:
    place, count = address(own_server.address(schema="crashed"), "test"), 250
    writers = [started(WRITING, str(place), f"w{n}", str(count)) for n in range(2)]
    for writer in writers:
        assert writer.stdout is not None
        writer.stdout.readline()
    for _ in range(2):
        own_server.stop("immediate")
        own_server.start()
        time.sleep(0.3)
    assert [(writer.communicate()[0].count("\n"), writer.returncode) for writer in writers] == [(count - 1, 0)] * 2
    found = rows(place)
    assert [row[0] for row in found] == list(range(1, 2 * count + 1))
    assert {row[1] for row in found} == {f"w{n}-{number}" for n in range(2) for number in range(count)}
    assert verify(place, thorough=True).findings == ()


@pytest.mark.parametrize("delay", [0.02, 0.1, 0.25])
def test_what_was_acknowledged_survives_a_kill(tmp_path: Path, delay: float) -> None:
    path = tmp_path / "log.db"
    writer = started(WRITING, str(path), "w", "100000")
    assert writer.stdout is not None
    first = writer.stdout.readline()
    time.sleep(delay)
    writer.send_signal(signal.SIGKILL)
    acknowledged = (first + writer.communicate()[0]).split()
    found = {row[1] for row in rows(path)}
    assert acknowledged
    assert {f"w-{number}" for number in acknowledged} <= found
    assert len(found) <= len(acknowledged) + 1
    assert verify(path).findings == ()
    again = started(WRITING, str(path), "w", str(len(acknowledged) + 5))
    again.communicate()
    assert len(rows(path)) == max(len(found), len(acknowledged) + 5)


def test_a_writer_that_is_killed_as_it_begins_leaves_a_file_that_can_be_read(tmp_path: Path) -> None:
    for delay in (0.35, 0.45, 0.55):
        path = tmp_path / f"{delay}.db"
        writer = started(WRITING, str(path), "w", "100000")
        time.sleep(delay)
        writer.send_signal(signal.SIGKILL)
        acknowledged = writer.communicate()[0].split()
        if path.exists():
            with Reader(path) as reader:
                assert reader.last_position() >= len(acknowledged)


def test_the_same_log_gives_the_same_bytes_in_every_process(anywhere: Address) -> None:
    from tests.golden.story import commands
    from tests.portraits import digest_of
    from tracker.application.store.writing import Writer

    path = anywhere
    with Writer(path) as writer:
        writer.submit(list(commands({form.type_name() for form in TYPES.values()})))
    settings = [
        {"PYTHONHASHSEED": "0", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "1", "TZ": "America/Adak", "LC_ALL": "tr_TR.UTF-8"},
        {"PYTHONHASHSEED": "4711", "TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"},
    ]
    processes = [started(SAYING, str(path), **found) for found in settings]
    assert {process.communicate()[0].strip() for process in processes} == {digest_of(path)}
