"""Recording and amending on the screen: forms filled in by keys, the effect shown before anything is written."""

from datetime import UTC, datetime
from threading import Event

import pytest
from textual import events

from tracker.application.forms import meaning
from tracker.application.problems import BadInput
from tracker.application.store.lookup import LogLookup
from tracker.application.store.reader import Reader
from tracker.application.store.writing import Writer
from tracker.domain.commands import Correct
from tui import desk
from tui.editing import Edited
from tui.forms import blank_form
from tui.widgets.effect import EffectList
from tui.widgets.form import FormList


async def fill(screen, text: str) -> None:
    """Paste into the field that has the keys."""
    screen.app.screen.query_one(FormList).post_message(events.Paste(text))
    await screen.settle()


async def recall(screen, summary: str = "Iran called its ambassador home") -> None:
    """Fill in a recall of Iran's ambassador, all that is needed."""
    await screen.press("r")
    await fill(screen, "ambassador recal")
    await screen.press("enter")
    await fill(screen, "2025-12-30")
    await screen.press("enter", "enter", "enter", "down", "enter")
    await fill(screen, summary)
    await screen.press("enter")
    await fill(screen, "https://example.org/new")


def effect(screen) -> str:
    return "\n".join(text for text, _ in screen.app.screen.query_one(EffectList).sentences)


def entries(path) -> list:
    with Reader(path) as reader:
        return reader.conn.execute("SELECT topic, originator_id FROM stored_events ORDER BY rowid").fetchall()


async def stand_on(screen, name: str) -> None:
    """Put the cursor of the timeline on a development."""
    await screen.press("3")
    rows = screen.app.screen.query_one("#timeline")
    rows.stand_on(next(index for index in range(rows.total) if rows.key_at(index) == name))
    await screen.settle()


async def test_a_development_is_recorded_by_keys_and_its_effect_shown_before(database, drive) -> None:
    before = entries(database)
    async with drive(database) as screen:
        await recall(screen)
        assert "head IRN>PAK: ambassador → recalled" in effect(screen)
        assert entries(database) == before
        await screen.press("ctrl+s")
        assert "recorded (position" in screen.lines[-1]
        assert entries(database) == [*before, ("ambassador_recalled", "2025-12-30-irn-pak-ambassador-recalled")]
        await screen.press("3")
        assert "Iran called its ambassador home" in screen.text


async def test_the_form_begins_with_today_and_the_pair_and_shows_how_answers_are_read(database, drive) -> None:
    async with drive(database) as screen:
        await screen.press("r")
        assert "today  Thursday 1 Jan 2026" in screen.line("date  ")
        assert "IRN  Iran" in screen.line("actor")
        assert "PAK  Pakistan" in screen.line("target")
        await screen.press("ctrl+x")
        assert "PAK  Pakistan" in screen.line("actor")
        await fill(screen, "summon")
        await screen.press("enter", "t", "u", "e")
        assert "Tuesday 30 Dec 2025" in screen.line("date  ")


async def test_a_type_is_found_by_a_few_letters_and_brings_its_own_questions(database, drive) -> None:
    async with drive(database) as screen:
        await screen.press("r", "s", "t", "r", "i", "k")
        assert "▸ strike_" in screen.text
        await fill(screen, "e cond")
        await screen.press("enter")
        assert "air | missile | drone" in screen.line("* means")
        assert "Still needed: means, summary, source" in effect(screen)


async def test_what_is_needed_and_empty_is_asked_for_and_nothing_is_written(database, drive) -> None:
    before = entries(database)
    async with drive(database) as screen:
        await screen.press("r")
        await fill(screen, "condemnation_issued")
        await screen.press("enter", "ctrl+s")
        assert "still needed: summary, source" in screen.lines[-1]
        assert screen.app.screen.query_one(FormList).current.key == "summary"
    assert entries(database) == before


async def recall_again(screen) -> None:
    """Tell of the recall that is recorded already, from another source."""
    await screen.press("r")
    await fill(screen, "ambassador_recalled")
    await screen.press("enter")
    await fill(screen, "2024-01-18")
    await screen.press("ctrl+x", "enter", "enter", "enter", "down", "enter")
    await fill(screen, "Pakistan recalled its ambassador")
    await screen.press("enter")
    await fill(screen, "https://example.org/again")


async def test_likely_duplicates_are_shown_and_not_refused(database, drive) -> None:
    async with drive(database) as screen:
        await recall_again(screen)
        assert "recall (2024-01-17) is of the same pair and type" in effect(screen)
        await screen.press("ctrl+s")
        assert "recorded (position" in screen.lines[-1]


async def test_an_answer_that_does_not_fit_is_said_with_the_remedy(database, drive) -> None:
    async with drive(database) as screen:
        await recall(screen)
        await screen.press("up", "up", "up", "up", "up")
        screen.app.screen.query_one(FormList).current.line.set("31 feb")
        await fill(screen, " 2025")
        assert "31 feb 2025 is no day of the calendar" in effect(screen)
        assert "for instance 17 jan" in effect(screen)


async def test_what_is_pasted_is_kept_exactly_and_drawn_harmlessly(database, drive) -> None:
    text = "“a \x1b[31mright\x1b[0m”\nto\u202edefend"
    async with drive(database) as screen:
        await recall(screen)
        await screen.press("enter")
        await fill(screen, text)
        assert "\x1b" not in screen.text
        assert "\u202e" not in screen.text
        await screen.press("ctrl+s")
        assert "recorded" in screen.lines[-1]
    with Reader(database) as reader:
        held = LogLookup(reader.conn).dossier("2025-12-30-irn-pak-ambassador-recalled").development
    assert held.reports[0].quote == text


async def test_the_past_is_only_read(database, drive) -> None:
    async with drive(database) as screen:
        await screen.press("left", "r")
        assert "the past is only read" in screen.lines[-1]
        await stand_on(screen, "recall")
        await screen.press("c")
        assert "the past is only read" in screen.lines[-1]


async def test_a_correction_asks_for_the_reason_and_says_only_what_is_otherwise(database, drive) -> None:
    async with drive(database) as screen:
        await stand_on(screen, "strike-1")
        await screen.press("c")
        assert "Still needed: reason" in effect(screen)
        form = screen.app.screen.query_one(FormList)
        form.go_to(next(place for place, asked in enumerate(form.form.fields) if asked.key == "killed"))
        await screen.press("backspace", "3")
        form.go_to(next(place for place, asked in enumerate(form.form.fields) if asked.key == "reason"))
        await fill(screen, "the ministry counts three")
        assert "killed: 2 → 3" in effect(screen)
        await screen.press("ctrl+s")
        assert "strike-1 corrected" in screen.lines[-1]
        await screen.press("enter")
        assert "the ministry counts three" in screen.text
    with Reader(database) as reader:
        import json

        state = reader.conn.execute("SELECT state FROM stored_events ORDER BY rowid DESC LIMIT 1").fetchone()[0]
    assert json.loads(state)["changes"] == {"killed": 3}


async def test_retracting_reinstating_and_undoing(database, drive) -> None:
    async with drive(database) as screen:
        await stand_on(screen, "recall")
        await screen.press("x")
        await fill(screen, "a rumour")
        await screen.press("ctrl+s")
        assert "recall retracted" in screen.lines[-1]
        await screen.press("u")
        assert "Reinstate recall" in screen.lines[0]
        await fill(screen, "it was true")
        await screen.press("ctrl+s")
        assert "recall reinstated" in screen.lines[-1]
    assert [topic for topic, stream in entries(database) if stream == "recall"][1:] == ["retracted", "reinstated"]


@pytest.mark.parametrize(
    ("key", "answers", "said", "topic"),
    [
        ("d", {"aspect": "killed", "value": "5", "by": "a doctor"}, "claimed about", "claimed"),
        ("s", {"source": "https://example.org/b", "quote": "it did"}, "reported again", "reported"),
        ("a", {"rating": "B2", "reason": "two wires agree"}, "assessed", "assessed"),
        ("i", {"in_response_to": "strike-1", "reason": "the note says so"}, "linked", "linked"),
    ],
)
async def test_claims_sources_judgements_and_ties_are_added(database, drive, key, answers, said, topic) -> None:
    async with drive(database) as screen:
        await stand_on(screen, "recall")
        await screen.press(key)
        form = screen.app.screen.query_one(FormList)
        for asked, text in answers.items():
            form.go_to(next(place for place, field in enumerate(form.form.fields) if field.key == asked))
            await fill(screen, text)
        await screen.press("ctrl+s")
        assert f"recall {said}" in screen.lines[-1]
        await screen.press("u")
        assert (f"recall was {said}: to take that back" in screen.lines[-1]) == (topic != "linked")
    assert entries(database)[-1] == (topic, "recall")


async def test_a_tie_is_undone_with_the_words_that_tied_it(database, drive) -> None:
    async with drive(database) as screen:
        await stand_on(screen, "recall")
        await screen.press("i")
        form = screen.app.screen.query_one(FormList)
        form.go_to(next(place for place, field in enumerate(form.form.fields) if field.key == "in_response_to"))
        await fill(screen, "strike-1")
        await screen.press("ctrl+s", "u")
        assert "strike-1" in screen.line("in response to")
        await screen.press("ctrl+s")
        assert "recall unlinked" in screen.lines[-1]
    assert entries(database)[-1] == ("unlinked", "recall")


async def test_who_was_overtaken_is_told_what_changed_and_writes_nothing(database, drive) -> None:
    async with drive(database) as screen:
        await stand_on(screen, "strike-1")
        await screen.press("c")
        with Writer(database) as other:
            change = {"summary": "Another desk was first"}
            other.submit(
                [
                    Correct(
                        stream="strike-1",
                        id="other",
                        known_from=datetime.now(UTC),
                        by="other",
                        reason="r",
                        changes=change,
                    )
                ]
            )
        form = screen.app.screen.query_one(FormList)
        form.go_to(next(place for place, asked in enumerate(form.form.fields) if asked.key == "reason"))
        await fill(screen, "mine")
        form.go_to(next(place for place, asked in enumerate(form.form.fields) if asked.key == "killed"))
        await screen.press("backspace", "7", "ctrl+s")
        assert "nothing was written" in screen.lines[-1]
        assert "Another desk was first" in effect(screen) or "other" in effect(screen)
        assert entries(database)[-1] == ("corrected", "strike-1")
        assert len([1 for topic, stream in entries(database) if (topic, stream) == ("corrected", "strike-1")]) == 1


def test_a_line_is_edited_as_in_any_other_place() -> None:
    line = Edited.of("a recall today")
    for key in ("home", "right", "right"):
        assert line.press(key)
    line.insert("long ")
    assert line.text == "a long recall today"
    assert line.press("ctrl+w")
    assert (line.text, line.cursor) == ("a recall today", 2)
    for key in ("delete", "end", "backspace", "ctrl+w", "left"):
        line.press(key)
    assert (line.text, line.cursor) == ("a ecall ", 7)
    line.press("ctrl+u")
    assert (line.text, line.cursor) == (" ", 0)
    assert not line.press("f5")


def test_what_is_proposed_gives_way_to_what_is_typed_and_to_nothing_else() -> None:
    form = blank_form("IRN-PAK")
    date, actor = form.field("date"), form.field("actor")
    date.type("t")
    actor.press("backspace")
    actor.type("Q")
    assert (date.text, actor.text) == ("t", "IRQ")


@pytest.mark.parametrize("typed", ["embassy_clos", "zzzz"])
async def test_nothing_is_saved_of_a_type_that_the_form_does_not_show(database, drive, typed) -> None:
    before = entries(database)
    async with drive(database) as screen:
        await recall(screen)
        rows = screen.app.screen.query_one(FormList)
        rows.go_to(0)
        await screen.press("ctrl+e", "ctrl+u")
        await fill(screen, typed)
        told = effect(screen).partition("Which type? A few letters find it; Enter takes it.")[2]
        assert told.split("\n")[2:] == ([] if typed == "zzzz" else ["embassy_closed", meaning("embassy_closed")])
        await screen.press("ctrl+s")
        assert "which type?" in screen.lines[-1]
        assert rows.place == 0
        assert entries(database) == before
        if typed == "zzzz":
            await screen.press("enter", "ctrl+s")
            assert "which type?" in screen.lines[-1]
            assert entries(database) == before


async def test_a_preview_that_comes_when_the_form_is_left_already_harms_nothing(database, drive) -> None:
    async with drive(database) as screen:
        await screen.press("r")
        form = screen.app.screen
        await screen.press("escape")
        assert not form.query(EffectList)
        form._show([("this development was amended since you read it", "warn")])


async def test_a_form_that_cannot_be_begun_gives_way_to_what_went_wrong(database, drive, monkeypatch) -> None:
    def fails(*_):
        raise BadInput("the log is busy")

    async with drive(database) as screen:
        await stand_on(screen, "recall")
        monkeypatch.setattr("tui.desk.amending", fails)
        await screen.press("c")
        assert "the log is busy" in screen.text
        await screen.press("escape")
        assert screen.app.screen.kind == "relations"
        screen.app.lost = True
        await screen.press("3", "c")
        assert screen.app.screen.kind == "relations"
        assert "the log is busy" in screen.lines[-1]


async def test_who_leaves_while_it_is_written_waits_for_the_answer_and_loses_nothing(
    database, drive, monkeypatch
) -> None:
    answer, submit, refusals = Event(), desk.submit, [BadInput("the log is busy")]

    def late(provider, form, *, dry_run):
        if not dry_run:
            assert answer.wait(20)
            answer.clear()
            if refusals:
                raise refusals.pop()
        return submit(provider, form, dry_run=dry_run)

    async with drive(database) as screen:
        await stand_on(screen, "recall")
        await screen.press("x")
        await fill(screen, "a rumour")
        monkeypatch.setattr("tui.desk.submit", late)
        await screen.pilot.press("ctrl+s", "escape")
        assert "it is being written" in screen.lines[-1]
        answer.set()
        await screen.settle()
        assert "nothing was written: the log is busy" in screen.lines[-1]
        assert "a rumour" in screen.text
        await screen.pilot.press("ctrl+s", "ctrl+p")
        answer.set()
        await screen.settle()
        assert screen.app.screen.kind == "relations"
        assert "recall retracted" in screen.lines[-1]


async def test_a_click_on_a_question_stands_there_and_nowhere_else(database, drive) -> None:
    async with drive(database) as screen:
        await screen.press("r")
        await fill(screen, "ambassador_recall")
        form = screen.app.screen.query_one(FormList)
        line = next(index for index in range(form.total) if form.key_at(index) == 1)
        assert 1 < line < 4
        await screen.pilot.click(FormList, offset=(5, line))
        assert (form.current.key, form.key) == ("date", 1)


async def test_tab_leads_from_the_last_question_to_what_saving_would_do_and_on_to_the_first(database, drive) -> None:
    async with drive(database) as screen:
        await screen.press("r")
        form = screen.app.screen.query_one(FormList)
        await fill(screen, "condemnation_issued")
        await screen.press("enter", "shift+tab", "shift+tab", "down")
        assert "▌Still needed: summary, source" in screen.text
        assert "condemnation_issued▏" not in screen.text
        await screen.press("shift+tab")
        assert screen.app.screen.focused is form
        assert form.place == form.last
        assert "▏" in screen.line("▌")
        await screen.press("tab", "down")
        assert "▌Still needed: summary, source" in screen.text
        await screen.press("ctrl+s", "x")
        assert (form.current.key, form.current.text) == ("summary", "x")
        form.go_to(form.last)
        await screen.press("tab", "tab")
        assert form.place == 0
        await screen.press("shift+tab", "escape")
        assert screen.app.screen.focused is form
        assert "▌" not in screen.line("Still needed")
