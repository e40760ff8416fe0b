"""The chronicle: order of occurrence, causes, what is the same, the clocks, and intervals."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from tracker.domain.catalogue import TYPES
from tracker.domain.chronicle import Happening, chronicle, known
from tracker.domain.evidence import Claim
from tracker.domain.log import Claimed, Corrected, Entry, Linked, Recorded, Reinstated, Retracted, Unlinked
from tracker.domain.moments import END_OF_DAY, MAX_DEPTH, Cut, Moment, last_moment_of, unpack_day
from tracker.domain.occurrence import Occurrence, on

DAY = date(2024, 1, 16)
NEXT = DAY + timedelta(days=1)
NOON = datetime(2024, 1, 16, 12, tzinfo=UTC)
Log = list[tuple[int, Entry]]


def said(
    stream: str, when: Occurrence | date = DAY, *causes: str, type: str = "condemnation_issued", **more: Any
) -> Recorded:
    occurred = on(when) if isinstance(when, date) else when
    known_from = more.pop("known_from", NOON)
    given = {
        "id": stream,
        "occurred": occurred,
        "actors": ("IRN",),
        "targets": ("PAK",),
        "in_response_to": causes,
        **more,
    }
    return Recorded(stream=stream, version=1, known_from=known_from, development=TYPES[type](**given))


def log(*entries: Entry) -> Log:
    versions: dict[str, int] = {}
    found = []
    for place, entry in enumerate(entries, start=1):
        versions[entry.stream] = versions.get(entry.stream, 0) + 1
        found.append((place, entry.model_copy(update={"version": versions[entry.stream]})))
    return found


def more(kind: type[Entry], stream: str, at: datetime = NOON, **said: Any) -> Entry:
    return kind(stream=stream, version=1, known_from=at, **said)


def ids(entries: Log, **clocks: Any) -> list[str]:
    return [happening.id for happening in chronicle(entries, **clocks)]


def one(entries: Log, stream: str) -> Happening:
    return next(happening for happening in chronicle(entries) if happening.id == stream)


def open_until(day: date, start: date | None = None) -> Occurrence:
    return Occurrence(edtf=f"{start or '..'}/{day}", best=day, earliest=start, latest=day, interval=True)


ORDER: dict[str, tuple[list[Entry], list[str]]] = {
    "the earlier day": ([said("a", NEXT), said("b", DAY)], ["b", "a"]),
    "the earlier minute": ([said("a", on(DAY, 61)), said("b", on(DAY, 60))], ["b", "a"]),
    "a known minute before an unknown one": ([said("a"), said("b", on(DAY, 1439))], ["b", "a"]),
    "midnight is the first minute of its day": ([said("a", on(DAY, 1)), said("b", on(DAY, 0))], ["b", "a"]),
    "local time, whatever the offset": ([said("a", on(DAY, 600, 300)), said("b", on(DAY, 500, -300))], ["b", "a"]),
    "the rank of the type": (
        [said("a", type="relations_severed", form="severed"), said("b", type="embassy_opened")],
        ["b", "a"],
    ),
    "a minute goes before a rank": (
        [
            said("a", on(DAY, 10), type="relations_severed", form="severed"),
            said("b", on(DAY, 11), type="embassy_opened"),
        ],
        ["a", "b"],
    ),
    "a cause before its response": ([said("a", DAY, "b"), said("b")], ["b", "a"]),
    "a chain of causes": ([said("a", DAY, "b"), said("b", DAY, "c"), said("c")], ["c", "b", "a"]),
    "a rank goes before a cause": (
        [said("a", DAY, "b", type="embassy_opened"), said("b", type="relations_severed", form="severed")],
        ["a", "b"],
    ),
    "the id where nothing else tells": ([said("b"), said("a"), said("a2")], ["a", "a2", "b"]),
    "a ring of causes by id": ([said("b", DAY, "a"), said("a", DAY, "b")], ["a", "b"]),
    "an interval at its end": ([said("a", open_until(DAY)), said("b", DAY - timedelta(days=1))], ["b", "a"]),
    "a position before all else": (
        [said("a", type="recognition_granted"), said("b", type="position_stated", position={"contacts": "normal"})],
        ["b", "a"],
    ),
}


@pytest.mark.parametrize(("entries", "wanted"), ORDER.values(), ids=ORDER)
def test_first_comes(entries: list[Entry], wanted: list[str]) -> None:
    assert ids(log(*entries)) == wanted
    assert ids(log(*reversed(entries))) == wanted


def test_a_chain_of_more_causes_than_are_told_apart_still_has_an_order() -> None:
    chain = [said(f"{n:03}", DAY, f"{n - 1:03}") for n in range(1, 2000)]
    found = chronicle(log(said("000"), *chain))
    assert [h.id for h in found] == [f"{n:03}" for n in range(100)] + [h.id for h in found[100:]]
    assert max(h.moment.depth for h in found) == MAX_DEPTH


def test_packed_moments_keep_the_order_of_moments() -> None:
    moments = [
        Moment(day, minute, rank, depth)
        for day in (1, 2)
        for minute in (0, 1440)
        for rank in (0, 63)
        for depth in (0, 31)
    ]
    assert [moment.packed for moment in moments] == sorted({moment.packed for moment in moments})
    assert {unpack_day(moment.packed) for moment in moments if moment.day == 2} == {2}
    assert last_moment_of(1) == Moment(1, END_OF_DAY, 63, 31).packed < Moment(2, 0, 0, 0).packed


def test_a_cause_ends_where_its_response_begins() -> None:
    found = one(
        log(said("cause", open_until(date(2024, 1, 31), date(2024, 1, 1))), said("response", DAY, "cause")), "cause"
    )
    assert (found.occurred.latest, found.occurred.best, found.occurred.earliest) == (DAY, DAY, date(2024, 1, 1))


def test_a_cause_follows_its_response_s_latest_day_not_its_earliest() -> None:
    response = said("response", open_until(NEXT, DAY), "cause")
    assert one(log(said("cause", open_until(date(2024, 1, 31))), response), "cause").occurred.latest == NEXT


def test_a_best_date_of_its_own_stands_before_the_response() -> None:
    month = Occurrence(edtf="2024-01", best=NEXT, earliest=date(2024, 1, 1), latest=date(2024, 1, 31))
    found = one(log(said("cause", month), said("response", DAY, "cause")), "cause")
    assert (found.occurred.best, found.occurred.latest) == (NEXT, NEXT)


def test_an_exact_date_stands_though_its_response_came_before() -> None:
    assert one(log(said("cause", NEXT), said("response", DAY, "cause")), "cause").occurred.latest == NEXT


def test_an_interval_never_ends_before_it_begins() -> None:
    found = one(log(said("cause", open_until(date(2024, 1, 31), NEXT)), said("response", DAY, "cause")), "cause")
    assert (found.occurred.earliest, found.occurred.latest) == (NEXT, NEXT)


def test_bounds_travel_along_a_chain_of_inexact_causes() -> None:
    month = open_until(date(2024, 1, 31))
    entries = log(said("a", month), said("b", month, "a"), said("c", DAY, "b"))
    assert (one(entries, "a").occurred.latest, one(entries, "b").occurred.latest) == (DAY, DAY)


def test_the_earliest_of_several_responses_bounds_a_cause() -> None:
    month = open_until(date(2024, 1, 31))
    entries = log(said("a", month), said("b", NEXT, "a"), said("c", DAY, "a"), said("d", NEXT, "a"))
    assert one(entries, "a").occurred.latest == DAY


def test_a_ring_of_inexact_causes_ends_with_the_first_of_them() -> None:
    early, late = open_until(DAY), open_until(date(2024, 1, 31))
    entries = log(said("a", late, "b"), said("b", early, "a"), said("c", late, "a"))
    assert one(entries, "a").occurred.latest == DAY
    assert one(entries, "c").occurred.latest == date(2024, 1, 31)


def test_a_response_that_is_retracted_bounds_nothing() -> None:
    month = open_until(date(2024, 1, 31))
    entries = log(said("a", month), said("b", DAY, "a"), more(Retracted, "b", reason="a slip"))
    assert one(entries, "a").occurred == month


def test_a_response_that_is_untied_bounds_nothing() -> None:
    month = open_until(date(2024, 1, 31))
    entries = log(said("a", month), said("b", DAY, "a"), more(Unlinked, "b", in_response_to=("a",)))
    assert one(entries, "a").occurred == month


def test_what_is_told_twice_counts_once_and_keeps_both_accounts() -> None:
    two, three = Claim(aspect="killed", value=2, by="A"), Claim(aspect="killed", value=3, by="B")
    entries = log(
        said("a", claims=(two,), sources=("s1",)),
        said("b", claims=(three,), sources=("s2",)),
        more(Linked, "b", same_as=("a",)),
    )
    assert ids(entries) == ["a"]
    found = one(entries, "a")
    assert (found.merged, found.claims) == (("b",), (two, three))
    assert [report.source for report in found.reports] == ["s1", "s2"]


def test_both_halves_of_a_ring_say_the_same_and_the_least_id_counts() -> None:
    entries = log(said("a"), said("b"), more(Linked, "b", same_as=("a",)), more(Linked, "a", same_as=("b",)))
    assert [(h.id, h.merged) for h in chronicle(entries)] == [("a", ("b",))]


def test_a_ring_of_three_with_a_tail_counts_once() -> None:
    ties = [more(Linked, one, same_as=(other,)) for one, other in (("b", "c"), ("c", "d"), ("d", "b"), ("a", "d"))]
    entries = log(*(said(stream) for stream in "abcd"), *ties)
    assert [(h.id, set(h.merged)) for h in chronicle(entries)] == [("b", {"a", "c", "d"})]


def test_a_chain_of_the_same_counts_at_its_end() -> None:
    entries = log(said("a"), said("b"), said("c"), more(Linked, "a", same_as=("b",)), more(Linked, "b", same_as=("c",)))
    assert [(h.id, set(h.merged)) for h in chronicle(entries)] == [("c", {"a", "b"})]


def test_what_is_the_same_as_something_retracted_counts_itself() -> None:
    entries = log(said("a"), said("b"), more(Linked, "b", same_as=("a",)), more(Retracted, "a", reason="a slip"))
    assert [(h.id, h.merged) for h in chronicle(entries)] == [("b", ())]


def test_what_is_the_same_as_something_never_recorded_counts_itself() -> None:
    assert ids(log(said("b"), more(Linked, "b", same_as=("nowhere",)))) == ["b"]


def test_what_is_merged_and_retracted_says_nothing_any_more() -> None:
    entries = log(said("a"), said("b"), more(Linked, "b", same_as=("a",)), more(Retracted, "b", reason="a slip"))
    assert [(h.id, h.merged) for h in chronicle(entries)] == [("a", ())]


def test_a_response_to_what_was_merged_bounds_what_counts() -> None:
    month = open_until(date(2024, 1, 31))
    entries = log(said("a", month), said("b", month), said("c", DAY, "b"), more(Linked, "b", same_as=("a",)))
    assert one(entries, "a").occurred.latest == DAY


def test_a_retraction_takes_out_and_a_reinstatement_brings_back() -> None:
    entries = log(said("a"), more(Retracted, "a", reason="a slip"), more(Reinstated, "a", reason="it did"))
    assert [ids(entries, position=position) for position in (0, 1, 2, 3)] == [[], ["a"], [], ["a"]]


def test_the_date_cuts_at_the_end_of_its_day_or_at_a_minute() -> None:
    entries = log(said("a", on(DAY, 600)), said("b", DAY), said("c", NEXT))
    assert ids(entries, as_of=Cut(DAY)) == ["a", "b"]
    assert ids(entries, as_of=Cut(DAY, 600)) == ["a"]
    assert ids(entries, as_of=Cut(DAY, 599)) == []
    assert ids(entries, as_of=Cut(DAY - timedelta(days=1))) == []


def test_knowledge_cuts_at_an_instant_that_is_included() -> None:
    later = NOON + timedelta(days=3)
    entries = log(
        said("a"),
        more(Corrected, "a", later, changes={"summary": "otherwise"}),
        more(Retracted, "a", later + timedelta(1), reason="x"),
    )
    before, at, after = (
        chronicle(entries, known_at=when) for when in (later - timedelta(seconds=1), later, later + timedelta(1))
    )
    assert [h.development.summary for h in before] == [""]
    assert [h.development.summary for h in at] == ["otherwise"]
    assert after == []
    assert ids(entries, known_at=NOON - timedelta(seconds=1)) == []


def test_all_three_clocks_cut_at_once() -> None:
    later = NOON + timedelta(days=3)
    entries = log(said("a"), said("b", NEXT), said("c", known_from=later), said("d"))
    assert ids(entries, as_of=Cut(DAY), known_at=NOON, position=3) == ["a"]
    assert ids(entries, as_of=Cut(DAY), known_at=NOON) == ["a", "d"]
    assert ids(entries, as_of=Cut(DAY), position=3) == ["a", "c"]


def test_a_tie_that_is_not_known_yet_merges_nothing() -> None:
    later = NOON + timedelta(days=3)
    entries = log(said("a"), said("b"), more(Linked, "b", later, same_as=("a",)))
    assert ids(entries, known_at=NOON) == ["a", "b"]
    assert ids(entries, known_at=later) == ["a"]


def test_what_counts_says_from_when_it_is_known_as_amended() -> None:
    later = NOON + timedelta(days=3)
    entries = log(said("a"), more(Claimed, "a", later, claims=(Claim(aspect="killed", value=2),)))
    assert chronicle(entries)[0].known_from == later
    assert chronicle(entries, known_at=NOON)[0].known_from == NOON


def test_an_undated_development_counts_from_the_end_of_its_interval() -> None:
    entries = log(said("a", open_until(DAY)))
    assert ids(entries, as_of=Cut(DAY - timedelta(days=1))) == []
    assert ids(entries, as_of=Cut(DAY)) == ["a"]
    assert one(entries, "a").occurred.earliest is None


def test_dossiers_hold_what_was_known() -> None:
    entries = log(said("a"), more(Retracted, "a", reason="a slip"))
    assert known(entries)["a"].retracted == "a slip"
    assert known(entries, position=1)["a"].retracted is None
