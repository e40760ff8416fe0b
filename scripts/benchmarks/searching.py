"""Search of a synthetic log: how fast its index is made and caught up, and how long questions take."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

from measures import median, seconds
from synthetic import commands

from tracker.application.search.filters import Filters
from tracker.application.store.reader import Clocks, Reader
from tracker.application.store.writing import Writer
from tracker.application.views.search import search
from tracker.domain.commands import Record, Retract
from tracker.domain.evidence import grade
from tracker.domain.moments import Cut

NOW = Clocks(Cut(date(2030, 1, 1)))
PAST = NOW._replace(known_at=datetime(2005, 1, 1, tzinfo=UTC))
SPECIAL = 400
"""Developments of another publisher, graded, of which every other one is retracted."""
HERALD = "herald.example"


class Made(NamedTuple):
    """An index as it was made and caught up."""

    entries: int
    seconds: float
    size: int
    """Bytes of its file."""
    caught_up: float
    """Seconds of a search right after one entry was recorded."""


def made(path: Path) -> Made:
    """Make the index of a log, and catch it up with one entry."""
    with Writer(path) as writer:
        writer.submit(list(_special()))
    index = Path(f"{path}-search")
    index.unlink(missing_ok=True)
    with Reader(path) as reader:
        entries = reader.last_position()
        spent = seconds(lambda: search(reader, ["severed"], NOW))
    with Writer(path) as writer:
        writer.submit(list(commands(1, seed=3, prefix="searched")))
    with Reader(path) as reader:
        caught_up = seconds(lambda: search(reader, ["severed"], NOW))
    return Made(entries, spent, index.stat().st_size, caught_up)


def _special() -> Iterator[Record | Retract]:
    for number, said in enumerate(commands(SPECIAL, seed=4, prefix="special")):
        told = {"sources": (f"https://{HERALD}/{number}",), "rating": grade("B2")}
        yield replace(said, development=said.development.model_copy(update=told))
        if number % 2:
            yield Retract(stream=said.stream, id=f"bench:gone{number}", known_from=said.known_from, reason="withdrawn")


def asked(path: Path, times: int) -> Iterator[tuple[str, float, str]]:
    """Median seconds of several questions with an index that is caught up, and how much each finds."""
    with Reader(path) as reader:
        for name, words, filters, at in _questions(reader.pairs()[7]):
            found = search(reader, [words], at, filters=filters)
            spent = median(lambda w=words, f=filters, at=at: search(reader, [w], at, filters=f), times)  # type: ignore[misc]
            yield name, spent, f"{found.total:,}{'' if found.complete else ' and more'} found"


def _questions(pair: str) -> Iterator[tuple[str, str, Filters, Clocks]]:
    """Words that are rare, frequent or everywhere, alone and with filters that little or much passes."""
    for name, words, at in (
        ("a rare word", "severed", NOW),
        ("two words", "ambassador recalled", NOW),
        ("a word in nearly every entry", "reported", NOW),
        ("two such words", "reported day", NOW),
        ("a phrase in nearly every entry", '"reported that day"', NOW),
        ("the beginning of a word", "sever*", NOW),
        ("the beginning of many words", "re*", NOW),
        ("the first letter of many words", "r*", NOW),
        ("a word that is nowhere", "zanzibar", NOW),
        ("a rare word, as known long ago", "severed", PAST),
        ("a word everywhere, as known long ago", "reported", PAST),
    ):
        yield name, words, Filters(), at
    party, spring = frozenset((pair[:3],)), date(2009, 3, 1).toordinal()
    rare, frequent = (Filters(types=frozenset((name,))) for name in ("relations_severed", "talks_held"))
    narrow = {
        "a rare type": rare,
        "a frequent type": frequent,
        "one pair": Filters(pairs=frozenset((pair,))),
        "one party": Filters(parties=party),
        "one party and a rare type": Filters(parties=party, types=frozenset(("embassy_closed",))),
        "three days": Filters(first=spring, last=spring + 2),
        "three months of one party": Filters(first=spring, last=spring + 91, parties=party),
        "a grade": Filters(least="C3"),
        "what is retracted": Filters(statuses=frozenset(("retracted",))),
        "a small family": Filters(families=frozenset((HERALD,))),
        "a large family": Filters(families=frozenset(("news.example",))),
        "the years before all": Filters(last=date(1990, 1, 1).toordinal()),
    }
    for name, narrowed in narrow.items():
        yield f"a word everywhere, {name}", "reported", narrowed, NOW
        yield f"no words, {name}", "", narrowed, NOW
    yield "a phrase everywhere, a rare type", '"reported that day"', rare, NOW
    yield "a frequent word, another type", "recalled", frequent, NOW
    yield "a rare word, a frequent type", "severed", frequent, NOW
    yield "a rare type, as known long ago", "reported", rare, PAST
