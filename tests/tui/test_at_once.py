"""A key on a list is done as it comes; where something on its way to the app reads keys, it goes that way."""

from textual import events


async def come(driven, key: str) -> None:
    """A key comes to the app, and nothing else is taken from its queue."""
    await driven.app.on_event(events.Key(key, key if len(key) == 1 else None))


async def test_a_key_on_a_list_moves_the_cursor_before_anything_else_is_heard(drive, database) -> None:
    async with drive(database) as screen:
        rows = screen.app.screen.rows
        before = rows.cursor
        await come(screen, "j")
        assert rows.cursor > before
        await screen.settle()
        assert screen.app.screen.rows.cursor > before


async def test_keys_that_win_over_all_others_do_so_on_a_list_too(drive, database) -> None:
    async with drive(database) as screen:
        screen.app._bindings.bind("j", "command_palette", priority=True)
        await come(screen, "j")
        await screen.settle()
        assert type(screen.app.screen).__name__ == "Palette"


async def test_a_key_that_is_not_bound_is_heard_by_the_list_as_before(drive, database) -> None:
    heard = []
    async with drive(database) as screen:
        screen.app.screen.rows.key_f12 = lambda: heard.append("f12")
        await come(screen, "f12")
        await screen.settle()
    assert heard == ["f12"]


async def test_what_wins_over_all_others_is_asked_once_for_a_key_whether_it_is_bound_or_not(
    drive, database, monkeypatch
) -> None:
    async with drive(database) as screen:
        asked, ask = [], screen.app._check_bindings

        async def counted(key: str, priority: bool = False) -> bool:
            asked.extend([key] if priority else [])
            return await ask(key, priority)

        monkeypatch.setattr(screen.app, "_check_bindings", counted)
        for key in ("j", "f12"):
            await come(screen, key)
            await screen.settle()
        await screen.press("slash", "f12", "z")
        assert asked == ["j", "f12", "slash", "f12", "z"]
