"""Developments by hand: an item as a scenario would hold it becomes commands, under an id that can be read.

The item is read by the reader of scenarios, so that several actors and targets expand to a group here as there.
"""

import hashlib
import json
import re
from dataclasses import replace
from datetime import datetime
from typing import Any

from tracker.application.problems import BadInput
from tracker.application.recording.dating import dated, known_from
from tracker.application.recording.ground import Ground
from tracker.domain.commands import Record, Refusal, Refused
from tracker.domain.development import Development
from tracker.domain.log import NO_DEVELOPMENT

_NAMELESS = "by-hand"
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_MOST = 4
"""So many parties are named in a generated id."""
_LONGEST = 140
"""Characters of a generated id: a number may follow, and an id has 150 at most."""
_ID = re.compile(r"[^\W_](?:[\w.:@+-]*[\w])?")


def records(ground: Ground, item: dict[str, Any], id: str | None, by: str, now: datetime) -> list[Record]:
    """The commands that record an item; under a generated id where none is given.

    A generated id that holds other content gives way to ``-2``, ``-3`` …; one that holds the same is taken
    again, and then nothing is new.
    """
    dated(item["date"], item.get("date_precision"), item.get("time"))
    if id is not None:
        return _whole(ground, _expanded(ground, {"id": checked_id(id), **item}, by, now))
    probe = _expanded(ground, {"id": _NAMELESS, **item}, by, now)
    base, number = readable_id(probe), 1
    while True:
        found = [_renamed(record, base if number == 1 else f"{base}-{number}") for record in probe]
        if _is_free(ground, found) or _is_said(ground, found):
            return found
        number += 1


def _whole(ground: Ground, found: list[Record]) -> list[Record]:
    """The commands, where their id is free or holds just these parts; Refused where it holds others."""
    bare = found[0].development.group or found[0].development.id
    there = {*ground.streams_of(bare), *ground.parts_of(bare)}
    if there and there != {record.development.id for record in found}:
        raise Refused(Refusal.SAID_OTHERWISE, bare, f"recorded as {', '.join(sorted(there))}")
    return found


def checked_id(id: str) -> str:
    """An id as given; BadInput where it could not be told from a part, a source or an incident."""
    if not _ID.fullmatch(id) or len(id) > 150 or id.startswith(NO_DEVELOPMENT):
        raise BadInput(f"{id!r} cannot be an id", remedy="letters, figures, '-', '_', '.', up to 150, without spaces")
    return id


def readable_id(found: list[Record]) -> str:
    """Date, parties and type: ``2024-01-17-pak-irn-ambassador-recalled``."""
    first = found[0].development
    every = [party for record in found for party in (*record.development.actors, *record.development.targets)]
    names = [_slug(party.rpartition(":")[2]) for party in dict.fromkeys(every)]
    named = names if len(names) <= _MOST else [*names[: _MOST - 1], "others"]
    return "-".join([first.occurred.best.isoformat(), *named, _slug(first.type_name())])[:_LONGEST].rstrip("-")


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:40]


def _is_free(ground: Ground, found: list[Record]) -> bool:
    bare = found[0].development.group or found[0].development.id
    return not ground.streams_of(bare)


def _is_said(ground: Ground, found: list[Record]) -> bool:
    dossiers = [ground.dossier(record.development.id) for record in found]
    held = [None if dossier is None else dossier.original for dossier in dossiers]
    return held == [record.development for record in found]


def _expanded(ground: Ground, item: dict[str, Any], by: str, now: datetime) -> list[Record]:
    """The item read as the only development of a scenario, and taken out of it again."""
    from tracker.application.scenario import parse_scenario

    given = {key: value for key, value in item.items() if key != "known_from"}
    document = {"schema": "tracker-scenario/1", "incident": _NAMELESS, "title": _NAMELESS, "developments": [given]}
    try:
        scenario = parse_scenario(_as_yaml(document), "record")
        commands = scenario.commands(now, by)
    except BadInput as problem:
        raise BadInput(
            problem.what, None, problem.remedy or f"tracker catalogue {item['type']} shows what it takes"
        ) from problem
    known = known_from(ground, item.get("known_from"), _sources(item), now)
    return [_own(command, item, known) for command in commands if isinstance(command, Record)]


def _as_yaml(document: dict[str, Any]) -> str:
    """JSON is YAML, but for some characters that YAML wants escaped."""
    text = json.dumps(document, ensure_ascii=False)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _sources(item: dict[str, Any]) -> list[str]:
    return [*item.get("sources", ()), *(report["source"] for report in item.get("reports", ()))]


def _own(command: Record, item: dict[str, Any], known: datetime) -> Record:
    """The command without the incident of the file that there is not."""
    incidents = tuple(id for id in command.development.incidents if id != _NAMELESS)
    return _saying(command, command.development.model_copy(update={"incidents": incidents}), known)


def _renamed(command: Record, id: str) -> Record:
    """The same development under another id, of a group under that part of it."""
    held = command.development
    names = {"id": id} if held.group is None else {"id": id + held.id.removeprefix(held.group), "group": id}
    return _saying(command, held.model_copy(update=names), command.known_from)


def _saying(command: Record, development: Development, known: datetime) -> Record:
    """The command that records a development, with the id of what it says."""
    digest = hashlib.sha256(f"{development.type_name()}{development.model_dump_json()}".encode()).hexdigest()
    stream = development.id
    return replace(command, stream=stream, development=development, id=f"record:{digest[:16]}", known_from=known)
