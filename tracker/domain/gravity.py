"""How grave the value of a component is: the order in which pairs are listed by one component.

A directed component counts by its graver half. Of what nobody said anything there is no gravity.
"""

from typing import Any

from tracker.domain.relation import COMPONENT, UNKNOWN

GRAVEST = {
    name: tuple(values.split())
    for name, values in {
        "relations": "severed never_established established",
        "recognition": "withdrawn none granted",
        "mission": "closed suspended none interests_section non_resident open",
        "rank": "charge minister ambassador",
        "head": "expelled barred recalled none designate charge minister ambassador",
        "in_charge": "none charge",
        "agrement": "refused pending none granted",
        "staff": "reduced normal",
        "premises": "denied normal",
        "contacts": "suspended normal",
        "dialogue": "none offered active",
        "sanctions": "in_force limited none",
        "trade": "suspended limited normal",
        "transport": "cut limited open",
        "visa": "suspended limited normal",
        "movement": "restricted normal",
        "hostility": "5 4 3 2 1",
        "ceasefire": "broken in_force none",
        "consular_kept": "no yes",
    }.items()
}
"""The values of each choice, the gravest first; where a ceasefire is in force, there was fighting."""
GRAVE_ENTRIES = {
    "agreements": ("suspended", "denounced", "terminated"),
    "litigation": ("pending",),
    "membership": ("out",),
}
"""Of a mapping the entries that count before the others."""

Gravity = tuple[int, int]
"""The greater, the graver; comparable within one component only."""


def gravity(name: str, value: Any) -> Gravity | None:
    """How grave a value of a slot is; None where nothing is known, or where nothing was ever said.

    Choices go by `GRAVEST`, flags that hold before those that do not, more before fewer, a later day before an earlier.
    """
    kind = COMPONENT[name].kind
    if value in (UNKNOWN, None, ()):
        return None
    if kind == "choice":
        return -GRAVEST[name].index(value), 0
    if kind == "mapping":
        return sum(status in GRAVE_ENTRIES.get(name, ()) for _, status in value), len(value)
    if kind == "items":
        return len(value), 0
    if kind == "date":
        return int(value.replace("-", "")), 0
    return (1, 0) if kind == "text" else (int(value), 0)
