"""The desk: commands become entries, or are refused.

``decide`` judges the record, never the world: it looks at the stream of one development and at nothing else. A
command said again writes nothing.
"""

from typing import Any

from tracker.domain.catalogue import TYPES
from tracker.domain.commands import (
    AddClaims,
    AddReports,
    Assess,
    Command,
    Correct,
    DescribeSource,
    LiftWatch,
    Link,
    MarkRead,
    OpenIncident,
    Record,
    Refusal,
    Refused,
    Reinstate,
    Retract,
    SetWatch,
    Unlink,
)
from tracker.domain.development import Development
from tracker.domain.dossier import Dossier, corrected, held_by, less, parted_from, steps_after
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
    source_stream,
)


def decide(dossier: Dossier | None, command: Command) -> tuple[Entry, ...]:
    """The entries that a command brings, none where it was said before; Refused where it is declined."""
    if dossier is not None and command.id in dossier.commands:
        return ()
    found = _DECIDE[type(command)](dossier, command)
    return () if found is None else (found,)


def _envelope(dossier: Dossier | None, command: Command) -> dict[str, Any]:
    known = command.known_from
    if dossier is not None and dossier.known_from is not None:
        known = max(known, dossier.known_from)
    return {
        "stream": command.stream,
        "version": 1 if dossier is None else dossier.version + 1,
        "known_from": known,
        "by": command.by,
        "command": command.id,
        "reason": command.reason,
    }


def _record(dossier: Dossier | None, command: Any) -> Entry | None:
    if dossier is None:
        return Recorded(**_envelope(None, command), development=command.development)
    if dossier.original == command.development:
        return None
    detail = ", ".join(differences(dossier.original, command.development))
    raise Refused(Refusal.SAID_OTHERWISE, command.stream, f"differs in {detail}")


def differences(one: Development | None, other: Development) -> list[str]:
    """The names of what two developments say differently."""
    if one is None or type(one) is not type(other):
        return ["type"]
    return [name for name in type(one).model_fields if getattr(one, name) != getattr(other, name)]


def _existing(dossier: Dossier | None, command: Command) -> Dossier:
    if dossier is None or dossier.development is None:
        raise Refused(Refusal.UNKNOWN_ID, command.stream)
    if command.version is not None and command.version != dossier.version:
        raise _stale(dossier, command.version)
    return dossier


def _stale(dossier: Dossier, read: int) -> Refused:
    detail = f"version {dossier.version}, you read {read}"
    return Refused(Refusal.STALE_VERSION, dossier.stream, detail, tuple(steps_after(dossier, read)))


def _standing(dossier: Dossier | None, command: Command) -> tuple[Dossier, Development]:
    found = _existing(dossier, command)
    if found.retracted is not None:
        raise Refused(Refusal.RETRACTED, command.stream, found.retracted)
    return found, held_by(found)


def _correct(dossier: Dossier | None, command: Any) -> Entry | None:
    found, held = _standing(dossier, command)
    if not command.changes and not command.type:
        raise Refused(Refusal.NOTHING_SAID, command.stream)
    form = TYPES[command.type] if command.type else type(held)
    strange = [name for name in command.changes if name not in form.model_fields or name == "id"]
    if strange:
        raise Refused(Refusal.NOT_A_FIELD, command.stream, ", ".join(strange))
    try:
        after = corrected(held, command.changes, command.type, strict=True)
    except ValueError as problem:
        raise Refused(Refusal.DOES_NOT_FIT, command.stream, _first_line(problem)) from problem
    if after == held:
        return None
    return Corrected(**_envelope(found, command), changes=command.changes, type=command.type)


def _first_line(problem: ValueError) -> str:
    errors = getattr(problem, "errors", None)
    if errors is None:
        return str(problem)
    first = errors(include_url=False)[0]
    place = ".".join(str(part) for part in first["loc"])
    return f"{place}: {first['msg']}" if place else str(first["msg"])


def _retract(dossier: Dossier | None, command: Any) -> Entry | None:
    found = _existing(dossier, command)
    if not command.reason:
        raise Refused(Refusal.NO_REASON, command.stream)
    if found.retracted is None:
        return Retracted(**_envelope(found, command))
    if found.retracted == command.reason:
        return None
    raise Refused(Refusal.ALREADY_RETRACTED, command.stream, found.retracted)


def _reinstate(dossier: Dossier | None, command: Any) -> Entry | None:
    found = _existing(dossier, command)
    if not command.reason:
        raise Refused(Refusal.NO_REASON, command.stream)
    if found.retracted is not None:
        return Reinstated(**_envelope(found, command))
    if found.reinstated == command.reason:
        return None
    raise Refused(Refusal.NOT_RETRACTED, command.stream)


def _report(dossier: Dossier | None, command: Any) -> Entry | None:
    found, held = _standing(dossier, command)
    if not command.reports and not command.sources:
        raise Refused(Refusal.NOTHING_SAID, command.stream)
    new = less(command.reports, held.reports), less(command.sources, held.sources)
    if not any(new):
        return None
    return Reported(**_envelope(found, command), reports=new[0], sources=new[1])


def _claim(dossier: Dossier | None, command: Any) -> Entry | None:
    found, held = _standing(dossier, command)
    if not command.claims:
        raise Refused(Refusal.NOTHING_SAID, command.stream)
    new = less(command.claims, held.claims)
    return Claimed(**_envelope(found, command), claims=new) if new else None


def _assess(dossier: Dossier | None, command: Any) -> Entry | None:
    found, held = _standing(dossier, command)
    judged = (command.rating, command.certainty, command.aspect)
    if judged == (None, None, None):
        raise Refused(Refusal.NOTHING_SAID, command.stream)
    same_rating = command.rating in (None, held.rating) and command.certainty in (None, held.certainty)
    taken = dict(found.assessed)
    if same_rating and (command.aspect is None or taken.get(command.aspect, _NOTHING) == command.value):
        return None
    return Assessed(
        **_envelope(found, command),
        rating=command.rating, certainty=command.certainty, aspect=command.aspect, value=command.value,
    )  # fmt: skip


_NOTHING = object()


def _ties(command: Any) -> dict[str, Any]:
    return {
        "same_as": command.same_as,
        "in_response_to": command.in_response_to,
        "incidents": command.incidents,
    }


def _tied(dossier: Dossier) -> dict[str, Any]:
    held = held_by(dossier)
    return {
        "same_as": dossier.same_as,
        "in_response_to": held.in_response_to,
        "incidents": held.incidents,
    }


def _link(dossier: Dossier | None, command: Any) -> Entry | None:
    found, _ = _standing(dossier, command)
    wanted, held = _ties(command), _tied(found)
    if not any(wanted.values()):
        raise Refused(Refusal.NOTHING_SAID, command.stream)
    if command.stream in (*command.same_as, *command.in_response_to):
        raise Refused(Refusal.TO_ITSELF, command.stream)
    new: dict[str, Any] = {name: less(ids, held[name]) for name, ids in wanted.items()}
    return Linked(**_envelope(found, command), **new) if any(new.values()) else None


def _unlink(dossier: Dossier | None, command: Any) -> Entry | None:
    """A tie is undone; of two that were never merged it may be said, with a reason, that they are not the same."""
    found, _ = _standing(dossier, command)
    wanted, held = _ties(command), _tied(found)
    if not any(wanted.values()):
        raise Refused(Refusal.NOTHING_SAID, command.stream)
    missing = [item for name, ids in wanted.items() for item in ids if item not in held[name]]
    if missing and not (command.reason and {*missing} <= {*command.same_as}):
        raise Refused(Refusal.NOT_LINKED, command.stream, ", ".join(missing))
    if {*missing} == {item for ids in wanted.values() for item in ids} <= parted_from(found):
        return None
    return Unlinked(**_envelope(found, command), **wanted)


def _describe(dossier: Dossier | None, command: Any) -> Entry | None:
    if dossier is not None and dossier.source == command.source:
        return None
    envelope = {**_envelope(dossier, command), "stream": source_stream(command.source)}
    return SourceDescribed(**envelope, source=command.source)


def _open(dossier: Dossier | None, command: Any) -> Entry | None:
    said = (command.title, command.window, command.trigger, command.notes)
    held = dossier.incident if dossier else None
    if held is not None and (held.title, held.window, held.trigger, held.notes) == said:
        return None
    title, window, trigger, notes = said
    return IncidentOpened(**_envelope(dossier, command), title=title, window=window, trigger=trigger, notes=notes)


def _beside(dossier: Dossier | None, command: Command) -> dict[str, Any]:
    """The envelope of an entry about reading, which is known at once; Refused where a development has its stream."""
    if dossier is not None and dossier.development is not None:
        raise Refused(Refusal.SAID_OTHERWISE, command.stream, "it is a development")
    return {**_envelope(dossier, command), "known_from": None}


def _mark(dossier: Dossier | None, command: Any) -> Entry | None:
    """A reader goes on and never back: what was read stays read."""
    envelope = _beside(dossier, command)
    if dossier is not None and dossier.read_up_to is not None and dossier.read_up_to >= command.position:
        return None
    return ReadUpTo(**envelope, position=command.position)


def _watch(dossier: Dossier | None, command: Any) -> Entry | None:
    envelope = _beside(dossier, command)
    if dossier is not None and dossier.watched == command.expression:
        return None
    return WatchSet(**envelope, expression=command.expression)


def _lift(dossier: Dossier | None, command: Any) -> Entry | None:
    envelope = _beside(dossier, command)
    return None if dossier is None or dossier.watched is None else WatchLifted(**envelope)


_DECIDE = {
    Record: _record,
    Correct: _correct,
    Retract: _retract,
    Reinstate: _reinstate,
    AddReports: _report,
    AddClaims: _claim,
    Assess: _assess,
    Link: _link,
    Unlink: _unlink,
    DescribeSource: _describe,
    OpenIncident: _open,
    MarkRead: _mark,
    SetWatch: _watch,
    LiftWatch: _lift,
}
