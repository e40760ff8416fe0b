"""Refusals in words: the sentence of the desk, what in particular, and how to go on."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from tracker.application.plain import words
from tracker.application.problems import BadInput
from tracker.application.recording.ground import Ground
from tracker.application.store.lookup import history
from tracker.application.views.histories import changes
from tracker.domain.commands import Refusal, Refused
from tracker.domain.dossier import Step
from tracker.domain.log import topic_of

REMEDY = {
    Refusal.UNKNOWN_ID: "tracker search WORDS finds ids; tracker log lists them",
    Refusal.SAID_OTHERWISE: "tracker correct {id} key=value --reason WHY, or give another id=",
    Refusal.RETRACTED: "tracker reinstate {id} --reason WHY",
    Refusal.NOT_RETRACTED: "tracker show {id} tells how it stands",
    Refusal.ALREADY_RETRACTED: "nothing needs to be done; for the new reason reinstate it and retract it again",
    Refusal.STALE_VERSION: "tracker show {id}, then say it again with the new --version",
    Refusal.NOTHING_SAID: "say what it brings as key=value",
    Refusal.NOT_A_FIELD: "tracker show {id} names its fields, tracker catalogue {type} what they take",
    Refusal.DOES_NOT_FIT: "tracker catalogue {type} lists the fields and their choices",
    Refusal.NOT_LINKED: "tracker show {id} lists its links",
    Refusal.TO_ITSELF: "name another development",
    Refusal.STOOD_UPON: "merge the other into this one, or say with --version that you read it (tracker show {id})",
    Refusal.MERGE_RING: "undo one of the ties first: tracker unlink ID same_as=ID --reason WHY",
    Refusal.NO_REASON: "add --reason WHY",
}


@contextmanager
def in_words(ground: Ground) -> Iterator[None]:
    """Turn a refusal of the desk into bad input that says how to go on."""
    try:
        yield
    except Refused as refused:
        raise explained(ground, refused) from refused


def explained(ground: Ground, refused: Refused) -> BadInput:
    """The refusal as bad input; for a stale version with what changed since."""
    said = plainly(refused, _type(ground, refused.stream))
    if refused.refusal is Refusal.STALE_VERSION:
        changed = since(refused, _recorded(ground, refused.stream))
        said.remedy = f"since then: {'; '.join(changed)}; {said.remedy}"
    return said


def plainly(refused: Refused, type: str = "TYPE") -> BadInput:
    """The refusal as bad input, without a look at the log."""
    detail = f" ({refused.detail.removeprefix('Value error, ')})" if refused.detail else ""
    remedy = REMEDY[refused.refusal].format(id=refused.stream, type=type)
    return BadInput(f"{refused.refusal.value}{detail}", refused.stream, remedy)


def _type(ground: Ground, stream: str) -> str:
    dossier = ground.dossier(stream)
    return dossier.development.type_name() if dossier and dossier.development else "TYPE"


def _recorded(ground: Ground, stream: str) -> dict[int, datetime]:
    """When each version of a stream was recorded."""
    return {stored.entry.version: stored.recorded_at for stored in history(ground.conn, stream)}


def since(refused: Refused, recorded: Mapping[int, datetime]) -> list[str]:
    """What was said after the version that was read, an entry each, old and new.

    For instance 'version 2 corrected by ada on 2024-01-19 (a typo): kind consultations → permanent'.
    """
    read = refused.detail.rsplit(" ", 1)[-1]
    return [_said(step, recorded) for step in refused.since] or [f"nothing, version {read} is not there yet"]


def _said(step: Step, recorded: Mapping[int, datetime]) -> str:
    entry = step.entry
    when = recorded.get(entry.version, entry.known_from)
    words = [f"version {entry.version} {topic_of(entry)}"]
    words += [f"by {entry.by}"] if entry.by else []
    words += [f"on {when.date().isoformat()}"] if when else []
    words += [f"({entry.reason})"] if entry.reason else []
    return f"{' '.join(words)}: {', '.join(_changed(change) for change in changes(step.before, step.after))}"


def _changed(change: dict[str, Any]) -> str:
    what, old, new = change["what"], change["old"], change["new"]
    if isinstance(old, list) or isinstance(new, list):
        moved = [*(f"- {_short(item)}" for item in old or ()), *(f"+ {_short(item)}" for item in new or ())]
        return f"{what} {' '.join(moved)}"
    return f"{what} {_short(old)} → {_short(new)}"


def _short(value: Any) -> str:
    """A value in a few words: a date as its source gives it, a grade by its letters, a claim by what it is about."""
    if not isinstance(value, dict):
        return words(value)
    for keys, between in _NAMED_BY.items():
        if value.keys() >= set(keys):
            return between.join(words(value[key]) for key in keys)
    return words(value)


_NAMED_BY = {("edtf",): "", ("reliability", "credibility"): "", ("aspect", "value"): " ", ("source",): ""}
