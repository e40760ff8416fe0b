"""Standing on another date, or on earlier knowledge: what the screens show then."""

from datetime import date
from threading import Event

import pytest
from textual.events import Key

from tests.tui.conftest import recorded
from tracker.application.store.writing import Writer
from tracker.domain.occurrence import on
from tui.provider import Provider
from tui.screens import loading
from tui.widgets.bars import Prompt


async def test_going_back_changes_the_head_of_mission_and_raises_the_banner(drive, database) -> None:
    async with drive(database) as screen:
        assert "ambassador recalled" in screen.line("Head of mission")
        assert "◷" not in screen.header
        await screen.press("t")
        await screen.type("2024-01-16")
        await screen.press("enter")
        assert "◷ PAST" in screen.header
        assert "Relations on 16 Jan 2024, as known now" in screen.header
        assert "ambassador recalled" not in screen.line("Head of mission")
        assert "╍" in screen.line("1 Relations")
        await screen.press("full_stop")
        assert "Relations today, as known now" in screen.header
        assert "╍" not in screen.text


async def test_arrows_move_by_day(drive, database) -> None:
    async with drive(database) as screen:
        await screen.press("left")
        assert "Relations on 31 Dec 2025, as known now" in screen.header
        await screen.press("h", "right")
        assert "31 Dec 2025" in screen.header
        await screen.press("l")
        assert "Relations today" in screen.header


async def test_angle_brackets_move_by_development(drive, database) -> None:
    async with drive(database) as screen:
        await screen.press("home")
        assert "14 Jan 2024" in screen.header
        await screen.press("greater_than_sign", "greater_than_sign")
        assert "17 Jan 2024" in screen.header
        await screen.press("less_than_sign")
        assert "16 Jan 2024" in screen.header
        await screen.press("end", "greater_than_sign")
        assert "no development of this pair lies beyond" in screen.lines[-1]


async def test_going_back_in_knowledge_hides_what_was_not_known(drive, database) -> None:
    async with drive(database) as screen:
        assert "Mediators" in screen.text
        await screen.press("left_square_bracket", "left_square_bracket", "left_square_bracket")
        assert "Relations today, as known on 25 Jan 2024 12:00" in screen.header
        assert "Mediators" in screen.text
        assert "A third strike" in screen.text
        assert "retracted" not in screen.text
        await screen.press("left_square_bracket")
        assert "◷ KNOWN THEN" in screen.header
        assert "Mediators" not in screen.text
        await screen.press("right_curly_bracket")
        assert "Mediators" in screen.text


async def test_both_clocks_are_said_together(drive, database) -> None:
    async with drive(database, (80, 24)) as screen:
        for key, text in (("t", "2024-01-17"), ("T", "2024-01-19 12:00")):
            await screen.press(key)
            await screen.type(text)
            await screen.press("enter")
        assert "Relations on 17 Jan 2024, as known on 19 Jan 2024 12:00" in screen.header


async def test_a_date_that_is_none_is_said_with_what_was_expected(drive, database) -> None:
    async with drive(database) as screen:
        await screen.press("t")
        await screen.type("2024-13-45")
        await screen.press("enter")
        assert "write 2024-01-17" in screen.lines[-1]
        assert "Relations today" in screen.header


async def test_a_moment_is_typed_as_the_header_says_it(drive, database) -> None:
    async with drive(database) as screen:
        for key, text, said in (
            ("T", "19 Jan 2024 12:00", "as known on 19 Jan 2024 12:00"),
            ("T", "14:30", "as known on 19 Jan 2024 14:30"),
            ("t", "17 Jan 2024 04:30", "on 17 Jan 2024 04:30,"),
            ("t", "5:00", "on 17 Jan 2024 05:00,"),
        ):
            await screen.press(key)
            await screen.type(text)
            await screen.press("enter")
            assert said in screen.header, screen.lines[-1]


async def test_what_will_be_known_is_not_asked_for(drive, database) -> None:
    async with drive(database) as screen:
        await screen.press("T")
        await screen.type("2030-01-01")
        await screen.press("enter")
        assert "1 Jan 2030 23:59 is still to come" in screen.lines[-1]
        assert "as known now" in screen.header
        await screen.press("ctrl+u")
        await screen.type("1 jan 2026 12:00")
        await screen.press("enter")
        assert "as known on 1 Jan 2026 12:00" in screen.header
        await screen.press("T")
        await screen.type("today")
        await screen.press("enter")
        assert "as known now" in screen.header, "that is all that is known"


@pytest.mark.parametrize(("key", "asked"), [("t", "date"), ("T", "as known at")])
async def test_a_wrong_date_stays_in_its_prompt_until_it_is_mended(drive, database, key, asked) -> None:
    async with drive(database) as screen:
        await screen.press(key)
        await screen.type("31 feb 2024")
        await screen.press("enter")
        assert "31 feb 2024 is no day of the calendar" in screen.lines[-1]
        assert f"{asked}  31 feb 2024" in screen.lines[-2]
        await screen.press("backspace")
        assert "no day" not in screen.lines[-1]
        await screen.press("ctrl+u")
        await screen.type("17 jan 2024")
        await screen.press("enter")
        assert "17 Jan 2024" in screen.header
        assert not screen.app.screen.query_one(Prompt).display


async def test_esc_leaves_a_date_that_was_refused_and_what_was_said_of_it(drive, database) -> None:
    async with drive(database) as screen:
        await screen.press("t")
        await screen.type("foo")
        await screen.press("enter", "escape", "1")
        assert "no date" not in screen.lines[-1]
        assert "Relations today" in screen.header
        assert not screen.app.screen.query_one(Prompt).display
        await screen.press("left")
        assert "on 31 Dec 2025" in screen.header


async def test_the_evidence_is_shown_as_it_was_known(drive, database) -> None:
    async with drive(database) as screen:
        await screen.press("left_curly_bracket", "3")
        assert "strike" not in screen.text
        await screen.press("right_square_bracket", "enter")
        assert "strike_conducted of strike-1" in screen.text
        assert "as known on 16 Jan 2024" in screen.header
        assert "Iran" not in screen.text


async def test_the_tracks_are_dragged_with_the_mouse(drive, database) -> None:
    async with drive(database) as screen:
        row = next(index for index, line in enumerate(screen.lines) if line.startswith("  date"))
        await screen.pilot.click(offset=(9, row))
        await screen.settle()
        assert "Relations on 13 Jan 2024, as known now" in screen.header
        await screen.pilot.click(offset=(8, row + 1))
        await screen.settle()
        assert "as known on 14 Jan 2024" in screen.header


async def test_what_was_learned_once_stands_amid_its_track_and_now_at_the_right_end(drive, database) -> None:
    async with drive(database, (100, 30)) as screen:
        await screen.press("j")
        track = slice(8, 81)
        assert screen.line(" known  ")[track] == f"{'─' * 36}•{'─' * 35}▕"
        await screen.press("left_square_bracket")
        assert screen.line(" known  ")[track] == f"{'─' * 36}┃{'╌' * 36}"
        await screen.press("T")
        await screen.type("9 jan 2024")
        await screen.press("enter")
        assert screen.line(" known  ")[track].startswith("┃╌"), "nothing was known yet"


@pytest.mark.parametrize("width", [20, 40, 60, 66, 80, 250])
def test_the_sentence_of_the_clocks_says_as_known_in_any_room(database, width) -> None:
    from datetime import UTC, datetime

    from tui.provider import Provider

    here = Provider(database, now=lambda: datetime(2026, 1, 1, tzinfo=UTC)).standpoint()
    then = here.later(-700).known(datetime(2024, 1, 19, 12, tzinfo=UTC))
    assert "as known" in here.sentence(width)
    assert "as known" in then.sentence(width)
    assert len(then.sentence(width)) <= max(width, 26)


async def test_dates_are_typed_as_a_person_says_them_and_edited_on_the_way(drive, database) -> None:
    async with drive(database) as screen:
        await screen.press("t")
        await screen.type("8 jan 2024")
        await screen.press("home", "1", "enter")
        assert "on 18 Jan 2024" in screen.header
        await screen.press("T")
        await screen.type("yesterday")
        await screen.press("enter")
        assert "as known on 31 Dec 2025 23:59" in screen.header


async def test_who_goes_from_stop_to_stop_waits_for_the_stops_of_the_pair(drive, database, monkeypatch) -> None:
    there, stops = Event(), Provider.stops
    async with drive(database, (80, 24)) as screen:
        monkeypatch.setattr(Provider, "stops", lambda self, pair: there.wait(20) and stops(self, pair))
        seen = {}
        for key in ("less_than_sign", "home", "space", "left_square_bracket", "left_curly_bracket"):
            there.clear()
            await screen.pilot.press("k" if screen.app.screen.pair == "FRA-ITA" else "j", key)
            assert screen.app.screen.stands_now
            assert not screen.app.screen.plays
            there.set()
            await screen.settle()
            clocks, pair = screen.app.screen.standpoint.clocks, screen.app.screen.pair
            seen[key] = pair, f"{clocks.as_of.day}", clocks.known_at and f"{clocks.known_at:%Y-%m-%d}"
            screen.app.screen.stop_playing()
            await screen.press("full_stop")
        assert seen == {
            "less_than_sign": ("FRA-ITA", "2024-01-10", None),
            "home": ("IRN-PAK", "2024-01-14", None),
            "space": ("FRA-ITA", "2024-01-10", None),
            "left_square_bracket": ("IRN-PAK", "2026-01-01", "2024-01-27"),
            "left_curly_bracket": ("FRA-ITA", "2026-01-01", "2024-01-10"),
        }
        there.clear()
        for key in ("k", "less_than_sign", "left"):
            screen.app.post_message(Key(key, None))
        await screen.pilot.pause(0.05)
        there.set()
        main = screen.app.screen
        for _ in range(100):
            await screen.settle()
            if main.standpoint.day.day == 21:
                break
        assert (main.pair, f"{main.standpoint.day}") == ("IRN-PAK", "2024-01-21"), "the day before that of the note"


async def test_a_list_that_is_of_another_moment_still_says_that_it_is_read(drive, database, monkeypatch) -> None:
    there, relations = Event(), Provider.relations

    def slow(self, clocks, **more):
        there.wait(10)
        return relations(self, clocks, **more)

    async with drive(database) as screen:
        monkeypatch.setattr(loading, "LATE", 0.01)
        monkeypatch.setattr(Provider, "relations", slow)
        await screen.pilot.press("h")
        for _ in range(200):
            await screen.pilot.pause(0.02)
            if "reading" in screen.lines[1]:
                break
        assert "1 Relations 2 by tension, reading …" in screen.lines[1]
        there.set()
        await screen.settle()
        assert "reading" not in screen.lines[1]


async def test_where_the_log_goes_beyond_today_the_header_says_so(drive, database) -> None:
    with Writer(database) as writer:
        writer.submit(
            [recorded("ahead", on(date(2027, 2, 1)), "visit_cancelled", actors="IRN", targets="PAK", level="state")]
        )
    async with drive(database) as screen:
        said = "Relations on 1 Feb 2027, as known now: the last date in the log; today is 1 Jan 2026"
        assert screen.header.strip() == said
        await screen.press("h")
        assert "last date" not in screen.header
