"""The words of a scenario file: which keys stand where, and how a value is asked for.

Each question raises BadInput at the place of the node that does not answer it. A key without a value counts as
not given.
"""

from collections.abc import Callable, Mapping
from typing import TypeVar

from tracker.application import countries, dates
from tracker.application.problems import did_you_mean
from tracker.application.scenario.text import Node
from tracker.domain.development import Development
from tracker.domain.log import NO_DEVELOPMENT
from tracker.domain.parties import pair_of

T = TypeVar("T")

SCHEMA = "tracker-scenario/1"
FILE = (
    "schema", "incident", "title", "window", "trigger", "initial_state", "incidents", "sources", "developments",
    "amendments", "checkpoints", "conflicting_reports", "notes",
)  # fmt: skip
WINDOW = ("from", "to")
SOURCE = ("outlet", "family", "title", "published", "url", "file", "sha256", "reliability")
REPORT = ("source", "quote", "offset", "note")
CLAIM = ("aspect", "value", "qualifier", "by", "party", "source", "quote", "offset", "note")
DEVELOPMENT = (
    "id", "date", "date_precision", "time", "type", "actor", "target", "third_party", "fields", "summary", "sources",
    "reports", "rating", "certainty", "claims", "in_response_to", "incident", "known_from", "note",
)  # fmt: skip
CHECKPOINT = ("as_of", "known_at", "pair", "state", "note")
CONFLICT = ("about", "claim", "source", "settled")


def given(node: Node, keys: tuple[str, ...], what: str) -> Mapping[str, Node]:
    """The entries of a mapping that have a value; an unknown key is refused with a did-you-mean."""
    for key, place in node.keys.items():
        if key not in keys:
            near = did_you_mean(key, keys)
            raise place.bad(f"unknown key {key!r} in {what}{near}", f"{what} has the keys {', '.join(keys)}")
    return {key: value for key, value in mapping(node, what).items() if value.value is not None}


def mapping(node: Node, what: str) -> Mapping[str, Node]:
    """The entries of a mapping."""
    if not isinstance(node.value, Mapping):
        raise node.bad(f"{what} is a mapping of keys to values, not {_kind(node)}", "write key: value, a line each")
    return node.value


def items(node: Node, what: str) -> tuple[Node, ...]:
    """The items of a list."""
    if not isinstance(node.value, tuple):
        raise node.bad(f"{what} are a list, not {_kind(node)}", "begin each item with '- '")
    return node.value


def needed(node: Node, entries: Mapping[str, Node], key: str, what: str) -> Node:
    """The value of a key that must be there."""
    if key not in entries:
        raise node.bad(f"{what} needs the key {key!r}", f"add {key}: to it")
    return entries[key]


def text(node: Node) -> str:
    """One text; numbers and dates are taken as they are written."""
    if isinstance(node.value, tuple | Mapping):
        raise node.bad(
            f"one value is expected here, not {_kind(node)}", "write one value; quotation marks keep it a text"
        )
    if not node.words.strip():
        raise node.bad("a text is expected here, and this is empty")
    return node.words


def optional(node: Node | None) -> str | None:
    """One text, or None where there is no node."""
    return None if node is None else text(node)


def several(node: Node | None) -> tuple[Node, ...]:
    """One value or a list of them, as nodes."""
    if node is None:
        return ()
    return node.value if isinstance(node.value, tuple) else (node,)


def texts(node: Node | None) -> tuple[str, ...]:
    """One text or a list of them."""
    return tuple(text(item) for item in several(node))


def ident(node: Node) -> str:
    """An id: text without blanks and control characters, that is no stream of a source or incident."""
    found = text(node)
    if len(found) > 150 or not found.isprintable() or " " in found or found.startswith(NO_DEVELOPMENT):
        raise node.bad(f"{found[:160]!r} cannot be an id", "letters, figures, '-', '_', '.', up to 150, without spaces")
    return found


def count(node: Node | None) -> int | None:
    """A whole number from 0."""
    if node is None:
        return None
    if isinstance(node.value, bool) or not isinstance(node.value, int) or node.value < 0:
        raise node.bad(f"a whole number from 0 is expected here, not {node.words!r}")
    return node.value


def choice(node: Node, choices: tuple[str, ...]) -> str:
    """One of some words."""
    found = text(node)
    if found not in choices:
        raise node.bad(
            f"{found!r} is none of the choices{did_you_mean(found, choices)}", f"one of {', '.join(choices)}"
        )
    return found


def reads(node: Node, read: Callable[[str], T], remedy: str) -> T:
    """What a reader of text makes of a node; its ValueError becomes BadInput at this place."""
    try:
        return read(text(node))
    except ValueError as problem:
        raise node.bad(str(problem), remedy) from None


def party(node: Node) -> str:
    """The code of a party."""
    return reads(node, countries.party, countries.REMEDY)


def parties(node: Node | None) -> tuple[str, ...]:
    """One party or a list of them, none twice."""
    found: dict[str, None] = {}
    for item in several(node):
        code = party(item)
        if code in found:
            raise item.bad(f"{code} is named twice: a party does nothing with itself", "name each party once")
        found[code] = None
    return tuple(found)


def pair(node: Node) -> str:
    """A pair such as IRN-PAK, in either order."""
    one, dash, other = text(node).partition("-")
    if not dash:
        raise node.bad(f"{node.words!r} is no pair of two states", "a pair is written IRN-PAK")
    try:
        return pair_of(countries.state(one.strip()), countries.state(other.strip()))
    except ValueError as problem:
        raise node.bad(str(problem), "a pair is two different states, written IRN-PAK") from None


def form(node: Node, types: Mapping[str, type[Development]]) -> type[Development]:
    """The form of a type of the catalogue."""
    name = text(node)
    if name not in types:
        remedy = "tracker catalogue lists the types"
        raise node.bad(f"the catalogue has no type {name!r}{did_you_mean(name, types)}", remedy)
    return types[name]


def day(node: Node) -> str:
    """A date in EDTF, kept as text."""
    reads(node, dates.occurrence, dates.REMEDY)
    return text(node)


def _kind(node: Node) -> str:
    if isinstance(node.value, tuple):
        return "a list"
    return "a mapping" if isinstance(node.value, Mapping) else repr(node.words)
