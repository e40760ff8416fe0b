"""What waits is found by rows as it is found by entries: the law, and each case that a row alone does not tell."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.duties.acts import act, day
from tests.often import examples
from tests.strategies import FIRST_DAY, FORMS, PAIRS, accepted, amendments, developments, instants, knots, near
from tests.test_properties_store import LAST, sizes, store, written
from tracker.application.pacing import pacing
from tracker.application.store import lookup
from tracker.application.store.address import Address
from tracker.application.store.reader import Clocks, Reader
from tracker.application.store.writing import Writer
from tracker.application.views.ledger import ledger_document, most_urgent_first, waiting_rows
from tracker.domain.catalogue import TYPES
from tracker.domain.commands import Command, Correct, Link, Record, Retract, Unlink
from tracker.domain.development import Development
from tracker.domain.ledger import Ledger
from tracker.domain.log import Recorded
from tracker.domain.moments import Cut, Moment, unpacked
from tracker.domain.waits import BEARING, WAIT

EARLY, LATE = datetime(2024, 2, 1, tzinfo=UTC), datetime(2024, 2, 9, tzinfo=UTC)
"""What is told is known early; what is amended, late."""
NOW, BEFORE, THEN = Clocks(LAST), Clocks(Cut(day(11))), Clocks(LAST, EARLY)
CLOSING = {form.type_name() for form in TYPES.values() if {c.type for c in form.closes} & {*WAIT}}
SPEAKING = ("visit_cancelled", "talks_held", "condemnation_issued", "strike_conducted")


@st.composite
def disputes(draw: st.DrawFn) -> list[Command]:
    """A few developments of few days that open, answer and end waits, much tied, merged, moved and taken back."""
    streams = [f"d{n}" for n in range(draw(st.integers(2, 7)))]
    said: list[Command] = []
    for number, stream in enumerate(streams):
        form = draw(opening if number < 2 else opening | bearing | bearing | speaking | st.sampled_from(FORMS))
        held = draw(developments(form, stream=stream, pair=draw(st.sampled_from((*PAIRS[:1] * 4, PAIRS[1])))))
        causes = draw(st.lists(st.sampled_from([name for name in streams if name != stream]), max_size=2, unique=True))
        held = held.model_copy(update={"occurred": draw(near), "in_response_to": tuple(causes)})
        said.append(Record(stream=stream, id=f"r{number}", known_from=draw(instants), development=held))
    for number in range(draw(st.integers(0, 8))):
        said.insert(draw(st.integers(1, len(said))), draw(knots(number, streams) | amendments(number, streams)))
    return accepted(said)


def types(names: Iterable[str]) -> st.SearchStrategy[type[Development]]:
    return st.sampled_from([TYPES[name] for name in sorted(names)])


opening, bearing, speaking = types(WAIT), types(BEARING | CLOSING), types(SPEAKING)
cuts = st.integers(0, 5).map(lambda n: Cut(FIRST_DAY + timedelta(days=n)))


@settings(store, max_examples=examples(14))
@given(disputes(), sizes, cuts, instants, st.integers(0, 16))
def test_what_waits_by_rows_waits_by_entries(
    said: list[Command], groups: list[int], cut: Cut, at: datetime, position: int
) -> None:
    with written(said, groups) as (path, _), Reader(path) as reader, reader.snapshot():
        for clocks in (NOW, Clocks(cut), Clocks(LAST, at), Clocks(cut, at), Clocks(cut, None, position)):
            for pair in reader.pairs():
                assert_the_same(reader, clocks, pair)


def assert_the_same(reader: Reader, clocks: Clocks, pair: str) -> list[dict[str, Any]]:
    found = waiting_rows(reader, clocks, pair)
    assert most_urgent_first(found) == ledger_document(reader, clocks, pair)["waiting"]
    return found


def known(told: Recorded, at: datetime = EARLY) -> Record:
    return Record(stream=told.stream, id=f"c:{told.stream}", known_from=at, development=told.development)


def late(kind: type[Command], stream: str, **more: Any) -> Command:
    return kind(stream=stream, id=f"{kind.__name__}:{stream}", known_from=LATE, reason="as found out", **more)


OUT = known(act("out", "diplomats_expelled", 10, "GBR>RUS"))
TWIN = known(act("twin", "diplomats_expelled", 10, "GBR>RUS"))
OF_OTHERS = known(act("twin", "diplomats_expelled", 10, "GBR>FRA"))
WORD = known(act("word", "visit_cancelled", 12, "RUS>GBR"))
ANSWER = known(act("word", "visit_cancelled", 12, "RUS>GBR", in_response_to=("out",)))
TO_THE_TWIN = known(act("word", "visit_cancelled", 12, "RUS>GBR", in_response_to=("twin",)))
SAME_WORD = known(act("echo", "visit_cancelled", 12, "RUS>GBR", in_response_to=("out",)))
ORDER = known(act("order", "mission_closure_ordered", 10, "GBR>RUS", post="Moscow", post_kind="embassy"))
BRANCH = known(act("branch", "mission_closure_ordered", 10, "GBR>RUS", post="Kazan", post_kind="consulate"))
SHUT = known(act("shut", "embassy_closed", 12, "RUS>GBR"))
OTHER = known(act("other", "demand_issued", 10, "GBR>RUS"))
SUMMONS = known(act("summons", "envoy_summoned", 10, "GBR>RUS"))
STRIKES = [known(act(name, "strike_conducted", when, "RUS>GBR")) for name, when in (("z", 8), ("a", 9))]
REPLY = known(act("out", "diplomats_expelled", 10, "GBR>RUS", in_response_to=("z", "a")))
MERGED = late(Link, "twin", same_as=("out",))
Expected = dict[str, list[str]]
"""What waits, and what each replies to."""
CASES: dict[str, tuple[Sequence[Command], Clocks, Expected]] = {
    "nothing answers": ([OUT, WORD], NOW, {"out": []}),
    "an act of both waits for nobody": ([known(act("both", "diplomats_expelled", 10, "GBR-RUS"))], NOW, {}),
    "a word answers that says so": ([OUT, ANSWER], NOW, {}),
    "on a date it is not said yet": ([OUT, ANSWER], BEFORE, {"out": []}),
    "nor is it known then": ([OUT, known(act("x", "mission_size_capped", 12, "RUS>GBR"), LATE)], THEN, {"out": []}),
    "nor on that date": ([OUT, SAME_WORD, OTHER, late(Retract, "other")], Clocks(Cut(day(11)), EARLY), {"other": [], "out": []}),
    "what waited then was taken back": ([OUT, late(Retract, "out")], THEN, {"out": []}),
    "what was answered then is not any more": ([OUT, ANSWER, late(Retract, "word")], THEN, {}),
    "replies, by their names": ([*STRIKES, REPLY], NOW, {"out": ["a", "z"]}),
    "an answer that was linked": ([OUT, WORD, late(Link, "word", in_response_to=("out",))], NOW, {}),
    "and was not then": ([OUT, WORD, late(Link, "word", in_response_to=("out",))], THEN, {"out": []}),
    "an answer that was undone": ([OUT, ANSWER, late(Unlink, "word", in_response_to=("out",))], NOW, {"out": []}),
    "a reply that was undone": ([STRIKES[1], OUT, late(Link, "out", in_response_to=("a",)),
        late(Unlink, "out", in_response_to=("a",))], NOW, {"out": []}),
    "an answer of the other side": ([OUT, ANSWER, late(Correct, "word", changes={"actors": ["GBR"], "targets": ["RUS"]})],
        NOW, {"out": []}),
    "an answer to what is merged": ([OUT, TWIN, TO_THE_TWIN, MERGED], NOW, {}),
    "an answer to what is merged from another pair": ([OUT, OF_OTHERS, TO_THE_TWIN, MERGED], NOW, {}),
    "an answer to what was merged and parted": ([OUT, TWIN, TO_THE_TWIN, MERGED,
        late(Unlink, "twin", same_as=("out",))], NOW, {"out": []}),
    "an answer to what is merged into what is merged": ([OUT, TWIN, known(act("third", "diplomats_expelled", 10, "GBR>RUS")),
        known(act("word", "visit_cancelled", 12, "RUS>GBR", in_response_to=("third",))), MERGED,
        late(Link, "third", same_as=("twin",))], NOW, {}),
    "an answer that is merged into another": ([OUT, WORD, SAME_WORD, late(Link, "echo", same_as=("word",))], NOW, {}),
    "an answer to one, and to what is merged into the other": ([OUT, OTHER, known(act("twin", "demand_issued", 10, "GBR>RUS")),
        known(act("word", "visit_cancelled", 12, "RUS>GBR", in_response_to=("out", "twin"))),
        late(Link, "twin", same_as=("other",))], NOW, {}),
    "merged one way, and then the other": ([OUT, TWIN, TO_THE_TWIN, MERGED, late(Unlink, "twin", same_as=("out",)),
        late(Link, "out", same_as=("twin",))], NOW, {}),
    "a denial within a fortnight": ([SUMMONS, known(act("x", "denial_issued", 24, "RUS>GBR"))], NOW, {}),
    "a denial behind it": ([SUMMONS, known(act("x", "denial_issued", 25, "RUS>GBR"))], NOW, {"summons": []}),
    "a closed embassy": ([ORDER, BRANCH, SHUT], NOW, {"branch": []}),
}  # fmt: skip


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "log.db"


def write(place: Address, said: Sequence[Command]) -> Address:
    with Writer(place, clock=lambda: LATE) as writer:
        writer.submit(said)
    return place


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_row_alone_does_not_tell(log: Path, case: tuple[Sequence[Command], Clocks, Expected]) -> None:
    said, clocks, expected = case
    with Reader(write(log, said)) as reader:
        found = assert_the_same(reader, clocks, "GBR-RUS")
    assert {row["id"]: row["replies_to"] for row in found} == expected


def test_a_server_tells_what_a_file_tells(anywhere: Address) -> None:
    with Reader(write(anywhere, [*STRIKES, REPLY, TWIN, TO_THE_TWIN, MERGED, ORDER, BRANCH, SHUT])) as reader:
        told = [{row["id"] for row in assert_the_same(reader, clocks, "GBR-RUS")} for clocks in (NOW, BEFORE, THEN)]
    assert told == [{"branch"}, {"out", "branch", "order"}, {"out", "branch"}]


@given(st.builds(Moment, st.integers(1, 3_652_059), st.integers(0, 1440), st.integers(0, 63), st.integers(0, 31)))
def test_a_moment_is_unpacked_as_it_was_packed(moment: Moment) -> None:
    assert unpacked(moment.packed) == moment


def test_of_a_pair_that_nothing_touched_nothing_waits(log: Path) -> None:
    with Reader(write(log, [OUT])) as reader:
        assert waiting_rows(reader, NOW, "FRA-ITA") == []


ANSWERED = [
    known(told)
    for n in range(20)
    for told in (
        act(f"out-{n}", "diplomats_expelled", 2 * n + 1, "GBR>RUS"),
        act(f"in-{n}", "visit_cancelled", 2 * n + 2, "RUS>GBR", in_response_to=(f"out-{n}",)),
    )
]


@pytest.mark.parametrize(("clocks", "waits"), [(NOW, ["last"]), (Clocks(Cut(day(3))), ["out-1"])])
def test_only_what_waits_is_read_whole(log: Path, clocks: Clocks, waits: list[str], monkeypatch) -> None:
    read, decode = [], lookup.decode
    monkeypatch.setattr(lookup, "decode", lambda *row: read.append(row[1]) or decode(*row))
    last = known(act("last", "demand_issued", 60, "GBR>RUS"))
    with Reader(write(log, [*ANSWERED, last])) as reader:
        read.clear()
        found = waiting_rows(reader, clocks, "GBR-RUS")
        assert [row["id"] for row in found] == read == waits


def test_who_reads_what_waits_gives_way(log: Path, monkeypatch) -> None:
    stops: list[int] = []
    before, read = [], Ledger.read
    monkeypatch.setattr(Ledger, "read", lambda self, deeds: before.append(len(stops)) or read(self, deeds))
    with Reader(write(log, ANSWERED)) as reader, pacing(lambda: stops.append(1)):
        assert waiting_rows(reader, NOW, "GBR-RUS") == []
    assert 0 < before[0] < len(stops), "on the way to the ledger, and in it"
