"""The state of a relation: its components, and the slots in which a fold keeps them.

A component belongs to the pair (``relations``), to a directed half (``head{A>B}``: A's head of mission in
B, A's measures against B) or to one party (``expelled_by{A}``). A state is a flat list of values, one slot a
component and half, because a list is what can be copied a million times; ``as_document`` gives it names.

Values are immutable: text, bool, int, or sorted tuples (of items, or of (key, value) for a mapping).
Without a stated position a choice is ``unknown``, and that is not ``none``.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from tracker.domain.parties import halves, sides

UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Component:
    """One component of the state: its scope, kind of value, and the values a choice may take."""

    name: str
    scope: str
    """``pair``, ``half`` or ``party``."""
    kind: str
    """``choice``, ``flag``, ``count``, ``text``, ``items``, ``mapping`` or ``date``."""
    values: tuple[str, ...] = ()
    meaning: str = ""
    shown: bool = True
    """Kept for the fold only where False."""

    @property
    def absent(self) -> Any:
        """The value where nothing was ever said: absent count 0, absent flag false, else unknown."""
        blanks: dict[str, Any] = {"flag": False, "count": 0, "items": (), "mapping": (), "date": None}
        return blanks.get(self.kind, UNKNOWN)


def _choice(name: str, scope: str, values: str, meaning: str) -> Component:
    return Component(name, scope, "choice", (*values.split(), UNKNOWN), meaning)


COMPONENTS = (
    _choice("relations", "pair", "never_established established severed", "diplomatic relations"),
    Component("restoration_pending", "pair", "flag", (), "restoration is agreed and not yet carried out"),
    _choice("recognition", "half", "none granted withdrawn", "recognition of the second by the first"),
    _choice(
        "mission", "half", "none open suspended closed non_resident interests_section",
        "the first's diplomatic mission in the second",
    ),
    _choice("rank", "half", "charge minister ambassador", "agreed rank of representation"),
    _choice(
        "head", "half", "none charge minister ambassador recalled barred expelled designate",
        "the first's head of mission in the second",
    ),
    _choice("in_charge", "half", "charge none", "who leads the mission while its head is away"),
    Component("agrement", "half", "choice", ("none", "pending", "granted", "refused", UNKNOWN), "agrément"),
    Component("seat", "half", "text", (), "seat of the mission where it moved"),
    Component("protecting_power", "half", "text", (), "state that looks after the first's interests"),
    Component("staff_cap", "half", "flag", (), "the second limits the staff of the first's mission"),
    _choice("staff", "half", "normal reduced", "staff of the first's mission, by its own choice"),
    _choice("premises", "half", "normal denied", "the first's access to its premises in the second"),
    Component("expelled_by", "party", "count", (), "mission staff expelled by a party, heads excluded"),
    Component("consulates_closed", "half", "items", (), "the first's consular posts that are closed"),
    Component("closure_order", "half", "items", (), "posts of the first that the second ordered shut"),
    _choice("contacts", "pair", "normal suspended", "high-level contacts"),
    _choice("dialogue", "pair", "none offered active", "dialogue"),
    Component("demand_open", "half", "flag", (), "a demand of the first is unanswered"),
    Component("last_summons", "half", "date", (), "when the first last summoned the second's envoy"),
    _choice("sanctions", "half", "none in_force limited", "the first's sanctions on the second"),
    _choice("trade", "half", "normal limited suspended", "the first's trade with the second"),
    _choice("transport", "half", "open limited cut", "links closed by the first to the second"),
    _choice("visa", "half", "normal limited suspended", "the first's visa services for the second"),
    _choice("movement", "half", "normal restricted", "the second's nationals in the first"),
    Component("detained", "party", "count", (), "nationals of the other held by a party"),
    Component("agreements", "pair", "mapping", (), "agreements and their status"),
    Component("litigation", "half", "mapping", (), "cases the first brought against the second"),
    Component("attribution", "half", "items", (), "covert acts the first attributes to the second"),
    Component("justification", "half", "items", (), "grounds the first gave for its acts"),
    Component("mediators", "pair", "mapping", (), "third parties that offered or lead a mediation"),
    Component("mechanisms", "pair", "items", (), "mechanisms agreed between the two"),
    Component("membership", "pair", "mapping", (), "bodies that one of the two is out of, or back in"),
    Component("un_agenda", "pair", "flag", (), "the dispute was brought before the Security Council"),
    Component("hostility", "pair", "choice", ("1", "2", "3", "4", "5", UNKNOWN), "hostility level (COW)"),
    _choice("ceasefire", "pair", "none in_force broken", "ceasefire"),
    Component("consular_kept", "pair", "choice", ("yes", "no", UNKNOWN), "consular relations (VCCR 2(3))"),
    Component("blockade", "half", "flag", (), "an armed closure is open", shown=False),
    Component("occupation", "half", "flag", (), "territory is held", shown=False),
    Component("unanswered", "half", "flag", (), "an expulsion waits for a reply", shown=False),
    Component("embassy_order", "half", "items", (), "embassies among the posts ordered shut", shown=False),
    Component("forums", "half", "mapping", (), "before whom each case was brought", shown=False),
)  # fmt: skip

COMPONENT = {component.name: component for component in COMPONENTS}


def _layout() -> dict[str, int]:
    places: dict[str, int] = {}
    free = 0
    for component in COMPONENTS:
        places[component.name] = free
        free += 1 if component.scope == "pair" else 2
    places[""] = free
    return places


_FIRST = _layout()
WIDTH = _FIRST[""]
"""Number of slots of a state."""


def _possible() -> tuple[tuple[Any, ...], ...]:
    found: list[tuple[Any, ...]] = []
    for component in COMPONENTS:
        values = {"choice": component.values, "flag": (True, False)}.get(component.kind, ())
        found.extend([values] * (1 if component.scope == "pair" else 2))
    return tuple(found)


POSSIBLE = _possible()
"""For each slot the values that a choice or a flag can have; none for other kinds."""


def slot(name: str, half: int = 0) -> int:
    """The slot of a component; ``half`` 0 is the first state's, 1 the second's."""
    return _FIRST[name] + (half if COMPONENT[name].scope != "pair" else 0)


_BLANK = tuple(c.absent for c in COMPONENTS for _ in range(1 if c.scope == "pair" else 2))


def blank() -> list[Any]:
    """The state of a pair of which nothing was ever said."""
    return list(_BLANK)


@lru_cache(maxsize=512)
def labels(pair: str) -> tuple[tuple[str, str], ...]:
    """For each slot its component and the half or party it belongs to ('' for the pair)."""
    found: list[tuple[str, str]] = []
    for component in COMPONENTS:
        names = {"pair": ("",), "half": halves(pair), "party": sides(pair)}[component.scope]
        found.extend((component.name, name) for name in names)
    return tuple(found)


def as_json(component: Component, value: Any) -> Any:
    """A value of a slot as JSON: tuples become lists and mappings, hostility a number, yes/no a flag."""
    if component.kind == "items":
        return list(value)
    if component.kind == "mapping":
        return dict(value)
    if component.name == "hostility" and value != UNKNOWN:
        return int(value)
    if component.name == "consular_kept" and value != UNKNOWN:
        return value == "yes"
    return value


def from_json(component: Component, value: Any) -> Any:
    """The slot value written in a file; ValueError where the component cannot have it."""
    if value == UNKNOWN and component.kind in ("choice", "text"):
        return UNKNOWN
    readers = {"items": _items, "mapping": _mapping, "flag": _flag, "count": _count}
    reader = readers.get(component.kind)
    if reader is not None:
        return reader(component, value)
    if component.name == "consular_kept" and isinstance(value, bool):
        return "yes" if value else "no"
    text = str(value)
    if component.kind == "choice" and text not in component.values:
        msg = f"{component.name} is one of {', '.join(component.values)}, not {value!r}"
        raise ValueError(msg)
    return text


def _items(component: Component, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list | tuple):
        msg = f"{component.name} is a list, not {value!r}"
        raise ValueError(msg)  # noqa: TRY004 - one kind of error for every value that does not fit
    return tuple(sorted(str(item) for item in value))


def _mapping(component: Component, value: Any) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, dict):
        msg = f"{component.name} is a mapping, not {value!r}"
        raise ValueError(msg)  # noqa: TRY004
    return tuple(sorted((str(key), str(item)) for key, item in value.items()))


def _flag(component: Component, value: Any) -> bool:
    if not isinstance(value, bool):
        msg = f"{component.name} is true or false, not {value!r}"
        raise ValueError(msg)  # noqa: TRY004
    return value


def _count(component: Component, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        msg = f"{component.name} is a count, not {value!r}"
        raise ValueError(msg)
    return value


def as_document(pair: str, values: list[Any]) -> dict[str, Any]:
    """The state with its names, as ``tracker state --json`` shows it and checkpoints compare it."""
    document: dict[str, Any] = {}
    for (name, owner), value in zip(labels(pair), values, strict=True):
        component = COMPONENT[name]
        if not component.shown:
            continue
        if owner:
            document.setdefault(name, {})[owner] = as_json(component, value)
        else:
            document[name] = as_json(component, value)
    return document
