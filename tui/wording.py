"""Words for values: heads of mission, components, trends; plain functions from values to text."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from tracker.application.views.outlooks import FLAG_SIGNS

if TYPE_CHECKING:
    from tracker.application.views.held import Held
    from tracker.application.views.outlooks import Flag
    from tracker.application.views.relations import RelationRow

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


def trend_words(word: str) -> str:
    """The trend in one or two words: deteriorated, improved, unchanged, no acts."""
    return word.rpartition(", ")[2]


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


def half_words(half: str) -> str:
    """``IRN to PAK`` for ``IRN>PAK``."""
    return half.replace(">", " to ")


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
        return "; ".join(f"{in_words(key)}: {in_words(item)}" for key, item in value.items()) or "none recorded"
    if isinstance(value, list | tuple):
        return ", ".join(in_words(item) for item in value) or "none recorded"
    return str(value).replace("_", " ")


def aspect_words(aspect: str) -> str:
    """An aspect of a development: ``killed children`` for ``killed.children``."""
    return in_words(aspect).replace(".", " ")


def held_words(held: "Held") -> str:
    """What is known of a component of a pair, the graver half first.

    ``IRN to PAK recalled; PAK to IRN ambassador at post``.
    """
    said = [(owner, _held_value(held.component, value)) for owner, value in held.values]
    if len(said) == 1 or said[0][1] == said[1][1]:
        return said[0][1] if len(said) == 1 or held.gravity is None else f"both {said[0][1]}"
    known = [one for one in said if one[1] != "unknown"]
    return "; ".join(f"{half_words(owner)} {words}" for owner, words in known)


def _held_value(component: str, value: Any) -> str:
    return _HEADS.get(str(value), str(value)) if component == "head" else in_words(value)


def about(row: "RelationRow") -> str:
    """What stands beside the figures of a pair: the component by which it is listed, else flags, else the reason."""
    return flags_in_words(row) or row.reason if row.held is None else held_words(row.held)


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


def counted(number: int, noun: str) -> str:
    """``1 act``, ``2 acts``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def flag_signs(row: "RelationRow") -> str:
    """``!`` for a risk and ``+`` for an opportunity, each in its own cell."""
    return "".join(sign if flag else " " for (_, flag), sign in zip(_flags(row), FLAG_SIGNS.values(), strict=True))


def flag_words(name: str, flag: "Flag | None") -> str:
    """A forward flag with its sign, its word and its reason; nothing where it is not raised."""
    return "" if flag is None else f"{FLAG_SIGNS[name]} {name}: {flag.reason} · {flag.development}"


def flags_in_words(row: "RelationRow") -> str:
    """The reasons of the forward flags of a pair, the risk first; nothing where it has none."""
    return " · ".join(f"{FLAG_SIGNS[name]} {name}: {flag.reason}" for name, flag in _flags(row) if flag)


def _flags(row: "RelationRow") -> "list[tuple[str, Flag | None]]":
    return list(zip(FLAG_SIGNS, (row.risk, row.opportunity), strict=True))
