"""Taking back what one wrote last: by what the log says, so that it outlives the dashboard."""

from dataclasses import replace

import pytest

from tests.tui.conftest import NOW, january, recorded
from tests.tui.test_desk_forms import effect, entries, fill, recall
from tracker.application.marks import mark_read
from tracker.application.recording.amendments import Amendment
from tracker.application.recording.arguments import given
from tracker.application.recording.outcome import Desk, amend
from tracker.application.store.reader import Reader
from tracker.application.store.writing import Writer
from tracker.application.views import own_last as looking
from tracker.application.views.own_last import OwnLast, own_last
from tracker.domain.commands import AddClaims, Link
from tracker.domain.evidence import Claim


@pytest.fixture(autouse=True)
def named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKER_BY", "ana")


async def test_who_wrote_nothing_has_nothing_to_take_back(database, drive) -> None:
    async with drive(database) as screen:
        await screen.press("u")
        assert "u: you wrote nothing of a development in this log" in screen.lines[-1]
        await screen.press("left", "u")
        assert "the past is only read" in screen.lines[-1]


async def test_what_one_wrote_last_is_taken_back_after_a_restart_too(database, drive) -> None:
    with Writer(database) as writer:
        writer.submit([
            replace(
                recorded("mine", january(21), "protest_note_delivered", actors="PAK", targets="IRN", summary="My note"),
                by="ana",
            ),
            recorded("theirs", january(22), "protest_note_delivered", actors="PAK", targets="IRN"),
        ])  # fmt: skip
    mark_read(database, "ana", 3, "ana")
    async with drive(database) as screen:
        await screen.press("u")
        assert "Retract mine: My note" in screen.lines[0]
        await fill(screen, "it was another one")
        await screen.press("ctrl+s")
        assert "mine retracted" in screen.lines[-1]
    assert entries(database)[-1] == ("retracted", "mine")
    async with drive(database) as screen:
        await screen.press("u")
        assert "Reinstate mine: My note" in screen.lines[0]
        assert "You retracted it last: saving takes that back." in effect(screen)
    with Writer(database) as writer:
        claim = AddClaims(
            stream="strike-1", id="c:own", by="ana", known_from=NOW, claims=(Claim(aspect="killed", value=5, by="X"),)
        )
        writer.submit([claim])
    async with drive(database) as screen:
        await screen.press("u")
        assert "strike-1 was claimed about: to take that back, correct it" in screen.lines[-1]


@pytest.mark.parametrize("part", [1, 3, 1000])
def test_what_somebody_wrote_last_is_found_however_far_back(database, monkeypatch, part) -> None:
    monkeypatch.setattr(looking, "PART", part)
    with Writer(database) as writer:
        tie = Link(
            stream="recall", id="l:own", by="ana", known_from=NOW, in_response_to=("strike-1",), incidents=("x",)
        )
        writer.submit([tie])
        writer.submit([
            recorded(f"later-{day}", january(day), "protest_note_delivered", actors="PAK", targets="IRN")
            for day in range(20, 28)
        ])  # fmt: skip
    with Reader(database) as reader:
        assert own_last(reader, "ana") == OwnLast("link", "recall", ("in_response_to=strike-1", "incident=x"))
        assert own_last(reader, "ben") is None
        assert own_last(reader, "") is None


def grouped(database) -> None:
    """A condemnation of two states by a third, one development each, by ana."""
    with Writer(database) as writer:
        parts = {"both/IND-PAK": "IND", "both/IRN-PAK": "IRN"}
        writer.submit([
            replace(
                recorded(part, january(21), "condemnation_issued", actors="PAK", targets=target, group="both"), by="ana"
            )
            for part, target in parts.items()
        ])  # fmt: skip


async def test_a_group_is_taken_back_as_a_whole_and_so_is_that_after_a_restart(database, drive) -> None:
    grouped(database)
    for verb, name in (("retracted", "Retract"), ("reinstated", "Reinstate"), ("retracted", "Retract")):
        async with drive(database) as screen:
            await screen.press("u")
            assert f"{name} both:" in screen.lines[0]
            await fill(screen, "it was another one")
            await screen.press("ctrl+s")
            assert f"both {verb}" in screen.lines[-1]
        assert entries(database)[-2:] == [(verb, "both/IND-PAK"), (verb, "both/IRN-PAK")]


def noted(database, name: str, text: str, by: str = "ben") -> None:
    words = given([f"note={text}"], NOW.date())
    amend(database, Amendment("correct", name, words), Desk(by, None, NOW.date()))


async def test_of_a_group_corrected_as_a_whole_it_is_said_that_the_group_was_corrected(database, drive) -> None:
    grouped(database)
    noted(database, "both", "seen again", "ana")
    async with drive(database) as screen:
        await screen.press("u")
        assert "u: both was corrected: to take that back, correct it" in screen.lines[-1]


@pytest.mark.parametrize("part", ["both/IND-PAK", "both/IRN-PAK"])
async def test_a_group_is_taken_back_though_more_was_said_of_one_part_but_not_unread(database, drive, part) -> None:
    grouped(database)
    noted(database, part, "seen again")
    async with drive(database) as screen:
        await screen.press("u")
        await fill(screen, "it was another one")
        noted(database, part, "and again")
        await screen.press("ctrl+s")
        assert "nothing was written: this development was amended since you read it" in screen.lines[-1]
        await screen.press("ctrl+s")
        assert "both retracted" in screen.lines[-1]


async def test_what_is_taken_back_is_over_and_the_next_is_what_was_written_before_it(database, drive) -> None:
    with Writer(database) as writer:
        note = recorded("mine", january(21), "protest_note_delivered", actors="PAK", targets="IRN", summary="My note")
        writer.submit([replace(note, by="ana")])
    async with drive(database) as screen:
        for summary in ("The first", "The second"):
            await recall(screen, summary)
            await screen.press("ctrl+s")
        for what in ("The second", "The first", "My note"):
            await screen.press("u")
            assert "Retract " in screen.lines[0]
            assert what in screen.lines[0]
            assert "takes that back" not in effect(screen)
            await fill(screen, "it was not so")
            await screen.press("ctrl+s")
            assert "retracted (position" in screen.lines[-1]
        await screen.press("u")
        assert "u: you wrote nothing before that" in screen.lines[-1]
    retracted = [stream for topic, stream in entries(database)[-3:] if topic == "retracted"]
    assert (len(retracted), retracted[-1]) == (3, "mine")


async def test_what_was_retracted_by_its_key_is_reinstated_and_then_what_was_before(database, drive) -> None:
    async with drive(database) as screen:
        await recall(screen, "The first")
        await screen.press("ctrl+s", "3")
        name = entries(database)[-1][1]
        screen.app.open_amend("retract", name)
        await screen.settle()
        for title in ("Retract", "Reinstate", "Retract"):
            assert f"{title} {name}" in screen.lines[0]
            await fill(screen, "it was not so")
            await screen.press("ctrl+s", "u")
        assert "you wrote nothing before that" in screen.lines[-1]
