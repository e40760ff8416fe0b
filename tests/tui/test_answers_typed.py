"""Answers as they are typed: what they are taken for is shown beside them, and what may be meant below."""

from datetime import date, timedelta

import pytest

from tests.tui.conftest import january, recorded
from tests.tui.test_desk_forms import effect, entries, fill, recall, stand_on
from tracker.application.countries import name_of
from tracker.application.store.writing import Writer
from tracker.domain.occurrence import on
from tui import desk
from tui.editing import Edited
from tui.forms import Field, suggestions, taken
from tui.widgets.effect import EffectList
from tui.widgets.form import FormList


def test_states_are_suggested_by_code_and_name_and_complete_the_last_of_several() -> None:
    names = [("IRN", "Iran"), ("IRQ", "Iraq"), ("NOR", "Norway"), ("PAK", "Pakistan")]
    asked = Field("target", "parties", line=Edited.of("NOR,ir"))
    assert [code for code, _ in suggestions(asked, lambda _: (), lambda: names)] == ["IRN", "IRQ"]
    assert taken(asked, "IRQ") == "NOR,IRQ"
    asked.line.set("org:U")
    assert suggestions(asked, lambda _: (), lambda: names) == []


@pytest.mark.parametrize(("typed", "code"), [
    ("uk", "GBR"), ("us", "USA"), ("de", "DEU"), ("burma", "MMR"), ("turkiye", "TUR"), ("türkiye", "TUR"),
    ("britain", "GBR"), ("uae", "ARE"), ("prc", "CHN"), ("ussr", "SUN"), ("drc", "COD"), ("pk", "PAK"), ("NOR,uk", "GBR"),
])  # fmt: skip
def test_a_party_is_first_what_the_command_line_takes_it_for(typed, code) -> None:
    asked = Field("target", "parties", line=Edited.of(typed))
    first, name = desk.suggested(asked)[0]
    assert (first, len(desk.suggested(asked))) == (code, len(dict(desk.suggested(asked))))
    assert f"{code} {name}" in desk.explained(asked, date(2024, 1, 17))
    assert taken(asked, first).endswith(code)


@pytest.mark.parametrize(("typed", "first", "meant"), [
    ("Hamas", "BHS", False), ("IRN,hamas", "BHS", False), ("EU", "org:EU", True), ("un", "org:UN", True),
    ("arab league", "org:Arab-League", True), ("nato", "org:NATO", True), ("uni", "ARE", True), ("states", "USA", True),
    ("rus", "RUS", True), ("uk", "GBR", True), ("burma", "MMR", True), ("tan", "TZA", True), ("stan", "AFG", False),
    ("(", "", False),
])  # fmt: skip
def test_only_what_is_named_or_begins_a_word_is_pointed_at(typed, first, meant) -> None:
    asked = Field("actor", "parties", line=Edited.of(typed))
    found = [*desk.suggested(asked), ("", "")][0]
    assert (found[0], desk.is_meant(asked, found)) == (first, meant)


async def test_a_party_that_is_no_state_stays_as_it_is_typed_and_is_refused_in_words(database, drive) -> None:
    async with drive(database) as screen:
        await recall(screen)
        form = screen.app.screen.query_one(FormList)
        form.go_to(next(place for place, field in enumerate(form.form.fields) if field.key == "actor"))
        await screen.press("ctrl+u")
        await screen.type("Hamas")
        assert "▸" not in screen.text
        assert "  BHS  Bahamas" in screen.text
        await screen.press("enter")
        assert form.form.text_of("actor") == "Hamas"
        assert piece_of(form, "no state has this name") == "warn"
        assert "actor: 'Hamas' is no state" in effect(screen)
        assert "org:… or act:…" in effect(screen)


def test_a_name_with_a_comma_is_one_party_as_on_the_command_line() -> None:
    asked = Field("actor", "parties", line=Edited.of("Congo, The Democratic Republic of the"))
    assert desk.explained(asked, date(2024, 1, 17)) == "COD " + name_of("COD")
    assert not desk.suggested(asked)


def test_a_date_of_figures_is_read_where_it_is_one_and_says_both_where_it_may_be_two() -> None:
    asked = Field("date", "date", line=Edited.of("17/01/2024"))
    assert desk.explained(asked, date(2024, 1, 18)) == "Wednesday 17 Jan 2024"
    asked.line.set("03/04/2024")
    assert desk.explained(asked, date(2024, 1, 18)).startswith("03/04/2024 may be 3 apr or 4 mar 2024")


@pytest.mark.parametrize("typed", ["embassy_closed", "Embassy Closed", "embassy-closed"])
async def test_a_type_that_is_typed_in_full_is_that_type_without_enter(database, drive, typed) -> None:
    async with drive(database) as screen:
        await recall(screen)
        rows = screen.app.screen.query_one(FormList)
        rows.go_to(0)
        await screen.press("ctrl+e", "ctrl+u")
        assert [asked.key for asked in rows.form.asked] == ["type", "date", "actor", "target"]
        await fill(screen, typed)
        assert (rows.form.type, rows.form.text_of("type"), rows.place) == ("embassy_closed", "embassy_closed", 0)
        assert "Iran called its ambassador home" in screen.line("summary")
        await screen.press("ctrl+s")
        assert "recorded" in screen.lines[-1]
    assert entries(database)[-1][0] == "embassy_closed"


async def test_a_type_that_is_none_is_said_beside_it(database, drive) -> None:
    async with drive(database) as screen:
        await screen.press("r")
        await fill(screen, "zzzz")
        assert "no type is found by this" in screen.line("type")
        await screen.press("enter")
        assert "no type is called 'zzzz'" in effect(screen)
        assert "tracker catalogue" not in effect(screen)
        await screen.press("ctrl+e", "ctrl+u")
        await fill(screen, "embassy")
        assert "Enter takes what is pointed at" in screen.line("type")


def test_a_party_by_its_code_is_said_by_its_name_alone() -> None:
    asked = Field("actor", "parties", line=Edited.of("IRN, PAK"))
    assert desk.explained(asked, date(2024, 1, 17)) == "Iran, Pakistan"


async def test_what_does_not_fit_of_what_saving_would_do_is_counted_until_one_reads_it(database, drive) -> None:
    async with drive(database, (80, 24)) as screen:
        await recall(screen)
        shown = screen.app.screen.query_one(EffectList)
        seen = shown.scrollable_content_region.height
        assert shown.total > seen
        assert f"▾ {shown.total - seen + 1} more lines: Tab" in screen.text
        form = screen.app.screen.query_one(FormList)
        form.go_to(form.last)
        await screen.press("tab")
        assert "more lines" not in screen.text


async def test_on_a_narrow_screen_saving_and_going_back_are_offered_last_of_all(database, drive) -> None:
    async with drive(database, (40, 24)) as screen:
        await screen.press("r", "x", "backspace")
        assert "Ctrl+S Save" in screen.lines[-1]
        assert "Esc Back" in screen.lines[-1]
        await screen.press("escape")
        assert "q Quit" in screen.lines[-1]


async def test_a_type_is_found_by_what_it_means_and_taken(database, drive) -> None:
    async with drive(database) as screen:
        await screen.press("r")
        await fill(screen, "military exercise")
        assert "▸ force_posture_raised  Alert, mobilisation" in screen.text
        await screen.press("enter")
        assert screen.app.screen.query_one(FormList).form.type == "force_posture_raised"


async def test_what_it_may_be_tied_to_is_found_by_its_words_and_taken_by_its_id(database, drive) -> None:
    async with drive(database) as screen:
        await stand_on(screen, "recall")
        await screen.press("i")
        assert "strike-1  2024-01-16  strike_conducted of s" in screen.text
        assert "  recall  " not in screen.text
        form = screen.app.screen.query_one(FormList)
        form.go_to(next(place for place, field in enumerate(form.form.fields) if field.key == "in_response_to"))
        await screen.type("conducted strike-2")
        await screen.press("enter")
        assert "strike-2  2024-01-18  strike_conducted of" in screen.line("in response to")
        form.go_to(form.place - 1)
        await screen.type(",strike-1")
        await screen.press("enter")
        assert form.form.text_of("in_response_to") == "strike-2,strike-1"
        await fill(screen, "")
        await screen.press("ctrl+s")
        assert "recall linked" in screen.lines[-1]


async def test_a_few_letters_find_a_development_of_the_pair_however_far_away(database, drive) -> None:
    crowd = [
        recorded(f"d{n}", on(january(1).best + timedelta(n)), "condemnation_issued", actors="IRN", targets="PAK")
        for n in range(2, 60)
    ]
    last = recorded(
        "last", on(date(2025, 6, 1)), "condemnation_issued", actors="IRN", targets="PAK", summary="Of Zahedan"
    )
    with Writer(database) as writer:
        writer.submit([*crowd, last])
    async with drive(database) as screen:
        await stand_on(screen, "recall")
        await screen.press("i")
        await screen.type("zahe")
        assert "▸ last  2025-06-01  Of Zahedan" in screen.text
        await screen.press("enter")
        form = screen.app.screen.query_one(FormList)
        assert form.form.text_of("same_as") == "last"
        await screen.type("d1,d")
        chosen = form.chosen
        await screen.press("down", "down")
        pointed = form._suggested[form.chosen]
        form.look_again()
        assert (chosen, form._suggested[form.chosen]) == (0, pointed)


def test_of_what_may_be_meant_the_one_of_that_id_comes_first() -> None:
    known = (("strike-10", "a raid"), ("strike-1", "another raid"))
    asked = Field("same_as", "ids", line=Edited.of("recall, strike-1"), known=known)
    assert [id for id, _ in suggestions(asked, lambda _: (), lambda: ())] == ["strike-1", "strike-10"]
    assert taken(Field("incident", "an id", line=Edited.of("a, b"), known=known), "raids") == "raids"


async def test_what_is_no_answer_is_said_beside_it_and_loudly_once_one_has_gone_on(database, drive) -> None:
    async with drive(database) as screen:
        await screen.press("r")
        await fill(screen, "protest_held")
        await screen.press("enter")
        await fill(screen, "next friday")
        form = screen.app.screen.query_one(FormList)
        assert piece_of(form, "not read as a date yet") == "muted"
        await screen.press("enter")
        assert piece_of(form, "not read as a date yet") == "warn"
        await fill(screen, "pakis")
        assert "no state has this name" not in screen.line("actor")
        await fill(screen, "zz")
        assert "no state has this name" in screen.line("actor")


def piece_of(form: FormList, text: str) -> str:
    """The ink of what is drawn."""
    return next(piece.ink for drawn in form.laid for piece in drawn.pieces if text in piece.text)


@pytest.mark.parametrize(("typed", "said"), [
    ("org:UNSC", ""), ("PAK,", "Pakistan"), ("uk, nowhere", "GBR United Kingdom, no state has this name"), ("pakis", ""),
])  # fmt: skip
def test_what_is_no_party_is_said(typed, said) -> None:
    assert desk.explained(Field("actor", "parties", line=Edited.of(typed)), date(2024, 1, 17)) == said


async def test_a_party_that_only_one_type_asks_for_is_found_as_any_other(database, drive) -> None:
    async with drive(database) as screen:
        await screen.press("r")
        await fill(screen, "ceasefire_agreed")
        form = screen.app.screen.query_one(FormList)
        form.go_to(next(place for place, field in enumerate(form.form.fields) if field.key == "brokered_by"))
        await fill(screen, "uk")
        assert "GBR United Kingdom" in screen.line("brokered by")
        await screen.press("enter")
        assert form.form.text_of("brokered_by") == "GBR"
