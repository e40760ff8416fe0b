"""A copy is the same log in another store: it goes on where it stopped, and touches no log but its own."""

from pathlib import Path

import pytest

from tests.condemning import record
from tests.stores import rows, run
from tests.test_store import retract
from tests.transfer.moving import identity, seal, write
from tracker.application.problems import BadInput
from tracker.application.store import appending
from tracker.application.store.address import Address, PostgresUrl
from tracker.application.store.reader import Reader
from tracker.application.store.writing import Writer
from tracker.application.transfer import copying
from tracker.application.transfer.copying import Copied, copy_log
from tracker.application.verify import verify


def copied(one: Address, other: Address, moved: object = lambda _: None) -> Copied:
    with Reader(one) as reader:
        return copy_log(reader, other, moved)


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """A log of some length, with a seal in the middle and one at the end."""
    path = tmp_path / "log.db"
    write(path, [record(f"d{number}") for number in range(20)])
    seal(path)
    write(path, [retract("d3"), record("d20")])
    seal(path)
    return path


def test_a_log_goes_to_another_store_and_back(log: Path, anywhere: Address, tmp_path: Path) -> None:
    if anywhere == log:
        anywhere = tmp_path / "other.db"
    assert copied(log, anywhere).before == 0
    assert (rows(anywhere), identity(anywhere)) == (rows(log), identity(log))
    assert verify(anywhere).findings == ()
    copied(anywhere, tmp_path / "back.db")
    assert (rows(tmp_path / "back.db"), identity(tmp_path / "back.db")) == (rows(log), identity(log))
    assert verify(tmp_path / "back.db", thorough=True).findings == ()


def test_a_log_that_grew_is_copied_on(log: Path, tmp_path: Path) -> None:
    copied(log, tmp_path / "other.db")
    write(log, [record("late")])
    seal(log)
    assert copied(log, tmp_path / "other.db").before == 22
    assert copied(log, tmp_path / "other.db").before == 23
    assert (rows(tmp_path / "other.db"), identity(tmp_path / "other.db")) == (rows(log), identity(log))


def test_a_log_without_entries_gives_its_name(tmp_path: Path) -> None:
    write(tmp_path / "log.db", [])
    copied(tmp_path / "log.db", tmp_path / "other.db")
    assert identity(tmp_path / "other.db") == identity(tmp_path / "log.db")


def test_a_copy_that_broke_off_goes_on(
    log: Path, anywhere: Address, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if anywhere == log:
        anywhere = tmp_path / "other.db"
    monkeypatch.setattr(copying, "CHUNK", 5)
    far = []

    def broken(done: int) -> None:
        far.append(done)
        if done == 15:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        copied(log, anywhere, broken)
    assert far == [5, 10, 15]
    assert rows(anywhere) == rows(log)[:15]
    assert identity(anywhere)[:2] == (identity(log)[0], 15)
    assert verify(anywhere).findings == ()
    assert copied(log, anywhere).before == 15
    assert (rows(anywhere), identity(anywhere)) == (rows(log), identity(log))


def test_what_is_recorded_meanwhile_is_for_the_next_time(
    log: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "CHUNK", 5)
    found = copied(log, tmp_path / "other.db", lambda done: write(log, [record(f"late-{done}")]))
    assert found.checkpoint.size == len(rows(tmp_path / "other.db")) == 22
    assert copied(log, tmp_path / "other.db").checkpoint.size == 27


def test_who_records_in_the_copy_meanwhile_keeps_his_entry(
    log: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "CHUNK", 5)
    with pytest.raises(BadInput, match="another program recorded entry 6 meanwhile"):
        copied(log, tmp_path / "other.db", lambda _: write(tmp_path / "other.db", [record("theirs")]))
    assert rows(tmp_path / "other.db")[-1][:2] == (6, "theirs")


OTHERS = {
    "another log": (lambda log, place: write(place, [record("theirs")]), "position 1:"),
    "a log that parted": (lambda log, place: (copied(log, place), write(log, [record("a")]), write(place, [record("b")])), "position 23:"),
    "a longer log": (lambda log, place: (copied(log, place), write(place, [record("b")])), "position 23:"),
    "a log of another name": (lambda log, place: (copied(log, place), run(place, "UPDATE tree SET origin = 'tracker/x'")), "another name, tracker/x"),
}  # fmt: skip


@pytest.mark.parametrize("name", OTHERS)
def test_where_something_else_is_nothing_is_written(log: Path, tmp_path: Path, name: str) -> None:
    place = tmp_path / "other.db"
    make, message = OTHERS[name]
    make(log, place)
    before = rows(place), identity(place)
    with pytest.raises(BadInput, match=message) as refused:
        copied(log, place)
    assert refused.value.where == str(place)
    assert (rows(place), identity(place)) == before


DAMAGED = {
    "an entry altered": ("UPDATE stored_events SET topic = 'reinstated' WHERE rowid = 21", "not those of its tree"),
    "an entry removed": ("DELETE FROM stored_events WHERE rowid = 3", "entry 3 is missing"),
    "the last removed": ("DELETE FROM stored_events WHERE rowid = 22", "not those of its tree"),
    "a text for a state": ("UPDATE stored_events SET state = 'x' WHERE rowid = 3", "content of entry 3"),
    "a seal altered": ("UPDATE seals SET root = zeroblob(32) WHERE size = 20", "seal of 2024"),
    "a frontier altered": ("UPDATE tree SET frontier = x'00'", "frontier"),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_of_a_damaged_log_nothing_is_copied(log: Path, tmp_path: Path, name: str) -> None:
    statement, message = DAMAGED[name]
    run(log, statement)
    with pytest.raises(BadInput, match=f"the log is damaged: .*{message}") as refused:
        copied(log, tmp_path / "other.db")
    assert refused.value.where == str(log)
    assert not (tmp_path / "other.db").exists()


def test_nothing_is_added_to_a_copy_that_is_damaged(log: Path, tmp_path: Path) -> None:
    copied(log, tmp_path / "other.db")
    run(tmp_path / "other.db", "UPDATE tree SET frontier = (SELECT zeroblob(8))")
    write(log, [record("late")])
    with pytest.raises(BadInput, match="ends at entry 22, and its tree has 0"):
        copied(log, tmp_path / "other.db")


def test_what_was_written_is_proved_by_its_root(log: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = Writer.extend

    def spoiled(self: Writer, *given: object) -> None:
        plain(self, *given)
        run(tmp_path / "other.db", "UPDATE stored_events SET topic = 'retracted' WHERE rowid = 3")

    monkeypatch.setattr(Writer, "extend", spoiled)
    with pytest.raises(BadInput, match="not what was copied"):
        copied(log, tmp_path / "other.db")


def test_a_log_is_not_copied_onto_itself(log: Path, tmp_path: Path) -> None:
    (tmp_path / "alias.db").symlink_to(log)
    for place in (log, tmp_path / "alias.db"):
        with pytest.raises(BadInput, match="onto itself"):
            copied(log, place)


def test_a_log_on_a_server_is_not_copied_onto_itself(log: Path, postgres_database: PostgresUrl) -> None:
    copied(log, postgres_database)
    with pytest.raises(BadInput, match="onto itself"):
        copied(postgres_database, postgres_database)


def test_the_copy_is_read_in_parts_of_a_thousand() -> None:
    assert copying.CHUNK == appending.CHUNK == 1000
