"""The two tracks under the mouse: the wheel walks them, and where there is room they say their ends."""

from textual import events

from tui.widgets.scrubber import Scrubber


async def wheel(screen, kind: type[events.MouseEvent], y: int) -> None:
    """Turn the wheel once over a line of the tracks."""
    scrubber = screen.app.screen.query_one(Scrubber)
    x, top = scrubber.region.offset
    await screen.pilot._post_mouse_events([kind], scrubber, offset=(20, y))
    await screen.settle()
    assert (x, top + y) == (0, screen.app.size.height - 3 + y)


async def test_the_wheel_over_the_dates_is_a_day_and_over_knowledge_a_stop(drive, database) -> None:
    async with drive(database) as screen:
        await screen.press("t")
        await screen.type("2024-01-18")
        await screen.press("enter")
        await wheel(screen, events.MouseScrollUp, 0)
        assert "on 17 Jan 2024, as known now" in screen.header
        await wheel(screen, events.MouseScrollDown, 0)
        await wheel(screen, events.MouseScrollDown, 0)
        assert "on 19 Jan 2024, as known now" in screen.header
        await wheel(screen, events.MouseScrollUp, 1)
        known = screen.header
        assert "as known on" in known
        await wheel(screen, events.MouseScrollUp, 1)
        assert screen.header != known
        await wheel(screen, events.MouseScrollDown, 1)
        assert screen.header == known
        await wheel(screen, events.MouseScrollDown, 1)
        assert "as known now" in screen.header


async def test_where_there_is_room_a_track_says_its_ends_and_a_click_goes_where_it_is_drawn(drive, database) -> None:
    async with drive(database, (120, 40)) as screen:
        assert "13 Jan 2024" not in screen.line("  date")
    async with drive(database, (160, 40)) as screen:
        scrubber = screen.app.screen.query_one(Scrubber)
        first, last = scrubber.days
        track = screen.line("  date")
        assert track.startswith("  date  13 Jan 2024")
        assert (first.day, last.day) == (13, 23)
        assert track.rstrip().endswith("23 Jan 2024  today")
        assert "27 Jan 2024" in next(line for line in screen.lines if line.startswith(" known"))
        here = track.index("▂")
        await screen.pilot.click(scrubber, offset=(8 + 13, 0))
        await screen.settle()
        assert "on 13 Jan 2024" in screen.header
        assert screen.line("  date").index("┃") == 8 + 13 < here
