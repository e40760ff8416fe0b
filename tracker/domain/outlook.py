"""Forward flags: what in a state says that relations may get worse, or better, in the weeks ahead.

Two flags beside the trend, after the outlooks of conflict early warning: *risk* and *opportunity*. Both may stand at
once, and neither says how tense relations are. They are readings of a folded state on a day: a rule looks at what is
open, and raises its flag while what it looks at is recent, or while its deadline is near. Each flag names the one
development that it rests on; where several rules hold, the first in the order of `RULES` gives the reason, and of two
developments of one rule the later one. A way out is a flag only where something is at issue: calm states talk too.
"""

from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from tracker.domain.fold import Chain, Folding, newest_refs
from tracker.domain.parties import halves
from tracker.domain.relation import slot

RISK, OPPORTUNITY = "risk", "opportunity"
AHEAD = 30
"""Days within which a deadline runs out, or since when it has, or since when an act counts as recent."""
AGREED = 90
"""Days for which an agreement, a mediation or an appointment that is still to be carried out is a way out."""


EARLIER = 8
"""So many demands that are open at once are looked at, the latest ones."""


class Rule(NamedTuple):
    """What raises a flag, and for how many days after the development that it rests on."""

    flag: str
    name: str
    sentence: str
    within: int


RULES = (
    Rule(RISK, "deadline", "what was demanded or ordered is due within 30 days, or ran out in the last 30", AHEAD),
    Rule(RISK, "ceasefire broken", "a ceasefire is broken, the last militarised act within 30 days", AHEAD),
    Rule(RISK, "militarised", "hostility stands at 2 to 5, the last militarised act within 30 days", AHEAD),
    Rule(RISK, "demand", "a demand of the last 30 days is open", AHEAD),
    Rule(RISK, "closure order", "an order of the last 30 days to close a post is not carried out", AHEAD),
    Rule(RISK, "threat", "a threat of the last 30 days was not taken back", AHEAD),
    Rule(OPPORTUNITY, "restoration", "relations are to be restored, as agreed within 90 days or not yet due", AGREED),
    Rule(OPPORTUNITY, "ceasefire", "a ceasefire of the last 90 days is in force", AGREED),
    Rule(OPPORTUNITY, "hostilities ended", "hostilities were ended within 90 days while the dispute is open", AGREED),
    Rule(OPPORTUNITY, "mediation", "a mediation that was accepted within 90 days is under way", AGREED),
    Rule(OPPORTUNITY, "talks", "at issue, and talks were held or offered within 30 days", AHEAD),
    Rule(OPPORTUNITY, "head of mission", "at issue, and a head of mission was named within 90 days", AGREED),
)  # fmt: skip
RULE: Mapping[str, Rule] = {rule.name: rule for rule in RULES}
_PLACE = {rule.name: place for place, rule in enumerate(RULES)}


class Sign(NamedTuple):
    """Something that stands in a state and raises a flag if it is recent enough, or due."""

    rule: Rule
    ref: Any
    """What refers to the development that it rests on."""
    words: str
    """A line of reason; ``{day}``, ``{due}`` and ``{of}`` are filled in where the flag is raised."""
    of: str = ""
    """Which post, mediator or direction."""


class Told(NamedTuple):
    """What is read of a development: days are proleptic ordinals."""

    id: str
    day: int
    due: int | None = None
    """The last day of the deadline that it sets."""


class Flag(NamedTuple):
    """A raised flag."""

    rule: str
    reason: str
    development: str
    since: str
    """The day of the development, YYYY-MM-DD."""
    due: str | None
    """The day until which, where the development sets one."""


class Outlook(NamedTuple):
    """Both flags of a pair; None where one is not raised."""

    risk: Flag | None = None
    opportunity: Flag | None = None


_DEMAND, _ORDER = slot("demand_open"), slot("closure_order")
_HOSTILITY, _CEASEFIRE, _PENDING = slot("hostility"), slot("ceasefire"), slot("restoration_pending")
_DIALOGUE, _MEDIATORS, _HEAD, _RELATIONS = slot("dialogue"), slot("mediators"), slot("head"), slot("relations")
_DUE = RULE["deadline"]
_ORDERED = tuple(("mission_closure_ordered", half) for half in (0, 1))
_THREATS = tuple(("threat_made", half) for half in (0, 1))
_LEVELS = {"2": "a threat of force", "3": "a display of force", "4": "a use of force", "5": "war"}


def shortened(folding: Folding) -> Folding:
    """A state that refers to no more than is looked at here, and by the reason of its tension."""
    return folding.shortened({_DEMAND: EARLIER, _DEMAND + 1: EARLIER})


def dated(folding: Folding) -> Iterator[Any]:
    """What refers to the developments that may set a deadline on which a flag rests."""
    for half in (0, 1):
        if folding.values[_DEMAND + half]:
            yield from newest_refs(folding.because[_DEMAND + half], EARLIER)
        for _, _, _, ordered in folding.open.get(_ORDERED[half], ()):
            yield _newest(ordered)
    if folding.values[_PENDING]:
        yield _newest(folding.because[_PENDING])


def signs(pair: str, folding: Folding, day: int, due: Container[Any]) -> list[Sign]:
    """What stands in a state on a day (a proleptic ordinal) that may raise a flag.

    ``due`` are those of `dated` that do set a deadline.
    """
    found = [*_waiting(pair, folding, due), *_threats(pair, folding), *_force(folding, day), *_agreed(folding, day)]
    return found + list(_ways_out(pair, folding)) if at_issue(folding, day) else found


def at_issue(folding: Folding, day: int) -> bool:
    """Whether there is something to settle: an act that nothing closed, an open dispute, severed relations."""
    return bool(folding.open) or day < folding.force[2] or folding.values[_RELATIONS] == "severed"


def _waiting(pair: str, folding: Folding, due: Container[Any]) -> Iterator[Sign]:
    """Demands and orders to close a post: both can set a deadline, an earlier one a nearer one."""
    values = folding.values
    for half in (0, 1):
        if values[_DEMAND + half]:
            chain, said, name = folding.because[_DEMAND + half], "the {of} demand of {day}", halves(pair)[half]
            yield from (Sign(_DUE, ref, said + " {due}", name) for ref in newest_refs(chain, EARLIER) if ref in due)
            yield Sign(RULE["demand"], _newest(chain), said + " is open", name)
        pending = values[_ORDER + 1 - half]
        for post, _, _, chain in folding.open.get(_ORDERED[half], ()) if pending else ():
            if post in pending:
                ref = _newest(chain)
                said = f"the {halves(pair)[half]} order of {{day}} to close {{of}}"
                if ref in due:
                    yield Sign(_DUE, ref, said + " {due}", post)
                yield Sign(RULE["closure order"], ref, said + " is not carried out", post)


def _threats(pair: str, folding: Folding) -> Iterator[Sign]:
    for half in (0, 1):
        for *_, chain in folding.open.get(_THREATS[half], ()):
            yield Sign(
                RULE["threat"], _newest(chain), "the {of} threat of {day} was not taken back", halves(pair)[half]
            )


def _force(folding: Folding, day: int) -> Iterator[Sign]:
    """Militarised acts, while they are recent; of a broken ceasefire the breach."""
    last, level = folding.force[3], folding.hostility_on(day)
    if level not in _LEVELS or day - last > AHEAD:
        return
    said = f"hostility {level} of 5 ({_LEVELS[level]}), the last militarised act on {_iso(last)}"
    yield Sign(RULE["militarised"], _newest(folding.because[_HOSTILITY]), said)
    if folding.values[_CEASEFIRE] == "broken":
        ref = _newest(folding.because[_CEASEFIRE])
        yield Sign(RULE["ceasefire broken"], ref, f"the ceasefire was broken on {{day}}; {said}")


def _agreed(folding: Folding, day: int) -> Iterator[Sign]:
    """What was agreed and is still to be carried out, and force that has ended in a dispute that has not."""
    values, because = folding.values, folding.because
    if values[_PENDING]:
        yield Sign(RULE["restoration"], _newest(because[_PENDING]), "restoration agreed on {day}{due}, pending")
    if values[_CEASEFIRE] == "in_force":
        yield Sign(RULE["ceasefire"], _newest(because[_CEASEFIRE]), "the ceasefire of {day} is in force")
    if values[_HOSTILITY] == "1" and day < folding.force[2]:
        yield Sign(RULE["hostilities ended"], _newest(because[_HOSTILITY]), "hostilities ended on {day}, dispute open")


def _ways_out(pair: str, folding: Folding) -> Iterator[Sign]:
    values, because = folding.values, folding.because
    active = ", ".join([party for party, status in values[_MEDIATORS] if status == "active"])
    if active:
        yield Sign(RULE["mediation"], _newest(because[_MEDIATORS]), "mediation by {of} since {day}", active)
    if values[_DIALOGUE] in ("offered", "active"):
        said = "talks were offered on {day}" if values[_DIALOGUE] == "offered" else "talks were held on {day}"
        yield Sign(RULE["talks"], _newest(because[_DIALOGUE]), said)
    for half in (0, 1):
        if values[_HEAD + half] == "designate":
            ref, name = _newest(because[_HEAD + half]), halves(pair)[half]
            yield Sign(RULE["head of mission"], ref, "a {of} head of mission was named on {day}", name)


def _newest(chain: Chain) -> Any:
    return next(iter(newest_refs(chain, 1)), None)


def _iso(day: int) -> str:
    return date.fromordinal(day).isoformat()


def outlook(found: Iterable[Sign], told: Mapping[Any, Told], day: int) -> Outlook:
    """The flags that signs raise on a day, with what was read of the developments that they refer to."""
    best: dict[str, tuple[tuple[int, int, str], Sign, Told]] = {}
    for sign in found:
        of = told.get(sign.ref)
        if of is None or not _holds(sign.rule, of, day):
            continue
        order = (_PLACE[sign.rule.name], -of.day, of.id)
        held = best.get(sign.rule.flag)
        if held is None or order < held[0]:
            best[sign.rule.flag] = (order, sign, of)
    raised = {flag: _raised(sign, of, day) for flag, (_, sign, of) in best.items()}
    return Outlook(raised.get(RISK), raised.get(OPPORTUNITY))


def _holds(rule: Rule, told: Told, day: int) -> bool:
    if rule.name == "deadline":
        return told.due is not None and abs(told.due - day) <= AHEAD
    if rule.name in ("militarised", "ceasefire broken"):  # these hold by the last act, of which the state knows the day
        return True
    not_yet_due = rule.name == "restoration" and told.due is not None and day <= told.due
    return day - told.day <= rule.within or not_yet_due


def _raised(sign: Sign, told: Told, day: int) -> Flag:
    due = None if told.due is None else _iso(told.due)
    said = "" if due is None else f", due {due}"
    if sign.rule.name == "deadline" and told.due is not None:
        said = f"runs out on {due}" if day <= told.due else f"ran out on {due}"
    reason = sign.words.format(day=_iso(told.day), due=said, of=sign.of)
    return Flag(sign.rule.name, reason, told.id, _iso(told.day), due)
