"""The tour: what it asks is noticed by where one stands, it covers nothing, and it begins by itself only once."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from tests.tui.driver import NOW, Driven
from tests.tui.terminal import on_terminal
from tui import start
from tui.app import Dashboard
from tui.commands import REGISTRY
from tui.config import Config, read_config
from tui.keymap import rebind
from tui.provider import Provider
from tui.tour import LAST, STEPS, WHERE, Place, Tour
from tui.toured import mark, remember, was_toured
from tui.widgets.tour import TourStrip

LIST = Place("relations", pair="FRA-ITA")
FOUND = LIST._replace(pair="IRN-PAK")
OPEN = FOUND._replace(pane=1)
PAST = OPEN._replace(date=date(2024, 1, 18))
THEN = PAST._replace(known=datetime(2024, 1, 18, tzinfo=UTC))
WALK = (FOUND, OPEN, PAST, THEN, Place("behind"))


@pytest.fixture(autouse=True)
def own_home(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    yield
    rebind({}, REGISTRY)


def test_each_of_five_steps_is_done_by_what_it_asks() -> None:
    tour = Tour(LIST)
    for number, place in enumerate(WALK, 1):
        assert (tour.over, tour.title) == (False, f"Tour {number} of 5")
        assert tour.go_on(place)
    assert tour.over
    assert tour.text == LAST
    assert not tour.go_on(LIST)


@pytest.mark.parametrize("at", range(5))
def test_no_step_is_done_by_staying_or_by_a_screen_that_it_does_not_ask_for(at: int) -> None:
    places = (LIST, *WALK)
    tour = Tour(LIST)
    for place in places[1 : at + 1]:
        tour.go_on(place)
    assert not tour.go_on(places[at])
    for kind in ("help", "form", "matrix", "news"):
        assert not tour.go_on(Place(kind))
    assert tour.at == at


def test_a_pair_that_is_the_first_of_the_list_must_still_be_looked_for() -> None:
    tour = Tour(FOUND)
    assert not tour.go_on(FOUND)
    assert not tour.go_on(FOUND._replace(words="irn pak", asked=True))
    assert tour.go_on(FOUND._replace(words="irn pak"))


def test_who_does_two_things_at_once_is_not_asked_for_the_second() -> None:
    tour = Tour(LIST)
    assert tour.go_on(OPEN)
    assert tour.at == 2


def test_who_stands_in_the_past_already_must_still_move() -> None:
    tour = Tour(LIST._replace(date=PAST.date))
    assert tour.go_on(PAST)
    assert tour.at == 2
    assert not tour.go_on(PAST._replace(date=None))
    assert tour.go_on(PAST._replace(date=date(2024, 1, 16)))


def test_each_step_names_commands_that_are_offered_where_it_is_read() -> None:
    for text in (*(step.text for step in STEPS), LAST):
        for name in text.split("{")[1:]:
            command = name.partition("}")[0]
            assert command == "palette" or any(REGISTRY[command].offered_on(kind) for kind in WHERE), command


async def test_the_tour_is_taken_by_keys_of_ones_own_and_covers_nothing(database) -> None:
    app = Dashboard(Provider(database, now=lambda: NOW), Config(keymap={"filter": ("f",), "known-back": ("y",)}))
    app.first_run = True
    async with app.run_test(size=(80, 24)) as pilot:
        screen = Driven(app, pilot)
        await screen.settle()
        assert " Tour 1 of 5  Find Iran and Pakistan among the relations: f, then iran pak, " in screen.lines[-3]
        assert "X skips the tour." in screen.lines[-2]
        assert "Open" in screen.lines[-1]
        assert "known" in screen.lines[-4]
        assert "Relations" in screen.lines[0]
        assert "IRN–PAK" in screen.text
        await screen.press("f")
        await pilot.press(*"iran", "space", *"pak")
        assert "Tour 1 of 5" in screen.text
        await screen.press("enter")
        assert "Tour 2 of 5" in screen.lines[-3]
        await screen.press("enter")
        assert "Tour 3 of 5" in screen.lines[-3]
        assert "Head of mission" in screen.text
        await screen.press("less_than_sign")
        assert "y forgets what was learned last" in screen.lines[-3]
        await screen.press("question_mark")
        assert not app.screen.query(TourStrip)
        await screen.press("escape", "y")
        assert "Tour 5 of 5" in screen.lines[-3]
        assert not was_toured()
        await screen.press("enter")
        assert app.screen.kind == "behind"
        assert " Tour  That was the tour. ?" in screen.text
        assert was_toured()
        await screen.press("escape", "X")
        assert not app.screen.query(TourStrip)
        assert "the tour is over" in screen.lines[-1]


async def test_it_is_skipped_by_going_back_from_nowhere_and_begun_again_from_the_palette(database, drive) -> None:
    async with drive(database, size=(80, 24)) as screen:
        app = screen.app
        assert not app.screen.query(TourStrip)
        await screen.press("X")
        assert screen.lines[-1].strip() == "X: no tour is under way"
        await screen.press("ctrl+p")
        await screen.type("tour")
        await screen.press("enter")
        assert "Tour 1 of 5" in screen.lines[-3]
        await screen.press("2", "escape")
        assert "Tour 1 of 5" in screen.lines[-3]
        assert not was_toured()
        await screen.press("escape")
        assert not app.screen.query(TourStrip)
        assert was_toured()


async def test_where_the_home_cannot_be_written_that_is_told_and_nothing_else(database, drive, monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    assert not remember()
    assert not was_toured()
    async with drive(database, size=(120, 40)) as screen:
        await screen.press("f1", "X")
        assert "'tour = false' in config.toml" in screen.lines[-1]


def test_without_the_crisis_it_says_why_it_cannot_begin() -> None:
    screen = SimpleNamespace(all_rows=[SimpleNamespace(pair="FRA-ITA")])
    assert "IRN-PAK, which is not in this log" in REGISTRY["tour"].why_not(screen)


def test_it_begins_by_itself_until_it_was_taken_and_not_where_it_is_not_wanted(monkeypatch, tmp_path) -> None:
    begun: list[bool] = []
    monkeypatch.setattr(Dashboard, "run", lambda app, **_: begun.append(app.first_run))
    monkeypatch.setattr("sys.setswitchinterval", lambda _: None)
    choices = tmp_path / "config.toml"
    monkeypatch.setenv("TRACKER_CONFIG", str(choices))
    start.run(tmp_path / "log.db")
    monkeypatch.delenv("TRACKER_TOUR")
    start.run(tmp_path / "log.db")
    choices.write_text("tour = false", "utf-8")
    assert read_config(choices) == Config(tour=False)
    start.run(tmp_path / "log.db")
    choices.unlink()
    assert remember()
    start.run(tmp_path / "log.db")
    assert begun == [False, True, False, False]
    assert mark().parent == tmp_path / "state" / "tracker"


def test_a_screen_reader_is_led_to_each_step_and_on_a_bare_terminal_it_is_ascii(database, tmp_path) -> None:
    environment = {"TRACKER_TOUR": "1", "XDG_STATE_HOME": str(tmp_path / "state"), "NO_COLOR": "1"}
    with on_terminal("--db", str(database), "dashboard", "--access", "--ascii", **environment) as terminal:
        terminal.settle("Tour 1 of 5")
        assert "Tour 1 of 5" in terminal.line
        assert terminal.screen.buffer[terminal.at[1]][1].reverse
        terminal.press("?", "One row down").press("\x1b", "Tour 1 of 5")
        assert terminal.line.startswith(">")
        terminal.press("/", "filter").press("iran pak\r", "Tour 2 of 5")
        assert "Tour 2 of 5" in terminal.line
        assert terminal.text.isascii()
        terminal.press("X", "the tour is over")
    assert (tmp_path / "state" / "tracker" / "toured").exists()
