"""Remedies on the screen: what to press, and no line to type somewhere else."""

import pytest

from tests.tui.test_desk_forms import effect, fill
from tests.tui.test_drafts import correct_killed, overtake
from tracker.application.problems import BadInput
from tracker.application.recording.duplicates import Duplicate
from tracker.application.recording.outcome import Outcome
from tracker.application.recording.refusals import REMEDY
from tracker.application.recording.told import lines_of
from tracker.domain.commands import Refusal
from tui.remedies import in_keys


@pytest.mark.parametrize("refusal", Refusal)
def test_no_remedy_of_the_desk_is_a_command_line(refusal) -> None:
    remedy = REMEDY[refusal].format(id="recall", type="ambassador_recalled")
    said = in_keys(BadInput("what", "where", remedy))
    assert said.remedy.strip()
    assert not any(word in said.remedy for word in ("tracker ", "--", "key=", "id="))
    assert (said.what, said.where) == ("what", "where")


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
        await screen.press("r")
        await fill(screen, "ambassador_recalled")
        await screen.press("enter")
        await fill(screen, "2024-01-18")
        await screen.press("ctrl+x", "enter", "enter", "enter", "down", "enter")
        await fill(screen, "Pakistan recalled its ambassador.")
        await screen.press("enter")
        await fill(screen, "https://example.org/again")
        assert "; if it is the same: Esc, and add your source to that one (s); or save, and tie" in effect(screen)
        assert "tracker link" not in effect(screen)
