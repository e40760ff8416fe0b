"""The text of a scenario: YAML 1.2 read into mappings and lists that know where they stand.

A file is untrusted: aliases, anchors, tags, depth, size and several documents are refused, with their place. NO
is Norway, 12:30 a text and an unquoted date is its text.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any, NoReturn

from tracker.application.problems import BadInput

LARGEST = 10_000_000
"""Bytes of a file."""
DEEPEST = 40
"""Levels of nesting."""


@dataclass(frozen=True, slots=True)
class Place:
    """Line and column in a file, from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"

    def fail(self, what: str, remedy: str = "") -> NoReturn:
        """Refuse what stands here."""
        raise BadInput(what, str(self), remedy)


class Table(dict[str, Any]):
    """A mapping of a file: where it stands, and where each of its keys and values does."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place
        self.keyed: dict[str, Place] = {}
        self.placed: dict[str, Place] = {}

    def at(self, key: str) -> Place:
        """Where the value of a key stands, else the mapping."""
        return self.placed.get(key, self.place)

    def only(self, keys: frozenset[str]) -> "Table":
        """The part of the mapping under some keys."""
        part = Table(self.place)
        for key in (key for key in self if key in keys):
            part[key], part.keyed[key], part.placed[key] = self[key], self.keyed[key], self.placed[key]
        return part


class Row(list[Any]):
    """A list of a file: where it stands, and where each of its items does."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place
        self.placed: list[Place] = []


def read(path: Path) -> str:
    """The text of a file; BadInput where it cannot be read or is no UTF-8 text."""
    try:
        raw = path.read_bytes()
    except OSError as problem:
        raise BadInput(problem.strerror or str(problem), str(path), "check the path and its permissions") from problem
    if len(raw) > LARGEST:
        raise BadInput(f"{len(raw):,} bytes, more than {LARGEST:,}", str(path), "split the scenario into several files")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = raw[: problem.start].count(b"\n") + 1
        column = problem.start - raw.rfind(b"\n", 0, problem.start)
        raise BadInput("not UTF-8 text", f"{path}:{line}:{column}", "save the file as UTF-8") from problem


def parse(text: str, name: str) -> Table:
    """The mapping that a file holds; BadInput with the place of what cannot be read."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    start = Place(name)
    if not text.strip():
        start.fail("the file is empty", "a scenario begins with schema: tracker-scenario/1")
    if len(text) > LARGEST:
        start.fail(f"{len(text):,} characters, more than {LARGEST:,}", "split the scenario into several files")
    try:
        _screen(YAML(typ="safe", pure=True).parse(StringIO(text)), name)
        node = YAML(typ="safe", pure=True).compose(StringIO(text))
    except MarkedYAMLError as problem:
        mark = problem.problem_mark or problem.context_mark
        place = Place(name, mark.line + 1, mark.column + 1) if mark else start
        what = " ".join(str(problem.problem or problem.context).split())
        raise BadInput(f"not YAML: {what}", str(place), "check indentation, colons and quotation marks") from problem
    except (YAMLError, ValueError, RecursionError) as problem:
        what = str(problem).splitlines()[0] if str(problem) else type(problem).__name__
        raise BadInput(f"not YAML: {what}", str(start), "check the file for control characters") from problem
    found = None if node is None else _built(node, name)
    if not isinstance(found, Table):
        start.fail("not a mapping", "a scenario begins with schema: tracker-scenario/1")
    return found


def _screen(events: Iterator[Any], name: str) -> None:
    """Refuse what a scenario never needs and a hostile file does, before anything is built."""
    depth = documents = 0
    for event in events:
        kind = type(event).__name__
        mark = event.start_mark
        place = Place(name, mark.line + 1, mark.column + 1) if mark else Place(name)
        documents += kind == "DocumentStartEvent"
        depth += kind in ("SequenceStartEvent", "MappingStartEvent")
        depth -= kind in ("SequenceEndEvent", "MappingEndEvent")
        if kind == "AliasEvent" or getattr(event, "anchor", None):
            place.fail("anchors and aliases are not read", "write the value out")
        tag = getattr(event, "ctag", None) or getattr(event, "tag", None)
        if tag is not None and str(tag) not in ("", "None"):
            place.fail(f"the tag {tag} is not read", "remove it")
        if depth > DEEPEST:
            place.fail(f"nested more than {DEEPEST} levels deep", "a scenario needs no more than six")
        if documents > 1:
            place.fail("a second document", "put one scenario into one file")


def _place(node: Any, name: str) -> Place:
    return Place(name, node.start_mark.line + 1, node.start_mark.column + 1)


def _built(node: Any, name: str) -> Any:
    place = _place(node, name)
    if node.id == "mapping":
        return _table(node, place)
    if node.id == "sequence":
        row = Row(place)
        row.extend(_built(item, name) for item in node.value)
        row.placed.extend(_place(item, name) for item in node.value)
        return row
    return _scalar(str(node.tag), node.value, place)


def _table(node: Any, place: Place) -> Table:
    table = Table(place)
    for key_node, value_node in node.value:
        where = _place(key_node, place.file)
        if key_node.id != "scalar":
            where.fail("a key that is no text", "write the key as one word")
        key = key_node.value
        if key in table:
            where.fail(f"{key!r} stands twice in one mapping", "keep one of them")
        table[key] = _built(value_node, place.file)
        table.keyed[key] = where
        table.placed[key] = _place(value_node, place.file)
    return table


def _scalar(tag: str, text: str, place: Place) -> Any:
    kind = tag.rpartition(":")[2]
    if kind == "null":
        return None
    if kind == "bool":
        return text.lower() == "true"
    if kind == "int":
        return _number(text, place)
    if kind == "float":
        return _float(text, place)
    return text


def _number(text: str, place: Place) -> int:
    try:
        return int(text, 0) if text[:2].lower() in ("0o", "0x", "0b") else int(text)
    except ValueError:
        place.fail(f"{text!r} is not a number", "write it in digits, or in quotation marks if it is text")


def _float(text: str, place: Place) -> float:
    try:
        return float(text)
    except ValueError:
        place.fail(f"{text!r} is not a number", "write it in digits, or in quotation marks if it is text")
