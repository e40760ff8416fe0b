"""The lines of a log in a file: JSON Lines, one for the log, one for each entry in its order, one that seals them.

    {"tracker-log":1,"origin":"tracker/41f0…","seals":[{"size":1,"root":"…","time":"2024-01-31T12:00:00.000Z"}]}
    {"position":1,"stream":"d1","version":1,"topic":"ambassador_recalled","state":{"recorded_at":"…",…}}
    {"origin":"tracker/41f0…","size":1,"root":"…"}

A state stands there byte for byte as it is stored; where it is no JSON of one line, in base64 under another key. There
is one way to write each line, so that the same log is the same file, and one that grew differs only where it grew.
BEWARE: this is a file format; logs that were exported once are read for ever.
"""

import json
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from datetime import datetime
from json.encoder import encode_basestring as quoted
from typing import Any, NamedTuple

from pydantic_core import from_json

from tracker.application.proof.note import Checkpoint, hash_from, hash_text
from tracker.application.store.codec import instant_text
from tracker.application.store.recorder import EventRow
from tracker.application.store.tree import SealRow

FORMAT = 1
LONGEST = 1 << 24
"""So many bytes a line has at most, with its end."""
_DECODER = json.JSONDecoder()
_PLAIN, _ENCODED = '"state":', '"state_base64":"'


class Heading(NamedTuple):
    """The first line: the name of the log, and the seals that were taken of it."""

    origin: str
    seals: tuple[SealRow, ...]


def heading_line(heading: Heading) -> bytes:
    """The first line, with its end."""
    seals = [{"size": size, "root": hash_text(root), "time": time} for size, root, time in heading.seals]
    return _line({"tracker-log": FORMAT, "origin": heading.origin, "seals": seals})


def entry_line(position: int, row: EventRow) -> bytes:
    """The line of an entry, with its end."""
    stream, version, topic, state = row
    head = _head(position, stream, version, topic)
    if is_a_line(state):
        return f"{head}{_PLAIN}".encode() + state + b"}\n"
    return f'{head}{_ENCODED}{b64encode(state).decode()}"}}\n'.encode()


def sealing_line(checkpoint: Checkpoint) -> bytes:
    """The last line, with its end."""
    return _line({"origin": checkpoint.origin, "size": checkpoint.size, "root": hash_text(checkpoint.root)})


def is_a_line(state: bytes) -> bool:
    """Whether the bytes of an entry can stand in a line as they are."""
    if b"\n" in state or b"\r" in state:
        return False
    try:
        state.decode()
        from_json(state, allow_inf_nan=False)
    except ValueError:
        return False
    return True


def is_sealing(line: bytes) -> bool:
    """Whether a line seals what is above, rather than being an entry."""
    return line.startswith(b'{"origin":')


def heading_of(line: bytes) -> Heading:
    """What the first line says; ValueError or TypeError where it is none."""
    if not line.startswith(b'{"tracker-log":'):
        raise ValueError('this is not a log that was exported: its first line does not begin with {"tracker-log":')
    found = _document(line)
    if found["tracker-log"] != FORMAT:
        raise ValueError(f"written in format {found['tracker-log']!r:.20}; this release reads format {FORMAT}")
    origin = found.get("origin")
    if not isinstance(origin, str):
        raise TypeError("the first line does not name the log")
    heading = Heading(origin, tuple(_seal(origin, each) for each in found.get("seals", ())))
    _check_written(heading_line(heading), line)
    return heading


def checkpoint_of(line: bytes) -> Checkpoint:
    """What the last line says of the log: name, size and root; ValueError where it is none."""
    found = _document(line)
    size, root = _whole(found.get("size")), hash_from(str(found.get("root")), "the root")
    checkpoint = Checkpoint(str(found.get("origin")), size, root)
    _check_written(sealing_line(checkpoint), line)
    return checkpoint


def entry_of(line: bytes, position: int) -> EventRow:
    """The entry that a line holds, which is to be that of a position; ValueError or TypeError where it is not."""
    text = line.decode().removesuffix("\n")
    found, at = _value(text, 0, '{"position":')
    stream, at = _value(text, at, ',"stream":')
    version, at = _value(text, at, ',"version":')
    topic, at = _value(text, at, ',"topic":')
    if found != position:
        raise ValueError(
            f"here stands entry {found!r:.30}, where {position} follows: entries are missing or were moved"
        )
    if not (isinstance(stream, str) and isinstance(topic, str)):
        raise TypeError("id and topic of an entry are text")
    head = _head(position, stream, _whole(version), topic)
    if not text.startswith(head) or not text.endswith("}"):
        raise ValueError("the line is not written as tracker export writes it")
    return stream, version, topic, _state(text[len(head) : -1])


def _state(text: str) -> bytes:
    if text.startswith(_PLAIN):
        state = text[len(_PLAIN) :].encode()
        if not is_a_line(state):
            raise ValueError("the state of the entry is not JSON")
        return state
    if not text.startswith(_ENCODED):
        raise ValueError("an entry has a state")
    try:
        state = b64decode(text[len(_ENCODED) : -1], validate=True)
    except NotBase64 as problem:
        raise ValueError("the state of the entry is not base64") from problem
    if text != f'{_ENCODED}{b64encode(state).decode()}"' or is_a_line(state):
        raise ValueError("the line is not written as tracker export writes it")
    return state


def _head(position: int, stream: str, version: int, topic: str) -> str:
    return f'{{"position":{position},"stream":{quoted(stream)},"version":{version},"topic":{quoted(topic)},'


def _value(text: str, at: int, key: str) -> tuple[Any, int]:
    """The value behind a key that stands at a place of a line, and the place behind it."""
    if not text.startswith(key, at):
        wanted = key.strip('{",:')
        raise ValueError(f"an entry begins with position, stream, version and topic; {wanted} is missing")
    return _DECODER.raw_decode(text, at + len(key))


def _line(document: Any) -> bytes:
    return f"{json.dumps(document, ensure_ascii=False, separators=(',', ':'))}\n".encode()


def _document(line: bytes) -> Any:
    return from_json(line, allow_inf_nan=False)


def _seal(origin: str, said: Any) -> SealRow:
    if not isinstance(said, dict):
        raise TypeError("a seal has size, root and time")
    found = Checkpoint(origin, _whole(said.get("size")), hash_from(str(said.get("root")), "the root of a seal"))
    time = str(said.get("time"))
    moment = datetime.fromisoformat(time)
    if moment.tzinfo is None or instant_text(moment) != time:
        raise ValueError("the time of a seal is not written as 2024-01-31T12:00:00.000Z")
    return found.size, found.root, time


def _whole(value: Any) -> int:
    if type(value) is not int or not 0 <= value < 1 << 63:
        raise ValueError("a number is a whole one")
    return value


def _check_written(wanted: bytes, found: bytes) -> None:
    if wanted != found:
        raise ValueError("the line is not written as tracker export writes it")
