"""Norms: what the legal basis of an act implies for what follows, as values that carry a sentence and an article.

``kept`` and ``broken`` are said only where the log shows it. A date that has passed with nothing reported is
``unknown``: silence is no breach.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from tracker.domain.chronicle import Happening
from tracker.domain.deadlines import Deadline, deadline_of
from tracker.domain.instructions import MUTUAL
from tracker.domain.law import VCCR, VCDR, Citation
from tracker.domain.ledger import Deed, Item, direction

KEPT, BROKEN, OPEN, NOT_KNOWN = "kept", "broken", "open", "unknown"
REASONABLE, TOO_SHORT = 48, 24
"""Hours: usage takes two days for the least that is reasonable and one for too little; the articles set no number."""
RESTORED = ("relations_restored", "relations_established")


class Verdict(NamedTuple):
    """How a norm stands in one case."""

    norm: "Norm"
    verdict: str
    article: Citation
    why: str
    developments: tuple[str, ...]
    """The act that brought the norm into play, and what keeps or breaks it."""
    side: int
    """The side that the norm binds, or for whom it speaks: 0 the pair's first state, 1 the second."""


class Course(NamedTuple):
    """What is judged: the chronicle of a pair up to a day, and its ledger."""

    happenings: Sequence[Happening]
    items: Sequence[Item]
    day: date


@dataclass(frozen=True, slots=True)
class Norm:
    """A norm, the article that it rests on, and how the cases of a course are judged."""

    name: str
    sentence: str
    article: Citation
    judge: "Callable[[Norm, Course], Iterator[Verdict]]"


def verdicts(course: Course) -> list[Verdict]:
    """Every case of every norm, in the order of the norms and of the chronicle."""
    return [found for norm in NORMS for found in norm.judge(norm, course)]


def in_time(deadline: Deadline | None, done: Deed | None, day: date) -> tuple[str, str]:
    """Verdict and reason for something that was to be done by a date."""
    if deadline is None:
        return (KEPT, "done; no date was set") if done else (NOT_KNOWN, "no date was set, and nothing says it was done")
    due = deadline.due
    if done is None:
        late = f"the date was {due.isoformat()}, and nothing says that it was done"
        return (OPEN, f"to be done by {due.isoformat()}") if day <= due else (NOT_KNOWN, late)
    if done.occurred.latest <= due:
        return KEPT, f"done by {due.isoformat()}"
    first = done.occurred.earliest
    if first is not None and first > due:
        return BROKEN, f"done {(first - due).days} days after {due.isoformat()}"
    return NOT_KNOWN, f"done about {due.isoformat()}: its days overlap the date"


def long_enough(deadline: Deadline | None) -> tuple[str, str]:
    """Verdict and reason for a period that has to be reasonable."""
    if deadline is None:
        return NOT_KNOWN, "no period is reported"
    said = f"{deadline.hours} hours were given"
    if deadline.hours >= REASONABLE:
        return KEPT, said
    return (BROKEN, f"only {said}") if deadline.hours < TOO_SHORT else (NOT_KNOWN, f"{said}, which is contested")


_SHUT = ("embassy_closed", "consulate_closed", "relations_severed")
_ORDERED: Mapping[str, Citation] = {"embassy": VCDR(2), "consulate": VCCR(4, 1)}


def _closure(norm: Norm, course: Course) -> Iterator[Verdict]:
    """The post is shut by the date of the order; a break of relations shuts it as well."""
    for item in course.items:
        if item.wait.type == "mission_closure_ordered":
            done = item.answer if item.answer and item.answer.development.type_name() in _SHUT else None
            verdict, why = in_time(item.deadline, done, course.day)
            article = _ORDERED.get(str(getattr(item.act.development, "post_kind", "")), norm.article)
            yield Verdict(norm, verdict, article, why, _ids(item.act, done), item.awaited)


def _period(*types: str) -> "Callable[[Norm, Course], Iterator[Verdict]]":
    """Whoever is sent away gets the time to go."""

    def judge(norm: Norm, course: Course) -> Iterator[Verdict]:
        for act in _of(course.happenings, types):
            verdict, why = long_enough(deadline_of(act.development, act.occurred))
            yield Verdict(norm, verdict, norm.article, why, (act.id,), direction(act))

    return judge


def _immunity(norm: Norm, course: Course) -> Iterator[Verdict]:
    """Staff in excess of a cap are gone by its date, so that nobody is left without immunity at the post."""
    for number, act in enumerate(course.happenings):
        if act.development.type_name() == "mission_size_capped" and direction(act) != MUTUAL:
            left = _first(course.happenings[number + 1 :], ("mission_staff_withdrawn",), 1 - direction(act))
            verdict, why = in_time(deadline_of(act.development, act.occurred), left, course.day)
            yield Verdict(norm, verdict, norm.article, why, _ids(act, left), direction(act))


def _protection(norm: Norm, course: Course) -> Iterator[Verdict]:
    """After a break each side may leave its interests to a third state."""
    severed = False
    for number, act in enumerate(course.happenings):
        name = act.development.type_name()
        if name == "relations_severed" and not severed:
            later = course.happenings[number + 1 :]
            yield from (_entrusted(norm, act, later, side) for side in (0, 1))
        severed = name == "relations_severed" or (severed and name not in RESTORED)


def _entrusted(norm: Norm, act: Happening, later: Sequence[Happening], side: int) -> Verdict:
    end = next((n for n, h in enumerate(later) if h.development.type_name() in RESTORED), None)
    found = _first(later[:end], ("protecting_power_designated", "interests_section_opened"), side)
    if found is not None:
        return Verdict(norm, KEPT, norm.article, "a third state looks after them", _ids(act, found), side)
    if end is None:
        return Verdict(norm, OPEN, norm.article, "no third state is named", (act.id,), side)
    why = "relations were restored, and no third state was named"
    return Verdict(norm, NOT_KNOWN, norm.article, why, _ids(act, later[end]), side)


def _of(happenings: Iterable[Happening], types: Sequence[str]) -> Iterator[Happening]:
    return (h for h in happenings if h.development.type_name() in types and direction(h) != MUTUAL)


def _first(happenings: Iterable[Happening], types: Sequence[str], side: int) -> Happening | None:
    return next((h for h in _of(happenings, types) if direction(h) == side), None)


def _ids(*acts: Deed | None) -> tuple[str, ...]:
    return tuple(act.id for act in acts if act is not None)


NORMS = (
    Norm("closure in time", "a post that is ordered shut is shut by the date that is set", VCDR(12), _closure),
    Norm(
        "reasonable period", "whoever is declared persona non grata gets a reasonable period to leave", VCDR(9, 2),
        _period("diplomats_expelled", "ambassador_expelled"),
    ),
    Norm(
        "time to leave", "after a break the staff of the missions get the time to leave", VCDR(44),
        _period("relations_severed"),
    ),
    Norm(
        "immunity until departure", "immunity lasts until the person leaves, or a reasonable period for that is over",
        VCDR(39, 2), _immunity,
    ),
    Norm(
        "protecting power", "after a break a state may entrust its interests to a third state", VCDR(45, letter="c"),
        _protection,
    ),
)  # fmt: skip
"""The norms that are checked; VCDR 46 asks for the host's consent to a protecting power, which no field holds."""
