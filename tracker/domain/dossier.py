"""Dossiers: what the log says of one stream. ``evolve`` adds an entry, without judgement."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from pydantic_core import to_json

from tracker.domain.catalogue import TYPES
from tracker.domain.development import Development
from tracker.domain.evidence import Source
from tracker.domain.log import (
    Assessed,
    Claimed,
    Corrected,
    Entry,
    IncidentOpened,
    Linked,
    ReadUpTo,
    Recorded,
    Reinstated,
    Reported,
    Retracted,
    SourceDescribed,
    Unlinked,
    WatchLifted,
    WatchSet,
)


class Dossier(NamedTuple):
    """What the log says of one stream: the development as amended, and its history in short."""

    stream: str
    version: int
    known_from: datetime | None
    original: Development | None = None
    development: Development | None = None
    retracted: str | None = None
    """The reason, where it is retracted."""
    reinstated: str | None = None
    """The reason of the last reinstatement."""
    same_as: tuple[str, ...] = ()
    assessed: tuple[tuple[str, Any], ...] = ()
    source: Source | None = None
    incident: IncidentOpened | None = None
    commands: frozenset[str] = frozenset()
    amendments: tuple[Entry, ...] = ()
    """What was said after the development was recorded, in order."""
    read_up_to: int | None = None
    """The position up to which a reader has read."""
    watched: str | None = None
    """The expression of a watch that is kept."""


class Step(NamedTuple):
    """One entry of a stream, with its dossier before and after."""

    before: Dossier
    entry: Entry
    after: Dossier


def evolve(dossier: Dossier | None, entry: Entry) -> Dossier:
    """The dossier after one more entry, without judgement."""
    if dossier is None:
        if isinstance(entry, Recorded):
            return _begun(entry)
        dossier = Dossier(entry.stream, 0, None)
    after = _EVOLVE[type(entry)](dossier, entry)
    return after._replace(
        version=entry.version,
        known_from=entry.known_from or dossier.known_from,
        commands=after.commands | {entry.command} if entry.command else after.commands,
        amendments=(*dossier.amendments, entry),
    )


def steps_after(dossier: Dossier, version: int) -> Iterator[Step]:
    """What was said of a development after a version of it, entry by entry."""
    before = Dossier(dossier.stream, 1, None, dossier.original, dossier.original)
    for entry in dossier.amendments:
        after = evolve(before, entry)
        if entry.version > version:
            yield Step(before, entry, after)
        before = after


def parted_from(dossier: Dossier) -> set[str]:
    """What a development was merged with and parted from, or was said not to be: the desk knows that they are two."""
    said = (entry.same_as for entry in dossier.amendments if isinstance(entry, Unlinked))
    return {other for same in said for other in same} - {*dossier.same_as}


def _begun(entry: Recorded) -> Dossier:
    said = frozenset((entry.command,)) if entry.command else frozenset()
    held = entry.development
    return Dossier(entry.stream, entry.version, entry.known_from, held, held, commands=said)


def _recorded(dossier: Dossier, entry: Any) -> Dossier:
    return dossier._replace(original=entry.development, development=entry.development)


def _corrected(dossier: Dossier, entry: Any) -> Dossier:
    return dossier._replace(development=corrected(held_by(dossier), entry.changes, entry.type))


def _retracted(dossier: Dossier, entry: Any) -> Dossier:
    return dossier._replace(retracted=entry.reason or "", reinstated=None)


def _reinstated(dossier: Dossier, entry: Any) -> Dossier:
    return dossier._replace(retracted=None, reinstated=entry.reason or "")


def _reported(dossier: Dossier, entry: Any) -> Dossier:
    held = held_by(dossier)
    sources = (*held.sources, *(s for s in entry.sources if s not in held.sources))
    return _with(dossier, reports=more(held.reports, entry.reports), sources=sources)


def _claimed(dossier: Dossier, entry: Any) -> Dossier:
    return _with(dossier, claims=more(held_by(dossier).claims, entry.claims))


def _assessed(dossier: Dossier, entry: Any) -> Dossier:
    judged = {k: v for k, v in (("rating", entry.rating), ("certainty", entry.certainty)) if v is not None}
    taken = ((entry.aspect, entry.value),) if entry.aspect else ()
    return _with(dossier, **judged)._replace(assessed=(*dossier.assessed, *taken))


def _linked(dossier: Dossier, entry: Any) -> Dossier:
    held = held_by(dossier)
    return _with(
        dossier,
        in_response_to=more(held.in_response_to, entry.in_response_to),
        incidents=more(held.incidents, entry.incidents),
    )._replace(
        same_as=more(dossier.same_as, entry.same_as),
    )


def _unlinked(dossier: Dossier, entry: Any) -> Dossier:
    held = held_by(dossier)
    return _with(
        dossier,
        in_response_to=less(held.in_response_to, entry.in_response_to),
        incidents=less(held.incidents, entry.incidents),
    )._replace(
        same_as=less(dossier.same_as, entry.same_as),
    )


def _sourced(dossier: Dossier, entry: Any) -> Dossier:
    return dossier._replace(source=entry.source)


def _opened(dossier: Dossier, entry: Any) -> Dossier:
    return dossier._replace(incident=entry)


def _read(dossier: Dossier, entry: Any) -> Dossier:
    return dossier._replace(read_up_to=entry.position)


def _watched(dossier: Dossier, entry: Any) -> Dossier:
    return dossier._replace(watched=entry.expression)


def _lifted(dossier: Dossier, entry: Any) -> Dossier:
    return dossier._replace(watched=None)


_EVOLVE = {
    Recorded: _recorded,
    Corrected: _corrected,
    Retracted: _retracted,
    Reinstated: _reinstated,
    Reported: _reported,
    Claimed: _claimed,
    Assessed: _assessed,
    Linked: _linked,
    Unlinked: _unlinked,
    SourceDescribed: _sourced,
    IncidentOpened: _opened,
    ReadUpTo: _read,
    WatchSet: _watched,
    WatchLifted: _lifted,
}


def held_by(dossier: Dossier) -> Development:
    """The development of a dossier; LookupError where the stream has none."""
    if dossier.development is None:
        msg = f"{dossier.stream} is amended before it is recorded"
        raise LookupError(msg)
    return dossier.development


def _with(dossier: Dossier, **changes: Any) -> Dossier:
    return dossier._replace(development=held_by(dossier).model_copy(update=changes))


def more(held: tuple[Any, ...], added: tuple[Any, ...]) -> tuple[Any, ...]:
    """What is held, and of what is added the new."""
    return (*held, *(item for item in added if item not in held))


def less(held: tuple[Any, ...], taken: tuple[Any, ...]) -> tuple[Any, ...]:
    """What is held but for what is taken."""
    return tuple(item for item in held if item not in taken)


def corrected(held: Development, changes: dict[str, Any], kind: str | None, *, strict: bool = False) -> Development:
    """The development with parts said to be otherwise; ValueError where they do not fit the form.

    ``strict`` takes each part only as the log writes it: a number is no date. What was once recorded is not asked.
    """
    form = TYPES[kind] if kind else type(held)
    content = held.model_dump(mode="json")
    if form is not type(held):
        content = {name: value for name, value in content.items() if name in form.model_fields}
    if strict:
        return form.model_validate_json(to_json({**content, **changes}), strict=True)
    return form.model_validate({**content, **changes})
