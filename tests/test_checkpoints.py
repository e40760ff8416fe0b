"""Checkpoints: one every so many rows stays, one goes along with the end, and what is read from them is the same."""

import random
import sqlite3
import sys
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

import pytest

from tracker.application.problems import BadInput
from tracker.application.store import rows_check, writing
from tracker.application.store.address import Address
from tracker.application.store.derived_keys import EVERY, NEAR
from tracker.application.store.reader import Clocks, Reader
from tracker.application.store.writing import Writer
from tracker.application.verify import verify
from tracker.application.views.relations import relation_rows
from tracker.cli.main import run
from tracker.domain.catalogue import TYPES
from tracker.domain.commands import Record
from tracker.domain.moments import Cut
from tracker.domain.occurrence import on

sys.path.insert(0, str(Path(__file__).parent.parent / "scripts" / "benchmarks"))
import synthetic

FIRST = date(2020, 1, 1)


def strike(day: int, target: str = "PAK") -> Record:
    when, name = on(FIRST + timedelta(days=day)), f"{target}{day:04}"
    held = TYPES["strike_conducted"](id=name, occurred=when, actors=("IRN",), targets=(target,), means="air")
    return Record(stream=held.id, id=f"record {name}", known_from=when.end_of_best_date(), development=held)


def record(place: Address, *days: int) -> None:
    with Writer(place) as writer:
        writer.submit([strike(day) for day in days])


def kept(place: Address) -> list[int]:
    """Behind how many rows a checkpoint lies."""
    with Reader(place) as reader:
        return [count for (count,) in reader.conn.execute("SELECT count FROM checkpoints ORDER BY count").fetchall()]


def wanted(rows: int) -> list[int]:
    """Where they lie after so many rows: every so many, and close to the end."""
    return sorted({*range(EVERY, rows + 1, EVERY), rows - rows % NEAR} - {0})


def test_the_last_checkpoint_goes_along_with_the_end_and_those_before_it_stay(anywhere: Address) -> None:
    for start in range(0, 5 * NEAR + EVERY, 5):
        record(anywhere, *range(start, start + 5))
        assert kept(anywhere) == wanted(start + 5)
    assert verify(anywhere, thorough=True).holds


@pytest.mark.parametrize("rows", [NEAR - 1, NEAR, EVERY - 1, EVERY, EVERY + 1, 2 * EVERY + NEAR + 1])
def test_rows_that_come_together_leave_the_same_checkpoints(tmp_path: Path, rows: int) -> None:
    record(tmp_path / "log.db", *range(rows))
    assert kept(tmp_path / "log.db") == wanted(rows)
    assert verify(tmp_path / "log.db", rebuild=True).holds
    assert kept(tmp_path / "log.db") == wanted(rows)


def test_a_history_that_is_filled_in_late_is_not_folded_anew_for_every_few_entries(tmp_path: Path) -> None:
    path, late = tmp_path / "log.db", 4 * EVERY
    record(path, *range(late, 8 * EVERY))
    for number in range(EVERY - 1):
        record(path, late - 1 - number)
        assert kept(path) == []
    record(path, 0)
    assert kept(path) == wanted(5 * EVERY)
    assert verify(path, thorough=True).holds


def test_what_comes_before_the_last_checkpoint_takes_it_away(tmp_path: Path) -> None:
    path = tmp_path / "log.db"
    record(path, *range(0, 2 * (EVERY + NEAR), 2))
    assert kept(path) == [EVERY, EVERY + NEAR]
    record(path, 2 * EVERY + 1)
    assert kept(path) == [EVERY]
    assert verify(path, thorough=True).holds


def in_bulk() -> list[Record]:
    """More than a turn of a person holds, and of each pair too few to be folded for it."""
    return [strike(day, target) for day in range(EVERY - 1) for target in ("PAK", "IRQ")]


def test_after_a_bulk_the_last_checkpoints_come_near_once_it_is_over(anywhere: Address) -> None:
    with Writer(anywhere) as writer:
        writer.submit(in_bulk())
        assert kept(anywhere) == []
    assert kept(anywhere) == wanted(EVERY - 1) * 2
    with Reader(anywhere) as reader:
        assert reader.conn.execute("SELECT tail FROM pairs").fetchall() == [((EVERY - 1) % NEAR,)] * 2
    assert verify(anywhere, thorough=True).holds


def test_what_comes_from_another_log_in_bulk_is_near_too(tmp_path: Path) -> None:
    first, lines, second, third = (
        tmp_path / "log.db",
        tmp_path / "log.jsonl",
        tmp_path / "other.db",
        tmp_path / "third.db",
    )
    with Writer(first) as writer:
        writer.submit(in_bulk())
    assert run(["--db", str(first), "export", "--log", str(lines)]) == 0
    assert run(["--db", str(second), "import", "--log", str(lines)]) == 0
    assert run(["copy", str(first), str(third)]) == 0
    assert kept(third) == kept(second) == kept(first) == wanted(EVERY - 1) * 2


@pytest.mark.parametrize("problem", [BadInput("the disk is full"), None])
def test_a_bulk_that_cannot_come_near_or_was_broken_off_is_as_it_was_recorded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, problem: BadInput | None
) -> None:
    path, asked = tmp_path / "log.db", []

    def come_near(_: object) -> None:
        asked.append(1)
        raise problem

    monkeypatch.setattr(writing, "come_near", come_near)
    with suppress(ZeroDivisionError), Writer(path) as writer:
        writer.submit(in_bulk())
        if problem is None:
            raise ZeroDivisionError
    assert asked == [1] * (problem is not None)
    assert verify(path, thorough=True).holds


MISSING = f"DELETE FROM checkpoints WHERE count = {EVERY}"
ELSEWHERE = f"UPDATE checkpoints SET count = {EVERY - 1} WHERE count = {EVERY}"


@pytest.mark.parametrize("change", [MISSING, ELSEWHERE])
@pytest.mark.parametrize("thorough", [False, True])
def test_a_checkpoint_that_is_missing_or_lies_elsewhere_is_found_in_either_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str, thorough: bool
) -> None:
    path = tmp_path / "log.db"
    record(path, *range(EVERY + NEAR))
    conn = sqlite3.connect(path)
    conn.execute(change)
    conn.commit()
    conn.close()
    if thorough:  # else it goes no further than the rows themselves
        monkeypatch.setattr(rows_check, "check_rows", lambda *_: 0)
    assert not verify(path, thorough=thorough).holds


@pytest.mark.parametrize("seed", range(3))
def test_a_list_without_reasons_says_how_things_stand_as_the_one_with_reasons(tmp_path: Path, seed: int) -> None:
    with Writer(tmp_path / "log.db") as writer:
        writer.submit(list(synthetic.commands(1500, seed=seed, pairs=6)))
    with Reader(tmp_path / "log.db") as reader:
        last = reader.last_day()
        assert last is not None
        for days in [0, 1, 29, 30, 31, *random.Random(seed).sample(range(2000), 12)]:
            clocks = Clocks(Cut(last - timedelta(days=days)))
            bare = {row.pair: row for row in relation_rows(reader, clocks, flags=False)}
            for row in relation_rows(reader, clocks):
                assert bare.pop(row.pair) == row._replace(risk=None, opportunity=None)
            assert not bare
