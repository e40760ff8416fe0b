"""Seals: a checkpoint of a log as a note of three lines, and beside it the time at which it was taken.

The note is the text of a checkpoint as transparency logs write it (C2SP, tlog-checkpoint and signed-note): origin,
size, and the root in base64, each line ended by a newline. What can be computed from the log again stands in the
note and nothing else, so that two seals of one log at one size are the same note wherever they were taken, and
can be compared as text. The time can not be computed again: it is what the taker says, and stands outside, behind
an empty line. A signature (``signing``) covers the whole file, the time with it.
"""

import re
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from dataclasses import dataclass
from datetime import UTC, datetime

from tracker.application.proof.tree import EMPTY_ROOT, HASH_LENGTH

LONGEST = 1024
"""So many bytes a seal has at most; a longer file is not read."""
LONGEST_ORIGIN = 200
LARGEST_SIZE = 2**63 - 1
_SIZE = re.compile(r"0|[1-9][0-9]{0,18}", re.ASCII)
_TIME = re.compile(r"time ([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3})Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The root of a log at a size; ``origin`` says of which log. ValueError where one of them cannot be."""

    origin: str
    size: int
    root: bytes

    def __post_init__(self) -> None:
        _check_origin(self.origin)
        if not 0 <= self.size <= LARGEST_SIZE:
            raise ValueError(f"no log has the size {self.size}")
        if len(self.root) != HASH_LENGTH:
            raise ValueError(f"a root has {HASH_LENGTH} bytes, not {len(self.root)}")
        if self.size == 0 and self.root != EMPTY_ROOT:
            raise ValueError("the root of an empty log is the hash of nothing, and this is another")

    def text(self) -> str:
        """The note: three lines."""
        return f"{self.origin}\n{self.size}\n{hash_text(self.root)}\n"


@dataclass(frozen=True, slots=True)
class Seal:
    """A checkpoint, and when its taker says that it was taken; ``time`` is aware, and kept to the millisecond."""

    checkpoint: Checkpoint
    time: datetime | None = None

    def to_bytes(self) -> bytes:
        """The file: the note, and where there is a time an empty line and ``time 2024-01-31T12:00:00.000Z``."""
        note = self.checkpoint.text()
        if self.time is None:
            return note.encode()
        moment = self.time.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="milliseconds")
        return f"{note}\ntime {moment}Z\n".encode()


def seal_from(stored: bytes) -> Seal:
    """The seal that a file holds, read strictly: there is one way to write each; ValueError says what is wrong."""
    text = _text(stored)
    lines = text.split("\n")
    if lines[-1]:
        raise ValueError("the last line of a seal ends in a newline, and this one does not: the file is cut off")
    if len(lines) not in (4, 6):
        raise ValueError(f"a seal has three lines, or five with the time, not {len(lines) - 1}")
    checkpoint = Checkpoint(lines[0], _size(lines[1]), hash_from(lines[2], "the root"))
    return Seal(checkpoint, _time(lines[3], lines[4]) if len(lines) == 6 else None)


def _text(stored: bytes) -> str:
    if len(stored) > LONGEST:
        raise ValueError(f"a seal has at most {LONGEST} bytes")
    try:
        text = stored.decode()
    except UnicodeDecodeError as problem:
        raise ValueError("a seal is UTF-8, and this is not") from problem
    if "\r" in text:
        raise ValueError("lines of a seal end in LF alone; these end in CR LF, as after a passage by mail")
    return text


def _check_origin(origin: str) -> None:
    """Refuse what a key could not be named after, or what would not show as it is."""
    if not origin or len(origin) > LONGEST_ORIGIN:
        raise ValueError(f"the origin of a log has 1 to {LONGEST_ORIGIN} characters, not {len(origin)}")
    if "+" in origin or not origin.isprintable() or any(each.isspace() for each in origin):
        raise ValueError(f"the origin of a log has no spaces, no plus and nothing invisible: {origin!a}")


def _size(line: str) -> int:
    if not _SIZE.fullmatch(line):
        raise ValueError(f"the size is a whole number without sign or leading zeros, not {_shown(line)}")
    return int(line)


def _time(empty: str, line: str) -> datetime:
    found = _TIME.fullmatch(line)
    if empty or found is None:
        raise ValueError(
            f"an empty line and 'time 2024-01-31T12:00:00.000Z' follow the root, not {_shown(empty or line)}"
        )
    try:
        return datetime.fromisoformat(found[1]).replace(tzinfo=UTC)
    except ValueError as problem:
        raise ValueError(f"there is no such time as {found[1]}Z") from problem


def hash_text(found: bytes) -> str:
    """A hash in base64 (RFC 4648, section 4), as notes and proofs write it."""
    return b64encode(found).decode("ascii")


def hash_from(text: str, what: str) -> bytes:
    """A hash read from base64; ValueError where it is not one, or not written as it would be."""
    try:
        found = b64decode(text, validate=True)
    except (NotBase64, ValueError) as problem:
        raise ValueError(f"{what} is not base64: {_shown(text)}") from problem
    if len(found) != HASH_LENGTH or hash_text(found) != text:
        raise ValueError(f"{what} is not the base64 of {HASH_LENGTH} bytes: {_shown(text)}")
    return found


def _shown(text: str) -> str:
    """A text as it may be shown in a message: short, and with escapes for what is not ASCII."""
    return ascii(text if len(text) <= 60 else f"{text[:60]}…")
