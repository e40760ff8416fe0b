"""What was learned between two moments: each entry once, and for each date what it makes of the state."""

import json
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.often import examples
from tests.reading.conftest import END, amend, at, crisis, happened, known, write
from tests.strategies import FIRST_DAY, command_lists, tangles
from tracker.application.shapes import fits
from tracker.application.store.address import Address
from tracker.application.store.past import past_picture
from tracker.application.store.reader import Clocks, Reader
from tracker.application.views.components import flat_state
from tracker.application.views.diff import diff_document
from tracker.cli.main import run
from tracker.domain.commands import AddClaims, Assess, Command, Correct, Link, Reinstate, Retract, Unlink
from tracker.domain.evidence import Claim
from tracker.domain.moments import Cut

NOW = datetime(2026, 1, 1, tzinfo=UTC)
PAIR = "IRN-PAK"
MANY = settings(max_examples=examples(50), suppress_health_check=list(HealthCheck))
days = (st.integers(-1, 15) | st.integers(0, 620)).map(lambda n: FIRST_DAY + timedelta(days=n))
times = st.lists(
    (st.integers(-1, 30) | st.integers(-1, 420)).map(
        lambda n: datetime(2024, 1, 1, 13, tzinfo=UTC) + timedelta(days=n)
    ),
    min_size=3,
    max_size=3,
).map(sorted)


def compared(reader: Reader, first: Clocks, last: Clocks) -> dict[str, Any]:
    found = diff_document(reader, PAIR, first, last, NOW)
    fits("diff", json.dumps(found))
    return found


def state_at(reader: Reader, clocks: Clocks) -> dict[str, Any]:
    """The state from the entries alone, by no way that differences take."""
    row = reader.conn.execute("SELECT pair FROM pairs WHERE name = ?", (PAIR,)).fetchone()
    return flat_state(reader.picture(PAIR, clocks) if row is None else past_picture(reader.conn, PAIR, row[0], clocks))


def on_a_day(document: dict[str, Any], day: date) -> dict[str, tuple[Any, Any]]:
    told = [
        row
        for row in document["stretches"]
        if row["first"] <= day.isoformat() and (row["last"] is None or day.isoformat() <= row["last"])
    ]
    assert len({row["component"] for row in told}) == len(told)
    return {row["component"]: (row["old"], row["new"]) for row in told}


@MANY
@given(command_lists(changes=6) | tangles(), times, st.lists(days, min_size=1, max_size=5))
def test_on_every_date_the_stretches_say_what_differs_and_differences_compose(
    tmp_path_factory: pytest.TempPathFactory, said: list[Command], moments: list[datetime], asked: list[date]
) -> None:
    path = tmp_path_factory.mktemp("composed") / "log.db"
    write(path, said)
    with Reader(path) as reader:
        for day in asked:
            knowing = [Clocks(Cut(day), known_at=moment) for moment in moments]
            states = [state_at(reader, clocks) for clocks in knowing]
            parts = [
                compared(reader, *knowing[:2]),
                compared(reader, *knowing[1:]),
                compared(reader, knowing[0], knowing[2]),
            ]
            for part, old, new in zip(
                parts, (states[0], states[1], states[0]), (states[1], states[2], states[2]), strict=True
            ):
                differing = {name: (old[name], new[name]) for name in new if old[name] != new[name]}
                assert on_a_day(part, day) == differing
                assert {row["component"]: (row["old"], row["new"]) for row in part["components"]} == differing
            one, two, whole = ([json.dumps(row) for row in part["learned"]] for part in parts)
            assert sorted(one + two) == sorted(whole)
            assert whole == [json.dumps(row) for row in parts[2]["learned"]]


def test_what_was_learned_day_by_day_is_what_was_learned_in_all(tmp_path: Path) -> None:
    path = tmp_path / "log.db"
    write(path, [*crisis(), amend(Reinstate, "rumour", 25, reason="it was true")])
    knowing = [END._replace(known_at=known(day)) for day in (1, 16, 17, 18, 20, 22, 25, 31)]
    with Reader(path) as reader:
        by_day = [compared(reader, *two)["learned"] for two in pairwise(knowing)]
        whole = compared(reader, knowing[0], knowing[-1])["learned"]
    assert len([rows for rows in by_day if rows]) > 4
    assert [row for rows in by_day for row in rows] == whole


@MANY
@given(command_lists(changes=4), times, days, days)
def test_both_at_once_gives_the_components_of_both_states(
    tmp_path_factory: pytest.TempPathFactory, said: list[Command], moments: list[datetime], one: date, other: date
) -> None:
    path = tmp_path_factory.mktemp("both") / "log.db"
    write(path, said)
    first, last = Clocks(Cut(min(one, other)), known_at=moments[0]), Clocks(Cut(max(one, other)))
    with Reader(path) as reader:
        old, new = state_at(reader, first), state_at(reader, last)
        document = compared(reader, first, last)
        assert {row["component"]: (row["old"], row["new"]) for row in document["components"]} == {
            name: (old[name], new[name]) for name in new if old[name] != new[name]
        }
        assert compared(reader, last, last)["stretches"] == []


def test_each_kind_of_what_is_learned_says_who_when_and_why(anywhere: Address) -> None:
    claim = Claim(aspect="motive", value="spite", by="Pakistan", party="PAK")
    write(
        anywhere,
        [
            *crisis(),
            amend(Reinstate, "rumour", 25, reason="it was true"),
            amend(AddClaims, "answer", 25, claims=(claim,)),
            amend(Assess, "answer", 26, aspect="motive", value="spite"),
            amend(Unlink, "answer-again", 26, same_as=("answer",)),
        ],
    )
    with Reader(anywhere) as reader:
        rows = compared(reader, at(28, known_at=known(17)), at(28))["learned"]
        assert [(row["kind"], row["development"]) for row in rows] == [
            ("new", "recall"), ("new", "answer"), ("new", "answer-again"), ("reported", "strike"),
            ("new", "second-recall"), ("assessed", "strike"), ("retracted", "rumour"), ("corrected", "recall"),
            ("linked", "answer-again"), ("claimed", "answer"), ("new", "patrol"), ("reinstated", "rumour"),
            ("disputed", "answer"), ("assessed", "answer"), ("unlinked", "answer-again"),
        ]  # fmt: skip
        by_kind = {row["kind"]: row for row in rows}
        corrected = by_kind["corrected"]
        assert (corrected["by"], corrected["reason"], corrected["known_from"]) == (
            "ann",
            "the ministry said so",
            "2024-01-22T23:59:59Z",
        )
        assert corrected["changes"] == [{"what": "kind", "old": "consultations", "new": "indefinite"}]
        assert corrected["recorded_at"].startswith("2024-03-01T12:00:")
        assert by_kind["disputed"]["disputed"] == ["motive"]
        assert by_kind["claimed"]["disputed"] == []


def test_a_development_that_comes_with_differing_claims_is_new_and_disputed(anywhere: Address) -> None:
    claims = tuple(Claim(aspect="killed", value=value, by=by) for value, by in ((2, "Pakistan"), (0, "Iran")))
    write(anywhere, [happened("strike", "strike_conducted", 16, "IRN", "PAK", means="air", claims=claims)])
    with Reader(anywhere) as reader:
        (strike,) = compared(reader, at(28, known_at=known(1)), at(28))["learned"]
        assert (strike["kind"], strike["disputed"]) == ("new", ["casualties"])


def test_a_correction_that_brings_a_dispute_is_told_as_a_correction(anywhere: Address) -> None:
    claims = [{"aspect": "killed", "value": value, "by": by} for value, by in ((2, "Pakistan"), (0, "Iran"))]
    held = happened("strike", "strike_conducted", 16, "IRN", "PAK", means="air")
    write(anywhere, [held, amend(Correct, "strike", 20, changes={"claims": claims}, reason="left out")])
    with Reader(anywhere) as reader:
        (row,) = compared(reader, at(28, known_at=known(19)), at(28))["learned"]
        assert (row["kind"], row["disputed"]) == ("corrected", ["casualties"])


def test_what_is_learned_late_names_the_dates_that_it_changes(anywhere: Address) -> None:
    write(
        anywhere,
        [
            *crisis(),
            happened("restored", "ambassador_returned", 12, "PAK", "IRN"),
            amend(Retract, "recall", 26, reason="a mistake"),
            amend(Retract, "second-recall", 27, reason="a mistake"),
        ],
    )
    with Reader(anywhere) as reader:
        heads = [
            (row["first"], row["last"], row["old"], row["new"])
            for row in compared(reader, at(1, known_at=known(25)), at(1, known_at=known(26)))["stretches"]
            if row["component"] == "head{PAK>IRN}"
        ]
        assert heads == [("2024-01-17", "2024-01-19", "recalled", "ambassador")]
        heads = [
            (row["first"], row["last"], row["old"], row["new"])
            for row in compared(reader, at(1, known_at=known(26)), at(1))["stretches"]
            if row["component"] == "head{PAK>IRN}"
        ]
        assert heads == [("2024-01-20", None, "recalled", "ambassador")]


def test_what_lapses_with_time_is_told_on_the_days_on_which_it_lapses(anywhere: Address) -> None:
    """Hostility lapses and the dispute closes half a year after the last act, when nothing happens."""
    first = happened("first", "strike_conducted", 3, "IRN", "PAK", means="air")
    last = happened("last", "ceasefire_agreed", 9, "IRN PAK", known_from=known(20))
    again = happened("again", "strike_conducted", 12, "PAK", "IRN", means="air", known_from=known(20))
    write(anywhere, [first, last, again])
    with Reader(anywhere) as reader:
        before, after = at(1, known_at=known(19)), at(1)
        document = compared(reader, before, after)
        for day in (date(2024, 1, 1) + timedelta(days=n) for n in range(230)):
            old, new = (state_at(reader, clocks._replace(as_of=Cut(day))) for clocks in (before, after))
            assert on_a_day(document, day) == {n: (old[n], new[n]) for n in new if old[n] != new[n]}, day
        lapsed = {row["first"] for row in document["stretches"] if row["component"] in ("hostility", "dispute")}
        assert len(lapsed) > 2


def test_dates_alone_teach_nothing(anywhere: Address) -> None:
    write(anywhere, [*crisis(), amend(Link, "answer", 26, in_response_to=("recall",))])
    with Reader(anywhere) as reader:
        document = compared(reader, at(16), at(28))
        assert document["components"]
        assert (document["learned"], document["stretches"]) == ([], [])
        both = compared(reader, at(16, known_at=known(17)), at(28))
        assert {row["from"] for row in both["components"]} >= {"both"}
        assert both["learned"]


def test_the_page_of_what_was_learned_shows_nothing_raw(anywhere: Address, capsys: pytest.CaptureFixture[str]) -> None:
    write(anywhere, [*crisis(), amend(Retract, "recall", 26, reason="\x1b[31ma mistake")])
    assert (
        run(["--db", str(anywhere), "diff", "IRN", "PAK", "--as-of", "2024-01-28", "--known-from", "2024-01-20"]) == 0
    )
    out = capsys.readouterr().out
    assert out.replace("\n", "").isprintable()
    assert "  retracted  2024-01-17  ambassador_recalled  recall" in out
    assert "recorded on 1 Mar 2024 at 12:00 UTC by ann as entry" in out
    assert "  head{PAK>IRN}  2024-01-17 to 2024-01-19: recalled → ambassador" in out
