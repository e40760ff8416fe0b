"""A log that holds something takes what it lacks: twice adds nothing, the order changes no state, and what
contradicts is refused whole."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.condemning import record
from tests.often import examples
from tests.stores import rows, run
from tests.strategies import NOON, accepted, command_lists, tangles
from tests.test_golden import restored
from tests.test_store import retract
from tests.transfer.forging import forged
from tests.transfer.moving import export, folder, identity, seal, states, write
from tracker.application.problems import BadInput
from tracker.application.store.address import Address
from tracker.application.store.codec import decode
from tracker.application.store.reader import Reader
from tracker.application.transfer.copying import copy_log
from tracker.application.transfer.importing import import_log
from tracker.application.verify import verify
from tracker.domain.commands import Command, DescribeSource
from tracker.domain.evidence import Source

LATER = NOON + timedelta(days=900)
merging = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], max_examples=examples(14))


def part(said: list[Command], chosen: int) -> list[Command]:
    """What is said of some of the streams."""
    streams = sorted({command.stream for command in said})
    kept = {stream for number, stream in enumerate(streams) if chosen >> number & 1}
    return accepted([command for command in said if command.stream in kept])


def contents(place: Address) -> set[tuple[object, ...]]:
    """The entries of a log without position and time of recording."""
    found = [(row, json.loads(row[4])) for row in rows(place)]
    return {(*row[1:4], json.dumps({k: v for k, v in body.items() if k != "recorded_at"})) for row, body in found}


@merging
@given(command_lists(least=3) | tangles(), st.integers(1, 511), st.integers(1, 511))
def test_two_logs_come_together_in_either_order_and_say_the_same(said: list[Command], one: int, two: int) -> None:
    with folder() as here:
        for name, chosen, at in (("a", one, NOON), ("b", two, NOON + timedelta(hours=5))):
            write(here / f"{name}.db", part(said, chosen), at)
            export(here / f"{name}.db", here / f"{name}.jsonl")
        for place, order in (("ab.db", "ab"), ("ba.db", "ba")):
            for name in order:
                import_log(here / f"{name}.jsonl", here / place, clock=lambda: LATER)
        write(here / "all.db", part(said, one | two))
        assert contents(here / "ab.db") == contents(here / "ba.db") == contents(here / "all.db")
        assert states(here / "ab.db") == states(here / "ba.db") == states(here / "all.db")
        for place in ("ab.db", "ba.db"):
            before = rows(here / place), identity(here / place)[1:]
            assert [import_log(here / f"{name}.jsonl", here / place).done.added for name in "ab"] == [0, 0]
            assert (rows(here / place), identity(here / place)[1:]) == before
            assert verify(here / place, thorough=True).findings == ()


@merging
@given(command_lists() | tangles(), st.integers(0, 12))
def test_a_beginning_of_a_file_becomes_the_whole_of_it_byte_for_byte(said: list[Command], first: int) -> None:
    with folder() as here:
        write(here / "whole.db", said[:first])
        export(here / "whole.db", here / "first.jsonl")
        import_log(here / "first.jsonl", here / "part.db")
        write(here / "whole.db", said[first:], LATER)
        seal(here / "whole.db")
        exported = export(here / "whole.db", here / "whole.jsonl")
        done = import_log(here / "whole.jsonl", here / "part.db").done
        assert done.exact
        assert done.added + done.passed == len(rows(here / "whole.db"))
        assert export(here / "part.db", here / "again.jsonl") == exported
        again = import_log(here / "first.jsonl", here / "part.db").done
        assert (again.added, again.passed) == (0, done.passed)


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    """A file with two developments, of which one is retracted, and a source."""
    source = DescribeSource(
        stream="source:test/s1", id="s", known_from=NOON, source=Source(id="s1", scope="test", outlet="News")
    )
    write(tmp_path / "theirs.db", [record("d1"), retract("d1"), record("d2"), source])
    seal(tmp_path / "theirs.db")
    export(tmp_path / "theirs.db", tmp_path / "theirs.jsonl")
    return tmp_path / "theirs.jsonl"


def test_what_is_missing_is_recorded_now_and_known_as_it_was(exported: Path, anywhere: Address) -> None:
    write(anywhere, [record("d1"), record("d3")])
    before = rows(anywhere)
    done = import_log(exported, anywhere, clock=lambda: LATER).done
    assert tuple(done) == (3, 1, False)
    assert rows(anywhere)[:2] == before
    added = [decode(*row) for row in rows(anywhere)[2:]]
    assert [(e.entry.stream, e.entry.version) for e in added] == [("d1", 2), ("d2", 1), ("source:test/s1", 1)]
    assert {each.recorded_at for each in added} == {LATER}
    assert [each.entry.known_from for each in added][:2] == [datetime(2024, 1, 18, 12, tzinfo=UTC)] * 2
    assert verify(anywhere, thorough=True).findings == ()
    assert identity(anywhere)[3] == []


def test_recording_does_not_go_back_behind_the_log(exported: Path, tmp_path: Path) -> None:
    write(tmp_path / "ours.db", [record("d9")], LATER)
    import_log(exported, tmp_path / "ours.db", clock=lambda: NOON)
    assert {decode(*row).recorded_at for row in rows(tmp_path / "ours.db")} == {LATER}


CONTRADICTIONS = {
    "another content": (record("d2", summary="otherwise"), r"theirs\.jsonl:4: entry 3 \(d2, version 1, condemnation_issued\)"),
    "another amendment": (replace(retract("d1"), reason="no slip"), r"theirs\.jsonl:3: entry 2 \(d1, version 2, retracted\)"),
    "from another time": (replace(record("d2"), known_from=LATER), r"theirs\.jsonl:4: entry 3 "),
}  # fmt: skip


@pytest.mark.parametrize("name", CONTRADICTIONS)
def test_what_contradicts_is_refused_whole_at_its_line(exported: Path, anywhere: Address, name: str) -> None:
    command, message = CONTRADICTIONS[name]
    write(anywhere, [record("d1"), command, record("d8")] if command.stream == "d1" else [command])
    before, held = rows(anywhere), identity(anywhere)
    with pytest.raises(BadInput, match="contradicts the log") as refused:
        import_log(exported, anywhere)
    assert re.search(message, str(refused.value))
    assert (rows(anywhere), identity(anywhere)) == (before, held)


def test_the_same_said_by_another_release_in_other_bytes_is_the_same(exported: Path, tmp_path: Path) -> None:
    write(tmp_path / "ours.db", [record("d2")])
    other = forged(exported, lambda rows: [(*rows[2][:3], rows[2][3].replace(b'"actors"', b' "actors"'))])
    done = import_log(other, tmp_path / "ours.db").done
    assert (done.added, done.passed) == (0, 1)


def test_the_same_words_under_another_topic_contradict(exported: Path, tmp_path: Path) -> None:
    write(tmp_path / "ours.db", [record("d9"), record("d1"), retract("d1")])
    other = forged(exported, lambda rows: [rows[0], (*rows[1][:2], "reinstated", rows[1][3])])
    with pytest.raises(BadInput, match=r"entry 2 \(d1, version 2, reinstated\) contradicts"):
        import_log(other, tmp_path / "ours.db")


def test_what_is_no_entry_contradicts_the_entry_in_its_place(exported: Path, tmp_path: Path) -> None:
    write(tmp_path / "ours.db", [record("d9"), record("d1")])
    with pytest.raises(BadInput, match=r"forged\.jsonl:2: entry 1 .* contradicts"):
        import_log(forged(exported, lambda rows: [(*rows[0][:3], b"[]")]), tmp_path / "ours.db")


def test_an_entry_that_a_file_holds_twice_is_passed_over_the_second_time(exported: Path, tmp_path: Path) -> None:
    write(tmp_path / "ours.db", [record("d9")])
    other = forged(exported, lambda rows: [rows[0], rows[0]])
    done = import_log(other, tmp_path / "ours.db").done
    assert (done.added, done.passed) == (1, 1)


def test_a_log_of_another_name_keeps_its_name_and_takes_no_seals(exported: Path, tmp_path: Path) -> None:
    write(tmp_path / "ours.db", [record("d1")])
    assert import_log(exported, tmp_path / "ours.db").done.exact
    theirs, ours = identity(tmp_path / "theirs.db"), identity(tmp_path / "ours.db")
    assert ours[1:3] == theirs[1:3]
    assert ours[0] != theirs[0]
    assert (len(theirs[3]), ours[3]) == (1, [])


def test_the_first_contradiction_is_named_after_a_thousand_that_agree(tmp_path: Path) -> None:
    said = [record(f"d{number:04}") for number in range(2100)]
    write(tmp_path / "theirs.db", [*said[:2050], record("x1"), record("x2")])
    export(tmp_path / "theirs.db", tmp_path / "theirs.jsonl")
    write(tmp_path / "ours.db", [record("x2", summary="otherwise"), *said[7:2050]])
    before = rows(tmp_path / "ours.db")
    with pytest.raises(BadInput, match=r"entry 2052 \(x2") as refused:
        import_log(tmp_path / "theirs.jsonl", tmp_path / "ours.db")
    assert refused.value.where == f"{tmp_path / 'theirs.jsonl'}:2053"
    assert rows(tmp_path / "ours.db") == before
    with Reader(tmp_path / "ours.db") as reader:
        assert reader.pairs() == ["IRN-PAK"]


def test_a_log_of_an_earlier_release_is_brought_up_to_date_first(exported: Path, tmp_path: Path) -> None:
    ours = restored("format-1", tmp_path / "ours.db")
    before = rows(ours)
    assert import_log(exported, ours, clock=lambda: LATER).done.added == 4
    assert rows(ours)[: len(before)] == before
    assert verify(ours, thorough=True).findings == ()


def test_a_copy_that_an_earlier_release_began_goes_on(exported: Path, tmp_path: Path) -> None:
    import_log(exported, tmp_path / "ours.db")
    run(tmp_path / "ours.db", "UPDATE meta SET value = 'other'", "DELETE FROM facts")
    with Reader(tmp_path / "theirs.db") as reader:
        assert copy_log(reader, tmp_path / "ours.db").before == 4
    assert verify(tmp_path / "ours.db", thorough=True).findings == ()
