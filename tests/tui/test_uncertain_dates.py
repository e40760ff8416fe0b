"""A date that is no day of its own says between which days it lies, and a doubt that it is one."""

from pathlib import Path

import pytest

from tests.tui.conftest import recorded
from tests.tui.driver import Driven
from tests.tui.terminal import on_terminal
from tracker.application.dates import occurrence
from tracker.application.store.writing import Writer
from tracker.domain.commands import Retract
from tui.app import Dashboard
from tui.config import Config
from tui.provider import Provider

DATES = {
    "month": "2024-01", "days": "2024-01-17/2024-01-19", "about": "2024~", "doubt": "2024-01-17?", "open": "../2024-01-18",
    "both": "2024-02?", "years": "2023-12-28/2024-01-03", "gone": "2024-03", "day": "2024-01-20", "best": "2024-01-21",
}  # fmt: skip
ROWS = {
    "month": "2024-01-31≈▽ −2.0 PAK→IRN     Jan 2024: words of month",
    "days": "2024-01-19≈▽ −2.0 PAK→IRN     17–19 Jan: words of days",
    "about": "2024-12-31≈▽ −2.0 PAK→IRN     2023–2025: words of about",
    "doubt": "2024-01-17?▽ −2.0 PAK→IRN     words of doubt",
    "open": "2024-01-18≈▽ −2.0 PAK→IRN     by 18 Jan: words of open",
    "both": "2024-02-29≈▽ −2.0 PAK→IRN     Feb 2024?: words of both",
    "years": "2024-01-03≈▽ −2.0 PAK→IRN     28 Dec 2023–3 Jan 2024: words of years",
    "gone": "2024-03-31≈✗ −2.0 PAK→IRN ×   words of gone (retracted: unfounded)",
    "day": "2024-01-20 ▽ −2.0 PAK→IRN     words of day",
    "best": "2024-01-21≈▽ −2.0 PAK→IRN     Jan 2024: words of best",
}


@pytest.fixture
def vague(tmp_path: Path) -> Path:
    """Protests of which each source gives the date in another way."""
    path = tmp_path / "vague.db"
    with Writer(path) as writer:
        for name, edtf in DATES.items():
            when, said = occurrence(edtf, precision="month" if name == "best" else None), f"words of {name}"
            writer.submit([recorded(name, when, "protest_note_delivered", actors="PAK", targets="IRN", summary=said)])
        known = occurrence("2024-04-01").end_of_best_date()
        writer.submit([Retract(stream="gone", id="c:gone:r", known_from=known, reason="unfounded")])
    return path


def row(screen: Driven, words: str) -> str:
    """The line of a row, without the cursor's cell."""
    return next(line[1:].rstrip() for line in screen.lines if f"{line} ".partition(words)[2].startswith(" "))


async def test_each_row_says_it_at_eighty_columns(drive, vague) -> None:
    async with drive(vague, (80, 24)) as screen:
        await screen.press("3")
        assert {name: row(screen, f"words of {name}") for name in ROWS} == ROWS


async def test_as_a_tree_too_it_stands_before_the_words(drive, vague) -> None:
    async with drive(vague, (120, 40)) as screen:
        await screen.press("3", "v")
        assert "17–19 Jan: words of days" in screen.text


async def test_in_ascii_it_is_said_as_well(vague) -> None:
    app = Dashboard(Provider(vague), Config(ascii=True))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = Driven(app, pilot)
        await screen.settle()
        await screen.press("3")
        assert "2024-01-19~- -2.0 PAK>IRN     17-19 Jan: words of days" in screen.text
        assert "2024-01-17?- -2.0 PAK>IRN     words of doubt" in screen.text
        assert screen.text.isascii()


def test_a_screen_reader_is_told_so(vague) -> None:
    with on_terminal("--db", str(vague), "dashboard", "--access") as terminal:
        terminal.type("3")
        terminal.until("about 2024-01-19, 17 to 19 Jan, PAK to IRN", "date doubtful: words of doubt")


async def test_the_development_says_the_doubt_of_its_source(drive, vague) -> None:
    async with drive(vague, (120, 40)) as screen:
        screen.app.open_development("doubt", screen.app.screen.standpoint)
        await screen.settle()
        assert "2024-01-17, doubtful (source: 2024-01-17?)" in screen.text
