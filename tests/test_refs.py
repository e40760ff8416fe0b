"""What stands behind positions, held from date to date: asked for once, told for ever, or until more is recorded."""

from datetime import UTC, date, datetime

import pytest

from tracker.application.store import refs
from tracker.application.store.reader import Clocks, Reader
from tracker.application.store.refs import Held
from tracker.application.store.writing import Writer
from tracker.application.views.state import abridged_state
from tracker.domain.catalogue import TYPES
from tracker.domain.commands import Correct, Record
from tracker.domain.moments import Cut
from tracker.domain.occurrence import on

KNOWN = datetime(2024, 2, 1, tzinfo=UTC)


def test_each_is_asked_for_once_and_what_is_not_there_again() -> None:
    asked = []

    def ask(devs):
        asked.append(sorted(devs))
        return {dev: str(dev) for dev in devs if dev < 5}

    held = Held(ask)
    assert held.of([1, 2, 2]) == {1: "1", 2: "2"}
    assert held.of([2, 3, 7]) == {2: "2", 3: "3"}
    assert held.of([1, 2, 3, 7]) == {1: "1", 2: "2", 3: "3"}
    held.forget()
    assert held.of([1]) == {1: "1"}
    assert asked == [[1, 2], [3, 7], [7], [1]]


def test_no_more_are_held_than_most_and_all_are_told(monkeypatch) -> None:
    monkeypatch.setattr(refs, "MOST", 10)
    held = Held(lambda devs: {dev: dev for dev in devs})
    for start in range(0, 60, 4):
        assert held.of(range(start, start + 8)) == {dev: dev for dev in range(start, start + 8)}
        assert len(held._held) <= 10 + 8
    assert held.of(range(30)) == {dev: dev for dev in range(30)}


@pytest.mark.parametrize("day", [4, 6])
def test_a_date_that_is_corrected_while_one_scrubs_is_seen_in_since(tmp_path, day) -> None:
    path = tmp_path / "log.db"
    ban = TYPES["trade_suspended"](id="ban", occurred=on(date(2024, 1, 5)), actors=("IRN",), targets=("PAK",))
    with Writer(path) as writer:
        writer.submit([Record(stream="ban", id="r", known_from=KNOWN, development=ban)])
        with Reader(path) as reader:
            clocks = Clocks(Cut(date(2024, 1, 9)))
            assert since(reader, clocks) == "2024-01-05"
            otherwise = {"occurred": on(date(2024, 1, day))}
            writer.submit([Correct(stream="ban", id="c", known_from=KNOWN, reason="misread", changes=otherwise)])
            assert since(reader, clocks) == f"2024-01-0{day}"


def since(reader: Reader, clocks: Clocks) -> str:
    return abridged_state(reader, "IRN-PAK", clocks, now=KNOWN, newest=3)["since"]["trade"]["IRN>PAK"]
