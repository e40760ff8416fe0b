"""A timeline as trees: each response below what it answers, everything else where it stood."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from tracker.domain.chains import Link, chains

if TYPE_CHECKING:
    from tracker.application.views.timeline import TimelineRow

DEEPEST = 8
"""Responses of responses are indented so far and no further."""


class Branches(NamedTuple):
    """Rows in the order of the trees, and how each is tied to what stands above it."""

    rows: "Sequence[TimelineRow]"
    ties: Mapping[str, str]
    """By id what is drawn before a response: ``├ ``, of the last one ``└ ``, behind what leads on to others."""


def branches(rows: "Sequence[TimelineRow]") -> Branches:
    """The trees of a timeline, roots in order of time; a response to what is not shown stands by itself."""
    named = {row.id: row for row in rows}
    links = chains(list(named), {row.id: row.in_response_to for row in rows})
    linked, trees = {link.id for link in links}, _by_root(links)
    order: list[str] = []
    for name in named:
        order += [link.id for link in trees.get(name, ())] or ([] if name in linked else [name])
    return Branches([named[name] for name in order], _ties(links))


def _by_root(links: Sequence[Link]) -> dict[str, list[Link]]:
    found: dict[str, list[Link]] = {}
    root = ""
    for link in links:
        root = link.id if link.depth == 0 else root
        found.setdefault(root, []).append(link)
    return found


def _ties(links: Sequence[Link]) -> dict[str, str]:
    """From the last link to the first: at which depths others are still to come below."""
    found: dict[str, str] = {}
    later: set[int] = set()
    for link in reversed(links):
        depth = min(link.depth, DEEPEST)
        later = {other for other in later if other <= depth}
        if depth:
            levels = "".join("│ " if other in later else "  " for other in range(1, depth))
            found[link.id] = f"{levels}{'├' if depth in later else '└'} "
        later = later | {depth} if depth else set()
    return found
