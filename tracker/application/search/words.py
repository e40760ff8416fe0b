"""Words: how a text is taken apart, so that an index, a query and the marks in a snippet mean the same.

Case and accents make no difference, nor do letters that are written in two ways. What is neither letter nor figure
stands between words. Scripts without spaces give a word for each character.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

_ASCII = re.compile(r"[a-z0-9]+")
_LATIN_MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_SEMITIC_MARKS = "\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
_RUN = re.compile(rf"[^\W_](?:[^\W_]|[{_LATIN_MARKS}{_SEMITIC_MARKS}])*")
_SINGLE = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_PART = re.compile(rf"[{_SINGLE}]|[^\W_{_SINGLE}]+")
# Letters with a stroke, letters without a dot, and letters that Persian and Arabic write apart do not decompose.
_ALIKE = {
    "ø": "o", "đ": "d", "ł": "l", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th",
    "\u06cc": "\u064a", "\u0649": "\u064a", "\u06a9": "\u0643", "\u0629": "\u0647", "\u06c1": "\u0647", "\u0640": "",
}  # fmt: skip


class Span(NamedTuple):
    """A word as it is compared, and where it stands in the text."""

    word: str
    start: int
    end: int


def searched(text: str) -> str:
    """Text as it is compared: without case and without accents (é like e, ß like ss, Ø like o)."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(map(_bare, apart)).casefold()


@lru_cache(maxsize=4096)
def _bare(char: str) -> str:
    if unicodedata.combining(char):
        return ""
    return _ALIKE.get(char, char)


def words_of(text: str) -> list[str]:
    """The words of a text, in order."""
    if text.isascii():
        return _ASCII.findall(text.lower())
    return [span.word for span in spans(text)]


def spans(text: str) -> Iterator[Span]:
    """The words of a text with their places."""
    for run in _RUN.finditer(text):
        parts = _PART.findall(searched(run[0]))
        same = "".join(parts) if len(parts) > 1 else ""
        for number, part in enumerate(parts):
            if len(same) == len(run[0]):  # a word for each character: each has its own place
                start = run.start() + sum(map(len, parts[:number]))
                yield Span(part, start, start + len(part))
            else:
                yield Span(part, run.start(), run.end())
