"""Long documents are read by keys from end to end, though rows on which one can stand lie far apart."""

from tui.widgets.evidence import EvidenceList


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
