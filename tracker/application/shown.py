r"""The gate through which text of sources goes before a person sees it; the log keeps it exactly as given.

A quotation, a headline or a name is untrusted. A terminal obeys what stands in it: an escape sequence
rewrites the screen or the clipboard, a bidi override turns 'did not' around, a flood of accents covers the
lines above. Here such characters become visible escapes (`\x1b`, `\u202e`), so that the reader sees that they
were there. Backslashes of the text are left alone, so that showing twice is showing once; who must tell both
apart asks the log. Markup is plain text here: `[/x]` passes, and the screens show text without reading it.
"""

import re
from collections.abc import Iterator, Mapping
from enum import Enum, auto
from functools import lru_cache
from typing import Any
from unicodedata import category, east_asian_width

MOST_MARKS = 3
"""So many combining marks stand on one base; Vietnamese and pointed Hebrew need no more."""

ELLIPSIS = "…"

_JOINERS = "\u200c\u200d"
_Ranges = tuple[tuple[str, str], ...]
# Scripts in which a joiner is part of the spelling: Arabic with Persian and Urdu; Devanagari to Sinhala.
_JOINING: _Ranges = (("\u0620", "\u06ff"), ("\u0750", "\u077f"), ("\u0870", "\u08ff"), ("\u0900", "\u0dff"))
# Python calls these printable, but they draw nothing: fillers, variation selectors, the grapheme joiner.
_INVISIBLE: _Ranges = (
    ("\u034f", "\u034f"), ("\u115f", "\u1160"), ("\u17b4", "\u17b5"), ("\u180b", "\u180d"), ("\u180f", "\u180f"),
    ("\u3164", "\u3164"), ("\ufe00", "\ufe0f"), ("\uffa0", "\uffa0"), ("\U000e0100", "\U000e01ef"),
)  # fmt: skip
# Vowels and finals of decomposed Hangul: letters by name, but they are drawn into the cell before them.
_CONJOINING: _Ranges = (("\u1160", "\u11ff"), ("\ud7b0", "\ud7fb"))
# Wide since Unicode 16, of which the oldest supported Python does not know.
_LATELY_WIDE: _Ranges = (
    ("\u2630", "\u2637"), ("\u268a", "\u268f"), ("\u4dc0", "\u4dff"), ("\U0001d300", "\U0001d356"),
    ("\U0001d360", "\U0001d376"),
)  # fmt: skip
# Blocks whose printable characters are no marks, joiners or invisible: nothing to examine one by one.
_PLAIN = re.compile(
    "[ -~\u00a0-\u02ff\u0370-\u0482\u048a-\u0590\u2010-\u2027\u2030-\u205e\u20a0-\u20cf\u2100-\u2bff"
    "\u3001-\u3029\u3030-\u3096\u309b-\u3163\u3200-\ua48f\uac00-\ud7a3\uff01-\uff9f]*"
)
_BREAK = re.compile("(?:\r\n|[\t\n])(?:\r\n|[\t\n ])*")


class _Kind(Enum):
    """What a character does where it is shown."""

    PLAIN = auto()
    BLANK = auto()
    MARK = auto()
    JOINER = auto()
    HIDDEN = auto()


def shown(text: object, *, limit: int | None = None) -> str:
    """Return one line that may be shown: nothing in it acts or hides; cut with '…' to `limit` terminal cells.

    Breaks and tabs become one space, other blanks a space, everything that acts or hides a visible escape.
    """
    line = str(text)
    if not (line.isascii() and line.isprintable()):
        line = _neutralised(_BREAK.sub(" ", line))
    return line if limit is None else _cut(line, limit)


def shown_lines(text: object) -> list[str]:
    """Return the lines of a paragraph, each as `shown` gives it, for whoever wraps them."""
    return [shown(line) for line in str(text).replace("\r\n", "\n").split("\n")]


def defanged(data: Any) -> Any:
    """Return rows of JSON-like data with every text in them shown, keys too; numbers, truth and None stay.

    Other values become shown text. Two keys that would look the same stay two: the later one gets a `~`.
    """
    if data is None or isinstance(data, bool | int | float):
        return data
    if isinstance(data, Mapping):
        return _defanged_mapping(data)
    if isinstance(data, list | tuple):
        return [defanged(item) for item in data]
    return shown(data)


def hidden(text: str) -> list[str]:
    """The characters of a text that are shown as escapes, each as often as it is: what acts, hides or floods."""
    if text.isascii() and text.isprintable():
        return []
    line = _BREAK.sub(" ", text)
    return [char for char, piece in zip(line, _pieces(line), strict=True) if piece not in (char, " ")]


def cells(text: str) -> int:
    """Return how many cells of a terminal shown text takes; where terminals differ, the larger number."""
    return len(text) if text.isascii() else sum(map(_cells_of, text))


def _defanged_mapping(data: Mapping[Any, Any]) -> dict[Any, Any]:
    rows: dict[Any, Any] = {}
    for key, value in data.items():
        name = defanged(key)
        while name in rows:
            name = f"{name}~"
        rows[name] = defanged(value)
    return rows


def _neutralised(line: str) -> str:
    if line.isprintable() and _PLAIN.fullmatch(line):
        return line
    return "".join(_pieces(line))


def _pieces(line: str) -> Iterator[str]:
    """Yield each character or its escape; a mark with no base in the text would climb on the frame."""
    before, marks = "", MOST_MARKS
    for char, after in zip(line, f"{line[1:]} ", strict=True):
        kind = _kind(char)
        if kind is _Kind.BLANK:
            before, marks = " ", 0
        elif kind is _Kind.PLAIN:
            before, marks = char, 0
        elif kind is _Kind.MARK and marks < MOST_MARKS:
            before, marks = char, marks + 1
        elif kind is _Kind.JOINER and _is_spelling(before, after, marks):
            before = char
        else:
            before, marks = "", MOST_MARKS
        yield before or _escape(char)


@lru_cache(maxsize=4096)
def _kind(char: str) -> _Kind:
    if char in _JOINERS:
        return _Kind.JOINER
    if category(char) == "Zs":
        return _Kind.BLANK
    if not char.isprintable() or _lies_in(char, _INVISIBLE):
        return _Kind.HIDDEN
    if category(char).startswith("M") or _lies_in(char, _CONJOINING):
        return _Kind.MARK
    return _Kind.PLAIN


def _lies_in(char: str, ranges: _Ranges) -> bool:
    return any(first <= char <= last for first, last in ranges)


def _is_spelling(before: str, after: str, marks: int) -> bool:
    """Whether a joiner stands between letters that need it, of which the second stays too."""
    second_stays = marks < MOST_MARKS or _kind(after) is not _Kind.MARK
    return _may_join(before) and _may_join(after) and second_stays


def _may_join(char: str) -> bool:
    return _lies_in(char, _JOINING) and category(char)[0] in "LM"


def _escape(char: str) -> str:
    code = ord(char)
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def _cut(line: str, limit: int) -> str:
    if cells(line) <= limit:
        return line
    room = limit - cells(ELLIPSIS)
    for place, char in enumerate(line):
        room -= _cells_of(char)
        if room < 0:
            return line[:place].rstrip(_JOINERS) + ELLIPSIS if limit > 0 else ""
    return line


@lru_cache(maxsize=4096)
def _cells_of(char: str) -> int:
    if category(char) in ("Mn", "Me", "Cf") or _lies_in(char, _CONJOINING):
        return 0
    return 2 if east_asian_width(char) in "WF" or _lies_in(char, _LATELY_WIDE) else 1
