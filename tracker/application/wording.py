"""Words for components of the state, as the screens and the reports say them; plain functions from values to text."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tracker.application import plain
from tracker.application.views.outlooks import FLAG_SIGNS

if TYPE_CHECKING:
    from tracker.application.views.held import Held
    from tracker.application.views.relations import RelationRow

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
AWAY = ("recalled", "barred", "expelled", "none", "designate")
"""What a head of mission is who does not lead the mission."""
_IN_CHARGE = {"charge": "chargé in charge", "none": "nobody in charge"}
_LEADERS = {"charge": "a chargé d’affaires", "none": "nobody"}
_NAMES = {
    "head": "Head of mission", "expelled_by": "Expelled by", "un_agenda": "On UN agenda", "agrement": "Agrément",
    "restoration_pending": "To be restored", "consulates_closed": "Shut consulates",
    "visa": "Visas", "consular_kept": "Consular kept", "detained": "Detained by", "demand_open": "Demand open",
}  # fmt: skip


def label_of(name: str) -> str:
    """A component's name in words."""
    return _NAMES.get(name) or name.replace("_", " ").capitalize()


def component_words(name: str) -> str:
    """``Head of mission PAK → IRN`` for ``head{PAK>IRN}``."""
    part, _, owner = name.rstrip("}").partition("{")
    return f"{label_of(part)} {arrow(owner)}".rstrip()


def value_words(name: str, value: Any) -> str:
    """What a component of such a name is, in words."""
    match name.partition("{")[0]:
        case "head":
            return head_words(value, None)
        case "in_charge":
            return _LEADERS.get(str(value)) or in_words(value)
        case "dispute" if isinstance(value, Mapping):
            return dispute_words(value)
    return in_words(value)


def dispute_words(dispute: Mapping[str, Any]) -> str:
    """``dispute open, highest 4, last act 2024-01-16``."""
    if dispute["last_act"] is None:
        return "no dispute"
    is_open = "open" if dispute["open"] else "closed"
    return f"dispute {is_open}, highest {dispute['highest']}, last act {dispute['last_act']}"


def head_words(head: object, in_charge: object, rank: object = None) -> str:
    """A head of mission in words: ``ambassador recalled; chargé in charge``."""
    words = _HEADS.get(str(head), str(head))
    if rank == "minister":
        words = words.replace("ambassador", "minister")
    leads = _IN_CHARGE.get(str(in_charge))
    return f"{words}; {leads}" if leads and str(head) in AWAY else words


def arrow(half: str) -> str:
    """``IRN → PAK`` for ``IRN>PAK``."""
    return half.replace(">", " → ")


def half_words(half: str) -> str:
    """``IRN to PAK`` for ``IRN>PAK``."""
    return half.replace(">", " to ")


def in_words(value: Any) -> str:
    """A value of a component as a person says it."""
    return plain.words(value, nothing="none recorded").replace("_", " ")


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


def flags_in_words(row: "RelationRow") -> str:
    """The reasons of the forward flags of a pair, the risk first; nothing where it has none."""
    flags = zip(FLAG_SIGNS.items(), (row.risk, row.opportunity), strict=True)
    return " · ".join(f"{sign} {name}: {flag.reason}" for (name, sign), flag in flags if flag)


def counted(number: int, noun: str) -> str:
    """``1 act``, ``2 acts``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
