"""Reading relations on the real screens, by keys."""

import re

import pytest

from tests.tui.conftest import january, recorded
from tests.tui.test_walking import to_the
from tracker.application.store.writing import Writer

SIZES = [(80, 24), (120, 40), (200, 60)]
EVERY_SIZE = pytest.mark.parametrize("size", [*SIZES, (250, 80), (40, 10)], ids=str)
USUAL = pytest.mark.parametrize("size", SIZES, ids=str)


@EVERY_SIZE
async def test_the_header_says_as_known_at_every_size_now_and_then(drive, database, size) -> None:
    async with drive(database, size) as screen:
        assert "as known now" in screen.header
        await screen.press("home", "left_square_bracket")
        assert "as known" in screen.header
        assert "as known now" not in screen.header


@USUAL
async def test_the_opening_screen_says_the_heads_of_mission_in_words(drive, database, size) -> None:
    async with drive(database, size) as screen:
        assert "Relations today, as known now" in screen.header
        assert "ambassador at post" in screen.text
        assert "ambassador recalled" in screen.text


@USUAL
async def test_the_pairs_stand_by_tension_with_bar_number_word_trend_and_reason(drive, database, size) -> None:
    async with drive(database, size) as screen:
        tense, calm = screen.text.index("IRN–PAK "), screen.text.index("FRA–ITA ")
        assert tense < calm
        row = screen.line("▌IRN–PAK")
        assert re.search("[▁▂▃▄▅▆▇█]{5}", row)
        assert "9.0 crisis" in row
        assert "strike conducted open since 2024-01-16" in screen.text


async def test_moving_the_selection_shows_another_state(drive, database) -> None:
    async with drive(database) as screen:
        assert "2 IRN–PAK" in screen.text
        await screen.press("j")
        assert "2 FRA–ITA" in screen.text
        assert "FRA → ITA" in screen.text


async def test_a_narrow_screen_shows_one_pane_at_a_time(drive, database) -> None:
    async with drive(database, (80, 24)) as screen:
        assert "1 Relations" in screen.text
        await screen.press("enter")
        assert "2 IRN–PAK" in screen.text
        assert "1 Relations" not in screen.text
        await screen.press("tab")
        assert "3 Timeline" in screen.text
        await screen.press("escape")
        assert "1 Relations" in screen.text


async def test_both_directions_of_the_state_stand_side_by_side(drive, database) -> None:
    async with drive(database) as screen:
        heads = screen.line("Head of mission")
        assert heads.index("ambassador at post") < heads.index("ambassador recalled")
        assert "CHN: offered" in screen.line("Mediators")


@USUAL
async def test_a_component_opens_to_the_developments_behind_it(drive, database, size) -> None:
    async with drive(database, size) as screen:
        await screen.press("2")
        while "Head of mission" not in screen.line("▌"):
            await screen.press("j")
        await screen.press("enter")
        assert "Head of mission: why" in screen.text
        assert "ambassador_recalled of recall" in screen.text
        await screen.press("escape")
        assert "Head of mission: why" not in screen.text


async def test_a_component_of_which_nothing_is_known_says_so(drive, database) -> None:
    async with drive(database) as screen:
        await screen.press("2")
        while "Ceasefire" not in screen.line("▌"):
            await screen.press("j")
        await screen.press("enter")
        assert "nothing that was recorded says anything of it" in screen.lines[-1]


async def test_the_timeline_marks_retracted_uncertain_and_disputed_developments(drive, database) -> None:
    async with drive(database, (170, 50)) as screen:
        await screen.press("3")
        assert "▼ −9.0 IRN→PAK" in screen.line("strike_conducted of strike-1")
        assert "≠" in screen.line("└ strike_conducted of strike-2")
        gone = screen.line("A third strike")
        assert "×" in gone
        assert "retracted: it did not happen" in gone
        struck = [segment for strip in screen.strips for segment in strip if "A third strike" in segment.text]
        assert struck[0].style.strike
        await screen.press("t")
        await screen.type("2024-01-18")
        await screen.press("enter")
        assert "~" in screen.line("2024-01-22≈▽").partition("PAK→IRN")[2]


@USUAL
async def test_a_development_shows_sources_quotations_grade_claims_and_history(drive, database, size) -> None:
    async with drive(database, size) as screen:
        await screen.press("3", "g")
        while "strike-2" not in screen.line("▌"):
            await screen.press("j")
        await screen.press("enter")
        assert "“a sovereign right to defend itself” (at 7)" in screen.text
        assert "The Wire" in screen.text
        assert "≠ accounts differ" in screen.text
        first = screen.text.index("deputy governor")
        assert first < screen.text.index("at least 4")
        await screen.press("G")
        for _ in range(3):
            await screen.press("k")
        assert "strike-1" in screen.text
        await screen.press("escape")
        assert "3 Timeline" in screen.text


async def test_ties_stand_below_their_own_heading_with_date_and_words_and_lead_to_the_other(drive, database) -> None:
    async with drive(database, (80, 40)) as screen:
        screen.app.open_development("strike-2", screen.app.screen.standpoint)
        await screen.settle()
        grade, ties, law = (screen.text.index(f"\n  {title}") for title in ("Grade", "Ties (1)", "Law and effect"))
        assert grade < ties < screen.text.index("↖ answers 2024-01-16  strike_conducted of strike-1") < law
        await screen.press("g", "enter")
        assert "Development strike-1" in screen.lines[1]
        assert "↘ answered by 2024-01-18  strike_conducted of strike-2" in screen.text
        await screen.press("enter")
        assert "Development strike-2" in screen.lines[1]


async def test_developments_that_lead_round_and_round_are_gone_back_to(drive, database) -> None:
    async with drive(database) as screen:
        below = len(screen.app.screen_stack)
        for name in ("strike-2", "mediation", "strike-1"):
            screen.app.open_development(name, screen.app.screen_stack[0].standpoint)
            await screen.settle()
        while "answered by" not in screen.line("▌"):
            await screen.press("j")
        await screen.press("enter")
        assert len(screen.app.screen_stack) == below + 1
        assert "Development strike-2" in screen.text
        assert "“a sovereign right to defend itself” (at 7)" in screen.text
        await screen.press("escape")
        assert "3 Timeline" in screen.text


async def test_a_development_as_seen_from_another_date_is_another_page(drive, database) -> None:
    async with drive(database) as screen:
        now, below = screen.app.screen.standpoint, len(screen.app.screen_stack)
        for standpoint in (now, now.later(-1), now.later(-2), now.later(-1)):
            screen.app.open_development("strike-1", standpoint)
            await screen.settle()
        assert [page.standpoint.day for page in screen.app.screen_stack[below:]] == [now.day, now.later(-1).day]


async def test_claims_stand_in_a_table_of_who_said_what(drive, database) -> None:
    async with drive(database) as screen:
        screen.app.open_development("strike-2", screen.app.screen.standpoint)
        await screen.settle()
        table = screen.lines[screen.lines.index(screen.line("who says so")) :]
        rows = [line for line in table if "deputy governor" in line or "Pakistan" in line]
        assert [line.split()[0] for line in rows] == ["9", "at"]
        assert {line.index("test/wire") for line in rows} == {rows[0].index("test/wire")}


async def test_a_filter_leaves_the_rows_that_hold_its_words(drive, database) -> None:
    async with drive(database) as screen:
        await screen.press("slash")
        await screen.type("fra")
        assert "1 of 2 with 'fra'" in screen.text
        assert "2 FRA–ITA" in screen.text
        await screen.press("enter", "escape")
        assert "1 Relations 2" in screen.text


async def test_help_lists_every_command_of_the_screen(drive, database) -> None:
    from tui.commands import commands_on

    async with drive(database, (200, 160)) as screen:
        await screen.press("question_mark")
        for command in commands_on("relations"):
            assert command.help.split(":")[0] in screen.text
        await screen.press("escape")
        assert "1 Relations" in screen.text


async def test_keys_that_cannot_be_used_say_why(drive, database) -> None:
    async with drive(database) as screen:
        await screen.press("n")
        assert "this is now" in screen.lines[-1]


async def test_q_leaves(drive, database) -> None:
    async with drive(database) as screen:
        await screen.pilot.press("q")
        assert screen.app._exit


async def test_a_click_selects_and_a_second_opens(drive, database) -> None:
    async with drive(database, (80, 24)) as screen:
        row = next(index for index, line in enumerate(screen.lines) if "FRA–ITA" in line)
        await screen.pilot.click(offset=(5, row))
        await screen.settle()
        assert "▌FRA–ITA" in screen.text
        await screen.pilot.click(offset=(5, row), times=2)
        await screen.settle()
        assert "2 FRA–ITA" in screen.text


async def test_resizing_flows_the_panes_anew(drive, database) -> None:
    async with drive(database, (200, 60)) as screen:
        assert all(name in screen.text for name in ("1 Relations", "2 IRN–PAK", "3 Timeline", "Development"))
        await screen.pilot.resize_terminal(80, 24)
        await screen.settle()
        assert "1 Relations" in screen.text
        assert "3 Timeline" not in screen.text
        await screen.pilot.resize_terminal(120, 40)
        await screen.settle()
        assert "3 Timeline" in screen.text


async def test_a_pair_that_a_filter_leaves_once_another_date_lists_it_is_the_one_that_is_shown(drive, database) -> None:
    async with drive(database) as screen:
        await screen.press("j")
        await to_the(screen, "2024-01-12")
        await screen.press("slash", *"irn", "enter")
        assert "0 of 1" in screen.text
        assert "FRA–ITA" in screen.line(" 2 ")
        await to_the(screen, "2024-01-18")
        assert "IRN–PAK 9" in screen.line(" 2 ")


async def test_a_pair_that_one_looks_at_stays_where_its_date_is_before_its_first_development(drive, database) -> None:
    async with drive(database) as screen:
        await to_the(screen, "2024-01-12")
        assert "IRN–PAK" in screen.line(" 2 ")
        assert "IRN–PAK" not in screen.line("FRA–ITA")
        await to_the(screen, "2024-01-18")
        assert screen.app.screen.query_one("#relations").key == screen.app.screen.pair == "IRN-PAK"
        await to_the(screen, "2024-01-12")
        await screen.press("enter")
        assert "FRA–ITA" in screen.line(" 2 ")


async def test_tension_and_cooperation_open_to_the_developments_that_weigh_most(drive, database) -> None:
    async with drive(database) as screen:
        await to_the(screen, "2024-01-20")
        await screen.press("2", "G", "k", "enter")
        assert "Tension: why" in screen.text
        shown = [line.strip() for line in screen.lines if line.strip(" ▌▏").startswith("strike_conducted of")]
        assert shown == ["▌strike_conducted of strike-2", "strike_conducted of strike-1"]
        await screen.press("enter")
        assert screen.app.screen.kind == "development"
        await screen.press("escape", "escape", "G", "enter")
        assert "Cooperation: nothing that was recorded says anything of it" in screen.lines[-1]


async def test_cooperation_opens_to_what_was_done_for_it(drive, database) -> None:
    with Writer(database) as writer:
        writer.submit([recorded("calls", january(19), "talks_held", actors=("IRN", "PAK"), format="phone")])
    async with drive(database) as screen:
        await to_the(screen, "2024-01-20")
        await screen.press("2", "G", "enter")
        assert "Cooperation: why" in screen.text
        assert "talks_held of calls" in screen.text


async def test_the_end_of_a_list_shows_the_lines_beyond_the_last_that_can_be_stood_upon(drive, database) -> None:
    async with drive(database, (80, 16)) as screen:
        await screen.press("2", "G")
        assert "Because" in screen.text
        assert screen.app.screen.rows.key.title == "Cooperation"
        await screen.press("g")
        assert "Representation" in screen.text


async def test_a_disputed_line_opens_the_claims_that_differ(drive, database) -> None:
    async with drive(database, (80, 12)) as screen:
        await screen.press("2")
        for _ in range(40):
            if not screen.app.screen.rows.key.title.startswith("Disputed: casualties"):
                await screen.press("j")
        await screen.press("enter")
        assert "killed ≠ accounts differ" in screen.text
