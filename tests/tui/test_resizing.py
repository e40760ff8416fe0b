"""A terminal of another size shows what one read: the first line stays in sight, and a cursor out of sight out of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.ink import line, wrapped
from tui.widgets.evidence import EvidenceList
from tui.widgets.same_place import same_place
from tui.widgets.state import StateList
from tui.widgets.timeline import TimelineList


async def resized(screen, *size: int) -> None:
    await screen.pilot.resize_terminal(*size)
    await screen.settle()


def first_words(shown) -> str:
    """What the first line that is seen says."""
    return "".join(piece.text for piece in shown.laid[shown.scroll_offset.y].pieces).split("  ")[0].strip()


@pytest.mark.parametrize("start", ["g", "G"])
async def test_a_development_stays_where_it_was_read_at_every_width(drive, database, start) -> None:
    async with drive(database, (80, 16)) as screen:
        await screen.press("3")
        timeline = screen.app.screen.query_one(TimelineList)
        timeline.stand_on(next(index for index in range(timeline.total) if timeline.key_at(index) == "strike-2"))
        await screen.press("enter", start)
        shown = screen.app.screen.query_one(EvidenceList)
        assert shown.total > 20
        for size in ((81, 16), (120, 16), (60, 16), (80, 16)):
            before = first_words(shown)
            await resized(screen, *size)
            top, height = shown.scroll_offset.y, shown.scrollable_content_region.height
            seen = " ".join("".join(piece.text for piece in drawn.pieces) for drawn in shown.laid[top : top + height])
            assert before[:12] in seen, size
            if start == "g":
                assert top == 0


async def test_a_development_beside_the_timeline_is_seen_from_its_beginning_at_every_height(drive, database) -> None:
    async with drive(database, (200, 60)) as screen:
        for height in (24, 30, 40, 24):
            await resized(screen, 200, height)
            assert screen.app.screen.query_one(EvidenceList).scroll_offset.y == 0


async def test_a_state_that_was_read_on_beyond_its_cursor_stays_there(drive, database) -> None:
    async with drive(database, (120, 24)) as screen:
        await screen.press("2")
        shown = screen.app.screen.query_one(StateList)
        shown.scroll_to(y=6, animate=False, force=True, immediate=True)
        await screen.settle()
        assert shown.cursor < 6
        await resized(screen, 120, 23)
        await resized(screen, 119, 23)
        assert shown.scroll_offset.y == 6


async def test_a_row_that_was_seen_under_the_cursor_is_seen_still_where_there_is_less_room(drive, database) -> None:
    async with drive(database, (120, 40)) as screen:
        await screen.press("3", "G")
        shown = screen.app.screen.rows
        await resized(screen, 120, 16)
        top, height = shown.scroll_offset.y, shown.scrollable_content_region.height
        assert top <= shown.cursor < top + height < shown.total + 1


WORDS = st.lists(st.text("abcdefgh", min_size=1, max_size=9), min_size=1, max_size=60)


@given(WORDS, st.integers(10, 40), st.integers(10, 40), st.data())
def test_what_began_a_line_is_on_the_line_that_is_found(words, one, other, data) -> None:
    """Words are numbered, so that each is there once."""
    text = " ".join(f"{word}{number}" for number, word in enumerate(words))
    before, now = ([line(part) for part in wrapped(text, width)] for width in (one, other))
    index = data.draw(st.integers(0, len(before) - 1))
    begun = before[index].pieces[0].text.split(" ")[0]
    found = now[same_place(before, now, index)].pieces[0].text
    assert begun in found.split(" ") or len(begun) > min(one, other)
