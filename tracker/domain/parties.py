"""Parties and pairs: who acts, and between which two states a relation is kept.

A party is a state (ISO 3166-1 alpha-3, ``XKX`` for Kosovo), an organisation (``org:UNSC``) or a
non-state actor (``act:jaish-al-adl``). Whether three letters really are a state is a matter of a code
list, hence of the application; the domain knows the shape only.
"""

import re
from itertools import combinations

PARTY_PATTERN = r"^(?:[A-Z]{3}|(?:org|act):[A-Za-z0-9][A-Za-z0-9._-]*)$"
PAIR_PATTERN = r"^[A-Z]{3}-[A-Z]{3}$"
_HALF = re.compile(r"^([A-Z]{3})>([A-Z]{3})$")


def is_state(party: str) -> bool:
    """Whether a party is a state, by the shape of its code: three letters, no ``org:`` or ``act:``."""
    return len(party) == 3


def pair_of(one: str, other: str) -> str:
    """The unordered pair of two states, written alphabetically: ``IRN-PAK``."""
    if one == other:
        msg = f"a state has no relation with itself: {one}"
        raise ValueError(msg)
    return f"{one}-{other}" if one < other else f"{other}-{one}"


def sides(pair: str) -> tuple[str, str]:
    """The two states of a pair, first and second in the alphabet."""
    first, second = pair.split("-")
    return first, second


def halves(pair: str) -> tuple[str, str]:
    """The two directed halves of a pair, ``A>B`` and ``B>A``."""
    first, second = sides(pair)
    return f"{first}>{second}", f"{second}>{first}"


def split_half(half: str) -> tuple[str, str]:
    """The two states of a directed half ``A>B``; ValueError where it is not one."""
    found = _HALF.match(half)
    if found is None:
        msg = f"{half!r} is not a directed half such as PAK>IRN"
        raise ValueError(msg)
    return found[1], found[2]


def pairs_among(parties: tuple[str, ...]) -> tuple[str, ...]:
    """All pairs among the states of a mutual act, in the order of the alphabet."""
    states = sorted({party for party in parties if is_state(party)})
    return tuple(pair_of(one, other) for one, other in combinations(states, 2))


def pairs_between(actors: tuple[str, ...], targets: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Every (actor, target) of two different states, in the order given."""
    return tuple((a, t) for a in actors for t in targets if is_state(a) and is_state(t) and a != t)


def forum_of(name: str) -> str:
    """A court as it is compared: ``org:ICJ`` and ``ICJ`` are the same."""
    return name.removeprefix("org:").strip().casefold()
