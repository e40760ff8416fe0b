"""Components by name: a state with one entry a component and half, ``head{PAK>IRN}``, and what made each."""

from typing import Any

from tracker.application.store.picture import Picture
from tracker.domain.fold import Folding, refs
from tracker.domain.reading import state_on
from tracker.domain.relation import COMPONENT, labels

_OWNED = frozenset(name for name, owner in labels("AAA-AAB") if owner)


def flat(state: dict[str, Any]) -> dict[str, Any]:
    """A state document with one entry a component and half."""
    found: dict[str, Any] = {}
    for name, value in state.items():
        if name in _OWNED:
            found.update((f"{name}{{{owner}}}", part) for owner, part in value.items())
        else:
            found[name] = value
    return found


def flat_state(picture: Picture) -> dict[str, Any]:
    """The components of a picture on its date."""
    return flat(state_on(picture.pair, picture.folding, picture.clocks.as_of.day.toordinal()))


def names_of_slots(pair: str) -> list[str]:
    """For each slot the name of its component and half; '' where it is not shown."""
    return [_name(name, owner) if COMPONENT[name].shown else "" for name, owner in labels(pair)]


def _name(name: str, owner: str) -> str:
    return f"{name}{{{owner}}}" if owner else name


def grounds_of(picture: Picture) -> dict[str, list[Any]]:
    """For each component what refers to the developments that made it so."""
    return grounds_in(picture.pair, picture.folding)


def grounds_in(pair: str, folding: Folding) -> dict[str, list[Any]]:
    """The same of a folded state."""
    chains = zip(labels(pair), folding.because, strict=True)
    return {_name(name, owner): refs(chain) for (name, owner), chain in chains}
