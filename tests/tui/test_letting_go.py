"""What was drawn of a screen is let go when it is left: Textual itself would hold it."""

from textual._styles_cache import StylesCache


async def test_a_screen_that_is_left_holds_no_lines(drive, database) -> None:
    async with drive(database) as screen:
        await screen.press("3", "enter")
        left = screen.app.screen
        caches: list[StylesCache] = [widget._styles_cache for widget in [left, *left.walk_children()]]
        assert sum(len(cache._cache) for cache in caches) > 20
        await screen.press("escape")
        await screen.settle()
        assert screen.app.screen is not left
        assert sum(len(cache._cache) for cache in caches) == 0
        assert "3 Timeline" in screen.text
