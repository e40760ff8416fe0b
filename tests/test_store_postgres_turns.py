"""Turns on a server: few messages, and yet the schema is looked at in each of them before anything is read or written."""

from typing import Any

import psycopg
import pytest
from psycopg.pq import TransactionStatus

from tests.condemning import record
from tests.stores import asking, rows
from tests.test_store import retract
from tests.test_store_postgres import TAMPERED, with_options
from tracker.application.places import address
from tracker.application.problems import BadInput
from tracker.application.store.address import PostgresUrl
from tracker.application.store.postgres import declared
from tracker.application.store.postgres.problems import Kind, ServerProblem
from tracker.application.store.postgres.session import PostgresConnection
from tracker.application.store.postgres.turn import MOST_BYTES
from tracker.application.store.writing import Writer
from tracker.application.verify import verify

OUTSIDE = {
    "a function": "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "an operator": "CREATE OPERATOR === (LEFTARG = int, RIGHTARG = int, FUNCTION = int4eq)",
    "a type": "CREATE TYPE mood AS ENUM ('calm')",
    "a sequence": "CREATE SEQUENCE s",
    "statistics": "CREATE STATISTICS st ON pair, name FROM pairs",
    "a rule on a derived table": "CREATE RULE r AS ON DELETE TO links DO INSTEAD NOTHING",
    "a trigger on a derived table": (
        "CREATE TRIGGER t BEFORE INSERT ON facts FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()"
    ),
    "a policy that is not enabled": "CREATE POLICY p ON pairs USING (false)",
    "a table that is not logged": "ALTER TABLE pairs SET UNLOGGED",
    "a renamed column": "ALTER TABLE past RENAME dev TO other",
    "a foreign key": "ALTER TABLE past ADD FOREIGN KEY (pair) REFERENCES pairs (pair)",
    "a lost index": "DROP INDEX facts_dev",
}
CHANGED = {**{name: statement for name, (statement, _) in TAMPERED.items()}, **OUTSIDE}


def settled(log: PostgresUrl) -> Writer:
    """A writer whose turns no longer compare the whole schema."""
    writer = Writer(log)
    for number in range(3):
        writer.submit([record(f"settled-{number}")])
    assert declared.guard(writer._recorder.datastore.conn) is not None
    return writer


@pytest.mark.parametrize("statement", CHANGED.values(), ids=CHANGED)
def test_what_is_changed_between_two_turns_of_a_writer_is_refused_before_anything_is_written(
    postgres_database: PostgresUrl, statement: str
) -> None:
    with settled(postgres_database) as writer, asking(postgres_database) as other:
        other.execute(statement)
        before = other.execute("SELECT * FROM stored_events").fetchall()
        for _ in range(2):
            with pytest.raises(BadInput) as problem:
                writer.submit([record("d2")])
            assert problem.value.remedy
        assert other.execute("SELECT * FROM stored_events").fetchall() == before


def test_nothing_of_a_database_is_read_before_its_schema_is_found_to_be_ours(postgres_database: PostgresUrl) -> None:
    with settled(postgres_database) as writer, asking(postgres_database) as other:
        other.execute("CREATE SEQUENCE public.calls")
        other.execute("ALTER TABLE tree RENAME TO hidden")
        other.execute("CREATE VIEW tree AS SELECT origin, frontier, nextval('public.calls') FROM hidden")
        try:
            with pytest.raises(BadInput, match="table tree"):
                writer.submit([record("d2")])
            assert other.execute("SELECT is_called FROM public.calls").fetchone() == (False,)
        finally:
            other.execute("DROP VIEW tree")
            other.execute("DROP SEQUENCE public.calls")


def test_a_schema_that_is_ours_again_is_written_to(postgres_database: PostgresUrl) -> None:
    with settled(postgres_database) as writer, asking(postgres_database) as other:
        other.execute("CREATE TABLE more (words text)")
        with pytest.raises(BadInput, match="table more was added"):
            writer.submit([record("d2")])
        other.execute("DROP TABLE more")
        assert [stored.position for stored in writer.submit([record("d2")])] == [4]


def test_what_keeps_house_on_a_server_changes_nothing(postgres_database: PostgresUrl) -> None:
    with settled(postgres_database) as writer, asking(postgres_database) as other:
        other.execute("VACUUM (FULL, ANALYZE) stored_events")
        other.execute("REINDEX TABLE facts")
        assert [stored.position for stored in writer.submit([record("d2")])] == [4]


@pytest.fixture
def messages(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is said to a server, a message each."""
    said: list[str] = []
    execute = psycopg.Cursor.execute

    def heard(cursor: Any, query: Any, *more: Any, **named: Any) -> Any:
        said.append(str(query))
        return execute(cursor, query, *more, **named)

    monkeypatch.setattr(psycopg.Cursor, "execute", heard)
    return said


def test_one_entry_takes_five_messages(postgres_database: PostgresUrl, messages: list[str]) -> None:
    with settled(postgres_database) as writer:
        messages.clear()
        writer.submit([record("d2")])
    assert len(messages) == 5, "\n".join(messages)


def test_of_a_turn_that_fails_late_nothing_is_left_and_the_next_goes_on(postgres_database: PostgresUrl) -> None:
    with settled(postgres_database) as writer:

        def twice(conn: Any, append: Any) -> None:
            append([("x", 1, "retracted", b"{}")])
            conn.execute("INSERT INTO leaves VALUES (?, ?)", (1, b"taken"))

        with pytest.raises(BadInput, match="duplicate key"):
            writer._carried_out(twice)
        assert [stored.position for stored in writer.submit([record("d2"), retract("d2")])] == [4, 5]
    assert verify(postgres_database, thorough=True).holds
    assert [row[1] for row in rows(postgres_database)][3:] == ["d2", "d2"]


def test_what_a_message_that_failed_did_not_come_to_prepare_is_prepared_by_the_next(
    postgres_database: PostgresUrl,
) -> None:
    new = "DELETE FROM past WHERE pair = ? AND dev = ?"
    with settled(postgres_database) as writer:
        conn: PostgresConnection = writer._recorder.datastore.conn
        conn.begin_turn()
        conn.execute("INSERT INTO leaves VALUES (?, ?)", (1, b"taken"))
        conn.execute(new, (1, 1))
        with pytest.raises(ServerProblem, match="duplicate key"):
            conn.commit()
        conn.rollback()
        with writer._recorder.datastore.writing() as conn:
            conn.execute(new, (1, 1))


def test_a_turn_is_never_taken_up_on_another_connection(postgres_database: PostgresUrl) -> None:
    with settled(postgres_database) as writer:
        conn: PostgresConnection = writer._recorder.datastore.conn
        conn.begin_turn()
        conn.execute("DELETE FROM facts WHERE dev = ?", (1,))
        conn.raw.close()
        with pytest.raises(ServerProblem) as problem:
            conn.execute("SELECT count(*) FROM facts")
        conn.rollback()
    assert problem.value.kind is Kind.AWAY
    assert verify(postgres_database, thorough=True).holds


def test_a_transaction_that_failed_is_not_taken_for_committed(postgres_database: PostgresUrl) -> None:
    with settled(postgres_database) as writer:

        def careless(conn: Any, _: Any) -> None:
            try:
                conn.execute("SELECT 1 / ?", (0,))
            except ServerProblem:
                conn.execute("DELETE FROM facts WHERE dev = ?", (1,))

        with pytest.raises(BadInput, match="aborted"):
            writer._carried_out(careless)
        conn: PostgresConnection = writer._recorder.datastore.conn
        conn.begin_turn()
        with pytest.raises(ServerProblem, match="division by zero"):
            conn.execute("SELECT 1 / ?", (0,))
        with pytest.raises(ServerProblem, match="failed before its end"):
            conn.commit()
        conn.rollback()
        assert writer.submit([record("d2")])[0].position == 4


VALUES = [
    "it's",
    'a "b"',
    "back\\slash",
    "\\x41",
    "%s %% {}",
    "$1; DROP TABLE facts; --",
    "ünï",
    "\t\n\r",
    "\\.",
    "\\N",
    "",
]


def test_a_backslash_stands_for_itself_whatever_a_server_is_set_to(postgres_database: PostgresUrl) -> None:
    otherwise = address(f"{with_options(postgres_database)}&options=-cstandard_conforming_strings%3Doff", "--db")
    with Writer(otherwise) as writer:
        for text in ("a\\", "a\\'", "\\\\"):
            writer.submit([record(f"d{text}")])
    assert [stream for _, stream, *_ in rows(postgres_database)] == ["da\\", "da\\'", "d\\\\"]
    assert verify(postgres_database, thorough=True).holds


def test_a_text_with_a_zero_byte_is_refused_and_never_cut_short(postgres_database: PostgresUrl) -> None:
    said = pytest.raises(ServerProblem, match="NUL")
    with settled(postgres_database) as writer, said, writer._recorder.datastore.writing() as conn:
        conn.execute("DELETE FROM checkpoints WHERE id = ?", ("settled\0 and more",))


@pytest.mark.parametrize("many", [1, 5, 400])
def test_values_arrive_as_they_are_however_many_go_together(postgres_database: PostgresUrl, many: int) -> None:
    texts = [f"{VALUES[number % len(VALUES)]}{number}" for number in range(many)]
    bodies = [text.encode() + bytes(range(256)) for text in texts]
    with settled(postgres_database) as writer, writer._recorder.datastore.writing() as conn:
        given = [
            (text, number, text, -number, body, None)
            for number, (text, body) in enumerate(zip(texts, bodies, strict=True))
        ]
        conn.executemany("INSERT INTO checkpoints VALUES (?, ?, ?, ?, ?, ?)", [
            (number, -number, text, 1 << 60, body, -1) for text, number, _, _, body, _ in given
        ])  # fmt: skip
        conn.executemany("UPDATE checkpoints SET crc = ? WHERE id = ?", [(n, text) for n, text in enumerate(texts)])
        found = conn.execute("SELECT pair, moment, id, count, body, crc FROM checkpoints ORDER BY pair").fetchall()
        among = conn.execute(f"SELECT id FROM checkpoints WHERE id IN ({','.join('?' * many)})", texts).fetchall()
        conn.execute("DELETE FROM checkpoints")
    assert found == [(n, -n, text, 1 << 60, body, n) for n, (text, body) in enumerate(zip(texts, bodies, strict=True))]
    assert {text for (text,) in among} == set(texts)


def test_what_waits_is_sent_before_it_grows_large(postgres_database: PostgresUrl, messages: list[str]) -> None:
    with settled(postgres_database) as writer, writer._recorder.datastore.writing() as conn:
        for number in range(40):
            conn.execute("INSERT INTO leaves VALUES (?, ?)", (100 + number, b"x" * 20_000))
        conn.execute("DELETE FROM leaves WHERE position >= ?", (100,))
    assert max(map(len, messages)) < 2 * MOST_BYTES


def test_an_answer_given_ahead_is_not_used_once_its_table_was_written(postgres_database: PostgresUrl) -> None:
    last = "SELECT coalesce(max(rowid), 0) FROM stored_events"
    with settled(postgres_database) as writer:
        conn: PostgresConnection = writer._recorder.datastore.conn
        writer._recorder.datastore._begin()
        assert conn.vouched
        conn.execute("DELETE FROM stored_events WHERE rowid = ?", (3,))
        assert conn.execute(last).fetchone() == (2,)
        times = [conn.execute("SELECT clock_timestamp()").fetchone()[0] for _ in range(2)]
        assert times[0] < times[1]
        conn.rollback()


def test_nor_once_rows_were_copied_into_it(postgres_database: PostgresUrl) -> None:
    with settled(postgres_database) as writer:
        conn: PostgresConnection = writer._recorder.datastore.conn
        writer._recorder.datastore._begin()
        conn.executemany(
            "INSERT INTO stored_events (originator_id, originator_version, topic, state, rowid) VALUES (?, ?, ?, ?, ?)",
            [("x", number, "retracted", b"{}", 100 + number) for number in range(50)],
        )
        assert conn.execute("SELECT coalesce(max(rowid), 0) FROM stored_events").fetchone() == (149,)
        conn.rollback()


def test_a_connection_that_is_new_compares_the_whole_schema_again(
    postgres_database: PostgresUrl, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[str] = []
    compare = declared._compare
    monkeypatch.setattr(declared, "_compare", lambda conn, where: (compared.append(where), compare(conn, where)))
    with settled(postgres_database) as writer:
        compared.clear()
        writer.submit([record("d2")])
        assert compared == []
        conn: PostgresConnection = writer._recorder.datastore.conn
        conn.raw.close()
        assert conn.raw.info.transaction_status == TransactionStatus.IDLE
        assert declared.guard(conn) is None
        writer.submit([record("d3")])
        assert len(compared) == 1
