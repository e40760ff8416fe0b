"""Watches: a condition on the states of some pairs, and whether a state meets it.

A condition is a tree of comparisons. What it is asked of is a standing: for each component, and for ``tension``,
``cooperation`` and ``dispute``, the value of each half or party, and of the pair under ``''``. A name without ``{…}``
is met where one of its sides meets it; the two readings without ``{…}`` are those of the pair. What is unknown is
neither more nor less than anything.
"""

import operator
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from tracker.domain.parties import sides
from tracker.domain.relation import COMPONENTS, UNKNOWN, Component

Standing = Mapping[str, Mapping[str, Any]]
"""For each name its values by owner, ``''`` for the pair."""

READINGS = ("tension", "cooperation")
WATCHED: Mapping[str, Component] = {
    **{component.name: component for component in COMPONENTS if component.shown},
    "dispute": Component("dispute", "pair", "flag", (), "the militarised dispute is open"),
    **{name: Component(name, "half", "number", (), f"{name}, 0 to 10") for name in READINGS},
}
"""What a condition can name."""
EVERY = "*"
_COMPARE: Mapping[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip


class Compared(NamedTuple):
    """A component against a value."""

    name: str
    owner: str
    """A half or a party; '' for any side."""
    sign: str
    value: Any


class Changed(NamedTuple):
    """A component, or with '' anything of the state, is otherwise than it was."""

    name: str = ""
    owner: str = ""


class Not(NamedTuple):
    """A condition is not met."""

    of: "Condition"


class Every(NamedTuple):
    """All of some conditions are met."""

    parts: "tuple[Condition, ...]"


class Some(NamedTuple):
    """One of some conditions is met."""

    parts: "tuple[Condition, ...]"


Condition = Compared | Changed | Not | Every | Some


class Watch(NamedTuple):
    """Pairs and what is watched of them."""

    scope: str
    """A pair, a state with whomever, or ``*``."""
    condition: Condition

    def covers(self, pair: str) -> bool:
        """Whether a pair is watched."""
        return self.scope in (EVERY, pair) or self.scope in sides(pair)


def is_met(condition: Condition, now: Standing, before: Standing) -> bool:
    """Whether a standing meets a condition, ``before`` being what it has changed from."""
    match condition:
        case Compared():
            return any(_compares(condition, value) for value in _values(condition, now).values())
        case Changed():
            return any(_values(condition._replace(name=name), now) != _values(condition._replace(name=name), before)
                       for name in _named(condition))  # fmt: skip
        case Not(of):
            return not is_met(of, now, before)
        case Every(parts):
            return all(is_met(part, now, before) for part in parts)
        case Some(parts):
            return any(is_met(part, now, before) for part in parts)


def leaves(condition: Condition) -> Iterator[Compared | Changed]:
    """The comparisons that a condition is made of, from left to right."""
    match condition:
        case Not(of):
            yield from leaves(of)
        case Every(parts) | Some(parts):
            for part in parts:
                yield from leaves(part)
        case _:
            yield condition


def mentioned(condition: Condition, now: Standing, before: Standing) -> list[tuple[str, str]]:
    """The names and owners that a condition speaks of, each once; of a bare ``changed`` those that changed."""
    found = []
    for leaf in leaves(condition):
        every = isinstance(leaf, Changed) and not leaf.name
        for name in _named(leaf):
            then = before.get(name, {})
            found += [(name, owner) for owner, value in _values(leaf._replace(name=name), now).items()
                      if not every or value != then.get(owner)]  # fmt: skip
    return list(dict.fromkeys(found))


def _named(leaf: Compared | Changed) -> tuple[str, ...]:
    """A bare ``changed`` is about the state: readings move with every day."""
    return (leaf.name,) if leaf.name else tuple(name for name in WATCHED if name not in READINGS)


def _values(leaf: Compared | Changed, standing: Standing) -> dict[str, Any]:
    every = standing.get(leaf.name, {})
    if leaf.owner:
        return {owner: value for owner, value in every.items() if owner == leaf.owner}
    return {owner: value for owner, value in every.items() if leaf.name not in READINGS or not owner}


def _compares(leaf: Compared, found: Any) -> bool:
    kind = WATCHED[leaf.name].kind
    if kind in ("items", "mapping"):
        return (leaf.value in found) is (leaf.sign == "=")
    if kind == "date" and found is not None:
        found = date.fromisoformat(found)
    if leaf.sign not in ("=", "!=") and (found is None or UNKNOWN in (found, leaf.value)):
        return False
    return _COMPARE[leaf.sign](found, leaf.value)
