"""Chains: tit for tat as trees, each development below what it answers.

A development that answers several stands below the earliest and names the others, so that each stands once. The
rows are flat, in the order in which a tree is drawn: a chain of ten thousand is no deeper than one of two.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple


class Link(NamedTuple):
    """One development in a tree of answers."""

    id: str
    depth: int
    parent: str | None
    """What it answers; None of a root."""
    also: tuple[str, ...]
    """What else it answers."""


def chains(order: Sequence[str], answers: Mapping[str, Sequence[str]]) -> list[Link]:
    """The trees of the developments that answer something or are answered, roots in the order of the chronicle.

    ``answers`` names for each what it answers; what comes later in the order is answered by nobody before it.
    """
    place = {name: number for number, name in enumerate(order)}
    above = {name: _before(name, answers.get(name, ()), place) for name in order}
    below: dict[str, list[str]] = {}
    for name in order:
        if above[name]:
            below.setdefault(above[name][0], []).append(name)
    found: list[Link] = []
    answered = {cause for causes in above.values() for cause in causes}
    for root in order:
        if not above[root] and root in answered:
            _draw(root, above, below, found)
    return found


def _before(name: str, named: Sequence[str], place: Mapping[str, int]) -> tuple[str, ...]:
    """What it answers, the earliest first; a ring is cut where it would go back."""
    return tuple(sorted((n for n in {*named} if place.get(n, len(place)) < place[name]), key=place.__getitem__))


def _draw(
    root: str, above: Mapping[str, tuple[str, ...]], below: Mapping[str, Sequence[str]], found: list[Link]
) -> None:
    waiting = [(root, 0)]
    while waiting:
        name, depth = waiting.pop()
        parents = above[name]
        found.append(Link(name, depth, parents[0] if parents else None, parents[1:]))
        waiting.extend((child, depth + 1) for child in reversed(below.get(name, ())))
