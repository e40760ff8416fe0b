"""What is new since one last looked: signed until it is looked at, listed, and marked as read by an entry."""

from datetime import UTC, datetime
from pathlib import Path
from threading import Event

import pytest

from tests.tui.test_desk_forms import recall
from tests.tui.test_following import until
from tracker.application.marks import mark_of, mark_read
from tracker.application.store.reader import Reader
from tracker.application.store.writing import Writer
from tracker.domain.catalogue import TYPES
from tracker.domain.commands import Record, Retract
from tracker.domain.occurrence import on
from tui.following import Found, Lost
from tui.provider import Provider


@pytest.fixture(autouse=True)
def named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKER_BY", "ana")


def last(path: Path) -> int:
    with Reader(path) as reader:
        return reader.last_position()


def add(path: Path, name: str, *, retract: str | None = None, by: str = "") -> None:
    """Another desk records a condemnation of Iran by Pakistan, and may retract another development."""
    day = datetime(2025, 12, 31, tzinfo=UTC)
    development = TYPES["condemnation_issued"](
        id=name, occurred=on(day.date()), actors="PAK", targets="IRN", summary=f"{name} was said",
        sources=("https://example.org/x",),
    )  # fmt: skip
    with Writer(path) as writer:
        writer.submit([Record(stream=name, id=name, known_from=day, by=by, development=development)])
        if retract:
            writer.submit([Retract(stream=retract, id="t", known_from=day, reason="it was a rumour")])


async def test_what_is_new_since_the_mark_is_said_on_opening_and_listed_by_pair(database, drive) -> None:
    mark_read(database, "ana", last(database), "ana")
    add(database, "late-word", retract="recall")
    async with drive(database) as screen:
        assert "2 new or otherwise since you marked what you had read: N shows them" in screen.lines[-1]
        assert screen.app.screen.fresh.pairs == {"IRN-PAK"}
        assert screen.app.screen.fresh.developments == {"late-word", "recall"}
        await screen.press("N")
        assert "for ana: 2" in screen.lines[0]
        assert "late-word was said" in screen.text
        assert screen.text.count("it was a rumour") == 1
        await screen.press("enter")
        assert "Development" in screen.text


async def test_claims_are_said_in_the_words_of_the_evidence(database, drive) -> None:
    async with drive(database, (80, 24)) as screen:
        await screen.press("N")
        assert "claimed; killed: 3, says Iran" in screen.text
        assert "aspect" not in screen.text


async def test_marking_as_read_is_an_entry_and_nothing_is_new_then(database, drive) -> None:
    mark_read(database, "ana", 3, "ana")
    async with drive(database) as screen:
        await screen.press("N", "m")
        assert "marked: you have read up to entry" in screen.lines[-1]
        await screen.press("N")
        assert "Nothing is new." in screen.text
        await screen.press("m")
        assert "nothing is new" in screen.lines[-1]
    with Reader(database) as reader:
        assert mark_of(reader, "ana") == last(database) - 1
        assert mark_of(reader, "ben") == 0


async def test_what_one_records_here_is_no_news_and_the_timeline_goes_to_it(database, drive) -> None:
    mark_read(database, "ana", last(database), "ana")
    async with drive(database) as screen:
        await screen.press("3", "g")
        await recall(screen, "Iran called its ambassador home")
        await screen.press("ctrl+s")
        shown = screen.app.screen.query_one("#timeline")
        await until(screen, lambda: "called its ambassador" in screen.text)
        assert shown.key not in ("pos", "wrong")
        assert shown.read[shown.key].summary == "Iran called its ambassador home"
        main = screen.app.screen
        await until(screen, lambda: not any(worker.group == "fresh" for worker in screen.app.workers))
        assert not main.fresh.developments
        await screen.press("N")
        assert "for ana: 0" in screen.lines[0]
        assert "Nothing is new." in screen.text
        await screen.press("escape")
        add(database, "late-word", retract=shown.key)
        await until(screen, lambda: main.fresh.developments)
        await until(screen, lambda: len(main.fresh) == 2)
        assert shown.key in main.fresh.developments, "others said more of it"


async def test_while_the_log_is_away_news_and_forms_say_so(database, drive) -> None:
    async with drive(database, (80, 24)) as screen:
        screen.app.stop_following()
        away = database.rename(database.with_name("away.db"))
        screen.app.provider.renew()
        screen.app.post_message(Lost())
        await screen.press("N")
        assert "… reconnecting New" in screen.lines[0]
        assert "The log cannot be reached" in screen.text
        assert "Nothing is new" not in screen.text
        await screen.press("m")
        assert "the log cannot be reached" in screen.lines[-1]
        away.rename(database)
        screen.app.post_message(Found())
        await screen.settle()
        assert "reconnecting" not in screen.text
        assert "for ana:" in screen.lines[0]
        await screen.press("escape", "r")
        screen.app.post_message(Lost())
        await screen.settle()
        assert "… reconnecting" in screen.lines[0]
        screen.app.post_message(Found())
        await screen.settle()
        assert "reconnecting" not in screen.text


async def test_without_a_mark_only_what_comes_while_one_reads_is_new_and_it_is_signed_until_looked_at(
    database, drive
) -> None:
    async with drive(database) as screen:
        assert "new or otherwise" not in screen.lines[-1]
        await screen.press("3", "g")
        add(database, "late-word")
        for _ in range(40):
            await screen.pilot.pause(0.1)
            await screen.settle()
            if "late-word" in screen.text and "•" in screen.line("late-word"):
                break
        assert "•" in screen.line("late-word")
        await screen.press("G")
        assert "•" not in screen.line("late-word")
        await screen.press("k")
        assert "•" not in screen.line("late-word")


async def test_who_opened_a_log_before_is_told_on_opening_what_is_new_since_and_nothing_is_marked(
    database, drive, monkeypatch
) -> None:
    monkeypatch.setenv("TRACKER_BY", "zoe")
    first = last(database)
    async with drive(database) as screen:
        await until(screen, lambda: not any(worker.group == "fresh" for worker in screen.app.workers))
        assert "new or otherwise" not in screen.text
    add(database, "late-word", retract="recall")
    for _ in range(2):
        async with drive(database) as screen:
            assert "2 new or otherwise since you first opened this log: N shows them" in screen.lines[-1]
            assert screen.app.screen.fresh.developments == {"late-word", "recall"}
            await screen.press("N")
            assert f"for zoe: 2 since you first opened it at entry {first}" in screen.lines[0]
    with Reader(database) as reader:
        assert mark_of(reader, "zoe") == 0, "opening writes nothing to the log"
    async with drive(database) as screen:
        await screen.press("N", "m")
    async with drive(database) as screen:
        assert "new or otherwise" not in screen.text
        await screen.press("N")
        assert "Nothing is new." in screen.text
        assert f"for zoe: 0 since entry {first + 2}" in screen.lines[0]
    monkeypatch.setenv("TRACKER_BY", "ben")
    async with drive(database) as screen:
        assert "new or otherwise" not in screen.text, "who never opened it looks for the first time"


async def test_what_one_wrote_oneself_is_no_news_at_the_next_opening(database, drive) -> None:
    async with drive(database) as screen:
        await screen.settle()
    add(database, "own-word", by="ana")
    async with drive(database) as screen:
        assert "new or otherwise" not in screen.text
    add(database, "word-of-ben", by="ben")
    async with drive(database) as screen:
        assert "1 new or otherwise since you first opened this log: N shows them" in screen.lines[-1]
        await screen.press("N")
        assert "word-of-ben was said" in screen.text
        assert "own-word" not in screen.text


async def test_another_log_under_the_same_name_was_not_looked_at(database, drive) -> None:
    async with drive(database) as screen:
        await screen.settle()
    database.unlink()
    add(database, "other-word")
    for number in range(last(database) + 20):
        add(database, f"word-{number}")
    async with drive(database) as screen:
        assert "new or otherwise" not in screen.text


async def test_news_are_read_a_page_at_a_time_the_newest_first(database, drive, monkeypatch) -> None:
    monkeypatch.setattr("tui.provider.MOST_NEWS", 3)
    mark_read(database, "ana", 1, "ana")
    for name in ("word-a", "word-b", "word-c"):
        add(database, name)
    async with drive(database) as screen:
        assert "more than 3 new or otherwise" in screen.lines[-1]
        await screen.press("N")
        assert "for ana: the newest 3 since entry 1," in screen.lines[0]
        assert "word-a was said" in screen.text
        assert "recall" not in screen.text
        await screen.press("G", "enter")
        assert "for ana: the newest 6 since entry 1," in screen.lines[0]
        assert "before entry" in screen.text
        assert "•" not in screen.text, "older ones that were asked for did not come of themselves"
        for _ in range(2):
            await screen.press("G", "enter")
        assert "not read yet" not in screen.text
        assert "for ana: 11 since entry 1," in screen.lines[0]


async def test_what_is_still_being_read_is_not_said_to_be_nothing(database, drive, monkeypatch) -> None:
    may_answer, news = Event(), Provider.news

    def slowly(self: Provider, *args, **named):
        may_answer.wait(10.0)
        return news(self, *args, **named)

    async with drive(database) as screen:
        monkeypatch.setattr(Provider, "news", slowly)
        await screen.pilot.press("N")
        await screen.pilot.pause(0.05)
        assert "New: reading …" in screen.lines[0]
        assert "Reading what is new …" in screen.text
        assert "Nothing is new" not in screen.text
        may_answer.set()
        await screen.settle()
        assert "eading" not in screen.text


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_what_comes_while_one_stands_in_the_past_is_counted_in_the_header(database, drive, size) -> None:
    async with drive(database, size) as screen:
        add(database, "now-word")
        await until(screen, lambda: screen.app.unseen == 1)
        assert " new" not in screen.header, "the lists themselves show it"
        await screen.press("t")
        await screen.type("2024-01-17")
        await screen.press("enter")
        assert "• 1 new" in screen.header
        add(database, "late-word")
        await until(screen, lambda: "• 2 new" in screen.header)
        assert "as known" in screen.header
        assert len(screen.header.rstrip()) <= size[0]
        await screen.press("M")
        assert "• 2 new" in screen.header
        await screen.press("escape")
        await screen.pilot.click("#clock", offset=(screen.header.index("2 new"), 0))
        await screen.settle()
        assert "late-word was said" in screen.text
