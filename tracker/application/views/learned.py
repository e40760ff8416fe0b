"""Learned: the entries about a pair that one knowledge has and an earlier one had not, each with what it changed.

A row depends on its entry and on what was said of the development before, and on nothing that is asked: so what is
learned from one time to another, and on from there, is what is learned from the first to the last.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from tracker.application.store.accounts import Told
from tracker.application.store.codec import Stored
from tracker.application.store.pair_entries import PairEntries, Raw
from tracker.application.store.picture import Clocks
from tracker.application.views.histories import changes, envelope
from tracker.domain.catalogue import TYPES
from tracker.domain.disputes import Claim, disputes_of
from tracker.domain.dossier import Dossier, evolve, held_by

NEW, DISPUTED = "new", "disputed"
_TOLD = ("corrected", "retracted", "reinstated")
"""Kinds that are told before a new dispute."""
_ALWAYS = datetime.min.replace(tzinfo=UTC)


def learned_rows(entries: PairEntries, before: Clocks, after: Clocks) -> list[dict[str, Any]]:
    """What the later clocks know of the developments of a pair and the earlier did not, in the order of knowing."""
    found: list[tuple[datetime, int, dict[str, Any]]] = []
    for stream in entries.own & entries.unseen(before):
        seen = [raw for raw in entries.streams[stream] if raw.seen(after)]
        if not all(raw.seen(before) for raw in seen):
            found += ((raw.known or _ALWAYS, raw.position, row) for raw, row in _rows(seen, before))
    return [row for *_, row in sorted(found, key=lambda item: item[:2])]


def _rows(seen: Sequence[Raw], before: Clocks) -> Iterator[tuple[Raw, dict[str, Any]]]:
    first = seen[0]
    if len(seen) == 1:
        yield first, _plain(first)
        return
    dossier: Dossier | None = None
    for raw in seen:
        stored = raw.stored
        known = evolve(dossier, stored.entry)
        if not raw.seen(before):
            yield raw, _row(stored, dossier, known)
        dossier = known


def _plain(raw: Raw) -> dict[str, Any]:
    """The row of a development that is recorded and of which nothing more was said, read undecoded."""
    body = raw.body
    held = body["development"]
    claims = [Told(**claim) for claim in held.get("claims", ())]
    return {
        "kind": NEW,
        "development": raw.stream,
        "type": TYPES[raw.topic].type_name(),
        "date": held["occurred"]["edtf"],
        "summary": held.get("summary", ""),
        "disputed": _parted(raw.stream, claims) if len(claims) > 1 else [],
        "position": raw.position,
        "version": raw.version,
        "topic": raw.topic,
        "recorded_at": _instant(datetime.fromisoformat(body["recorded_at"])),
        "known_from": _instant(raw.known),
        "by": body.get("by", ""),
        "reason": body.get("reason"),
        "changes": [],
    }


def _instant(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat().replace("+00:00", "Z")


def _row(stored: Stored, before: Dossier | None, after: Dossier) -> dict[str, Any]:
    held = held_by(after)
    disputed = [aspect for aspect in _disputed(after) if before is None or aspect not in _disputed(before)]
    told = envelope(stored)
    return {
        "kind": _kind(told["topic"], new=before is None, disputed=bool(disputed)),
        "development": after.stream,
        "type": held.type_name(),
        "date": held.occurred.edtf,
        "summary": held.summary,
        "disputed": disputed,
        **told,
        "changes": [] if before is None else changes(before, after),
    }


def _kind(topic: str, *, new: bool, disputed: bool) -> str:
    if new:
        return NEW
    return DISPUTED if disputed and topic not in _TOLD else topic


def _disputed(dossier: Dossier) -> list[str]:
    """The aspects of a development of which its claims differ."""
    return _parted(dossier.stream, held_by(dossier).claims)


def _parted(stream: str, claims: Sequence[Claim]) -> list[str]:
    return [row["aspect"] for row in disputes_of(stream, claims, {})]
