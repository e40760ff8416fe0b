"""The accounts of the crash trials: each way in which a promise is broken shows."""

import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts" / "durability"))

from accounting import gaps, lost, missing, parts_there, surplus  # noqa: E402 - scripts are found by their place
from following import followed  # noqa: E402
from jobs import CYCLE, Job, job  # noqa: E402
from logs import Row, row_of  # noqa: E402
from promises import Promise, at_least, none_of, show  # noqa: E402
from writers import faithful  # noqa: E402

from tests.stores import rows  # noqa: E402
from tracker.application.store.writing import Writer  # noqa: E402

ONE, TWO, THREE = (Row(number, f"d{number}", 1, f"record d{number}", f"bytes {number}") for number in (1, 2, 3))
OTHERWISE = TWO._replace(digest="other bytes")


@pytest.mark.parametrize("held", [[ONE, THREE], [ONE, OTHERWISE, THREE], [ONE, TWO._replace(position=4), THREE], []])
def test_an_entry_that_is_not_there_as_it_was_acknowledged_is_lost(held: list[Row]) -> None:
    assert len(lost([TWO], held)) == 1
    assert lost([TWO], [ONE, TWO, THREE]) == []


def batch(tmp_path: Path) -> tuple[Job, list[Row]]:
    found = job(tmp_path, "w", CYCLE.index("batch"))
    return found, [Row(n, key.stream, 1, key.command, "") for n, key in enumerate(found.keys, 1)]


def test_a_job_is_there_whole_or_in_part_or_not(tmp_path: Path) -> None:
    found, there = batch(tmp_path)
    assert [parts_there(found, part) for part in (there, there[:7], [])] == [20, 7, 0]
    assert (len(missing([found], there[:7])), missing([found], there)) == (13, [])


def test_what_nobody_asked_for_and_what_is_there_twice_is_surplus(tmp_path: Path) -> None:
    found, there = batch(tmp_path)
    assert surplus([found], there) == []
    assert len(surplus([found], [*there, there[3]])) == 1
    assert len(surplus([found], [*there, ONE])) == 1


def test_positions_begin_with_1_and_follow_one_another() -> None:
    assert gaps([ONE, TWO, THREE]) == []
    assert len(gaps([ONE, THREE])) == 1
    assert len(gaps([TWO, THREE])) == 2


SEEN: dict[str, tuple[list[tuple[int, str]], tuple[int, int, int]]] = {
    "all of it": ([(1, "bytes 1"), (2, "bytes 2"), (3, "bytes 3")], (0, 0, 0)),
    "one passed over": ([(1, "bytes 1"), (3, "bytes 3")], (1, 1, 0)),
    "one seen twice": ([(1, "bytes 1"), (2, "bytes 2"), (2, "bytes 2"), (3, "bytes 3")], (0, 2, 0)),
    "one seen otherwise": ([(1, "bytes 1"), (2, "other"), (3, "bytes 3")], (0, 0, 1)),
    "the last not seen": ([(1, "bytes 1"), (2, "bytes 2")], (1, 0, 0)),
}


@pytest.mark.parametrize(("seen", "found"), SEEN.values(), ids=SEEN)
def test_what_a_reader_saw_is_held_against_the_log(seen: list[tuple[int, str]], found: tuple[int, int, int]) -> None:
    result = followed(seen, [ONE, TWO, THREE])
    assert (result.passed_over, result.out_of_place, result.different) == found


def test_every_job_brings_exactly_its_entries_once_and_as_acknowledged(tmp_path: Path) -> None:
    path, acknowledged = tmp_path / "log.db", []
    jobs = [job(tmp_path, "w", number) for number in range(2 * len(CYCLE))]
    with Writer(path) as writer:
        for found in [*jobs, *jobs]:
            faithful(writer, path, found, acknowledged.extend)
    held = [row_of_stored(*row) for row in rows(path)]
    assert surplus(jobs, held) == []
    assert missing(jobs, held) == []
    assert len(acknowledged) > 2 * len(CYCLE)
    assert lost(acknowledged, held) == []


def row_of_stored(position: int, stream: str, version: int, topic: str, state: bytes) -> Row:
    from tracker.application.store.codec import decode

    return row_of(decode(position, stream, version, topic, state))


def test_one_broken_promise_breaks_the_trial(capsys: pytest.CaptureFixture[str]) -> None:
    kept: list[Any] = [none_of("lost", 0), at_least("kills", 5, 5), Promise("seconds", "1.0")]
    assert show("a trial", kept) == 0
    assert "every promise is kept" in capsys.readouterr().out
    assert [show("a trial", [*kept, broken]) for broken in (none_of("lost", 1), at_least("kills", 4, 5))] == [1, 1]
