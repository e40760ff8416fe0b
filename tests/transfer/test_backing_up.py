"""A backup holds every entry that was acknowledged before it was begun, though others write; a plain copy does not."""

import shutil
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from tests.condemning import record
from tests.portraits import digest_of
from tests.stores import rows, run
from tests.test_golden import FORMATS, restored
from tests.test_store import retract
from tests.test_store_processes import WRITING, started
from tests.transfer.moving import identity, seal, write
from tracker.application.problems import BadInput
from tracker.application.store import schema
from tracker.application.store.address import PostgresUrl
from tracker.application.store.writing import Writer
from tracker.application.transfer.backing_up import back_up
from tracker.application.transfer.copying import copy_log
from tracker.application.verify import verify


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "log.db"
    write(path, [record("d1"), record("d2"), retract("d1")])
    seal(path)
    return path


def test_a_backup_is_the_same_log_in_a_private_file_that_needs_no_other(log: Path, tmp_path: Path) -> None:
    path = tmp_path / "kept" / "backup.db"
    path.parent.mkdir()
    found = back_up(log, path)
    assert (found.checkpoint.size, found.bytes) == (3, path.stat().st_size)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(path.parent.iterdir()) == [path]
    assert (rows(path), identity(path)) == (rows(log), identity(log))
    assert digest_of(path) == digest_of(log)
    assert path.read_bytes()[18:20] == b"\1\1"  # no write-ahead log


def test_a_backup_can_be_recorded_in(log: Path, tmp_path: Path) -> None:
    back_up(log, tmp_path / "backup.db")
    write(tmp_path / "backup.db", [record("d9")])
    assert len(rows(tmp_path / "backup.db")) == 4
    assert verify(tmp_path / "backup.db", thorough=True).findings == ()


def test_a_backup_beside_writers_holds_all_that_they_were_told_is_kept(tmp_path: Path) -> None:
    log = tmp_path / "log.db"
    writers = [started(WRITING, str(log), f"w{number}", "100000") for number in range(2)]
    try:
        for turn in range(3):
            told = set()
            for number, writer in enumerate(writers):
                assert writer.stdout is not None
                told |= {f"w{number}-{int(writer.stdout.readline())}" for _ in range(40)}
            found = back_up(log, tmp_path / f"backup-{turn}.db")
            held = {row[1] for row in rows(tmp_path / f"backup-{turn}.db")}
            assert told <= held
            assert found.checkpoint.size == len(held)
            assert verify(tmp_path / f"backup-{turn}.db", thorough=True).findings == ()
    finally:
        for writer in writers:
            writer.kill()
            writer.communicate()


def test_a_plain_copy_beside_a_writer_lacks_what_was_acknowledged(tmp_path: Path) -> None:
    """The control: the file alone passes every check of SQLite, and entries that were acknowledged are not in it."""
    log = tmp_path / "log.db"
    write(log, [record(f"d{number}") for number in range(10)])
    with Writer(log) as writer:
        acknowledged = 10 + sum(len(writer.submit([record(f"e{number}")])) for number in range(20))
        shutil.copyfile(log, tmp_path / "plain.db")
        found = back_up(log, tmp_path / "backup.db")
    with closing(sqlite3.connect(tmp_path / "plain.db")) as conn:
        assert conn.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert len(rows(tmp_path / "plain.db")) == 10 < acknowledged
    assert len(rows(tmp_path / "backup.db")) == found.checkpoint.size == acknowledged == 30


def test_what_is_recorded_while_it_is_copied_does_not_disturb(
    log: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.application.transfer.backing_up.PAGES", 3)
    steps = []

    def moved(done: int, of: int) -> None:
        assert len(steps) < 99, "the copy begins anew with each entry"
        write(log, [record(f"late-{len(steps)}")])
        steps.append((done, of))

    found = back_up(log, tmp_path / "backup.db", moved=moved)
    assert len(steps) > 3
    assert steps == sorted(steps)
    assert found.checkpoint.size == len(rows(tmp_path / "backup.db")) == 3
    assert len(rows(log)) == 3 + len(steps)


def test_a_log_on_a_server_is_backed_up_as_a_file(log: Path, tmp_path: Path, postgres_database: PostgresUrl) -> None:
    from tracker.application.store.reader import Reader

    with Reader(log) as reader:
        copy_log(reader, postgres_database)
    told: list[tuple[int, int]] = []
    path = tmp_path / "kept" / "backup.db"
    path.parent.mkdir()
    back_up(postgres_database, path, moved=lambda done, of: told.append((done, of)))
    assert (rows(path), identity(path)) == (rows(log), identity(log))
    assert list(path.parent.iterdir()) == [path]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert told == [(3, 3)]


DAMAGED = {
    "an entry altered": ("UPDATE stored_events SET topic = 'reinstated' WHERE rowid = 3", "entry 3: it was altered"),
    "a derived row altered": ("UPDATE facts SET latest = latest + 1 WHERE id = 'd2'", "facts"),
    "a trigger": ("CREATE TRIGGER t AFTER INSERT ON facts BEGIN DELETE FROM facts; END", "t was added"),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_of_a_damaged_log_there_is_no_backup(log: Path, tmp_path: Path, name: str) -> None:
    statement, message = DAMAGED[name]
    run(log, statement)
    (tmp_path / "backup.db").write_text("the last one that was sound")
    told: list[int] = []
    with pytest.raises(BadInput, match=message) as refused:
        back_up(log, tmp_path / "backup.db", force=True, moved=lambda done, _: told.append(done))
    assert bool(told) == (name != "a trigger")  # whose file it is shows before anything is copied
    assert refused.value.where == str(log)
    assert (tmp_path / "backup.db").read_text() == "the last one that was sound"
    assert not [found for found in tmp_path.iterdir() if found.name.startswith(".")]


def test_of_nothing_there_is_no_backup(tmp_path: Path) -> None:
    (tmp_path / "blank.db").touch()
    for name, message in (("blank.db", "nothing is recorded"), ("missing.db", "no database")):
        with pytest.raises(BadInput, match=message):
            back_up(tmp_path / name, tmp_path / "backup.db")
    assert [found.name for found in tmp_path.iterdir()] == ["blank.db"]


def test_a_file_is_replaced_only_where_that_is_asked(log: Path, tmp_path: Path) -> None:
    (tmp_path / "backup.db").write_text("mine")
    with pytest.raises(BadInput, match="a file already"):
        back_up(log, tmp_path / "backup.db")
    assert (tmp_path / "backup.db").read_text() == "mine"
    back_up(log, tmp_path / "backup.db", force=True)
    assert rows(tmp_path / "backup.db") == rows(log)
    with pytest.raises(BadInput, match="a folder"):
        back_up(log, tmp_path, force=True)


@pytest.mark.parametrize("name", FORMATS)
def test_a_log_of_an_earlier_release_is_backed_up_without_being_touched(name: str, tmp_path: Path) -> None:
    log = restored(name, tmp_path / "log.db")
    before = rows(log), log.read_bytes()
    back_up(log, tmp_path / "backup.db")
    assert rows(tmp_path / "backup.db") == before[0]
    assert verify(tmp_path / "backup.db").findings == ()
    assert log.read_bytes() == before[1]


def test_rows_that_another_release_derived_are_no_damage(log: Path, tmp_path: Path) -> None:
    run(log, "UPDATE meta SET value = 'other'")
    back_up(log, tmp_path / "backup.db")
    with closing(sqlite3.connect(tmp_path / "backup.db")) as conn:
        assert conn.execute("SELECT value FROM meta").fetchone() == (schema.fingerprint(),)
