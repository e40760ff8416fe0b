"""The logbook: entries in log order as they are stored, a row at a time.

Nothing is decoded into forms here, so that a million entries pass through little memory and a log that a newer
catalogue wrote can still be read.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, NamedTuple

from tracker.application.problems import BadInput
from tracker.application.store.address import Address
from tracker.application.store.connection import LONG
from tracker.application.store.reader import Reader

_ALL = (
    LONG + "SELECT rowid, originator_id, originator_version, topic, state FROM stored_events "
    "WHERE rowid BETWEEN ? AND ? ORDER BY rowid"
)
_OF_STREAM = (
    LONG + "SELECT rowid, originator_id, originator_version, topic, state FROM stored_events "
    "WHERE rowid BETWEEN ? AND ? AND originator_id = ? ORDER BY rowid"
)


class Excerpt(NamedTuple):
    """Which entries are asked for."""

    start: int = 1
    """First position."""
    limit: int | None = None
    stream: str | None = None
    known_at: datetime | None = None
    position: int | None = None
    """Last position."""


def log_entries(reader: Reader, wanted: Excerpt = Excerpt()) -> Iterator[dict[str, Any]]:  # noqa: B008 - frozen
    """Entries in log order: position, recorded_at, known_from, stream, version, topic, by, payload."""
    left = wanted.limit
    for row in _rows(reader, wanted):
        if left is not None and left <= 0:
            return
        entry = entry_document(reader.path, row)
        if wanted.known_at is None or _known(entry, wanted.known_at):
            left = None if left is None else left - 1
            yield entry


def _rows(reader: Reader, wanted: Excerpt) -> Iterator[tuple[int, str, int, str, bytes]]:
    if reader.empty:
        return
    last = wanted.position if wanted.position is not None else reader.last_position()
    if wanted.stream is None:
        yield from reader.conn.execute(_ALL, (wanted.start, last))
    else:
        yield from reader.conn.execute(_OF_STREAM, (wanted.start, last, wanted.stream))


def entry_document(address: Address, row: tuple[int, str, int, str, bytes]) -> dict[str, Any]:
    """An entry as ``log --json`` prints it; BadInput, which names the log, where it cannot be read."""
    position, stream, version, topic, state = row
    try:
        body = json.loads(state)
        head = {key: body.pop(key, None) for key in ("recorded_at", "known_from", "by")}
    except (ValueError, AttributeError, TypeError, RecursionError) as problem:
        raise BadInput(
            f"entry {position} cannot be read: {problem}", str(address), "see what is damaged with: tracker verify"
        ) from problem
    return {
        "position": position,
        "recorded_at": head["recorded_at"],
        "known_from": head["known_from"],
        "stream": stream,
        "version": version,
        "topic": topic,
        "by": head["by"] or "",
        "payload": body,
    }


def _known(entry: dict[str, Any], known_at: datetime) -> bool:
    known = entry["known_from"]
    return known is None or datetime.fromisoformat(known) <= known_at.astimezone(UTC)


def entry_line(entry: dict[str, Any]) -> str:
    """An entry on one line: place, time, stream, version, topic, who, and what it says."""
    by = f" by {entry['by']}" if entry["by"] else ""
    return (
        f"#{entry['position']} {entry['recorded_at']} {entry['stream']} v{entry['version']} "
        f"{entry['topic']}{by}: {gist(entry)}"
    )


def gist(entry: dict[str, Any]) -> str:
    """What an entry says, in a few words: its summary, or what it brings."""
    payload = entry["payload"]
    said = payload.get("development")
    if isinstance(said, dict):
        return str(said.get("summary") or "")
    named = payload.get("source") or payload
    title = isinstance(named, dict) and (named.get("title") or named.get("outlet"))
    if title:
        return str(title)
    brought = ", ".join(key for key in payload if key not in ("command", "reason"))
    reason = f"({payload['reason']})" if payload.get("reason") else ""
    return f"{brought} {reason}".strip()
