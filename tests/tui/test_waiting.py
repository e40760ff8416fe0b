"""What waits for an answer, on the real screen by keys."""

from datetime import UTC, date, datetime

import pytest

from tests.tui.driver import NOW
from tests.tui.test_desk_forms import fill
from tracker.application.store.reader import Clocks, Reader
from tracker.application.store.writing import Writer
from tracker.application.views.ledger import ledger_document, most_urgent_first, waiting_rows
from tracker.domain.catalogue import TYPES
from tracker.domain.commands import Correct, Record
from tracker.domain.moments import Cut
from tracker.domain.occurrence import on
from tui.widgets import waiting
from tui.widgets.form import FormList


def record(name: str, day: date, type: str, **fields) -> Record:
    occurred = on(day)
    held = {"summary": f"{type} of {name}", "sources": ("https://example.org/",), **fields}
    development = TYPES[type](id=name, occurred=occurred, **held)
    return Record(stream=name, id=f"c:{name}", known_from=occurred.end_of_best_date(), development=development)


DEMAND = {"demands": ("an apology",), "deadline": "2024-03-05"}


@pytest.fixture
def unanswered(tmp_path):
    """A demand with a deadline that passed, and a recall from which nobody came back."""
    path = tmp_path / "unanswered.db"
    with Writer(path) as writer:
        writer.submit(
            [
                record(
                    "recall",
                    date(2024, 1, 10),
                    "ambassador_recalled",
                    actors="FRA",
                    targets="ITA",
                    kind="consultations",
                ),
                record("strike", date(2024, 2, 1), "strike_conducted", actors="IRN", targets="PAK", means="mixed"),
                record("demand", date(2024, 3, 1), "demand_issued", actors="IRN", targets="PAK", **DEMAND),
            ]
        )
    return path


def rows(screen) -> list[tuple[str, ...]]:
    """Pair and whose answer is awaited, by line."""
    found = [line[2:].split() for line in screen.lines if "–" in line[2:9]]
    return [(words[0], words[1]) for words in found]


async def test_a_shows_what_waits_in_all_pairs_the_overdue_first(drive, unanswered) -> None:
    async with drive(unanswered) as screen:
        await screen.press("A")
        assert "What waits for an answer 2 in 2 of 2 pairs" in screen.lines[1]
        assert rows(screen) == [("IRN–PAK", "PAK"), ("FRA–ITA", "FRA")]
        assert "! overdue 667 d" in screen.line("IRN–PAK")
        assert "demand" in screen.line("IRN–PAK")
        assert "2024-01-10" in screen.line("FRA–ITA")
        assert "overdue" not in screen.line("FRA–ITA")
        assert "demand_issued of demand (UN Charter 33)" in screen.text


async def test_each_group_says_why_it_stands_where_it_does(drive, unanswered) -> None:
    with Writer(unanswered) as writer:
        fields = {"actors": "PAK", "targets": "IRN", "kind": "consultations", "in_response_to": ("old",)}
        old = record("old", date(2023, 4, 1), "strike_conducted", actors="IRN", targets="PAK", means="mixed")
        writer.submit([old, record("back", date(2023, 5, 1), "ambassador_recalled", **fields)])
    async with drive(unanswered) as screen:
        await screen.press("A")
        heads = "Overdue, the longest first", "Not overdue, what waits", "Replies themselves, what waits"
        places = [next(at for at, line in enumerate(screen.lines) if part in line) for part in heads]
        assert places == sorted(places)
        days = [next(at for at, line in enumerate(screen.lines) if day in line) for day in ("2024-01-10", "2023-05-01")]
        assert places[0] < places[1] < days[0] < places[2] < days[1]
        assert "What waits for an answer 3 in 2 of 2 pairs" in screen.lines[1]
        await screen.press("j", "j")
        assert screen.app.screen.subject == "back"
        await screen.press("g", "escape")
        await screen.press("slash")
        await screen.type("fra")
        await screen.press("enter", "A", "p")
        assert "Not overdue" not in screen.text  # nothing else stands there


@pytest.mark.parametrize(("columns", "whole"), [(80, False), (120, True), (200, True)])
async def test_what_waits_is_said_whole_where_there_is_room(drive, unanswered, columns, whole) -> None:
    with Writer(unanswered) as writer:
        fields = {"actors": "IRN", "targets": "PAK", "post": "Saint Petersburg and Vladivostok"}
        writer.submit([record("order", date(2024, 3, 2), "mission_closure_ordered", post_kind="consulate", **fields)])
    async with drive(unanswered, (columns, 30)) as screen:
        await screen.press("A")
        assert ("closure order Saint Petersburg and Vladivostok " in screen.text) is whole
        assert "! overdue 667 d" in screen.text


async def test_who_has_not_moved_stands_on_the_first_when_more_is_read(drive, unanswered, monkeypatch) -> None:
    monkeypatch.setattr("tui.screens.waiting.TOGETHER", 0.0)
    async with drive(unanswered) as screen:
        await screen.press("j", "A")
        assert screen.app.screen.pairs == ["FRA-ITA", "IRN-PAK"]  # the selected one is read first
        assert "IRN–PAK" in screen.line("▌")


async def test_while_more_is_read_no_row_is_drawn_again_but_for_another_width(drive, unanswered, monkeypatch) -> None:
    monkeypatch.setattr("tui.screens.waiting.TOGETHER", 0.0)
    drawn, draw = [], waiting._row
    monkeypatch.setattr(waiting, "_row", lambda row, *room: drawn.append(row["id"]) or draw(row, *room))
    async with drive(unanswered) as screen:
        await screen.press("A")
        assert sorted(drawn) == ["demand", "recall"]
        await screen.pilot.resize_terminal(100, 30)
        await screen.settle()
        assert sorted(drawn) == ["demand", "demand", "recall", "recall"]
        with Writer(unanswered) as writer:
            changes = Correct(
                stream="demand", id="c2", known_from=NOW, reason="a slip", changes={"summary": "said otherwise"}
            )
            writer.submit([changes])
        await screen.press("enter", "escape")
        assert "said otherwise" in screen.text


async def test_coming_back_reads_nothing_again_unless_something_was_recorded(drive, unanswered, monkeypatch) -> None:
    from tui.provider import Provider

    asked, ask = [], Provider.waiting
    monkeypatch.setattr(Provider, "waiting", lambda self, pair, clocks: asked.append(pair) or ask(self, pair, clocks))
    async with drive(unanswered) as screen:
        await screen.press("A", "enter", "escape", "p", "p")
        assert sorted(asked) == ["FRA-ITA", "IRN-PAK"]
        assert len(rows(screen)) == 2


async def test_each_line_opens_its_development(drive, unanswered) -> None:
    async with drive(unanswered) as screen:
        await screen.press("A", "j", "enter")
        assert "Development recall" in screen.text
        await screen.press("escape")
        assert "What waits for an answer" in screen.text
        assert "FRA–ITA" in screen.line("▌")
        await screen.press("escape")
        assert "1 Relations" in screen.text


async def test_p_leaves_the_selected_pair_and_again_brings_all(drive, unanswered) -> None:
    async with drive(unanswered) as screen:
        await screen.press("slash")
        await screen.type("fra")
        await screen.press("enter", "A", "p")
        assert "1 of FRA–ITA" in screen.lines[1]
        assert rows(screen) == [("FRA–ITA", "FRA")]
        await screen.press("p")
        assert len(rows(screen)) == 2


@pytest.mark.parametrize("down", [0, 1])
async def test_of_one_pair_the_cursor_stands_on_what_is_left_wherever_it_was(drive, unanswered, down) -> None:
    async with drive(unanswered) as screen:
        await screen.press("slash")
        await screen.type("fra")
        await screen.press("enter", "A", *"j" * down, "p")
        assert screen.app.screen.subject == "recall"
        assert "FRA–ITA" in screen.line("▌")


async def test_what_waited_on_a_date_is_told_of_that_date(drive, unanswered) -> None:
    async with drive(unanswered, (80, 24)) as screen:
        await screen.press("t")
        await screen.type("2024-03-03")
        await screen.press("enter", "A")
        assert "on 3 Mar 2024" in screen.header
        assert "due 2024-03-05" in screen.text
        assert "overdue" not in screen.text


async def test_before_anything_was_said_nothing_waits(drive, unanswered) -> None:
    async with drive(unanswered) as screen:
        await screen.press("t")
        await screen.type("2024-01-05")
        await screen.press("enter", "A")
        assert "no relation is known of on this date: . goes back to now" in screen.lines[-1]


async def test_an_answer_that_is_recorded_meanwhile_is_seen_on_coming_back(drive, unanswered) -> None:
    async with drive(unanswered) as screen:
        await screen.press("A", "enter")
        with Writer(unanswered) as writer:
            no = record("no", date(2024, 4, 1), "proposal_rejected", actors="PAK", targets="IRN", rejects="demand")
            writer.submit([no])
        await screen.press("escape")
        assert rows(screen) == [("FRA–ITA", "FRA")]


async def test_where_nothing_waits_it_says_so(drive, unanswered) -> None:
    async with drive(unanswered) as screen:
        await screen.press("t")
        await screen.type("2024-02-15")
        await screen.press("enter", "A", "p")
        assert "Nothing waits for an answer." in screen.text
        assert "0 of IRN–PAK" in screen.lines[1]


def test_pair_by_pair_gives_what_the_ledger_gives_of_all(unanswered) -> None:
    clocks = Clocks(Cut(date(2026, 1, 1)), datetime(2026, 1, 1, tzinfo=UTC))
    with Reader(unanswered) as reader:
        each = [row for pair in reader.pairs() for row in waiting_rows(reader, clocks, pair)]
        assert most_urgent_first(each) == ledger_document(reader, clocks)["waiting"]


async def test_a_development_that_waits_is_amended_where_it_stands(drive, unanswered) -> None:
    async with drive(unanswered) as screen:
        await screen.press("A", "x")
        assert "retract" in screen.line("demand").lower() or "Retract" in screen.text
        assert screen.app.screen.key == "retract demand"
        await screen.press("escape", "j")
        assert screen.app.screen.subject == "recall"
        await screen.press("c")
        assert screen.app.screen.key == "correct recall"


async def test_what_answers_is_recorded_for_the_pair_of_the_row(drive, unanswered) -> None:
    async with drive(unanswered) as screen:
        await screen.press("A", "j", "r")
        form = screen.app.screen.form_list.form
        assert {form.text_of("actor"), form.text_of("target")} <= {"FRA", "ITA", ""}


async def test_what_waited_then_is_only_read(drive, unanswered) -> None:
    async with drive(unanswered) as screen:
        await screen.press("left", "A", "c")
        assert "the past is only read" in screen.lines[-1]
        await screen.press("r")
        assert "the past is only read" in screen.lines[-1]


async def test_a_screen_that_is_left_while_it_reads_harms_nothing(database, drive, monkeypatch) -> None:
    from threading import Event

    from tui.provider import Provider

    reading, left, asked = Event(), Event(), Provider.waiting

    def slow(self, pair, clocks):
        reading.set()
        assert left.wait(5)
        return asked(self, pair, clocks)

    monkeypatch.setattr(Provider, "waiting", slow)
    async with drive(database) as screen:
        await screen.pilot.press("A")
        while not reading.is_set():
            await screen.pilot.pause(0.01)
        waiting = screen.app.screen
        waiting.app.pop_screen()
        monkeypatch.setattr(type(waiting), "_show", lambda self: pytest.fail("shown"))
        left.set()
        await screen.settle()
        assert "1 Relations" in screen.text


async def test_what_is_recorded_where_it_waits_is_proposed_as_its_answer(drive, unanswered) -> None:
    async with drive(unanswered) as screen:
        await screen.press("A", "r")
        form = screen.app.screen.query_one(FormList)
        assert form.form.text_of("in_response_to") == "demand"
        await fill(screen, "demand_rejected" if "demand_rejected" in TYPES else "protest_note_delivered")
        await screen.press("enter", "enter", "ctrl+x", "enter", "enter")
        assert form.form.text_of("in_response_to") == "demand"
        await fill(screen, "An answer")
        await screen.press("escape")
        assert "IRN-PAK in response to demand opens it again" in screen.lines[-1]
        await screen.press("r")
        assert "a draft" in screen.lines[0]
        form = screen.app.screen.query_one(FormList)
        form.go_to(next(place for place, asked in enumerate(form.form.fields) if asked.key == "source"))
        await fill(screen, "https://example.org/answer")
        await screen.press("ctrl+s")
        assert "recorded" in screen.lines[-1]
        assert rows(screen) == [("FRA–ITA", "FRA")]
