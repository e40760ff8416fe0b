"""What a key does a click does too: offers of the footer, clocks, titles, lists, chart, matrix, and what opens."""

from tui.widgets.timeline import TimelineList


async def click(screen, part: str, *, times: int = 1, on: int = 0) -> None:
    """Click on the first place where this is shown, so many cells behind its beginning."""
    row, text = next((number, line) for number, line in enumerate(screen.lines) if part in line)
    await screen.pilot.click(offset=(text.index(part) + on, row), times=times)
    await screen.settle()


async def test_an_offer_that_is_clicked_is_done_on_its_condition_each_key_of_two_its_own(drive, database) -> None:
    async with drive(database, (120, 40)) as screen:
        now = screen.app.screen.standpoint
        await click(screen, "← → Day")
        assert screen.app.screen.standpoint == now.later(-1)
        await click(screen, "← → Day", on=2)
        assert screen.app.screen.standpoint == now
        await click(screen, " / Filter", on=5)
        assert "words, !word" in screen.text
        await screen.press("escape")
        await click(screen, " r Record", on=4)
        assert "Which type?" in screen.text
        await click(screen, "Esc Back")
        assert "1 Relations" in screen.text
        await click(screen, screen.lines[-1][:9])
        assert "q Quit" in screen.lines[-1]
        await click(screen, "? Help", on=3)
        assert screen.app.screen.kind == "help"
        await click(screen, "q Quit")
        assert screen.app._exit


async def test_clocks_titles_lists_chart_and_lines_that_open_are_clicked(drive, database) -> None:
    async with drive(database, (120, 40)) as screen:
        main = screen.app.screen
        await click(screen, "2 IRN–PAK")
        assert main.pane == 1
        await click(screen, "ambassador_recalled of recall")
        assert (main.pane, main.query_one(TimelineList).key, main.subject) == (2, "recall", "recall")
        await click(screen, "1 Relations")
        assert (main.pane, main.subject) == (0, None)
        await click(screen, "hostile", on=10)
        assert main.standpoint.day < main.standpoint.newest.as_of.day
        assert "◷ PAST" in screen.header
        await click(screen, ". back to now", on=3)
        assert main.standpoint.is_now
        await click(screen, "Relations today")
        assert "17 jan 2024, 2024-01, 12:00, or now" in screen.text
        await screen.press("escape")
        await click(screen, "as known now")
        assert "19 jan 2024 12:00" in screen.text
        await screen.press("escape")
        await click(screen, "Head of mission", times=2)
        assert "IRN–PAK Head of mission: why" in screen.text
        await click(screen, "ambassador recalled · PAK", times=2)
        assert "Development recall" in screen.text
        await click(screen, "Relations today")
        assert "Development recall" in screen.text


async def test_what_the_keys_do_while_one_types_is_offered_and_clicked(drive, database) -> None:
    async with drive(database, (80, 24)) as screen:
        main = screen.app.screen
        await screen.press("t")
        assert screen.lines[-1].split() == ["Ctrl+U", "Clear", "Enter", "Take", "Esc", "Leave"]
        await screen.type("2024-02-30")
        await click(screen, "Ctrl+U Clear")
        await screen.type("2024-01-17")
        await click(screen, "Enter Take")
        assert "on 17 Jan 2024" in screen.header
        assert "q Quit" in screen.lines[-1]
        await screen.press("slash")
        assert "Enter Keep  Esc Show all" in screen.lines[-1]
        await screen.type("irn")
        await click(screen, "Esc Show all")
        assert (main.words["relations"], "q Quit" in screen.lines[-1]) == ("", True)
        await screen.press("number_sign")
        assert screen.lines[-1].split() == ["↑", "↓", "Another", "Enter", "Take", "Esc", "Leave"]
        await screen.type("nato")
        await click(screen, "Enter Take")
        assert main.chosen.group.name == "NATO"


async def test_a_state_over_a_column_of_the_matrix_is_clicked(drive, database) -> None:
    async with drive(database, (80, 24)) as screen:
        await screen.press("M")
        grid = screen.app.screen.grid
        for state in ("ITA", "IRN"):
            await screen.pilot.click(offset=(screen.lines[2].index(state), 2))
            assert grid.states[grid.column] == state
