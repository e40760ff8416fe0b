"""The keys of a scenario file, and how a wrong one is refused: with its place and a proposal."""

from collections.abc import Iterable
from typing import Any

from tracker.application.problems import did_you_mean
from tracker.application.scenario.text import Place, Row, Table

SCHEMA = "tracker-scenario/1"
TOP = frozenset(
    [
        "schema",
        "incident",
        "title",
        "incidents",
        "window",
        "trigger",
        "initial_state",
        "sources",
        "developments",
        "amendments",
        "checkpoints",
        "conflicting_reports",
        "notes",
    ]
)
SOURCE = frozenset(["outlet", "family", "title", "published", "url", "file", "sha256", "reliability"])
DEVELOPMENT = frozenset(
    [
        "id",
        "date",
        "date_precision",
        "time",
        "type",
        "actor",
        "target",
        "third_party",
        "fields",
        "summary",
        "sources",
        "reports",
        "rating",
        "certainty",
        "claims",
        "in_response_to",
        "known_from",
        "note",
        "incident",
    ]
)
REPORT = frozenset(["source", "quote", "offset", "note"])
CLAIM = frozenset(["aspect", "value", "qualifier", "by", "party", "source", "quote", "offset", "note"])
AMENDMENT = frozenset(["reason", "known_from", "by"])
VERBS = ("correct", "retract", "reinstate", "report", "claim", "assess", "link", "unlink")
CORRECTION = DEVELOPMENT - {"id", "known_from", "claims", "reports", "sources"}
TIES = frozenset(["same_as", "in_response_to", "incident"])
BRINGS: dict[str, frozenset[str]] = {
    "correct": CORRECTION,
    "retract": frozenset(),
    "reinstate": frozenset(),
    "report": REPORT | {"reports", "sources"},
    "claim": CLAIM | {"claims"},
    "assess": frozenset(["rating", "certainty", "aspect", "value", "note"]),
    "link": TIES,
    "unlink": TIES,
}
CHECKPOINT = frozenset(["as_of", "known_at", "pair", "state", "note"])
CONFLICT = frozenset(["about", "claim", "source", "settled"])
WINDOW = frozenset(("from", "to"))


def known_keys(table: Table, allowed: Iterable[str], what: str, required: Iterable[str] = ()) -> None:
    """Refuse keys that are not known, and the lack of those that are needed."""
    every = frozenset(allowed)
    for key in table:
        if key not in every:
            hint = did_you_mean(key, every)
            table.keyed[key].fail(f"unknown key {key!r} in {what}{hint}", f"known are {', '.join(sorted(every))}")
    for key in required:
        if table.get(key) is None:
            table.place.fail(f"{what} lacks {key!r}", f"add {key}:")


def table(value: Any, place: Place, what: str) -> Table:
    """The value as a mapping."""
    if not isinstance(value, Table):
        place.fail(f"{what} is a mapping, not {_said(value)}", "write key: value lines below it")
    return value


def rows(value: Any, place: Place, what: str) -> Row:
    """The value as a list; an absent one is empty."""
    if value is None:
        return Row(place)
    if not isinstance(value, Row):
        place.fail(f"{what} is a list, not {_said(value)}", "begin each item with a dash")
    return value


def tables(given: Table, key: str, what: str) -> list[Table]:
    """The mappings of a list under a key; none where it is absent."""
    listed = rows(given.get(key), given.at(key), key)
    return [table(item, place, what) for item, place in zip(listed, listed.placed, strict=True)]


def text(value: Any, place: Place, what: str) -> str:
    """The value as text; a number is taken as it is written."""
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return place.fail(f"{what} is text, not {_said(value)}", "put it in quotation marks")


def optional(table: Table, key: str) -> str | None:
    """The text under a key, where there is one."""
    value = table.get(key)
    return None if value is None else text(value, table.at(key), key)


def several(table: Table, key: str) -> tuple[str, ...]:
    """One text or a list of them under a key; none where it is absent."""
    value = table.get(key)
    if value is None:
        return ()
    if isinstance(value, Row):
        return tuple(text(item, place, key) for item, place in zip(value, value.placed, strict=True))
    return (text(value, table.at(key), key),)


def _said(value: Any) -> str:
    if isinstance(value, Table):
        return "a mapping"
    if isinstance(value, Row):
        return "a list"
    return "nothing" if value is None else repr(value)


def plain(value: Any) -> Any:
    """A value without its places."""
    if isinstance(value, Table):
        return {key: plain(item) for key, item in value.items()}
    return [plain(item) for item in value] if isinstance(value, Row) else value
