"""Reading a state: what a folded relation says on a day.

What lapses with time (hostility, the pressure of acts) is computed here, from the last act, so that folding
never depends on the date that is asked for.
"""

from collections.abc import Iterable
from datetime import date
from operator import itemgetter
from typing import Any, NamedTuple

from tracker.domain.fold import HOSTILITY, Folding, newest_refs, refs
from tracker.domain.parties import halves, sides
from tracker.domain.relation import COMPONENT, as_document, labels, slot
from tracker.domain.tension import WINDOW, Reading, pressure

DETERIORATED, IMPROVED, UNCHANGED, NO_ACTS = "deteriorated", "improved", "unchanged", "unchanged, no acts"
_EPSILON = 0.05


def state_on(pair: str, folding: Folding, day: int) -> dict[str, Any]:
    """The state of a pair on a day (proleptic ordinal), with the names of DESIGN section 7."""
    values = folding.values.copy()
    values[HOSTILITY] = folding.hostility_on(day)
    document = as_document(pair, values)
    document["dispute"] = dispute_on(folding, day)
    return document


def dispute_on(folding: Folding, day: int) -> dict[str, Any]:
    """The militarised dispute: whether it is open, its highest level, the date of its last act.

    A ceasefire ends no dispute; it closes six months after the last militarised act.
    """
    _, highest, closes, last = folding.force
    if not last:
        return {"open": False, "highest": None, "last_act": None}
    return {"open": day < closes, "highest": highest, "last_act": date.fromordinal(last).isoformat()}


def because(pair: str, folding: Folding) -> dict[str, Any]:
    """For each component (and half) what refers to the developments that made it so, earliest first."""
    found: dict[str, Any] = {}
    for place, (name, owner) in enumerate(labels(pair)):
        chain = folding.because[place]
        if chain is None or not COMPONENT[name].shown:
            continue
        if owner:
            found.setdefault(name, {})[owner] = refs(chain)
        else:
            found[name] = refs(chain)
    return found


_WEIGHTY = ("relations", "recognition", "mission", "head", "hostility", "ceasefire")
"""What relations are read by first: each counts three times in what a development carries."""


def carried(pair: str, folding: Folding) -> dict[Any, list[str]]:
    """For what refers to a development the components that it is among the reasons of: ``head{PAK>IRN}``."""
    found: dict[Any, list[str]] = {}
    for name, chain in because(pair, folding).items():
        parts = chain.items() if isinstance(chain, dict) else [("", chain)]
        for owner, of in parts:
            for ref in dict.fromkeys(of):
                found.setdefault(ref, []).append(f"{name}{{{owner}}}" if owner else name)
    return found


def weight_carried(components: Iterable[str]) -> int:
    """How much state some components are: 3 each for what relations are read by first, else 1."""
    return sum(3 if component.partition("{")[0] in _WEIGHTY else 1 for component in components)


def tension_on(folding: Folding, day: int, half: int) -> Reading:
    """Tension and cooperation of one direction on a day."""
    return readings_on(folding, day)[half]


def readings_on(folding: Folding, day: int) -> tuple[Reading, Reading]:
    """Tension and cooperation of both directions on a day."""
    strongest = [0.0, 0.0]
    for (_, half), acts in folding.open.items():
        for act in acts:
            strongest[half] = max(strongest[half], act[1])
    return _reading(folding, day, 0, strongest[0]), _reading(folding, day, 1, strongest[1])


def _reading(folding: Folding, day: int, half: int, strongest: float) -> Reading:
    heat, last, count = folding.heat, folding.last, folding.count
    pressed = pressure(heat[half], day - last[half]) if heat[half] else 0.0
    kind = half + 2
    helped = pressure(heat[kind], day - last[kind]) if heat[kind] else 0.0
    return Reading(max(strongest, pressed), helped, count[half], count[kind])


def highest_tension(folding: Folding, day: int) -> float:
    """The tension of a pair: the larger of its two directions."""
    return max(reading.tension for reading in readings_on(folding, day))


class Trend(NamedTuple):
    """How tension moved over the window, and the difference."""

    word: str
    change: float


def trend(folding: Folding, earlier: Folding, day: int) -> Trend:
    """The trend against 30 days earlier; it moves only when an act or a closing fell into the window."""
    return trend_of(folding, readings_on(folding, day), earlier, day)


def trend_of(folding: Folding, readings: tuple[Reading, Reading], earlier: Folding, day: int) -> Trend:
    """The same where both directions have been read."""
    if folding.closed_day <= day - WINDOW:
        return Trend(NO_ACTS, 0.0)
    change = max(reading.tension for reading in readings) - highest_tension(earlier, day - WINDOW)
    word = DETERIORATED if change > _EPSILON else IMPROVED if change < -_EPSILON else UNCHANGED
    return Trend(word, round(change, 2))


class OpenAct(NamedTuple):
    """A negative act that nothing has closed, or that waits for an answer."""

    kind: str
    half: str
    scope: str
    weight: float
    since: int
    refs: list[Any]


def open_acts(pair: str, folding: Folding) -> list[OpenAct]:
    """The negative acts that are open, heaviest first."""
    names = halves(pair)
    found = [
        OpenAct(kind, names[half], scope, weight, since, refs(chain))
        for (kind, half), acts in folding.open.items()
        for scope, weight, since, chain in acts
    ]
    return sorted(found, key=lambda act: (-act.weight, act.kind, act.half, act.scope))


def unanswered(pair: str, folding: Folding) -> list[dict[str, Any]]:
    """What waits for an answer: demands, closure orders, expulsions without reply."""
    found: list[dict[str, Any]] = []
    waits = (("demand_open", "demand"), ("unanswered", "expulsion without reply"))
    for component, kind in waits:
        for half, name in enumerate(halves(pair)):
            place = slot(component, half)
            if folding.values[place]:
                found.append({"kind": kind, "from": name, "because": refs(folding.because[place])})
    for half, name in enumerate(halves(pair)):
        place = slot("closure_order", half)
        found.extend(
            {
                "kind": "closure order",
                "from": _reverse(name),
                "post": post,
                "because": refs(folding.because[place]),
            }
            for post in folding.values[place]
        )
    return found


def _reverse(half: str) -> str:
    first, second = half.split(">")
    return f"{second}>{first}"


def _heaviest(pair: str, folding: Folding) -> tuple[float, str, str, str, int, Any] | None:
    """The first of `open_acts`: its weight (negative), type, direction, scope, day, and what refers to it."""
    names = halves(pair)
    found = [
        (-weight, kind, names[half], scope, since, chain)
        for (kind, half), acts in folding.open.items()
        for scope, weight, since, chain in acts
    ]
    return min(found, key=itemgetter(0, 1, 2, 3), default=None)


def reason(pair: str, folding: Folding, day: int) -> tuple[str, list[Any]]:
    """One line of what the tension rests on, and what refers to the developments."""
    return reason_of(pair, folding, readings_on(folding, day))


def reason_of(pair: str, folding: Folding, readings: tuple[Reading, Reading]) -> tuple[str, list[Any]]:
    """The same where both directions have been read."""
    half = 0 if readings[0].tension >= readings[1].tension else 1
    act = _heaviest(pair, folding)
    if act is not None and act[0] <= -readings[half].tension:
        _, kind, name, _, since, chain = act
        return f"{name} {kind.replace('_', ' ')} open since {date.fromordinal(since).isoformat()}", newest_refs(
            chain, 1
        )
    if readings[half].acts == 0:
        return "no negative acts", []
    last = date.fromordinal(folding.last[half]).isoformat()
    count, states = readings[half].acts, sides(pair)
    acts_said = "1 negative act" if count == 1 else f"{count} negative acts"
    return f"{acts_said} of {states[half]}, the last on {last}", []
