"""What somebody wrote last of a development: found from the end of the log, however long that is.

What is said of a group becomes an entry on each of its parts, in one turn. So what stands on all of them, of one time
and in the same words, was said of the group.
"""

import sys
from collections.abc import Iterator, Mapping
from json.encoder import encode_basestring as quoted
from typing import Any, NamedTuple

from tracker.application.pacing import paced
from tracker.application.store.reader import Reader
from tracker.application.views.logbook import entry_document
from tracker.domain.log import NO_DEVELOPMENT

VERBS = {
    "corrected": "correct", "retracted": "retract", "reinstated": "reinstate", "claimed": "claim",
    "reported": "report-add", "assessed": "assess", "linked": "link", "unlinked": "unlink",
}  # fmt: skip
"""By topic the verb that writes it; what begins a development was recorded."""
PART = 5000
"""So many entries are looked through at once: who asks is stopped in between, and few questions are many entries."""
_NAMED = (
    "SELECT rowid, originator_id, originator_version, topic, state FROM stored_events "
    "WHERE rowid > ? AND rowid <= ? AND instr(state, ?) > 0 ORDER BY rowid DESC"
)
_OF_GROUP = (
    "SELECT rowid, originator_id, originator_version, topic, state FROM stored_events "
    "WHERE originator_id >= ? AND originator_id < ? ORDER BY rowid"
)
_END = chr(sys.maxunicode)
_TIES = {"same_as": "same_as", "in_response_to": "in_response_to", "incidents": "incident"}
"""By part of a tie the word that ties it."""


class OwnLast(NamedTuple):
    """What was written: the verb, the id that it was said of, and the words of a tie."""

    verb: str
    id: str
    words: tuple[str, ...] = ()


def own_last(reader: Reader, by: str) -> OwnLast | None:
    """The last entry about a development under a name; None where there is none, or nobody is named."""
    return next((told for told, _ in own_before(reader, by)), None)


def own_before(reader: Reader, by: str, before: int | None = None) -> Iterator[tuple[OwnLast, int]]:
    """What was written under a name before a position, at most one, with the position at which it begins."""
    every = (entry for entry in _backwards(reader, by, before) if entry["by"] == by) if by else iter(())
    last = next(every, None)
    if last is not None:
        told, begins = _told(reader, last), last["position"]
        for entry in every if told.id != last["stream"] else ():
            if entry["position"] != begins - 1 or _told(reader, entry) != told:
                break
            begins -= 1  # another part of the same group
        yield told, begins


def _backwards(reader: Reader, by: str, before: int | None) -> Iterator[dict[str, Any]]:
    """The entries about developments in which the name stands as that of somebody; only those are read."""
    last = 0 if reader.empty else reader.last_position() if before is None else before - 1
    said = f'"by":{quoted(by)}'.encode(errors="replace")  # what is no text is no name in a log
    for end in paced(range(last, 0, -PART), 1):
        for row in reader.conn.execute(_NAMED, (end - PART, end, said)):
            if not row[1].startswith(NO_DEVELOPMENT):
                yield entry_document(reader.path, row)


def _told(reader: Reader, last: Mapping[str, Any]) -> OwnLast:
    stream, payload = last["stream"], last["payload"]
    if last["version"] == 1:
        return OwnLast("record", (payload.get("development") or {}).get("group") or stream)
    group = _group_of(reader, last)
    words = _words(payload) if group is None else _words(_as_of_any(last))
    return OwnLast(VERBS[last["topic"]], group or stream, words)


def _group_of(reader: Reader, last: Mapping[str, Any]) -> str | None:
    """The group of which as a whole it was said; None where it was said of one development."""
    group, slash, _ = last["stream"].rpartition("/")
    if not slash:
        return None
    rows = reader.conn.execute(_OF_GROUP, (f"{group}/", f"{group}/{_END}"))
    entries = [entry_document(reader.path, row) for row in rows]
    parts = {entry["stream"] for entry in entries}
    said = {entry["stream"] for entry in entries if _said(entry) == _said(last)}
    return group if len(parts) > 1 and said == parts else None


def _said(entry: Mapping[str, Any]) -> tuple[Any, ...]:
    """What an entry says, by whom and when, as it is the same on all parts of a group."""
    ties = _words(_as_of_any(entry))
    return entry["topic"], entry["recorded_at"], entry["by"], entry["payload"].get("reason"), ties


def _as_of_any(entry: Mapping[str, Any]) -> dict[str, Any]:
    """What an entry brings to a part of a group: the same as the part of another group is the same as that group."""
    payload, pair = entry["payload"], f"/{entry['stream'].rpartition('/')[2]}"
    return {**payload, "same_as": [id.removesuffix(pair) for id in payload.get("same_as", ())]}


def _words(payload: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(f"{word}={','.join(payload[part])}" for part, word in _TIES.items() if payload.get(part))
