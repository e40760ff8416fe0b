"""Tension and cooperation: a reading of the acts, offered last and never alone.

Per direction ``T(A>B) = max(max|w| of A's open negative acts, 10 (1 - e^(-F/10)))`` with
``F = sum |w| 2^(-age/30 d)`` over A's negative acts, statements capped at three a day (the heaviest three). An
act is open until what closes it; an act that nothing can close is over when it is done. Cooperation is the
second term over positive acts, and is never netted. A pair's tension is the larger of its two directions.
"""

from math import exp
from typing import NamedTuple

HALF_LIFE = 30
"""Days in which an act loses half its weight."""
SCALE = 10.0
SPEECHES_A_DAY = 3
WINDOW = 30
"""Days over which the trend looks back."""
BANDS = ((8.0, "crisis"), (6.0, "high"), (4.0, "tense"), (2.0, "watch"), (0.0, "calm"))


FADED = 22 * 366
"""Days after which nothing is left of a weight."""
DECAY = tuple(2.0 ** (-days / HALF_LIFE) for days in range(FADED))
"""2^(-d/30) by days."""
FORMULA = (
    "T(A>B) = max(max|w| of A's open negative acts, 10·(1 − e^(−F/10)));  F = Σ |w|·2^(−age/30 d) over A's "
    "negative acts, statements capped at the 3 heaviest a day; an act is open until what closes it"
)


class Reading(NamedTuple):
    """Tension of one direction on a date."""

    tension: float
    cooperation: float
    acts: int
    """Negative acts that it rests on."""
    helpful: int
    """Cooperative acts that the second reading rests on."""


def pressure(heat: float, days: int) -> float:
    """10 (1 - e^(-F/10)) of a sum of weights, ``days`` after it was last added to."""
    return SCALE * (1.0 - exp(-heat * decay(days) / SCALE))


def decay(days: int) -> float:
    """What is left of a weight after some days, 0 to 1."""
    return DECAY[days] if days < FADED else 0.0


def band(tension: float) -> str:
    """The word for a tension of 0 to 10."""
    return next(word for floor, word in BANDS if tension >= floor)
