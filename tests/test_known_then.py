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
from tracker.domain.fold import Folding, newest_refs, refs
from tracker.domain.moments import Cut
from tracker.domain.occurrence import Occurrence, on
from tracker.domain.outlook import EARLIER, shortened

PAIR = "IRN-PAK"
ORDERED = ("IRN>PAK", "PAK>IRN")
FIRST, SECOND = date(2024, 1, 16), date(2024, 1, 17)
EARLY, LATE = datetime(2024, 1, 20, 12, tzinfo=UTC), datetime(2024, 1, 25, 12, tzinfo=UTC)
"""What is asked is known early; what is learned late is not known then."""


def demand(name: str, when: Occurrence, known: datetime = EARLY, **more: Any) -> Record:
    development = TYPES["demand_issued"](id=name, occurred=when, actors=("IRN",), targets=("PAK",), **more)
    return Record(stream=name, id=f"c:{name}", known_from=known, development=development)


def made(type: str, name: str, when: Occurrence, actor: str, target: str, **more: Any) -> Record:
    actors = (
        {"actors": (actor, target)}
        if type in ("talks_held", "relations_restored")
        else {"actors": (actor,), "targets": (target,)}
    )
    development = TYPES[type](id=name, occurred=when, **actors, **more)
    return Record(stream=name, id=f"c:{name}", known_from=EARLY, development=development)


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
        assert (told(found.folding), found.total) == (told(shortened(then.folding)), then.count)
        known = KnownThen(reader, clocks)
        assert told(known.fold(Folding(), known.rows(PAIR))) == told(then.folding)


def test_a_state_is_held_without_the_developments_behind_it_but_for_those_that_a_list_looks_at(tmp_path: Path) -> None:
    days = [on(FIRST + timedelta(days=day)) for day in range(EARLIER + 3)]
    said = [
        made("demand_issued", f"{pair}{n}", day, *pair.split(">")) for pair in ORDERED for n, day in enumerate(days)
    ]
    said += [made("talks_held", f"t{n}", day, *ORDERED[0].split(">"), format="phone") for n, day in enumerate(days[:3])]
    said += [made("relations_restored", f"r{n}", days[n], *ORDERED[0].split(">")) for n in range(2)]
    until = Clocks(Cut(FIRST + timedelta(days=40)), EARLY)
    with Reader(written(tmp_path / "log.db", said)) as reader, reader.snapshot():
        found, whole = KnownThen(reader, until).standing(PAIR).folding, past_of(reader, PAIR, until).folding
    chains = [refs(chain) for chain in found.because if chain]
    for pair in ORDERED:
        assert [f"{pair}{n}" for n in range(3, EARLIER + 3)] in chains
    assert {len(chain) for chain in chains} == {1, EARLIER}
    assert {EARLIER + 3, 3} <= {len(refs(chain)) for chain in whole.because}
    assert (found.values, found.heat, newest(found)) == (whole.values, whole.heat, newest(whole))
    assert whole.remarks
    assert not found.remarks


def newest(folding: Folding) -> dict[Any, list[Any]]:
    return {act: [newest_refs(held[3], 1) for held in some] for act, some in folding.open.items()}


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


def test_acts_that_are_none_of_the_log_are_held_of_one_pair_after_the_other(tmp_path: Path) -> None:
    said = LEARNED_LATE["that it was of another pair"]
    with Reader(written(tmp_path / "log.db", said)) as reader, reader.snapshot():
        known = KnownThen(reader, Clocks(Cut(FIRST), EARLY))
        held = [(known.rows(PAIR), len(known._acts))[1] for _ in range(3)]
        assert len({*held, len(reader.acts.table)}) == 2
