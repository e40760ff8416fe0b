"""What a search is narrowed to, what its facets count, and what is refused."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests.reading.conftest import END, amend, happened, write
from tracker.application.problems import BadInput
from tracker.application.search.facts import Facts
from tracker.application.search.filters import Asked, filters_of
from tracker.application.store.address import Address
from tracker.application.store.reader import Clocks, Reader
from tracker.application.views.search import Found, search
from tracker.domain.commands import Correct
from tracker.domain.moments import Cut
from tracker.domain.occurrence import on


def found(log: Address, *words: str, at: Clocks = END, **asked: Any) -> Found:
    with Reader(log) as reader:
        return search(reader, words, at, filters=filters_of(Asked(**asked)))


def ids(log: Address, *words: str, at: Clocks = END, **asked: Any) -> set[str]:
    return {row["id"] for row in found(log, *words, at=at, **asked).rows}


GULF = {"gulf/BHR-QAT", "gulf/QAT-SAU"}
STRIKES = {"strike", "answer", "answer-again"}
RECALLS = {"recall", "second-recall"}
NARROWED: tuple[tuple[dict[str, Any], set[str]], ...] = (
    ({"type": ("relations_severed",)}, GULF),
    ({"type": ("relations_severed", "ambassador_recalled")}, GULF | RECALLS),
    ({"category": ("military",)}, STRIKES | {"patrol", "rumour"}),
    ({"category": ("military",), "type": ("strike_conducted",)}, STRIKES),
    ({"party": ("Qatar",)}, GULF),
    ({"party": ("QAT", "IRN"), "type": ("strike_conducted",)}, STRIKES),
    ({"pair": ("QAT-BHR",)}, {"gulf/BHR-QAT"}),
    ({"pair": ("Saudi Arabia-Qatar", "BHR-QAT")}, GULF),
    ({"first": "2024-01-20"}, {"second-recall", "patrol"}),
    ({"first": "2024-01-16", "last": "2024-01-17"}, {"strike", "recall", "rumour"}),
    ({"first": "2024-02"}, set()),
    ({"last": "2024-01-05"}, GULF | {"before"}),
    ({"min_grade": "C3"}, {"strike"}),
    ({"min_grade": "b1"}, {"strike"}),
    ({"min_grade": "A1"}, set()),
    ({"status": ("retracted",)}, {"rumour"}),
    ({"status": ("merged",)}, {"answer-again"}),
    ({"status": ("counts",), "type": ("strike_conducted",)}, {"strike", "answer"}),
    ({"family": ("post",)}, {"strike"}),
    ({"family": ("DAWN.com",)}, {"recall", "answer"}),
    ({"family": ("nobody",)}, set()),
)


@pytest.mark.parametrize(("asked", "wanted"), NARROWED, ids=[str(asked) for asked, _ in NARROWED])
def test_a_filter_alone_finds_what_passes_it(log: Address, asked: dict[str, Any], wanted: set[str]) -> None:
    assert ids(log, **asked) == wanted
    assert ids(log, "", **asked) == wanted


def test_words_and_filters_hold_at_once_and_only_developments_pass_a_filter(log: Address) -> None:
    assert ids(log, "strike*") == {*STRIKES, "recall", "source:crisis/late"}
    assert ids(log, "strike*", pair=("IRN-PAK",)) == {*STRIKES, "recall"}
    assert ids(log, "strike*", "-sistan", type=("strike_conducted",)) == {"strike", "answer"}


def test_an_unwanted_word_in_any_entry_of_a_stream_keeps_it_out(log: Address) -> None:
    assert ids(log, "strike", type=("strike_conducted",)) == STRIKES
    assert ids(log, "strike", "-dawn", type=("strike_conducted",)) == {"answer-again"}
    early = END._replace(known_at=datetime(2024, 1, 18, 12, tzinfo=UTC))
    assert ids(log, "iran", "-dawn", at=early, pair=("IRN-PAK",)) == {"strike"}
    assert ids(log, "iran", "-dawn", pair=("IRN-PAK",)) == set()


def test_facts_are_those_of_the_clocks(log: Address) -> None:
    early = END._replace(known_at=datetime(2024, 1, 20, 12, tzinfo=UTC))
    assert ids(log, at=early, status=("retracted", "merged")) == set()
    assert ids(log, at=early, status=("counts",), type=("war_begun",)) == {"rumour"}
    assert ids(log, at=Clocks(Cut(date(2024, 1, 17))), pair=("IRN-PAK",)) == {"before", "strike", "recall", "rumour"}
    write(
        log, [amend(Correct, "second-recall", 25, changes={"occurred": on(date(2024, 1, 27)).model_dump(mode="json")})]
    )
    assert ids(log, first="2024-01-26") == {"second-recall"}
    assert ids(log, first="2024-01-26", at=END._replace(position=19)) == set()


def test_facets_count_the_developments_that_were_found(log: Address) -> None:
    facets = found(log, "strike*").facets
    assert {name: [(row["value"], row["count"]) for row in rows] for name, rows in facets.items()} == {
        "type": [("strike_conducted", 3), ("ambassador_recalled", 1)],
        "category": [("military", 3), ("representation", 1)],
        "party": [("IRN", 4), ("PAK", 4)],
        "pair": [("IRN-PAK", 4)],
        "year": [("2024", 4)],
        "grade": [("ungraded", 3), ("B1", 1)],
        "status": [("counts", 3), ("merged", 1)],
        "family": [("dawn.com", 2), ("Post", 1)],
    }


def test_the_best_come_first_then_the_newest(log: Address) -> None:
    long = "A strike, told in many words that have nothing at all to do with what is looked for, over and over"
    write(log, [
        happened("long", "strike_conducted", 20, "PAK", "IRN", means="air", summary=long),
        happened("short", "strike_conducted", 10, "PAK", "IRN", means="air", summary="Zahedan strike, Zahedan"),
        happened("one", "strike_conducted", 10, "PAK", "IRN", means="air", summary=f"{long}: Zahedan"),
        happened("two", "strike_conducted", 11, "PAK", "IRN", means="air", summary=f"{long}: Zahedan"),
    ])  # fmt: skip
    with Reader(log) as reader:
        assert [row["id"] for row in search(reader, ["zahedan"], END).rows] == ["short", "two", "one"]
        past = END._replace(position=reader.last_position())
        assert [row["id"] for row in search(reader, ["zahedan"], past).rows] == ["two", "one", "short"]


@pytest.mark.parametrize(("given", "fits"), [("C3", True), ("A1", True), ("B4", False), ("D2", False), (None, False)])
def test_a_grade_reaches_another_on_both_axes(given: str | None, fits: bool) -> None:
    assert filters_of(Asked(min_grade="C3")).fit(Facts("development", day=1, grade=given)) is fits


REFUSED: tuple[tuple[dict[str, Any], str, str], ...] = (
    ({"type": ("ambasador_recalled",)}, "--type", "did you mean ambassador_recalled?"),
    ({"category": ("millitary",)}, "--category", "did you mean military?"),
    ({"type": ("strike_conducted",), "category": ("economic",)}, "", "none of these types"),
    ({"party": ("Pakistn",)}, "--party", "PAK"),
    ({"party": ("org:",)}, "--party", "org:"),
    ({"pair": ("IRN",)}, "--pair", "no pair"),
    ({"pair": ("IRN-IRN",)}, "--pair", "no pair"),
    ({"first": "2024-13"}, "--from", ""),
    ({"first": "../2024"}, "--from", "open at one end"),
    ({"last": "soon"}, "--to", ""),
    ({"first": "2024-02", "last": "2024-01"}, "", "reversed"),
    ({"min_grade": "Z9"}, "--min-grade", "no grade"),
    ({"status": ("lost",)}, "--status", "lost"),
)


@pytest.mark.parametrize(("asked", "where", "what"), REFUSED, ids=[str(asked) for asked, _, _ in REFUSED])
def test_a_filter_that_means_nothing_is_refused_with_its_name_and_a_remedy(
    asked: dict[str, Any], where: str, what: str
) -> None:
    with pytest.raises(BadInput) as caught:
        filters_of(Asked(**asked))
    assert (caught.value.where or "") == where
    assert what in str(caught.value)
    assert caught.value.remedy


def test_without_words_and_filters_there_is_nothing_to_search_for(log: Address) -> None:
    with pytest.raises(BadInput, match="nothing to search"):
        ids(log)
