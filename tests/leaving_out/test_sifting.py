"""Sifting: which sources, families and grades are left out, and what then no longer counts."""

from typing import Any

import pytest

from tests.strategies import FIRST_DAY
from tracker.domain.catalogue import TYPES
from tracker.domain.chronicle import Knowledge
from tracker.domain.development import Development
from tracker.domain.dossier import Dossier
from tracker.domain.evidence import Claim, Report, Source, grade
from tracker.domain.occurrence import Occurrence
from tracker.domain.sifting import Sieve, Sifted, below, carriers, independent, publisher_of

POST = Source(id="one", scope="f", family="Post", outlet="The Evening Post", reliability="B")
WIRE = Source(id="two", scope="f", outlet="Wire", reliability="D")
SOURCES = {"f/one": POST, "f/two": WIRE}


def told(type_: str = "condemnation_issued", **said: Any) -> Development:
    day = Occurrence(edtf="2024-01-01", best=FIRST_DAY, earliest=FIRST_DAY, latest=FIRST_DAY)
    parties: dict[str, Any] = {"actors": ("IRN",), "targets": ("PAK",)}
    if type_ == "position_stated":
        parties = {"actors": ("IRN", "PAK"), "position": {"relations": "established"}}
    return TYPES[type_](id="d", occurred=day, **parties, **said)


def described() -> dict[str, Dossier]:
    streams = {f"source:{name}": source for name, source in SOURCES.items()}
    return {name: Dossier(stream=name, version=1, known_from=None, source=source) for name, source in streams.items()}


def left(held: Development, **sieve: Any) -> tuple[Development | None, dict[str, str]]:
    """What is left of a development, and why it no longer counts."""
    dossier = Dossier(stream="d", version=1, known_from=None, development=held, original=held)
    sifted = Sifted(Knowledge({"d": dossier, **described()}), Sieve(**sieve))
    found = sifted.dossier("d")
    return (None if found is None else found.development), sifted.left


def test_of_what_several_carry_only_what_is_left_out_goes() -> None:
    held = told(
        reports=(Report(source="f/one"), Report(source="f/two")),
        sources=("f/one", "https://a.example"),
        claims=(Claim(aspect="means", value="a", source="f/one"), Claim(aspect="means", value="b")),
    )
    kept, lost = left(held, sources=frozenset({"f/one"}))
    assert kept is not None
    assert [report.source for report in kept.reports] == ["f/two"]
    assert kept.sources == ("https://a.example",)
    assert [claim.value for claim in kept.claims] == ["b"]
    assert not lost


@pytest.mark.parametrize(
    ("sieve", "sources", "counts"),
    [
        ({"sources": frozenset({"f/one"})}, ("f/one",), False),
        ({"sources": frozenset({"f/one"})}, ("f/one", "f/two"), True),
        ({"sources": frozenset({"f/one", "f/two"})}, ("f/one", "f/two"), False),
        ({"families": frozenset({"Post"})}, ("f/one",), False),
        ({"families": frozenset({"Wire"})}, ("f/two",), False),
        ({"families": frozenset({"Wire"})}, ("f/one",), True),
        ({"families": frozenset({"unknown"})}, ("https://a.example",), False),
        ({"families": frozenset({"unknown"})}, ("https://a.example", "f/one"), True),
        ({"sources": frozenset({"f/one"})}, (), True),
        ({}, ("f/one",), True),
    ],
)
def test_a_development_no_longer_counts_where_nothing_carries_it_though_something_did(
    sieve: dict[str, Any], sources: tuple[str, ...], counts: bool
) -> None:
    kept, lost = left(told(sources=sources), **sieve)
    assert (kept is not None) is counts
    assert lost == ({} if counts else {"d": "nothing else carries it"})


def test_a_claim_carries_a_development_only_where_no_report_does() -> None:
    claims = (Claim(aspect="means", value="a", source="f/two"),)
    assert carriers(told(claims=claims)) == ("f/two",)
    assert carriers(told(claims=claims, sources=("f/one",))) == ("f/one",)
    assert left(told(claims=claims, sources=("f/one",)), sources=frozenset({"f/one"}))[0] is None


@pytest.mark.parametrize(
    ("given", "least", "is_below"),
    [
        ("B2", "C3", False), ("C3", "C3", False), ("D3", "C3", True), ("C4", "C3", True), ("A1", "A1", False),
        ("F1", "E5", True), ("A6", "E5", True), (None, "E5", True), ("E5", "E5", False),
        ("F1", "F6", True), ("A6", "F6", True),
    ],
)  # fmt: skip
def test_a_grade_is_below_on_either_axis_and_where_it_cannot_be_judged(
    given: str | None, least: str, is_below: bool
) -> None:
    assert below(None if given is None else grade(given), grade(least)) is is_below


@pytest.mark.parametrize(
    ("held", "reason"),
    [
        ({"rating": grade("B2"), "sources": ("f/one",)}, None),
        ({"rating": grade("C4"), "sources": ("f/one",)}, "graded C4, below C3"),
        ({"sources": ("f/one",)}, "ungraded"),
        ({}, "ungraded"),
        ({"type_": "position_stated"}, None),
        ({"type_": "position_stated", "sources": ("f/one",)}, "ungraded"),
        ({"rating": grade("B2"), "sources": ("f/two",)}, "nothing else carries it"),
        ({"rating": grade("B2"), "sources": ("f/two", "f/one")}, None),
    ],
)
def test_what_is_graded_below_a_minimum_says_why_it_does_not_count(held: dict[str, Any], reason: str | None) -> None:
    kept, lost = left(told(**held), least=grade("C3"))
    assert lost == ({} if reason is None else {"d": reason})
    assert (kept is None) is (reason is not None)


def test_families_are_counted_and_the_unknown_is_none() -> None:
    assert [publisher_of(source) for source in (POST, WIRE, None)] == ["Post", "Wire", "unknown"]
    assert independent(["Post", "Post", "unknown"]) == 1
    assert independent(["unknown"]) == 0


def test_a_source_that_is_left_out_is_not_known_either() -> None:
    sifted = Sifted(Knowledge(described()), Sieve(families=frozenset({"Post"})))
    assert sifted.dossier("source:f/one") is None
    assert sifted.dossier("source:f/two") is not None
