"""The store: whose files it takes, what it refuses before it writes, and what survives."""

import json
import os
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.condemning import NOON, record
from tests.stores import rows, run
from tracker.application.problems import BadInput
from tracker.application.store import schema
from tracker.application.store.address import Address
from tracker.application.store.codec import Undecodable, decode, plain, recorded_at_of
from tracker.application.store.connection import connect
from tracker.application.store.lookup import history
from tracker.application.store.reader import Clocks, Reader
from tracker.application.store.writing import Writer
from tracker.domain.commands import Command, Correct, Refusal, Refused, Retract
from tracker.domain.moments import Cut

LAST = Clocks(Cut(date(2024, 12, 31)))


def retract(stream: str = "d1") -> Retract:
    return Retract(stream=stream, id=f"retract {stream}", known_from=NOON, reason="a slip")


def write(path: Address, *said: Command) -> int:
    with Writer(path, clock=lambda: NOON) as writer:
        return len(writer.submit(said))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "log.db"


@pytest.fixture
def log(path: Path) -> Path:
    write(path, record())
    return path


@pytest.fixture
def logged(anywhere: Address) -> Address:
    """A log in a file, and one on a server."""
    write(anywhere, record())
    return anywhere


def settled(path: Path) -> bytes:
    """The bytes of a file with everything in the file itself."""
    run(path, "PRAGMA wal_checkpoint(TRUNCATE)")
    return path.read_bytes()


TAMPERED = {
    "a trigger that rewrites history": (
        "CREATE TRIGGER t AFTER INSERT ON stored_events BEGIN UPDATE stored_events SET state = x'7b7d'; END", "t was added",
    ),
    "a trigger on a derived table": ("CREATE TRIGGER t AFTER INSERT ON facts BEGIN DELETE FROM stored_events; END", "t was added"),
    "a view": ("CREATE VIEW v AS SELECT * FROM stored_events", "v was added"),
    "another index": ("CREATE INDEX i ON stored_events (topic)", "i was added"),
    "a missing table": ("DROP TABLE facts", "facts is missing"),
    "another column": ("ALTER TABLE stored_events ADD COLUMN more TEXT", "stored_events is different"),
    "a newer format": ("PRAGMA user_version = 4", "format 4"),
    "another program's mark": ("PRAGMA application_id = 252006674", "another program"),
}  # fmt: skip


@pytest.mark.parametrize(("statement", "message"), TAMPERED.values(), ids=TAMPERED)
def test_a_file_that_is_not_exactly_ours_is_refused_before_anything_is_written(
    log: Path, statement: str, message: str
) -> None:
    run(log, statement)
    before = settled(log)
    for attempt in (lambda: write(log, record("d2")), lambda: Reader(log)):
        with pytest.raises(BadInput, match=message) as problem:
            attempt()
        assert problem.value.where == str(log)
        assert problem.value.remedy
    assert settled(log) == before


def test_a_trigger_that_comes_while_a_writer_is_open_is_refused_too(log: Path) -> None:
    with Writer(log) as writer:
        run(log, "CREATE TRIGGER t AFTER INSERT ON stored_events BEGIN UPDATE stored_events SET topic = 'x'; END")
        before = settled(log)
        with pytest.raises(BadInput, match="t was added"):
            writer.submit([record("d2")])
    assert settled(log) == before


FOREIGN = {
    "a file that is no database": lambda path: path.write_text("schema: tracker-scenario/1\n" * 99),
    "a database of another program": lambda path: run(path, "CREATE TABLE notes (text)"),
    "a picture": lambda path: path.write_bytes(b"\x89PNG\r\n" + bytes(5000)),
}


@pytest.mark.parametrize("make", FOREIGN.values(), ids=FOREIGN)
def test_a_foreign_file_is_refused_and_left_as_it_is(path: Path, make: Any) -> None:
    make(path)
    before = path.read_bytes()
    for attempt in (lambda: write(path, record()), lambda: Reader(path)):
        with pytest.raises(BadInput) as problem:
            attempt()
        assert problem.value.remedy
    assert path.read_bytes() == before


def test_a_missing_file_is_refused_for_reading_and_not_made(path: Path) -> None:
    with pytest.raises(BadInput, match="no database"):
        Reader(path)
    assert not path.exists()


def killed_first_write(path: Path) -> None:
    run(path, f"PRAGMA application_id = {schema.APPLICATION_ID}")


BLANK = {"an empty file": Path.touch, "a file whose first write was killed": killed_first_write}


@pytest.mark.parametrize("make", BLANK.values(), ids=BLANK)
def test_a_blank_file_is_an_empty_log(path: Path, make: Any) -> None:
    make(path)
    with Reader(path) as reader:
        assert (reader.empty, reader.pairs(), reader.last_position(), reader.last_day()) == (True, [], 0, None)
        assert reader.picture("IRN-PAK", LAST).count == 0
        assert reader.timelines() == {}
        assert write(path, record()) == 1
        assert list(reader.timelines()) == ["IRN-PAK"]


def test_a_new_file_is_its_owner_s_alone(path: Path) -> None:
    old = os.umask(0)
    try:
        write(path, record())
    finally:
        os.umask(old)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_writing_is_durable_and_reading_cannot_write(log: Path) -> None:
    with closing(connect(log, writable=True)) as conn:
        assert conn.execute("PRAGMA synchronous").fetchone() == (2,)
        assert conn.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert conn.execute("PRAGMA trusted_schema").fetchone() == (0,)
    with closing(connect(log, writable=False)) as conn, pytest.raises(sqlite3.OperationalError, match="readonly"):
        conn.execute("DELETE FROM stored_events")


def test_the_writer_s_own_connection_is_durable(log: Path) -> None:
    with Writer(log) as writer, writer._recorder.datastore.writing() as cursor:
        assert tuple(cursor.sqlite_cursor.connection.execute("PRAGMA synchronous").fetchone()) == (2,)


def test_a_file_that_cannot_be_made_durable_is_refused(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.application.store.connection._SYNCHRONOUS", {"wal": ("FULL", 3)})
    with pytest.raises(BadInput, match="not write durably"):
        Writer(log)


HOSTILE = ("os:system", "webbrowser:open", "antigravity", "tracker.domain.log:Recorded", "Recorded", "recorded", "")


@pytest.mark.parametrize("topic", HOSTILE)
def test_a_topic_outside_the_catalogue_is_refused(logged: Address, topic: str) -> None:
    run(logged, f"UPDATE stored_events SET topic = '{topic}'")
    with Reader(logged) as reader, pytest.raises(Undecodable, match="entry 1"):
        history(reader.conn, "d1")


WATCHED = """
import sys
from pathlib import Path
from tracker.application.store.codec import Undecodable
from tracker.application.store.lookup import history
from tracker.application.store.reader import Reader
seen = []
reader = Reader(Path(sys.argv[1]))
import tracker.application.store.writing, tracker.application.problems
sys.addaudithook(lambda event, args: seen.append((event, args[0])) if event in ("import", "os.system", "subprocess.Popen", "open", "exec") else None)
try:
    history(reader.conn, "d1")
except Undecodable as refused:
    print(refused)
print(seen)
"""


@pytest.mark.parametrize("topic", ["os:system", "webbrowser:open", "planted.module:Class"])
def test_a_hostile_topic_makes_nothing_happen(log: Path, topic: str) -> None:
    with closing(sqlite3.connect(log)) as conn, conn:
        conn.execute("UPDATE stored_events SET topic = ?", (topic,))
    (log.parent / "planted").mkdir()
    (log.parent / "planted" / "module.py").write_text("raise SystemExit('ran')")
    found = subprocess.run(
        [sys.executable, "-c", WATCHED, str(log)], cwd=log.parent, capture_output=True, text=True, check=True
    )
    refused, seen = found.stdout.splitlines()
    assert topic in refused
    assert seen == "[]"


def within(body: dict[str, Any], **more: Any) -> dict[str, Any]:
    """The entry with other parts of its occurrence."""
    development = body["development"]
    return {**body, "development": {**development, "occurred": {**development["occurred"], **more}}}


BROKEN = {
    "an unknown key": lambda body: {**body, "more": 1},
    "an unknown key of the development": lambda body: {**body, "development": {**body["development"], "more": 1}},
    "a missing party": lambda body: {**body, "development": {**body["development"], "actors": []}},
    "a number for a text": lambda body: {**body, "by": 5},
    "a number for an id": lambda body: {**body, "development": {**body["development"], "id": 5}},
    "a text for a flag": lambda body: within(body, interval="yes"),
    "a number for a flag": lambda body: within(body, interval=1),
    "a text for a number": lambda body: within(body, minute="61"),
    "no development": lambda body: {key: value for key, value in body.items() if key != "development"},
    "no recording time": lambda body: {key: value for key, value in body.items() if key != "recorded_at"},
    "a list": lambda body: [body],
}


@pytest.mark.parametrize("breaking", BROKEN.values(), ids=BROKEN)
def test_decoding_is_strict(log: Path, breaking: Any) -> None:
    place, stream, version, topic, state = rows(log)[0]
    assert decode(place, stream, version, topic, state).entry.stream == "d1"
    with pytest.raises(Undecodable, match=r"entry 1 \(d1, version 1"):
        decode(place, stream, version, topic, json.dumps(breaking(plain(state))).encode())


def test_bytes_that_are_no_json_are_refused() -> None:
    for state in (b"", b"{", b"\xff\xfe", b"[" * 100_000):
        with pytest.raises(Undecodable):
            decode(1, "d1", 1, "condemnation_issued", state)


def test_the_log_is_json_under_names_of_the_domain(logged: Address) -> None:
    ((_, stream, version, topic, state),) = rows(logged)
    assert (stream, version, topic) == ("d1", 1, "condemnation_issued")
    assert recorded_at_of(state) == "2024-01-18T12:00:00.000Z"
    assert b"tracker." not in state
    assert plain(state)["development"]["actors"] == ["IRN"]


def test_a_command_said_again_writes_nothing(logged: Address) -> None:
    before = rows(logged)
    assert write(logged, record()) == 0
    assert write(logged, retract()) == 1
    assert write(logged, retract(), record()) == 0
    assert rows(logged)[:1] == before


def test_a_stale_version_writes_nothing(logged: Address) -> None:
    write(logged, retract())
    before = rows(logged)
    late = Correct(stream="d1", id="late", known_from=NOON, changes={"summary": "x"}, version=1)
    with pytest.raises(Refused) as refused:
        write(logged, late)
    assert (refused.value.refusal, rows(logged)) == (Refusal.STALE_VERSION, before)


def test_one_refused_command_leaves_all_of_them_unsaid(anywhere: Address) -> None:
    said = [*(record(f"d{n}") for n in range(20)), retract("nowhere"), record("d21")]
    with Writer(anywhere, clock=lambda: NOON) as writer:
        with pytest.raises(Refused) as refused:
            writer.submit(said)
        assert refused.value.refusal is Refusal.UNKNOWN_ID
        assert rows(anywhere) == []
        assert len(writer.submit([record("d1"), retract("d1")])) == 2
    with Reader(anywhere) as reader:
        assert reader.picture("IRN-PAK", LAST).count == 0


def test_recording_time_never_goes_back_when_the_clock_does(anywhere: Address) -> None:
    clock = iter([NOON, NOON - timedelta(days=3), NOON + timedelta(days=1), NOON])
    with Writer(anywhere, clock=lambda: next(clock)) as writer:
        times = [writer.submit([record(f"d{n}")])[0].recorded_at for n in range(4)]
    later = NOON + timedelta(days=1)
    assert times == [NOON, NOON, later, later]
    assert [recorded_at_of(row[4]) for row in rows(anywhere)] == sorted(
        recorded_at_of(row[4]) for row in rows(anywhere)
    )


def test_positions_have_no_gaps_after_a_refusal(anywhere: Address) -> None:
    write(anywhere, record("d1"))
    with pytest.raises(Refused):
        write(anywhere, record("d2"), retract("nowhere"))
    write(anywhere, record("d3"))
    assert [row[:2] for row in rows(anywhere)] == [(1, "d1"), (2, "d3")]


def test_hostile_text_is_kept_exactly(anywhere: Address) -> None:
    text = "\x1b]0;owned\x07 \u202eabc [@click=quit] 'quoted\"\n\x00 🕊 \u2028"
    write(anywhere, record(summary=text))
    with Reader(anywhere) as reader:
        (stored,) = history(reader.conn, "d1")
    assert stored.entry.development.summary == text
