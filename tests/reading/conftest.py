"""A small crisis with everything in it that a reading verb must tell apart."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tracker.application.store.address import Address
from tracker.application.store.reader import Clocks, Reader
from tracker.application.store.writing import Writer
from tracker.domain.catalogue import TYPES
from tracker.domain.commands import (
    AddClaims,
    AddReports,
    Assess,
    Command,
    Correct,
    DescribeSource,
    Link,
    OpenIncident,
    Record,
    Retract,
)
from tracker.domain.evidence import Claim, Report, Source, grade
from tracker.domain.moments import Cut
from tracker.domain.occurrence import Occurrence, on

END = Clocks(Cut(date(2024, 2, 28)))


def known(day: int, month: int = 1) -> datetime:
    """The end of a day of 2024."""
    return datetime(2024, month, day, 23, 59, 59, tzinfo=UTC)


def at(day: int, month: int = 1, **clocks: Any) -> Clocks:
    """The clocks of a day of 2024."""
    return Clocks(Cut(date(2024, month, day)), **clocks)


def happened(name: str, type_: str, when: Occurrence | int, actors: str, targets: str = "", **more: Any) -> Record:
    occurred = on(date(2024, 1, when)) if isinstance(when, int) else when
    said = more.pop("known_from", None) or occurred.end_of_best_date()
    held = TYPES[type_](
        id=name, occurred=occurred, actors=tuple(actors.split()), targets=tuple(targets.split()), **more
    )
    return Record(stream=name, id=f"record {name}", by="desk", known_from=said, development=held)


def amend(kind: type[Command], stream: str, day: int, **more: Any) -> Command:
    return kind(stream=stream, id=f"{kind.__name__} {stream} {day}", by="ann", known_from=known(day), **more)


def press(name: str, **more: Any) -> DescribeSource:
    source = Source(id=name, scope="crisis", **more)
    return DescribeSource(stream=f"source:crisis/{name}", id=f"source {name}", known_from=known(1), source=source)


def crisis() -> list[Command]:
    doubtful = Occurrence(
        edtf="2024-01-10/2024-01-25", best=date(2024, 1, 25), earliest=date(2024, 1, 10), latest=date(2024, 1, 25),
        interval=True,
    )  # fmt: skip
    quote = Report(source="crisis/late", quote="Tehran struck «Panjgur» at night", offset=12)
    return [
        OpenIncident(stream="incident:crisis", id="open", known_from=known(1), title="The January crisis"),
        press("late", outlet="Evening Post", family="Post", published="2024-01-17", title="Strikes \x1b[31mreported"),
        press("later", outlet="Morning Post", family="Post", published="2024-01-18"),
        happened("before", "position_stated", 1, "IRN PAK", position={
            "relations": "established", "head": {"PAK>IRN": "ambassador", "IRN>PAK": "ambassador"},
            "mission": {"PAK>IRN": "open", "IRN>PAK": "open"},
        }),
        happened(
            "strike", "strike_conducted", Occurrence(edtf="2024-01-16", best=date(2024, 1, 16), earliest=date(2024, 1, 16),
            latest=date(2024, 1, 16), minute=270, offset=210), "IRN", "PAK",
            means="missile", killed=2, summary="Iran strikes Panjgur", reports=(quote,), rating=grade("B1"),
            certainty="confirmed", incidents=("crisis",),
            claims=(
                Claim(aspect="killed", value=2, by="Pakistan", source="crisis/late", quote="two children"),
                Claim(aspect="killed", value=0, by="Iran", source="crisis/late"),
            ),
        ),
        happened(
            "recall", "ambassador_recalled", 17, "PAK", "IRN", kind="consultations", summary="Ambassador Téppo recalled",
            in_response_to=("strike",), sources=("https://www.dawn.com/1",), known_from=known(18),
        ),
        happened("rumour", "war_begun", 17, "PAK", "IRN", criterion="said so", summary="War, somebody says"),
        happened("answer", "strike_conducted", 18, "PAK", "IRN", means="mixed", summary="Pakistan strikes back",
                 in_response_to=("strike",), sources=("https://dawn.com/2",)),
        happened("answer-again", "strike_conducted", 18, "PAK", "IRN", means="air", summary="A strike in Sistan"),
        happened("patrol", "border_violated", doubtful, "PAK", "IRN", domain="sea", summary="A patrol strays"),
        happened("second-recall", "ambassador_recalled", 20, "PAK", "IRN", kind="indefinite", summary="Recalled again"),
        happened("gulf/BHR-QAT", "relations_severed", 5, "BHR", "QAT", form="severed", group="gulf", summary="Bahrain breaks"),
        happened("gulf/QAT-SAU", "relations_severed", 5, "SAU", "QAT", form="severed", group="gulf", summary="Riyadh breaks"),
        amend(AddReports, "strike", 19, reports=(Report(source="crisis/later", quote="at dawn"),)),
        amend(Assess, "strike", 20, aspect="casualties", value="2 killed"),
        amend(Correct, "recall", 22, changes={"kind": "indefinite"}, reason="the ministry said so"),
        amend(Retract, "rumour", 21, reason="the post was withdrawn"),
        amend(Link, "answer-again", 23, same_as=("answer",)),
        amend(AddClaims, "answer", 24, claims=(Claim(aspect="motive", value="revenge", by="Iran"),)),
    ]  # fmt: skip


def clock() -> Iterator[datetime]:
    moment = datetime(2024, 3, 1, 12, tzinfo=UTC)
    while True:
        yield moment
        moment += timedelta(seconds=1)


def write(path: Address, commands: list[Command], *, at_once: bool = True) -> None:
    ticks = clock()
    with Writer(path, clock=lambda: next(ticks)) as writer:
        for batch in [commands] if at_once else [[command] for command in commands]:
            writer.submit(batch)


@pytest.fixture(params=["at once", "one by one", "on a server"])
def log(tmp_path: Path, request: pytest.FixtureRequest) -> Address:
    place = request.getfixturevalue("postgres_database") if request.param == "on a server" else tmp_path / "log.db"
    write(place, crisis(), at_once=request.param != "one by one")
    return place


@pytest.fixture(params=["at once", "one by one"])
def filed(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """The log in a file, where a hand may do what a server refuses."""
    path = tmp_path / "log.db"
    write(path, crisis(), at_once=request.param == "at once")
    return path


@pytest.fixture
def reader(log: Path) -> Iterator[Reader]:
    with Reader(log) as found:
        yield found
