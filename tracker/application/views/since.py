"""Since when measures are in force: the day of the first of the developments that made each so."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from tracker.application.store.picture import Picture
from tracker.domain.fold import HOSTILITY, first_ref
from tracker.domain.relation import labels

MEASURES = {
    "sanctions", "trade", "transport", "visa", "movement", "detained", "demand_open", "staff_cap", "closure_order",
    "premises", "contacts", "ceasefire", "attribution", "justification", "staff", "expelled_by", "un_agenda", "head",
    "hostility",
}  # fmt: skip
"""Components that say what one side does against the other, or what holds between both, and that last."""


def in_force_since(picture: Picture) -> Mapping[str, Mapping[str, str]]:
    """By component and half, or state, the day (ISO) of the first development of what holds; a bare interval's end.

    What holds between both is under ``""``.
    """
    first: dict[tuple[str, str], Any] = {}
    for place, (name, owner) in enumerate(labels(picture.pair)):
        ref = first_ref(picture.folding.because[place]) if name in MEASURES else None
        if ref is not None:
            first[name, owner] = ref
    days = picture.bounds(first.values())
    found: dict[str, dict[str, str]] = {}
    for (name, owner), ref in first.items():
        found.setdefault(name, {})[owner] = date.fromordinal(days[ref][1]).isoformat()
    if (lapsed := _lapsed(picture)) is not None:
        found["hostility"] = {"": lapsed}
    return found


def _lapsed(picture: Picture) -> str | None:
    """The day from which hostility is 1 again because nothing militarised was done for long; None where it is not."""
    folding, day = picture.folding, picture.clocks.as_of.day.toordinal()
    if folding.hostility_on(day) == folding.values[HOSTILITY]:
        return None
    return date.fromordinal(folding.force[0]).isoformat()
