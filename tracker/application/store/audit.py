"""The audit of a log: every entry decoded strictly, positions without gaps, versions in order, time never going back.

Nothing is kept but the last entry, so that a log of any length passes through little memory. ``log`` is the name
under which the file is attached.
"""

import sqlite3
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from tracker.application.store.codec import Stored, Undecodable, decode
from tracker.domain.log import (
    BESIDE,
    INCIDENT_PREFIX,
    Entry,
    IncidentOpened,
    ReadUpTo,
    Recorded,
    SourceDescribed,
    WatchLifted,
    source_stream,
)

LISTED = 50
"""So many findings are listed; the rest are counted."""
Progress = Callable[[str, int, int], None]
"""What is being done, how much of it, of how much."""


class Finding(NamedTuple):
    """Something that is not as it must be, and where."""

    where: str
    what: str


class Findings(list[Finding]):
    """The first findings, and the number of all of them."""

    def __init__(self) -> None:
        super().__init__()
        self.total = 0

    def add(self, where: str, what: str) -> None:
        """Note a finding; beyond the first ones it is only counted."""
        self.total += 1
        if self.total <= LISTED:
            self.append(Finding(where, what))


def audited(conn: sqlite3.Connection, findings: Findings, progress: Progress) -> Iterator[Stored]:
    """Every entry of the log in order; what is wrong with one is noted, and what cannot be decoded left out."""
    total = int(conn.execute("SELECT count(*) FROM log.stored_events").fetchone()[0])
    _streams_in_order(conn, findings)
    before: datetime | None = None
    rows = conn.execute(
        "SELECT rowid, originator_id, originator_version, topic, state FROM log.stored_events ORDER BY rowid"
    )
    for number, row in enumerate(rows, 1):
        if number % 1000 == 0:
            progress("entries", number, total)
        stored = _decoded(number, row, findings)
        if stored is not None:
            before = _later(stored, before, findings)
            yield stored
    progress("entries", total, total)


def _decoded(number: int, row: tuple[Any, ...], findings: Findings) -> Stored | None:
    position, stream, version, topic, state = row
    where = f"entry {position}"
    if position != number:
        findings.add(where, f"it stands in place {number}: the log has a gap, or an entry before the first")
    if not (isinstance(stream, str) and isinstance(topic, str) and isinstance(state, bytes)):
        findings.add(where, "its id, topic or content is not of the right kind")
        return None
    try:
        stored = decode(position, stream, version, topic, state)
    except Undecodable as problem:
        findings.add(where, str(problem))
        return None
    strange = named_otherwise(stored)
    if strange:
        findings.add(where, strange)
    return stored


def named_otherwise(stored: Stored) -> str | None:
    """What is said of an entry that stands on another stream than its content names, or in the wrong place of it."""
    entry, first = stored.entry, isinstance(stored.entry, Recorded | SourceDescribed | IncidentOpened)
    if isinstance(entry, Recorded) and entry.development.id != entry.stream:
        return f"it stands on {entry.stream} and records {entry.development.id}"
    if isinstance(entry, SourceDescribed) and source_stream(entry.source) != entry.stream:
        return f"it stands on {entry.stream} and describes {source_stream(entry.source)}"
    if isinstance(entry, IncidentOpened) and not entry.stream.startswith(INCIDENT_PREFIX):
        return f"it opens an incident on {entry.stream}"
    if type(entry) in BESIDE:
        return _beside(stored)
    return _placed_otherwise(entry, first=first)


def _placed_otherwise(entry: Entry, *, first: bool) -> str | None:
    """What is said of an entry that has no place where it stands in its stream."""
    if not first and entry.version == 1:
        return f"{entry.stream} begins with an amendment ({entry.topic})"
    if isinstance(entry, Recorded) and entry.version != 1:
        return f"{entry.stream} is recorded a second time, as version {entry.version}"
    return None


def _beside(stored: Stored) -> str | None:
    """What is said of an entry about reading: its stream has the prefix of its kind, and a mark lies ahead of it."""
    entry, prefix = stored.entry, BESIDE[type(stored.entry)]
    if not entry.stream.startswith(prefix):
        return f"it stands on {entry.stream}, which does not begin with {prefix}"
    if isinstance(entry, WatchLifted) and entry.version == 1:
        return f"{entry.stream} begins with {entry.topic}"
    if isinstance(entry, ReadUpTo) and entry.position >= stored.position:
        return f"it marks entry {entry.position} as read, which was not there yet"
    return None


def _later(stored: Stored, before: datetime | None, findings: Findings) -> datetime | None:
    now = stored.recorded_at
    if now.tzinfo is None:
        findings.add(f"entry {stored.position}", "its time of recording says no zone")
        return before
    if before is not None and now < before:
        findings.add(f"entry {stored.position}", f"recorded at {now.isoformat()}, before the entry in front of it")
    return now if before is None else max(now, before)


def _streams_in_order(conn: sqlite3.Connection, findings: Findings) -> None:
    """Versions of a stream are 1, 2, 3 … and stand in that order in the log."""
    gaps = conn.execute(
        "SELECT originator_id, count(*), min(originator_version), max(originator_version) FROM log.stored_events "
        "GROUP BY originator_id HAVING min(originator_version) <> 1 OR max(originator_version) <> count(*)"
    )
    for stream, count, low, high in gaps:
        findings.add(str(stream), f"it has {count} entries, with versions from {low} to {high}")
    swapped = conn.execute(
        "SELECT later.rowid, later.originator_id, later.originator_version FROM log.stored_events later "
        "JOIN log.stored_events earlier ON earlier.originator_id = later.originator_id "
        "AND earlier.originator_version = later.originator_version - 1 "
        "WHERE later.originator_version > 1 AND earlier.rowid > later.rowid"
    )
    for position, stream, version in swapped:
        findings.add(f"entry {position}", f"version {version} of {stream} stands before the version that it follows")
