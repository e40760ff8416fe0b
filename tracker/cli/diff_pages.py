"""Pages of differences: what changed, by which entries it was learned, and for which dates."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from typing import Any

from tracker.application.plain import clocks_in_words, instant_in_words, words
from tracker.cli.reading_pages import Rows, change_lines

_STRETCHES = 6
"""So many stretches of a component are told on a page; --json has all."""


def diff_page(document: Mapping[str, Any]) -> Iterator[str]:
    """What is compared, then components old and new, then developments that came, left or changed."""
    before, after = document["before"], document["after"]
    yield f"{document['pair']}: {_asked(before)}  →  {_asked(after)}"
    tension = document["tension"]
    if tension["old"] != tension["new"]:
        yield f"  tension: {tension['old']:.1f} → {tension['new']:.1f}"
    both = before["as_of"] != after["as_of"] and before["known_at"] != after["known_at"]
    for row in document["components"]:
        because = f"by {', '.join(row['because'])}" if row["because"] else ""
        yield f"  {row['component']}: {words(row['old'])} → {words(row['new'])}{_made(row, because, both=both)}"
    for sign, name in (("+", "came"), ("-", "left")):
        for row in document[name]:
            yield f"{sign} {row['date']}  {row['type']}  {row['development']}{_made(row, both=both)}"
            if row["summary"]:
                yield f"    {row['summary']}"
    for row in document["changed"]:
        yield f"~ {row['type']}  {row['development']}{_made(row, both=both)}"
        yield from change_lines(row["changes"], "    ")
    yield from learned_lines(document["learned"])
    yield from stretch_lines(document["stretches"])
    if not any(document[name] for name in ("components", "came", "left", "changed", "learned", "stretches")):
        yield "no differences"


def _made(row: Mapping[str, Any], because: str = "", *, both: bool) -> str:
    """What made a change; where both clocks moved, which of them."""
    said = ", ".join(filter(None, (f"from {row['from']}" if both else "", because)))
    return f"  ({said})" if said else ""


def _asked(clocks: Mapping[str, Any]) -> str:
    return clocks_in_words(clocks).removeprefix("on ")


def learned_lines(rows: Rows) -> Iterator[str]:
    """What was learned, in the order of knowing: what, of which development, who recorded it, when and why."""
    if rows:
        yield f"learned, by {len(rows)} entr{'y' if len(rows) == 1 else 'ies'}:"
    for row in rows:
        disputed = f"  disputed: {', '.join(row['disputed'])}" if row["disputed"] else ""
        yield f"  {row['kind']}  {row['date']}  {row['type']}  {row['development']}{disputed}"
        yield f"    {_told(row)}"
        if row["kind"] == "new" and row["summary"]:
            yield f"    {row['summary']}"
        yield from change_lines(row["changes"], "    ")


def _told(row: Mapping[str, Any]) -> str:
    known = f"known {instant_in_words(row['known_from'])}" if row["known_from"] else "known always"
    by = f" by {row['by']}" if row["by"] else ""
    why = f": {row['reason']}" if row["reason"] else ""
    return f"{known}, recorded {instant_in_words(row['recorded_at'])}{by} as entry {row['position']}{why}"


def stretch_lines(rows: Rows) -> Iterator[str]:
    """For which dates each component is otherwise in the later knowledge."""
    if rows:
        yield "otherwise on these dates:"
    for name, group in groupby(rows, key=itemgetter("component")):
        found = list(group)
        for row in found[:_STRETCHES]:
            yield f"  {name}  {_dates(row)}: {words(row['old'])} → {words(row['new'])}"
        if len(found) > _STRETCHES:
            yield f"  {name}  and {len(found) - _STRETCHES} more stretches (--json has all)"


def _dates(row: Mapping[str, Any]) -> str:
    if row["last"] is None:
        return f"from {row['first']}"
    return str(row["first"]) if row["first"] == row["last"] else f"{row['first']} to {row['last']}"
