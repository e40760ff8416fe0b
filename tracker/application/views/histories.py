"""Histories: the entries of one stream, each with what it changed, old and new, who said it, when and why."""

from collections.abc import Iterator
from typing import Any

from tracker.application.store.codec import Stored
from tracker.application.store.lookup import history
from tracker.application.store.reader import Clocks, Reader
from tracker.application.views.chronicles import sees
from tracker.domain.dossier import Dossier, evolve
from tracker.domain.log import topic_of

_QUIET = ("id", "group")


def dossier_history(reader: Reader, stream: str, clocks: Clocks) -> list[dict[str, Any]]:
    """The entries of a stream that are recorded and known at these clocks, the first without changes."""
    return list(_steps(history(reader.conn, stream), clocks))


def _steps(entries: list[Stored], clocks: Clocks) -> Iterator[dict[str, Any]]:
    dossier: Dossier | None = None
    for stored in entries:
        if sees(stored, clocks):
            after = evolve(dossier, stored.entry)
            yield {**envelope(stored), "changes": [] if dossier is None else changes(dossier, after)}
            dossier = after


def envelope(stored: Stored) -> dict[str, Any]:
    """Position, topic, version, who recorded an entry, when, since when it is known, and why."""
    entry = stored.entry
    return {
        "position": stored.position,
        "version": entry.version,
        "topic": topic_of(entry),
        "recorded_at": _instant(stored.recorded_at),
        "known_from": _instant(entry.known_from),
        "by": entry.by,
        "reason": entry.reason,
    }


def _instant(moment: Any) -> str | None:
    return None if moment is None else moment.isoformat().replace("+00:00", "Z")


def changes(before: Dossier, after: Dossier) -> list[dict[str, Any]]:
    """What differs between two states of a dossier: ``what``, ``old`` and ``new``; of a list what came and left."""
    old, new = _content(before), _content(after)
    names = [*old, *(name for name in new if name not in old)]
    return [change(name, old.get(name), new.get(name)) for name in names if old.get(name) != new.get(name)]


def _content(dossier: Dossier) -> dict[str, Any]:
    held = dossier.development
    content = {} if held is None else held.model_dump(mode="json", exclude_none=True)
    for name in _QUIET:
        content.pop(name, None)
    return {
        **({"type": held.type_name()} if held is not None else {}),
        **content,
        "same_as": list(dossier.same_as),
        "assessed": [list(item) for item in dossier.assessed],
        "retracted": dossier.retracted,
    }


def change(name: str, old: Any, new: Any) -> dict[str, Any]:
    """A difference: of two lists what left and what came, else both values."""
    if isinstance(old, list) and isinstance(new, list):
        gone, come = [i for i in old if i not in new], [i for i in new if i not in old]
        return {"what": name, "old": gone, "new": come}
    return {"what": name, "old": old, "new": new}
