"""The components of a state, group by group, each on a line that opens to what it rests on."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tracker.application.wording import AWAY, dispute_words, head_words, in_words, label_of
from tui.ink import Line
from tui.widgets.state_layout import Behind, Beside, across

BY_OTHER = {"staff_cap", "premises", "closure_order"}
"""What the other side does to the mission of the first."""
ALWAYS = {"relations", "mission", "head", "hostility", "ceasefire"}
"""These are shown even where nothing is known."""
_REPRESENTATION = (
    "relations restoration_pending mission head rank agrement recognition seat protecting_power staff staff_cap "
    "premises expelled_by consulates_closed closure_order consular_kept last_summons"
)
_MEASURES = "sanctions trade transport visa movement detained demand_open attribution justification litigation"
GROUPS = (
    ("Representation", _REPRESENTATION),
    ("Measures", _MEASURES),
    ("Force", "hostility ceasefire un_agenda"),
    ("Ways out", "contacts dialogue mediators mechanisms agreements membership"),
)


def component_lines(document: Mapping[str, Any], name: str, width: int, beside: Beside) -> list[Line]:
    """The lines of a component; none where nobody said anything of it, but of those that are always shown."""
    state, why = document["state"], document["because"].get(name, {})
    value = state.get(name)
    if name not in ALWAYS and _silent(value):
        return []
    label = (label_of(name), "label")
    if isinstance(value, dict) and name not in ("agreements", "mediators", "membership"):
        return beside(label, _halves(document, name), width, Behind(label[0], _refs(state[name], why)))
    text = _across_words(document, name, value)
    ids = why if isinstance(why, list) else []
    return across(label, (text, _tone(value)), Behind(label[0], tuple(ids)), width)


def _across_words(document: Mapping[str, Any], name: str, value: Any) -> str:
    """What is said of both at once, and since when; of an open dispute when its last act was."""
    state = document["state"]
    if name == "hostility" and state["dispute"]["open"]:
        return f"{value} of 5 · {dispute_words(state['dispute'])}"
    words = f"{value} of 5" if name == "hostility" and value != "unknown" else in_words(value)
    return words + _began(document, name, "", value)


def _halves(document: Mapping[str, Any], name: str) -> dict[str, tuple[str, str]]:
    """What is said of each direction or state; of a measure that is in force also since when."""
    state = document["state"]
    return {
        side: (_side_words(state, name, side, _began(document, name, side, value)), _tone(value))
        for side, value in state[name].items()
    }


def _began(document: Mapping[str, Any], name: str, owner: str, value: Any) -> str:
    """Since when it holds, where that is told and something does."""
    day = document.get("since", {}).get(name, {}).get(owner)
    return "" if day is None or _silent(value) else f" since {day}"


def _refs(sides: Iterable[str], why: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ref for side in sides for ref in (why.get(side, ()) if why else ())))


def _silent(value: Any) -> bool:
    """Whether nothing was ever said of a component."""
    if isinstance(value, dict):
        return all(_silent(item) for item in value.values())
    return value in ("unknown", False, 0, None, [], ())


def _tone(value: Any) -> str:
    return "muted" if _silent(value) else "plain"


def _side_words(state: Mapping[str, Any], name: str, side: str, began: str) -> str:
    value = state[name][side]
    if name == "head":
        words, leads, led = head_words(value, state["in_charge"][side], state["rank"][side]).partition("; ")
        return f"{words}{began if value in AWAY else ''}{leads}{led}"
    if name in BY_OTHER and not _silent(value) and value != "normal":
        return f"{in_words(value)}, by {side.partition('>')[2]}{began}"
    return (f"{side} {in_words(value)}" if ">" not in side else in_words(value)) + began
