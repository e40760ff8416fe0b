"""Look-alikes: what in a name hides or deceives, and the shape by which a reader would take one name for another.

Two names of one skeleton look alike. The table is a small part of the Unicode Consortium's list of confusable
characters (UTS #39, confusables.txt): those letters of the alphabets next to Latin that stand for an ASCII letter in
common typefaces. What Unicode itself calls a form of an ASCII letter (full-width, mathematical) is undone by its own
normalisation. A note needs no more; the libraries that carry the whole list were last released years ago.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType
from unicodedata import combining, name, normalize

from tracker.application.shown import hidden

MOST = 3
"""So many code points are named; the rest are counted."""
ALPHABETS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC")
"""Alphabets with letters of one shape; a word that mixes two of them is not to be trusted."""

_CYRILLIC = zip("асԁеһіјӏорԛѕѵԝхугАВСЕНІЈКМОРЅТХУԌԜѴӀЬ", "acdehijlopqsvwxyrABCEHIJKMOPSTXYGWVIb", strict=True)
_GREEK = zip("αγινορσυϲϳΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹͿ", "ayivopoucjABEZHIKMNOPTYXCJ", strict=True)
_ARMENIAN = zip("օսհոզցՏՕՍ", "ouhnqgSOU", strict=True)
_CHEROKEE = zip("ᎪᎫᎬᎻᎷᏃᏚᏢᏟᏞᏦᎢᏴᏙᎳ", "AJEHMZSPCLKTBVW", strict=True)
_LATIN = zip("ıɑɡɩʋǀ", "iagiul", strict=True)
_FIGURES = zip("1|0", "ll0", strict=True)
_LOOK: Mapping[int, str] = MappingProxyType(
    {ord(odd): plain for pairs in (_CYRILLIC, _GREEK, _ARMENIAN, _CHEROKEE, _LATIN) for odd, plain in pairs}
)
_ALIKE: Mapping[int, str] = MappingProxyType({ord(one): other for one, other in (("i", "l"), *_FIGURES, ("0", "o"))})
_TOGETHER = (("rn", "m"), ("vv", "w"))
_WORD = re.compile(r"[^\W\d_]+")


def skeleton(text: str) -> str:
    """What a name looks like: without marks and what hides, each letter by the Latin one of its shape, in one case.

    i, l, 1 and | are one shape, so are o and 0, rn and m, vv and w.
    """
    bare = "".join(char for char in normalize("NFKD", text) if not combining(char))
    gone = set(hidden(bare))
    plain = "".join(char for char in bare if char not in gone).translate(_LOOK).casefold().translate(_ALIKE)
    for two, one in _TOGETHER:
        plain = plain.replace(two, one)
    return " ".join(plain.split())


def oddities(text: str) -> tuple[str, ...]:
    """What in a name hides or mixes alphabets, a sentence each, with the code points; nothing where all is well."""
    if text.isascii() and text.isprintable():
        return ()
    found = []
    if unseen := hidden(text):
        found.append(f"holds what cannot be seen: {_named(unseen)}")
    if mixed := _strangers(text):
        found.append(f"mixes alphabets within a word: {_named(mixed)}")
    return tuple(found)


def strange_letters(text: str) -> str:
    """The letters beyond ASCII that have the shape of an ASCII letter, named; '' where there are none."""
    found = [char for char in text if ord(char) in _LOOK]
    return _named(found) if found else ""


def _named(chars: list[str]) -> str:
    """Code points with their names: ``U+0430 CYRILLIC SMALL LETTER A``."""
    every = list(dict.fromkeys(chars))
    said = [f"U+{ord(char):04X} {name(char, '')}".rstrip() for char in every[:MOST]]
    return ", ".join(said) + (f" and {len(every) - MOST} more" if len(every) > MOST else "")


def _strangers(text: str) -> list[str]:
    """In each word of two alphabets the letters of the rarer one."""
    found: list[str] = []
    for word in _WORD.findall(normalize("NFC", text)):
        by: dict[str, list[str]] = {}
        for char in word if not word.isascii() else "":
            by.setdefault(_alphabet(char), []).append(char)
        by.pop("", None)
        if len(by) > 1:
            most = max(by, key=lambda alphabet: len(by[alphabet]))
            found += [char for alphabet, chars in by.items() if alphabet != most for char in chars]
    return found


def _alphabet(char: str) -> str:
    first = name(char, "").partition(" ")[0]
    return first if first in ALPHABETS else ""
