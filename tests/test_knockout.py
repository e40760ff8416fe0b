"""Leaving something out: what a pair told without it is what it would be had nobody said it."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.often import examples
from tests.strategies import FIRST_DAY, command_lists, logged, tangles
from tracker.application.store.past import fold_happenings
from tracker.application.store.reader import Clocks, Reader
from tracker.application.store.writing import Writer
from tracker.application.views.ground import Ground
from tracker.application.views.grounds import ground_now, ground_of, ground_then
from tracker.application.views.sifted import chronicle_at
from tracker.application.views.weakest import (
    component_value,
    group_changes,
    lone_changes,
    reading_probe,
    slot_probe,
)
from tracker.domain.catalogue import TYPES
from tracker.domain.chronicle import Knowledge, Settling, known, ordered
from tracker.domain.commands import Command, DescribeSource, Link, Record
from tracker.domain.dossier import Dossier
from tracker.domain.evidence import Source
from tracker.domain.moments import Cut
from tracker.domain.occurrence import on
from tracker.domain.reading import tension_on
from tracker.domain.relation import labels
from tracker.domain.sifting import Sieve, Sifted

PAIR = "IRN-PAK"
DAYS = (FIRST_DAY, date(2024, 1, 5), date(2024, 1, 20), date(2025, 6, 1))
KNOWN = (datetime(2024, 1, 6, tzinfo=UTC), datetime(2024, 3, 1, tzinfo=UTC))
NAMES = {"s1": "crisis/late", "s2": "crisis/later"}
ONE = settings(max_examples=examples(24), suppress_health_check=list(HealthCheck))


def described() -> list[Command]:
    """Two articles of one publisher; other sources are listed nowhere."""
    when = datetime(2024, 1, 1, tzinfo=UTC)
    return [
        DescribeSource(
            stream=f"source:{name}", id=f"source {name}", known_from=when,
            source=Source(id=name.split("/")[1], scope="crisis", family="Post", reliability="C"),
        )
        for name in NAMES.values()
    ]  # fmt: skip


def renamed(command: Command) -> Command:
    """A recording with its sources as a file stores them."""
    if not isinstance(command, Record):
        return command
    held = command.development
    told = {
        "sources": tuple(NAMES.get(name, name) for name in held.sources),
        "reports": tuple(r.model_copy(update={"source": NAMES.get(r.source, r.source)}) for r in held.reports),
        "claims": tuple(c.model_copy(update={"source": NAMES.get(c.source or "", c.source)}) for c in held.claims),
    }
    return replace(command, development=held.model_copy(update=told))


def sourced(commands: list[Command]) -> list[Command]:
    """Every second development told by an article, for a strategy that names none."""
    found = []
    for number, command in enumerate(commands):
        if isinstance(command, Record) and not command.development.sources and number % 2:
            held = command.development.model_copy(update={"sources": (("s1", "s2", "other")[number % 3],)})
            found.append(renamed(replace(command, development=held)))
        else:
            found.append(renamed(command))
    return found


said = (command_lists(changes=5) | tangles()).map(sourced)


def state_of(settling: Settling, dossiers: dict[str, Dossier], cut: Cut) -> list[Any]:
    """Every component and reading of the pair, folded whole from whatever a lookup shows."""
    every = [h for h in map(settling.happening, dossiers) if h is not None and h.pair == PAIR]
    upto = sorted((h for h in every if h.moment.packed <= cut.packed), key=lambda h: h.order)
    folding, day = fold_happenings(upto, {}), cut.day.toordinal()
    values = [component_value(name, place, folding, day) for place, (name, _) in enumerate(labels(PAIR))]
    figures = [tension_on(folding, day, half) for half in (0, 1)]
    return [*values, *(round(r.tension, 2) for r in figures), *(round(r.cooperation, 2) for r in figures)]


def without(dossiers: dict[str, Dossier], sieve: Sieve, cut: Cut) -> list[Any]:
    return state_of(Settling(Sifted(Knowledge(dossiers), sieve)), dossiers, cut)


def probes(ground: Ground) -> list[Any]:
    slots = [slot_probe(ground, name, place) for place, (name, _) in enumerate(labels(PAIR))]
    readings = [reading_probe(ground, half, tension=tension) for tension in (True, False) for half in (0, 1)]
    return [*slots, *readings]


def near(one: Any, other: Any) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return one == pytest.approx(other, abs=0.011)
    return bool(one == other)


@ONE
@given(said, st.sampled_from(DAYS))
def test_leaving_out_nothing_changes_nothing(commands: list[Command], day: date) -> None:
    dossiers = known(logged(commands))
    sifted = Settling(Sifted(Knowledge(dossiers), Sieve()))
    assert ordered(dossiers) == sorted(filter(None, map(sifted.happening, dossiers)), key=lambda h: h.order)
    assert without(dossiers, Sieve(), Cut(day)) == state_of(Settling(Knowledge(dossiers)), dossiers, Cut(day))


@pytest.mark.parametrize("how", ["from the derived rows", "from the entries", "as known before"])
@ONE
@given(said, st.sampled_from(DAYS), st.sampled_from(KNOWN))
def test_each_development_family_and_source_left_out_gives_what_was_never_said(
    tmp_path_factory: pytest.TempPathFactory, how: str, commands: list[Command], day: date, then: datetime
) -> None:
    every = [*described(), *commands]
    known_at = then if how == "as known before" else None
    dossiers, cut = known(logged(every), known_at=known_at), Cut(day)
    path = tmp_path_factory.mktemp("knockout") / "log.db"
    with Writer(path) as writer:
        writer.submit(every)
    with Reader(path) as reader:
        ground = laid(reader, how, Clocks(cut, known_at=known_at))
        for probe, place in zip(probes(ground), range(10_000), strict=False):
            assert near(probe.value, state_of(Settling(Knowledge(dossiers)), dossiers, cut)[place])
            compared(probe, place, dossiers, cut)


def laid(reader: Reader, how: str, clocks: Clocks) -> Ground:
    if how == "from the entries":
        return ground_of(chronicle_at(reader, PAIR, clocks))
    return ground_then(reader, PAIR, clocks) if how == "as known before" else ground_now(reader, PAIR, clocks)


def compared(probe: Any, place: int, dossiers: dict[str, Dossier], cut: Cut) -> None:
    settling = Settling(Knowledge(dossiers))
    for row in probe.ground.rows:
        gone = frozenset(settling.family(row.id))
        wanted = without(dossiers, Sieve(streams=gone), cut)[place]
        assert near(probe.without_development(row.id), wanted), (row.id, labels(PAIR)[place : place + 1])
        if probe.kind is None and row.id not in {change.name for change in lone_changes(probe)}:
            assert wanted == probe.value, row.id
    groups = {(change.kind, change.name): change.value for change in group_changes(probe, least=1)}
    for kind, name in (("family", "Post"), ("family", "unknown"), ("source", "crisis/late"), ("source", "other")):
        sieve = Sieve(families=frozenset((name,))) if kind == "family" else Sieve(sources=frozenset((name,)))
        assert near(groups.get((kind, name), probe.value), without(dossiers, sieve, cut)[place]), (kind, name)


@ONE
@given(said, st.sampled_from(DAYS))
def test_what_makes_most_of_a_tension_is_among_those_that_are_tried(
    tmp_path_factory: pytest.TempPathFactory, commands: list[Command], day: date
) -> None:
    path = tmp_path_factory.mktemp("tension") / "log.db"
    with Writer(path) as writer:
        writer.submit(commands)
    with Reader(path) as reader:
        ground = ground_now(reader, PAIR, Clocks(Cut(day)))
        for probe in probes(ground)[-4:]:
            # without what is merged half-way, what is merged into it may count
            every = {*ground.index, *ground.merging}
            most = max((abs(probe.without_development(name) - probe.value) for name in every), default=0)
            found = max((abs(probe.without_development(name) - probe.value) for name in probe.tried), default=0)
            assert found == pytest.approx(most, abs=0.011)


def test_nothing_is_known_of_a_pair_that_nobody_told_of(tmp_path: Path) -> None:
    with Writer(tmp_path / "log.db") as writer:
        writer.submit(described())
    with Reader(tmp_path / "log.db") as reader:
        ground = ground_now(reader, PAIR, Clocks(Cut(FIRST_DAY)))
        assert probes(ground)[0].value == "unknown"
        assert not any(lone_changes(probe) or group_changes(probe) for probe in probes(ground))


@pytest.mark.parametrize("how", ["from the derived rows", "from the entries", "as known before"])
def test_what_is_merged_into_another_pair_counts_where_that_is_left_out(tmp_path: Path, how: str) -> None:
    known_at = KNOWN[1] if how == "as known before" else None
    when, form = datetime(2024, 1, 1, 12, tzinfo=UTC), TYPES["condemnation_issued"]
    told = (("d0", "PAK", ()), ("d1", "IRQ", (NAMES["s2"],)), ("d2", "PAK", ()), ("d3", "PAK", (NAMES["s1"],)))
    recorded = [
        Record(
            stream=name, id=f"r {name}", known_from=when,
            development=form(id=name, occurred=on(FIRST_DAY), actors="IRN", targets=target, sources=sources),
        )
        for name, target, sources in told
    ]  # fmt: skip
    merged = Link(stream="d0", id="merge", known_from=when, reason="the same", same_as=("d1",))
    every = [*described(), *recorded, merged]
    with Writer(tmp_path / "log.db") as writer:
        writer.submit(every)
    dossiers, cut = known(logged(every)), Cut(FIRST_DAY)
    with Reader(tmp_path / "log.db") as reader:
        ground = laid(reader, how, Clocks(cut, known_at=known_at))
        for place, probe in enumerate(probes(ground)):
            compared(probe, place, dossiers, cut)
