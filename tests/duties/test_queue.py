"""The queue of the desk: what awaits whom, why, and in what order."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.reading.conftest import END, amend, at, happened, known, write
from tracker.application.seeds import shipped_seeds
from tracker.application.shapes import fits
from tracker.application.store.address import Address
from tracker.application.store.reader import Clocks, Reader
from tracker.application.views.queue import DUTIES, queue_rows
from tracker.application.views.state import state_document
from tracker.cli.main import run
from tracker.domain.commands import (
    AddClaims,
    AddReports,
    Assess,
    Command,
    DescribeSource,
    Link,
    Record,
    Refused,
    Retract,
    Unlink,
)
from tracker.domain.evidence import Certainty, Claim, Source
from tracker.domain.occurrence import Occurrence

PAIR = "IRN-PAK"


def queued(place: Address, clocks: Clocks = END, pair: str | None = PAIR) -> list[tuple[str, str]]:
    return [(row["kind"], row["id"]) for row in rows(place, clocks, pair)]


def rows(place: Address, clocks: Clocks = END, pair: str | None = PAIR) -> list[dict[str, Any]]:
    with Reader(place) as reader:
        return queue_rows(reader, clocks, pair)


def paper(name: str, family: str) -> Command:
    source = Source(id=name, scope="press", family=family)
    return DescribeSource(stream=f"source:press/{name}", id=f"source {name}", known_from=known(1), source=source)


def recall(name: str = "recall", day: int = 17, **more: Any) -> Record:
    return happened(name, "ambassador_recalled", day, "PAK", "IRN", kind="consultations", **more)


def expel(name: str, day: int, **more: Any) -> Record:
    return happened(name, "diplomats_expelled", day, "IRN", "PAK", count=3, **more)


PAPERS = (paper("dawn", "Dawn"), paper("post", "Post"), paper("evening", "Post"))
TWO = ("press/dawn", "press/post")


def test_what_one_publisher_reports_awaits_a_second_and_what_two_report_awaits_none(anywhere: Address) -> None:
    write(anywhere, [*PAPERS, recall(sources=("press/post", "press/evening")), expel("out", 18, sources=TWO)])
    assert queued(anywhere) == [("uncorroborated", "recall")]
    write(anywhere, [amend(AddReports, "recall", 20, sources=("press/dawn",))])
    assert queued(anywhere, at(28, known_at=known(19))) == [("uncorroborated", "recall")]
    assert queued(anywhere) == []


def test_a_dispute_awaits_the_desk_until_it_takes_an_account(anywhere: Address) -> None:
    claims = tuple(
        Claim(aspect="motive", value=value, by=by) for value, by in (("anger", "Iran"), ("talks", "Pakistan"))
    )
    write(anywhere, [*PAPERS, recall(sources=TWO), amend(AddClaims, "recall", 18, claims=claims)])
    (row,) = rows(anywhere)
    assert (row["kind"], row["whom"], "motive" in row["why"]) == ("disputed", "desk", True)
    write(anywhere, [amend(Assess, "recall", 19, aspect="motive", value="talks", reason="both ministries say so")])
    assert queued(anywhere) == []


def test_an_inexact_day_awaits_a_source_that_gives_it(anywhere: Address) -> None:
    doubtful = Occurrence(
        edtf="2024-01-10/2024-01-12", best=date(2024, 1, 12), earliest=date(2024, 1, 10), latest=date(2024, 1, 12),
        interval=True,
    )  # fmt: skip
    write(anywhere, [*PAPERS, recall(day=doubtful, sources=TWO)])  # type: ignore[arg-type]
    (row,) = rows(anywhere)
    assert (row["kind"], row["why"]) == ("uncertain date", "it is dated 2024-01-10/2024-01-12")
    assert queued(anywhere, at(11)) == [("uncertain date", "recall")]
    assert rows(anywhere, at(11))[0]["components"] == []
    assert queued(anywhere, at(9)) == []


def test_an_anomaly_awaits_the_desk_with_what_disagrees(anywhere: Address) -> None:
    write(anywhere, [*PAPERS, recall(sources=TWO), recall("twice", 25, sources=TWO)])
    (row,) = rows(anywhere)
    assert (row["kind"], row["id"], row["related"]) == ("anomaly", "twice", ["recall"])
    assert "VCDR" in row["why"]
    assert queued(anywhere, at(20)) == []


def test_a_likely_duplicate_awaits_the_desk_until_it_is_merged_or_said_to_be_another(anywhere: Address) -> None:
    one, two = expel("one", 17, sources=TWO), expel("two", 20, sources=TWO)
    write(anywhere, [*PAPERS, one, two, expel("three", 24, sources=TWO)])
    (row,) = rows(anywhere)
    assert (row["kind"], row["id"], row["related"]) == ("duplicate", "two", ["one"])
    assert row["remedy"].startswith(
        "tracker link two --same-as one, or if they are two: tracker unlink two --same-as one "
    )
    write(anywhere, [amend(Link, "two", 25, same_as=("one",))])
    assert queued(anywhere) == []
    write(anywhere, [amend(Unlink, "two", 26, same_as=("one",), reason="two expulsions")])
    assert queued(anywhere) == []


def test_two_that_were_never_merged_are_said_to_be_two_with_a_reason_and_leave_the_queue(anywhere: Address) -> None:
    write(anywhere, [*PAPERS, expel("one", 17, sources=TWO), expel("two", 20, sources=TWO)])
    refused = amend(Unlink, "two", 26, same_as=("one",))
    with pytest.raises(Refused, match="no such link"):
        write(anywhere, [refused])
    parted = amend(Unlink, "two", 27, same_as=("one",), reason="two expulsions")
    write(anywhere, [parted])
    assert queued(anywhere) == []
    with Reader(anywhere) as reader:
        before = reader.last_position()
    write(anywhere, [replace(parted, id="again")])
    with Reader(anywhere) as reader:
        assert reader.last_position() == before
    write(
        anywhere, [amend(Link, "two", 28, same_as=("one",)), amend(Unlink, "two", 29, same_as=("one",), reason="two")]
    )
    assert queued(anywhere) == []


LONG = "Tehran expels three attachés of the embassy over the raid in Saravan"


@pytest.mark.parametrize(
    ("other", "likely"),
    [
        (expel("two", 17, sources=TWO, summary=f"{LONG}, ministry says"), True),
        (expel("two", 17, sources=TWO, summary="Four more are told to leave the country"), False),
        (expel("two", 24, sources=TWO, summary=LONG), True),
        (happened("two", "diplomats_expelled", 10, "PAK", "IRN", count=3, sources=TWO, summary=LONG), False),
        (happened("two", "nationals_detained", 11, "IRN", "PAK", count=3, sources=TWO, summary=LONG), True),
        (happened("two", "nationals_detained", 15, "IRN", "PAK", count=3, sources=TWO, summary=LONG), False),
        (happened("two", "nationals_detained", 11, "IRN", "IRQ", count=3, sources=TWO, summary=LONG), False),
        (
            happened("two", "nationals_detained", 11, "IRN", "PAK", count=3, sources=TWO, summary=LONG, in_response_to=("one",)),
            False,
        ),
    ],
    ids=[
        "a week later, in like words", "a week later, in other words", "two weeks later", "the other way",
        "another type", "another type, days later", "another pair", "an answer",
    ],
)  # fmt: skip
def test_who_tells_it_in_nearly_the_same_words_may_tell_of_the_same(
    anywhere: Address, other: Record, likely: bool
) -> None:
    write(anywhere, [*PAPERS, expel("one", 10, sources=TWO, summary=LONG), other])
    found = [row for row in rows(anywhere) if row["kind"] == "duplicate"]
    assert [row["id"] for row in found] == (["two"] if likely else [])


@pytest.mark.parametrize(
    "other",
    [
        happened("two", "diplomats_expelled", 17, "PAK", "IRN", count=3, sources=TWO),
        happened("two", "diplomats_expelled", 17, "IRN", "IRQ", count=3, sources=TWO),
        happened("two", "envoy_summoned", 17, "IRN", "PAK", envoy_rank="ambassador", sources=TWO),
    ],
    ids=["the other way", "another pair", "another type"],
)
def test_what_differs_in_type_pair_or_direction_is_no_duplicate(anywhere: Address, other: Record) -> None:
    write(anywhere, [*PAPERS, expel("one", 17, sources=TWO), other])
    assert "duplicate" not in {kind for kind, _ in queued(anywhere, pair=None)}


def test_orders_about_two_posts_are_two(anywhere: Address) -> None:
    orders = [
        happened(f"order-{post}", "mission_closure_ordered", 17, "IRN", "PAK", post=post, post_kind="consulate", sources=TWO)
        for post in ("Zahedan", "Mashhad")
    ]  # fmt: skip
    write(anywhere, [*PAPERS, *orders])
    assert queued(anywhere) == []


def test_what_is_retracted_awaits_nobody_and_a_stated_position_no_report(anywhere: Address) -> None:
    position = {"relations": "established"}
    write(anywhere, [happened("before", "position_stated", 1, "IRN PAK", position=position), recall()])
    assert queued(anywhere) == [("uncorroborated", "recall")]
    write(anywhere, [amend(Retract, "recall", 20, reason="a hoax")])
    assert queued(anywhere) == []


def test_a_confirmed_report_awaits_nobody(anywhere: Address) -> None:
    write(
        anywhere, [recall(), amend(Assess, "recall", 18, certainty=Certainty.CONFIRMED, reason="seen by the embassy")]
    )
    assert queued(anywhere) == []


# The order, over the shipped scenarios.


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("queue") / "log.db"
    assert run(["--db", str(path), "replay", *map(str, shipped_seeds())]) == 0
    return path


def test_the_weight_is_that_of_the_components_that_name_it(log: Path) -> None:
    with Reader(log) as reader:
        made = state_document(reader, PAIR, END, now=known(28))["because"]
        found = queue_rows(reader, END, PAIR)
    for row in found:
        named = [
            f"{name}{{{owner}}}" if owner else name
            for name, part in made.items()
            for owner, ids in (part.items() if isinstance(part, dict) else [("", part)])
            if row["id"] in ids
        ]
        assert sorted(row["components"]) == sorted(named)
    head = next(row for row in found if row["components"] == ["head{PAK>IRN}", "in_charge{PAK>IRN}"])
    assert head["weight"] == 4


def test_the_most_consequential_comes_first_and_what_carries_nothing_last(log: Path) -> None:
    found = rows(log, pair=None)
    weights = [row["weight"] for row in found]
    assert weights == sorted(weights, reverse=True)
    assert weights[0] > 3
    assert weights[-1] == 0
    kinds = [duty.kind for duty in DUTIES]
    ties = [(-row["weight"], kinds.index(row["kind"]), row["date"], row["id"]) for row in found]
    assert ties == sorted(ties)
    assert {row["kind"] for row in found} == set(kinds)


def test_all_pairs_are_the_queues_of_each(log: Path) -> None:
    with Reader(log) as reader:
        each = [row for pair in reader.pairs() for row in queue_rows(reader, END, pair)]
        assert sorted(each, key=str) == sorted(queue_rows(reader, END), key=str)


@pytest.mark.parametrize("pair", [(), ("GBR", "RUS"), ("IRN", "PAK"), ("QAT", "SAU"), ("NOR", "CHL")], ids=" ".join)
@pytest.mark.parametrize("more", [(), ("--kind", "disputed"), ("--as-of", "2024-01-18", "--known-at", "2024-01-17")])
def test_a_queue_has_its_shape_and_a_page(
    log: Path, capsys: pytest.CaptureFixture[str], pair: tuple[str, ...], more: tuple[str, ...]
) -> None:
    capsys.readouterr()
    assert run(["--db", str(log), "queue", *pair, *more, "--json"]) == 0
    said = capsys.readouterr().out
    fits("queue", said)
    found = json.loads(said)
    assert not more or more[0] != "--kind" or {row["kind"] for row in found} <= {"disputed"}
    assert run(["--db", str(log), "queue", *pair, *more]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1 + max(1, 3 * len(found))


def test_an_unknown_kind_is_bad_usage(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--db", str(log), "queue", "--kind", "boring"]) == 2
    assert "uncorroborated" in capsys.readouterr().err
