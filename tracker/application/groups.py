"""Groups of states: regions, alliances with their members on a date, groups of one's own, and what is watched.

Regions and alliances ship as a table, which says where its facts are from. A group holds a pair where one of its two
states is a member, and *within* it those where both are.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from tracker.application.problems import BadInput, did_you_mean
from tracker.domain.parties import sides

SHIPPED = Path(__file__).with_name("groups.tsv")
OWN, REGION, ALLIANCE, WATCH = "own", "region", "alliance", "watch"
PREFIXES = {"own": OWN, "region": REGION, "in": ALLIANCE, "alliance": ALLIANCE, "watch": WATCH}
"""What may stand before a name, to say which kind is meant: ``region:South Asia``, ``in:NATO``."""
WATCH_LIST = "watch list"
EVERY = "*"
LONGEST = 60
"""So many characters the name of a group may have."""


class Span(NamedTuple):
    """A state and the days on which it was a member; '' where there is no first or last one."""

    state: str
    since: str = ""
    until: str = ""
    """The day from which it is a member no more."""


class Group(NamedTuple):
    """Some states, or for a watch the pairs that it covers."""

    kind: str
    name: str
    also: tuple[str, ...] = ()
    """Other names."""
    spans: tuple[Span, ...] = ()
    scopes: tuple[str, ...] = ()
    """Of watches: pairs, states, or ``*``."""

    def states(self, day: date) -> frozenset[str]:
        """The members on a day."""
        text = day.isoformat()
        return frozenset(s.state for s in self.spans if s.since <= text and (not s.until or text < s.until))

    def held(self, pairs: Iterable[str], day: date, *, within: bool = False) -> list[str]:
        """The pairs that belong to it on a day, in their order; ``within`` only those of two members."""
        if self.scopes:
            return [pair for pair in pairs if any(s in (EVERY, pair) or s in sides(pair) for s in self.scopes)]
        members, meets = self.states(day), all if within else any
        return [pair for pair in pairs if meets(state in members for state in sides(pair))]


def named(groups: Iterable[Group], text: str) -> Group:
    """The group of a name, with or without its kind before it; BadInput with the nearest one where there is none."""
    every = list(groups)
    kind, colon, name = text.partition(":")
    some = [group for group in every if PREFIXES.get(kind.strip()) == group.kind] if colon else every
    wanted = _folded(name if some and colon else text)
    found = [group for group in some or every if wanted in map(_folded, (group.name, *group.also))]
    if found:
        return found[0]
    near = did_you_mean(text, [group.name for group in every])
    raise BadInput(f"no group is called {text!r}{near}", "--group", "tracker groups lists them")


def _folded(text: str) -> str:
    return " ".join(text.casefold().replace("-", " ").split())


@cache
def shipped() -> tuple[Group, ...]:
    """The regions and alliances that ship."""
    rows = SHIPPED.read_text("utf-8").splitlines()
    return tuple(_group(row) for row in rows if row and not row.startswith("#"))


def _group(row: str) -> Group:
    kind, name, also, members = row.split("\t")
    return Group(
        kind, name, tuple(part.strip() for part in also.split(",") if part), tuple(map(_span, members.split()))
    )


def _span(text: str) -> Span:
    state, _, days = text.partition(":")
    since, _, until = days.partition("/")
    return Span(state, since, until)


def own_groups(plain: object) -> tuple[tuple[Group, ...], list[str]]:
    """The groups of a reader's file of choices, and a sentence for each part of it that cannot hold."""
    if not isinstance(plain, Mapping):
        return (), ["groups is a table: [groups], then lines such as neighbours = ['IRN', 'PAK']"]
    problems: list[str] = []
    found = [_own(str(name), value, problems) for name, value in plain.items()]
    return tuple(group for group in found if group is not None), problems


def _own(name: str, value: Any, problems: list[str]) -> Group | None:
    if not name.strip() or len(name) > LONGEST:
        problems.append(f"groups: a name has 1 to {LONGEST} characters")
        return None
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        problems.append(f"groups: {name} is a list of states, such as ['IRN', 'PAK']")
        return None
    states = tuple(_states(name, value, problems))
    if not states:
        problems.append(f"groups: {name} has no states")
        return None
    return Group(OWN, name, (), tuple(Span(state) for state in dict.fromkeys(states)))


def _states(name: str, texts: Iterable[str], problems: list[str]) -> Iterator[str]:
    from tracker.application import countries

    for text in texts:
        try:
            yield countries.named(text)
        except ValueError as problem:
            problems.append(f"groups: {name}: {problem}")
