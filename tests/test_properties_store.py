"""Laws of the store: every type round-trips, and what is read from rows is what the entries alone say."""

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.often import examples
from tests.portraits import portrait, pure_portrait
from tests.strategies import FIRST_DAY, FORMS, NOON, WORDS, accepted, command_lists, developments, instants, tangles
from tracker.application.store import derived, timeline
from tracker.application.store.codec import decode, encode, instant_text
from tracker.application.store.known_then import KnownThen
from tracker.application.store.past import happenings, past_picture
from tracker.application.store.picture import Picture
from tracker.application.store.reader import Clocks, Reader
from tracker.application.store.schema import DERIVED_TABLES
from tracker.application.store.writing import Writer
from tracker.application.verify import verify
from tracker.domain.chronicle import chronicle
from tracker.domain.commands import Command, Record
from tracker.domain.development import Development
from tracker.domain.fold import Folding, refs
from tracker.domain.log import Entry, Recorded
from tracker.domain.moments import Cut
from tracker.domain.outlook import shortened

PAIRS = ("IRN-PAK", "IRN-IRQ")
LAST = Cut(date(2026, 1, 1))
Log = list[tuple[int, Entry]]
store = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], max_examples=examples(28))
cuts = st.integers(-3, 420).map(lambda n: Cut(FIRST_DAY + timedelta(days=n)))


@contextmanager
def written(said: list[Command], sizes: list[int]) -> Iterator[tuple[Path, Log]]:
    """A file that holds what some commands bring, submitted in groups of these sizes; and the log as decoded."""
    with tempfile.TemporaryDirectory() as folder:
        path, rest, log = Path(folder) / "log.db", list(said), []
        with Writer(path, clock=lambda: NOON) as writer:
            for size in [*sizes, len(rest)]:
                log += [(stored.position, stored.entry) for stored in writer.submit(rest[:size])]
                rest = rest[size:]
        yield path, log


sizes = st.lists(st.integers(1, 5), max_size=10)


@store
@given(command_lists() | tangles(), sizes, cuts)
def test_states_read_from_rows_are_those_folded_from_the_entries(
    said: list[Command], groups: list[int], cut: Cut
) -> None:
    with written(said, groups) as (path, log), Reader(path) as reader:
        for pair in PAIRS:
            for at in (cut, LAST):
                assert portrait(reader.picture(pair, Clocks(at))) == pure_portrait(log, pair, at)


@store
@given(command_lists(least=4, most=14) | tangles(), sizes, cuts)
def test_checkpoints_change_nothing(said: list[Command], groups: list[int], cut: Cut) -> None:
    with mock.patch.multiple(derived, EVERY=2, NEAR=1), written(said, groups) as (path, log), Reader(path) as reader:
        for pair in PAIRS:
            for at in (cut, LAST):
                assert portrait(reader.picture(pair, Clocks(at))) == pure_portrait(log, pair, at)


@store
@given(command_lists() | tangles(), sizes, cuts, instants)
def test_the_past_knows_what_the_entries_known_then_say(
    said: list[Command], groups: list[int], cut: Cut, at: datetime
) -> None:
    with written(said, groups) as (path, log), Reader(path) as reader:
        known = [(place, entry) for place, entry in log if entry.known_from is None or entry.known_from <= at]
        for pair in PAIRS:
            assert portrait(reader.picture(pair, Clocks(cut, at))) == pure_portrait(known, pair, cut)


@store
@given(command_lists() | tangles(), sizes, cuts, st.integers(0, 16))
def test_a_position_reads_the_log_as_it_was(said: list[Command], groups: list[int], cut: Cut, position: int) -> None:
    with written(said, groups) as (path, log), Reader(path) as reader:
        for pair in PAIRS:
            found = portrait(reader.picture(pair, Clocks(cut, None, position)))
            assert found == pure_portrait(log[:position], pair, cut)


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """The derived rows in words: ids instead of numbers, and without what depends on the order of recording."""
    conn = sqlite3.connect(path)
    try:
        facts = conn.execute(
            "SELECT coalesce(p.name, ''), f.moment, f.id, a.body, f.known, f.earliest, f.latest, f.marks FROM facts f "
            "LEFT JOIN pairs p USING (pair) LEFT JOIN acts a USING (act) ORDER BY 1, 2, 3"
        ).fetchall()
        counts = conn.execute("SELECT name, count FROM pairs WHERE count > 0 ORDER BY name").fetchall()
        tails = conn.execute("SELECT count(*) FROM pairs WHERE tail < 0").fetchone()
        return {"facts": facts, "counts": counts, "tails": [tails]}
    finally:
        conn.close()


def interleaved(said: list[Command], order: list[int]) -> list[Command]:
    streams: dict[str, list[Command]] = {}
    for command in said:
        streams.setdefault(command.stream, []).append(command)
    found: list[Command] = []
    for number in order:
        rest = [commands for commands in streams.values() if commands]
        if rest:
            found.append(rest[number % len(rest)].pop(0))
    return found + [command for commands in streams.values() for command in commands]


@store
@given(command_lists() | tangles(), sizes, sizes, st.lists(st.integers(0, 9), max_size=16))
def test_rows_do_not_remember_the_order_of_recording(
    said: list[Command], groups: list[int], others: list[int], order: list[int]
) -> None:
    with written(said, groups) as (path, _), written(interleaved(said, order), others) as (other, _):
        assert rows(path) == rows(other)


@store
@given(command_lists(least=4, most=14) | tangles(), sizes, cuts, instants)
def test_rows_derived_anew_are_those_that_were_kept(
    said: list[Command], groups: list[int], cut: Cut, at: datetime
) -> None:
    with written(said, groups) as (path, log):
        assert verify(path).findings == ()
        assert verify(path, rebuild=True).findings == ()
        known = [(place, entry) for place, entry in log if entry.known_from is None or entry.known_from <= at]
        with Reader(path) as reader:
            for pair in PAIRS:
                assert portrait(reader.picture(pair, Clocks(cut))) == pure_portrait(log, pair, cut)
                assert portrait(reader.picture(pair, Clocks(cut, at))) == pure_portrait(known, pair, cut)


@store
@given(command_lists() | tangles(), sizes)
def test_counts_of_pairs_and_references_of_facts_hold(said: list[Command], groups: list[int]) -> None:
    with mock.patch.multiple(derived, EVERY=3, NEAR=3), written(said, groups) as (path, log), Reader(path) as reader:
        found = chronicle(log)
        for name, count, tail, kept in reader.conn.execute(
            "SELECT name, count, tail, coalesce((SELECT max(count) FROM checkpoints c WHERE c.pair = p.pair), 0) FROM pairs p"
        ):
            assert count == sum(1 for happening in found if happening.pair == name), name
            assert 0 <= tail < 3, name  # at three changes checkpoints are made
            assert kept <= count, name
        strange = reader.conn.execute(
            "SELECT f.id FROM facts f LEFT JOIN stored_events e ON e.rowid = f.dev "
            "WHERE e.originator_id IS NOT f.id OR e.originator_version <> 1"
        ).fetchall()
        assert strange == []


@store
@given(command_lists(least=4, most=14) | tangles(), sizes)
def test_a_timeline_after_any_number_of_rows_is_their_fold(said: list[Command], groups: list[int]) -> None:
    with mock.patch.object(timeline, "STEP", 3), written(said, groups) as (path, log), Reader(path) as reader:
        for pair, found in reader.timelines().items():
            days = [happening.moment for happening in chronicle(log) if happening.pair == pair]
            for count, moment in enumerate(days, start=1):
                alone = timeline.Timeline(reader.acts, zip(found.moments[:count], found.acts, found.devs, strict=False))
                assert found.after(count).values == alone.after(count).values
                assert found.moments[count - 1] == moment.packed


@store
@given(command_lists(least=3) | tangles(), sizes)
def test_a_timeline_that_follows_is_one_that_is_read_anew(said: list[Command], groups: list[int]) -> None:
    with mock.patch.object(timeline, "STEP", 2), tempfile.TemporaryDirectory() as folder:
        path, rest = Path(folder) / "log.db", list(said)
        with Writer(path, clock=lambda: NOON) as writer, Reader(path) as follower:
            for size in [*groups, len(rest)]:
                writer.submit(rest[:size])
                rest = rest[size:]
                followed = {p: _timeline(t) for p, t in follower.timelines().items()}
                with Reader(path) as fresh:
                    assert followed == {p: _timeline(t) for p, t in fresh.timelines().items()}


def _timeline(found: timeline.Timeline) -> tuple[object, ...]:
    states = [found.after(count) for count in range(len(found) + 1)]
    return list(found.moments), list(found.acts), list(found.devs), [(s.values, s.because) for s in states]


@store
@given(command_lists() | tangles(), sizes)
def test_happenings_of_a_pair_are_those_of_the_chronicle(said: list[Command], groups: list[int]) -> None:
    with written(said, groups) as (path, log), Reader(path) as reader:
        for number, name in reader.conn.execute("SELECT pair, name FROM pairs").fetchall():
            wanted = [happening for happening in chronicle(log) if happening.pair == name]
            assert happenings(reader.conn, number, Clocks(LAST)) == wanted


@store
@given(command_lists() | tangles(), sizes)
def test_every_command_said_again_to_the_store_writes_nothing(said: list[Command], groups: list[int]) -> None:
    with written(said, groups) as (path, log), Writer(path) as writer:
        assert writer.submit(said) == []
        with Reader(path) as reader:
            assert reader.last_position() == len(log)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.type_name())
@settings(max_examples=examples(8))
@given(data=st.data())
def test_every_type_round_trips_through_the_codec(form: type[Development], data: st.DataObject) -> None:
    development = data.draw(developments(form))
    command = Record(stream="d0", id="r0", known_from=NOON, by="desk", development=development)
    (entry,) = (found for _, found in _log([command]))
    row = encode(entry, instant_text(NOON))
    back = decode(1, *row)
    assert back.entry == entry
    assert type(back.entry.development) is form
    assert encode(back.entry, instant_text(back.recorded_at)) == row
    assert row[2] == form.type_name()


OFFSETS = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
EVER = st.datetimes(datetime(1000, 1, 2), timezones=st.none() | st.just(UTC) | OFFSETS)  # noqa: DTZ001 - as hypothesis asks


@settings(max_examples=examples(200))
@given(
    development=st.sampled_from(FORMS).flatmap(developments),
    known=st.none() | EVER,
    words=st.tuples(*[st.sampled_from(("", *WORDS)) | st.text()] * 3),
    reasoned=st.booleans(),
)
def test_a_recording_is_encoded_as_every_entry_is(
    development: Development, known: datetime | None, words: tuple[str, str, str], reasoned: bool
) -> None:
    by, command, reason = words
    said = Recorded(
        stream="d0", version=1, known_from=known, by=by, command=command,
        reason=reason if reasoned else None, development=development,
    )  # fmt: skip
    body = said.model_dump_json(exclude={"stream", "version"}, exclude_defaults=True)
    assert (
        encode(said, "2024-01-19T12:00:00.000Z")[3].decode() == f'{{"recorded_at":"2024-01-19T12:00:00.000Z",{body[1:]}'
    )


def _log(said: list[Command]) -> Log:
    from tests.strategies import logged

    return logged(said)


@store
@given(command_lists(changes=12) | tangles())
def test_every_entry_round_trips_through_the_codec(said: list[Command]) -> None:
    for place, entry in _log(accepted(said)):
        row = encode(entry, instant_text(NOON))
        back = decode(place, *row)
        assert back.entry == entry
        assert encode(back.entry, instant_text(back.recorded_at)) == row


@settings(max_examples=examples(2))
@given(st.data())
def test_every_type_round_trips_through_the_store(data: st.DataObject) -> None:
    said = [
        Record(stream=f"d{n}", id=f"r{n}", known_from=NOON, development=data.draw(developments(form, stream=f"d{n}")))
        for n, form in enumerate(FORMS)
    ]
    with written(said, [40]) as (path, _), Reader(path) as reader:
        stored = reader.conn.execute("SELECT rowid, * FROM stored_events ORDER BY rowid").fetchall()
        assert [decode(*row).entry.development for row in stored] == [command.development for command in said]
        assert {row[3] for row in stored} == {form.type_name() for form in FORMS}


def test_the_rows_that_are_compared_are_all_that_is_derived() -> None:
    assert set(DERIVED_TABLES) == {"facts", "past", "links", "checkpoints", "acts", "pairs", "meta"}


@store
@given(command_lists(least=4, most=14) | tangles(), sizes, cuts, instants)
def test_all_pairs_stood_then_as_each_is_read_by_itself(
    said: list[Command], groups: list[int], cut: Cut, at: datetime
) -> None:
    with written(said, groups) as (path, _), Reader(path) as reader, reader.snapshot():
        for clocks in (Clocks(cut, at), Clocks(LAST, at)):
            then = KnownThen(reader, clocks)
            for pair in PAIRS:
                whole, alone = then.fold(Folding(), then.rows(pair)), past_of(reader, pair, clocks)
                assert told(whole) == told(alone.folding)
                found = then.standing(pair)
                assert told(found.folding) == told(shortened(alone.folding))
                assert told(found.earlier) == told(shortened(alone.earlier))
                assert found.total == alone.count
                assert portrait(reader.picture_nearby(pair, clocks, len(alone.remarks))) == portrait(alone)


def past_of(reader: Reader, pair: str, clocks: Clocks) -> Picture:
    """A pair folded from its entries, also where all of it is known."""
    number = reader.pair_number(pair)
    return reader.picture(pair, clocks) if number is None else past_picture(reader.conn, pair, number, clocks)


def told(folding: Folding) -> tuple[object, ...]:
    """A state and what made it so."""
    return folding.values, [refs(chain) for chain in folding.because], folding.open, folding.heat, folding.count
