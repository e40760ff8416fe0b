"""Enter that comes as a line feed, as from a terminal that the program had not taken over yet, is Enter everywhere."""

from textual.widgets import Input

FEED = "ctrl+j"


async def test_it_opens_what_the_cursor_stands_on(drive, database) -> None:
    async with drive(database) as screen:
        await screen.press(FEED)
        assert screen.app.screen.focused.id == "state"


async def test_it_gives_what_is_typed_and_what_comes_behind_it_goes_on(drive, database) -> None:
    async with drive(database) as screen:
        await screen.pilot.press("slash", *"fra", FEED, "3")
        await screen.settle()
        assert "1 of 2 with 'fra'" in screen.text
        assert screen.app.screen.focused.id == "timeline"


async def test_it_takes_what_a_form_suggests_and_what_the_palette_found(drive, database) -> None:
    async with drive(database) as screen:
        await screen.press("r")
        await screen.type("recalled")
        await screen.press(FEED)
        assert screen.app.screen.form_list.form.text_of("type") == "ambassador_recalled"
        await screen.press("escape", "ctrl+p")
        assert screen.app.screen.query(Input)
        await screen.type("matrix")
        await screen.press(FEED)
        assert screen.app.screen.kind == "matrix"
