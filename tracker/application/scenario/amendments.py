"""Amendments of a scenario file: what was corrected, retracted, added, assessed and linked afterwards."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from tracker.application.dates import instant
from tracker.application.problems import did_you_mean
from tracker.application.scenario import evidence, schema
from tracker.application.scenario.developments import Reading, checked_fields, occurred_of, parties_of, type_of
from tracker.application.scenario.text import Table
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
from tracker.domain.development import Development
from tracker.domain.evidence import Certainty

_UNSTATED = "no reason given"
_UNSET = datetime.max.replace(tzinfo=UTC)
"""Replaced when the command is made for a time of recording."""


@dataclass(frozen=True, slots=True)
class Amendment:
    """One amendment: its command but for the stream and the time at which it is recorded."""

    verb: str
    about: str
    make: Callable[[str], Command]
    """Of a stream, the command."""
    known: datetime | None
    """None: from when it is recorded."""

    def commands(self, streams: tuple[str, ...], now: datetime, by: str) -> list[Command]:
        """One command a stream; ``by`` where the file does not say who."""
        made = [self.make(stream) for stream in streams]
        return [replace(c, known_from=self.known or now, by=c.by or by) for c in made]


def amendment(given: Table, reading: Reading) -> Amendment:
    """An amendment of a file."""
    verbs = [verb for verb in schema.VERBS if verb in given]
    if len(verbs) != 1:
        hint = next((did_you_mean(key, schema.VERBS) for key in given if did_you_mean(key, schema.VERBS)), "")
        given.place.fail(f"an amendment says one of {', '.join(schema.VERBS)}{hint}", "write for example retract: ID")
    verb = verbs[0]
    schema.known_keys(given, {verb} | schema.AMENDMENT | schema.BRINGS[verb], f"an amendment that says {verb}")
    about = schema.text(given[verb], given.at(verb), verb)
    said = schema.optional(given, "known_from")
    known = None if said is None else evidence.read_with(instant, said, given.at("known_from"), evidence.A_MOMENT)
    known = known or reading.sources.first_dated(evidence.names_of(given))
    common: dict[str, Any] = {
        "id": reading.command_id(verb, schema.plain(given)),
        "by": schema.optional(given, "by") or "",
        "known_from": _UNSET,
        "reason": schema.optional(given, "reason"),
    }
    return Amendment(verb, about, _makers()[verb](given, reading, about, common), known)


Maker = Callable[[Table, Reading, str, dict[str, Any]], Callable[[str], Command]]


def _makers() -> dict[str, Maker]:
    return {
        "correct": _correct, "retract": _retract, "reinstate": _reinstate, "report": _report, "claim": _claim,
        "assess": _assess, "link": _link, "unlink": _unlink,
    }  # fmt: skip


def _retract(given: Table, reading: Reading, about: str, common: dict[str, Any]) -> Callable[[str], Command]:
    stated = {**common, "reason": common["reason"] or _UNSTATED}
    return lambda stream: Retract(stream=stream, **stated)


def _reinstate(given: Table, reading: Reading, about: str, common: dict[str, Any]) -> Callable[[str], Command]:
    stated = {**common, "reason": common["reason"] or _UNSTATED}
    return lambda stream: Reinstate(stream=stream, **stated)


def _correct(given: Table, reading: Reading, about: str, common: dict[str, Any]) -> Callable[[str], Command]:
    changes = correction(given, reading, reading.form_of(about))
    kind = type_of(given).type_name() if "type" in given else None
    return lambda stream: Correct(stream=stream, changes=changes, type=kind, **common)


def correction(given: Table, reading: Reading, held: type[Development] | None) -> dict[str, Any]:
    """What a correction changes, by the names of the form, as JSON values."""
    changes: dict[str, Any] = {}
    if "date" in given:
        changes["occurred"] = occurred_of(given).model_dump(mode="json")
    elif {"time", "date_precision"} & set(given):
        given.place.fail("a correction of the time needs the date", "add date:")
    for key, name in (("actor", "actors"), ("target", "targets"), ("third_party", "third_parties")):
        if key in given:
            changes[name] = list(parties_of(given, key))
    for key in ("summary", "note", "certainty"):
        if key in given:
            changes[key] = schema.optional(given, key)
    if "rating" in given:
        found = evidence.rating(given)
        changes["rating"] = None if found is None else found.model_dump(mode="json")
    for key, name in (("in_response_to", "in_response_to"), ("incident", "incidents")):
        if key in given:
            changes[name] = list(schema.several(given, key))
    form = type_of(given) if "type" in given else held
    return {**changes, **checked_fields(given, form)}


def _report(given: Table, reading: Reading, about: str, common: dict[str, Any]) -> Callable[[str], Command]:
    found = evidence.reports(given, reading.sources)
    if "source" in given:
        found = (*found, evidence.report(given.only(schema.REPORT), reading.sources))
    bare = tuple(reading.sources.reference(s, given.at("sources")) for s in schema.several(given, "sources"))
    return lambda stream: AddReports(stream=stream, reports=found, sources=bare, **common)


def _claim(given: Table, reading: Reading, about: str, common: dict[str, Any]) -> Callable[[str], Command]:
    found = evidence.claims(given, reading.sources)
    stated = dict(common)
    if "aspect" in given:
        found = (*found, evidence.claim(given.only(schema.CLAIM), reading.sources))
        stated["by"] = ""
    return lambda stream: AddClaims(stream=stream, claims=found, **stated)


def _assess(given: Table, reading: Reading, about: str, common: dict[str, Any]) -> Callable[[str], Command]:
    certainty = schema.optional(given, "certainty")
    judged = (
        None
        if certainty is None
        else evidence.read_with(Certainty, certainty, given.at("certainty"), evidence.A_CHOICE)
    )
    stated = {**common, "reason": common["reason"] or schema.optional(given, "note")}
    return lambda stream: Assess(
        stream=stream, rating=evidence.rating(given), certainty=judged,
        aspect=schema.optional(given, "aspect"), value=schema.plain(given.get("value")), **stated,
    )  # fmt: skip


def _ties(given: Table, reading: Reading) -> dict[str, Any]:
    return {
        "same_as": schema.several(given, "same_as"),
        "in_response_to": reading.expanded(schema.several(given, "in_response_to")),
        "incidents": schema.several(given, "incident"),
    }


def _link(given: Table, reading: Reading, about: str, common: dict[str, Any]) -> Callable[[str], Command]:
    ties = _ties(given, reading)
    return lambda stream: Link(stream=stream, **ties, **common)


def _unlink(given: Table, reading: Reading, about: str, common: dict[str, Any]) -> Callable[[str], Command]:
    ties = _ties(given, reading)
    return lambda stream: Unlink(stream=stream, **ties, **common)
