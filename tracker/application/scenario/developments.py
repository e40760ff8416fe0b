"""Developments of a scenario file: one item becomes one development for each pair that it touches.

A list of actors without target is mutual: all pairs among them. Several actors and targets: all pairs between
them. In a third party's act the pair is that of the targets. A part is called ``ID/BHR-QAT``, and the bare id
addresses all of them.
"""

import json
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any

from pydantic import ValidationError

from tracker.application import countries
from tracker.application.dates import instant, occurrence
from tracker.application.problems import did_you_mean
from tracker.application.scenario import evidence, schema
from tracker.application.scenario.evidence import Sources
from tracker.application.scenario.text import Table
from tracker.domain.catalogue import TYPES
from tracker.domain.development import Development, Participation, own_field_names
from tracker.domain.evidence import Certainty
from tracker.domain.occurrence import Occurrence
from tracker.domain.parties import is_state, pair_of, pairs_among, pairs_between

Parties = tuple[str, ...]
Part = tuple[str | None, Parties, Parties]
"""Pair (None where it is the only part), actors, targets."""
POSITION = "position_stated"


@dataclass
class Reading:
    """What the items of a file share while it is read."""

    incident: str
    sources: Sources
    groups: dict[str, list[str]] = field(default_factory=dict)
    """Every id that a file gives, and the streams that it stands for."""
    known: dict[str, datetime] = field(default_factory=dict)
    """From when each stream is known."""
    forms: dict[str, type[Development]] = field(default_factory=dict)

    def command_id(self, kind: str, content: Any) -> str:
        """The id of what an item says: the same item says the same thing again."""
        plain = json.dumps([kind, content], sort_keys=True, ensure_ascii=False, default=str)
        return f"{self.incident}:{sha256(plain.encode()).hexdigest()[:16]}"

    def streams(self, name: str) -> tuple[str, ...]:
        """The developments that an id of the file addresses; an id from elsewhere as it is."""
        return tuple(self.groups.get(name, (name,)))

    def expanded(self, names: Parties) -> Parties:
        """Ids with the bare ones of groups replaced by those of their parts."""
        return tuple(stream for name in names for stream in self.streams(name))

    def form_of(self, name: str) -> type[Development] | None:
        """The type of a development of the file."""
        return self.forms.get(self.streams(name)[0])


@dataclass(frozen=True, slots=True)
class Found:
    """One development of a file, and from when it is known."""

    development: Development
    known: datetime
    said: Any
    """The item as the file gives it."""


def development(given: Table, reading: Reading) -> list[Found]:
    """The developments that one item says, one for each pair."""
    schema.known_keys(given, schema.DEVELOPMENT, "a development", ["id", "date", "type", "actor"])
    form = type_of(given)
    actors, targets = parties_of(given, "actor"), parties_of(given, "target")
    if form.type_name() != POSITION:
        _sourced(given)
    content = _content(given, form, reading)
    name = content["id"]
    found: list[Found] = []
    for pair, some, others in parts(form, actors, targets, given):
        parties = {"actors": some, "targets": others}
        identity = {"id": name} if pair is None else {"id": f"{name}/{pair}", "group": name}
        made = _made(form, {**content, **parties, **identity}, given)
        found.append(Found(made, known_of(given, made, reading), schema.plain(given)))
    return found


def _sourced(given: Table) -> None:
    schema.known_keys(given, schema.DEVELOPMENT, "a development", ["summary"])
    if not evidence.names_of(given):
        given.place.fail("a development lacks its source", "add sources: with an address, or reports: with a quote")


def type_of(given: Table) -> type[Development]:
    """The type that an item names."""
    name = schema.text(given["type"], given.at("type"), "type")
    form = TYPES.get(name)
    if form is None:
        hint = did_you_mean(name, TYPES)
        given.at("type").fail(f"no type is called {name!r}{hint}", "tracker catalogue lists the types")
    return form


def parties_of(given: Table, key: str) -> Parties:
    """The parties under a key."""
    names = schema.several(given, key)
    found = tuple(evidence.read_with(countries.party, name, given.at(key), evidence.A_PARTY) for name in names)
    if len(set(found)) < len(found):
        given.at(key).fail(f"{key} names a party twice", "name each once; a state has no relation with itself")
    return found


def parts(form: type[Development], actors: Parties, targets: Parties, given: Table) -> list[Part]:
    """The pairs that an item touches, with the parties of each."""
    twice = set(actors) & set(targets)
    if twice:
        given.at("target").fail(
            f"{', '.join(sorted(twice))} acts upon itself", "actor and target are two different parties"
        )
    third = form.participation is Participation.THIRD_PARTY
    if third and len([p for p in targets if is_state(p)]) > 1:
        among = pairs_among(targets)
        split = [(pair, actors, tuple(pair.split("-"))) for pair in among]
    elif not targets:
        split = [(pair, tuple(pair.split("-")), ()) for pair in pairs_among(actors)]
    else:
        split = [(pair_of(a, t), (a,), (t,)) for a, t in pairs_between(actors, targets)]
    if len(split) <= 1 and not (split and _mixed(actors, targets, third)):
        return [(None, actors, targets)]
    return [(pair if len(split) > 1 else None, some, others) for pair, some, others in split]


def _mixed(actors: Parties, targets: Parties, third: bool) -> bool:
    """Whether organisations or non-state actors stand in a list with states, which touch the pair alone."""
    lists = (targets,) if third else (actors, targets)
    return any(len(names) > 1 and any(not is_state(name) for name in names) for names in lists)


def occurred_of(given: Table) -> Occurrence:
    """When an item happened."""
    day = schema.text(given["date"], given.at("date"), "date")
    precision, clock = schema.optional(given, "date_precision"), schema.optional(given, "time")
    found = evidence.read_with(
        lambda text: occurrence(text, precision=precision), day, given.at("date"), evidence.IN_EDTF
    )
    if clock is None:
        return found  # type: ignore[no-any-return]
    return evidence.read_with(  # type: ignore[no-any-return]
        lambda text: occurrence(day, precision=precision, time=text), clock, given.at("time"), evidence.A_TIME
    )


def _content(given: Table, form: type[Development], reading: Reading) -> dict[str, Any]:
    certainty = schema.optional(given, "certainty")
    if certainty is not None:
        evidence.read_with(_certainty, certainty, given.at("certainty"), evidence.A_CHOICE)
    bare = [reading.sources.reference(name, given.at("sources")) for name in schema.several(given, "sources")]
    return {
        "id": schema.text(given["id"], given.at("id"), "id"),
        "occurred": occurred_of(given),
        "third_parties": parties_of(given, "third_party"),
        "summary": schema.optional(given, "summary") or "",
        "sources": tuple(dict.fromkeys(bare)),
        "reports": evidence.reports(given, reading.sources),
        "rating": evidence.rating(given),
        "certainty": certainty,
        "claims": evidence.claims(given, reading.sources),
        "in_response_to": schema.several(given, "in_response_to"),
        "incidents": tuple(dict.fromkeys(schema.several(given, "incident") or (reading.incident,))),
        "note": schema.optional(given, "note"),
        **checked_fields(given, form),
    }


def _certainty(text: str) -> Certainty:
    try:
        return Certainty(text)
    except ValueError:
        choices = ", ".join(Certainty)
        raise ValueError(f"{text!r} is no certainty; it is one of {choices}{did_you_mean(text, Certainty)}") from None


def checked_fields(given: Table, form: type[Development] | None) -> dict[str, Any]:
    """The fields of its type that an item gives; an unknown one is refused."""
    if given.get("fields") is None:
        return {}
    fields = schema.table(given["fields"], given.at("fields"), "fields")
    if form is not None:
        name = form.type_name()
        schema.known_keys(fields, own_field_names(form), f"the fields of {name}")
    return {key: schema.plain(value) for key, value in fields.items() if value is not None}


def _made(form: type[Development], content: dict[str, Any], given: Table) -> Development:
    fields = given.get("fields")
    try:
        return form.model_validate({key: value for key, value in content.items() if value is not None})
    except ValidationError as problem:
        return evidence.refuse(problem, given, fields if isinstance(fields, Table) else None)  # type: ignore[no-any-return]


def known_of(given: Table, made: Development, reading: Reading) -> datetime:
    """From when a development is known: as said, else by its earliest dated source, else by its best date."""
    said = schema.optional(given, "known_from")
    if said is not None:
        return evidence.read_with(instant, said, given.at("known_from"), evidence.A_MOMENT)  # type: ignore[no-any-return]
    dated = reading.sources.first_dated(evidence.names_of(given))
    return dated or made.occurred.end_of_best_date()
