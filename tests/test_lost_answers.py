"""Lost answers to COMMIT: what was recorded is not recorded again, and the caller still learns its place."""

import sys
from typing import Any

import pytest

from tests.condemning import record
from tests.stores import SERVERS, rows
from tracker.application.places import address
from tracker.application.problems import BadInput
from tracker.application.store.address import PostgresUrl
from tracker.application.store.postgres import recorder
from tracker.application.store.postgres.problems import Kind, ServerProblem
from tracker.application.store.postgres.session import PostgresConnection
from tracker.application.store.writing import Writer

sys.path.insert(0, str(SERVERS))

COMMIT = PostgresConnection.commit


def test_commands_through_a_proxy_that_drops_answers_are_each_recorded_once(own_server: Any) -> None:
    from lost_answers import tell

    told = tell(own_server, 25, "lost_in_a_test")
    assert (told.recorded, told.right) == (25, True)
    assert told.answers_lost > 3


def test_the_library_s_own_recorder_records_some_of_them_twice(own_server: Any) -> None:
    from lost_answers import control

    said, wrong, entries = control(own_server, 40)
    assert wrong > 0
    assert entries > said


def lost_behind(conn: PostgresConnection) -> None:
    COMMIT(conn)
    conn.raw.close()
    raise ServerProblem("the connection was lost", Kind.AWAY)


def lost_before(conn: PostgresConnection) -> None:
    conn.raw.close()
    raise ServerProblem("the connection was lost", Kind.AWAY)


@pytest.mark.parametrize("losing", [lost_behind, lost_before])
def test_the_caller_gets_the_entries_and_their_places(
    postgres_database: PostgresUrl, monkeypatch: pytest.MonkeyPatch, losing: Any
) -> None:
    with Writer(postgres_database) as writer:
        writer.submit([record("first")])
        once = iter([losing])
        monkeypatch.setattr(PostgresConnection, "commit", lambda conn: next(once, COMMIT)(conn))  # noqa: PLW0108
        stored = writer.submit([record("d1"), record("d2")])
        assert [(each.position, each.entry.stream) for each in stored] == [(2, "d1"), (3, "d2")]
        assert writer.submit([record("d3")])[0].position == 4
    assert [row[:2] for row in rows(postgres_database)] == [(1, "first"), (2, "d1"), (3, "d2"), (4, "d3")]


def test_another_who_wrote_meanwhile_is_not_taken_for_oneself(
    postgres_database: PostgresUrl, monkeypatch: pytest.MonkeyPatch
) -> None:
    def overtaken(conn: PostgresConnection) -> None:
        conn.raw.close()
        monkeypatch.setattr(PostgresConnection, "commit", COMMIT)
        with Writer(postgres_database) as other:
            other.submit([record("theirs")])
        raise ServerProblem("the connection was lost", Kind.AWAY)

    with Writer(postgres_database) as writer:
        monkeypatch.setattr(PostgresConnection, "commit", overtaken)
        assert [each.position for each in writer.submit([record("ours")])] == [2]
    assert [row[1] for row in rows(postgres_database)] == ["theirs", "ours"]


@pytest.mark.parametrize(
    ("losing", "words"), [(lost_behind, "before it answered"), (lost_before, "before it answered")]
)
def test_once_patience_is_over_it_says_that_asking_again_is_safe(
    postgres_database: PostgresUrl, monkeypatch: pytest.MonkeyPatch, losing: Any, words: str
) -> None:
    monkeypatch.setattr(recorder, "PATIENCE", 0.0)
    with Writer(postgres_database) as writer:
        monkeypatch.setattr(PostgresConnection, "commit", losing)
        with pytest.raises(BadInput, match=words) as problem:
            writer.submit([record("d1")])
    assert "not recorded twice" in problem.value.remedy


def test_a_server_that_stays_away_is_not_waited_for_without_end(
    own_server: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from lossy_proxy import LossyProxy

    monkeypatch.setattr(recorder, "PATIENCE", 0.5)
    with LossyProxy(own_server.port, lost=0.0) as proxy:
        place = address(own_server.port_address(port=proxy.port, schema="gone"), "proxy")
        writer = Writer(place)
    with pytest.raises(BadInput, match="cannot be reached") as problem:
        writer.submit([record("d1")])
    assert "try again" in problem.value.remedy
    writer.close()
