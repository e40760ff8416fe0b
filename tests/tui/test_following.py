"""What another process records appears by itself; nothing that one reads moves, and a lost log comes back."""

import os
import pickle
import re
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.stores import new_database, server
from tracker.application.store.address import Address
from tracker.application.store.writing import Writer
from tracker.domain.catalogue import TYPES
from tracker.domain.commands import Command, Record
from tracker.domain.occurrence import on
from tui.widgets.evidence import EvidenceList
from tui.widgets.state import StateList
from tui.widgets.timeline import TimelineList

ROOT = Path(__file__).resolve().parents[2]
ELSEWHERE = """
import pickle, sys
from tests.tui.test_following import recorded, write
write(pickle.load(sys.stdin.buffer), recorded("new", 20, "ARM", "AZE"))
"""


def recorded(name: str, day: int, actor: str = "IRN", target: str = "PAK") -> Record:
    when = on(date(2024, 1, 1) + timedelta(days=day))
    development = TYPES["condemnation_issued"](
        id=name, occurred=when, actors=(actor,), targets=(target,), summary=f"words of {name}"
    )
    return Record(stream=name, id=f"c:{name}", known_from=datetime(2024, 12, 1, tzinfo=UTC), development=development)


def write(place: Address, *commands: Command) -> None:
    with Writer(place) as writer:
        writer.submit(commands)


def listed(screen) -> list[tuple[int, str]]:
    """The developments that the timeline shows, each with its line of the screen."""
    rows = [(number, re.search(r"IRN→PAK.*words of (\w+)", line)) for number, line in enumerate(screen.lines)]
    return [(number, found[1]) for number, found in rows if found]


async def until(screen, found, seconds: float = 20.0) -> None:
    """Wait until something is seen; what is read meanwhile is read to its end."""
    end = time.monotonic() + seconds
    while not found():
        assert time.monotonic() < end, screen.text
        await screen.pilot.pause(0.02)
    await screen.settle()


def write_elsewhere(place: Address) -> None:
    """Another process records a development of another pair."""
    subprocess.run(
        [sys.executable, "-c", ELSEWHERE], check=True, cwd=ROOT, input=pickle.dumps(place),
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip


def move(file: Path, to: Path) -> None:
    """Move a log with what SQLite keeps beside it."""
    for ending in ("", "-wal", "-shm"):
        if Path(f"{file}{ending}").exists():
            Path(f"{file}{ending}").rename(f"{to}{ending}")


def followers() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "following"]


@pytest.fixture
def log(anywhere: Address) -> Address:
    """Many developments between two states, in a file and on a server."""
    write(anywhere, *(recorded(f"d{number}", number) for number in range(1, 80)))
    return anywhere


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "here.db"
    write(path, *(recorded(f"d{number}", number) for number in range(1, 80)))
    return path


async def test_what_another_process_records_appears_by_itself_and_no_thread_is_left(drive, log) -> None:
    async with drive(log) as screen:
        assert "ARM–AZE" not in screen.text
        write_elsewhere(log)
        await until(screen, lambda: "ARM–AZE" in screen.text)
        assert len(followers()) == 1
    assert not followers()


async def test_the_line_one_stands_on_stays_where_it_is_while_lines_come_above_and_below(drive, file) -> None:
    async with drive(file, (120, 30)) as screen:
        timeline = screen.app.screen.query_one(TimelineList)
        await screen.press("3", *["k"] * 30)
        assert timeline.key == "d49"
        before, place = listed(screen), screen.lines.index(screen.line("▌2024"))
        assert len(before) > 8
        write(file, *(recorded(f"early{number}", number) for number in range(1, 9)), recorded("late", 100))
        await until(screen, lambda: timeline.total == 88)
        assert timeline.key == "d49"
        assert screen.lines.index(screen.line("▌2024")) == place
        assert listed(screen) == before
        assert "3 Timeline 88" in screen.text


async def test_the_state_and_the_development_one_reads_stay_where_they_are(drive, file) -> None:
    async with drive(file, (200, 16)) as screen:
        state, evidence = screen.app.screen.query_one(StateList), screen.app.screen.query_one(EvidenceList)
        await screen.press("2", *["j"] * 12)
        evidence.scroll_to(y=3, animate=False, force=True, immediate=True)
        title, seen = state.key.title, (state.cursor - state.scroll_offset.y, evidence.scroll_offset.y)
        assert evidence.scroll_offset.y == 3
        write(file, recorded("early", 1), recorded("other", 3, "ARM", "AZE"))
        await until(screen, lambda: screen.app.screen.query_one(TimelineList).total == 80)
        assert state.key.title == title
        assert (state.cursor - state.scroll_offset.y, evidence.scroll_offset.y) == seen


async def test_the_newest_end_that_was_asked_for_is_shown_though_news_overtake_the_answer(drive, file) -> None:
    async with drive(file) as screen:
        timeline = screen.app.screen.query_one(TimelineList)
        await screen.press("3", "g")
        assert timeline.key == "d1"
        screen.app.screen.load_all(settle=30.0, follow=True)
        screen.app.screen.news()
        await until(screen, lambda: timeline.key == "d79")


async def test_who_stands_in_the_past_stays_there(drive, file) -> None:
    async with drive(file) as screen:
        await screen.press("t")
        await screen.type("2024-01-16")
        await screen.press("enter")
        header = screen.header.partition("  . back")[0]
        assert "◷ PAST" in header
        write(file, recorded("early", 5), recorded("late", 100))
        timeline = screen.app.screen.query_one(TimelineList)
        total = timeline.total
        await until(screen, lambda: timeline.total == total + 1)
        assert screen.header.startswith(f"{header}  "), "behind that only how much is new is said"


async def test_a_development_that_is_open_stays_open(drive, file) -> None:
    async with drive(file) as screen:
        await screen.press("3", "enter")
        before = screen.text
        assert "words of d79" in before
        main = screen.app.screen_stack[-2]
        write(file, recorded("late", 100))
        await until(screen, lambda: len(main.spots) == 80)
        assert screen.text == before


async def test_the_first_pair_of_an_empty_log_is_shown_with_its_state(drive, tmp_path) -> None:
    path = tmp_path / "empty.db"
    path.touch()
    async with drive(path) as screen:
        write(path, recorded("first", 3))
        await until(screen, lambda: "2 IRN–PAK" in screen.text)
        assert "words of first" in screen.text


async def test_a_long_import_is_seen_to_grow(drive, file) -> None:
    """News that come faster than they can be read do not keep each other from being shown."""
    async with drive(file) as screen:
        main, over = screen.app.screen, time.monotonic() + 3
        seen = set()
        while time.monotonic() < over:
            main.news()
            await screen.pilot.pause(0.01)
            if main._catching_up and len(seen) < 3:
                write(file, recorded(f"more{len(seen)}", 90))
            seen.add(main.query_one(TimelineList).total)
        assert len(seen) > 2
        await screen.settle()


async def test_a_server_that_is_away_is_said_in_the_header_and_what_was_recorded_since_is_shown(drive) -> None:
    with server() as found:
        place = new_database(found.address())
        write(place, recorded("d1", 1), recorded("d2", 2, "ARM", "AZE"))
        async with drive(place, (100, 30)) as screen:
            found.stop("immediate")
            await until(screen, lambda: "reconnecting" in screen.header)
            assert "as known now" in screen.header
            await screen.press("j")
            assert "1 Relations 2" in screen.text
            assert "cannot be reached" in screen.lines[-1]
            found.start()
            write(place, recorded("d3", 3, "FRA", "ITA"))
            await until(screen, lambda: "FRA–ITA" in screen.text)
            assert "reconnecting" not in screen.header


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)], ids=str)
async def test_a_file_that_was_taken_away_and_comes_back_is_gone_on_with(drive, file, size) -> None:
    away = file.with_name("away.db")
    async with drive(file, size) as screen:
        move(file, away)
        await until(screen, lambda: "reconnecting" in screen.header)
        assert "known now" in screen.header
        write_elsewhere(away)
        move(away, file)
        await until(screen, lambda: "ARM–AZE" in screen.text)
        assert "reconnecting" not in screen.header


async def test_what_is_recorded_in_a_copy_that_took_the_place_of_the_file_is_shown(drive, file) -> None:
    copy = file.with_name("copy.db")
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
    async with drive(file) as screen:
        write(copy, recorded("new", 20, "ARM", "AZE"))
        copy.rename(file)
        await until(screen, lambda: "ARM–AZE" in screen.text)
        assert "reconnecting" not in screen.header


async def test_another_log_in_its_place_is_said_and_shown_only_when_asked_for(drive, file) -> None:
    other = file.with_name("other.db")
    write(other, recorded("other", 3, "FRA", "ITA"))
    async with drive(file) as screen:
        other.rename(file)
        await until(screen, lambda: "The database cannot be read" in screen.text)
        assert "another log lies there now" in screen.text
        assert not followers()
        await screen.press("r")
        assert "FRA–ITA" in screen.text
        assert "IRN–PAK" not in screen.text
        write(file, recorded("more", 3, "ARM", "AZE"))
        await until(screen, lambda: "ARM–AZE" in screen.text)
