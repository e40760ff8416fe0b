"""The doctor: what it makes of machine, disk and file, each with what to do; exit 1 only where there is a fault."""

import json
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.condemning import record
from tracker.application.doctor import Diagnosis, diagnose
from tracker.application.doctor.file import LONG_LOG, waiting
from tracker.application.doctor.found import FAULT, OK, WARNING, Found
from tracker.application.doctor.machine import (
    MEGABYTE,
    file_system,
    has_wal_reset_fault,
    libraries,
    python,
    space,
    sqlite,
    system,
)
from tracker.application.shapes import fits
from tracker.application.store.writing import Writer
from tracker.cli.main import run

MOUNTS = r"""sysfs /sys sysfs rw 0 0
/dev/sda1 / ext4 rw 0 0
tmpfs /run tmpfs rw 0 0
server:/export /home/ada/press\040office nfs4 rw 0 0
ada@host:/ /mnt/host fuse.sshfs rw 0 0
gvfsd /mnt/gvfs fuse.gvfsd-fuse rw 0 0
/dev/sdb1 /mnt/host/local ext4 rw 0 0
short line
server:/old /var/desk nfs rw 0 0
/dev/sdc1 /var/desk xfs rw 0 0
"""


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "log.db"
    with Writer(path) as writer:
        writer.submit([record()])
    return path


@pytest.fixture
def mounts(tmp_path: Path) -> Path:
    path = tmp_path / "mounts"
    path.write_text(MOUNTS, "utf-8")
    return path


def said(diagnosis: Diagnosis, check: str) -> Found:
    return next(found for found in diagnosis.checks if found.check == check)


def spoiled(path: Path, statement: str) -> Path:
    with closing(sqlite3.connect(path, isolation_level=None)) as conn:
        conn.execute(statement)
    return path


@pytest.mark.parametrize(
    ("version", "affected"),
    [
        ((3, 6, 23), False), ((3, 7, 0), True), ((3, 40, 1), True),
        ((3, 44, 5), True), ((3, 44, 6), False), ((3, 45, 0), True), ((3, 49, 2), True),
        ((3, 50, 6), True), ((3, 50, 7), False), ((3, 51, 0), True), ((3, 51, 2), True),
        ((3, 51, 3), False), ((3, 52, 0), False), ((3, 53, 0), False), ((4, 0, 0), False),
    ],
)  # fmt: skip
def test_the_wal_reset_fault_is_in_all_versions_up_to_the_one_that_mends_it_in_each_line(
    version: tuple[int, ...], affected: bool
) -> None:
    assert has_wal_reset_fault(version) == affected


@pytest.mark.parametrize(
    ("version", "status", "words"),
    [
        ((3, 51, 3), OK, "SQLite 3.51.3"),
        ((3, 40, 1), WARNING, "WAL-reset"),
        ((3, 52, 0), WARNING, "withdrawn"),
        ((3, 22, 0), FAULT, "too old"),
    ],
)
def test_sqlite_is_judged_by_its_version(version: tuple[int, ...], status: str, words: str) -> None:
    found = sqlite(version)
    assert (found.status, words in found.found, bool(found.remedy)) == (status, True, status != OK)


@pytest.mark.parametrize(
    ("folder", "kind", "status"),
    [
        ("/var", "ext4", OK),
        ("/run/desk", "tmpfs", WARNING),
        ("/home/ada/press office/2024", "nfs4", FAULT),
        ("/home/ada/press", "ext4", OK),
        ("/mnt/host/x", "fuse.sshfs", FAULT),
        ("/mnt/host/local/x", "ext4", OK),
        ("/mnt/gvfs", "fuse.gvfsd-fuse", WARNING),
        ("/var/desk", "xfs", OK),
    ],
)
def test_the_file_system_is_the_one_mounted_nearest_above_and_last(
    mounts: Path, folder: str, kind: str, status: str
) -> None:
    assert file_system(Path(folder), mounts) == kind
    assert system(Path(folder), mounts).status == status


def test_where_the_machine_does_not_tell_the_file_system_is_unknown(tmp_path: Path) -> None:
    found = system(tmp_path, tmp_path / "nowhere")
    assert (found.status, found.found) == (WARNING, "unknown")


@pytest.mark.parametrize(
    ("free", "size", "status"),
    [(63, 0, FAULT), (64, 0, WARNING), (1023, 0, WARNING), (1024, 0, OK), (2000, 2001, WARNING), (2000, 2000, OK)],
)
def test_space_must_do_for_a_write_and_better_for_a_copy(free: int, size: int, status: str) -> None:
    assert space(free * MEGABYTE, size * MEGABYTE).status == status


def test_python_and_libraries_are_told_with_their_versions() -> None:
    assert python((3, 11, 0)).status == OK
    assert python((3, 10, 9)).status == FAULT
    assert "eventsourcing 9." in libraries().found
    assert libraries(["click", "no-such-library"]) == Found(
        "libraries", FAULT, "not installed: no-such-library", "install the tracker anew"
    )


def test_a_file_that_cannot_be_made_durable_is_at_fault(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.application.store.connection._SYNCHRONOUS", {"wal": ("FULL", 3)})
    found = said(diagnose(log), "content")
    assert (found.status, found.remedy) == (FAULT, "use another disk")
    assert "not write durably" in found.found


def test_a_log_that_was_just_recorded_is_well(log: Path) -> None:
    before = log.read_bytes()
    found = diagnose(log)
    assert found.well
    assert {one.check for one in found.checks if one.status != OK} <= {"sqlite", "file system", "disk space"}
    assert said(found, "pragmas").found == "journal mode wal, synchronous FULL"
    assert said(found, "derived rows").found == "made by this release"
    assert log.read_bytes() == before


SPOILED: dict[str, tuple[Callable[[Path], object], str, str, str]] = {
    "others may read it": (lambda path: path.chmod(0o644), "permissions", WARNING, "log.db has mode 644"),
    "its group may read it": (lambda path: path.chmod(0o640), "permissions", WARNING, "log.db has mode 640"),
    "another program's mark": (lambda path: spoiled(path, "PRAGMA application_id = 7"), "content", FAULT, "another program"),
    "a newer format": (lambda path: spoiled(path, "PRAGMA user_version = 1000"), "content", FAULT, "format 1000"),
    "a trigger": (
        lambda path: spoiled(path, "CREATE TRIGGER t AFTER INSERT ON facts BEGIN DELETE FROM facts; END"),
        "content", FAULT, "t was added",
    ),
    "no database at all": (lambda path: path.write_text("notes\n" * 1000), "content", FAULT, "not a"),
    "rows of another release": (
        lambda path: spoiled(path, "UPDATE meta SET value = 'old' WHERE key = 'fingerprint'"),
        "derived rows", WARNING, "another release",
    ),
    "another journal": (lambda path: spoiled(path, "PRAGMA journal_mode = DELETE"), "pragmas", WARNING, "delete"),
    "a long log beside it": (
        lambda path: os.truncate(os.open(f"{path}-wal", os.O_CREAT | os.O_WRONLY, 0o600), LONG_LOG + 1),
        "write-ahead log", WARNING, "128 MB wait in log.db-wal",
    ),
    "a log beside it that others may read": (
        lambda path: Path(f"{path}-wal").touch(0o666), "permissions", WARNING, "log.db-wal has mode",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("spoil", "check", "status", "words"), SPOILED.values(), ids=SPOILED)
def test_what_is_not_well_is_said_with_what_to_do(
    log: Path, spoil: Callable[[Path], object], check: str, status: str, words: str
) -> None:
    before = os.umask(0o022)
    spoil(log)
    os.umask(before)
    diagnosis = diagnose(log)
    found = said(diagnosis, check)
    assert (found.status, words in found.found, bool(found.remedy)) == (status, True, True), found
    assert diagnosis.well == (status == WARNING)


def test_an_earlier_format_is_to_be_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "early.db"
    with closing(sqlite3.connect(path)) as conn:
        conn.executescript((Path(__file__).parent / "golden" / "format-1.sql").read_text("utf-8"))
    found = said(diagnose(path), "format")
    assert (found.status, found.remedy) == (WARNING, "bring it up to date with: tracker verify --rebuild")


def test_a_log_that_waits_in_a_folder_that_may_not_be_written_cannot_be_read(
    log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path(f"{log}-wal").write_bytes(b"\0" * 100)
    assert waiting(log).status == OK
    monkeypatch.setattr(os, "access", lambda path, wanted: False)
    assert (waiting(log).status, bool(waiting(log).remedy)) == (FAULT, True)
    Path(f"{log}-shm").touch()
    assert waiting(log).status == OK


def test_the_doctor_changes_no_journal_mode(log: Path) -> None:
    spoiled(log, "PRAGMA journal_mode = DELETE")
    before = log.read_bytes()
    diagnose(log)
    assert log.read_bytes() == before


def test_a_blank_file_and_none_are_no_fault(tmp_path: Path) -> None:
    blank = tmp_path / "blank.db"
    blank.touch(0o600)
    assert said(diagnose(blank), "content").found == "nothing is recorded yet"
    nowhere = tmp_path / "further" / "down" / "log.db"
    assert said(diagnose(nowhere), "content").found == "there is no database yet"
    assert not nowhere.parent.exists()


@pytest.mark.parametrize("mode", [0o400, 0o000])
def test_what_may_not_be_written_or_read_is_told_apart(log: Path, mode: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def allowed(path: Path, wanted: int) -> bool:
        return path.is_dir() or (wanted == os.R_OK and mode == 0o400)

    monkeypatch.setattr(os, "access", allowed)
    found = said(diagnose(log), "access")
    assert (found.status, bool(found.remedy)) == ((WARNING, True) if mode else (FAULT, True))
    assert diagnose(log).well == bool(mode)


def test_the_verb_ends_with_1_where_there_is_a_fault(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--db", str(log), "doctor"]) == 0
    assert "ok       format           format" in capsys.readouterr().out
    spoiled(log, "PRAGMA user_version = 1000")
    assert run(["--db", str(log), "doctor"]) == 1
    out = capsys.readouterr().out
    assert "fault    content" in out
    assert "→ install a newer release" in out


def test_what_the_verb_prints_as_json_has_its_shape(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for path, status, statement in (
        (log, 0, ""),
        (log.parent / "none.db", 0, ""),
        (log, 1, "PRAGMA user_version = 1000"),
    ):
        if statement:
            spoiled(path, statement)
        assert run(["--db", str(path), "doctor", "--json"]) == status
        out = capsys.readouterr().out
        fits("doctor", out)
        assert json.loads(out)["well"] == (status == 0)
