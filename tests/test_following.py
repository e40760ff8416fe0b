"""Following: every entry once, in order, soon; across restarts, lost connections and files that are moved."""

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from threading import Event
from typing import Any

import psycopg
import pytest

from tests.condemning import record
from tests.stores import asking, new_database, rows, run, server
from tests.test_store import write
from tracker.application.places import address
from tracker.application.problems import BadInput
from tracker.application.store import file_waking
from tracker.application.store.address import Address
from tracker.application.store.following import PART, Follower, LogRow, Phase
from tracker.application.store.postgres import opening
from tracker.application.store.postgres import waking as postgres_waking
from tracker.application.store.postgres.problems import Kind
from tracker.application.store.waking import HEARTBEAT, opened

SOON = 0.5


class Behind:
    """A thread that follows, and what it was given."""

    def __init__(self, place: Address, after: int = 0) -> None:
        self.given: list[LogRow] = []
        self.phases: list[Phase] = []
        self.problem: BadInput | None = None
        self.follower = Follower(place, after=after, told=lambda phase, _: self.phases.append(phase))
        self.thread = threading.Thread(target=self._run)
        self.thread.start()

    def _run(self) -> None:
        try:
            for row in self.follower:
                self.given.append(row)
        except BadInput as problem:
            self.problem = problem

    def until(self, found: Callable[[], Any], seconds: float = 15.0) -> float:
        """Wait until something holds; the seconds that it took."""
        start = time.monotonic()
        while not found():
            assert time.monotonic() - start < seconds, (len(self.given), self.phases, self.problem)
            time.sleep(0.002)
        return time.monotonic() - start

    def has(self, count: int, seconds: float = 15.0) -> float:
        return self.until(lambda: len(self.given) >= count, seconds)

    def stop(self) -> float:
        start = time.monotonic()
        self.follower.stop()
        self.thread.join(10)
        assert not self.thread.is_alive()
        return time.monotonic() - start


@pytest.fixture
def behind() -> Iterator[Callable[..., Behind]]:
    """Starts followers; all are stopped in the end."""
    started: list[Behind] = []

    def start(place: Address, after: int = 0) -> Behind:
        started.append(Behind(place, after))
        return started[-1]

    yield start
    for each in started:
        each.stop()


def records(first: int, last: int) -> list[Any]:
    return [record(f"d{number}") for number in range(first, last + 1)]


def test_what_is_there_and_what_is_recorded_then_comes_once_in_order_byte_for_byte(anywhere, behind) -> None:
    write(anywhere, *records(1, 3))
    one, other = behind(anywhere), behind(anywhere, after=2)
    one.has(3)
    for number in range(4, 24):
        write(anywhere, record(f"d{number}"))
    write(anywhere, *records(24, 30))
    one.has(30)
    other.has(28)
    stored = rows(anywhere)
    assert [tuple(row) for row in one.given] == stored
    assert [tuple(row) for row in other.given] == stored[2:]
    assert one.given[4].decoded().entry.stream == "d5"
    assert one.phases == other.phases == [Phase.FOLLOWING]


def test_more_than_is_read_at_once_is_given_whole(anywhere, behind) -> None:
    write(anywhere, *records(1, 3 * PART + 7))
    found = behind(anywhere)
    assert found.has(3 * PART + 7) < 2 * HEARTBEAT  # nobody waits while there is more
    write(anywhere, *records(2001, 2000 + PART + 1))
    found.has(4 * PART + 8)
    assert [row.position for row in found.given] == list(range(1, 4 * PART + 9))


def test_a_log_that_is_not_there_yet_is_waited_for(anywhere, behind) -> None:
    found = behind(anywhere)
    found.until(lambda: found.phases)
    write(anywhere, record())
    assert found.has(1) < SOON
    assert found.phases == [Phase.WAITING, Phase.FOLLOWING]


@pytest.mark.parametrize("blank", ["no byte", "pages without a table"])
def test_a_file_that_is_blank_is_waited_for(tmp_path: Path, behind, blank: str) -> None:
    path = tmp_path / "log.db"
    path.touch()
    if blank != "no byte":
        run(path, "CREATE TABLE t (x)", "DROP TABLE t")
    found = behind(path)
    found.until(lambda: found.phases)
    time.sleep(0.2)
    write(path, record())
    assert found.has(1) < SOON
    assert found.phases == [Phase.WAITING, Phase.FOLLOWING]


def test_a_place_beyond_the_end_is_waited_for(anywhere, behind) -> None:
    write(anywhere, *records(1, 2))
    found = behind(anywhere, after=3)
    found.until(lambda: found.phases)
    write(anywhere, *records(3, 5))
    found.has(2)
    assert [row.position for row in found.given] == [4, 5]


def test_who_follows_again_from_the_position_reached_misses_nothing_and_sees_nothing_twice(anywhere) -> None:
    told: list[tuple[Any, ...]] = []
    writer = threading.Thread(target=lambda: [write(anywhere, record(f"d{number}")) for number in range(1, 61)])
    writer.start()
    reached = 0
    while reached < 60:
        with Follower(anywhere, after=reached) as follower:
            for row in follower:
                told.append(tuple(row))
                if row.position % 7 == 0 or row.position == 60:
                    break
            reached = follower.position
    writer.join()
    assert told == rows(anywhere)


def test_a_follower_that_was_left_in_the_middle_goes_on_behind_what_it_gave(anywhere) -> None:
    write(anywhere, *records(1, 9))
    with Follower(anywhere) as follower:
        first = [next(rows).position for rows in [iter(follower)] for _ in range(4)]
        assert (first, follower.position) == ([1, 2, 3, 4], 4)
        assert next(iter(follower)).position == 5
        assert [row.position for row in next(follower.parts())] == [6, 7, 8, 9]


def test_stopping_ends_it_at_once_while_it_waits(anywhere, behind) -> None:
    write(anywhere, record())
    found = behind(anywhere)
    found.has(1)
    time.sleep(0.3)
    before = threading.active_count()
    assert found.stop() < 0.3
    assert threading.active_count() == before - 1


def test_stopping_ends_it_at_once_while_the_server_does_not_answer(postgres_database, behind) -> None:
    write(postgres_database, record())
    found = behind(postgres_database)
    found.has(1)
    with asking(postgres_database) as other, other.transaction():
        other.execute("LOCK TABLE stored_events IN ACCESS EXCLUSIVE MODE")
        time.sleep(HEARTBEAT + 0.3)
        assert found.stop() < 0.3


def test_stopping_ends_it_at_once_while_nothing_is_there(tmp_path: Path, behind) -> None:
    for place in (tmp_path / "none.db", address("postgresql://nobody@127.0.0.1:1/none", "test")):
        found = behind(place)
        found.until(lambda found=found: found.phases)
        time.sleep(0.3)
        assert found.stop() < 0.3


def test_what_is_written_between_listening_and_the_first_question_wakes(anywhere) -> None:
    write(anywhere, record())
    found = opened(anywhere)
    try:
        write(anywhere, record("d2"))
        start = time.monotonic()
        found.wait(Event())
        assert time.monotonic() - start < SOON
    finally:
        found.close()


def test_a_call_that_comes_while_something_is_asked_is_kept_for_the_next_wait(postgres_database) -> None:
    write(postgres_database, record())
    found = opened(postgres_database)
    try:
        write(postgres_database, record("d2"))
        found.conn.execute("SELECT count(*) FROM stored_events").fetchone()
        start = time.monotonic()
        found.wait(Event())
        assert time.monotonic() - start < SOON
        found.wait(Event())
        assert time.monotonic() - start > SOON
    finally:
        found.close()


def test_a_call_that_is_lost_costs_a_second(postgres_database, behind, monkeypatch) -> None:
    monkeypatch.setattr(postgres_waking, "CHANNEL", "another")
    write(postgres_database, record())
    found = behind(postgres_database)
    found.has(1)
    write(postgres_database, record("d2"))
    assert found.has(2) < HEARTBEAT + SOON


def test_a_look_that_is_overlooked_costs_a_second(tmp_path: Path, behind, monkeypatch) -> None:
    monkeypatch.setattr(file_waking.FileWaking, "_data_version", lambda _: 1)
    path = tmp_path / "log.db"
    write(path, record())
    found = behind(path)
    found.has(1)
    write(path, record("d2"))
    assert found.has(2) < HEARTBEAT + SOON


def test_lost_connections_lose_no_entry_and_repeat_none(behind) -> None:
    with server() as found:
        place = new_database(found.address())
        write(place, record("d1"))
        one = behind(place)
        one.has(1)
        for number in range(2, 12):
            with asking(place) as conn:
                conn.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() "
                    "AND application_name = 'tracker'"
                )
            write(place, record(f"d{number}"))
        one.has(11)
        found.stop("immediate")
        one.until(lambda: one.phases[-1] is Phase.LOST)
        found.start()
        write(place, *records(12, 14))
        one.has(14)
        assert [tuple(row) for row in one.given] == rows(place)
        assert one.phases[-1] is Phase.FOLLOWING
        one.stop()


def test_a_server_that_refuses_is_not_asked_for_ever(own_server, behind) -> None:
    found = behind(address(own_server.port_address(password="wrong-4711"), "test"))
    found.until(lambda: found.problem)
    assert "the server refuses" in str(found.problem)
    assert "wrong-4711" not in str(found.problem)


def test_a_connection_that_is_cut_while_it_is_made_is_tried_again() -> None:
    words = "connection failed: FATAL:  terminating connection due to administrator command"
    assert opening._refused(psycopg.OperationalError(words)) is Kind.AWAY
    assert opening._refused(psycopg.OperationalError("FATAL:  password authentication failed")) is Kind.FORBIDDEN


def copied(path: Path, to: Path) -> Path:
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(to)) as target:
        source.backup(target)
    return to


def test_the_same_log_in_another_file_is_gone_on_with(tmp_path: Path, behind) -> None:
    path = tmp_path / "log.db"
    write(path, *records(1, 3))
    found = behind(path)
    found.has(3)
    other = copied(path, tmp_path / "copy.db")
    write(other, *records(4, 5))
    other.replace(path)
    found.has(5)
    assert found.phases == [Phase.FOLLOWING, Phase.LOST, Phase.FOLLOWING]
    assert [tuple(row) for row in found.given] == rows(path)


def test_a_file_that_is_away_for_a_while_is_waited_for(tmp_path: Path, behind) -> None:
    path = tmp_path / "log.db"
    write(path, *records(1, 3))
    found = behind(path)
    found.has(3)
    other = copied(path, tmp_path / "copy.db")
    for ending in ("", "-wal", "-shm"):
        Path(f"{path}{ending}").unlink(missing_ok=True)
    found.until(lambda: found.phases[-1] is Phase.LOST)
    write(other, *records(4, 5))
    other.rename(path)
    found.has(5)
    assert found.phases == [Phase.FOLLOWING, Phase.LOST, Phase.FOLLOWING]
    assert [tuple(row) for row in found.given] == rows(path)


REPLACED = {
    "another log": (lambda _: None, "another log lies there now"),
    "an older copy": (lambda _: None, "shorter than it was: 2 entries, and 3 were seen"),
    "a copy that went another way": (lambda path: write(path, *records(7, 9)), "does not go on from what was seen"),
}


@pytest.mark.parametrize("name", REPLACED)
def test_what_took_the_place_of_a_log_is_not_taken_for_it(tmp_path: Path, behind, name: str) -> None:
    path, other = tmp_path / "log.db", tmp_path / "other.db"
    change, message = REPLACED[name]
    write(path, *records(1, 2))
    if name == "another log":
        write(other, *records(1, 9))
    else:
        copied(path, other)
    write(path, record("d3"))
    change(other)
    found = behind(path)
    found.has(3)
    other.replace(path)
    found.until(lambda: found.problem)
    assert message in str(found.problem)
    assert found.problem.where == str(path)
    assert found.problem.remedy
    assert len(found.given) == 3


def test_an_entry_that_was_changed_under_a_server_that_came_back_is_noticed(postgres_database, behind) -> None:
    write(postgres_database, *records(1, 3))
    found = behind(postgres_database)
    found.has(3)
    with asking(postgres_database) as conn:
        (stored,) = conn.execute("SELECT frontier FROM tree").fetchone()
        conn.execute("UPDATE tree SET frontier = %s", (bytes(stored[:-1]) + bytes([stored[-1] ^ 1]),))
    found.until(lambda: found.problem)
    assert "does not go on from what was seen" in str(found.problem)


def test_an_empty_log_may_take_the_name_of_the_one_it_becomes_a_copy_of(anywhere, behind) -> None:
    write(anywhere)
    found = behind(anywhere)
    found.until(lambda: found.phases)
    run(anywhere, "UPDATE tree SET origin = 'tracker/another'")
    time.sleep(0.2)
    write(anywhere, record())
    found.has(1)


def test_a_file_of_another_program_and_one_of_a_newer_format_are_refused(tmp_path: Path, behind) -> None:
    foreign, newer = tmp_path / "foreign.db", tmp_path / "newer.db"
    run(foreign, "CREATE TABLE t (x)")
    write(newer, record())
    run(newer, "PRAGMA user_version = 99")
    for path, words in ((foreign, "another program"), (newer, "format 99")):
        found = behind(path)
        found.until(lambda found=found: found.problem)
        assert words in str(found.problem)


def test_a_file_that_is_read_as_one_that_nobody_changes_is_opened_anew_when_it_changes(
    tmp_path: Path, behind, monkeypatch
) -> None:
    """So SQLite reads a file where it may put nothing beside it: such a connection never sees a write."""
    path = tmp_path / "log.db"
    write(path, *records(1, 2))

    def shut(path: Path, *, writable: bool, lean: bool) -> sqlite3.Connection:
        how = f"{path.as_uri()}?mode=ro&immutable=1"
        return sqlite3.connect(how, uri=True, isolation_level=None, check_same_thread=False)

    monkeypatch.setattr(file_waking, "connect", shut)
    monkeypatch.setattr(file_waking.os, "access", lambda *_: False)
    found = behind(path)
    found.has(2)
    write(path, record("d3"))
    assert found.has(3) < SOON
    assert found.phases == [Phase.FOLLOWING]


def test_who_is_stopped_gives_nothing_more(anywhere) -> None:
    write(anywhere, *records(1, 3))
    with Follower(anywhere) as follower:
        assert next(iter(follower)).position == 1
    assert list(follower) == []
