"""Files of an earlier format: brought to this one by the next verb, whole or not at all, entries byte for byte."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.condemning import record
from tests.golden.story import CLOCK
from tests.portraits import digest_of
from tests.stores import rows, run
from tests.test_golden import digests, restored
from tests.test_store import write
from tracker.application.problems import BadInput
from tracker.application.store import schema
from tracker.application.store.earlier import EARLIER
from tracker.application.store.reader import Reader
from tracker.application.store.writing import Writer
from tracker.application.transfer.backing_up import back_up
from tracker.application.transfer.copying import copy_log
from tracker.application.verify import ensure_current, verify
from tracker.cli.main import run as tracker

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "scripts" / "powercuts"))
from power_places import give_away, shut  # noqa: E402 - the harness is a script, found by its place

NAMES = [f"format-{number}" for number in EARLIER]


def quietly(path: Path) -> None:
    ensure_current(path, lambda _: None)


def format_of(path: Path) -> int:
    with closing(sqlite3.connect(path)) as conn:
        return schema.format_of(conn)


def contents(path: Path) -> list[str]:
    """Everything a file holds, and the format that it says it has."""
    with closing(sqlite3.connect(path)) as conn:
        return [f"format {schema.format_of(conn)}", *conn.iterdump()]


@pytest.fixture(params=NAMES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def early(name: str, tmp_path: Path) -> Path:
    return restored(name, tmp_path / "early.db")


def is_as_it_was_told(path: Path, name: str, entries: list[tuple[object, ...]]) -> None:
    """Of this format, every entry as it was stored, sound by every check, and the states those of its release."""
    assert format_of(path) == schema.FORMAT
    assert rows(path) == entries
    assert verify(path).holds
    assert verify(path, thorough=True).holds
    assert digest_of(path) == digests(name)["states"]


VERBS: dict[str, Callable[[Path], object]] = {
    "state": lambda path: tracker(["--db", str(path), "state", "IRN", "PAK"]),
    "log": lambda path: tracker(["--db", str(path), "log", "--json"]),
    "verify --rebuild": lambda path: tracker(["--db", str(path), "verify", "--rebuild"]),
    "ensure_current": quietly,
    "a rebuild": lambda path: verify(path, rebuild=True),
}


@pytest.mark.parametrize("verb", VERBS.values(), ids=VERBS)
def test_the_next_verb_brings_a_file_of_an_earlier_format_to_this_one(
    verb: Callable[[Path], object], early: Path, name: str
) -> None:
    entries = rows(early)
    verb(early)
    is_as_it_was_told(early, name, entries)


def test_the_tree_of_a_file_that_was_brought_to_this_format_is_that_of_its_entries(early: Path, tmp_path: Path) -> None:
    quietly(early)
    with Reader(early) as reader:
        copy_log(reader, tmp_path / "copy.db")
    assert verify(tmp_path / "copy.db").root == verify(early).root


CONDEMNED = (
    "record",
    "condemnation_issued",
    "actor=PAK",
    "target=IRN",
    "date=2024-01-18",
    "id=more",
    "summary=More.",
    "source=https://news.example/1",
)
WRITING = {
    "record": CONDEMNED,
    "retract": ("retract", "003", "--reason", "a slip"),
    "replay": ("replay", str(ROOT / "tests" / "zoo" / "base" / "crisis.yaml")),
    "seal": ("seal",),
    "watch": ("watch", "add", "IRN-PAK hostility>=4"),
}


@pytest.mark.parametrize("words", WRITING.values(), ids=WRITING)
def test_a_verb_that_writes_brings_the_file_to_this_format_and_adds_to_it(words: tuple[str, ...], early: Path) -> None:
    entries = rows(early)
    assert tracker(["--db", str(early), *words]) == 0
    assert rows(early)[: len(entries)] == entries
    assert verify(early, thorough=True).holds
    assert (len(rows(early)) > len(entries)) == (words[0] != "seal")


def test_what_a_desk_would_say_is_shown_of_a_file_of_an_earlier_format(early: Path) -> None:
    entries = rows(early)
    assert tracker(["--db", str(early), *CONDEMNED, "--dry-run"]) == 0
    assert (format_of(early), rows(early)) == (schema.FORMAT, entries)


def test_a_backup_of_a_file_of_an_earlier_format_can_be_verified_and_leaves_the_file_as_it_is(
    early: Path, name: str, tmp_path: Path
) -> None:
    entries, before = rows(early), contents(early)
    back_up(early, tmp_path / "backup.db")
    is_as_it_was_told(tmp_path / "backup.db", name, entries)
    assert contents(early) == before


def test_a_file_of_an_earlier_format_is_read_and_written_by_nothing_before(early: Path) -> None:
    before = contents(early)
    with pytest.raises(BadInput, match="this release writes format") as problem:
        write(early, record())
    assert problem.value.remedy == "bring it up to date with: tracker verify --rebuild"
    with pytest.raises(BadInput, match="this release writes format"):
        verify(early)
    assert contents(early) == before


DYING = """
import os, signal, sys
from pathlib import Path
import tracker.application.store.writing
from tracker.application import verify
connect = verify.connect

def die(path, statement, passes):
    def watched(path, *, writable):
        conn = connect(path, writable=writable)
        conn.set_trace_callback(lambda said: seen(said) if writable else None)
        return conn

    def seen(said):
        nonlocal passes
        if said.startswith(statement):
            passes -= 1
            if passes < 0:
                os.kill(os.getpid(), signal.SIGKILL)

    verify.connect = watched
    verify.ensure_current(Path(path), lambda _: None)

for line in sys.stdin:
    path, statement, passes = line.rstrip("\\n").split("\\t")
    pid = os.fork()
    if not pid:
        try:
            die(path, statement, int(passes))
        finally:
            os._exit(1)
    print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), flush=True)
"""
"""A Python that forks for each death, and opens no log itself."""
Dying = Callable[[Path, str, int], int]


@pytest.fixture(scope="module")
def dying() -> Iterator[Dying]:
    """Brings a file to this format in a process of its own that dies before a statement; how it ended."""
    known = {**os.environ, "PYTHONPATH": str(ROOT)}
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-c", DYING], stdin=pipe, stdout=pipe, text=True, env=known) as process:
        asked, answers = process.stdin, process.stdout
        assert asked is not None
        assert answers is not None

        def die(path: Path, statement: str, passes: int) -> int:
            asked.write(f"{path}\t{statement}\t{passes}\n")
            asked.flush()
            return int(answers.readline())

        yield die


DEATHS = [
    ("format-1", "DROP TABLE", 3, "earlier"),
    ("format-1", "CREATE TABLE seals", 0, "earlier"),
    ("format-1", "INSERT INTO leaves", 7, "earlier"),
    ("format-1", "PRAGMA user_version = ", 0, "earlier"),
    ("format-1", "COMMIT", 0, "earlier"),
    ("format-1", "BEGIN IMMEDIATE", 1, "this"),
    ("format-1", "INSERT INTO facts", 40, "this"),
    ("format-1", "INSERT INTO meta", 0, "this"),
    ("format-1", "COMMIT", 1, "this"),
    ("format-2", "DROP TABLE", 3, "earlier"),
    ("format-2", "CREATE TABLE checkpoints", 0, "earlier"),
    ("format-2", "PRAGMA user_version = ", 0, "earlier"),
    ("format-2", "INSERT INTO facts", 40, "earlier"),
    ("format-2", "INSERT INTO meta", 0, "earlier"),
    ("format-2", "COMMIT", 0, "earlier"),
]
"""Where the tree has to be grown first, that is one transaction, and the derived rows are another."""


@pytest.mark.parametrize(("name", "statement", "passes", "of"), DEATHS, ids=[f"{f} {s} {n}" for f, s, n, _ in DEATHS])
def test_who_dies_while_a_file_is_brought_to_this_format_leaves_one_that_the_next_verb_brings_there(
    name: str, statement: str, passes: int, of: str, tmp_path: Path, dying: Dying
) -> None:
    early = restored(name, tmp_path / "early.db")
    entries = rows(early)
    assert dying(early, statement, passes) == -signal.SIGKILL
    assert rows(early) == entries
    assert (format_of(early) == schema.FORMAT) == (of == "this")
    if of == "this":
        with Reader(early) as reader:
            assert not reader.current
        assert not verify(early).holds
    quietly(early)
    is_as_it_was_told(early, name, entries)


TAMPERED = {
    "a trigger": ("CREATE TRIGGER t AFTER INSERT ON facts BEGIN DELETE FROM stored_events; END", "t was added"),
    "another column of the entries": ("ALTER TABLE stored_events ADD COLUMN more TEXT", "stored_events is different"),
    "another column of a derived table": ("ALTER TABLE facts ADD COLUMN more TEXT", "facts is different"),
    "a view": ("CREATE VIEW v AS SELECT * FROM stored_events", "v was added"),
    "a table of no format": ("CREATE TABLE leafs (position INTEGER PRIMARY KEY)", "leafs was added"),
    "a missing table": ("DROP TABLE links", "links is missing"),
    "no format that ever was": ("PRAGMA user_version = 0", "its schema is not the tracker's"),
    "a newer format": (f"PRAGMA user_version = {schema.FORMAT + 1}", f"this release reads up to {schema.FORMAT}"),
}
ATTEMPTS: tuple[Callable[[Path], object], ...] = (quietly, lambda path: verify(path, rebuild=True))


@pytest.mark.parametrize(("statement", "message"), TAMPERED.values(), ids=TAMPERED)
def test_a_file_of_an_earlier_format_that_was_tampered_with_is_refused_and_left_as_it_is(
    statement: str, message: str, early: Path
) -> None:
    run(early, statement)
    before = contents(early)
    for attempt in ATTEMPTS:
        with pytest.raises(BadInput, match=message) as problem:
            attempt(early)
        assert problem.value.remedy
    assert contents(early) == before


def test_a_file_without_a_tree_that_has_a_table_of_one_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    early = restored("format-1", tmp_path / "early.db")
    run(early, schema.TREE["leaves"])
    before = contents(early)
    for attempt in ATTEMPTS:
        with pytest.raises(BadInput, match="leaves was added") as problem:
            attempt(early)
        assert problem.value.remedy
    assert contents(early) == before


NO_ENTRY = "UPDATE stored_events SET state = 'text' WHERE rowid = 5"
ALTERED = (
    "UPDATE stored_events SET state = CAST(replace(CAST(state AS TEXT), 'Tehran', 'Teheran') AS BLOB) WHERE rowid = 104"
)


def test_a_file_without_a_tree_that_holds_what_is_no_entry_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    early = restored("format-1", tmp_path / "early.db")
    run(early, NO_ENTRY)
    before = contents(early)
    for attempt in ATTEMPTS:
        with pytest.raises(BadInput, match="holds no entry") as problem:
            attempt(early)
        assert problem.value.remedy
    assert contents(early) == before


def test_a_file_with_a_tree_that_holds_what_is_no_entry_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    early = restored("format-2", tmp_path / "early.db")
    run(early, NO_ENTRY)
    before = contents(early)
    with pytest.raises(BadInput, match="entry 5: its id, topic or content is not of the right kind"):
        quietly(early)
    assert not verify(early, rebuild=True).holds
    assert contents(early) == before


def sealed(path: Path) -> Path:
    """The golden file of format 2 with a seal, as it is set by this release."""
    with closing(sqlite3.connect(restored("format-2", path.with_name("now.db")))) as now:
        quietly(path.with_name("now.db"))
        with Writer(path.with_name("now.db"), clock=lambda: CLOCK) as writer:
            writer.seal()
        size, root, time = now.execute("SELECT size, root, time FROM seals").fetchone()
    run(restored("format-2", path), f"INSERT INTO seals VALUES ({size}, x'{root.hex()}', '{time}')")
    return path


def tree(path: Path) -> list[str]:
    return [line for line in contents(path) if line.startswith(tuple(f'INSERT INTO "{name}"' for name in schema.TREE))]


def test_a_tree_and_its_seals_stay_as_they_are(tmp_path: Path) -> None:
    early = sealed(tmp_path / "early.db")
    before = tree(early)
    quietly(early)
    assert tree(early) == before
    assert (verify(early).holds, verify(early).seals) == (True, 1)


@pytest.mark.parametrize("way", [quietly, lambda path: verify(path, rebuild=True)], ids=["next verb", "rebuild"])
def test_a_tree_tells_of_an_entry_that_was_altered_before(tmp_path: Path, way: Callable[[Path], object]) -> None:
    early = sealed(tmp_path / "early.db")
    run(early, ALTERED)
    way(early)
    found = verify(early) if format_of(early) == schema.FORMAT else verify(early, rebuild=True)
    assert [where for where, what in found.findings if "altered" in what][:1] == ["entry 104"]


@pytest.fixture
def shut_away(name: str) -> Iterator[Path]:
    """A file in a folder in which nobody may write, for the rights of root are given away too."""
    with TemporaryDirectory() as folder:
        path = restored(name, Path(folder) / "early.db")
        give_away(path, path.parent)
        with shut(path, path.parent):
            yield path


def test_a_file_of_an_earlier_format_where_nobody_may_write_is_told_in_words(
    shut_away: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = shut_away.read_bytes()
    assert tracker(["--db", str(shut_away), "state", "IRN", "PAK"]) == 2
    said = capsys.readouterr().err
    assert f"error: {shut_away}: the database could not be used: attempt to write a readonly database" in said
    assert "the file or its folder is read-only; change its permissions or name another with --db" in said
    assert shut_away.read_bytes() == before


def test_a_newer_format_is_refused_with_a_sentence(early: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(early, f"PRAGMA user_version = {schema.FORMAT + 1}")
    assert tracker(["--db", str(early), "state", "IRN", "PAK"]) == 2
    sentence = f"written in format {schema.FORMAT + 1}, this release reads up to {schema.FORMAT}"
    assert capsys.readouterr().err == f"error: {early}: {sentence}\n  install a newer release\n"
