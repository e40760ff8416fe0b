"""A date that is typed is read before Enter where one sees it, and from the day on which one stands."""

import pytest

from tui.widgets.bars import Prompt


async def at(screen, text: str) -> None:
    await screen.press("t")
    await screen.type(text)
    await screen.press("enter")


def meaning(screen) -> str:
    """What stands behind the caret of the prompt."""
    return screen.lines[-2].rpartition("▏")[2].strip()


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("17 jan", "Wednesday 17 Jan 2024"),
        ("20 jan 12:00", "Saturday 20 Jan 2024 12:00"),
        ("17/01/2024", "Wednesday 17 Jan 2024"),
        ("-30d", "Tuesday 19 Dec 2023"),
        ("+2w", "Thursday 1 Feb 2024"),
        ("2024-01", "Wednesday 31 Jan 2024"),
        ("tomorrow", "Friday 2 Jan 2026"),
        ("17 ja", "not read as a date yet"),
        ("03/04/2024", "03/04/2024 may be 3 apr or 4 mar 2024: write the month in letters"),
    ],
)
async def test_how_a_date_is_read_stands_beside_it(drive, database, text, read) -> None:
    async with drive(database) as screen:
        await at(screen, "2024-01-18")
        await screen.press("t")
        await screen.type(text)
        assert meaning(screen) == read
        await screen.press("enter")
        if not read.startswith(("not", "03")):
            assert f"on {read.partition(' ')[2]}," in screen.header
        else:
            assert "write" in screen.lines[-1]
            assert len(screen.lines[-1].rstrip()) < 119, "all of it is seen"
            assert "18 Jan 2024" in screen.header


async def test_how_a_time_of_knowledge_is_read_stands_beside_it(drive, database) -> None:
    async with drive(database) as screen:
        await screen.press("T")
        await screen.type("19 jan 2024 12:00")
        assert meaning(screen) == "Friday 19 Jan 2024 12:00 UTC"
        await screen.press("ctrl+u")
        assert "19 jan 2024 12:00, 2024-01-19, or now" in screen.text
        await screen.type("tomorrow")
        assert meaning(screen) == "2 Jan 2026 23:59 is still to come"
        await screen.press("escape", "t")
        assert screen.app.screen.query_one(Prompt).meaning == ""


async def test_the_prompt_of_a_filter_says_no_date(drive, database) -> None:
    async with drive(database) as screen:
        await screen.press("slash")
        await screen.type("17 jan")
        assert meaning(screen) == ""
