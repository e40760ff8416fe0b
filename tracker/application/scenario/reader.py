"""A scenario read whole: the commands that it says, and the checkpoints that it must meet."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from tracker.application import countries
from tracker.application.dates import cut, end_of_day, instant
from tracker.application.problems import did_you_mean
from tracker.application.scenario import evidence, schema, text
from tracker.application.scenario.amendments import Amendment, amendment
from tracker.application.scenario.developments import POSITION, Found, Reading, development
from tracker.application.scenario.evidence import Sources
from tracker.application.scenario.text import Place, Table
from tracker.domain.catalogue import TYPES
from tracker.domain.commands import AddClaims, Command, DescribeSource, OpenIncident, Record
from tracker.domain.evidence import Claim, Source
from tracker.domain.log import INCIDENT_PREFIX, source_stream
from tracker.domain.moments import Cut
from tracker.domain.occurrence import on
from tracker.domain.parties import halves, pair_of, sides
from tracker.domain.relation import COMPONENT, from_json

_DERIVED = ("dispute",)


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a state must be on a date, as known at a time; ``state`` is partial."""

    as_of: Cut
    known_at: datetime | None
    pair: str
    state: Mapping[str, Any]
    where: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Scenario:
    """A file that scripts an incident."""

    name: str
    incident: str
    title: str
    window: tuple[str | None, str | None]
    trigger: Mapping[str, Any]
    incidents: Mapping[str, str]
    notes: tuple[str, ...]
    sources: tuple[Source, ...]
    found: tuple[Found, ...]
    conflicting: tuple[AddClaims, ...]
    amendments: tuple[tuple[Amendment, tuple[str, ...]], ...]
    checkpoints: tuple[Checkpoint, ...]

    def commands(self, now: datetime, by: str = "") -> tuple[Command, ...]:
        """What the file says, in its order; ``now`` is the time of recording. Said again, the same commands."""
        said: list[Command] = [*self._opened(now, by), *self._described(now, by)]
        said += [_record(self.incident, found, by) for found in self.found]
        said += [replace(command, by=by) for command in self.conflicting]
        for item, streams in self.amendments:
            said += item.commands(streams, now, by)
        return tuple(said)

    def _opened(self, now: datetime, by: str) -> list[Command]:
        main = OpenIncident(
            stream=f"{INCIDENT_PREFIX}{self.incident}", id=f"{self.incident}:incident", by=by, known_from=now,
            title=self.title, window=self.window, trigger=dict(self.trigger), notes=self.notes,
        )  # fmt: skip
        others = [
            OpenIncident(stream=f"{INCIDENT_PREFIX}{name}", id=f"{name}:incident", by=by, known_from=now, title=title)
            for name, title in self.incidents.items()
        ]
        return [main, *others]

    def _described(self, now: datetime, by: str) -> list[Command]:
        return [
            DescribeSource(
                stream=source_stream(s), id=f"{self.incident}:source:{s.id}", by=by, known_from=now, source=s
            )
            for s in self.sources
        ]


def _record(incident: str, found: Found, by: str) -> Record:
    made = found.development
    return Record(stream=made.id, id=f"{incident}:{made.id}", by=by, known_from=found.known, development=made)


def read_scenario(path: Path) -> Scenario:
    """The scenario in a file; BadInput with the place of what is wrong."""
    return parse_scenario(text.read(path), str(path))


def parse_scenario(content: str, name: str) -> Scenario:
    """The scenario in a text; ``name`` stands for the file in what is refused."""
    given = text.parse(content, name)
    schema.known_keys(given, schema.TOP, "a scenario", ["schema", "incident"])
    if given["schema"] != schema.SCHEMA:
        given.at("schema").fail(f"the schema is {given['schema']!r}", f"this release reads {schema.SCHEMA}")
    incident = schema.text(given["incident"], given.at("incident"), "incident")
    sources = Sources(incident, _table(given, "sources"))
    reading = Reading(incident, sources)
    window = _window(given)
    listed = [(item, development(item, reading)) for item in schema.tables(given, "developments", "a development")]
    positions = _positions(given, reading, window, [found for _, some in listed for found in some])
    _register(positions, listed, reading)
    every = [*positions, *(found for _, some in listed for found in some)]
    answered = tuple(_answering(found, reading) for found in every)
    amended = [amendment(item, reading) for item in schema.tables(given, "amendments", "an amendment")]
    return Scenario(
        name=name,
        incident=incident,
        title=schema.optional(given, "title") or incident,
        window=window,
        trigger=schema.plain(_table(given, "trigger") or Table(given.place)),
        incidents=_incidents(given),
        notes=schema.several(given, "notes"),
        sources=tuple(sources.described.values()),
        found=answered,
        conflicting=tuple(_conflicts(given, reading)),
        amendments=tuple((item, reading.streams(item.about)) for item in amended),
        checkpoints=tuple(_checkpoint(item) for item in schema.tables(given, "checkpoints", "a checkpoint")),
    )


def _table(given: Table, key: str) -> Table | None:
    return None if given.get(key) is None else schema.table(given[key], given.at(key), key)


def _incidents(given: Table) -> dict[str, str]:
    found = _table(given, "incidents")
    return {} if found is None else {key: schema.optional(found, key) or key for key in found}


def _window(given: Table) -> tuple[str | None, str | None]:
    window = _table(given, "window")
    if window is None:
        return None, None
    schema.known_keys(window, schema.WINDOW, "a window")
    start, end = schema.optional(window, "from"), schema.optional(window, "to")
    days = [
        evidence.read_with(cut, t, window.at(k), evidence.IN_EDTF).day for k, t in (("from", start), ("to", end)) if t
    ]
    if len(days) == 2 and days[0] > days[1]:
        window.place.fail(f"the window ends ({end}) before it begins ({start})", "put the earlier date under from:")
    return start, end


def _register(positions: list[Found], listed: list[tuple[Table, list[Found]]], reading: Reading) -> None:
    """Note what each id of the file stands for; an id given twice is refused."""
    for found in positions:
        _note(found, reading)
    for item, some in listed:
        name = some[0].development.group or some[0].development.id
        if name in reading.groups or any(found.development.id in reading.known for found in some):
            item.at("id").fail(f"the id {name!r} stands twice in this file", "give each development an id of its own")
        for found in some:
            _note(found, reading)


def _note(found: Found, reading: Reading) -> None:
    made = found.development
    reading.groups.setdefault(made.group or made.id, []).append(made.id)
    reading.known[made.id] = found.known
    reading.forms[made.id] = type(made)


def _answering(found: Found, reading: Reading) -> Found:
    """The development with the bare ids of groups that it responds to replaced by those of their parts."""
    made = found.development
    answers = reading.expanded(made.in_response_to)
    if answers == made.in_response_to:
        return found
    return replace(found, development=made.model_copy(update={"in_response_to": answers}))


def _positions(
    given: Table, reading: Reading, window: tuple[str | None, str | None], found: list[Found]
) -> list[Found]:
    """The initial state of each pair: a position stated on the day before the window."""
    initial = _table(given, "initial_state")
    if not initial:
        return []
    day = _day_before(window[0], found, initial.place)
    return [_position(pair, initial, reading, day) for pair in initial]


def _day_before(start: str | None, found: list[Found], place: Place) -> date:
    if start is not None:
        first = date.fromisoformat((start + "-01-01")[:10]) if len(start) == 4 else _first_of(start)
    elif found:
        first = min(item.development.occurred.best for item in found)
    else:
        place.fail("an initial state without a window", "say window: from: and to:")
    return first - timedelta(days=1)


def _first_of(start: str) -> date:
    return date.fromisoformat(start[:10] if len(start) >= 10 else f"{start}-01")


def _position(pair: str, initial: Table, reading: Reading, day: date) -> Found:
    name = normal_pair(pair, initial.keyed[pair])
    group = f"{reading.incident}-position"
    state = schema.table(initial[pair], initial.at(pair), f"the initial state of {pair}")
    checked_state(state, name)
    content = {
        "id": f"{group}/{name}", "group": group, "occurred": on(day), "actors": sides(name),
        "position": schema.plain(state), "incidents": (reading.incident,),
        "summary": f"Position of {name} before the window of the scenario.",
    }  # fmt: skip
    try:
        made = TYPES[POSITION].model_validate(content)
    except ValidationError as problem:
        evidence.refuse(problem, state)
    return Found(made, end_of_day(day), schema.plain(state))


def normal_pair(pair: str, place: Place) -> str:
    """A pair written alphabetically; two states that are states."""
    one, _, other = pair.partition("-")
    if not other:
        place.fail(f"{pair!r} is not a pair", "write two states with a dash: IRN-PAK")
    for code in (one, other):
        evidence.read_with(countries.state, code, place, evidence.A_PARTY)
    return evidence.read_with(lambda _: pair_of(one, other), pair, place, "name two different states, such as IRN-PAK")  # type: ignore[no-any-return]


def checked_state(state: Table, pair: str) -> None:
    """Refuse components that there are not, halves of other pairs, and values that cannot be."""
    shown = {name: component for name, component in COMPONENT.items() if component.shown}
    for key, value in state.items():
        place = state.keyed[key]
        if key in _DERIVED:
            continue
        if key not in shown:
            place.fail(f"no component is called {key!r}{did_you_mean(key, shown)}", f"there are {', '.join(shown)}")
        component = shown[key]
        if component.scope == "pair":
            _checked_value(component.name, value, state.at(key))
            continue
        owners = halves(pair) if component.scope == "half" else sides(pair)
        owned = schema.table(value, state.at(key), key)
        for owner, item in owned.items():
            if owner not in owners:
                hint = did_you_mean(owner, owners)
                owned.keyed[owner].fail(f"{owner!r} is not of {pair}{hint}", f"write {owners[0]} or {owners[1]}")
            _checked_value(component.name, item, owned.at(owner))


def _checked_value(name: str, value: Any, place: Place) -> None:
    """Refuse a value that the component can never have; a list may stand for a mapping, a word for its summary."""
    component = COMPONENT[name]
    if component.kind in ("mapping", "items", "date") or value is None:
        return
    evidence.read_with(lambda given: from_json(component, given), schema.plain(value), place, evidence.A_CHOICE)


def _conflicts(given: Table, reading: Reading) -> list[AddClaims]:
    """Accounts that the file sets aside are claims all the same."""
    found: list[AddClaims] = []
    for item in schema.tables(given, "conflicting_reports", "a conflicting report"):
        schema.known_keys(item, schema.CONFLICT, "a conflicting report", ["about", "claim"])
        about = schema.text(item["about"], item.at("about"), "about")
        if about not in reading.groups:
            hint = did_you_mean(about, reading.groups)
            item.at("about").fail(f"no development of this file is called {about!r}{hint}", "name one by its id")
        source = schema.optional(item, "source")
        claim = Claim(
            aspect="account",
            value=schema.text(item["claim"], item.at("claim"), "claim"),
            source=None if source is None else reading.sources.reference(source, item.at("source")),
            note=schema.optional(item, "settled"),
        )
        found += [_conflict(stream, claim, item, reading) for stream in reading.streams(about)]
    return found


def _conflict(stream: str, claim: Claim, item: Table, reading: Reading) -> AddClaims:
    said = reading.command_id("conflict", schema.plain(item))
    return AddClaims(stream=stream, id=said, known_from=reading.known[stream], claims=(claim,))


def _checkpoint(item: Table) -> Checkpoint:
    schema.known_keys(item, schema.CHECKPOINT, "a checkpoint", ["as_of", "pair", "state"])
    pair = normal_pair(schema.text(item["pair"], item.at("pair"), "pair"), item.at("pair"))
    state = schema.table(item["state"], item.at("state"), "state")
    checked_state(state, pair)
    known = schema.optional(item, "known_at")
    as_of = schema.text(item["as_of"], item.at("as_of"), "as_of")
    return Checkpoint(
        as_of=evidence.read_with(cut, as_of, item.at("as_of"), evidence.IN_EDTF),
        known_at=None if known is None else evidence.read_with(instant, known, item.at("known_at"), evidence.A_MOMENT),
        pair=pair,
        state=schema.plain(state),
        where=f"{item.place.file}:{item.place.line}",
        note=schema.optional(item, "note"),
    )
