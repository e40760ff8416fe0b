"""Ties across pairs in the store: rows and clocks of one pair follow what is said of another."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.portraits import portrait, pure_portrait
from tests.strategies import logged
from tracker.application.store.derived_keys import NO_PAIR, RESPONSE, SAME
from tracker.application.store.pair_entries import PairEntries
from tracker.application.store.placed import picture_of_rows, placed
from tracker.application.store.reader import Clocks, Reader
from tracker.application.store.writing import Writer
from tracker.application.verify import verify
from tracker.domain.catalogue import TYPES
from tracker.domain.commands import Command, Correct, Link, Record, Reinstate, Retract, Unlink
from tracker.domain.moments import Cut
from tracker.domain.occurrence import Occurrence, on

DAY = date(2024, 1, 16)
EARLY = datetime(2024, 2, 1, 12, tzinfo=UTC)
LATE = EARLY + timedelta(days=30)
MONTH = Occurrence(
    edtf="2024-01", best=date(2024, 1, 31), earliest=date(2024, 1, 1), latest=date(2024, 1, 31), interval=True
)
PAIRS = ("IRN-PAK", "IRN-IRQ")


def record(stream: str, target: str, when: Occurrence, *causes: str, known: datetime = EARLY) -> Record:
    given = {"id": stream, "occurred": when, "actors": ("IRN",), "targets": (target,), "in_response_to": causes}
    return Record(stream=stream, id=f"r{stream}", known_from=known, development=TYPES["condemnation_issued"](**given))


def said(kind: type[Command], stream: str, known: datetime = EARLY, **more: Any) -> Command:
    return kind(
        stream=stream, id=f"{kind.__name__} {stream} {sorted(more)}", known_from=known, reason="said so", **more
    )


moved = {"occurred": MONTH.model_dump(mode="json")}
STORIES: dict[str, list[Command]] = {
    "a cause bounded by a late response elsewhere": [
        record("a", "PAK", MONTH), record("b", "IRQ", on(DAY), "a", known=LATE),
    ],
    "a cause of which only the second bound is known late": [
        record("a", "PAK", MONTH), record("b", "IRQ", on(DAY), "a"), record("c", "IRQ", on(DAY), "a", known=LATE),
        said(Retract, "b"),
    ],
    "a cause that becomes inexact under a response that is known late": [
        record("a", "PAK", on(DAY)), record("b", "IRQ", on(DAY), "a", known=LATE), said(Correct, "a", changes=moved),
    ],
    "a chain over pairs bounded by what is known late": [
        record("a", "PAK", MONTH), record("b", "IRQ", MONTH, "a"), record("c", "IRQ", on(DAY), "b", known=LATE),
    ],
    "a tie that is undone late": [
        record("a", "PAK", MONTH), record("b", "IRQ", on(DAY), "a"), said(Unlink, "b", LATE, in_response_to=("a",)),
    ],
    "a response that is retracted late": [
        record("a", "PAK", MONTH), record("b", "IRQ", on(DAY), "a"), said(Retract, "b", LATE),
    ],
    "a pair that is corrected late": [
        record("a", "PAK", on(DAY)), said(Correct, "a", LATE, changes={"targets": ["IRQ"]}),
    ],
    "the same elsewhere, said late": [
        record("a", "PAK", on(DAY)), record("b", "IRQ", on(DAY)), said(Link, "b", LATE, same_as=("a",)),
    ],
    "a response to what was merged and then was not": [
        record("c", "IRQ", on(DAY), "b"), record("a", "IRQ", on(DAY)), record("d", "PAK", on(DAY)), record("b", "PAK", on(DAY)),
        said(Link, "b", same_as=("a",)), said(Retract, "b", LATE),
    ],
    "a response to what was merged, of the same moment": [
        record("b", "PAK", on(DAY), "z"), record("c", "IRQ", on(DAY), "b"), record("y", "PAK", on(DAY)),
        record("z", "IRQ", on(DAY)), said(Link, "z", same_as=("y",)), said(Retract, "y"), said(Reinstate, "y", LATE),
    ],
    "a response to one that is merged at its recording": [
        record("m", "PAK", MONTH), record("n", "PAK", MONTH), said(Link, "n", same_as=("m",)), record("r", "IRQ", on(DAY), "n"),
    ],
    "a merged one bounded by what answers its answer": [
        record("m", "PAK", MONTH), record("n", "PAK", MONTH), said(Link, "n", same_as=("m",)),
        record("r", "IRQ", MONTH, "n"), record("s", "IRQ", on(DAY), "r", known=LATE),
    ],
    "a merged one bounded by what answers its answer, in a ring": [
        record("m", "PAK", MONTH), record("k", "PAK", MONTH, "r"), record("r", "IRQ", MONTH, "n"), record("n", "PAK", MONTH),
        said(Link, "k", same_as=("m",)), said(Link, "n", same_as=("m",)), record("s", "IRQ", on(DAY), "r", known=LATE),
    ],
    "a merged one whose target is retracted": [
        record("m", "PAK", MONTH), record("n", "PAK", MONTH), said(Link, "n", same_as=("m",)),
        record("r", "IRQ", on(DAY), "n", known=LATE), said(Retract, "m"),
    ],
    "what becomes known within a second": [
        record("a", "PAK", on(DAY), known=EARLY + timedelta(milliseconds=900)),
        record("b", "PAK", on(DAY), known=EARLY),
    ],
}  # fmt: skip
ASKED = (EARLY, EARLY + timedelta(milliseconds=500), EARLY + timedelta(days=1), LATE - timedelta(seconds=1), LATE, None)


@pytest.fixture(params=["together", "one by one"])
def written(request: pytest.FixtureRequest, tmp_path: Path) -> Any:
    def write(commands: list[Command]) -> Path:
        path = tmp_path / "log.db"
        with Writer(path) as writer:
            for part in [commands] if request.param == "together" else [[command] for command in commands]:
                writer.submit(part)
        return path

    return write


EVERY = 1 << 30
"""More remarks than there are."""


@pytest.mark.parametrize("commands", STORIES.values(), ids=STORIES)
def test_every_pair_knows_at_every_time_what_its_entries_say(written: Any, commands: list[Command]) -> None:
    path, log = written(commands), logged(commands)
    assert len(log) == len(commands)
    assert verify(path).findings == ()
    for rebuilt in (False, True):
        assert verify(path, rebuild=rebuilt).findings == ()
        with Reader(path) as reader:
            for pair in PAIRS:
                for at in ASKED:
                    for day in (date(2024, 1, 10), DAY, date(2024, 2, 1)):
                        clocks, pure = Clocks(Cut(day), at), pure_portrait(log, pair, Cut(day), known_at=at)
                        for picture in (reader.picture(pair, clocks), reader.picture_nearby(pair, clocks, EVERY)):
                            assert portrait(picture) == pure, (pair, at, day)


@pytest.mark.parametrize("commands", STORIES.values(), ids=STORIES)
def test_the_rows_of_a_pair_are_placed_as_its_entries_were_known(tmp_path: Path, commands: list[Command]) -> None:
    path, log = tmp_path / "log.db", logged(commands)
    with Writer(path) as writer:
        writer.submit(commands)
    with Reader(path) as reader:
        for pair in PAIRS:
            for at in ASKED:
                for day in (date(2024, 1, 10), DAY, date(2024, 2, 1)):
                    found = placed(reader, pair, Clocks(Cut(day), at))
                    told = portrait(picture_of_rows(found, found.rows))
                    assert told == pure_portrait(log, pair, Cut(day), known_at=at), (pair, at, day)


TYING = {
    **STORIES,
    "a response that is corrected to be one": [
        record("a", "PAK", on(DAY)), record("b", "IRQ", on(DAY)), said(Correct, "b", changes={"in_response_to": ["a"]}),
    ],
}  # fmt: skip


@pytest.mark.parametrize("commands", TYING.values(), ids=TYING)
def test_what_is_read_of_the_ties_of_some_developments_is_what_the_log_knows_of_all(
    tmp_path: Path, commands: list[Command]
) -> None:
    with Writer(tmp_path / "log.db") as writer:
        writer.submit(commands)
    with Reader(tmp_path / "log.db") as reader:
        links = reader.conn.execute("SELECT target, kind, origin FROM links").fetchall()
        found = {stream: PairEntries(reader.conn, NO_PAIR).ties(stream) for stream in {c.stream for c in commands}}
        said_by_others = {(s, kind, o) for s, ties in found.items() for kind in (RESPONSE, SAME) for o in ties[kind]}
        own = {(t, RESPONSE, s) for s, ties in found.items() for t in ties.causes}
        own |= {(t, SAME, s) for s, ties in found.items() for t in ties.same}
        assert said_by_others == {link for link in links if link[0] in found}
        assert own == set(links)


def test_of_ties_no_more_is_read_than_those_of_the_pair(tmp_path: Path) -> None:
    with Writer(tmp_path / "log.db") as writer:
        writer.submit([record("a", "PAK", MONTH), record("b", "PAK", on(DAY), "a")])
        writer.submit([record(f"x{number}", "IRQ", on(DAY), f"x{number - 1}") for number in range(40)])
    asked: list[str] = []
    with Reader(tmp_path / "log.db") as reader:
        entries = PairEntries(reader.conn, reader.pair_number("IRN-PAK") or NO_PAIR)
        reader.conn.set_trace_callback(asked.append)
        assert set(entries.tied) == set(entries.streams) == {"a", "b"}
        reader.conn.set_trace_callback(None)
    (links,) = [each for each in asked if "links" in each]
    assert "WHERE target IN" in links
    assert "x" not in links
