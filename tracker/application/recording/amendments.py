"""Amendments by hand: a verb, an id and ``key=value`` words become commands, one for each part of a group."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tracker.application.forms import form_of, questions
from tracker.application.problems import BadInput, did_you_mean
from tracker.application.recording.arguments import (
    Given,
    check_keys,
    evidence,
    graded,
    listed,
    own_fields,
    parties,
    sure,
)
from tracker.application.recording.dating import known_from, occurred
from tracker.application.recording.ground import Ground
from tracker.application.recording.ties import checked_source, tied
from tracker.domain.commands import (
    AddClaims,
    AddReports,
    Assess,
    Command,
    Correct,
    Link,
    Reinstate,
    Retract,
    Unlink,
)
from tracker.domain.development import Development, own_field_names
from tracker.domain.dossier import Dossier
from tracker.domain.evidence import Claim, Report

KEYS: dict[str, tuple[str, ...]] = {
    "retract": (),
    "reinstate": (),
    "claim": ("aspect", "value", "qualifier", "by", "party", "source", "quote", "offset", "note"),
    "report-add": ("source", "quote", "offset", "note"),
    "assess": ("rating", "certainty", "aspect", "value"),
    "link": ("same_as", "in_response_to", "incident"),
    "unlink": ("same_as", "in_response_to", "incident"),
}
"""What each verb but correct, whose keys are those of the type, may be given."""

_LINKED_ELSEWHERE = {
    "in_response_to": "tracker link and tracker unlink change it",
    "incident": "tracker link and tracker unlink change it",
    "source": "tracker report-add adds sources",
    "quote": "tracker report-add adds quotations",
    "id": "an id is for ever; retract this development and record it under the other id",
    "known_from": "say --known-from of the correction",
}


@dataclass(frozen=True)
class Amendment:
    """What a person asks to amend; the words are those of the verb."""

    verb: str
    id: str
    given: Given
    reason: str | None = None
    known_from: str | None = None
    version: int | None = None
    versions: Mapping[str, int] = field(default_factory=dict)
    """By development, of those of which one was read."""


@dataclass(frozen=True)
class Part:
    """One development that an amendment addresses, as it stands."""

    ground: Ground
    stream: str
    dossier: Dossier
    amendment: Amendment
    held: Development = field(init=False)

    def __post_init__(self) -> None:
        if self.dossier.development is None:
            raise BadInput(f"{self.stream} is no development", remedy="tracker search WORDS finds ids")
        object.__setattr__(self, "held", self.dossier.development)

    @property
    def given(self) -> Given:
        """The words given."""
        return self.amendment.given


def commands_of(ground: Ground, amendment: Amendment, by: str, now: datetime) -> list[Command]:
    """The commands of an amendment, one for each development that its id addresses."""
    streams = ground.wanted(amendment.id)
    _check(amendment, streams)
    parts = [Part(ground, stream, dossier, amendment) for stream in streams if (dossier := ground.dossier(stream))]
    known = known_from(ground, amendment.known_from, amendment.given.words.get("source", []), now)
    return [_BUILD[amendment.verb](part, _envelope(part, by, known)) for part in parts]


def _check(amendment: Amendment, streams: tuple[str, ...]) -> None:
    words = amendment.given.words
    allowed = KEYS.get(amendment.verb)
    if allowed is None:
        moved = [key for key in ("actor", "target", "third_party") if key in words]
        if len(streams) > 1 and moved:
            raise BadInput(
                f"{moved[0]} differs among the {len(streams)} parts", amendment.id, f"name one part: {streams[0]}"
            )
        return
    for key in words:
        if key not in allowed:
            what = f"{amendment.verb} has no key {key!r}{did_you_mean(key, allowed)}"
            raise BadInput(what, amendment.id, f"its keys: {', '.join(allowed) or 'none, only options'}")


def _envelope(part: Part, by: str, known: datetime) -> dict[str, Any]:
    said = [part.amendment.verb, part.stream, part.given.words, part.amendment.reason, part.dossier.version]
    digest = hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
    return {
        "stream": part.stream,
        "id": f"{part.amendment.verb}:{digest[:16]}",
        "by": by,
        "known_from": known,
        "reason": part.amendment.reason,
        "version": part.amendment.versions.get(part.stream, part.amendment.version),
    }


def _correct(part: Part, envelope: dict[str, Any]) -> Command:
    found, kind = part.given, part.given.one("type")
    form = form_of(kind) if kind else type(part.held)
    for key in found.words:
        if key in _LINKED_ELSEWHERE:
            raise BadInput(f"{key} is not corrected", part.stream, _LINKED_ELSEWHERE[key])
    keys = [q.key for q in questions(form) if q.key not in _LINKED_ELSEWHERE]
    check_keys(form, found.words, ("type", *keys))
    changes = {**_plain(found), **_moved(found, part.held), **_fields(form, found, part.held)}
    return Correct(**envelope, changes=changes, type=form.type_name() if form is not type(part.held) else None)


def _plain(found: Given) -> dict[str, Any]:
    changes: dict[str, Any] = {key: found.one(key) or None for key in ("note", "certainty") if key in found.words}
    if "certainty" in found.words:
        changes["certainty"] = sure(found)
    if "summary" in found.words:
        changes["summary"] = found.one("summary") or ""
    if "rating" in found.words:
        judged = graded(found)
        changes["rating"] = judged.model_dump(mode="json") if judged else None
    for key, name in (("actor", "actors"), ("target", "targets"), ("third_party", "third_parties")):
        if key in found.words:
            changes[name] = parties(key, [word for word in found.words[key] if word])
    return changes


def _moved(found: Given, held: Development) -> dict[str, Any]:
    date, time, precision = (found.one(key) for key in ("date", "time", "date_precision"))
    if date is None and time is None and precision is None:
        return {}
    return {"occurred": occurred(date, time, precision, held.occurred).model_dump(mode="json")}


def _fields(form: type[Development], found: Given, held: Development) -> dict[str, Any]:
    """The fields named; of a mapping the parts that are not named stay."""
    changes = own_fields(form, found, blank=True)
    for name, new in changes.items():
        old = getattr(held, name, None) if name in own_field_names(type(held)) else None
        if isinstance(new, dict) and isinstance(old, dict):
            changes[name] = _merged(old, new)
    return changes


def _merged(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    both = {k: _merged(old[k], v) for k, v in new.items() if isinstance(v, dict) and isinstance(old.get(k), dict)}
    return {**old, **new, **both}


def _retract(part: Part, envelope: dict[str, Any]) -> Command:
    return Retract(**envelope)


def _reinstate(part: Part, envelope: dict[str, Any]) -> Command:
    return Reinstate(**envelope)


def _report(part: Part, envelope: dict[str, Any]) -> Command:
    found = part.given
    for source in found.words.get("source", []):
        checked_source(part.ground, source)
    if "quote" in found.words and not found.words.get("source"):
        raise BadInput("a quote needs its source", part.stream, "add source=ADDRESS")
    said = evidence(found)
    offset, note = _offset(found), found.one("note")
    if "reports" not in said and (offset is not None or note):
        said = {"reports": [{"source": source} for source in said.get("sources", ())]}
    reports = tuple(Report(**report, offset=offset, note=note) for report in said.get("reports", ()))
    return AddReports(**envelope, reports=reports, sources=tuple(said.get("sources", ())))


def _offset(found: Given) -> int | None:
    text = found.one("offset")
    if text is None:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) < 20):
        raise BadInput(f"offset is a count of characters, not {text!r}", remedy="write for instance offset=120")
    return int(text)


def _claim(part: Part, envelope: dict[str, Any]) -> Command:
    found = part.given
    lacking = [key for key in ("aspect", "value") if not found.one(key)]
    if lacking:
        raise BadInput(
            f"a claim needs {' and '.join(lacking)}", part.stream, "for instance aspect=killed value=9 by='state media'"
        )
    if source := found.one("source"):
        checked_source(part.ground, source)
    party = found.one("party")
    claim = Claim(
        aspect=found.one("aspect") or "",
        value=scalar(found.one("value") or ""),
        qualifier=found.one("qualifier"),
        by=found.one("by"),
        party=parties("party", [party])[0] if party else None,
        source=found.one("source"),
        quote=found.one("quote"),
        offset=_offset(found),
        note=found.one("note"),
    )
    return AddClaims(**envelope, claims=(claim,))


def scalar(text: str) -> bool | int | str:
    """A claimed value as a number or a flag where it is written as one."""
    flags = {"yes": True, "no": False, "true": True, "false": False}
    if text.lower() in flags:
        return flags[text.lower()]
    return int(text) if text.isascii() and text.removeprefix("-").isdigit() and len(text) < 20 else text


def _assess(part: Part, envelope: dict[str, Any]) -> Command:
    found = part.given
    aspect, value = found.one("aspect"), found.one("value")
    if (aspect is None) != (value is None):
        raise BadInput("aspect and value go together", part.stream, "for instance aspect=killed value=9")
    return Assess(
        **envelope,
        rating=graded(found),
        certainty=sure(found),
        aspect=aspect,
        value=None if value is None else scalar(value),
    )


def _link(part: Part, envelope: dict[str, Any]) -> Command:
    return Link(**envelope, **_ties(part))


def _unlink(part: Part, envelope: dict[str, Any]) -> Command:
    return Unlink(**envelope, **_ties(part))


def _ties(part: Part) -> dict[str, Any]:
    words = part.given.words
    found: dict[str, Any] = {
        key: tuple(
            id
            for word in words.get(key, ())
            for name in listed(word)
            for id in tied(part.ground, key, name, part.stream)
        )
        for key in ("same_as", "in_response_to")
    }
    return {**found, "incidents": tuple(part.given.many("incident"))}


_BUILD: dict[str, Callable[[Part, dict[str, Any]], Command]] = {
    "correct": _correct,
    "retract": _retract,
    "reinstate": _reinstate,
    "claim": _claim,
    "report-add": _report,
    "assess": _assess,
    "link": _link,
    "unlink": _unlink,
}
