"""Long documents are read by keys from end to end, though rows on which one can stand lie far apart."""

import pytest

from tui.widgets.evidence import EvidenceList
from tui.widgets.state_layout import Behind


async def test_every_line_of_the_evidence_is_seen_on_the_way(drive, database) -> None:
    async with drive(database, (70, 14)) as screen:
        await screen.press("3")
        timeline = screen.app.screen.query_one("#timeline")
        timeline.stand_on(next(index for index in range(timeline.total) if timeline.key_at(index) == "strike-2"))
        await screen.press("enter")
        shown = screen.app.screen.query_one(EvidenceList)
        height = shown.scrollable_content_region.height
        assert shown.total > height + 3
        for start, rows in (("g", 1), ("g", shown.page), ("G", -1), ("G", -shown.page)):
            await screen.press(start, start)
            assert seen_by(shown, rows) >= set(range(shown.total)), (start, rows)


def seen_by(shown: EvidenceList, rows: int) -> set[int]:
    """The lines that are seen when one moves by so many rows until nothing moves; none is jumped over."""
    seen: set[int] = set()
    before = (-1, -1)
    while before != (shown.scroll_offset.y, shown.cursor):
        before = (shown.scroll_offset.y, shown.cursor)
        seen |= set(range(before[0], before[0] + shown.scrollable_content_region.height))
        shown.move(rows)
        assert abs(shown.scroll_offset.y - before[0]) <= max(abs(rows), 1)
    return seen


async def test_from_a_cursor_out_of_sight_one_moves_on_from_what_is_seen(drive, database) -> None:
    async with drive(database, (70, 14)) as screen:
        await screen.press("3", "enter", "g")
        shown = screen.app.screen.query_one(EvidenceList)
        top = shown.scroll_offset.y
        await screen.press("j")
        assert shown.scroll_offset.y <= top + 1


@pytest.mark.parametrize(("paged", "back"), [("pagedown", "pageup"), ("ctrl+d", "ctrl+u")])
async def test_a_page_of_several_developments_shows_the_next_lines_wherever_one_can_stand(
    drive, database, paged, back
) -> None:
    async with drive(database, (80, 20)) as screen:
        main = screen.app.screen
        screen.app.open_behind(
            Behind("Hostility", ("pos", "recall", "strike-1", "strike-2")), main.pair, main.standpoint
        )
        await screen.settle()
        shown = screen.app.screen.rows
        last = shown.total - shown.scrollable_content_region.height
        assert shown.page < last < 2 * shown.page
        assert any(map(shown.stands, range(1, shown.page))), "one could stand on the page that is seen"
        await screen.press(paged)
        assert shown.scroll_offset.y == shown.page
        stood = [index for index in range(shown.total) if shown.stands(index)]
        assert shown.cursor == min(index for index in stood if index >= shown.page)
        await screen.press(paged)
        assert shown.scroll_offset.y == last
        await screen.press(paged)
        assert (shown.scroll_offset.y, shown.cursor) == (last, stood[-1])
        await screen.press(back)
        assert shown.scroll_offset.y == last - shown.page
        await screen.press(back, back)
        assert (shown.scroll_offset.y, shown.cursor) == (0, 0)


async def test_who_reads_far_below_the_head_of_a_development_stands_on_that_one(drive, database) -> None:
    async with drive(database, (80, 11)) as screen:
        main = screen.app.screen
        screen.app.open_behind(Behind("Hostility", ("pos", "strike-2")), main.pair, main.standpoint)
        await screen.settle()
        shown = screen.app.screen.rows
        await screen.press("pagedown", "pagedown")
        assert shown.scroll_offset.y > next(index for index in range(1, shown.total) if shown.stands(index))
        assert screen.app.screen.subject == "strike-2"
        await screen.press("enter")
        assert "Development strike-2" in screen.lines[1]
