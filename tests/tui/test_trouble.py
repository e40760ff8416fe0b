"""What goes wrong is shown with its remedy, and the dashboard goes on when it is right again."""

import shutil
from threading import Event

import pytest
from textual import events

from tracker.application.problems import BadInput
from tracker.application.store.writing import Writer
from tui.following import Ended
from tui.provider import First, Provider
from tui.screens.help import HelpScreen


async def test_a_file_that_is_not_there_is_said_with_the_remedy_and_can_be_tried_again(
    drive, database, tmp_path
) -> None:
    missing = tmp_path / "missing.db"
    async with drive(missing, (80, 24)) as screen:
        assert "there is no database" in screen.text
        assert "tracker replay FILE" in screen.text
        shutil.copy(database, missing)
        await screen.press("r")
        assert "Relations today, as known now" in screen.header
        assert "IRN–PAK" in screen.text


async def test_while_it_is_tried_again_keys_are_taken(drive, database, tmp_path, monkeypatch) -> None:
    missing, held, begun = tmp_path / "missing.db", Event(), Event()

    def slowly(self: Provider, by: str | None) -> First:
        begun.set()
        assert held.wait(20)
        return first(self, by)

    first = Provider.first
    async with drive(missing, (80, 24)) as screen:
        shutil.copy(database, missing)
        monkeypatch.setattr(Provider, "first", slowly)
        screen.app.post_message(events.Key("r", "r"))
        while not begun.is_set():
            await screen.pilot.pause(0.01)
        screen.app.post_message(events.Key("question_mark", "?"))
        while not isinstance(screen.app.screen, HelpScreen):
            await screen.pilot.pause(0.01)
        held.set()
        await screen.settle()
        await screen.press("escape")
        assert "IRN–PAK" in screen.text


async def test_a_log_that_is_far_is_read_beside_the_first_paint(drive, database, monkeypatch) -> None:
    monkeypatch.setattr(Provider, "is_near", property(lambda _: False))
    async with drive(database, (80, 24)) as screen:
        assert "IRN–PAK" in screen.text
        assert "Relations today, as known now" in screen.header
        assert "reading" not in screen.text


@pytest.mark.parametrize("content", [b"not a database at all, but long enough to be read as one" * 40], ids=["text"])
async def test_a_foreign_file_is_said_to_be_one(drive, tmp_path, content) -> None:
    path = tmp_path / "foreign.db"
    path.write_bytes(content)
    async with drive(path, (80, 24)) as screen:
        assert "The database cannot be read" in screen.text
        assert "name another file with --db" in screen.text


async def test_an_empty_log_is_no_trouble(drive, tmp_path) -> None:
    path = tmp_path / "empty.db"
    path.touch()
    async with drive(path, (80, 24)) as screen:
        assert "as known now" in screen.header
        assert "1 Relations 0" in screen.text
        await screen.press("enter", "tab", "home", "less_than_sign", "left_square_bracket", "j", "escape")
        assert "as known now" in screen.header


async def test_what_another_process_records_appears(drive, database, tmp_path) -> None:
    async with drive(database, (80, 24)) as screen:
        import sys
        from pathlib import Path

        conftest = next(
            m
            for m in sys.modules.values()
            if getattr(m, "__file__", None) == str(Path(__file__).with_name("conftest.py"))
        )
        new = conftest.recorded(
            "new", conftest.january(12), "strike_conducted", actors="ARM", targets="AZE", means="mixed"
        )
        with Writer(database) as writer:
            writer.submit([new])
        await screen.pilot.pause(1.2)
        await screen.settle()
        assert "ARM–AZE" in screen.text


async def test_no_color_sends_no_colour_and_marks_the_row(drive, database, monkeypatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with drive(database, (120, 40)) as screen:
        styles = [segment.style for strip in screen.strips for segment in strip if segment.style]
        assert not [style for style in styles if style.color and style.color.triplet]
        assert "▌IRN–PAK" in screen.text
        row = next(strip for strip in screen.strips if "▌IRN–PAK" in "".join(segment.text for segment in strip))
        assert any(segment.style.reverse for segment in row if segment.style)


async def test_other_colours_keep_what_is_shown(drive, database) -> None:
    async with drive(database, (120, 40)) as screen:
        before = screen.lines[:-1]
        await screen.press("ctrl+t")
        assert screen.lines[:-1] == before
        assert screen.app.theme == "tracker-light"


async def test_what_ends_the_log_is_shown_over_the_palette_and_trying_again_begins_anew(drive, database) -> None:
    async with drive(database, (80, 24)) as screen:
        await screen.press("ctrl+p")
        screen.app.post_message(Ended(BadInput("another log lies there now")))
        await screen.settle()
        assert "another log lies there now" in screen.text
        await screen.press("r", "escape", "2")
        assert "Relations today, as known now" in screen.header
        assert "2 IRN–PAK" in screen.text
        assert screen.app.screen.standpoint is not None
