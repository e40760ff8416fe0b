"""Developments and initial positions of a scenario file."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from pydantic import ValidationError

from tracker.application import countries, dates
from tracker.application.scenario import evidence, fields, schema
from tracker.application.scenario.parts import Part, parts
from tracker.application.scenario.reading import Draft, Reading, Told
from tracker.application.scenario.text import Node
from tracker.domain.catalogue import TYPES
from tracker.domain.commands import Record
from tracker.domain.development import Development
from tracker.domain.developments.context import PositionStated
from tracker.domain.developments.mediation import MediationAccepted
from tracker.domain.occurrence import Occurrence, on
from tracker.domain.parties import sides

MOST_CAUSES = 1_000
"""To so many developments one may respond, a group counted by its parts."""
_WHAT = "a development"


@dataclass(frozen=True, slots=True)
class Item:
    """One entry under ``developments``, with its form and the parts it falls into."""

    node: Node
    entries: Mapping[str, Node]
    id: str
    form: type[Development]
    parts: tuple[Part, ...]


def listed(node: Node | None, reading: Reading) -> list[Item]:
    """The entries of a file, each id taken, so that one may respond to a later one."""
    return [] if node is None else [_item(item, reading) for item in schema.items(node, "developments")]


def _item(node: Node, reading: Reading) -> Item:
    entries = schema.given(node, schema.DEVELOPMENT, _WHAT)
    id_node = schema.needed(node, entries, "id", _WHAT)
    id, form = schema.ident(id_node), schema.form(schema.needed(node, entries, "type", _WHAT), TYPES)
    actors = schema.parties(schema.needed(node, entries, "actor", _WHAT))
    targets = schema.parties(entries.get("target"))
    both = sorted({*actors} & {*targets})
    if both:
        what = f"{', '.join(both)} is actor and target of {id}: a party does nothing with itself"
        raise entries["target"].bad(what, "name two different parties")
    found = parts(form, id, actors, _sides(form, actors, targets, entries))
    reading.weigh(node, len(found))
    reading.register(id, tuple(part.id for part in found), id_node)
    return Item(node, entries, id, form, found)


def _sides(
    form: type[Development], actors: tuple[str, ...], targets: tuple[str, ...], entries: Mapping[str, Node]
) -> tuple[str, ...]:
    """The targets, without the mediator where both sides accept one: the pair is theirs."""
    given = entries.get("fields")
    if form is not MediationAccepted or len(actors) < 2 or given is None or not isinstance(given.value, Mapping):
        return targets
    mediator = given.value.get("mediator")
    return targets if mediator is None else tuple(party for party in targets if party != mediator.words)


def drafts(item: Item, reading: Reading) -> list[Draft]:
    """One draft for each part of an entry."""
    content = _content(item, reading)
    known = _known(item, reading, content)
    return [_draft(item, part, content, known, reading) for part in item.parts]


def _draft(item: Item, part: Part, content: dict[str, Any], known: datetime | None, reading: Reading) -> Draft:
    own = {"id": part.id, "actors": part.actors, "targets": part.targets, "group": part.group}
    try:
        development = item.form.model_validate({**content, **own})
    except ValidationError as problem:
        raise _refused(problem, item) from None
    told = {key: schema.optional(item.entries.get(key)) for key in ("date", "date_precision", "time")}
    reading.told[part.id] = Told(told["date"] or "", told["date_precision"], told["time"])
    return recorded(development, known, item.node.where, reading)


def recorded(development: Development, known: datetime | None, where: str, reading: Reading) -> Draft:
    """The draft that records a development."""
    reading.held[development.id], reading.known[development.id] = development, known
    said = development.model_dump(mode="json", exclude_defaults=True)
    id = reading.command_id("record", development.type_name(), said)
    return Draft(Record, development.id, id, known, where, {"development": development})


def _content(item: Item, reading: Reading) -> dict[str, Any]:
    entries, sources = item.entries, reading.sources
    content: dict[str, Any] = {
        "occurred": occurred(schema.needed(item.node, entries, "date", _WHAT), entries),
        "third_parties": schema.parties(entries.get("third_party")),
        "summary": schema.text(schema.needed(item.node, entries, "summary", _WHAT)),
        "sources": tuple(dict.fromkeys(sources.reference(s) for s in schema.several(entries.get("sources")))),
        "reports": evidence.reports(entries.get("reports"), sources),
        "claims": evidence.claims(entries.get("claims"), sources),
        "in_response_to": _causes(item, reading),
        "incidents": tuple(dict.fromkeys((reading.incident, *schema.texts(entries.get("incident"))))),
        "note": schema.optional(entries.get("note")),
    }
    if "rating" in entries:
        content["rating"] = evidence.rating(entries["rating"])
    if "certainty" in entries:
        content["certainty"] = evidence.certainty(entries["certainty"])
    if not (content["sources"] or content["reports"]) and item.form is not PositionStated:
        raise item.node.bad(f"{item.id} has no source", "add sources: with an address, or reports: with quotations")
    return {**content, **fields.own(item.form, entries.get("fields"))}


def occurred(node: Node, entries: Mapping[str, Node]) -> Occurrence:
    """When it happened, from ``date`` with ``date_precision`` and ``time``."""
    if "date_precision" in entries:
        schema.choice(entries["date_precision"], dates.PRECISIONS)
    schema.reads(node, dates.occurrence, dates.REMEDY)
    precision, time = schema.optional(entries.get("date_precision")), schema.optional(entries.get("time"))
    try:
        return dates.occurrence(schema.text(node), precision=precision, time=time)
    except ValueError as problem:
        place = entries.get("time") or entries.get("date_precision") or node
        raise place.bad(str(problem), "a time is written 04:30 or 04:30+03:30, beside a single date") from None


def _causes(item: Item, reading: Reading) -> tuple[str, ...]:
    for node in schema.several(item.entries.get("in_response_to")):
        if schema.text(node) == item.id:
            raise node.bad(f"{item.id} cannot be a response to itself")
    found = reading.expanded(schema.texts(item.entries.get("in_response_to")))
    if len(found) > MOST_CAUSES:
        what = f"{item.id} responds to {len(found):,} developments; {MOST_CAUSES:,} are the most"
        raise item.entries["in_response_to"].bad(what, "name those that it answers, or one part of a group")
    return found


def _known(item: Item, reading: Reading, content: dict[str, Any]) -> datetime | None:
    """What is given; else when its earliest dated source appeared; else the end of its best date."""
    given = known_from(item.entries)
    cited = (*content["sources"], *(report.source for report in content["reports"]))
    try:
        return given or reading.sources.known(cited) or content["occurred"].end_of_best_date()
    except OverflowError:
        raise item.entries["date"].bad("the end of this day lies outside the years 0001 to 9999 in UTC") from None


def known_from(entries: Mapping[str, Node]) -> datetime | None:
    """The instant given under ``known_from``."""
    if "known_from" not in entries:
        return None
    return schema.reads(entries["known_from"], dates.instant, "a day, or a time such as 2024-01-18T12:00Z")


def _refused(problem: ValidationError, item: Item) -> Exception:
    """What does not fit, at its field; of a position, at the component."""
    first = problem.errors(include_url=False)[0]
    name, node = str(first["loc"][0]) if first["loc"] else "", item.entries.get("fields")
    if node is not None and isinstance(node.value, Mapping):
        if not name and "position" in node.value and item.form is PositionStated:
            return _misfit(node.value["position"], item.parts[0].actors)
        if name in node.value:
            return evidence.refused(problem, node)
    if first["type"] == "missing":
        return (node or item.node).bad(
            f"{item.form.type_name()} needs the field {name!r}", f"add {name}: under fields:"
        )
    return evidence.refused(problem, item.node)


def positions(node: Node | None, start: date | None, reading: Reading) -> list[Draft]:
    """The initial positions, one ``position_stated`` a pair on the day before the file begins."""
    if node is None:
        return []
    if start is None:
        raise node.bad("an initial position needs a day, and the file has neither window nor developments")
    day, group = dates.day_before(start), f"{reading.incident}-position"
    pairs = {schema.pair(node.keys[key]): item for key, item in schema.mapping(node, "initial_state").items()}
    if len(pairs) < len(node.keys):
        raise node.bad("a pair is given twice, in either order", "state each pair once")
    reading.register(group, tuple(f"{group}/{pair}" for pair in pairs), node)
    return [_position(group, pair, item, day, reading) for pair, item in pairs.items()]


def _position(group: str, pair: str, node: Node, day: date, reading: Reading) -> Draft:
    schema.mapping(node, "a position")
    id, stated = f"{group}/{pair}", {key: v for key, v in node.plain.items() if v is not None}
    content = {
        "id": id, "group": group, "occurred": on(day), "actors": sides(pair), "position": stated,
        "summary": f"The position of {' and '.join(map(countries.name_of, sides(pair)))} before the incident",
        "incidents": (reading.incident,),
    }  # fmt: skip
    try:
        development = PositionStated.model_validate(content)
    except ValidationError:
        raise _misfit(node, sides(pair)) from None
    reading.told[id] = Told(day.isoformat(), None, None)
    return recorded(development, dates.end_of_day(day), node.where, reading)


def _misfit(node: Node, actors: tuple[str, ...]) -> Exception:
    """The first component of a position that does not fit, asked for one by one."""
    entries = schema.mapping(node, "a position")
    for key, item in entries.items():
        inner = item.value.items() if isinstance(item.value, Mapping) else ()
        for place, stated in (*((part, {name: part.plain}) for name, part in inner), (item, item.plain)):
            said = _objection({key: stated}, actors)
            if said:
                return place.bad(said, "a position has the keys of `state` in a checkpoint")
    return node.bad(_objection(node.plain, actors) or "this position does not fit")


def _objection(position: dict[str, Any], actors: tuple[str, ...]) -> str:
    try:
        PositionStated.model_validate(
            {"id": "x", "occurred": on(date(2000, 1, 1)), "actors": actors, "position": position}
        )
    except ValidationError as problem:
        return problem.errors(include_url=False)[0]["msg"].removeprefix("Value error, ")
    return ""
