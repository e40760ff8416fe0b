"""Recording on the screen: what is pasted, what is foretold while one types, and where one is led afterwards."""

import pytest
from textual import events

from tests.tui.test_desk_forms import effect, entries, fill, recall
from tracker.application.store.lookup import LogLookup
from tracker.application.store.reader import Reader


@pytest.mark.parametrize("end", ["\r", "\r\n", "\n"])
async def test_however_a_terminal_ends_the_lines_of_what_is_pasted_they_are_lines(database, drive, end) -> None:
    async with drive(database) as screen:
        await recall(screen, f"{end}Iran called{end}its ambassador home{end}")
        assert "Iran called its ambassador home" in screen.line("summary")
        await screen.press("enter")
        await fill(screen, f"recalled{end}{end}for consultations")
        await screen.press("ctrl+s")
        assert "recorded" in screen.lines[-1]
        await screen.press("slash")
        screen.app.screen.focused.post_message(events.Paste(f"{end}amb{end}home"))
        await screen.settle()
        assert screen.app.screen.focused.text == "amb"
    with Reader(database) as reader:
        held = LogLookup(reader.conn).dossier("2025-12-30-irn-pak-ambassador-recalled").development
    assert (held.summary, held.reports[0].quote) == (
        "Iran called\nits ambassador home", "recalled\n\nfor consultations",
    )  # fmt: skip


async def test_duplicates_are_shown_once_type_date_and_parties_are_given_and_the_effect_with_the_act(
    database, drive
) -> None:
    before = entries(database)
    async with drive(database) as screen:
        await screen.press("r")
        await fill(screen, "ambassador_recalled")
        await screen.press("enter", "ctrl+x")
        await fill(screen, "someday")
        assert effect(screen).endswith("Still needed: kind, summary, source")
        await screen.press("ctrl+u")
        await fill(screen, "2024-01-18")
        assert "Still needed: kind, summary, source" in effect(screen)
        assert "recall (2024-01-17) is of the same pair and type" in effect(screen)
        assert "→" not in effect(screen)
        assert "the state stays" not in effect(screen)
        await screen.press("ctrl+u")
        await fill(screen, "2025-12-30")
        assert effect(screen).endswith("Still needed: kind, summary, source")
        await screen.press("enter", "enter", "enter", "down", "enter")
        assert "Still needed: summary, source" in effect(screen)
        assert "! 2025-12-30-pak-irn-ambassador-recalled: expected that" in effect(screen)
        assert "would be recorded" not in effect(screen)
    assert entries(database) == before


@pytest.mark.parametrize(("actor", "pair"), [("ITA", "FRA-ITA"), ("NOR", "FRA-NOR")])
async def test_who_records_of_another_pair_is_led_to_that_pair(database, drive, actor, pair) -> None:
    async with drive(database) as screen:
        before = screen.app.screen.pair
        await screen.press("r")
        await fill(screen, "condemnation_issued")
        await screen.press("enter", "enter")
        await fill(screen, actor)
        await screen.press("enter")
        await fill(screen, "FRA")
        await screen.press("enter")
        await fill(screen, "It was condemned")
        await screen.press("enter")
        await fill(screen, "https://example.org/new")
        await screen.press("ctrl+s")
        for _ in range(50):
            if screen.app.screen.query_one("#relations").key == pair:
                break
            await screen.pilot.pause(0.05)
        await screen.settle()
        shown = screen.app.screen
        assert before == "IRN-PAK"
        assert (shown.pair, shown.query_one("#relations").key) == (pair, pair)
        assert "It was condemned" in screen.text
        assert shown.query_one("#timeline").key.endswith("condemnation-issued")
