"""A pane in which nothing is listed says why, and what to press by the reader's own keys."""

import pytest

from tests.tui.driver import Driven
from tests.tui.terminal import on_terminal
from tracker.application.store.writing import Writer
from tui.app import Dashboard
from tui.commands import REGISTRY
from tui.config import Config
from tui.keymap import rebind
from tui.provider import Provider
from tui.screens.loading import NOTHING

GONE = "Nothing was known to have happened by this date;"


@pytest.fixture(autouse=True)
def own_keys_again():
    yield
    rebind({}, REGISTRY)


@pytest.fixture
def empty(tmp_path):
    path = tmp_path / "empty.db"
    with Writer(path):
        return path


async def test_an_empty_log_says_how_to_begin_in_each_pane(drive, empty) -> None:
    async with drive(empty, (200, 40)) as screen:
        assert "Nothing is recorded yet: r records a development, tracker" in screen.text
        assert "No pair yet." in screen.text
        assert "No development yet: r records one." in screen.text
    async with drive(empty, (120, 24)) as screen:
        assert "Nothing is recorded yet: r records a" in screen.text  # and goes on in the next line
        assert "scenario." in screen.text


async def test_what_is_recorded_takes_its_place(drive, empty, database) -> None:
    from tests.tui.conftest import crisis

    async with drive(empty, (80, 24)) as screen:
        assert "brings a" in screen.text
        with Writer(empty) as writer:
            writer.submit(crisis())
        screen.app.screen.start()
        await screen.settle()
        assert "IRN–PAK" in screen.text
        assert "recorded yet" not in screen.text


async def test_a_filter_that_leaves_nothing_says_so_in_the_list_and_in_the_timeline(drive, database) -> None:
    async with drive(database, (80, 24)) as screen:
        await screen.press("slash")
        await screen.type("zzz")
        assert "No pair has 'zzz'; Esc shows all again." in screen.text
        await screen.press("enter", "escape")
        assert "No pair has" not in screen.text
        await screen.press("3", "slash")
        await screen.type("nowhere")
        await screen.press("enter")
        assert "No development has 'nowhere'; Esc shows all again." in screen.text
        await screen.press("escape")
        assert "No development has" not in screen.text


def beside(screen: Driven) -> str:
    """What the pane of the development says, on a screen that is wide enough for it."""
    top = screen.lines.index(screen.line(" 4 Development "))
    left = screen.lines[top].index(" 4 Development ") - 1
    return " ".join(" ".join(row[left:] for row in screen.lines[top + 1 : top + 5]).split())


async def test_beside_an_empty_timeline_the_development_says_why_there_is_none(drive, empty, database) -> None:
    async with drive(empty, (200, 40)) as screen:
        assert beside(screen) == "No development yet."
    async with drive(database, (200, 40)) as screen:
        assert "protest_note_delivered of vague" in beside(screen)
        await screen.press("3", "slash")
        await screen.type("nowhere")
        assert beside(screen).startswith("No development has 'nowhere'.")
        await screen.press("enter", "escape")
        assert "position_stated of pos" in beside(screen)
        await screen.press("t")
        await screen.type("1990-01-01")
        await screen.press("enter")
        assert beside(screen) == "Nothing was known to have happened by this date."


async def test_a_screen_that_becomes_wide_shows_the_development_too(drive, database) -> None:
    async with drive(database, (120, 40)) as screen:
        await screen.pilot.resize_terminal(200, 40)
        await screen.settle()
        assert "protest_note_delivered of vague" in beside(screen)


async def test_a_group_without_a_pair_says_so(drive, database) -> None:
    async with drive(database, (80, 24)) as screen:
        await screen.press("number_sign")
        await screen.type("asean")
        await screen.press("enter")
        assert "No pair is in ASEAN on this date; Esc shows all again." in screen.text
        await screen.press("escape")
        assert "No pair" not in screen.text
        assert "FRA–ITA" in screen.text


async def test_a_date_before_everything_says_how_to_come_back(drive, database) -> None:
    async with drive(database, (80, 24)) as screen:
        await screen.press("t")
        await screen.type("1990-01-01")
        await screen.press("enter")
        assert f"{GONE} . leads back to now." in screen.text
        await screen.press("3")
        assert f"{GONE} Home leads to the first" in screen.text
        assert "development of the pair, . back to now." in screen.text
        await screen.press("home")
        assert GONE not in screen.text


async def test_keys_of_ones_own_are_said_and_all_of_it_is_ascii_where_that_is_wanted(database) -> None:
    config = Config(ascii=True, keymap={"back": ("f4",), "now": ("up",)})
    app = Dashboard(Provider(database), config)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = Driven(app, pilot)
        await screen.settle()
        await screen.press("slash")
        await screen.type("zzz")
        await screen.press("enter")
        assert "'zzz'; F4 shows all again" in screen.text or "'zzz'; f4 shows all again" in screen.text
        await screen.press("f4", "t")
        await screen.type("1990-01-01")
        await screen.press("enter")
        assert f"{GONE} Up leads back to now." in screen.text
        assert screen.text.isascii()


async def test_a_timeline_that_is_still_to_come_says_nothing(drive, database) -> None:
    async with drive(database, (80, 24)) as screen:
        await screen.press("3")
        screen.app.screen.show_timeline(NOTHING, follow=False)
        await screen.pilot.pause()
        assert "No development" not in screen.text


def test_a_screen_reader_is_led_to_it(empty) -> None:
    with on_terminal("--db", str(empty), "dashboard", "--access") as terminal:
        terminal.settle("Nothing is recorded yet")
        assert terminal.line.strip().startswith("Nothing is recorded yet: r records")
