"""The store on a server: what it refuses before it writes, what it promises, and that it keeps the same rows as a file."""

import json
import time
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread
from typing import Any

import psycopg
import pytest

from tests.condemning import NOON, record
from tests.golden.story import commands
from tests.stores import asking, rows, run
from tests.test_store import LAST, retract, write
from tracker.application.places import address
from tracker.application.problems import BadInput
from tracker.application.store import clock
from tracker.application.store.address import PostgresUrl
from tracker.application.store.connection import LONG, connect
from tracker.application.store.derived_keys import EVERY
from tracker.application.store.postgres import opening, session
from tracker.application.store.reader import Reader
from tracker.application.store.writing import Writer
from tracker.application.verify import verify
from tracker.cli.main import run as tracker
from tracker.domain.catalogue import TYPES


@pytest.fixture
def log(postgres_database: PostgresUrl) -> PostgresUrl:
    write(postgres_database, record())
    return postgres_database


TAMPERED = {
    "a trigger": (
        "CREATE TRIGGER t BEFORE UPDATE ON stored_events FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()",
        "trigger t on stored_events was added",
    ),
    "a rule": ("CREATE RULE r AS ON INSERT TO facts DO INSTEAD NOTHING", "rule r on facts was added"),
    "a view": ("CREATE VIEW v AS SELECT * FROM stored_events", "table v kind v was added"),
    "a function": ("CREATE FUNCTION max(bigint, bigint) RETURNS bigint LANGUAGE sql AS 'SELECT 1::bigint'", "function max was added"),
    "a policy": ("ALTER TABLE stored_events ENABLE ROW LEVEL SECURITY", "table stored_events with policies"),
    "a default": ("ALTER TABLE stored_events ALTER topic SET DEFAULT now()", "with a default was added"),
    "a check": ("ALTER TABLE pairs ADD CHECK (count < 5)", "constraint pairs_count_check c was added"),
    "another index": ("CREATE INDEX i ON stored_events (lower(topic))", "index CREATE INDEX i ON stored_events"),
    "a missing table": ("DROP TABLE facts", "table facts is missing"),
    "another column": ("ALTER TABLE stored_events ADD COLUMN more text", "column stored_events.6 more text"),
    "another type": ("ALTER TABLE stored_events ALTER state TYPE text", "column stored_events.4 state text"),
    "another order": ('ALTER TABLE facts ALTER id TYPE text COLLATE "POSIX"', "in another order was added"),
    "a child elsewhere": ("CREATE TEMP TABLE child () INHERITS (pairs)", "inheritance of pairs"),
    "a newer format": ("UPDATE mark SET format = 99", "format 99"),
    "another program's mark": ("UPDATE mark SET application = 1", "another program"),
    "no mark": ("DROP TABLE mark", "another program"),
}  # fmt: skip


@pytest.mark.parametrize(("statement", "message"), TAMPERED.values(), ids=TAMPERED)
def test_a_schema_that_is_not_exactly_ours_is_refused_before_anything_is_written(
    log: PostgresUrl, statement: str, message: str
) -> None:
    with Writer(log) as open_already, asking(log) as other:
        other.execute(statement)
        before = other.execute("SELECT * FROM stored_events").fetchall()
        for attempt in (
            lambda: open_already.submit([record("d2")]),
            lambda: write(log, record("d2")),
            lambda: Reader(log),
        ):
            with pytest.raises(BadInput, match=message) as problem:
                attempt()
            assert problem.value.where == str(log)
            assert problem.value.remedy
        assert other.execute("SELECT * FROM stored_events").fetchall() == before


def test_a_schema_of_another_program_is_refused_and_left_as_it_is(postgres_database: PostgresUrl) -> None:
    run(postgres_database, f"CREATE SCHEMA {postgres_database.schema}", "CREATE TABLE notes (words text)")
    for attempt in (lambda: write(postgres_database, record()), lambda: Reader(postgres_database)):
        with pytest.raises(BadInput, match="another program"):
            attempt()
    with asking(postgres_database) as other:
        assert other.execute(
            "SELECT count(*) FROM pg_class WHERE relnamespace = current_schema()::regnamespace"
        ).fetchone() == (1,)


def test_what_lies_in_front_of_a_table_is_not_taken_for_it(log: PostgresUrl) -> None:
    with Reader(log) as reader:
        reader.conn.plainly("SET default_transaction_read_only = off")
        reader.conn.plainly("CREATE TEMP TABLE pairs AS SELECT 'XXX-YYY' AS name")
        assert reader.pairs() == ["IRN-PAK"]


def test_a_database_without_a_log_is_an_empty_one(postgres_database: PostgresUrl) -> None:
    with Reader(postgres_database) as reader:
        assert (reader.empty, reader.pairs(), reader.last_position(), reader.last_day()) == (True, [], 0, None)
        assert reader.timelines() == {}
        before = reader.data_version()
        assert write(postgres_database, record()) == 1
        assert reader.data_version() != before
        assert list(reader.timelines()) == ["IRN-PAK"]


def test_reading_cannot_write(log: PostgresUrl) -> None:
    with Reader(log) as reader, pytest.raises(Exception, match="read-only transaction"):
        reader.conn.execute("DELETE FROM stored_events")


def test_a_session_writes_durably_whatever_the_database_is_set_to(log: PostgresUrl) -> None:
    careless = address(f"{with_options(log)}&options=-csynchronous_commit%3Doff", "--db")
    with Writer(careless) as writer, writer._recorder.datastore.writing() as conn:
        assert conn.execute("SELECT current_setting('synchronous_commit')").fetchone() == ("on",)
        assert conn.execute("SELECT current_setting('transaction_isolation')").fetchone() == ("read committed",)


def with_options(url: PostgresUrl) -> str:
    """The address again, as one writes it."""
    return f"postgresql:///?schema={url.schema}" + "".join(f"&{name}={value}" for name, value in url.options)


@pytest.mark.parametrize("setting", ["fsync", "full_page_writes", "synchronous_commit", "server_encoding"])
def test_a_server_that_may_lose_what_it_acknowledges_is_refused(
    log: PostgresUrl, monkeypatch: pytest.MonkeyPatch, setting: str
) -> None:
    monkeypatch.setitem(opening._PROMISES, setting, ("otherwise",))
    with pytest.raises(BadInput, match=f"{setting} is .*, not otherwise"):
        Writer(log)


def test_the_unsafe_function_of_the_library_is_never_made_nor_used(log: PostgresUrl) -> None:
    with Writer(log) as writer:
        assert writer._recorder.datastore.enable_db_functions is False
    with asking(log) as other:
        statement = "SELECT count(*) FROM pg_proc WHERE pronamespace = current_schema()::regnamespace"
        assert other.execute(statement).fetchone() == (0,)


_TABLES = {
    "stored_events": "rowid, originator_id, originator_version, topic, state", "acts": "*", "pairs": "*", "facts": "*",
    "links": "*", "past": "*", "checkpoints": "*", "leaves": "*",
}  # fmt: skip


def test_the_same_commands_give_the_same_rows_in_a_file_and_on_a_server(
    postgres_database: PostgresUrl, tmp_path: Path
) -> None:
    found: list[dict[str, list[Any]]] = []
    for place in (tmp_path / "log.db", postgres_database):
        with Writer(place, clock=lambda: NOON) as writer:
            writer.submit(list(commands({form.type_name() for form in TYPES.values()})))
            writer.submit([record(f"D{n}é") for n in range(300)])
            writer.submit([record("d1"), retract("d1")])
        conn = connect(place, writable=False)
        found.append({t: sorted(conn.execute(f"SELECT {c} FROM {t}").fetchall()) for t, c in _TABLES.items()})
        conn.close()
        assert verify(place, thorough=True).holds
    assert found[0] == found[1]


def test_text_is_in_the_order_of_its_bytes(postgres_database: PostgresUrl) -> None:
    ids = ["b", "B", "a", "A", "é", "e", "Z", "ß", "-", "_", "日", "\U0001f54a"]
    write(postgres_database, *(record(id) for id in ids))
    with Reader(postgres_database) as reader:
        found = [id for (id,) in reader.conn.execute("SELECT originator_id FROM stored_events ORDER BY originator_id")]
    assert found == sorted(ids, key=str.encode)


def test_more_than_a_megabyte_is_written_at_once(postgres_database: PostgresUrl) -> None:
    began = time.monotonic()
    assert write(postgres_database, *(record(f"d{n}", summary="x" * 60_000) for n in range(40))) == 40
    assert time.monotonic() - began < 60
    assert [row[0] for row in rows(postgres_database)] == list(range(1, 41))


def test_a_long_answer_comes_in_parts(log: PostgresUrl) -> None:
    write(log, *(record(f"e{n}") for n in range(4200)))
    with Reader(log) as reader, reader.snapshot():
        found = reader.conn.execute(f"{LONG}SELECT rowid FROM stored_events ORDER BY rowid")
        assert next(found) == (1,)
        assert reader.conn.execute("SELECT count(*) FROM pg_cursors").fetchone() == (1,)
        assert [place for (place,) in found] == list(range(2, 4202))
        assert reader.conn.execute("SELECT count(*) FROM pg_cursors").fetchone() == (0,)


def test_a_log_that_was_damaged_on_a_server_is_rebuilt(log: PostgresUrl) -> None:
    write(log, *(record(f"e{n}") for n in range(300)))
    run(log, "DELETE FROM facts WHERE id = 'e7'", "UPDATE pairs SET count = 7")
    assert not verify(log).holds
    verdict = verify(log, rebuild=True)
    assert (verdict.holds, verdict.rebuilt, verdict.checkpoints) == (True, True, 300 // EVERY + 1)
    assert verify(log, thorough=True).holds


def test_positions_have_no_gaps_after_a_turn_that_was_undone(log: PostgresUrl) -> None:
    with Writer(log) as writer:

        def undone(_: Any, append: Any) -> None:
            append([("x", 1, "retracted", b"{}")])
            raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            writer._recorder.carried_out(undone)
        assert [stored.position for stored in writer.submit([record("d2"), record("d3")])] == [2, 3]


@pytest.fixture
def wrong_machine_clock(monkeypatch: pytest.MonkeyPatch) -> datetime:
    """This machine's clock, thirty years late."""
    late = datetime(1996, 1, 1, tzinfo=UTC)
    monkeypatch.setattr(clock, "wall_clock", lambda: late)
    monkeypatch.setattr("tracker.cli.options.now", lambda: late)
    return late


@pytest.mark.usefixtures("wrong_machine_clock")
def test_recorded_and_known_times_are_those_of_the_server(postgres_database: PostgresUrl) -> None:
    words = [
        "protest_note_delivered",
        "actor=IRN",
        "target=PAK",
        "date=2024-01-16",
        "summary=A note",
        "id=note",
        "source=https://example.org",
    ]
    assert tracker(["--db", with_options(postgres_database), "record", *words]) == 0
    assert tracker(["--db", with_options(postgres_database), "retract", "note", "--reason", "a slip"]) == 0
    with asking(postgres_database) as other:
        (server,) = other.execute("SELECT clock_timestamp()").fetchone()
        states = [json.loads(state) for (state,) in other.execute("SELECT state FROM stored_events")]
    for body in states:
        for time_of in ("recorded_at", "known_from"):
            assert abs((server - datetime.fromisoformat(body[time_of])).total_seconds()) < 60


def test_a_wrong_password_is_said_without_it(own_server: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert tracker(["--db", own_server.port_address("no-such-w0rd"), "relations"]) == 2
    said = capsys.readouterr()
    assert "password authentication failed" in said.err
    assert "no-such-w0rd" not in said.err + said.out
    assert "check user, password and rights" in said.err


def test_no_text_on_the_server_holds_the_password(own_server: Any) -> None:
    from postgres_server import PASSWORD

    url = address(own_server.port_address(schema="test_words"), "--db")
    assert isinstance(url, PostgresUrl)
    with Writer(url) as writer:
        writer.submit([record()])
        with asking(url) as other:
            statement = "SELECT string_agg(concat(query, application_name, usename), ' ') FROM pg_stat_activity"
            (seen,) = other.execute(statement).fetchone()
    assert PASSWORD not in seen
    assert "tracker" in seen
    assert PASSWORD not in repr(vars(writer)) + repr(writer._recorder.datastore.__dict__)


def test_a_password_may_come_from_the_environment(own_server: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from postgres_server import PASSWORD

    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    url = address(own_server.port_address("x", schema="test_env").replace(":x@", "@"), "--db")
    assert write(url, record()) == 1


def test_an_unknown_option_is_said_without_its_value(capsys: pytest.CaptureFixture[str]) -> None:
    assert tracker(["--db", "postgresql://host/db?passwrod=s3cr3t", "relations"]) == 2
    assert "s3cr3t" not in (said := capsys.readouterr().err)
    assert "option of the address" in said


def test_a_server_that_is_not_there_is_said_with_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    assert tracker(["--db", "postgresql://desk:s3cr3t@127.0.0.1:1/log", "relations"]) == 2
    said = capsys.readouterr().err
    assert "the server cannot be reached" in said
    assert "s3cr3t" not in said


@pytest.mark.parametrize("opened", [Reader, Writer])
def test_without_the_driver_it_says_what_to_install(opened: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    from tracker.application.store import postgres

    needing = ("psycopg", "tracker.application.store.postgres.o", "tracker.application.store.postgres.r")
    for name in [name for name in sys.modules if name.startswith(needing)]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delattr(postgres, "recorder", raising=False)
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(BadInput, match="psycopg") as problem:
        opened(address("postgresql://host/log", "--db"))
    assert "[postgres]" in problem.value.remedy


def test_a_writer_has_one_connection(log: PostgresUrl, monkeypatch: pytest.MonkeyPatch) -> None:
    connect, made = psycopg.Connection.connect, []
    monkeypatch.setattr(psycopg.Connection, "connect", lambda *told, **how: made.append(told) or connect(*told, **how))
    with Writer(log) as writer:
        writer.submit([record("d2")])
    assert len(made) == 1


def test_files_need_no_driver() -> None:
    import subprocess
    import sys

    said = (
        "import sys, pathlib, tempfile\nfrom tracker.application.store.reader import Reader\n"
        "from tracker.application.store.writing import Writer\np = pathlib.Path(tempfile.mkdtemp()) / 'x.db'\n"
        "Writer(p).close()\nReader(p).close()\nprint([m for m in sys.modules if m.startswith('psycopg')])"
    )
    assert subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_a_reader_and_a_writer_go_on_after_the_server_was_away(log: PostgresUrl) -> None:
    with Writer(log) as writer, Reader(log) as reader:
        assert reader.picture("IRN-PAK", LAST).count == 1
        with asking(log) as other:
            for conn in (writer._recorder.datastore.conn, reader.conn):
                other.execute("SELECT pg_terminate_backend(%s)", (conn.raw.info.backend_pid,))
        assert [stored.position for stored in writer.submit([record("d2")])] == [2]
        assert reader.picture("IRN-PAK", LAST).count == 2


def test_who_may_only_read_can_read_and_no_more(log: PostgresUrl) -> None:
    viewer = f"viewer_of_{log.schema}"
    run(
        log,
        f"CREATE ROLE {viewer} LOGIN PASSWORD 'v'",
        f"GRANT USAGE ON SCHEMA {log.schema} TO {viewer}",
        f"GRANT SELECT ON ALL TABLES IN SCHEMA {log.schema} TO {viewer}",
    )
    options = {**dict(log.options), "user": viewer, "password": "v"}
    place = PostgresUrl(str(log), log.schema, tuple(options.items()))
    try:
        with Reader(place) as reader:
            assert reader.picture("IRN-PAK", LAST).count == 1
        with Writer(place) as writer, pytest.raises(BadInput, match="permission denied"):
            writer.submit([record("d2")])
    finally:
        run(log, f"DROP OWNED BY {viewer}", f"DROP ROLE {viewer}")


def test_a_log_that_another_holds_for_long_is_said_to_be_held(
    log: PostgresUrl, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(session._CONTROL, "BEGIN IMMEDIATE", session._TURN.replace("60s", "200ms"))
    with Writer(log) as writer, asking(log) as other, other.transaction():
        other.execute("LOCK TABLE stored_events IN ROW EXCLUSIVE MODE")  # as any INSERT does
        with pytest.raises(BadInput, match="lock timeout") as problem:
            writer.submit([record("d2")])
    assert "another program holds the log" in problem.value.remedy


def test_a_turn_reads_what_the_turn_before_it_wrote(log: PostgresUrl) -> None:
    with Writer(log) as first, Writer(log) as second:
        with first._recorder.datastore.writing() as conn:
            waiting = Thread(target=lambda: found.append(second.submit([record("theirs")])))
            found: list[Any] = []
            waiting.start()
            time.sleep(0.3)
            first._recorder.append(conn, [("ours", 1, "x", b'{"recorded_at":"2024-01-18T12:00:00.000Z"}')])
        waiting.join()
    assert [stored.position for stored in found[0]] == [3]
