"""Words for values: heads of mission, components, trends; plain functions from values to text."""

from collections.abc import Mapping
from typing import Any

TONES = {"calm": "t0", "watch": "t1", "tense": "t2", "high": "t3", "crisis": "t4"}
"""The ink of a band of tension; the word stands beside it."""
_TRENDS = {"deteriorated": "▲", "improved": "▼", "unchanged": "=", "unchanged, no acts": "·"}
_HEADS = {
    "none": "no head of mission",
    "charge": "chargé d'affaires",
    "minister": "minister at post",
    "ambassador": "ambassador at post",
    "recalled": "ambassador recalled",
    "barred": "ambassador barred from returning",
    "expelled": "ambassador expelled",
    "designate": "ambassador designate",
    "unknown": "unknown",
}
_AWAY = ("recalled", "barred", "expelled", "none", "designate")
_IN_CHARGE = {"charge": "chargé in charge", "none": "nobody in charge"}


def trend_glyph(word: str) -> str:
    """▲ deteriorated, ▼ improved, = unchanged, · no acts."""
    return _TRENDS.get(word, " ")


def head_words(head: object, in_charge: object, rank: object = None) -> str:
    """A head of mission in words: ``ambassador recalled; chargé in charge``."""
    words = _HEADS.get(str(head), str(head))
    if rank == "minister":
        words = words.replace("ambassador", "minister")
    leads = _IN_CHARGE.get(str(in_charge))
    return f"{words}; {leads}" if leads and str(head) in _AWAY else words


def arrow(half: str) -> str:
    """``IRN → PAK`` for ``IRN>PAK``."""
    return half.replace(">", " → ")


def pair_words(pair: str) -> str:
    """``IRN–PAK`` for ``IRN-PAK``."""
    return pair.replace("-", "–")


def in_words(value: Any) -> str:
    """A value of a component as a person says it."""
    if value is None:
        return "none recorded"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {in_words(item)}" for key, item in value.items()) or "none recorded"
    if isinstance(value, list | tuple):
        return ", ".join(in_words(item) for item in value) or "none recorded"
    return str(value).replace("_", " ")


def bar(value: float, most: float, width: int) -> str:
    """A bar of half cells: a line, so that bars below each other stay apart."""
    full, half = divmod(round(max(0.0, min(1.0, value / most)) * width * 2), 2)
    return ("━" * full + "╸" * half).ljust(width)


def signed(weight: float) -> str:
    """A weight with its sign, a true minus; nothing for none."""
    return "" if weight == 0 else f"{weight:+.1f}".replace("-", "−")


def counted(number: int, noun: str) -> str:
    """``1 act``, ``2 acts``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
