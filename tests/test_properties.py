"""Laws of the log: order of recording, prefixes, increments, repetition and knowledge, for logs of any kind."""

from copy import deepcopy
from dataclasses import replace
from datetime import UTC, date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.often import examples
from tests.portraits import pure_portrait
from tests.strategies import FIRST_DAY, FORMS, NOON, command_lists, developments, instants, logged, spoken, tangles
from tracker.application.store.past import fold_happenings
from tracker.domain.chronicle import Happening, chronicle
from tracker.domain.commands import Refused
from tracker.domain.desk import decide
from tracker.domain.dossier import Dossier, evolve
from tracker.domain.log import Entry
from tracker.domain.moments import Cut

Log = list[tuple[int, Entry]]
PAIRS = ("IRN-PAK", "IRN-IRQ")
LAST = Cut(date(2026, 1, 1))
calm = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], max_examples=examples(60))
dates = st.integers(-3, 420).map(lambda n: FIRST_DAY + timedelta(days=n))
cuts = st.builds(Cut, dates, st.sampled_from((0, 61, 1440)))


def interleaved(log: Log, order: list[int]) -> Log:
    """The same streams, each in its own order, recorded in another order among them."""
    streams: dict[str, list[Entry]] = {}
    for _, entry in log:
        streams.setdefault(entry.stream, []).append(entry)
    found: list[Entry] = []
    for number in order:
        rest = [entries for entries in streams.values() if entries]
        if rest:
            found.append(rest[number % len(rest)].pop(0))
    found += [entry for entries in streams.values() for entry in entries]
    return list(enumerate(found, start=1))


@calm
@given((command_lists() | tangles()).map(logged), st.lists(st.integers(0, 20), max_size=20))
def test_the_order_of_recording_never_matters(log: Log, order: list[int]) -> None:
    other = interleaved(log, order)
    assert sorted(entry.stream for _, entry in other) == sorted(entry.stream for _, entry in log)
    assert chronicle(other) == chronicle(log)
    for pair in PAIRS:
        assert pure_portrait(other, pair, LAST) == pure_portrait(log, pair, LAST)


@calm
@given((command_lists() | tangles()).map(logged), st.lists(cuts, min_size=2, max_size=4))
def test_as_of_is_a_prefix_of_the_chronicle(log: Log, moments: list[Cut]) -> None:
    whole = chronicle(log)
    prefixes = [chronicle(log, as_of=cut) for cut in sorted(moments, key=lambda cut: cut.packed)]
    for earlier, later in zip(prefixes, [*prefixes[1:], whole], strict=True):
        assert later[: len(earlier)] == earlier
    assert chronicle(log, as_of=LAST) == whole


@calm
@given((command_lists() | tangles()).map(logged))
def test_what_counts_lies_at_or_before_the_date_that_is_asked_for(log: Log) -> None:
    whole = chronicle(log)
    for happening in whole:
        day = happening.occurred.best
        assert happening in chronicle(log, as_of=Cut(day))
        assert happening not in chronicle(log, as_of=Cut(day - timedelta(days=1)))


@calm
@given((command_lists() | tangles()).map(logged), st.integers(0, 9))
def test_folding_in_two_goes_is_folding_in_one(log: Log, split: int) -> None:
    every = [happening for happening in chronicle(log) if happening.pair == "IRN-PAK"]
    acts: dict[int, object] = {}
    whole = fold_happenings(every, acts)
    before = fold_happenings(every[:split], acts)
    frozen = deepcopy(_insides(before))
    rows = [(h.moment.day, id(h.act), h.id) for h in every[split:] if h.act]
    after = before.copy().run(rows, acts)
    assert _insides(after) == _insides(whole)
    assert _insides(before) == frozen


def _insides(folding: object) -> dict[str, object]:
    return {name: getattr(folding, name) for name in type(folding).__slots__ if name != "day"}


@calm
@given((command_lists() | tangles()).map(logged), instants)
def test_what_was_not_known_is_as_if_it_had_not_been_said(log: Log, at: object) -> None:
    known = [(place, entry) for place, entry in log if entry.known_from <= at]
    assert chronicle(log, known_at=at) == chronicle(known)


@calm
@given((command_lists() | tangles()).map(logged), st.integers(0, 17))
def test_a_position_sees_the_log_as_it_was(log: Log, position: int) -> None:
    assert chronicle(log, position=position) == chronicle(log[:position])


@calm
@given(command_lists() | tangles())
def test_knowledge_never_goes_back_within_one_development(said: list) -> None:
    last: dict[str, object] = {}
    for _, entry in logged(said):
        assert entry.known_from >= last.get(entry.stream, entry.known_from)
        last[entry.stream] = entry.known_from


def dossiers_after(said: list) -> dict[str, Dossier]:
    found: dict[str, Dossier] = {}
    for _, entry in logged(said):
        found[entry.stream] = evolve(found.get(entry.stream), entry)
    return found


@calm
@given(command_lists() | tangles())
def test_a_command_that_is_sent_again_writes_nothing(said: list) -> None:
    dossiers = dossiers_after(said)
    assert [decide(dossiers[command.stream], command) for command in said] == [()] * len(said)


@calm
@given(command_lists() | tangles())
def test_a_command_repeated_on_its_own_result_writes_nothing(said: list) -> None:
    dossiers: dict[str, Dossier] = {}
    for command, entries in spoken(said):
        for entry in entries:
            dossiers[entry.stream] = evolve(dossiers.get(entry.stream), entry)
        try:
            again = decide(dossiers.get(command.stream), replace(command, id="another"))
        except Refused:
            again = ()
        assert again == (), command


@calm
@given(command_lists() | tangles())
def test_entries_of_a_stream_are_numbered_without_gaps(said: list) -> None:
    versions: dict[str, list[int]] = {}
    for _, entry in logged(said):
        versions.setdefault(entry.stream, []).append(entry.version)
    assert all(found == list(range(1, len(found) + 1)) for found in versions.values())


@calm
@given((command_lists() | tangles()).map(logged))
def test_a_cause_is_never_shown_after_its_response_began_to_be_possible(log: Log) -> None:
    """Its latest day is at most its response's latest, unless its own bounds do not allow for it."""
    whole = {happening.id: happening for happening in chronicle(log)}
    for happening in whole.values():
        for cause in happening.development.in_response_to:
            found = whole.get(cause)
            if found is not None and found.development.occurred.interval and not _mutual(found, happening):
                floor = found.occurred.earliest
                allowed = happening.occurred.latest if floor is None else max(floor, happening.occurred.latest)
                assert found.occurred.latest <= allowed


def _mutual(cause: Happening, response: Happening) -> bool:
    return True if response.id in cause.development.in_response_to else cause.id == response.id


@settings(max_examples=examples(4))
@given(st.data())
def test_every_type_can_be_built_and_bears_on_a_pair_or_on_none(data: st.DataObject) -> None:
    for form in FORMS:
        found = data.draw(developments(form))
        assert type(found) is form
        assert (found.pair is None) or found.pair.count("-") == 1


def test_the_clock_of_these_tests_is_utc() -> None:
    assert NOON.tzinfo is UTC
