"""Search of a synthetic log: how fast its index is made and caught up, and how long questions take."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

from measures import median, seconds
from synthetic import commands

from tracker.application.search.filters import Filters
from tracker.application.store.reader import Clocks, Reader
from tracker.application.store.writing import Writer
from tracker.application.views.search import search
from tracker.domain.moments import Cut

NOW = Clocks(Cut(date(2030, 1, 1)))
PAST = NOW._replace(known_at=datetime(2005, 1, 1, tzinfo=UTC))
RARE = frozenset(("relations_severed",))


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


def asked(path: Path, times: int) -> Iterator[tuple[str, float, str]]:
    """Median seconds of several questions with an index that is caught up, and how much each finds."""
    with Reader(path) as reader:
        pair = frozenset((reader.pairs()[7],))
        party = frozenset(name[:3] for name in pair)
        questions = (
            ("a rare word", "severed", Filters(), NOW),
            ("two words", "ambassador recalled", Filters(), NOW),
            ("a word in nearly every entry", "reported", Filters(), NOW),
            ("the same, of a rare type", "reported", Filters(types=RARE), NOW),
            ("the same, of one party", "reported", Filters(parties=party), NOW),
            ("the beginning of a word", "sever*", Filters(), NOW),
            ("no words, one pair", "", Filters(pairs=pair), NOW),
            ("a rare word, as known long ago", "severed", Filters(), PAST),
        )
        for name, words, filters, at in questions:
            found = search(reader, [words], at, filters=filters)
            spent = median(lambda w=words, f=filters, at=at: search(reader, [w], at, filters=f), times)  # type: ignore[misc]
            yield name, spent, f"{found.total:,}{'' if found.complete else ' and more'} found"
