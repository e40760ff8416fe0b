"""Facets: what was found, counted by type, category, party, pair, year, grade, status and source family."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from operator import attrgetter
from typing import Any

from tracker.application.search.facts import Facts, texts
from tracker.domain.catalogue import TYPES

MOST = 20
"""Values of each facet that are told."""
UNGRADED = "ungraded"
NAMES = ("type", "category", "party", "pair", "year", "grade", "status", "family")
Families = Callable[[str], frozenset[str]]
"""The families behind sources, which are given as an index keeps them."""
Apart = Callable[[Any], Iterable[str]]
"""The values of a facet that a fact holds."""


def counted(every: Iterable[Facts], families: Families) -> dict[str, list[dict[str, Any]]]:
    """How many of the developments have each value, the most frequent first."""
    held = [facts for facts in every if facts.day is not None]
    parted = {**_PARTED, "family": ("sources", families)}
    return {name: _rows(_count(held, *parted[name])) for name in NAMES}


def _count(held: list[Facts], fact: str, apart: Apart) -> Counter[str]:
    """How many have each value; a fact that many share is taken apart once."""
    counts: Counter[str] = Counter()
    for said, count in Counter(map(attrgetter(fact), held)).items():
        for value in apart(said):
            counts[value] += count
    return counts


def _itself(said: str | None) -> tuple[str, ...]:
    return () if said is None else (said,)


def _category(name: str) -> tuple[str, ...]:
    return (str(TYPES[name].category),)


def _year(day: int) -> tuple[str, ...]:
    return (f"{date.fromordinal(day).year:04}",)


def _parties(names: str) -> frozenset[str]:
    return frozenset(texts(names))


def _grade(said: str | None) -> tuple[str, ...]:
    return (said or UNGRADED,)


_PARTED: dict[str, tuple[str, Apart]] = {
    "type": ("type", _itself),
    "category": ("type", _category),
    "party": ("parties", _parties),
    "pair": ("pair", _itself),
    "year": ("day", _year),
    "grade": ("grade", _grade),
    "status": ("status", _itself),
}
"""The fact in which each facet but the family lies, and how it is taken apart."""


def _rows(counts: Counter[str]) -> list[dict[str, Any]]:
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [{"value": value, "count": count} for value, count in ordered[:MOST]]
