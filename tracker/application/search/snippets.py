"""Snippets: where the words stand in an entry, with the text around them."""

from typing import Any

from tracker.application.search.query import Query, marked
from tracker.application.search.texts import texts_of
from tracker.application.search.words import spans
from tracker.application.store.codec import plain
from tracker.application.store.reader import Reader

AROUND = 60
"""Characters of context on either side of the first word."""
MOST = 20
"""Places that are told of one stream."""


def places(reader: Reader, positions: tuple[int, ...], query: Query) -> list[dict[str, Any]]:
    """The texts in which some of the words stand, in the order of the log."""
    found: list[dict[str, Any]] = []
    for position in positions:
        found += _of_entry(reader, position, query)
        if len(found) >= MOST:
            return found[:MOST]
    return found


def _of_entry(reader: Reader, position: int, query: Query) -> list[dict[str, Any]]:
    stream, topic, state = reader.conn.execute(
        "SELECT originator_id, topic, state FROM stored_events WHERE rowid = ?", (position,)
    ).fetchone()
    found = []
    for where, text in texts_of(stream, topic, plain(state)):
        marks = marked(query.wanted, list(spans(text)))
        if marks:
            found.append({"position": position, "where": where, **_excerpt(text, marks)})
    return found


def _excerpt(text: str, marks: list[tuple[int, int]]) -> dict[str, Any]:
    """The text around the first mark, and where the marks stand in what is given of it."""
    start, end = max(0, marks[0][0] - AROUND), min(len(text), marks[0][0] + AROUND)
    end = max(end, *(b for a, b in marks if a < end))
    before, after = "…" if start else "", "…" if end < len(text) else ""
    moved = len(before) - start
    shown = [[a + moved, b + moved] for a, b in marks if a < end]
    return {"text": f"{before}{text[start:end]}{after}", "marks": shown}


def highlighted(place: dict[str, Any]) -> str:
    """A snippet as a person reads it, »the words« marked."""
    text, parts, last = place["text"], [], 0
    for start, end in place["marks"]:
        parts += [text[last:start], "»", text[start:end], "«"]
        last = end
    return "".join([*parts, text[last:]])
