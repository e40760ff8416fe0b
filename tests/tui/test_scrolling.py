"""A timeline of any length: what is looked at is read, and all of it where words or a tree need it."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tracker.application.store.writing import Writer
from tracker.domain.catalogue import TYPES
from tracker.domain.commands import Record
from tracker.domain.occurrence import on
from tui.provider import AT_ONCE
from tui.widgets.timeline import TimelineList

MANY = 5 * AT_ONCE


def recorded(number: int, answers: tuple[str, ...] = ()) -> Record:
    when = on(date(2020, 1, 1) + timedelta(days=number))
    development = TYPES["condemnation_issued"](
        id=f"d{number:04}", occurred=when, actors=("IRN",), targets=("PAK",), summary=f"words of {number}",
        in_response_to=answers,
    )  # fmt: skip
    known = datetime(2024, 12, 1, tzinfo=UTC)
    return Record(stream=f"d{number:04}", id=f"c:{number}", known_from=known, development=development)


@pytest.fixture
def long(tmp_path: Path) -> Path:
    path = tmp_path / "long.db"
    with Writer(path) as writer:
        writer.submit([recorded(number, ("d0150",) if number == 450 else ()) for number in range(MANY)])
    return path


async def test_only_what_is_looked_at_is_read_and_all_of_it_can_be(drive, long) -> None:
    async with drive(long, (120, 30)) as screen:
        shown = screen.app.screen.query_one(TimelineList)
        await screen.press("3")
        assert "words of 599" in screen.text
        assert f"3 Timeline {MANY}" in screen.text
        assert len(shown.read) == AT_ONCE
        await screen.press("g")
        assert shown.key == "d0000"
        assert "words of 0" in screen.text
        assert len(shown.read) < 2 * AT_ONCE
        await screen.press(*["ctrl+d"] * 8)
        assert "…" not in screen.text
        assert screen.line("▌").count("words of")


async def test_words_find_what_was_not_looked_at(drive, long) -> None:
    async with drive(long, (120, 30)) as screen:
        await screen.press("3", "slash")
        await screen.type("2020-03-18")
        assert "words of 77 " in screen.text
        assert f"1 of {MANY} with '2020-03-18'" in screen.text
        await screen.press("escape")
        assert f"3 Timeline {MANY}" in screen.text


async def test_a_tree_is_drawn_of_what_was_not_looked_at(drive, long) -> None:
    async with drive(long, (120, 30)) as screen:
        await screen.press("3", "g", *["ctrl+d"] * 7, "v")
        shown = screen.app.screen.query_one(TimelineList)
        names = [spot.id for spot in shown.spots]
        assert names.index("d0450") == names.index("d0150") + 1
        assert len(names) == MANY


async def test_the_tree_stands_beside_what_is_read_whole_and_beside_no_more_than_can_be_drawn_at_each_date(
    drive, long, monkeypatch
) -> None:
    async with drive(long, (120, 30)) as screen:
        shown = screen.app.screen.query_one(TimelineList)
        await screen.press("3")
        assert not shown.ties, "not all is read"
        await screen.press("v", "v")
        assert (shown.ties["d0150"], shown.ties["d0151"], shown.ties["d0450"]) == ("┌ ", "│ ", "└ ")
        monkeypatch.setattr("tui.screens.scrolling.MOST_BESIDE", MANY - 1)
        await screen.press("v", "v")
        assert not shown.ties
