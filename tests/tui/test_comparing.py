"""Comparing two moments on the real screens, by keys."""

import pytest

from tracker.application.wording import component_words
from tui.widgets.difference import difference_lines

USUAL = pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)], ids=str)


async def to_the(screen, day: str) -> None:
    await screen.press("t")
    await screen.type(day)
    await screen.press("enter")


async def everything(screen) -> str:
    """All lines of a list that may be longer than the screen."""
    seen = screen.text
    for _ in range(9):
        await screen.press("pagedown")
        seen += screen.text
    return seen


async def test_without_a_mark_there_is_nothing_to_compare(drive, database) -> None:
    async with drive(database) as screen:
        await screen.press("equals_sign")
        assert "=: mark a moment first (m)" in screen.lines[-1]
        await screen.press("m", "equals_sign")
        assert "this is the moment that is marked" in screen.lines[-1]


@USUAL
async def test_two_dates_are_compared_with_what_changed_and_the_developments_that_made_it(
    drive, database, size
) -> None:
    async with drive(database, size) as screen:
        await to_the(screen, "2024-01-16")
        await screen.press("m")
        assert "marked 16 Jan 2024, as known now" in screen.lines[-1]
        await to_the(screen, "2024-01-18")
        await screen.press("equals_sign")
        assert "Compare IRN–PAK" in screen.lines[1]
        assert "from  16 Jan 2024, as known now" in screen.lines[2]
        assert "to    18 Jan 2024, as known now" in screen.lines[3]
        seen = await everything(screen)
        assert "ambassador at post → ambassador recalled" in seen
        changed = seen.index("Head of mission PAK → IRN")
        assert "2024-01-17  ambassador_recalled of recall" in seen[changed : changed + 4 * size[0]]
        assert "Came into the state (2)" in seen
        assert "What was learned" not in seen
        assert "dispute open, highest 4, last act 2024-01-16 →" in " ".join(seen.split())
        assert "open: yes" not in seen


async def test_whichever_moment_was_marked_the_earlier_is_told_first(drive, database) -> None:
    async with drive(database) as screen:
        await to_the(screen, "2024-01-18")
        await screen.press("m")
        await to_the(screen, "2024-01-16")
        await screen.press("equals_sign")
        assert "from  16 Jan 2024" in screen.lines[2]
        assert "to    18 Jan 2024" in screen.lines[3]


async def test_two_states_of_knowledge_tell_what_was_learned_by_which_entries(drive, database) -> None:
    async with drive(database) as screen:
        await to_the(screen, "2024-01-21")
        await screen.press(
            "left_square_bracket", "left_square_bracket", "left_square_bracket", "m", "right_curly_bracket"
        )
        await screen.press("equals_sign")
        assert "from  21 Jan 2024, as known on 25 Jan 2024 12:00" in screen.lines[2]
        seen = await everything(screen)
        assert "What was learned" in seen
        assert "Left the state (1)" in seen
        assert "− 2024-01-20  A third strike" in seen
        told = seen[seen.index("What was learned") :]
        assert "retracted" in told
        assert "it did not happen" in told
        assert "Otherwise on these dates" in seen


async def test_where_both_clocks_moved_each_change_says_which_of_them_made_it(drive, database) -> None:
    async with drive(database) as screen:
        await to_the(screen, "2024-01-18")
        await screen.press(
            "left_square_bracket", "left_square_bracket", "left_square_bracket", "m", "right_curly_bracket"
        )
        await to_the(screen, "2024-01-21")
        await screen.press("equals_sign")
        seen = await everything(screen)
        assert "(by the date)" in seen or "(by both)" in seen


async def test_a_line_of_the_comparison_opens_its_development_and_esc_leads_back(drive, database) -> None:
    async with drive(database) as screen:
        await to_the(screen, "2024-01-16")
        await screen.press("m")
        await to_the(screen, "2024-01-17")
        await screen.press("equals_sign", "g")
        assert "ambassador_recalled of recall" in screen.line("▌")
        await screen.press("enter")
        assert "Development recall" in screen.text
        await screen.press("escape")
        assert "Compare IRN–PAK" in screen.text
        await screen.press("escape")
        assert "1 Relations" in screen.text


async def test_what_left_the_state_opens_as_it_was_before(drive, database) -> None:
    async with drive(database) as screen:
        await to_the(screen, "2024-01-21")
        await screen.press(
            "left_square_bracket", "left_square_bracket", "left_square_bracket", "m", "right_curly_bracket"
        )
        await screen.press("equals_sign", "G")
        while "A third strike" not in screen.line("▌") or "−" not in screen.line("▌"):
            await screen.press("k")
        await screen.press("enter")
        assert "as known on" in screen.header
        assert "× retracted" not in screen.text


async def test_the_mark_stands_on_the_scrubber_until_it_is_lifted(drive, database) -> None:
    async with drive(database) as screen:
        await to_the(screen, "2024-01-16")
        await screen.press("m")
        await to_the(screen, "2024-01-19")
        assert "◆" in screen.line("  date")
        await to_the(screen, "2024-01-16")
        await screen.press("m")
        assert "the mark is lifted" in screen.lines[-1]
        assert "◆" not in screen.line("  date") + screen.line(" known")


async def test_where_nothing_differs_it_says_so(drive, database) -> None:
    async with drive(database) as screen:
        await to_the(screen, "2024-06-01")
        await screen.press("j", "m", "right", "equals_sign")
        assert "Nothing differs." in screen.text


def test_components_are_named_as_a_person_says_them() -> None:
    assert component_words("head{PAK>IRN}") == "Head of mission PAK → IRN"
    assert component_words("relations") == "Relations"


def test_what_is_said_otherwise_is_headed_by_what_it_says_of_itself_though_no_entry_of_its_own_was_learned() -> None:
    change = {"what": "claims", "old": [], "new": [{"aspect": "killed", "value": 2, "by": "Iran"}]}
    row = {
        "development": "d1",
        "type": "strike_conducted",
        "date": "2024-01-16",
        "summary": "A strike",
        "from": "knowledge",
    }
    document = {
        "before": {"as_of": "2024-01-18", "known_at": None}, "after": {"as_of": "2024-01-18", "known_at": None},
        "tension": {"old": 1.0, "new": 1.0}, "components": [], "came": [], "left": [], "learned": [], "stretches": [],
        "changed": [{**row, "changes": [change]}],
    }  # fmt: skip
    said = ["".join(piece.text for piece in drawn.pieces) for drawn in difference_lines(document, 80)]
    assert "~ 2024-01-16  A strike" in said
    assert all("d1" not in words for words in said)
