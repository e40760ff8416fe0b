"""Every screen that shows what the log says follows it: read again where it stands, what came is signed."""

import asyncio
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from textual.message import Message

from tests.tui.test_following import until
from tracker.application.store.following import Phase
from tracker.application.store.writing import Writer
from tracker.domain.catalogue import TYPES
from tracker.domain.commands import AddClaims, AddReports, Command, Record, Retract
from tracker.domain.evidence import Claim, Report
from tracker.domain.occurrence import on
from tui.following import Following, Lost
from tui.widgets.bars import ClockBar
from tui.widgets.state_layout import Behind

LATE = datetime(2024, 2, 1, tzinfo=UTC)


@pytest.fixture
def write(database: Path):
    """What another desk does while the dashboard is open."""

    def written(*commands: Command) -> None:
        with Writer(database) as writer:
            writer.submit(commands)

    return written


def recorded(name: str, day: int, type: str = "condemnation_issued", actor="PAK", target="IRN", **fields) -> Record:
    fields.setdefault("summary", f"words of {name}")
    development = TYPES[type](
        id=name, occurred=on(date(2023, 12, 31) + timedelta(days=day)), actors=actor, targets=target, sources=("https://example.org/x",), **fields
    )  # fmt: skip
    return Record(stream=name, id=f"c:{name}", known_from=LATE, development=development)


def claimed(stream: str, name: str, by: str) -> AddClaims:
    claim = Claim(aspect="killed", value=7, by=by)
    return AddClaims(stream=stream, id=name, known_from=LATE, claims=(claim,))


def reported(stream: str, name: str, quote: str) -> AddReports:
    return AddReports(stream=stream, id=name, known_from=LATE, reports=(Report(source="test/wire", quote=quote),))


def place(screen, part: str) -> int:
    """The line of the screen that holds this."""
    return screen.lines.index(screen.line(part))


def signed(screen, part: str) -> bool:
    """Whether the line that holds this is signed as new."""
    return screen.line(part).lstrip().startswith("•")


def said(drawn) -> str:
    return "".join(piece.text for piece in drawn.pieces)


def everything(screen) -> str:
    """All lines of the list that has the keys, seen or not."""
    return "\n".join(map(said, screen.app.screen.rows.laid))


async def test_a_development_and_those_behind_a_component_show_what_comes_and_do_not_move(
    drive, database, write
) -> None:
    async with drive(database, (100, 16)) as screen:
        screen.app.open_development("strike-2", screen.app.screen.standpoint)
        await screen.settle()
        rows = screen.app.screen.rows
        claims = next(index for index, row in enumerate(rows.laid) if "accounts differ" in said(row))
        rows.scroll_to(y=claims, animate=False, force=True, immediate=True)
        await screen.settle()
        stood = place(screen, "▌  ↖ answers 2024-01-16")
        write(reported("strike-2", "r1", "they struck back"), claimed("strike-2", "c1", "a villager"))
        await until(screen, lambda: "a villager" in everything(screen))
        assert place(screen, "▌  ↖ answers 2024-01-16") == stood
        assert signed(screen, "a villager")
        await screen.press("pageup", "pageup")
        assert signed(screen, "they struck back")
        assert not signed(screen, "a sovereign right")

        await screen.press("escape")
        main = screen.app.screen
        hostility = Behind("Hostility", ("strike-1", "strike-2"))
        screen.app.open_behind(hostility, main.pair, main.standpoint)
        await screen.settle()
        await screen.press("j")
        stood = screen.app.screen.subject
        line = next(number for number, row in enumerate(screen.lines) if "▌" in row)
        write(recorded("cut", 30, "strike_conducted", means="mixed"))
        await until(screen, lambda: "words of cut" in everything(screen))
        assert screen.app.screen.subject == stood
        assert "▌" in screen.lines[line]


async def test_what_waits_and_the_news_follow_and_sign_what_comes_until_it_is_looked_at(
    drive, database, write, monkeypatch
) -> None:
    monkeypatch.setenv("TRACKER_BY", "ana")
    async with drive(database) as screen:
        await screen.press("A")
        stood, read = screen.line("▌"), screen.app.screen.subject
        write(recorded("demand", 28, "demand_issued", demands=("an apology",), deadline="2024-02-05"))
        write(recorded("other", 28, "demand_issued", "ARM", "AZE", demands=("a border",)))
        await until(screen, lambda: "ARM–AZE" in screen.text)
        assert "of 3 pairs" in screen.lines[1]
        assert screen.app.screen.subject == read
        assert screen.line("▌") == stood
        assert signed(screen, "ARM–AZE")
        await screen.press("g")
        while screen.app.screen.subject != "other":
            await screen.press("j")
        await screen.press("k")
        assert not signed(screen, "ARM–AZE")
        await screen.press("escape", "N", "j", "j")
        stood = screen.line("▌")
        write(claimed("strike-1", "c2", "a witness"), recorded("later", 29))
        await until(screen, lambda: "words of later" in everything(screen))
        assert screen.line("▌") == stood
        assert signed(screen, "words of later")
        while screen.app.screen.subject != "later":
            await screen.press("j")
        await screen.press("k")
        assert not signed(screen, "words of later")


async def test_the_matrix_follows_the_relations_and_a_comparison_with_now_what_is_known_now(
    drive, database, write
) -> None:
    async with drive(database) as screen:
        await screen.press("M")
        here = screen.app.screen.grid.here
        write(recorded("other", 28, actor="ARM", target="AZE"))
        await until(screen, lambda: "ARM" in screen.text)
        assert screen.app.screen.grid.here == here
        assert "6 states, 3 pairs" in screen.lines[1]
        await screen.press("escape", "t")
        await screen.type("2024-01-16")
        await screen.press("enter", "m", "n", "equals_sign", "j")
        stood = screen.line("▌")
        write(recorded("cut", 1100, "strike_conducted", means="mixed"))
        await until(screen, lambda: "words of cut" in everything(screen))
        assert screen.line("▌") == stood
        assert signed(screen, "words of cut")


async def test_what_saving_a_form_would_do_is_told_anew(drive, database, write) -> None:
    async with drive(database, (120, 30)) as screen:
        screen.app.open_amend("retract", "strike-1")
        await screen.settle()
        await screen.type("no")
        assert "What saving it would do" in screen.text
        assert "was amended since" not in screen.text
        write(Retract(stream="strike-1", id="r1", known_from=LATE, reason="it did not happen"))
        await until(screen, lambda: "was amended since you read it" in screen.text)
        assert screen.app.screen.form_list.form.text_of("reason") == "no"


def test_who_follows_and_was_told_to_stop_tells_nothing_more(database: Path) -> None:
    told: list[Message] = []
    found = Following(database, 0, told.append, lambda: None)
    found._hear(Phase.LOST, "")
    found.stop(patience=5.0)
    assert any(isinstance(message, Lost) for message in told)
    told.clear()
    found._hear(Phase.LOST, "")
    assert told == []


async def test_who_leaves_as_news_are_read_leaves_quietly(drive, database):
    async with drive(database) as screen:
        main = screen.app.screen
        await main.query_one(ClockBar).remove()  # as where one leaves: panes go one after the other
        main.news()
        await screen.settle()
        assert not main._catching_up


@pytest.mark.parametrize("leaving", ["_exit", "_running"])
async def test_who_asked_as_all_screens_are_left_hears_no_answer(drive, database, monkeypatch, leaving):
    async with drive(database) as screen:
        with monkeypatch.context() as patched:
            patched.setattr(screen.app, leaving, leaving == "_exit")
            with pytest.raises(asyncio.CancelledError):
                await screen.app.screen.aside(lambda: 1)
        assert await screen.app.screen.aside(lambda: 1) == 1
