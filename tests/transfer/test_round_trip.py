"""Any log that is exported and imported is the same log: bytes, name, root, seals, states, and the file again."""

import gzip
import hashlib
import json
import stat
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.condemning import record
from tests.often import examples
from tests.stores import rows
from tests.strategies import NOON, command_lists, tangles
from tests.test_store import retract
from tests.transfer.moving import export, folder, identity, past_states, seal, states, write
from tracker.application.problems import BadInput
from tracker.application.store.address import Address
from tracker.application.store.reader import Reader
from tracker.application.transfer import exporting
from tracker.application.transfer.copying import copy_log
from tracker.application.transfer.exporting import export_to_file
from tracker.application.transfer.importing import import_log
from tracker.application.transfer.lines import Heading
from tracker.application.verify import verify
from tracker.domain.commands import Command

moving = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], max_examples=examples(14))


@moving
@given(command_lists() | tangles(), st.integers(0, 12), st.booleans())
def test_a_log_that_is_exported_and_imported_is_the_same_log(said: list[Command], first: int, packed: bool) -> None:
    with folder() as here:
        one, other, name = here / "one.db", here / "other.db", "log.jsonl.gz" if packed else "log.jsonl"
        write(one, said[:first])
        seal(one)
        write(one, said[first:], NOON + timedelta(hours=1))
        exported = export(one, here / name)
        assert import_log(here / name, other).done.exact
        assert (rows(other), identity(other)) == (rows(one), identity(one))
        assert (states(other), past_states(other)) == (states(one), past_states(one))
        assert export(other, here / f"again-{name}") == exported
        assert verify(other, thorough=True).findings == ()


@moving
@given(command_lists() | tangles())
def test_a_log_that_is_copied_is_the_same_log(said: list[Command]) -> None:
    with folder() as here:
        write(here / "one.db", said)
        seal(here / "one.db")
        with Reader(here / "one.db") as reader:
            copy_log(reader, here / "other.db")
        assert rows(here / "other.db") == rows(here / "one.db")
        assert identity(here / "other.db") == identity(here / "one.db")
        assert states(here / "other.db") == states(here / "one.db")
        assert verify(here / "other.db", thorough=True).findings == ()


def test_a_log_is_exported_and_imported_on_every_store(anywhere: Address, tmp_path: Path) -> None:
    write(tmp_path / "log.db", [record("d1"), record("d2"), retract("d1")])
    seal(tmp_path / "log.db")
    exported = export(tmp_path / "log.db", tmp_path / "log.jsonl")
    import_log(tmp_path / "log.jsonl", anywhere)
    assert (rows(anywhere), identity(anywhere)) == (rows(tmp_path / "log.db"), identity(tmp_path / "log.db"))
    assert export(anywhere, tmp_path / "again.jsonl") == exported
    assert verify(anywhere).findings == ()


def test_each_entry_is_a_line_in_which_its_state_stands_as_it_is_stored(tmp_path: Path) -> None:
    write(tmp_path / "log.db", [record("d1", summary="über\n\u2028\x1b[31m"), retract("d1")])
    first, *lines, last = export(tmp_path / "log.db", tmp_path / "log.jsonl").splitlines()
    assert list(json.loads(first)) == ["tracker-log", "origin", "seals"]
    assert json.loads(last)["size"] == 2
    for (position, stream, version, topic, state), line in zip(rows(tmp_path / "log.db"), lines, strict=True):
        found = json.loads(line)
        assert list(found.values())[:4] == [position, stream, version, topic]
        assert line.endswith(b',"state":' + state + b"}")


def test_of_a_log_that_grew_lines_are_added_and_only_the_last_is_another(tmp_path: Path) -> None:
    write(tmp_path / "log.db", [record("d1"), retract("d1")])
    before = export(tmp_path / "log.db", tmp_path / "log.jsonl").splitlines()
    write(tmp_path / "log.db", [record("d2")])
    after = export(tmp_path / "log.db", tmp_path / "log.jsonl").splitlines()
    assert after[:-2] == before[:-1]
    assert len(after) == len(before) + 1


def test_a_compressed_file_holds_the_same_lines_and_no_time(tmp_path: Path) -> None:
    write(tmp_path / "log.db", [record("d1")])
    plain, packed = (
        export(tmp_path / "log.db", tmp_path / "a.jsonl"),
        export(tmp_path / "log.db", tmp_path / "a.jsonl.gz"),
    )
    assert gzip.decompress(packed) == plain
    assert packed[4:8] == bytes(4)
    assert export(tmp_path / "log.db", tmp_path / "b.jsonl.gz") == packed


def test_a_file_is_its_owner_s_alone_and_is_not_replaced_unasked(tmp_path: Path) -> None:
    write(tmp_path / "log.db", [record("d1")])
    path = tmp_path / "log.jsonl"
    with Reader(tmp_path / "log.db") as reader:
        export_to_file(reader, path)
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        path.write_text("mine")
        with pytest.raises(BadInput, match="a file already"):
            export_to_file(reader, path)
        assert path.read_text() == "mine"
        export_to_file(reader, path, force=True)
    assert path.read_bytes().startswith(b'{"tracker-log":1,')
    assert {found.name.removesuffix("-wal").removesuffix("-shm") for found in tmp_path.iterdir()} == {
        "log.db",
        "log.jsonl",
    }


def test_a_file_that_came_while_another_was_written_stays(tmp_path: Path) -> None:
    write(tmp_path / "log.db", [record(f"d{n}") for n in range(1001)])
    path = tmp_path / "log.jsonl"
    with Reader(tmp_path / "log.db") as reader, pytest.raises(BadInput, match="a file already"):
        export_to_file(reader, path, moved=lambda _: path.write_text("theirs"))
    assert path.read_text() == "theirs"


def test_a_damaged_log_is_not_exported(tmp_path: Path) -> None:
    from tests.stores import run

    write(tmp_path / "log.db", [record("d1"), record("d2")])
    run(tmp_path / "log.db", "UPDATE stored_events SET topic = 'retracted' WHERE rowid = 2")
    with Reader(tmp_path / "log.db") as reader, pytest.raises(BadInput, match="not those of its tree"):
        export_to_file(reader, tmp_path / "log.jsonl")
    assert not [found for found in tmp_path.iterdir() if "jsonl" in found.name]


def test_an_export_is_of_one_state_though_others_record_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, plain = tmp_path / "log.db", exporting.heading_line

    def late(heading: Heading) -> bytes:
        write(path, [record("later")])
        return plain(heading)

    monkeypatch.setattr(exporting, "heading_line", late)
    write(path, [record(f"d{n}") for n in range(1500)])
    with Reader(path) as reader:
        found = export_to_file(reader, tmp_path / "log.jsonl", moved=lambda _: write(path, [record("late")]))
    assert found.size == 1500
    assert import_log(tmp_path / "log.jsonl", tmp_path / "other.db").checkpoint.size == 1500


EXPORTED = Path(__file__).resolve().parent / "exported-1.jsonl"
DIGEST = "0c0521cc1f03abe3c7d43883fc34828e73c148cdb966bd6d4a2180fa826bf24e"


def test_a_file_that_was_exported_once_is_read_for_ever_and_written_the_same_again(tmp_path: Path) -> None:
    assert hashlib.sha256(EXPORTED.read_bytes()).hexdigest() == DIGEST
    assert import_log(EXPORTED, tmp_path / "log.db").done.exact
    assert identity(tmp_path / "log.db")[3][0][2] == "2025-03-01T10:30:00.000Z"
    assert export(tmp_path / "log.db", tmp_path / "log.jsonl") == EXPORTED.read_bytes()
    assert verify(tmp_path / "log.db", thorough=True).findings == ()
