"""On a wide screen the development beside the timeline is a pane as others are: keys go there, and away again."""

from tui.widgets.evidence import EvidenceList


async def to_the_long_one(screen) -> None:
    await screen.press("3")
    timeline = screen.app.screen.rows
    timeline.stand_on(next(index for index in range(timeline.total) if timeline.key_at(index) == "strike-2"))
    await screen.settle()


async def test_its_key_and_tab_reach_it_and_it_is_read_by_keys(drive, database) -> None:
    async with drive(database, (200, 24)) as screen:
        main = screen.app.screen
        await to_the_long_one(screen)
        assert "4 Development" in screen.text
        await screen.press("4")
        shown = main.rows
        assert isinstance(shown, EvidenceList)
        assert (main.pane, main.subject) == (3, "strike-2")
        await screen.press("pagedown")
        assert shown.scroll_offset.y > 0
        await screen.press("tab")
        assert main.pane == 0
        await screen.press("shift+tab")
        assert main.rows is shown
        await screen.press("escape")
        assert main.pane == 0


async def test_a_click_gives_it_the_keys_and_a_filter_there_is_of_the_timeline(drive, database) -> None:
    async with drive(database, (200, 60)) as screen:
        main = screen.app.screen
        await to_the_long_one(screen)
        await screen.pilot.click("#evidence", offset=(3, 2))
        await screen.settle()
        assert main.pane == 3
        await screen.press("slash")
        await screen.type("recall")
        assert main.words == {"relations": "", "timeline": "recall"}
        await screen.press("escape")
        assert main.words["timeline"] == ""
        assert main.pane == 3


async def test_where_it_is_not_there_the_key_says_why_and_a_screen_that_becomes_narrow_takes_it(
    drive, database
) -> None:
    async with drive(database, (120, 40)) as screen:
        main = screen.app.screen
        await screen.press("4")
        assert "4: the development has a place here from 176 columns on" in screen.lines[-1]
        await screen.press("3", "tab")
        assert main.pane == 0
        await screen.pilot.resize_terminal(200, 40)
        await screen.settle()
        await screen.press("4")
        assert main.pane == 3
        await screen.pilot.resize_terminal(120, 40)
        await screen.settle()
        assert (main.pane, main.rows.id) == (2, "timeline")
