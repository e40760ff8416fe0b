"""Keys have the right of way: what reads beside the screen waits for them, and ends once it is overtaken."""

import asyncio
import gc
import sqlite3
import threading
from contextvars import copy_context
from time import monotonic
from weakref import ref

import pytest

from tracker.application.pacing import paced, pacing
from tui.way import _TURN, HOLD, MOST, Turn, Way, giving_way

LONG = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50000) SELECT count(*) FROM n"


def asked(turn: Turn, conn: sqlite3.Connection) -> int | None:
    def question() -> int:
        with giving_way(conn):
            return conn.execute(LONG).fetchone()[0]

    return copy_context().run(turn.run, question)


def test_what_is_asked_while_nobody_types_is_answered():
    assert asked(Turn(Way()), sqlite3.connect(":memory:")) == 50000


def test_what_is_overtaken_ends_and_the_connection_answers_the_next_question():
    conn, turn = sqlite3.connect(":memory:"), Turn(Way())
    turn.overtaken = True
    assert asked(turn, conn) is None
    assert conn.execute(LONG).fetchone() == (50000,)


def test_a_key_holds_back_what_reads():
    way = Way()
    way.take()
    start = monotonic()
    assert asked(Turn(way), sqlite3.connect(":memory:")) == 50000
    assert monotonic() - start >= HOLD * 0.9


def test_a_key_that_is_held_down_does_not_hold_a_question_for_ever():
    class Held(Way):
        left = HOLD

    start = monotonic()
    assert asked(Turn(Held()), sqlite3.connect(":memory:")) == 50000
    assert monotonic() - start >= MOST


async def test_keys_take_the_way_and_who_is_overtaken_on_a_screen_hears_of_it(database, drive):
    async with drive(database) as driven:
        driven.app.way = way = Way()
        await driven.press("j")
        assert way.left > -monotonic(), "it was taken"
        turns: list[Turn | None] = []
        begun, over = threading.Event(), threading.Event()

        def question() -> None:
            turns.append(_TURN.get())
            begun.set()
            over.wait(10)

        task = asyncio.ensure_future(driven.app.screen.aside(question))
        await asyncio.to_thread(begun.wait, 10)
        task.cancel()
        await asyncio.wait([task])
        assert turns[0].overtaken
        over.set()


def test_what_is_overtaken_lets_go_what_it_read_without_the_collector():
    class Read(list[int]):
        """What was read; a plain list has no weak reference."""

    held: list[ref[Read]] = []

    def question() -> None:
        read = Read()
        held.append(ref(read))
        list(paced(range(25), 10))

    turn = Turn(Way())
    turn.overtaken = True
    gc.disable()
    try:
        assert copy_context().run(turn.run, question) is None
        assert held[0]() is None
    finally:
        gc.enable()


def test_what_goes_wrong_while_somebody_waits_is_heard_of():
    with pytest.raises(ZeroDivisionError):
        copy_context().run(Turn(Way()).run, lambda: 1 // 0)


def looped(turn: Turn, rounds: int) -> list[int] | None:
    return copy_context().run(turn.run, lambda: list(paced(range(rounds), 10)))


def test_what_python_does_by_itself_gives_way_and_ends_too():
    way, turn = Way(), Turn(Way())
    way.take()
    start = monotonic()
    assert looped(Turn(way), 25) == list(range(25))
    assert monotonic() - start >= HOLD * 0.9
    turn.overtaken = True
    assert looped(turn, 25) is None


def test_who_paces_is_asked_as_often_as_said_and_nobody_where_nobody_paces():
    stops: list[int] = []
    assert list(paced(range(3), 1)) == [0, 1, 2]
    with pacing(lambda: stops.append(1)):
        assert list(paced(range(25), 10)) == list(range(25))
        assert len(stops) == 3
    assert list(paced(range(30), 1)) == list(range(30))
    assert len(stops) == 3
