"""The tokens of a scenario: bytes become text, and text the events of YAML, within limits that are said here.

`ruamel.yaml` finds the events; it is given nothing to construct. It reads some 20,000 nodes a second, and about one
hundred bytes of memory go with each character that is a node of its own: the limits keep a file to seconds and to
less memory than a picture takes, and no incident comes near them.
"""

import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from typing import Any

from tracker.application.problems import BadInput

LARGEST = 2_000_000
"""So many characters a file may have."""
MOST_NODES = 100_000
"""So many values, lists and mappings a file may have, keys counted too."""
LONGEST = 100_000
"""So many characters one value may have."""
MOST_LINES = 200
"""So many lines a text in quotation marks may run over; a block (``|`` or ``>``) may have any number."""
STARTS = ("ScalarEvent", "SequenceStartEvent", "MappingStartEvent", "AliasEvent")
"""The events that begin a node."""

_UNWRITABLE = re.compile("[^\t\n\r -~\u0085\u00a0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BREAK = re.compile("\r\n|[\n\r]")
_NO_CHARACTER = re.compile(r"\\U(?!00(?:0[0-9a-fA-F]|10)[0-9a-fA-F]{4})[0-9a-fA-F]{8}")
_QUOTES = ("'", '"')
_MARKS = {b"\xff\xfe\0\0": "UTF-32", b"\0\0\xfe\xff": "UTF-32", b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}


def decoded(data: bytes, file: str) -> str:
    """The text of a file in UTF-8; BadInput with line and column of the first byte that is not."""
    if len(data) > LARGEST * 4:
        raise BadInput(f"a file of more than {LARGEST * 4:,} bytes", file, "split it by incident")
    mark = next((name for start, name in _MARKS.items() if data.startswith(start)), None)
    if mark or 0 in data[:4]:
        raise BadInput(f"the file is {mark or 'UTF-16 or no text'}, not UTF-8", f"{file}:1:1", "save the file as UTF-8")
    text = data.removeprefix(BOM_UTF8)
    try:
        return text.decode("utf-8")
    except UnicodeDecodeError as problem:
        before = text[: problem.start].decode("utf-8", "replace")
        what = f"the byte 0x{text[problem.start]:02x} is not UTF-8"
        raise BadInput(what, _place(file, before), "save the file as UTF-8") from None


def events(text: str, file: str) -> Iterator[Any]:
    """The events of a text; BadInput with line and column where it is no YAML, or more than a file may hold."""
    if len(text) > LARGEST:
        raise BadInput(f"a file of {len(text):,} characters; {LARGEST:,} are the most", file, "split it by incident")
    _check_characters(text, file)
    nodes = 0
    for event in _parsed(text, file):
        nodes += type(event).__name__ in STARTS
        if nodes > MOST_NODES:
            raise BadInput(f"more than {MOST_NODES:,} values", _at(file, event.start_mark), "split it by incident")
        yield event


def _place(file: str, before: str) -> str:
    """Where the text goes on after what stands before."""
    lines = _BREAK.split(before)
    return f"{file}:{len(lines)}:{len(lines[-1]) + 1}"


def _at(file: str, mark: Any) -> str:
    return f"{file}:{mark.line + 1}:{mark.column + 1}"


def _check_characters(text: str, file: str) -> None:
    found = _UNWRITABLE.search(text)
    if found is not None:
        code = ord(found[0])
        remedy = f'in double quotes it is written "\\u{code:04x}"' if 0 < code < 0xD800 else "take it out"
        raise BadInput(f"the character U+{code:04X} cannot stand in YAML", _place(file, text[: found.start()]), remedy)


def _parsed(text: str, file: str) -> Iterator[Any]:
    """The events of the parser; whatever it raises is BadInput."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    quoted = None
    try:
        for event in YAML(typ="safe", pure=True).parse(text):
            if getattr(event, "value", None) is not None:
                _check_length(event, file)
                quoted = event if event.style in _QUOTES else None
            yield event
    except MarkedYAMLError as problem:
        raise _explained(problem, quoted, file) from None
    except (YAMLError, ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError) as problem:
        raise _unreadable(problem, text, file) from None


def _check_length(event: Any, file: str) -> None:
    where, lines = _at(file, event.start_mark), event.end_mark.line - event.start_mark.line
    if event.style in _QUOTES and lines >= MOST_LINES:
        remedy = "close it where the text ends; a long text stands in a block: key: |"
        raise BadInput(f"a quotation mark opens here and closes {lines:,} lines further down", where, remedy)
    if len(event.value) > LONGEST:
        remedy = "quote the passage that matters, and name the source"
        raise BadInput(f"a value of {len(event.value):,} characters; {LONGEST:,} are the most", where, remedy)


def _explained(problem: Any, quoted: Any, file: str) -> BadInput:
    """What the parser found, where it stands; of a quotation mark in the wrong place, where it opened."""
    mark, context = problem.problem_mark or problem.context_mark, str(problem.context)
    if mark is None:
        return BadInput(f"not YAML: {problem.problem or context}", file)
    if "quoted scalar" in context and "escape" not in str(problem.problem) and problem.context_mark is not None:
        remedy = "close it where the text ends"
        return BadInput(
            "not YAML: a quotation mark opens here and is never closed", _at(file, problem.context_mark), remedy
        )
    if quoted is not None and quoted.end_mark.line == mark.line:
        end = quoted.end_mark.line + 1
        what = f"not YAML: a quotation mark opens here, closes in line {end}, and text goes on behind it"
        remedy = "close it where the text ends; within '…' a ' is written '', within \"…\" a \" is written \\\""
        return BadInput(what, _at(file, quoted.start_mark), remedy)
    return BadInput(f"not YAML: {problem.problem or context}", _at(file, mark), _remedy(problem))


def _unreadable(problem: Exception, text: str, file: str) -> BadInput:
    """What the parser let out without a place; the one thing in a text that does so is looked for."""
    found = _NO_CHARACTER.search(text)
    if found is not None:
        return BadInput(
            f"not YAML: there is no character {found[0]}", _place(file, text[: found.start()]), "take it out"
        )
    said = str(problem).splitlines()[0] if str(problem) else "unreadable"
    return BadInput(f"not YAML: {said}", file, "check the lines before '---'")


def _remedy(problem: Any) -> str:
    if "mapping values" in str(problem.problem):
        return "a text with ': ' in it needs quotation marks"
    return "check indentation and quotation marks at and above this line"
