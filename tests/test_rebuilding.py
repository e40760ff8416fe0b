"""A rebuild beside whoever has the log open, and of rows that were damaged."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.portraits import portrait
from tests.stores import run
from tracker.application.store import structure_check
from tracker.application.store.address import Address
from tracker.application.store.checksum import checksum
from tracker.application.store.codec import Undecodable
from tracker.application.store.reader import Clocks, Reader
from tracker.application.store.writing import Writer
from tracker.application.verify import verify
from tracker.domain.catalogue import TYPES
from tracker.domain.commands import Record, Retract
from tracker.domain.moments import Cut
from tracker.domain.occurrence import Occurrence

KNOWN = datetime(2024, 1, 2, tzinfo=UTC)
CLOCKS = Clocks(Cut(date(2024, 2, 1)))


def recorded(stream: str, kind: str, **fields: Any) -> Record:
    day = date(2024, 1, 1)
    occurred = Occurrence(edtf="2024-01-01", best=day, earliest=day, latest=day)
    content = {"id": stream, "occurred": occurred, "actors": ["IRN"], "targets": ["PAK"], **fields}
    return Record(stream=stream, id=f"c-{stream}", known_from=KNOWN, development=TYPES[kind].model_validate(content))


VISITED = recorded("d1", "visit_made", level="foreign_minister")
TAKEN_BACK = Retract(stream="d1", id="c2", known_from=KNOWN, reason="a slip")
CONDEMNED = recorded("d2", "condemnation_issued")


def warm(reader: Reader) -> list[object]:
    """The values of a pair, from the timeline that is kept in memory."""
    return reader.timelines()["IRN-PAK"].at(CLOCKS.as_of.packed).values


def test_a_rebuild_begins_no_check_of_the_structure_that_nobody_waits_for(
    log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[Address] = []
    begin = structure_check.Structure
    monkeypatch.setattr(structure_check, "Structure", lambda path: begun.append(path) or begin(path))
    assert verify(log, rebuild=True).holds
    assert begun == []
    assert verify(log).holds
    assert begun == [log]


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """A log whose only act is that of a development that was taken back."""
    with Writer(tmp_path / "log.db") as writer:
        writer.submit([VISITED])
        with Reader(tmp_path / "log.db") as reader:
            assert "normal" in warm(reader)
        writer.submit([TAKEN_BACK])
    return tmp_path / "log.db"


def test_a_reader_that_stays_open_over_a_rebuild_folds_what_is_recorded_behind_it_by_the_right_act(log: Path) -> None:
    with Reader(log) as reader:
        assert reader.acts.table
        assert verify(log, rebuild=True).rebuilt
        with Writer(log) as writer:
            writer.submit([CONDEMNED])
        with Reader(log) as fresh:
            assert warm(reader) == warm(fresh)
            assert portrait(reader.picture("IRN-PAK", CLOCKS)) == portrait(fresh.picture("IRN-PAK", CLOCKS))


def test_a_writer_that_stays_open_over_a_rebuild_gives_an_act_that_nothing_used_its_number_again(
    tmp_path: Path,
) -> None:
    with Writer(path := tmp_path / "log.db") as writer:
        writer.submit([VISITED, TAKEN_BACK])
        assert verify(path, rebuild=True).rebuilt
        again = recorded("d3", "visit_made", level="foreign_minister")
        writer.submit([again])
    assert verify(path, thorough=True).holds
    with Reader(path) as reader:
        assert "normal" in warm(reader)


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE acts SET crc = crc + 1",
        "UPDATE acts SET body = replace(body, 'visit_made', 'visit_mad')",
    ],
)
def test_an_act_that_was_damaged_is_made_anew_by_a_rebuild(log: Path, damage: str) -> None:
    with Writer(log) as writer:
        writer.submit([recorded("d3", "visit_made", level="foreign_minister")])
    run(log, damage)
    assert not verify(log).holds
    assert verify(log, rebuild=True).rebuilt
    assert verify(log, thorough=True).holds
    assert verify(log).holds


def test_what_is_no_act_goes_with_a_rebuild_though_its_checksum_fits(log: Path) -> None:
    run(log, f"INSERT INTO acts VALUES (9, '[', {checksum(9, '[')})")
    with Reader(log) as reader, pytest.raises(Undecodable):
        _ = reader.acts.table
    assert verify(log, rebuild=True).rebuilt
    with Reader(log) as reader:
        assert set(reader.acts.table) == {1}


def test_an_act_of_what_was_taken_back_as_it_was_recorded_need_not_be_there(anywhere: Address) -> None:
    """Its response came first, so that it was never placed alone; derived anew in one go, it is for a while."""
    answer = recorded("d2", "condemnation_issued", in_response_to=("d1",))
    with Writer(anywhere) as writer:
        writer.submit([answer])
        writer.submit([VISITED, TAKEN_BACK])
    assert verify(anywhere, thorough=True).findings == ()


def test_an_act_that_a_fact_needs_must_be_there(anywhere: Address) -> None:
    with Writer(anywhere) as writer:
        writer.submit([VISITED])
    run(anywhere, "DELETE FROM acts")
    assert next(place for place, _ in verify(anywhere, thorough=True).findings).startswith("acts")
