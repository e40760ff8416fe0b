"""A report of the list of relations, by keys: the same pairs in the same order, what narrows and orders them, cited."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.tui.conftest import recorded
from tracker.application.store.writing import Writer
from tracker.domain.occurrence import on
from tui.commands import REGISTRY
from tui.palette import entries


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    found = tmp_path / "reports"
    found.mkdir()
    monkeypatch.chdir(found)
    return found


@pytest.fixture
def pairs(tmp_path: Path) -> Path:
    """Four pairs: one fought, one recalled its ambassador, two visited each other."""
    path = tmp_path / "pairs.db"
    day = on(datetime(2025, 12, 28, tzinfo=UTC).date())
    with Writer(path) as writer:
        writer.submit([
            recorded("strike", day, "strike_conducted", actors="IRN", targets="PAK", means="mixed"),
            recorded("recall", day, "ambassador_recalled", actors="FRA", targets="ITA", kind="consultations"),
            recorded("visit", day, "visit_made", actors="FIN", targets="SWE", level="other"),
            recorded("calm", day, "visit_made", actors="GBR", targets="FRA", level="other"),
        ])  # fmt: skip
    return path


def shown(screen) -> list[str]:
    return [row.pair.replace("-", "–") for row in screen.app.screen.listed]


def told(text: str) -> list[str]:
    return re.findall(r"^\| (\w{3}–\w{3}) \|", text, re.MULTILINE)


async def report(screen, folder: Path, end: str = "md") -> str:
    """What is written by keys alone."""
    await screen.press("E", *{"md": (), "html": ("j",)}[end], "enter")
    assert "written:" in screen.lines[-1]
    return taken(folder / f"relations-{screen.app.screen.standpoint.day}.{end}")


def taken(path: Path) -> str:
    text = path.read_text("utf-8")
    path.unlink()
    return text


async def test_the_list_is_reported_as_it_is_ordered_and_turned(drive, pairs, folder) -> None:
    async with drive(pairs) as screen:
        tensest = shown(screen)
        assert tensest[0] == "IRN–PAK"
        first = await report(screen, folder)
        await screen.press("o", "o", "o", "O")
        assert shown(screen) == ["IRN–PAK", "FRA–ITA", "FRA–GBR", "FIN–SWE"]
        last = await report(screen, folder)
    assert told(first) == tensest
    assert first.startswith("# Relations: 4 by tension\n\nRelations on 1 Jan 2026, as known now.\n")
    assert re.search(r"\nCited as `log @2026-01-01 known all #\d+ root:\S+`\n$", first)
    assert told(last) == ["IRN–PAK", "FRA–ITA", "FRA–GBR", "FIN–SWE"]
    assert last.startswith("# Relations: 4 by name, reversed\n")


async def test_what_narrows_the_list_narrows_its_report_and_is_told(drive, pairs, folder) -> None:
    async with drive(pairs) as screen:
        await screen.press("number_sign")
        await screen.type("nato")
        await screen.press("enter", "slash")
        await screen.type("fra")
        await screen.press("enter")
        assert shown(screen) == ["FRA–ITA", "FRA–GBR"]
        text = await report(screen, folder)
        title = screen.line("1 Relations")
    assert told(text) == ["FRA–ITA", "FRA–GBR"]
    assert text.startswith("# Relations: 2 of 3 in NATO with 'fra' by tension\n")
    assert "2 of 3 in NATO with 'fra' by tension" in title


async def test_the_component_by_which_the_list_is_ordered_stands_in_its_report(drive, pairs, folder) -> None:
    async with drive(pairs) as screen:
        await screen.press("y")
        await screen.type("head")
        await screen.press("enter")
        listed = shown(screen)
        text = await report(screen, folder)
    assert told(text) == listed
    assert text.startswith("# Relations: 4 by head\n")
    assert "| Head of mission | reason | ahead |" in text
    assert re.search(r"\| FRA–ITA \|.*\| FRA to ITA ambassador recalled \|", text)


async def test_the_list_of_a_date_is_one_page_of_html_that_cites_that_date(drive, pairs, folder) -> None:
    async with drive(pairs) as screen:
        await screen.press("t")
        await screen.type("2025-12-30")
        await screen.press("enter")
        text = await report(screen, folder, "html")
    assert "<h1>Relations: 4 by tension</h1>" in text
    assert "<td>IRN–PAK</td>" in text
    assert "Cited as log @2025-12-30 known all #" in text


async def test_words_of_a_filter_are_no_markup_in_the_title(drive, pairs, folder) -> None:
    async with drive(pairs) as screen:
        await screen.press("slash")
        await screen.type("!<b>* !fin")
        await screen.press("enter")
        text = await report(screen, folder)
    assert text.startswith("# Relations: 3 of 4 with '!\\<b\\>\\* !fin' by tension\n")


async def test_a_list_of_nothing_has_no_report(drive, pairs) -> None:
    async with drive(pairs) as screen:
        await screen.press("slash")
        await screen.type("zzz")
        await screen.press("enter", "E")
        assert "no relation is listed" in screen.lines[-1]
        assert "1 Relations" in screen.text


def test_the_report_of_the_list_is_in_the_palette() -> None:
    titles = [entry.title for entry in entries("relations")]
    assert REGISTRY["report-list"].label in titles
