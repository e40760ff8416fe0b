"""The lifecycle of a development: reported, corroborated, confirmed; or disputed, unverifiable, retracted.

A status is no column: it is read from the entries, and each step names the entry that made it. Two independent
publishers corroborate; confirmation needs them as well, or an assessment that gives its reason. Competing claims
dispute a development until the desk says which account it takes.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple

from tracker.domain.chronicle import Knowledge, Settling
from tracker.domain.development import Development
from tracker.domain.disputes import disputes_of, topic_of
from tracker.domain.dossier import Dossier, evolve, held_by
from tracker.domain.evidence import Certainty, Credibility
from tracker.domain.log import Assessed, Entry
from tracker.domain.log import topic_of as name_of

Publishers = Callable[[Collection[str]], int]
"""How many independent publishers stand behind some sources."""


class Status(StrEnum):
    """How far a development is established."""

    REPORTED = "reported"
    CORROBORATED = "corroborated"
    CONFIRMED = "confirmed"
    DISPUTED = "disputed"
    UNVERIFIABLE = "unverifiable"
    RETRACTED = "retracted"


class Step(NamedTuple):
    """A status, and the entry that made it."""

    status: Status
    development: str
    """The stream of the entry: the development itself, or one that is the same."""
    version: int
    topic: str
    reason: str | None
    """What the entry gives as its reason."""
    why: str
    """What the status follows from."""


def lifecycle(stream: str, entries: Iterable[Entry], publishers: Publishers) -> list[Step]:
    """The steps of a development, the last of them its status now; none where it is not recorded.

    ``entries`` are those of its stream, and of the streams that ever were said to be the same, in log order.
    """
    dossiers: dict[str, Dossier] = {}
    found: list[Step] = []
    for entry in entries:
        dossiers[entry.stream] = evolve(dossiers.get(entry.stream), entry)
        if stream not in dossiers:
            continue
        status, why = judged(stream, dossiers, publishers)
        if not found or found[-1].status is not status:
            found.append(Step(status, entry.stream, entry.version, name_of(entry), entry.reason, why))
    return found


def judged(stream: str, dossiers: Mapping[str, Dossier], publishers: Publishers) -> tuple[Status, str]:
    """The status that follows from some dossiers, and what it follows from."""
    own = dossiers[stream]
    if own.retracted is not None:
        return Status.RETRACTED, "it was taken back"
    members = [dossiers[name] for name in _family(stream, dossiers)]
    open_ = disputed_topics(stream, members)
    if open_:
        return Status.DISPUTED, f"claims differ, and none is taken: {', '.join(open_)}"
    count = publishers({source for member in members for source in _sources(held_by(member))})
    return _established(own, count)


def disputed_topics(stream: str, members: Collection[Dossier]) -> list[str]:
    """The aspects of which claims differ and of which no assessment takes one."""
    claims = [claim for member in members for claim in held_by(member).claims]
    taken = {topic_of(aspect) for member in members for aspect, _ in member.assessed}
    return [row["aspect"] for row in disputes_of(stream, claims, {}) if row["aspect"] not in taken]


def _family(stream: str, dossiers: Mapping[str, Dossier]) -> list[str]:
    if len(dossiers) == 1:
        return [stream]
    settling = Settling(Knowledge(dossiers))
    return settling.family(stream) if settling.canonical(stream) == stream else [stream]


def _sources(held: Development) -> set[str]:
    return {*held.sources, *(report.source for report in held.reports)}


def _established(own: Dossier, publishers: int) -> tuple[Status, str]:
    held = held_by(own)
    credibility = held.rating.credibility if held.rating else None
    said = f"{publishers} independent publishers" if publishers != 1 else "1 independent publisher"
    assessed = [entry for entry in own.amendments if isinstance(entry, Assessed) and (entry.certainty or entry.rating)]
    if credibility is Credibility.CANNOT_BE_JUDGED and (assessed or publishers < 2):
        return Status.UNVERIFIABLE, f"graded {held.rating}: it cannot be judged"
    confirming = _confirming(held, assessed)
    if confirming is not None and (publishers >= 2 or confirming.reason):
        return Status.CONFIRMED, f"assessed, with {said}"
    doubted = any(entry.certainty for entry in assessed) and held.certainty is not Certainty.CONFIRMED
    if publishers >= 2 and credibility is Credibility.CONFIRMED and not doubted:
        return Status.CONFIRMED, f"graded {held.rating}, with {said}"
    return (Status.CORROBORATED if publishers >= 2 else Status.REPORTED), said


def _confirming(held: Development, assessed: Collection[Assessed]) -> Assessed | None:
    """The last assessment that says it is confirmed, where no later one or correction says otherwise."""
    certain = [entry for entry in assessed if entry.certainty]
    last = certain[-1] if certain else None
    confirmed = last is not None and last.certainty is Certainty.CONFIRMED is held.certainty
    return last if confirmed else None
