"""All pairs as known then: what stood is taken from its row, and only that. Each case was another one than it is now."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.test_properties_store import past_of, told
from tracker.application.store.known_then import KnownThen
from tracker.application.store.reader import Clocks, Reader
from tracker.application.store.writing import Writer
from tracker.application.views import relations
from tracker.domain.catalogue import TYPES
from tracker.domain.commands import Command, Correct, Record
from tracker.domain.moments import Cut
from tracker.domain.occurrence import Occurrence, on

PAIR = "IRN-PAK"
FIRST, SECOND = date(2024, 1, 16), date(2024, 1, 17)
EARLY, LATE = datetime(2024, 1, 20, 12, tzinfo=UTC), datetime(2024, 1, 25, 12, tzinfo=UTC)
"""What is asked is known early; what is learned late is not known then."""


def demand(name: str, when: Occurrence, known: datetime = EARLY, **more: Any) -> Record:
    development = TYPES["demand_issued"](id=name, occurred=when, actors=("IRN",), targets=("PAK",), **more)
    return Record(stream=name, id=f"c:{name}", known_from=known, development=development)


def later(name: str, **changes: Any) -> Correct:
    return Correct(stream=name, id=f"c:{name}:2", known_from=LATE, reason="as found out", changes=changes)


WITHIN = Occurrence(edtf=f"{FIRST}/{SECOND}", best=SECOND, earliest=FIRST, latest=SECOND, interval=True)
ABOUT = Occurrence(edtf=f"{FIRST}~", best=FIRST, earliest=date(2024, 1, 15), latest=SECOND, approximate=True)
LEARNED_LATE: dict[str, list[Command]] = {
    "an answer that ends the days within which it lay": [
        demand("asked", WITHIN), demand("answer", on(FIRST), known=LATE, in_response_to=("asked",)),
    ],
    "a cause of the same day, behind which it lies": [
        demand("m", on(FIRST)), demand("z", on(FIRST), known=LATE), demand("a", on(FIRST), in_response_to=("z",)),
    ],
    "a cause of the day about which it lies": [
        demand("m", on(FIRST)), demand("z", on(FIRST), known=LATE), demand("a", ABOUT, in_response_to=("z",)),
    ],
    "another one beside one of which more was said by then": [
        demand("z", on(FIRST)), replace(later("z", note="as told"), known_from=EARLY), demand("m", on(FIRST), known=LATE),
    ],
    "that its cause lay on another day": [
        demand("m", on(FIRST)), demand("z", on(FIRST)), demand("a", on(FIRST), in_response_to=("z",)),
        later("z", occurred=on(date(2024, 1, 10))),
    ],
    "that it was of another pair": [demand("m", on(FIRST)), demand("z", on(FIRST)), later("z", targets=("IRQ",))],
    "that there was another one": [demand("m", on(FIRST)), demand("z", on(FIRST), known=LATE)],
}  # fmt: skip


def written(path: Path, said: list[Command]) -> Path:
    with Writer(path, clock=lambda: LATE) as writer:
        writer.submit(said)
    return path


@pytest.mark.parametrize("said", LEARNED_LATE.values(), ids=LEARNED_LATE)
def test_what_was_learned_later_is_not_known_then(tmp_path: Path, said: list[Command]) -> None:
    clocks = Clocks(Cut(FIRST), EARLY)
    with Reader(written(tmp_path / "log.db", said)) as reader, reader.snapshot():
        then, now = past_of(reader, PAIR, clocks), past_of(reader, PAIR, Clocks(Cut(FIRST), LATE))
        assert told(then.folding) != told(now.folding)  # else it would bite nothing
        found = KnownThen(reader, clocks).standing(PAIR)
        assert (told(found.folding), found.total) == (told(then.folding), then.count)


@pytest.mark.parametrize(("milliseconds", "known"), [(300, 0), (700, 1)])
def test_a_part_of_a_second_decides(tmp_path: Path, milliseconds: int, known: int) -> None:
    said = demand("d", on(FIRST), known=EARLY + timedelta(milliseconds=500))
    with Reader(written(tmp_path / "log.db", [said])) as reader, reader.snapshot():
        at = Clocks(Cut(SECOND), EARLY + timedelta(milliseconds=milliseconds))
        assert KnownThen(reader, at).standing(PAIR).total == known


def test_the_list_as_known_then_is_that_of_the_entries_known_then(tmp_path: Path, monkeypatch) -> None:
    said = LEARNED_LATE["that it was of another pair"]
    clocks = Clocks(Cut(FIRST), EARLY)
    with Reader(written(tmp_path / "log.db", said)) as reader:
        found = relations.relation_rows(reader, clocks)
        monkeypatch.setattr(KnownThen, "standing", lambda self, pair: _alone(reader, pair, clocks))
        assert found == relations.relation_rows(reader, clocks) != []


def _alone(reader: Reader, pair: str, clocks: Clocks) -> relations.Standing:
    picture = past_of(reader, pair, clocks)
    return relations.Standing(picture.folding, picture.earlier, picture.count)
