"""Labels lead to the streams that a filter means, whatever they were amended to, and to little else."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.reading.conftest import END, amend, happened, write
from tracker.application.search import asking
from tracker.application.search.facts import Facts
from tracker.application.search.filters import Asked, Narrowing, filters_of
from tracker.application.search.index import opened
from tracker.application.search.labels import YEAR, known_in, known_until, labels_of, labels_within
from tracker.application.search.query import Query, query_of
from tracker.application.search.variants import variants
from tracker.application.store.reader import Clocks, Reader
from tracker.application.views.search import search
from tracker.domain.commands import Correct
from tracker.domain.moments import Cut

YEARS = range(2020, 2031)


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def looked_at(path: Path, words: str, asked: Asked) -> set[str]:
    """The developments whose facts are looked at for a question, by labels alone, without any condition."""
    with Reader(path) as reader:
        search(reader, ["strike"], END)
        conn = opened(Path(f"{path}-search"))
        assert conn is not None
        with closing(conn):
            labels = filters_of(asked).narrowing(asking.years_of(conn, YEAR)).labels
            query = query_of(words, variants(None)) if words else Query()
            bounds = asking.Bounds.of(reader, END)
            rows = asking._rows(conn, query, bounds, Narrowing(labels=labels), ranked=False)
            return {row.stream for row in rows if not row.stream.startswith(("source:", "incident:"))}


def amended(path: Path) -> set[str]:
    with closing(sqlite3.connect(f"{path}-search")) as conn:
        return {stream for (stream,) in conn.execute("SELECT id FROM streams WHERE position > first")}


NARROW: tuple[tuple[str, Asked, set[str]], ...] = (
    ("irn", Asked(type=("talks_held",)), set()),
    ("", Asked(type=("relations_severed",)), {"gulf/BHR-QAT", "gulf/QAT-SAU"}),
    ("", Asked(pair=("BHR-QAT",)), {"gulf/BHR-QAT"}),
    ("gulf", Asked(party=("BHR",)), {"gulf/BHR-QAT"}),
    ("", Asked(party=("BHR",), type=("talks_held",)), set()),
    ("", Asked(min_grade="A1"), set()),
    ("", Asked(last="2023"), set()),
    ("", Asked(status=("retracted",)), set()),
)


@pytest.mark.parametrize(("words", "asked", "plain"), NARROW, ids=[str(asked.document()) for _, asked, _ in NARROW])
def test_of_what_was_never_amended_only_what_is_labelled_so_is_looked_at(
    filed: Path, words: str, asked: Asked, plain: set[str]
) -> None:
    assert looked_at(filed, words, asked) - amended(filed) == plain


def test_a_development_is_found_by_what_it_was_corrected_to_and_no_longer_by_what_it_was(
    filed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "RANKED", 0)
    late = Clocks(Cut(date(2030, 1, 1)))
    write(filed, [happened("march", "strike_conducted", 3, "PAK", "IRN", means="air", summary="A raid on Zabol")])

    def found(**asked: Any) -> list[str]:
        with Reader(filed) as reader:
            return [row["id"] for row in search(reader, ["zabol"], late, filters=filters_of(Asked(**asked))).rows]

    assert (found(type=("strike_conducted",)), found(type=("border_violated",))) == (["march"], [])
    write(filed, [amend(Correct, "march", 25, type="border_violated", changes={"domain": "air"})])
    assert (found(type=("strike_conducted",)), found(type=("border_violated",))) == ([], ["march"])
    with Reader(filed) as reader:  # the words of the first entry stand in the index twice now
        (row,) = search(reader, ["zabol"], late, filters=filters_of(Asked(pair=("IRN-PAK",)))).rows
    assert len(row["found"]) == 1


def test_a_family_is_found_by_the_host_of_an_address_and_by_the_sources_that_a_file_describes(filed: Path) -> None:
    told = {"plain": "https://www.herald.example/1", "listed": "crisis/later", "named": "https://post.example/2"}
    write(filed, [
        happened(name, "talks_held", 3, "PAK IRN", format="phone", sources=(source,)) for name, source in told.items()
    ])  # fmt: skip

    def found(family: str) -> set[str]:
        with Reader(filed) as reader:
            rows = search(reader, [""], END, filters=filters_of(Asked(family=(family,), type=("talks_held",)))).rows
        return {row["id"] for row in rows}

    assert (found("herald.example"), found("Post"), found("post.example")) == ({"plain"}, {"listed"}, {"named"})


def test_days_are_covered_by_whole_years_and_by_months() -> None:
    assert labels_within(day("2023-11-30"), day("2025-01-01"), YEARS) == tuple(
        label for when in ("2023-11-01", "2023-12-01", "2024-06-01", "2025-01-01") for label in _dated(when)
    )
    assert labels_within(None, day("2020-12-31"), YEARS) == (_dated("2020-06-01")[0],)
    assert labels_within(day("2029-02-01"), None, YEARS)[-1] == _dated("2030-06-01")[0]
    assert labels_within(day("1990-01-01"), day("1990-12-31"), YEARS) == ()


def _dated(when: str) -> list[str]:
    """The labels of the year of a day, where that year is asked for as a whole, else of its month."""
    year, month = list(labels_of(Facts("development", day=day(when))))
    return [year] if when.endswith("06-01") else [month]


def test_a_filter_of_too_many_labels_is_left_to_the_condition(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = filters_of(Asked(type=("talks_held", "embassy_closed"), first="2024"))
    assert [len(labels) for labels in asked.narrowing(YEARS).labels] == [2, 7]
    monkeypatch.setattr("tracker.application.search.filters.MOST", 6)
    assert [len(labels) for labels in asked.narrowing(YEARS).labels] == [2]


def test_what_was_known_until_a_year_is_asked_for_by_the_years_that_there_are() -> None:
    assert known_until(2022, (0, *YEARS)).count(" OR ") == 3
    assert known_in(0) in known_until(2022, (0, *YEARS))
    assert known_until(2019, YEARS) == ""  # nothing was: the bound of the question tells
    assert known_until(3000, range(1000, 3000)) == ""
