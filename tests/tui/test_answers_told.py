"""What a form says of answers: what a type means in full, a long date below itself, and a day that is still to come."""

from datetime import date

import pytest

from tests.tui.test_answers_typed import piece_of
from tests.tui.test_desk_forms import effect, fill, recall
from tracker.application.forms import meaning
from tracker.application.problems import BadInput
from tui import desk
from tui.editing import Edited
from tui.forms import Field
from tui.remedies import in_keys
from tui.widgets.form import FormList


async def test_a_draft_without_a_type_points_at_the_likeliest_when_it_comes_back(database, drive) -> None:
    async with drive(database) as screen:
        await screen.press("r")
        await fill(screen, "ambassador recal")
        await screen.press("escape", "r")
        assert "▸ ambassador_recalled" in screen.text
        await screen.press("enter")
        assert screen.app.screen.query_one(FormList).form.type == "ambassador_recalled"
        await screen.press("shift+tab")
        assert "▸" not in screen.text


async def test_what_a_type_means_is_told_in_full_while_one_chooses(database, drive) -> None:
    async with drive(database, (200, 40)) as screen:
        await screen.press("r")
        await fill(screen, "ambassador")
        form = screen.app.screen.query_one(FormList)
        first = form.pointed
        assert f"{first}\n{meaning(first)}" in effect(screen)
        await screen.press("down")
        assert form.pointed != first
        assert f"{form.pointed}\n{meaning(form.pointed)}" in effect(screen)


async def test_how_a_long_date_is_read_stands_whole_below_it(database, drive) -> None:
    async with drive(database) as screen:
        await recall(screen)
        form = screen.app.screen.query_one(FormList)
        form.go_to(1)
        await screen.press("ctrl+u")
        await fill(screen, "2024-01-17/2024-01-19")
        read = "2024-01-17/2024-01-19: from 17 Jan 2024 to 19 Jan 2024, placed on 19 Jan 2024"
        assert read in words_of_pane(form)
        assert "placed on 19 Jan 2024" in screen.text
        await screen.press("enter")
        assert read in words_of_pane(form)
        assert "placed on 19 Jan 2024" in screen.text
        line = next(index for index in range(form.total) if form.key_at(index) == 2)
        await screen.pilot.click(FormList, offset=(5, line))
        assert form.current.key == "actor"


def words_of_pane(form: FormList) -> str:
    return " ".join(" ".join(piece.text for drawn in form.laid for piece in drawn.pieces).split())


@pytest.mark.parametrize(("typed", "read"), [
    ("2062-01-17", "Tuesday 17 Jan 2062, still to come"), ("2024-02-02", "Friday 2 Feb 2024, still to come"),
    ("2024-02-01", "Thursday 1 Feb 2024"), ("2024-02", "some day of Feb 2024; placed 29 Feb"),
])  # fmt: skip
def test_a_day_that_is_still_to_come_is_said_beside_it(typed, read) -> None:
    assert desk.explained(Field("date", "", line=Edited.of(typed)), date(2024, 2, 1)) == read


async def test_a_day_that_is_still_to_come_is_said_before_it_is_saved(database, drive) -> None:
    async with drive(database) as screen:
        await screen.press("r")
        await fill(screen, "ambassador_recalled")
        await screen.press("enter")
        await fill(screen, "2062-01-17")
        assert "note: date: 2062-01-17 is still to come" in effect(screen)
        await screen.press("enter")
        form = screen.app.screen.query_one(FormList)
        assert piece_of(form, "still to come") == "warn"
        await screen.press("escape")
        await screen.press("ctrl+n")
    async with drive(database) as screen:
        await recall(screen)
        assert "still to come" not in effect(screen)
        screen.app.screen.query_one(FormList).go_to(1)
        await screen.press("ctrl+u")
        await fill(screen, "2062")
        assert "note: date: 2062 is still to come" in effect(screen)
        await screen.press("ctrl+u")
        await fill(screen, "2026")
        assert "note: date: of 2026 the last day is still to come" in effect(screen)


@pytest.mark.parametrize(("remedy", "said"), [
    ("write for instance count=3", "write for instance 3"), ("write for instance partial=yes", "write for instance yes"),
    ("write kind=(a | b) or leave it out", "write a | b, or leave it empty"),
    ("for instance aspect=killed value=9", "for instance 'killed' as the aspect and 9 as the value"),
    ("add source=ADDRESS", "give the source too"),
])  # fmt: skip
def test_a_remedy_in_a_form_speaks_of_its_questions(remedy, said) -> None:
    assert in_keys(BadInput("what", remedy=remedy)).remedy == said
