"""A prompt from which the keys went is not there any more: what is seen is what the keys do."""

import pytest

from tests.tui.test_mouse import click
from tui.widgets.bars import Prompt


def prompt_of(screen) -> Prompt:
    return screen.app.screen.query_one(Prompt)


@pytest.mark.parametrize("leave", ["click", "tab", "title"])
async def test_a_date_that_is_typed_is_left_where_another_pane_takes_the_keys(drive, database, leave) -> None:
    async with drive(database, (120, 40)) as screen:
        main = screen.app.screen
        await screen.press("t")
        await screen.type("2024-02-30")
        await screen.press("enter")
        assert "calendar" in screen.lines[-1] or "day" in screen.lines[-1]
        match leave:
            case "click":
                await click(screen, "FRA–ITA")
            case "tab":
                await screen.press("tab")
            case "title":
                await click(screen, "3 Timeline")
        assert not prompt_of(screen).display
        assert "date 2024-02-30" not in screen.text
        assert "q Quit" in screen.lines[-1]
        assert (main.standpoint.is_now, main.rows is not None) == (True, True)


async def test_a_filter_keeps_what_was_typed_where_a_row_is_clicked_and_esc_lifts_it_in_sight(drive, database) -> None:
    async with drive(database, (120, 40)) as screen:
        main = screen.app.screen
        await screen.press("slash")
        await screen.type("irn")
        await screen.pilot.click("#relations", offset=(5, 0))
        await screen.settle()
        assert (prompt_of(screen).display, main.words["relations"]) == (False, "irn")
        assert "with 'irn'" in screen.text
        await screen.press("escape")
        assert (main.words["relations"], "filter" in screen.text) == ("", False)


async def test_a_terminal_that_goes_behind_another_leaves_the_prompt(drive, database) -> None:
    async with drive(database, (120, 40)) as screen:
        await screen.press("t")
        await screen.type("17 jan")
        screen.app.app_focus = False
        await screen.settle()
        screen.app.app_focus = True
        await screen.settle()
        assert prompt_of(screen).display
        assert screen.app.screen.focused is prompt_of(screen)
