"""A hostile database: no row makes code run or a module load, and nothing is written before a file is known as ours."""

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from tracker.application.problems import BadInput
from tracker.application.store.codec import Undecodable, decode
from tracker.application.store.lookup import history
from tracker.application.store.reader import Clocks, Reader
from tracker.application.store.writing import Writer
from tracker.domain.catalogue import TYPES
from tracker.domain.commands import Record, Retract
from tracker.domain.moments import Cut
from tracker.domain.occurrence import on

NOON = datetime(2024, 1, 18, 12, tzinfo=UTC)
LAST = Clocks(Cut(date(2024, 12, 31)))


def said(stream: str) -> Record:
    development = TYPES["strike_conducted"](
        id=stream, occurred=on(date(2024, 1, 16)), actors=("IRN",), targets=("PAK",), means="air", summary="s"
    )
    return Record(stream=stream, id=f"record {stream}", known_from=NOON, development=development)


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "log.db"
    with Writer(path, clock=lambda: NOON) as writer:
        writer.submit([said("d1"), said("d2"), Retract(stream="d2", id="r", known_from=NOON, reason="x")])
    return path


def run(path: Path, *statements: str, values: tuple[Any, ...] = ()) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as conn:
        for statement in statements:
            conn.execute(statement, values)
        conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")


WATCHED = """
import sys
from pathlib import Path
from tracker.application.store.codec import Undecodable
from tracker.application.store.lookup import history
from tracker.application.store.reader import Reader
reader = Reader(Path("log.db"))
topics = dict(reader.conn.execute("SELECT originator_id, topic FROM stored_events WHERE originator_id LIKE 'h%'"))
history(reader.conn, "d1")
import tracker.application.problems
seen, modules = [], set(sys.modules)
# A module loaded by importlib raises no event "import", but its code is opened and run.
watched = ("import", "exec", "compile", "open", "os.system", "subprocess.Popen", "socket.connect", "ctypes.dlopen", "webbrowser.open")
sys.addaudithook(lambda event, args: seen.append((event, str(args[0])[:50])) if event in watched else None)
refused = 0
for stream, topic in topics.items():
    try:
        history(reader.conn, stream)
    except Undecodable:
        refused += 1
print(len(topics), refused, len(set(sys.modules) - modules), seen[:3])
"""


def topics() -> list[str]:
    """Every module of the standard library, as a module, as something in it, and as a pickle names it; and others."""
    names = sorted(sys.stdlib_module_names)
    planted = ["planted", "planted:Class", "planted.inner:Class", "os:system", "builtins:eval", "tracker.cli.main:main"]
    return [*names, *(f"{name}:open" for name in names), *(f"{name}.open" for name in names), *planted]


def test_no_module_of_the_standard_library_is_imported_because_a_row_names_it(log: Path) -> None:
    run(log, "PRAGMA user_version")
    with closing(sqlite3.connect(log)) as conn, conn:
        ((state,),) = conn.execute("SELECT state FROM stored_events WHERE originator_id = 'd1'")
        rows = [(f"h{n}", 1, topic, state) for n, topic in enumerate(topics())]
        conn.executemany("INSERT INTO stored_events VALUES (?, ?, ?, ?)", rows)
    (log.parent / "planted.py").write_text("open('ran', 'w').close()")
    done = subprocess.run([sys.executable, "-c", WATCHED], cwd=log.parent, capture_output=True, text=True, check=True)
    count = len(topics())
    assert count > 800
    assert done.stdout.split(maxsplit=3) == [str(count), str(count), "0", "[]\n"]
    assert not (log.parent / "ran").exists()


LIBRARY = """
import sys, uuid
from eventsourcing.persistence import JSONTranscoder, Mapper, StoredEvent
sys.path.insert(0, ".")
before = set(sys.modules)
for topic in ("planted:Class", "this:s", "colorsys:nothing"):
    event = StoredEvent(originator_id=uuid.uuid4(), originator_version=1, topic=topic, state=b'{}')
    try:
        Mapper(JSONTranscoder()).to_domain_event(event)
    except Exception as problem:
        pass
print(sorted({"planted", "this", "colorsys"} & set(sys.modules) - before), file=sys.stderr)
"""
OURS = """
import sys
from tracker.application.store.codec import Undecodable, decode
sys.path.insert(0, ".")
import tracker.application.problems
before = set(sys.modules)
for topic in ("planted:Class", "this:s", "colorsys:nothing"):
    try:
        decode(1, "d1", 1, topic, b'{"recorded_at":"2024-01-18T12:00:00.000Z","development":{}}')
    except Undecodable as problem:
        pass
    else:
        raise SystemExit("taken")
print(sorted(set(sys.modules) - before), file=sys.stderr)
"""


def test_the_attack_works_on_the_default_mapper_of_the_library_and_fails_here(tmp_path: Path) -> None:
    (tmp_path / "planted.py").write_text("open('ran', 'w').close()")
    library, ours = (
        subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True)
        for program in (LIBRARY, OURS)
    )
    assert library.stderr.strip() == "['colorsys', 'planted', 'this']"
    assert (tmp_path / "ran").exists(), "the library imports what a row names: if it no longer does, say so in the docs"
    assert ours.stderr.strip() == "[]"


def test_a_planted_module_does_not_run_here(tmp_path: Path) -> None:
    (tmp_path / "planted.py").write_text("open('ran', 'w').close()")
    subprocess.run([sys.executable, "-c", OURS], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert not (tmp_path / "ran").exists()


FOREIGN = {
    "a view in the place of the log": (
        "ALTER TABLE stored_events RENAME TO hidden",
        "CREATE VIEW stored_events AS SELECT * FROM hidden WHERE originator_id <> 'd2'",
    ),
    "a trigger on the view": (
        "CREATE VIEW v AS SELECT 1 AS a",
        "CREATE TRIGGER t INSTEAD OF INSERT ON v BEGIN DELETE FROM stored_events; END",
    ),
    "a trigger that only raises": ("CREATE TRIGGER t BEFORE INSERT ON stored_events BEGIN SELECT RAISE(IGNORE); END",),
    "a trigger on deriving": ("CREATE TRIGGER t AFTER UPDATE ON pairs BEGIN DELETE FROM facts; END",),
    "a trigger by the name of a statistic": ("CREATE TRIGGER stat AFTER INSERT ON meta BEGIN DELETE FROM facts; END",),
    "a virtual table": ("CREATE VIRTUAL TABLE words USING fts5(text)",),
    "an index on an expression": ("CREATE INDEX i ON stored_events (upper(topic))",),
    "a partial index": ("CREATE UNIQUE INDEX i ON stored_events (topic) WHERE topic = 'retracted'",),
    "a generated column": ("ALTER TABLE facts ADD COLUMN more AS (upper(id))",),
    "a column with a default": ("ALTER TABLE meta ADD COLUMN more TEXT DEFAULT 'x'",),
    "a table of another program": ("CREATE TABLE bookmarks (url TEXT)",),
    "a name with a line break": ('CREATE TABLE "a\nb" (x)',),
}  # fmt: skip


@pytest.mark.parametrize("statements", FOREIGN.values(), ids=FOREIGN)
def test_a_schema_that_is_not_exactly_ours_is_refused_before_the_first_write(
    log: Path, statements: tuple[str, ...]
) -> None:
    run(log, *statements)
    before = log.read_bytes()
    for attempt in (lambda: Writer(log, clock=lambda: NOON).submit([said("d3")]), lambda: Reader(log)):
        with pytest.raises(BadInput) as problem:
            attempt()
        assert "schema" in problem.value.what
        assert problem.value.where == str(log)
    run(log)
    assert log.read_bytes() == before


ROWS = {
    "an id that is no text": "UPDATE stored_events SET originator_id = x'6431' WHERE rowid = 1",
    "a topic of bytes": "UPDATE stored_events SET topic = CAST(topic AS BLOB)",
    "a topic that is a number": "UPDATE stored_events SET topic = 5",
    "no topic": "UPDATE stored_events SET topic = NULL",
    "content that is a number": "UPDATE stored_events SET state = 5",
    "no content": "UPDATE stored_events SET state = NULL",
    "content that is text": "UPDATE stored_events SET state = CAST(state AS TEXT)",
    "a version that is text": "UPDATE stored_events SET originator_version = 'one' WHERE rowid = 1",
    "a version below one": "UPDATE stored_events SET originator_version = 0 WHERE rowid = 1",
    "a version that is a fraction": "UPDATE stored_events SET originator_version = 1.5 WHERE rowid = 1",
}  # fmt: skip


@pytest.mark.parametrize("statement", ROWS.values(), ids=ROWS)
def test_a_row_of_other_types_is_refused_when_it_is_decoded(log: Path, statement: str) -> None:
    run(log, statement)
    with closing(sqlite3.connect(log)) as conn:
        row = conn.execute("SELECT rowid, * FROM stored_events ORDER BY rowid").fetchone()
    with pytest.raises(Undecodable, match="entry 1"):
        decode(*row)


TIMES = (
    "2024-01-18",
    "2024-01-18T12:00:00",
    "20240118",
    "1705449600",
    1705449600,
    1705449600.5,
    True,
    "2024-W03-4",
    "now",
    "2024-01-18 12:00:00+00:00",
    "",
)


@pytest.mark.parametrize("value", TIMES)
@pytest.mark.parametrize("key", ["recorded_at", "known_from"])
@pytest.mark.parametrize("place", [0, 2])
def test_no_count_of_seconds_and_no_time_without_zone_is_an_instant(
    log: Path, place: int, key: str, value: Any
) -> None:
    with closing(sqlite3.connect(log)) as conn:
        *row, state = conn.execute("SELECT rowid, * FROM stored_events ORDER BY rowid").fetchall()[place]
    changed = json.dumps({**json.loads(state), key: value}, separators=(",", ":")).encode()
    with pytest.raises(Undecodable, match=f"entry {place + 1}"):
        decode(*row, changed)


@pytest.mark.parametrize("value", ["1705449600", "0", 0, 1705449600, "20240116", "2024-01-16T00:00:00", None, [], {}])
def test_a_day_that_is_a_count_of_seconds_is_no_day(log: Path, value: Any) -> None:
    with closing(sqlite3.connect(log)) as conn:
        *row, state = conn.execute("SELECT rowid, * FROM stored_events ORDER BY rowid").fetchone()
    body = json.loads(state)
    occurred = {**body["development"]["occurred"], "best": value, "earliest": value, "latest": value}
    body["development"]["occurred"] = occurred
    with pytest.raises(Undecodable):
        decode(*row, json.dumps(body, separators=(",", ":")).encode())


def test_a_time_of_recording_that_is_given_twice_is_refused(log: Path) -> None:
    with closing(sqlite3.connect(log)) as conn:
        *row, state = conn.execute("SELECT rowid, * FROM stored_events ORDER BY rowid").fetchone()
    twice = state.replace(b'"known_from"', b'"recorded_at":"2023-01-01T00:00:00.000Z","known_from"', 1)
    with pytest.raises(Undecodable, match="given twice"):
        decode(*row, twice)


DERIVED = {
    "an act that is no act": "UPDATE acts SET body = '[]'",
    "an act of a slot that there is not": "UPDATE acts SET body = replace(body, '[\"turn\",', '[\"turn\",9')",
    "an act of nested lists": "UPDATE acts SET body = '" + "[" * 5000 + "'",
    "an act that is no text": "UPDATE acts SET body = x'ff'",
    "a checkpoint that is none": "UPDATE checkpoints SET body = x'7b7d'",
    "a checkpoint of nested lists": "UPDATE checkpoints SET body = CAST('" + "[" * 5000 + "' AS BLOB)",
    "a checkpoint of texts": "UPDATE checkpoints SET body = CAST(replace(CAST(body AS TEXT), '\"day\":', '\"day\":\"x\",\"more\":') AS BLOB)",
}  # fmt: skip


@pytest.mark.parametrize("statement", DERIVED.values(), ids=DERIVED)
def test_derived_rows_that_another_program_wrote_are_refused_in_words(log: Path, statement: str) -> None:
    with Writer(log, clock=lambda: NOON) as writer:
        writer.submit([said(f"m{n}") for n in range(300)])
    run(log, statement)
    with pytest.raises((Undecodable, BadInput)) as problem, Reader(log) as reader:
        reader.picture("IRN-PAK", LAST)
    assert "verify" in str(problem.value)


def test_what_a_statistic_says_is_no_schema_and_runs_nothing(log: Path) -> None:
    run(log, "ANALYZE")
    run(log, "UPDATE sqlite_stat1 SET stat = 'x y z'")
    with Reader(log) as reader:
        assert history(reader.conn, "d1")
    with Writer(log, clock=lambda: NOON) as writer:
        assert len(writer.submit([said("d3")])) == 1
