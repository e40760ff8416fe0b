"""Judging and claiming: what is said already is offered, an account that nobody gives is told, and old → new is shown."""

import json

from tests.tui.test_desk_forms import effect, entries, fill, stand_on
from tracker.application.store.reader import Reader
from tui.widgets.form import FormList


async def asked_for(screen, name: str, verb: str, key: str) -> FormList:
    """The form of a verb on a development, at one of its questions."""
    await stand_on(screen, name)
    await screen.press(verb)
    form = screen.app.screen.query_one(FormList)
    form.go_to(next(place for place, asked in enumerate(form.form.fields) if asked.key == key))
    await screen.settle()
    return form


def last_state(path) -> dict:
    with Reader(path) as reader:
        return json.loads(
            reader.conn.execute("SELECT state FROM stored_events ORDER BY rowid DESC LIMIT 1").fetchone()[0]
        )


async def test_the_disputed_aspects_and_the_accounts_that_are_given_are_offered(database, drive) -> None:
    async with drive(database) as screen:
        form = await asked_for(screen, "strike-2", "a", "aspect")
        assert "killed  disputed: 9 (deputy governor)" in screen.text
        await screen.type("kil")
        await screen.press("enter")
        assert form.form.text_of("aspect") == "killed"
        assert "9  deputy governor" in screen.text
        await screen.press("down", "down", "enter")
        assert form.form.text_of("value") == "4"
        assert "at least, Pakistan" in screen.line("value")
        assert "killed, account taken: none → 4" in effect(screen)
        assert "nobody says" not in effect(screen)
        await screen.press("ctrl+s")
        assert "strike-2 assessed" in screen.lines[-1]
    assert (last_state(database)["aspect"], last_state(database)["value"]) == ("killed", 4)


async def test_an_account_that_nobody_gives_is_told_before_it_is_saved(database, drive) -> None:
    async with drive(database) as screen:
        form = await asked_for(screen, "strike-2", "a", "aspect")
        await fill(screen, "killed")
        await screen.press("enter")
        await fill(screen, "44")
        await screen.press("enter")
        assert form.form.text_of("value") == "44"
        assert "nobody says killed 44; said is 9 (deputy governor), 4 (at least, Pakistan)" in effect(screen)
        form.go_to(form.place - 2)
        await screen.press("ctrl+u")
        await fill(screen, "motive")
        assert "nobody says anything of 'motive' here; claimed is killed" in effect(screen)


async def test_what_the_record_itself_says_is_an_account_too(database, drive) -> None:
    async with drive(database) as screen:
        form = await asked_for(screen, "strike-1", "a", "aspect")
        assert "killed  2 (as recorded); 3 (Iran)" in screen.text
        await fill(screen, "killed")
        form.go_to(form.place + 1)
        await fill(screen, "2")
        assert "nobody says" not in effect(screen)


async def test_what_is_claimed_already_is_offered_and_anything_else_may_be_claimed(database, drive) -> None:
    async with drive(database) as screen:
        form = await asked_for(screen, "strike-1", "d", "aspect")
        assert "killed  2 (as recorded); 3 (Iran)" in screen.text
        await screen.type("kill")
        assert "▸" not in screen.text
        await screen.press("down", "enter")
        await fill(screen, "5")
        await screen.press("enter")
        await fill(screen, "a doctor")
        assert form.form.text_of("aspect") == "killed"
        assert "killed: 3 (Iran) → 3 (Iran), 5 (a doctor)" in effect(screen)


async def test_a_grade_is_read_in_small_letters_and_old_and_new_are_shown(database, drive) -> None:
    async with drive(database) as screen:
        await asked_for(screen, "recall", "a", "rating")
        await fill(screen, "b2")
        assert "rating: not rated → B2" in effect(screen)
        await screen.press("ctrl+s")
        assert "recall assessed" in screen.lines[-1]
        assert str(last_state(database)["rating"]) == str({"reliability": "B", "credibility": "2"})
    assert entries(database)[-1] == ("assessed", "recall")


async def test_what_a_tie_changes_is_shown_as_old_and_new(database, drive) -> None:
    async with drive(database) as screen:
        await asked_for(screen, "recall", "i", "in_response_to")
        await fill(screen, "strike-1")
        assert "in response to: none → strike-1" in effect(screen)
