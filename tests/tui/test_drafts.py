"""Forms that are left: what was typed is kept and comes back, what was only proposed is not."""

from tests.tui.test_desk_forms import recall


async def test_leaving_keeps_what_was_typed(database, drive) -> None:
    async with drive(database) as screen:
        await recall(screen)
        await screen.press("escape")
        assert "what you typed is kept" in screen.lines[-1]
        await screen.press("r")
        assert "a draft" in screen.lines[0]
        assert "Iran called its ambassador home" in screen.line("summary")
        await screen.press("ctrl+s")
        assert "recorded" in screen.lines[-1]
        await screen.press("r")
        assert "a draft" not in screen.lines[0]


async def test_leaving_what_is_only_proposed_keeps_nothing(database, drive) -> None:
    async with drive(database) as screen:
        await screen.press("r", "escape")
        assert "kept" not in screen.lines[-1]
        await screen.press("r")
        assert "a draft" not in screen.lines[0]
        await screen.press("x", "escape")
        assert "what you typed is kept" in screen.lines[-1]
