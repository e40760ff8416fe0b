"""The mapper: entries to stored events and back, under names and JSON of our own.

A closed world: a topic is looked up in the catalogue and in the list of entries, never resolved as a Python
path. Decoding is strict: what is not exactly the format is refused, with its place in the log.
BEWARE: this is the storage format. ``recorded_at`` comes first, so that it is read without decoding the rest.
"""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, lru_cache
from json.encoder import encode_basestring as quoted
from typing import Any

from pydantic import ValidationError
from pydantic_core import from_json, to_json

from tracker.application.store.upcasting import upcast
from tracker.domain.catalogue import TYPES
from tracker.domain.development import Development
from tracker.domain.log import AMENDMENTS, BESIDE, Entry, IncidentOpened, Recorded, SourceDescribed, topic_of

_ENVELOPE = ("known_from", "by", "command", "reason")
_OTHERS: tuple[type[Entry], ...] = (*AMENDMENTS, SourceDescribed, IncidentOpened, *BESIDE)
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
    if isinstance(entry, Recorded):
        return _encode_recorded(entry, recorded_at)
    body = entry.model_dump_json(exclude={"stream", "version"}, exclude_defaults=True)
    state = f'{_HEAD}{recorded_at}"{"," if body != "{}" else ""}{body[1:]}'
    return entry.stream, entry.version, topic_of(entry), state.encode()


def _encode_recorded(entry: Recorded, recorded_at: str) -> tuple[str, int, str, bytes]:
    """The same as of any entry, by the serializer of its type: most entries of a log record a development."""
    form = type(entry.development)
    said = form.__pydantic_serializer__.to_json(entry.development, exclude_defaults=True).decode()
    known = "" if entry.known_from is None else f',"known_from":"{_known(entry.known_from)}"'
    by = f',"by":{quoted(entry.by)}' if entry.by else ""
    command = f',"command":{quoted(entry.command)}' if entry.command else ""
    reason = "" if entry.reason is None else f',"reason":{quoted(entry.reason)}'
    state = f'{_HEAD}{recorded_at}"{known}{by}{command}{reason},"development":{said}}}'
    return entry.stream, entry.version, _name(form), state.encode()


def _known(moment: datetime) -> str:
    return _utc_text(moment) if moment.tzinfo is UTC else moment.isoformat().replace("+00:00", "Z")


@lru_cache(maxsize=4096)
def _utc_text(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")


@cache
def _name(form: type[Development]) -> str:
    return form.type_name()


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
        recorded_at = _recorded_at(body.pop("recorded_at"), state)
        entry = _entry(_text(stream), _whole(version), _text(topic), upcast(topic, body))
    except (Undecodable, ValidationError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as problem:
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
    known = None if body.get("known_from") is None else _instant(body["known_from"])
    if form is not None:
        return form.model_validate_json(to_json({**body, "stream": stream, "version": version}), strict=True)
    development = _development(topic, body.pop("development"))
    strange = set(body) - set(_ENVELOPE)
    if strange:
        msg = f"unknown keys {', '.join(sorted(strange))}"
        raise ValueError(msg)
    return Recorded.model_construct(
        stream=stream,
        version=version,
        known_from=known,
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
    _check_days(content)
    return form.model_validate_json(to_json(content), strict=True)


def _recorded_at(text: Any, state: bytes) -> datetime:
    """The time of recording, which must be the one that is read without decoding."""
    if text != recorded_at_of(state):
        msg = "its recording time is given twice"
        raise ValueError(msg)
    return _instant(text)


def _instant(text: Any) -> datetime:
    """An instant as the format writes it; a bare date, a time without zone and a count of seconds are none."""
    found = datetime.fromisoformat(text) if type(text) is str and text[10:11] == "T" else None
    if found is None or found.tzinfo is None:
        msg = f"{text!r} is no instant such as 2024-01-18T12:00:00Z"
        raise ValueError(msg)
    return found


def _check_days(content: Any) -> None:
    """Refuse days that are figures: what validates dates takes them for seconds since 1970."""
    for key in ("best", "earliest", "latest"):
        day = content["occurred"].get(key)
        if day is not None and (type(day) is not str or day[4:5] != "-"):
            msg = f"{key}: {day!r} is no date such as 2024-01-17"
            raise ValueError(msg)


def _whole(value: Any) -> int:
    if type(value) is not int or value < 1:
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
