"""Words and signs for figures: trends, bars, forward flags; plain functions from values to text."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from tracker.application.shown import shown
from tracker.application.views.outlooks import FLAG_SIGNS
from tracker.application.wording import flags_in_words, held_words

if TYPE_CHECKING:
    from tracker.application.views.outlooks import Flag
    from tracker.application.views.relations import RelationRow

TONES = {"calm": "t0", "watch": "t1", "tense": "t2", "high": "t3", "crisis": "t4"}
"""The ink of a band of tension; the word stands beside it."""
_TRENDS = {"deteriorated": "▲", "improved": "▼", "unchanged": "=", "unchanged, no acts": "·"}
BETWEEN = " · "
FLAGS = 25
"""Cells of the flags that say enough of them: ``! risk: hostility 4 of 5…``."""
REASON = 16
"""Cells of the reason that do: ``IRN>IRQ strike …``."""


def trend_glyph(word: str) -> str:
    """▲ deteriorated, ▼ improved, = unchanged, · no acts."""
    return _TRENDS.get(word, " ")


def trend_words(word: str) -> str:
    """The trend in one or two words: deteriorated, improved, unchanged, no acts."""
    return word.rpartition(", ")[2]


def pair_words(pair: str) -> str:
    """``IRN–PAK`` for ``IRN-PAK``."""
    return pair.replace("-", "–")


def about(row: "RelationRow", room: int | None = None) -> str:
    """What stands beside the figures of a pair: the component by which it is listed, else flags and the reason.

    Where both have too little room each is cut, the flags first; where little would be left of one, flags stand alone.
    """
    if row.held is not None:
        return held_words(row.held)
    flags, reason = flags_in_words(row), row.reason
    if not flags:
        return reason
    if room is not None and len(flags) + len(BETWEEN) + len(reason) > room:
        flags_room = max(FLAGS, room - len(BETWEEN) - len(reason))
        reason_room = room - len(BETWEEN) - min(len(flags), flags_room)
        if reason_room < REASON:
            return flags
        flags, reason = shown(flags, limit=flags_room), shown(reason, limit=reason_room)
    return f"{flags}{BETWEEN}{reason}"


def block(tension: float) -> str:
    """A block as high as a tension of 0 to 10."""
    return "▁▂▃▄▅▆▇█"[min(7, int(tension * 0.8))]


def sparkline(tensions: Iterable[float | None]) -> str:
    """A block for each tension; a blank for None."""
    return "".join(" " if tension is None else block(tension) for tension in tensions)


def bar(value: float, most: float, width: int) -> str:
    """A bar of half cells: a line, so that bars below each other stay apart."""
    full, half = divmod(round(max(0.0, min(1.0, value / most)) * width * 2), 2)
    return ("━" * full + "╸" * half).ljust(width)


def signed(weight: float) -> str:
    """A weight with its sign, a true minus; nothing for none."""
    return "" if weight == 0 else f"{weight:+.1f}".replace("-", "−")


def flag_signs(row: "RelationRow") -> str:
    """``!`` for a risk and ``+`` for an opportunity, each in its own cell."""
    return "".join(
        sign if flag else " " for sign, flag in zip(FLAG_SIGNS.values(), (row.risk, row.opportunity), strict=True)
    )


def flag_words(name: str, flag: "Flag | None") -> str:
    """A forward flag with its sign, its word and its reason; nothing where it is not raised."""
    return "" if flag is None else f"{FLAG_SIGNS[name]} {name}: {flag.reason} · {flag.development}"
