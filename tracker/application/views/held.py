"""What one component of the state is of each of some pairs, and how grave that is."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from tracker.application.problems import BadInput, did_you_mean
from tracker.application.store.nearby import Standing
from tracker.domain.fold import HOSTILITY
from tracker.domain.gravity import Gravity, gravity
from tracker.domain.parties import halves, sides
from tracker.domain.relation import COMPONENT, COMPONENTS, as_json, slot


class Choice(NamedTuple):
    """A component by which pairs can be listed, and what it says."""

    name: str
    meaning: str


CHOICES = tuple(Choice(component.name, component.meaning) for component in COMPONENTS if component.shown)
LISTED = tuple(choice.name for choice in CHOICES)


class Held(NamedTuple):
    """A component of a pair."""

    component: str
    gravity: Gravity | None
    """Of the graver half; None where nothing is known of it."""
    values: tuple[tuple[str, Any], ...]
    """Owner (a half, a state, or '' for the pair) and value as JSON, the graver half first."""

    def document(self) -> dict[str, Any]:
        """The component as the JSON of a state has it: ``{"head": {"PAK>IRN": "recalled", …}}``."""
        values = dict(self.values)
        return {self.component: values.get("", values)}


def listed(name: str) -> str:
    """The component of a name; BadInput with the nearest where pairs cannot be listed by it."""
    found = name.strip().casefold().replace("-", "_").replace(" ", "_")
    if found not in LISTED:
        raise BadInput(
            f"there is no component {name!r}{did_you_mean(found, LISTED)}", "--by", f"choose {', '.join(LISTED)}"
        )
    return found


def held(name: str, standings: Iterable[tuple[str, Standing]], day: int) -> dict[str, Held]:
    """A component of some pairs on a day (proleptic ordinal), by pair."""
    return {pair: _held(name, pair, standing, day) for pair, standing in standings}


def _held(name: str, pair: str, standing: Standing, day: int) -> Held:
    component, folding = COMPONENT[name], standing.folding
    if slot(name) == HOSTILITY:
        raw = [folding.hostility_on(day)]
    else:
        raw = folding.values[slot(name) : slot(name) + (1 if component.scope == "pair" else 2)]
    owners = {"pair": ("",), "half": halves(pair), "party": sides(pair)}[component.scope]
    found = [(gravity(name, value), owner, as_json(component, value)) for owner, value in zip(owners, raw, strict=True)]
    found.sort(key=lambda one: (one[0] is not None, one[0] or ()), reverse=True)
    return Held(name, found[0][0], tuple((owner, value) for _, owner, value in found))
