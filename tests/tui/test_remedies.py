"""Remedies on the screen: what to press, and no line to type somewhere else."""

import pytest

from tests.tui.conftest import january, recorded
from tests.tui.test_desk_forms import effect, recall_again
from tests.tui.test_drafts import correct_killed, overtake
from tracker.application.problems import BadInput
from tracker.application.recording.amendments import _LINKED_ELSEWHERE
from tracker.application.recording.duplicates import Duplicate
from tracker.application.recording.outcome import Outcome
from tracker.application.recording.refusals import REMEDY
from tracker.application.recording.told import lines_of
from tracker.application.store.writing import Writer
from tracker.domain.commands import Refusal
from tui.commands import REGISTRY
from tui.keymap import rebind
from tui.remedies import in_keys, unopened


@pytest.fixture(autouse=True)
def own_keys_again():
    yield
    rebind({}, REGISTRY)


@pytest.mark.parametrize("refusal", Refusal)
def test_no_remedy_of_the_desk_is_a_command_line(refusal) -> None:
    remedy = REMEDY[refusal].format(id="recall", type="ambassador_recalled")
    said = in_keys(BadInput("what", "where", remedy))
    assert said.remedy.strip()
    assert not any(word in said.remedy for word in ("tracker ", "--", "key=", "id="))
    assert (said.what, said.where) == ("what", "where")


@pytest.mark.parametrize("remedy", sorted({*_LINKED_ELSEWHERE.values()} - {"say --known-from of the correction"}))
def test_no_remedy_of_a_correction_that_another_verb_makes_is_a_command_line(remedy) -> None:
    assert "tracker " not in in_keys(BadInput("what", remedy=remedy)).remedy


def test_remedies_name_the_keys_of_the_readers_own() -> None:
    rebind({"back": ("f4",), "retract": ("backslash",)}, REGISTRY)
    found = in_keys(BadInput("what", remedy=REMEDY[Refusal.RETRACTED].format(id="head{IRN>PAK}"))).remedy
    assert found == "f4, and \\ on it reinstates it"
    assert in_keys(BadInput("what", remedy="head{IRN>PAK} is no id")).remedy == "head{IRN>PAK} is no id"


async def test_a_form_that_cannot_be_opened_says_what_to_press_and_leads_back_or_on(database, drive) -> None:
    async with drive(database, (80, 24)) as screen:
        screen.app.open_development("strike-3", screen.app.screen.standpoint)
        await screen.settle()
        await screen.press("c")
        assert "The form cannot be opened" in screen.lines[0]
        assert "no development has the id 'strike-3' (did you mean strike-2?)" in " ".join(screen.text.split())
        assert "Esc, and stand on another development" in screen.text
        assert "tracker " not in screen.text
        await screen.press("escape")
        assert "Development strike-3" in screen.lines[1]
        await screen.press("c")
        with Writer(database) as writer:
            writer.submit(
                [recorded("strike-3", january(21), "strike_conducted", actors="IRN", targets="PAK", means="mixed")]
            )
        await screen.press("r")
        assert "Correct strike-3" in screen.lines[0]


async def test_of_what_a_file_describes_it_is_said_where_to_stand(database, drive) -> None:
    async with drive(database, (80, 24)) as screen:
        screen.app.open_development("source:test/wire", screen.app.screen.standpoint)
        await screen.settle()
        await screen.press("a")
        assert "Esc, and stand on a development" in screen.text
        assert "replaying" not in screen.text


async def test_a_draft_outlives_a_form_that_cannot_be_opened(database, drive, monkeypatch) -> None:
    async with drive(database) as screen:
        await correct_killed(screen)
        await screen.press("escape")
        with monkeypatch.context() as away:
            away.setattr("tui.desk.amending", gone)
            await screen.press("c")
            assert "put the file back; r tries again" in screen.text
        await screen.press("r")
        assert "a draft" in screen.lines[0]


def gone(*_: object) -> None:
    raise BadInput(
        "there is no database", "here.db", "record something first: tracker replay FILE, or name one with --db"
    )


def test_of_a_form_that_is_open_nothing_is_lost_where_the_database_is_gone() -> None:
    with pytest.raises(BadInput) as caught:
        gone()
    assert in_keys(caught.value).remedy == "put the file back, and save again: what you typed stays"
    assert unopened(caught.value).remedy == "put the file back; r tries again"


def test_what_no_key_does_is_said_as_it_is() -> None:
    remedy = "see what was changed: tracker verify"
    assert unopened(BadInput("what", "where", remedy)).remedy == remedy


async def test_on_a_screen_of_the_past_it_is_said_how_to_come_to_now(database, drive) -> None:
    async with drive(database) as screen:
        await screen.press("left", "r")
        assert "r: the past is only read; . goes back to now" in screen.lines[-1]
        await screen.press("3", "enter", "c")
        assert "c: the past is only read; Esc to the relations, where . goes back to now" in screen.lines[-1]
        await screen.press("escape", "full_stop", "2", "c")
        assert "c: stand on a development, in the timeline (3)" in screen.lines[-1]


def test_a_remedy_that_can_be_followed_in_the_form_stays_as_it_is() -> None:
    remedy = "write 2024-01-17, or for instance 17 jan, tue, yesterday"
    assert in_keys(BadInput("what", remedy=remedy)).remedy == remedy


def test_a_summary_that_ends_with_a_full_stop_is_followed_by_no_other_sign() -> None:
    found = Outcome("new", duplicates=[Duplicate("old", "2024-01-17", "It did.")])
    said = (
        "  note: old (2024-01-17) is of the same pair and type: It did; if it is the same: tracker link new same_as=old"
    )
    assert lines_of(found, "recorded")[-1] == said


async def test_who_is_overtaken_before_saving_is_told_to_save_and_by_whom(database, drive) -> None:
    async with drive(database) as screen:
        await correct_killed(screen)
        overtake(database)
        await screen.press("end")
        assert "by other" in effect(screen)
        assert "save: what you typed is laid beside what is held by now" in effect(screen)


async def test_of_a_likely_duplicate_it_is_said_what_to_press(database, drive) -> None:
    async with drive(database) as screen:
        await recall_again(screen)
        assert "; if it is the same: Esc, and add your source to that one (s); or save, and tie" in effect(screen)
        assert "tracker link" not in effect(screen)
