"""Watches that are followed while the log is away for a time: each firing is told once, none is missed."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.reading.conftest import crisis, happened, write
from tests.reading.test_citations import submit
from tests.reading.test_watches import DAY, NOW, later, told
from tests.stores import new_database, server
from tracker.application.problems import BadInput
from tracker.application.store.address import PostgresUrl
from tracker.application.store.following import Phase
from tracker.application.store.reader import Reader
from tracker.application.watch_following import fired, once_there
from tracker.application.watching import Watching, rows_since

ROOT = Path(__file__).resolve().parents[2]
FIRED = ["gulf", "gulf", "heads", "war", "war"]


@pytest.fixture(scope="module")
def away_server() -> Iterator[Any]:
    """A server that tests of this module stop and start."""
    with server() as found:
        yield found


@pytest.fixture
def place(away_server: Any) -> PostgresUrl:
    found = new_database(away_server.address())
    write(found, crisis())
    later(found)
    return found


def test_a_server_that_stops_between_two_entries_makes_no_firing_come_twice_or_not_at_all(
    away_server: Any, place: PostgresUrl
) -> None:
    phases: list[Phase] = []
    with Reader(place) as reader:
        part, watching = list(rows_since(reader, 0)), Watching(reader, 0)
    ask = partial(fired, place, watching, part, lambda _: DAY, NOW)
    found: list[dict[str, Any]] = []
    stopped = False
    for firings in once_there(place, lambda phase, _: phases.append(phase), ask):
        found += firings or []
        if firings and not stopped:
            away_server.stop("immediate")
            stopped = True
        if firings is None and not found[2:] and phases == [Phase.LOST]:
            away_server.start()
    assert [name for _, name, _ in told(found)] == FIRED
    assert phases == [Phase.LOST]
    assert part == []


def test_what_is_wrong_with_the_question_is_not_asked_for_ever(place: PostgresUrl) -> None:
    def ask() -> Iterator[None]:
        raise BadInput("no such day")
        yield

    with pytest.raises(BadInput, match="no such day"):
        list(once_there(place, lambda *_: None, ask))


def test_a_file_that_is_put_back_is_asked_again(tmp_path: Path) -> None:
    path, aside = tmp_path / "log.db", tmp_path / "aside.db"
    write(path, crisis())
    path.rename(aside)
    seen: list[int | None] = []

    def ask() -> Iterator[int]:
        with Reader(path) as reader:
            yield reader.last_position()

    for answer in once_there(path, lambda *_: None, ask):
        seen.append(answer)
        if answer is None and aside.exists():
            aside.rename(path)
    assert seen[0] is None
    assert seen[-1]


class Following:
    """``tracker watch run --follow`` in a process of its own."""

    def __init__(self, address: str) -> None:
        words = ["watch", "run", "--follow", "--json", "--since", "0", "--as-of", "2024-01-28"]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tracker.cli.main", *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            text=True, cwd=ROOT, env={**os.environ, "TRACKER_DB": address},
        )  # fmt: skip
        self._watchdog = threading.Timer(90, self.process.kill)
        self._watchdog.start()

    def firings(self, count: int) -> list[dict[str, Any]]:
        assert self.process.stdout is not None
        return [json.loads(self.process.stdout.readline()) for _ in range(count)]

    def complaint(self) -> str:
        assert self.process.stderr is not None
        return self.process.stderr.readline()

    def ended(self) -> int:
        self.process.terminate()
        self.process.communicate()
        self._watchdog.cancel()
        return self.process.returncode


def test_watches_are_followed_over_a_restart_of_the_server(away_server: Any, place: PostgresUrl) -> None:
    following = Following(away_server.address(schema=place.schema))
    found = following.firings(len(FIRED))
    away_server.stop("immediate")
    assert "the server" in following.complaint()
    away_server.start()
    submit(place, happened("off", "ambassador_recalled", 25, "PAK", "IRN", kind="indefinite", summary="Off again"))
    found += following.firings(1)
    assert following.ended() == 1
    assert [name for _, name, _ in told(found)] == [*FIRED, "heads"]


def test_a_server_that_is_away_at_the_beginning_is_waited_for(away_server: Any, place: PostgresUrl) -> None:
    away_server.stop("immediate")
    try:
        following = Following(away_server.address(schema=place.schema))
        assert "trying again" in following.complaint()
    finally:
        away_server.start()
    assert [name for _, name, _ in told(following.firings(len(FIRED)))] == FIRED
    assert following.ended() == 1
