"""The text of a scenario: YAML 1.2 becomes a tree of nodes that know where they stand.

Only what a scenario needs is read: one document of mappings, lists and plain values of the core schema. Dates and
times stay text (12:30 is no number, NO is Norway), and beside its value each scalar keeps the words it was written
with. Aliases are refused, for a few lines of them can stand for billions; so are tags that are not of the core
schema, for they can name code. What a file may hold at most is said in ``tokens.py`` and here.
"""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from tracker.application.problems import BadInput
from tracker.application.scenario.tokens import STARTS, events

DEEPEST = 40
"""So deep mappings and lists may nest."""

Scalar = str | int | float | bool | None

_CORE = "tag:yaml.org,2002:"
_WHOLE = re.compile(r"[-+]?[0-9]{1,18}", re.ASCII)
_BASED = re.compile(r"0(?:o[0-7]{1,20}|x[0-9a-fA-F]{1,15})", re.ASCII)
_BROKEN = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", re.ASCII)
_WORDS: Mapping[str, Scalar] = MappingProxyType(
    dict.fromkeys(("", "~", "null", "Null", "NULL"))
    | dict.fromkeys(("true", "True", "TRUE"), True)
    | dict.fromkeys(("false", "False", "FALSE"), False)
)


@dataclass(frozen=True, slots=True)
class Node:
    """A value, a list or a mapping of a file, and where it stands."""

    file: str
    line: int
    column: int
    value: "Scalar | tuple[Node, ...] | Mapping[str, Node]"
    words: str = ""
    """A scalar as it was written, without quotation marks."""
    quoted: bool = False
    keys: "Mapping[str, Node]" = field(default_factory=dict)
    """Of a mapping the keys, as nodes."""

    @property
    def where(self) -> str:
        """``file:line:column``, counted from 1."""
        return f"{self.file}:{self.line}:{self.column}"

    @property
    def weight(self) -> int:
        """How many values stand in it, a long one counted as several."""
        if isinstance(self.value, tuple):
            return 1 + sum(item.weight for item in self.value)
        if isinstance(self.value, Mapping):
            return 1 + sum(1 + item.weight for item in self.value.values())
        return 1 + len(self.words) // 100

    def bad(self, what: str, remedy: str = "") -> BadInput:
        """The problem with this node."""
        return BadInput(what, self.where, remedy)

    @property
    def plain(self) -> Any:
        """The value as JSON has it."""
        if isinstance(self.value, tuple):
            return [item.plain for item in self.value]
        if isinstance(self.value, Mapping):
            return {key: item.plain for key, item in self.value.items()}
        return self.value


def parsed(text: str, file: str) -> Node:
    """The tree of a file; BadInput with line and column where it is none."""
    root = _root(events(text, file), file)
    if root is None:
        raise BadInput("the file is empty", file, "a scenario begins with schema: tracker-scenario/1")
    return root


def _root(events: Iterator[Any], file: str) -> Node | None:
    root = None
    for event in events:
        kind = type(event).__name__
        if kind == "DocumentStartEvent" and root is not None:
            raise _at(event, file).bad("a second document begins here", "one file holds one scenario")
        if kind in STARTS:
            root = _node(event, events, file, 1)
    return None if root is None or (root.words == "" and root.value is None) else root


def _at(event: Any, file: str) -> Node:
    return Node(file, event.start_mark.line + 1, event.start_mark.column + 1, None)


def _node(event: Any, events: Iterator[Any], file: str, depth: int) -> Node:
    kind, here = type(event).__name__, _at(event, file)
    if kind == "AliasEvent" or getattr(event, "anchor", None):
        raise here.bad("anchors and aliases (& and *) are not used in scenarios", "write the value out")
    if depth > DEEPEST:
        raise here.bad(f"nested more than {DEEPEST} deep", "no scenario needs that: take the inner brackets out")
    tag = _tag(event, here)
    if kind == "ScalarEvent":
        return _scalar(event, here, tag)
    if tag not in (None, "seq" if kind == "SequenceStartEvent" else "map"):
        raise here.bad(f"the tag !!{tag} does not fit here", "leave the tag out")
    return (_list if kind == "SequenceStartEvent" else _mapping)(here, events, depth)


def _tag(event: Any, here: Node) -> str | None:
    tag = None if event.tag is None else str(event.tag)
    if tag in (None, "!"):
        return "str" if tag == "!" and type(event).__name__ == "ScalarEvent" else None
    if tag.startswith(_CORE) and tag.removeprefix(_CORE) in ("str", "int", "float", "bool", "null", "seq", "map"):
        return tag.removeprefix(_CORE)
    raise here.bad(f"the tag {tag.replace(_CORE, '!!')} is not used in scenarios", "leave the tag out")


def _list(here: Node, events: Iterator[Any], depth: int) -> Node:
    items = []
    for event in events:
        if type(event).__name__ == "SequenceEndEvent":
            break
        items.append(_node(event, events, here.file, depth + 1))
    return Node(here.file, here.line, here.column, tuple(items))


def _mapping(here: Node, events: Iterator[Any], depth: int) -> Node:
    values: dict[str, Node] = {}
    keys: dict[str, Node] = {}
    for event in events:
        if type(event).__name__ == "MappingEndEvent":
            break
        key = _node(event, events, here.file, depth + 1)
        if isinstance(key.value, tuple | Mapping):
            raise key.bad("a key is a word, not a list or a mapping")
        if key.words in values:
            first = keys[key.words].line
            raise key.bad(f"the key {key.words!r} is given twice, first in line {first}", "keep one of the two")
        keys[key.words] = key
        values[key.words] = _node(next(events), events, here.file, depth + 1)
    return Node(here.file, here.line, here.column, values, keys=keys)


def _scalar(event: Any, here: Node, tag: str | None) -> Node:
    words, quoted = _joined(event.value, here), bool(event.style)
    value = words if quoted and tag is None else _value(words, tag, here)
    return Node(here.file, here.line, here.column, value, words, quoted)


def _joined(words: str, here: Node) -> str:
    r"""Text in which a pair of surrogates, as JSON escapes write them, is the character that it stands for."""
    try:
        return words.encode("utf-16-le", "surrogatepass").decode("utf-16-le")
    except UnicodeDecodeError:
        raise here.bad("half of a surrogate pair stands alone", "write the character itself") from None


def _value(words: str, tag: str | None, here: Node) -> Scalar:
    """The value of an unquoted or tagged scalar in the core schema of YAML 1.2."""
    found = words if tag == "str" else _core(words)
    kind = {str: "str", bool: "bool", int: "int", float: "float", type(None): "null"}[type(found)]
    if tag not in (None, kind) and (tag, kind) != ("float", "int"):
        raise here.bad(f"{words!r} does not fit its tag !!{tag}", "leave the tag out")
    return found


def _core(words: str) -> Scalar:
    if words in _WORDS:
        return _WORDS[words]
    if _WHOLE.fullmatch(words):
        return int(words)
    if _BASED.fullmatch(words):
        return int(words, 0)
    if _BROKEN.fullmatch(words) and not words.lstrip("+-").isdecimal() and math.isfinite(float(words)):
        return float(words)
    return words
