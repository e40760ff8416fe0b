"""Forms that are left: what was typed is kept and comes back, what was only proposed is not."""

import json
from datetime import date

import pytest

from tests.tui.conftest import NOW
from tests.tui.test_desk_forms import effect, fill, recall, stand_on
from tracker.application.store.reader import Reader
from tracker.application.store.writing import Writer
from tracker.domain.commands import Correct, Retract
from tui import desk
from tui.editing import Edited
from tui.forms import Field
from tui.widgets.form import FormList


async def test_leaving_keeps_what_was_typed(database, drive) -> None:
    async with drive(database) as screen:
        await recall(screen)
        await screen.press("escape")
        assert "what you typed is kept" in screen.lines[-1]
        await screen.press("r")
        assert "a draft" in screen.lines[0]
        assert "Iran called its ambassador home" in screen.line("summary")
        await screen.press("ctrl+s")
        assert "recorded" in screen.lines[-1]
        await screen.press("r")
        assert "a draft" not in screen.lines[0]


async def test_leaving_what_is_only_proposed_keeps_nothing(database, drive) -> None:
    async with drive(database) as screen:
        await screen.press("r", "escape")
        assert "kept" not in screen.lines[-1]
        await screen.press("r")
        assert "a draft" not in screen.lines[0]
        await screen.press("x", "escape")
        assert "what you typed is kept" in screen.lines[-1]


def overtake(database) -> None:
    """Another desk corrects what is being amended here."""
    with Writer(database) as other:
        change = {"killed": 3, "summary": "Another desk was first"}
        other.submit([Correct(stream="strike-1", id="other", known_from=NOW, by="other", reason="r", changes=change)])


async def correct_killed(screen) -> None:
    await stand_on(screen, "strike-1")
    await screen.press("c")
    rows = screen.app.screen.query_one(FormList)
    rows.go_to(next(place for place, asked in enumerate(rows.form.fields) if asked.key == "reason"))
    await fill(screen, "mine")
    rows.go_to(next(place for place, asked in enumerate(rows.form.fields) if asked.key == "killed"))
    await screen.press("backspace", "7")


def changes_of(database) -> dict:
    with Reader(database) as reader:
        state = reader.conn.execute(
            "SELECT state FROM stored_events WHERE originator_id = 'strike-1' ORDER BY rowid DESC LIMIT 1"
        ).fetchone()[0]
    return json.loads(state)["changes"]


async def test_a_draft_that_was_overtaken_is_laid_beside_what_is_held_by_now_and_saved(database, drive) -> None:
    async with drive(database) as screen:
        await correct_killed(screen)
        await screen.press("escape")
        overtake(database)
        await screen.press("c")
        form = screen.app.screen.query_one(FormList).form
        assert (form.field("killed").text, form.field("killed").held, form.versions) == ("7", "3", {"strike-1": 3})
        assert (form.text_of("summary"), form.text_of("reason")) == ("Another desk was first", "mine")
        await screen.press("ctrl+s")
        assert "corrected" in screen.lines[-1]
        assert changes_of(database) == {"killed": 7}


async def test_who_was_overtaken_while_typing_sees_what_is_held_by_now_and_saves_again(database, drive) -> None:
    async with drive(database) as screen:
        await correct_killed(screen)
        overtake(database)
        await screen.press("ctrl+s")
        assert "nothing was written" in screen.lines[-1]
        form = screen.app.screen.query_one(FormList).form
        assert (form.field("killed").text, form.field("killed").held) == ("7", "3")
        assert "save again" in effect(screen)
        assert "--version" not in effect(screen)
        await screen.press("ctrl+s")
        assert "corrected" in screen.lines[-1]
        assert changes_of(database) == {"killed": 7}


@pytest.mark.parametrize("key", ["q", "ctrl+q"])
async def test_leaving_with_a_draft_is_asked_for_twice(database, drive, key) -> None:
    async with drive(database) as screen:
        await recall(screen)
        await screen.press("escape", key)
        assert "not saved and would be lost" in screen.lines[-1]
        assert screen.app._exit is False
        await screen.pilot.press(key)
        assert screen.app._exit


async def test_leaving_from_a_form_in_which_something_was_typed_is_asked_for_twice(database, drive) -> None:
    async with drive(database) as screen:
        await screen.press("r", "x", "ctrl+q")
        assert "not saved and would be lost" in screen.lines[-1]
        await screen.pilot.press("ctrl+q")
        assert screen.app._exit


async def test_who_typed_nothing_leaves_at_once(database, drive) -> None:
    async with drive(database) as screen:
        await screen.press("r", "escape", "q")
        assert screen.app._exit


async def test_a_draft_is_discarded_by_its_key(database, drive) -> None:
    async with drive(database) as screen:
        await recall(screen)
        await screen.press("ctrl+n")
        form = screen.app.screen.query_one(FormList).form
        assert (form.touched, form.text_of("summary"), form.type) == (False, "", "")
        await screen.press("escape")
        assert "kept" not in screen.lines[-1]
        await screen.press("r", "x", "escape", "r", "ctrl+n", "escape", "q")
        assert screen.app._exit


@pytest.mark.parametrize(("typed", "read"), [
    ("2024-01", "some day of Jan 2024; placed 31 Jan"), ("2024", "some day of 2024; placed 31 Dec"),
    ("2024-01-01/2024-02-29", "2024-01-01/2024-02-29: from 1 Jan 2024 to 29 Feb 2024, placed on 29 Feb 2024"),
    ("2024-01-01/2024-01-20", "2024-01-01/2024-01-20: from 1 Jan 2024 to 20 Jan 2024, placed on 20 Jan 2024"),
    ("2024-01-15/2024-01-18", "2024-01-15/2024-01-18: from 15 Jan 2024 to 18 Jan 2024, placed on 18 Jan 2024"),
    ("17 jan 2024", "Wednesday 17 Jan 2024"), ("someday", "not read as a date yet"), ("17.1.2024", "not read as a date yet"),
])  # fmt: skip
def test_how_a_date_is_read_stands_beside_it(typed, read) -> None:
    assert desk.explained(Field("date", "", line=Edited.of(typed)), date(2024, 2, 1)) == read


async def test_a_draft_of_retracting_what_another_retracted_is_no_draft_of_reinstating_it(database, drive) -> None:
    async with drive(database) as screen:
        await stand_on(screen, "recall")
        await screen.press("x")
        await fill(screen, "a rumour")
        await screen.press("escape")
        with Writer(database) as other:
            other.submit([Retract(stream="recall", id="other", known_from=NOW, by="other", reason="r")])
        await screen.settle()
        await screen.press("x")
        form = screen.app.screen.query_one(FormList).form
        assert (form.verb, form.text_of("reason")) == ("reinstate", "")
        assert "another was first" in screen.lines[-1]
        assert "a draft" not in screen.lines[0]


async def test_who_retracts_what_another_retracted_meanwhile_does_not_reinstate_it(database, drive) -> None:
    async with drive(database) as screen:
        await stand_on(screen, "recall")
        await screen.press("x")
        await fill(screen, "a rumour")
        with Writer(database) as other:
            other.submit([Retract(stream="recall", id="other", known_from=NOW, by="other", reason="r")])
        await screen.press("ctrl+s", "ctrl+s")
        assert screen.app.screen.query_one(FormList).form.verb == "retract"
        assert "nothing was written" in screen.lines[-1]


async def test_a_record_is_kept_for_each_pair_and_the_other_pair_says_so(database, drive) -> None:
    async with drive(database) as screen:
        pair = screen.app.screen.looked_at
        await screen.press("r", "x", "escape")
        assert f"the same key on {pair} opens it again" in screen.lines[-1]
        await screen.press("1", "down")
        other = screen.app.screen.looked_at
        assert other != pair
        await screen.press("r")
        form = screen.app.screen.query_one(FormList).form
        assert (form.text_of("type"), form.text_of("actor")) == ("", other.partition("-")[0])
        assert f"a draft is kept, of {pair}" in screen.lines[-1]
        await screen.press("y", "escape", "r")
        assert screen.app.screen.query_one(FormList).form.text_of("type") == "y"
        await screen.press("escape", "up", "r")
        assert screen.app.screen.query_one(FormList).form.text_of("type") == "x"
