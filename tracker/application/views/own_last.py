"""What somebody wrote last of a development: found from the end of the log, however long that is."""

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
_TIES = {"same_as": "same_as", "in_response_to": "in_response_to", "incidents": "incident"}
"""By part of a tie the word that ties it."""


class OwnLast(NamedTuple):
    """What was written: the verb, the id that it was said of, and the words of a tie."""

    verb: str
    id: str
    words: tuple[str, ...] = ()


def own_last(reader: Reader, by: str) -> OwnLast | None:
    """The last entry about a development under a name; None where there is none, or nobody is named."""
    return next((_told(entry) for entry in _backwards(reader, by) if entry["by"] == by), None) if by else None


def _backwards(reader: Reader, by: str) -> Iterator[dict[str, Any]]:
    """The entries about developments in which the name stands as that of somebody; only those are read."""
    last = 0 if reader.empty else reader.last_position()
    said = f'"by":{quoted(by)}'.encode(errors="replace")  # what is no text is no name in a log
    for end in paced(range(last, 0, -PART), 1):
        for row in reader.conn.execute(_NAMED, (end - PART, end, said)):
            if not row[1].startswith(NO_DEVELOPMENT):
                yield entry_document(reader.path, row)


def _told(entry: Mapping[str, Any]) -> OwnLast:
    payload, stream = entry["payload"], entry["stream"]
    if entry["version"] == 1:
        return OwnLast("record", (payload.get("development") or {}).get("group") or stream)
    ties = [f"{word}={','.join(payload[part])}" for part, word in _TIES.items() if payload.get(part)]
    return OwnLast(VERBS[entry["topic"]], stream, tuple(ties))
