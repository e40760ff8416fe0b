"""Scenarios: a file that scripts an incident becomes commands for the desk, and checkpoints.

Reading judges the whole file before anything is recorded; what does not fit is BadInput with file, line and column.
"""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from tracker.application import dates
from tracker.application.problems import BadInput
from tracker.application.scenario import amendments, developments, schema
from tracker.application.scenario.checkpoints import Checkpoint, checkpoint
from tracker.application.scenario.evidence import described
from tracker.application.scenario.reading import Draft, Reading
from tracker.application.scenario.text import Node, parsed
from tracker.application.scenario.tokens import LARGEST, decoded
from tracker.domain.commands import Command, DescribeSource, OpenIncident
from tracker.domain.evidence import Claim, Source
from tracker.domain.log import INCIDENT_PREFIX, source_stream

__all__ = ["Checkpoint", "Scenario", "parse_scenario", "read_scenario"]


@dataclass(frozen=True, slots=True)
class Scenario:
    """A file that scripts an incident, read."""

    name: str
    incident: str
    title: str
    window: tuple[str | None, str | None]
    trigger: dict[str, Any]
    sources: tuple[Source, ...]
    checkpoints: tuple[Checkpoint, ...]
    notes: tuple[str, ...]
    conflicting: tuple[Claim, ...]
    drafts: tuple[Draft, ...]

    def commands(self, now: datetime, by: str) -> tuple[Command, ...]:
        """What the file asks to record, in its order; ``now`` (UTC) is when what nothing dates became known."""
        return tuple(draft.command(now, by) for draft in self.drafts)

    def place_of(self, command_id: str) -> str | None:
        """Where in the file a command comes from, as ``file:line:column``."""
        return next((draft.where for draft in self.drafts if draft.id == command_id), None)


def read_scenario(path: Path) -> Scenario:
    """The scenario of a file; BadInput where it cannot be read or does not fit."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST * 4 + 1)
    except OSError as problem:
        raise BadInput(f"cannot be read: {problem.strerror}", str(path), "give the path of a scenario file") from None
    return parse_scenario(decoded(data, str(path)), str(path))


def parse_scenario(text: str, name: str) -> Scenario:
    """The scenario of a text; ``name`` stands for the file in what is said of it."""
    root = parsed(text, name)
    entries = schema.given(root, schema.FILE, "a scenario")
    schema.choice(schema.needed(root, entries, "schema", "a scenario"), (schema.SCHEMA,))
    incident = schema.ident(schema.needed(root, entries, "incident", "a scenario"))
    reading = Reading(name, incident, described(entries.get("sources"), incident))
    opening = _opening(entries, incident, reading)
    items = developments.listed(entries.get("developments"), reading)
    told = [draft for item in items for draft in developments.drafts(item, reading)]
    stated = developments.positions(entries.get("initial_state"), _start(opening[0], told), reading)
    accounts = [d for node in _items(entries, "conflicting_reports") for d in amendments.conflict(node, reading)]
    amended = [d for node in _items(entries, "amendments") for d in amendments.drafts(node, reading)]
    return Scenario(
        name=name,
        incident=incident,
        title=opening[0].payload["title"],
        window=opening[0].payload["window"],
        trigger=opening[0].payload["trigger"],
        sources=tuple(reading.sources.described.values()),
        checkpoints=tuple(checkpoint(node) for node in _items(entries, "checkpoints")),
        notes=opening[0].payload["notes"],
        conflicting=tuple(claim for draft in accounts for claim in draft.payload["claims"]),
        drafts=(*opening, *_described(reading, root), *stated, *told, *accounts, *amended),
    )


def _items(entries: Any, key: str) -> tuple[Node, ...]:
    return schema.items(entries[key], key) if key in entries else ()


def _opening(entries: Any, incident: str, reading: Reading) -> list[Draft]:
    """The incident of the file, and further ones that it names."""
    title = schema.optional(entries.get("title")) or incident
    trigger = entries.get("trigger")
    own = {
        "title": title,
        "window": _window(entries.get("window")),
        "trigger": {} if trigger is None else schema.mapping(trigger, "trigger") and trigger.plain,
        "notes": schema.texts(entries.get("notes")),
    }
    found = [_opened(incident, own, entries["incident"], reading)]
    further = entries.get("incidents")
    for key, node in {} if further is None else schema.mapping(further, "incidents").items():
        found.append(_opened(schema.ident(further.keys[key]), {"title": schema.text(node)}, node, reading))
    return found


def _opened(incident: str, payload: dict[str, Any], node: Node, reading: Reading) -> Draft:
    stream = f"{INCIDENT_PREFIX}{incident}"
    return Draft(OpenIncident, stream, reading.command_id("open", stream, payload), None, node.where, payload)


def _described(reading: Reading, root: Node) -> list[Draft]:
    return [
        Draft(
            DescribeSource, source_stream(source), reading.command_id("source", source.model_dump(mode="json")),
            reading.sources.known((f"{source.scope}/{source.id}",)), root.where, {"source": source},
        )
        for source in reading.sources.described.values()
    ]  # fmt: skip


def _window(node: Node | None) -> tuple[str | None, str | None]:
    if node is None:
        return None, None
    entries = schema.given(node, schema.WINDOW, "window")
    start, end = (schema.day(entries[key]) if key in entries else None for key in schema.WINDOW)
    if start and end and dates.occurrence(start).best > dates.occurrence(end).latest:
        raise node.bad(f"the window is reversed: it ends ({end}) before it begins ({start})", "exchange from and to")
    return start, end


def _start(opening: Draft, told: list[Draft]) -> date | None:
    """The day on which the file begins: that of its window, else of its earliest development."""
    start = opening.payload["window"][0]
    if start is not None:
        found = dates.occurrence(start)
        return found.earliest or found.best
    return min((draft.payload["development"].occurred.best for draft in told), default=None)
