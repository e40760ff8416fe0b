"""One answer, one state of the log: whoever writes while it is read changes the next answer, not this one."""

from collections.abc import Callable
from typing import Any

import click
import pytest

from tests.condemning import NOON, record
from tests.test_store import LAST, retract, write
from tracker.application.recording.amendments import Amendment
from tracker.application.recording.arguments import given
from tracker.application.recording.ground import Ground, ground
from tracker.application.recording.outcome import Desk, amend
from tracker.application.store.address import Address, PostgresUrl
from tracker.application.store.reader import Reader
from tracker.application.store.writing import Writer
from tracker.cli.options import open_reader
from tui.provider import Provider


@pytest.fixture
def log(anywhere: Address) -> Address:
    write(anywhere, record("d1"))
    return anywhere


def counted(reader: Reader) -> tuple[int, int, int]:
    return reader.last_position(), reader.picture("IRN-PAK", LAST).count, len(reader.timelines()["IRN-PAK"])


def test_within_a_snapshot_nothing_moves_and_behind_it_all_is_new(log: Address) -> None:
    with Reader(log) as reader:
        with reader.snapshot():
            assert reader.last_position() == 1
            write(log, record("d2"))
            assert counted(reader) == (1, 1, 1)
            write(log, retract("d1"))
            assert counted(reader) == (1, 1, 1)
        assert counted(reader) == (3, 1, 1)


def test_a_picture_is_of_one_state_of_the_log(log: Address, monkeypatch: pytest.MonkeyPatch) -> None:
    row_of = Reader._row

    def overtaken(reader: Reader, pair: str) -> Any:
        found = row_of(reader, pair)
        monkeypatch.undo()
        write(log, record("d2"), record("d3"))
        return found

    with Reader(log) as reader:
        monkeypatch.setattr(Reader, "_row", overtaken)
        assert reader.picture("IRN-PAK", LAST).count == 1
        assert reader.picture("IRN-PAK", LAST).count == 3


def asked_by_the_command_line(log: Address, question: Callable[[Reader], Any]) -> Any:
    said = f"postgresql:///?{_options(log)}" if isinstance(log, PostgresUrl) else str(log)
    with click.Context(click.Command("x")) as ctx:
        ctx.meta["tracker.db"] = said
        return question(open_reader(ctx))


def _options(log: PostgresUrl) -> str:
    return "&".join(f"{name}={value}" for name, value in (*log.options, ("schema", log.schema)))


def asked_by_the_dashboard(log: Address, question: Callable[[Reader], Any]) -> Any:
    provider = Provider(log)
    try:
        return provider._ask(question)
    finally:
        provider.close()


@pytest.mark.parametrize("asked", [asked_by_the_command_line, asked_by_the_dashboard])
def test_an_answer_is_of_one_state_of_the_log(log: Address, asked: Any) -> None:
    def question(reader: Reader) -> Any:
        before = reader.last_position()
        write(log, record("d2"))
        return before, *counted(reader)

    assert asked(log, question) == (1, 1, 1, 1)
    assert asked(log, counted) == (2, 2, 2)


def test_what_is_judged_before_writing_is_one_state_of_the_log_and_is_let_go_for_it(log: Address) -> None:
    with ground(log, needed=True) as held:
        assert held.dossier("d1") is not None
        write(log, record("d2"))
        assert held.dossier("d2") is None
        assert held.conn.in_transaction
        held.let_go()
        assert not held.conn.in_transaction


def test_a_snapshot_in_a_snapshot_is_the_same_one(log: Address) -> None:
    with Reader(log) as reader, reader.snapshot():
        with reader.snapshot():
            assert reader.last_position() == 1
        write(log, record("d2"))
        assert reader.last_position() == 1


def test_nobody_reads_on_while_what_was_judged_is_written(log: Address, monkeypatch: pytest.MonkeyPatch) -> None:
    let_go, submit = Ground.let_go, Writer.submit
    judged: list[Ground] = []
    reading: list[bool] = []

    def noted(held: Ground) -> None:
        judged.append(held)
        let_go(held)

    def looked_at(writer: Writer, said: Any, *more: Any) -> Any:
        reading.extend(held.conn.in_transaction for held in judged)
        return submit(writer, said, *more)

    monkeypatch.setattr(Ground, "let_go", noted)
    monkeypatch.setattr(Writer, "submit", looked_at)
    amendment = Amendment("retract", "d1", given((), LAST.as_of.day), reason="a slip")
    assert amend(log, amendment, Desk("desk", NOON, LAST.as_of.day)).positions == [2]
    assert reading == [False]
