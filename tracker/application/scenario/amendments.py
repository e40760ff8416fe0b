"""Amendments and conflicting reports of a scenario file.

An amendment may bring sources or reports beside what it says; they are added to the development as a further
entry, known from when the amendment is. A bare id of a group addresses each of its parts.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

from pydantic import ValidationError

from tracker.application.problems import did_you_mean
from tracker.application.scenario import evidence, fields, schema
from tracker.application.scenario.developments import known_from, occurred
from tracker.application.scenario.parts import parts
from tracker.application.scenario.reading import Draft, Reading, Told
from tracker.application.scenario.text import Node
from tracker.domain.catalogue import TYPES
from tracker.domain.commands import AddClaims, AddReports, Assess, Command, Correct, Link, Reinstate, Retract, Unlink
from tracker.domain.development import Development
from tracker.domain.dossier import corrected
from tracker.domain.evidence import Claim

COMMON = ("reason", "known_from", "by", "sources", "reports")
CITED = ("source", "quote", "offset")
TIES = ("same_as", "in_response_to", "incident", "incidents")
UNSTATED = "no reason given"
_DATES = ("date", "date_precision", "time")
BRINGS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "correct": (*_DATES, "type", "actor", "target", "third_party", "summary", "fields", "note", "rating",
                    "certainty", *CITED),
        "retract": CITED,
        "reinstate": CITED,
        "report": (*CITED, "note"),
        "claim": ("claims", *schema.CLAIM),
        "assess": ("rating", "certainty", "aspect", "value", *CITED),
        "link": (*TIES, *CITED),
        "unlink": (*TIES, *CITED),
    }
)  # fmt: skip
"""What each kind of amendment may bring."""


@dataclass(frozen=True, slots=True)
class Amendment:
    """One entry under ``amendments``."""

    node: Node
    verb: str
    entries: Mapping[str, Node]
    reading: Reading
    known: datetime | None

    def draft(self, form: type[Command], stream: str, payload: dict[str, Any], kind: str = "") -> Draft:
        """The draft of a command for one stream."""
        by = "" if self.verb == "claim" and "aspect" in self.entries else schema.optional(self.entries.get("by")) or ""
        reason = schema.optional(self.entries.get("reason"))
        if form in (Retract, Reinstate):
            reason = reason or UNSTATED
        id = self.reading.command_id(self.verb, kind, stream, self.node.plain)
        return Draft(form, stream, id, self.known, self.node.where, payload, by, reason)


def drafts(node: Node, reading: Reading) -> list[Draft]:
    """The drafts of an amendment: one or two for each part that it addresses."""
    amendment = _amendment(node, reading)
    found: list[Draft] = []
    streams = reading.streams(schema.ident(amendment.entries[amendment.verb]))
    reading.weigh(node, len(streams))
    for stream in streams:
        main = [] if amendment.verb == "report" else [_SAY[amendment.verb](amendment, stream)]
        added = _added(amendment, stream)
        found += [*main, *added] if amendment.verb == "reinstate" else [*added, *main]
    if not found:
        raise node.bad("this report brings nothing", "add source: and quote:, or reports:")
    return found


def _amendment(node: Node, reading: Reading) -> Amendment:
    keys = schema.mapping(node, "an amendment")
    verbs = [verb for verb in BRINGS if verb in keys]
    if len(verbs) != 1:
        near = next((hint for key in keys if (hint := did_you_mean(key, BRINGS))), "")
        raise node.bad(f"an amendment says one of {', '.join(BRINGS)}{near}", "write for example retract: ID")
    verb = verbs[0]
    entries = schema.given(node, (verb, *dict.fromkeys((*COMMON, *BRINGS[verb]))), f"an amendment that says {verb}")
    schema.needed(node, entries, verb, "an amendment")
    cited = [*schema.several(entries.get("sources")), *([entries["source"]] if "source" in entries else [])]
    names = [reading.sources.reference(item) for item in cited]
    names += [report.source for report in evidence.reports(entries.get("reports"), reading.sources)]
    names += [claim.source for claim in evidence.claims(entries.get("claims"), reading.sources) if claim.source]
    return Amendment(node, verb, entries, reading, known_from(entries) or reading.sources.known(names))


def _added(amendment: Amendment, stream: str) -> list[Draft]:
    """The draft that adds the sources and reports that an amendment brings."""
    entries, sources = amendment.entries, amendment.reading.sources
    reports = evidence.reports(entries.get("reports"), sources)
    bare = tuple(sources.reference(item) for item in schema.several(entries.get("sources")))
    if "source" in entries and amendment.verb != "claim":
        beside = entries if amendment.verb == "report" else {k: v for k, v in entries.items() if k != "note"}
        reports = (*reports, evidence.quoted(entries["source"], beside, sources))
    if not reports and not bare:
        return []
    return [amendment.draft(AddReports, stream, {"reports": reports, "sources": bare}, "report")]


def _correct(amendment: Amendment, stream: str) -> Draft:
    held = amendment.reading.held.get(stream)
    entries = amendment.entries
    form = schema.form(entries["type"], TYPES) if "type" in entries else type(held) if held else None
    changes = _changes(amendment, stream, form)
    kind = form.type_name() if form is not None and "type" in entries else None
    if not changes and kind is None:
        raise amendment.node.bad("this correction brings nothing", f"it may bring {', '.join(BRINGS['correct'][:-3])}")
    if held is not None:
        amendment.reading.held[stream] = _checked(amendment, held, changes, kind)
    return amendment.draft(Correct, stream, {"changes": changes, "type": kind})


def _changes(amendment: Amendment, stream: str, form: type[Development] | None) -> dict[str, Any]:
    entries = amendment.entries
    changes: dict[str, Any] = {}
    if any(key in entries for key in _DATES):
        changes["occurred"] = _moved(amendment, stream)
    for key, name in (("actor", "actors"), ("target", "targets"), ("third_party", "third_parties")):
        if key in entries:
            changes[name] = list(schema.parties(entries[key]))
    _check_parts(amendment, stream, changes)
    changes |= {key: schema.text(entries[key]) for key in ("summary", "note") if key in entries}
    if "rating" in entries:
        changes["rating"] = evidence.rating(entries["rating"]).model_dump(mode="json")
    if "certainty" in entries:
        changes["certainty"] = evidence.certainty(entries["certainty"]).value
    if form is None:
        return {**changes, **fields.plain_fields(entries.get("fields"))}
    return {**changes, **fields.own(form, entries.get("fields"), unsay=True)}


def _check_parts(amendment: Amendment, stream: str, changes: dict[str, Any]) -> None:
    """Refuse parties that would make several developments of one, or differ among the parts of a group."""
    held = amendment.reading.held.get(stream)
    place = amendment.entries.get("actor") or amendment.entries.get("target")
    if held is None or place is None:
        return
    actors, targets = (tuple(changes.get(name, getattr(held, name))) for name in ("actors", "targets"))
    several = len(amendment.reading.streams(schema.text(amendment.entries["correct"]))) > 1
    if several or len(parts(type(held), stream, actors, targets)) > 1:
        raise place.bad(
            "one correction gives one development its parties", "retract it and record it anew, or name a part"
        )


def _moved(amendment: Amendment, stream: str) -> dict[str, Any]:
    """When it happened as corrected: a new date stands alone, else what the file has told of it stays."""
    entries, told = amendment.entries, amendment.reading.told.get(stream)
    if "date" not in entries:
        if told is None:
            raise amendment.node.bad("the date that this corrects is told in another file", "give date: as well")
        place = next(entries[key] for key in _DATES if key in entries)
        stays = {"date_precision": told.precision, "time": told.time}
        kept = {key: _written(place, text) for key, text in stays.items() if text and key not in entries}
        found = occurred(_written(place, told.date), {**kept, **entries})
    else:
        found = occurred(entries["date"], entries)
    said = {key: schema.optional(entries.get(key)) for key in _DATES}
    before = told if told and "date" not in entries else Told("", None, None)
    new = Told(said["date"] or before.date, said["date_precision"] or before.precision, said["time"] or before.time)
    amendment.reading.told[stream] = new
    return found.model_dump(mode="json")


def _written(place: Node, text: str) -> Node:
    return Node(place.file, place.line, place.column, text, text)


def _checked(amendment: Amendment, held: Development, changes: dict[str, Any], kind: str | None) -> Development:
    try:
        return corrected(held, changes, kind)
    except ValidationError as problem:
        raise evidence.refused(problem, amendment.entries.get("fields", amendment.node)) from None


def _retract(amendment: Amendment, stream: str) -> Draft:
    return amendment.draft(Retract, stream, {})


def _reinstate(amendment: Amendment, stream: str) -> Draft:
    return amendment.draft(Reinstate, stream, {})


def _claim(amendment: Amendment, stream: str) -> Draft:
    entries, sources = amendment.entries, amendment.reading.sources
    found = evidence.claims(entries.get("claims"), sources)
    if "aspect" in entries or not found:
        found = (*found, evidence.claimed(amendment.node, entries, sources))
    return amendment.draft(AddClaims, stream, {"claims": found})


def _assess(amendment: Amendment, stream: str) -> Draft:
    entries = amendment.entries
    if not any(key in entries for key in ("rating", "certainty", "aspect")):
        raise amendment.node.bad("this assessment brings nothing", "add rating:, certainty:, or aspect: and value:")
    judged: dict[str, Any] = {"aspect": schema.optional(entries.get("aspect"))}
    if "rating" in entries:
        judged["rating"] = evidence.rating(entries["rating"])
    if "certainty" in entries:
        judged["certainty"] = evidence.certainty(entries["certainty"])
    if "value" in entries:
        judged["value"] = entries["value"].plain
    return amendment.draft(Assess, stream, judged)


def _ties(amendment: Amendment, stream: str) -> dict[str, Any]:
    entries, reading = amendment.entries, amendment.reading
    incidents = (*schema.texts(entries.get("incident")), *schema.texts(entries.get("incidents")))
    found = {
        "same_as": tuple(_counterpart(id, stream, reading) for id in schema.texts(entries.get("same_as"))),
        "in_response_to": reading.expanded(schema.texts(entries.get("in_response_to"))),
        "incidents": tuple(dict.fromkeys(incidents)),
    }
    if not any(found.values()):
        raise amendment.node.bad("this tie names nothing", f"add {', '.join(TIES)}")
    for key in ("same_as", "in_response_to"):
        if stream in found[key]:
            raise entries[key].bad(f"{stream} cannot be tied to itself", "name another development")
    return found


def _counterpart(id: str, stream: str, reading: Reading) -> str:
    """Of a group the part of the same pair, else the id itself."""
    _, slash, pair = stream.rpartition("/")
    return f"{id}/{pair}" if slash and f"{id}/{pair}" in reading.streams(id) else id


def _link(amendment: Amendment, stream: str) -> Draft:
    return amendment.draft(Link, stream, _ties(amendment, stream))


def _unlink(amendment: Amendment, stream: str) -> Draft:
    return amendment.draft(Unlink, stream, _ties(amendment, stream))


_SAY: Mapping[str, Callable[[Amendment, str], Draft]] = MappingProxyType(
    {
        "correct": _correct, "retract": _retract, "reinstate": _reinstate, "claim": _claim, "assess": _assess,
        "link": _link, "unlink": _unlink,
    }
)  # fmt: skip


def conflict(node: Node, reading: Reading) -> list[Draft]:
    """The account that another source gives, as a claim known from when the development is."""
    entries = schema.given(node, schema.CONFLICT, "a conflicting report")
    source = reading.sources.reference(entries["source"]) if "source" in entries else None
    said = schema.text(schema.needed(node, entries, "claim", "a conflicting report"))
    claim = Claim(aspect="account", value=said, source=source, note=schema.optional(entries.get("settled")))
    about = schema.ident(schema.needed(node, entries, "about", "a conflicting report"))
    reading.weigh(node, len(reading.streams(about)))
    return [_account(stream, claim, node, reading) for stream in reading.streams(about)]


def _account(stream: str, claim: Claim, node: Node, reading: Reading) -> Draft:
    id = reading.command_id("account", stream, node.plain)
    return Draft(AddClaims, stream, id, reading.known.get(stream), node.where, {"claims": (claim,)})
