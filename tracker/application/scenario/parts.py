"""Parts: the pairs between which a development of several parties happened, one development each.

An entry of one pair keeps its id; of several, each part is called ``ID/BHR-QAT`` and the bare id addresses all.
Organisations and non-state actors touch no pair: they stand beside the states on each part.
"""

from dataclasses import dataclass
from itertools import combinations

from tracker.domain.development import Development, Participation
from tracker.domain.developments.context import PositionStated
from tracker.domain.parties import is_state, pair_of, pairs_between


@dataclass(frozen=True, slots=True)
class Part:
    """One development of an entry: its id, its parties, and the bare id where it is one of several."""

    id: str
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    group: str | None = None


def parts(form: type[Development], id: str, actors: tuple[str, ...], targets: tuple[str, ...]) -> tuple[Part, ...]:
    """The parts of an entry."""
    others = tuple(p for p in actors if not is_state(p)), tuple(p for p in targets if not is_state(p))
    if form.participation is Participation.THIRD_PARTY and targets:
        sides = _couples(targets) if len(_states(targets)) > 2 else []
        found = [(pair_of(*two), actors, (*two, *others[1])) for two in sides]
    elif targets:
        found = [(pair_of(a, t), (a, *others[0]), (t, *others[1])) for a, t in pairs_between(actors, targets)]
    elif form.participation is Participation.UNILATERAL and form is not PositionStated:
        found = []
    else:
        found = [(pair_of(*two), (*two, *others[0]), ()) for two in _couples(actors)]
    if len(found) == 1:
        return (Part(id, found[0][1], found[0][2]),)
    if not found:
        return (Part(id, actors, targets),)
    return tuple(Part(f"{id}/{pair}", a, t, id) for pair, a, t in found)


def _states(parties: tuple[str, ...]) -> list[str]:
    return sorted(party for party in parties if is_state(party))


def _couples(parties: tuple[str, ...]) -> list[tuple[str, str]]:
    return list(combinations(_states(parties), 2))
