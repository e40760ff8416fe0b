"""What is found in the log of the small crisis of conftest: by words, by anomaly, by position, by citation."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from tracker.application.problems import BadInput
from tracker.application.store.reader import Clocks, Reader
from tracker.application.store.writing import Writer
from tracker.application.views.anomalies import anomaly_rows
from tracker.application.views.citation import citation
from tracker.application.views.logbook import Excerpt, log_entries
from tracker.application.views.search import search, searched
from tracker.application.views.timeline import TimelineRow, timeline_rows
from tracker.domain.catalogue import TYPES
from tracker.domain.commands import Record
from tracker.domain.moments import Cut
from tracker.domain.occurrence import on

END = Clocks(Cut(date(2024, 2, 28)))
NOW = datetime(2024, 3, 2, tzinfo=UTC)
PAIR = "IRN-PAK"


def known(day: int) -> datetime:
    return datetime(2024, 1, day, 23, 59, 59, tzinfo=UTC)


def at(day: int, **clocks: Any) -> Clocks:
    return Clocks(Cut(date(2024, 1, day)), **clocks)


def lines(reader: Reader, clocks: Clocks) -> dict[str, TimelineRow]:
    return {row.id: row for row in timeline_rows(reader, PAIR, clocks)}


# search


@pytest.mark.parametrize("words", ["TEPPO", "téppo recalled", "Téppo", "ambassador recalled téppo"])
def test_words_are_found_without_regard_to_case_and_accents(reader: Reader, words: str) -> None:
    assert [row["id"] for row in search(reader, [words], END).rows] == ["recall"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("«panjgur»", ["strike"]),
        ("two children", ["strike"]),
        ("the ministry said", ["recall"]),
        ("withdrawn", ["rumour"]),
        ("evening", ["source:crisis/late"]),
        ("january crisis", ["incident:crisis"]),
        ("gulf", ["gulf/BHR-QAT", "gulf/QAT-SAU"]),
        ("panjgur sistan", []),
        ("\x1b[31mreported", ["source:crisis/late"]),
        ("recorded_at", []),
    ],
)
def test_search_reads_summaries_quotations_claims_names_and_ids(reader: Reader, words: str, found: list[str]) -> None:
    assert [row["id"] for row in search(reader, [words], END).rows] == found


def test_search_tells_where_and_whether_there_is_more(reader: Reader) -> None:
    found = search(reader, ["strike"], END, limit=1)
    assert found.more
    assert len(found.rows) == 1
    places = search(reader, ["panjgur"], END).rows[0]["found"]
    assert [place["where"] for place in places] == ["development.summary", "development.reports[0].quote"]
    assert not search(reader, ["panjgur"], END, limit=1).more


def test_search_finds_only_what_was_known_recorded_and_had_happened(reader: Reader) -> None:
    assert search(reader, ["téppo"], at(30, known_at=known(17))).rows == []
    assert search(reader, ["téppo"], at(30, position=5)).rows == []
    assert search(reader, ["téppo"], at(16)).rows == []
    with pytest.raises(BadInput, match="nothing to search"):
        search(reader, ["  "], END)


@pytest.mark.parametrize(
    ("text", "bare"), [("Łódź", "lodz"), ("STRAẞE", "strasse"), ("Ærø", "aero"), ("İzmir", "izmir")]
)
def test_letters_are_compared_bare(text: str, bare: str) -> None:
    assert searched(text) == bare


# anomalies, log, citations


def test_anomalies_have_the_five_keys_and_three_more(reader: Reader) -> None:
    assert anomaly_rows(reader, END) == [
        {
            "development": "second-recall",
            "expected": "the actor has a head of mission to recall",
            "article": "VCDR 19(1)",
            "disagrees": ["recall"],
            "uncertain": False,
            "component": "head{PAK>IRN}",
            "found": "recalled",
            "pair": PAIR,
        }
    ]
    assert anomaly_rows(reader, END, "BHR-QAT") == []
    assert anomaly_rows(reader, at(19)) == []


def test_the_log_is_read_in_order_and_in_part(reader: Reader) -> None:
    entries = list(log_entries(reader))
    assert [entry["position"] for entry in entries] == list(range(1, 20))
    keys = ["position", "recorded_at", "known_from", "stream", "version", "topic", "by", "payload"]
    assert list(entries[4]) == keys
    assert entries[4]["payload"]["development"]["summary"] == "Iran strikes Panjgur"
    assert [e["version"] for e in log_entries(reader, Excerpt(stream="strike"))] == [1, 2, 3]
    assert [e["position"] for e in log_entries(reader, Excerpt(start=3, limit=2))] == [3, 4]
    assert [e["position"] for e in log_entries(reader, Excerpt(start=18, position=18))] == [18]
    known_then = list(log_entries(reader, Excerpt(known_at=known(16))))
    assert [e["stream"] for e in known_then][3:] == ["before", "strike", "gulf/BHR-QAT", "gulf/QAT-SAU"]


def test_a_citation_asked_again_with_its_clocks_is_the_same_after_more_was_recorded(log: Path) -> None:
    with Reader(log) as reader:
        first = citation(reader, PAIR, END, now=NOW)
    when = on(date(2024, 1, 15))
    late = TYPES["war_begun"](id="late", occurred=when, actors=("IRN",), targets=("PAK",), criterion="declared")
    with Writer(log) as writer:
        writer.submit([Record(stream="late", id="late", known_from=known(15), development=late)])
    with Reader(log) as reader:
        pinned = END._replace(known_at=datetime.fromisoformat(first["known_at"]), position=first["position"])
        assert citation(reader, PAIR, pinned, now=NOW) == first
        assert citation(reader, PAIR, END, now=NOW)["sha256"] != first["sha256"]
    assert (
        first["line"]
        == f"IRN-PAK @2024-02-28 known {first['known_at']} #19 sha256:{first['sha256']} root:{first['root']}"
    )
    assert first["known_at"].startswith("2024-03-01T12:00")


def test_what_is_known_only_in_the_future_is_cited_as_known_then(log: Path) -> None:
    when = on(date(2024, 1, 15))
    late = TYPES["war_begun"](id="game", occurred=when, actors=("IRN",), targets=("PAK",), criterion="declared")
    future = datetime(2050, 1, 1, 12, tzinfo=UTC)
    with Writer(log, clock=lambda: NOW) as writer:
        writer.submit([Record(stream="game", id="game", known_from=future, development=late)])
    with Reader(log) as reader:
        found = citation(reader, PAIR, END, now=NOW)
    assert found["known_at"] == "2050-01-01T12:00Z"


def test_a_citation_of_nothing_is_still_a_line(reader: Reader) -> None:
    assert citation(reader, "FRA-GBR", END, now=NOW)["line"].startswith("FRA-GBR @2024-02-28 known 2024-03-01T12:00")


def test_what_was_said_and_taken_back_in_one_transaction_is_read_as_known_between(reader: Reader) -> None:
    between = lines(reader, at(30, known_at=known(20)))
    assert between["rumour"].counts
    assert (
        reader.picture(PAIR, at(18, known_at=known(18))).folding.values != reader.picture(PAIR, at(18)).folding.values
    )
