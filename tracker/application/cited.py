"""Citations as text: the line that ``tracker cite`` prints, read part by part into clocks and digests.

What is read is exactly what is written: a line in which one part is missing, doubled or of another form is no
citation, and the message says which part, and where in the line it stands. Lines of earlier releases end with the
digest; since logs are sealed the root of the entries follows it.
"""

import re
from datetime import UTC, date, datetime
from typing import NamedTuple

from tracker.application.problems import BadInput
from tracker.application.proof.note import hash_from
from tracker.application.store.reader import Clocks
from tracker.domain.moments import Cut

FORM = "IRN-PAK @2024-01-18 known 2024-01-19T12:00Z #412 sha256:… root:…"
_PARTS = (
    ("a pair of states such as IRN-PAK", r"[A-Z]{3}-[A-Z]{3}"),
    ("a date such as @2024-01-18", r"@\d{4}-\d\d-\d\d(?:T\d\d:\d\d)?"),
    ("the word known", r"known"),
    ("a time of knowledge such as 2024-01-19T12:00Z", r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?Z|nothing"),
    ("a position of the log such as #412", r"#\d{1,18}"),
    ("a digest, sha256: and 64 hexadecimal digits", r"sha256:[0-9a-f]{64}"),
    ("a root, root: and 44 characters of base64", r"root:[A-Za-z0-9+/]{43}="),
)
_NEEDED = len(_PARTS) - 1
_LIKE = re.compile(r"\S+\s+@\S|.*\bsha256:", re.DOTALL)


class Cited(NamedTuple):
    """A citation, read: what it pins, and the digests that it was printed with."""

    line: str
    pair: str
    as_of: Cut
    known_at: datetime | None
    """None of a log in which nothing was recorded yet."""
    position: int
    sha256: str
    root: str | None
    """In base64; None in a citation of an earlier release."""

    @property
    def clocks(self) -> Clocks:
        """The clocks that the citation pins."""
        return Clocks(self.as_of, self.known_at, self.position)


def looks_cited(text: str) -> bool:
    """Whether a text is meant as a citation, well written or not, and not as an id."""
    return _LIKE.match(text.strip()) is not None


def read_citation(text: str) -> Cited:
    """The citation of a line; BadInput with what is wrong and the column, from 1, where it is."""
    words = list(re.finditer(r"\S+", text))
    for number, (what, pattern) in enumerate(_PARTS):
        if number >= len(words):
            if number < _NEEDED:
                raise _ends(text, what)
            break
        if re.fullmatch(pattern, words[number][0], re.ASCII) is None:
            raise _wrong(words[number], f"is not {what}")
    for word in words[len(_PARTS) :]:
        raise _wrong(word, "is too much: a citation ends before it")
    return _cited([word[0] for word in words], words)


def _cited(parts: list[str], words: list[re.Match[str]]) -> Cited:
    first, _, second = parts[0].partition("-")
    if first >= second:
        raise _wrong(words[0], "is no pair: two different states, in the order of the alphabet")
    return Cited(
        " ".join(parts),
        parts[0],
        _cut(words[1]),
        None if parts[3] == "nothing" else _instant(words[3]),
        int(parts[4][1:]),
        parts[5].removeprefix("sha256:"),
        _root(words[6]) if len(parts) > _NEEDED else None,
    )


def _root(word: re.Match[str]) -> str:
    """Not all text of that form is a root: of its last digit only some values are ever written."""
    text = word[0].removeprefix("root:")
    try:
        hash_from(text, "root")
    except ValueError as problem:
        raise _wrong(word, "is not the base64 of 32 bytes") from problem
    return text


def _cut(word: re.Match[str]) -> Cut:
    day, _, time = word[0][1:].partition("T")
    try:
        found = date.fromisoformat(day)
        minute = datetime.strptime(time, "%H:%M").replace(tzinfo=UTC) if time else None
    except ValueError as problem:
        raise _wrong(word, "is not a date that there is") from problem
    return Cut(found) if minute is None else Cut(found, minute.hour * 60 + minute.minute)


def _instant(word: re.Match[str]) -> datetime:
    try:
        return datetime.fromisoformat(word[0]).astimezone(UTC)
    except (ValueError, OverflowError) as problem:
        raise _wrong(word, "is not a time that there is") from problem


def _wrong(word: re.Match[str], what: str) -> BadInput:
    return BadInput(f"{word[0]!r} {what}", f"citation, column {word.start() + 1}", f"a citation reads {FORM}")


def _ends(text: str, wanted: str) -> BadInput:
    """A shell takes ``#`` after a space for the beginning of a comment."""
    return BadInput(
        f"it ends where {wanted} was expected", f"citation, column {len(text.rstrip()) + 1}",
        "give the whole line in quotes, as tracker cite printed it: a shell takes # for a comment",
    )  # fmt: skip
