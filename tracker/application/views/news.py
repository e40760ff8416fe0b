"""What is new in the log since a position: developments of which something was recorded, the weightiest first.

A development is told once, with every entry about it since, and under what matters most: that it is retracted, new,
reinstated, corrected or disputed now, else what was added. What a development weighs is read from the derived rows,
so that of a log that nobody read yet only what is shown is decoded.
"""

from collections.abc import Iterable
from itertools import groupby
from typing import Any, NamedTuple

from tracker.application.store.codec import Stored
from tracker.application.store.lookup import history
from tracker.application.store.reader import Reader
from tracker.application.views.histories import changes, envelope
from tracker.domain.catalogue import act_of
from tracker.domain.development import Development
from tracker.domain.disputes import disputes_of
from tracker.domain.dossier import Dossier, evolve
from tracker.domain.log import NO_DEVELOPMENT

RETRACTED, NEW, REINSTATED, CORRECTED, DISPUTED = "retracted", "new", "reinstated", "corrected", "disputed"
_TOUCHED = (
    "SELECT touched.stream, facts.dev, facts.act FROM (SELECT DISTINCT originator_id AS stream FROM stored_events "
    "WHERE rowid > ? AND rowid <= ?) touched JOIN stored_events first ON first.originator_id = touched.stream "
    "AND first.originator_version = 1 LEFT JOIN facts ON facts.dev = first.rowid"
)
"""A row of the facts is found by the position of its development: by its id they would all be gone through."""


class _Found(NamedTuple):
    """A development with what the log says of it now, what it said before, and the entries since."""

    now: Dossier
    before: Dossier | None
    since: list[tuple[Stored, list[dict[str, Any]]]]


def news(reader: Reader, since: int, *, limit: int) -> dict[str, Any]:
    """Developments by pair of which entries behind a position speak, ``limit`` of them, the weightiest first."""
    last = reader.last_position()
    touched = _touched(reader, since, last)
    chosen = sorted(touched, key=lambda row: (-row[1], row[0]))[:limit]
    rows = [news_row(reader, stream, since, last) for stream, _ in chosen]
    return {
        "since": since,
        "position": last,
        "pairs": by_pair(rows),
        "developments": len(touched),
        "more": len(touched) - len(rows),
    }


def news_row(reader: Reader, stream: str, since: int, last: int) -> dict[str, Any]:
    """What is told of a development of which entries behind a position speak, up to another."""
    return _row(_found(reader, stream, since, last))


def by_pair(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Developments by pair, the weightiest first."""
    ordered = sorted(rows, key=lambda row: (row["pair"] or "", -abs(row["weight"]), row["entries"][0]["position"]))
    pairs = [(pair, list(of)) for pair, of in groupby(ordered, _pair)]
    pairs.sort(key=lambda held: -max(abs(row["weight"]) for row in held[1]))
    return [{"pair": pair or None, "developments": of} for pair, of in pairs]


def _pair(row: dict[str, Any]) -> str:
    return str(row["pair"] or "")


def _touched(reader: Reader, since: int, last: int) -> list[tuple[str, float]]:
    """The developments that entries speak of, each with what it weighs."""
    if reader.empty or since >= last:
        return []
    rows = reader.conn.execute(_TOUCHED, (since, last)).fetchall()
    found = [row for row in rows if not row[0].startswith(NO_DEVELOPMENT)]
    return [
        (stream, _weight(reader, stream, last) if dev is None else _acting(reader, act)) for stream, dev, act in found
    ]


def _acting(reader: Reader, act: int | None) -> float:
    return 0.0 if act is None else abs(reader.acts.act(act).weight)


def _weight(reader: Reader, stream: str, last: int) -> float:
    """What a development weighs that does not count by itself, being retracted or merged."""
    held = _found(reader, stream, last, last).now.development
    return abs(_weighs(held))


def _weighs(held: Development | None) -> float:
    act = None if held is None else act_of(held)
    return 0.0 if act is None else float(act.weight)


def _found(reader: Reader, stream: str, since: int, last: int) -> _Found:
    now: Dossier | None = None
    before: Dossier | None = None
    later: list[tuple[Stored, list[dict[str, Any]]]] = []
    for stored in history(reader.conn, stream):
        if stored.position > last:
            break
        after = evolve(now, stored.entry)
        if stored.position > since:
            later.append((stored, [] if now is None else changes(now, after)))
        else:
            before = after
        now = after
    assert now is not None, stream  # noqa: S101 - an entry of it was found
    return _Found(now, before, later)


def _row(found: _Found) -> dict[str, Any]:
    held = found.now.development
    assert held is not None, found.now.stream  # noqa: S101 - sources and incidents were left out
    disputed = [aspect for aspect in _disputed(found.now) if aspect not in _disputed(found.before)]
    return {
        "kind": _kind(found, disputed),
        "development": found.now.stream,
        "pair": held.pair,
        "type": held.type_name(),
        "date": held.occurred.edtf,
        "actors": list(held.actors),
        "targets": list(held.targets),
        "summary": held.summary,
        "weight": _weighs(held),
        "disputed": disputed,
        "entries": [{**envelope(stored), "changes": changed} for stored, changed in found.since],
    }


def _kind(found: _Found, disputed: Iterable[str]) -> str:
    """What is told of a development: the gravest of what was done to it."""
    topics = [stored.entry.topic for stored, _ in found.since]
    if found.now.retracted is not None and RETRACTED in topics:
        return RETRACTED
    if found.before is None:
        return NEW
    for kind in (REINSTATED, CORRECTED):
        if kind in topics:
            return kind
    return DISPUTED if disputed else topics[-1]


def _disputed(dossier: Dossier | None) -> list[str]:
    """The aspects of a development of which claims differ."""
    if dossier is None or dossier.development is None:
        return []
    found = disputes_of(dossier.stream, dossier.development.claims, dict(dossier.assessed))
    return [row["aspect"] for row in found]
