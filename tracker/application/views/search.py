"""Search: words in what the log says, without regard to case and accents.

A stream is found where all words stand in one of its entries: summaries, quotations, claims, names, ids.
"""

import json
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from tracker.application.problems import BadInput
from tracker.application.store.reader import Clocks, Reader
from tracker.application.views.chronicles import settling_at

AROUND = 60
"""Characters of context on either side of a word."""
_SILENT = frozenset(("recorded_at", "known_from", "command", "sha256"))


class Found(NamedTuple):
    """Streams in which the words stand, and whether there are more."""

    rows: list[dict[str, Any]]
    more: bool


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
    return _STROKED.get(char, char)


# Letters with a stroke, and letters without a dot, do not decompose.
_STROKED = {"ø": "o", "đ": "d", "ł": "l", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"}


def search(reader: Reader, words: Sequence[str], clocks: Clocks, *, limit: int = 50) -> Found:
    """Streams of which an entry that is known at these clocks holds every word, in the order of the log."""
    wanted = tuple(searched(word) for text in words for word in text.split())
    if not wanted:
        raise BadInput("there is nothing to search for", remedy="give one or more words: tracker search WORDS")
    rows: dict[str, dict[str, Any]] = {}
    beyond: set[str] = set()
    for entry in _entries(reader, clocks):
        places = _places(entry, wanted, clocks) if entry.stream not in beyond else []
        if not places:
            continue
        row = rows.get(entry.stream) or _head(reader, entry.stream, clocks)
        if row is None:
            beyond.add(entry.stream)
            continue
        if entry.stream not in rows and len(rows) >= limit:
            return Found(list(rows.values()), more=True)
        row["found"] += places
        rows[entry.stream] = row
    return Found(list(rows.values()), more=False)


class _Entry(NamedTuple):
    position: int
    stream: str
    topic: str
    state: bytes


def _entries(reader: Reader, clocks: Clocks) -> Iterator[_Entry]:
    if reader.empty:
        return
    last = clocks.position if clocks.position is not None else reader.last_position()
    rows = reader.conn.execute(
        "SELECT rowid, originator_id, topic, state FROM stored_events WHERE rowid <= ? ORDER BY rowid", (last,)
    )
    yield from map(_Entry._make, rows)


def _places(entry: _Entry, wanted: tuple[str, ...], clocks: Clocks) -> list[dict[str, Any]]:
    """Where the words stand in an entry; nowhere unless all of them do."""
    if not _may_hold(entry, wanted):
        return []
    try:
        body = json.loads(entry.state)
    except (ValueError, RecursionError):
        return []  # what is damaged is found by verify
    if not _is_known(body, clocks):
        return []
    texts = [(where, text, searched(text)) for where, text in _texts(entry, body)]
    if not all(any(word in bare for _, _, bare in texts) for word in wanted):
        return []
    return [
        {"position": entry.position, "where": where, "text": _excerpt(text, bare, wanted)}
        for where, text, bare in texts
        if any(word in bare for word in wanted)
    ]


def _may_hold(entry: _Entry, wanted: tuple[str, ...]) -> bool:
    """A quick look at the raw text, so that few entries are parsed; what JSON writes otherwise passes."""
    raw = searched(f"{entry.stream} {_spaced(entry.topic)} {entry.state.decode('utf-8', 'replace')}")
    return all(word in raw or _is_escaped(word) for word in wanted)


def _is_escaped(word: str) -> bool:
    return json.dumps(word, ensure_ascii=False) != f'"{word}"'


def _spaced(topic: str) -> str:
    return f"{topic} {topic.replace('_', ' ')}"


def _is_known(body: Any, clocks: Clocks) -> bool:
    known = body.get("known_from") if isinstance(body, dict) else None
    return clocks.known_at is None or known is None or datetime.fromisoformat(known) <= clocks.known_at


def _texts(entry: _Entry, body: Any) -> Iterator[tuple[str, str]]:
    yield "id", entry.stream
    yield "type", _spaced(entry.topic)
    yield from _said(body, "")


def _said(value: Any, where: str) -> Iterator[tuple[str, str]]:
    """Every text in an entry with the path to it, but for what the tracker itself wrote."""
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, dict):
        for key, part in value.items():
            if key not in _SILENT:
                yield from _said(part, f"{where}.{key}" if where else key)
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from _said(part, f"{where}[{number}]")


def _excerpt(text: str, bare: str, wanted: tuple[str, ...]) -> str:
    """The text around the first word; the places in bare and given text differ little, so both ends are generous."""
    first = min(place for word in wanted if (place := bare.find(word)) >= 0)
    start, end = max(0, first - AROUND), first + AROUND
    before, after = "…" if start else "", "…" if end < len(text) else ""
    return f"{before}{text[start:end]}{after}"


def _head(reader: Reader, stream: str, clocks: Clocks) -> dict[str, Any] | None:
    """What a found stream is, as known at these clocks; None where it lies behind the date."""
    dossier = settling_at(reader, clocks).lookup.dossier(stream)
    if dossier is None:
        return None
    held = dossier.development
    if held is not None and held.occurred.best > clocks.as_of.day:
        return None
    source, incident = dossier.source, dossier.incident
    title = (source.title or source.outlet or source.url) if source is not None else None
    return {
        "id": stream,
        "kind": "development" if held is not None else "source" if source is not None else "incident",
        "type": None if held is None else held.type_name(),
        "date": None if held is None else held.occurred.edtf,
        "summary": held.summary if held is not None else incident.title if incident is not None else title,
        "retracted": dossier.retracted,
        "found": [],
    }
