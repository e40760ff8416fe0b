"""Waits: acts that usage leaves open until somebody answers, as values that carry a sentence.

A wait says who is to answer and what answers it: a development that says so (``in_response_to``), one of the types
named here, or an act that closes the type in the catalogue. Silence is no answer, and no breach either.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from tracker.domain.law import UN_CHARTER, VCDR, Citation

ANSWERS_TO_A_SUMMONS = (
    "denial_issued", "justification_issued", "apology_issued", "proposal_rejected", "accusation_made", "envoy_summoned",
    "protest_note_delivered",
)  # fmt: skip
MEASURES = (
    "diplomats_expelled", "ambassador_expelled", "mission_closure_ordered", "mission_size_capped",
    "representation_downgraded", "ambassador_recalled",
)  # fmt: skip
"""What an envoy is called in to be told."""
SOON, A_FORTNIGHT = 90, 14
"""Days within which an expulsion, or a statement, is taken for an answer though it does not say so."""
EXPULSIONS = ("diplomats_expelled", "ambassador_expelled")


@dataclass(frozen=True, slots=True)
class Wait:
    """What an act of a type waits for, and who is to do it."""

    kind: str
    type: str
    awaits: str
    """``target`` or ``actor``: the side that is to act."""
    sentence: str
    article: Citation
    answers: tuple[str, ...] = ()
    """Types that answer it where the awaited side does one of them towards the other."""
    within: int | None = None
    """Days in which one of these types is taken for the answer."""
    same_day: bool = True
    """A type alone answers, on the same day, even what was a reply itself."""
    tied: bool = True
    """Whatever the awaited side says is a response to it answers it."""
    ends: tuple[str, ...] = ()
    """Types, of either side, after which nobody waits any more."""
    delivers: tuple[str, ...] = ()
    """Types that come of it where the same side does one of them on the same day or the next."""


WAITS = (
    Wait(
        "expulsion without reply", "diplomats_expelled", "target",
        "staff were expelled, and the sending state has not replied", VCDR(9, 1),
        answers=(*EXPULSIONS, "mission_closure_ordered", "mission_size_capped"), within=SOON, same_day=False,
        ends=("relations_severed",),
    ),
    Wait(
        "expulsion without reply", "ambassador_expelled", "target",
        "a head of mission was expelled, and the sending state has not replied", VCDR(9, 1),
        answers=EXPULSIONS, within=SOON, same_day=False, ends=("relations_severed",),
    ),
    Wait(
        "demand", "demand_issued", "target", "a demand is neither met nor turned down", UN_CHARTER(33),
        ends=("restoration_agreed", "relations_restored", "deescalation_agreed"),
    ),
    Wait(
        "closure order", "mission_closure_ordered", "target", "a post was ordered shut, and is not closed yet", VCDR(2),
        tied=False, ends=("relations_severed", "relations_restored"),
    ),
    Wait(
        "recall without return", "ambassador_recalled", "actor", "a head of mission was called home, and is not back",
        VCDR(19, 1), tied=False, ends=("relations_severed", "representation_downgraded"),
    ),
    Wait(
        "summons without outcome", "envoy_summoned", "target", "an envoy was called in, and nothing came of it yet",
        VCDR(41, 2), answers=ANSWERS_TO_A_SUMMONS, within=A_FORTNIGHT, ends=("relations_severed",), delivers=MEASURES,
    ),
)  # fmt: skip

WAIT: Mapping[str, Wait] = MappingProxyType({wait.type: wait for wait in WAITS})
"""The wait of a type."""
BEARING = frozenset(name for wait in WAITS for name in (wait.type, *wait.answers, *wait.ends, *wait.delivers))
"""Types that open a wait, or that answer or end one by what they are."""


def _by(names: str) -> Mapping[str, tuple[Wait, ...]]:
    types = {name for wait in WAITS for name in getattr(wait, names)}
    return MappingProxyType({name: tuple(w for w in WAITS if name in getattr(w, names)) for name in sorted(types)})


ANSWERED_BY: Mapping[str, tuple[Wait, ...]] = _by("answers")
"""By type of the answer: the waits that it answers."""
ENDED_BY: Mapping[str, tuple[Wait, ...]] = _by("ends")
"""By type: the waits that are over after it."""
DELIVERED_BY: Mapping[str, tuple[Wait, ...]] = _by("delivers")
"""By type: the waits of which it comes."""
