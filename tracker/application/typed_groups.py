"""Groups as one types them among other words: ``in:NATO`` keeps their pairs, ``!in:NATO`` those of no member.

``within:NATO`` keeps the pairs of two members. A name of several words stands in quotes, or with hyphens between them:
``in:"South Asia"``, ``in:south-asia``. The kind may stand before it: ``in:region:asia``, ``in:watch:gulf``.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from tracker.application.groups import Group, named

_TYPED = re.compile(r'(?<!\S)(!?)(in|within):(?:"([^"]*)"?|(\S*))', re.IGNORECASE)


class Wanted(NamedTuple):
    """A group that was typed."""

    name: str
    within: bool
    """Whether both states are to be members."""
    without: bool
    """Whether its pairs are left out."""


def words_and_groups(text: str) -> tuple[str, list[Wanted]]:
    """What was typed without the groups, and the groups; one of which no letter is typed yet is none."""
    found = [Wanted(quoted or plain, kind.casefold() == "within", bool(sign))
             for sign, kind, quoted, plain in _TYPED.findall(text)]  # fmt: skip
    return " ".join(_TYPED.sub(" ", text).split()), [wanted for wanted in found if wanted.name.strip()]


def pairs_of(pairs: Iterable[str], wanted: Iterable[Wanted], groups: Sequence[Group], day: date) -> list[str]:
    """The pairs that all that was typed leaves on a day, in their order; BadInput where there is no such group."""
    left = list(pairs)
    for one in wanted:
        held = set(named(groups, one.name).held(left, day, within=one.within))
        left = [pair for pair in left if (pair in held) != one.without]
    return left
