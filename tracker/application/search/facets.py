"""Facets: what was found, counted by type, category, party, pair, year, grade, status and source family."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from typing import Any

from tracker.application.search.facts import Facts, texts
from tracker.domain.catalogue import TYPES

MOST = 20
"""Values of each facet that are told."""
UNGRADED = "ungraded"
NAMES = ("type", "category", "party", "pair", "year", "grade", "status", "family")
Families = Callable[[str], frozenset[str]]
"""The families behind sources, which are given as an index keeps them."""


def counted(every: Iterable[Facts], families: Families) -> dict[str, list[dict[str, Any]]]:
    """How many of the developments have each value, the most frequent first."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in NAMES}
    held = [facts for facts in every if facts.day is not None]
    for name in ("type", "pair", "status"):
        counts[name].update(value for facts in held if (value := getattr(facts, name)) is not None)
    counts["grade"].update(facts.grade or UNGRADED for facts in held)
    counts["year"].update(f"{date.fromordinal(facts.day or 1).year:04}" for facts in held)
    _weighed(counts["party"], Counter(facts.parties for facts in held), lambda names: frozenset(texts(names)))
    _weighed(counts["family"], Counter(facts.sources for facts in held), families)
    for name, count in counts["type"].items():
        counts["category"][_category(name)] += count
    return {name: _rows(counts[name]) for name in NAMES}


def _weighed(counts: Counter[str], given: Counter[str], values: Families) -> None:
    """What is the same of many is taken apart once."""
    for names, count in given.items():
        for value in values(names):
            counts[value] += count


@cache
def _category(name: str) -> str:
    return str(TYPES[name].category)


def _rows(counts: Counter[str]) -> list[dict[str, Any]]:
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [{"value": value, "count": count} for value, count in ordered[:MOST]]
