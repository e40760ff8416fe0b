"""The mapper: entries to stored events and back, under names and JSON of our own.

A closed world: a topic is looked up in the catalogue and in the list of entries, never resolved as a Python
path. Decoding is strict: what is not exactly the format is refused, with its place in the log.
BEWARE: this is the storage format. ``recorded_at`` comes first, so that it is read without decoding the rest.
"""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from pydantic import ValidationError
from pydantic_core import from_json, to_json

from tracker.domain.catalogue import TYPES
from tracker.domain.development import Development
from tracker.domain.log import AMENDMENTS, Entry, IncidentOpened, Recorded, SourceDescribed, topic_of

_ENVELOPE = ("known_from", "by", "command", "reason")
_OTHERS: tuple[type[Entry], ...] = (*AMENDMENTS, SourceDescribed, IncidentOpened)
_BY_TOPIC: dict[str, type[Entry]] = {entry.topic: entry for entry in _OTHERS}
_HEAD = '{"recorded_at":"'


class Undecodable(Exception):
    """A stored event is not exactly of the format; says which, and what is wrong."""


@dataclass(frozen=True, slots=True)
class Stored:
    """An entry with its place in the log: position from 1, without gaps, and the wall clock of recording."""

    position: int
    recorded_at: datetime
    entry: Entry


def instant_text(moment: datetime) -> str:
    """A UTC instant as the format writes it, to the millisecond."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def encode(entry: Entry, recorded_at: str) -> tuple[str, int, str, bytes]:
    """Stream, version, topic and JSON of an entry."""
    body = entry.model_dump_json(exclude={"stream", "version"}, exclude_defaults=True)
    state = f'{_HEAD}{recorded_at}"{"," if body != "{}" else ""}{body[1:]}'
    return entry.stream, entry.version, topic_of(entry), state.encode()


def recorded_at_of(state: bytes) -> str:
    """The recording time of a stored event, as text, without decoding the rest."""
    head = state[: len(_HEAD)].decode("utf-8", "replace")
    if head != _HEAD:
        msg = "a stored event does not begin with its recording time"
        raise Undecodable(msg)
    return state[len(_HEAD) :].split(b'"', 1)[0].decode("ascii", "replace")


def decode(position: int, stream: str, version: int, topic: str, state: bytes) -> Stored:
    """The entry of a stored event; Undecodable where it is not exactly of the format."""
    try:
        body = from_json(state)
        recorded_at = datetime.fromisoformat(body.pop("recorded_at"))
        entry = _entry(stream, version, topic, body)
    except (ValidationError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as problem:
        msg = f"entry {position} ({stream}, version {version}, {topic}): {_short(problem)}"
        raise Undecodable(msg) from problem
    return Stored(position, recorded_at, entry)


def _short(problem: Exception) -> str:
    if isinstance(problem, ValidationError):
        first = problem.errors(include_url=False)[0]
        return f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}"
    return str(problem).splitlines()[0] if str(problem) else type(problem).__name__


def _entry(stream: str, version: int, topic: str, body: dict[str, Any]) -> Entry:
    form = _BY_TOPIC.get(topic)
    if form is not None:
        return form.model_validate_json(to_json({**body, "stream": stream, "version": version}), strict=True)
    development = _development(topic, body.pop("development"))
    strange = set(body) - set(_ENVELOPE)
    if strange:
        msg = f"unknown keys {', '.join(sorted(strange))}"
        raise ValueError(msg)
    known = body.get("known_from")
    return Recorded.model_construct(
        stream=stream,
        version=_whole(version),
        known_from=None if known is None else datetime.fromisoformat(known),
        by=_text(body.get("by", "")),
        command=_text(body.get("command", "")),
        reason=None if body.get("reason") is None else _text(body["reason"]),
        development=development,
    )


def _development(topic: str, content: Any) -> Development:
    form = TYPES.get(topic)
    if form is None:
        msg = f"no entry or type of the catalogue is called {topic!r}"
        raise ValueError(msg)
    return form.model_validate_json(to_json(content), strict=True)


def _whole(value: Any) -> int:
    if not isinstance(value, int) or value < 1:
        msg = f"version {value!r} is not a whole number from 1"
        raise ValueError(msg)
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        msg = f"{value!r} is not text"
        raise TypeError(msg)
    return value


def plain(state: bytes) -> dict[str, Any]:
    """The JSON of a stored event, undecoded, for showing."""
    found: dict[str, Any] = json.loads(state)
    return found
