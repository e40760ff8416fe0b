"""Citations: one line that names a state so that whoever has the log can find the same again.

``IRN-PAK @2024-01-18 known 2024-01-19T12:00Z #412 sha256:… root:…``: the pair, the date, the knowledge and the
position of the log, the SHA-256 of the state document without its clocks, as canonical JSON (keys sorted, no spaces,
UTF-8), and in base64 the root of the tree over the entries up to that position, so that a citation is a seal too.
Asked again with these three clocks the same release of the tracker gives the same digest, however much was recorded
since. Where no knowledge is given everything recorded counts, and what is cited is an instant at
which all of that was known: the recording of the last entry, or the latest ``known_from`` of the pair where that
lies later.
"""

import hashlib
import json
from datetime import UTC, datetime, timedelta
from typing import Any

from tracker.application.proof.note import hash_text
from tracker.application.proof.tree import EMPTY_ROOT
from tracker.application.store.codec import recorded_at_of
from tracker.application.store.reader import Clocks, Reader
from tracker.application.store.tree import LogTree
from tracker.application.views.state import state_document

PUNCTUAL = timedelta(seconds=1)


def citation(reader: Reader, pair: str, clocks: Clocks, *, now: datetime) -> dict[str, Any]:
    """The parts of a citation, and ``line``, which is what is printed."""
    pinned = pinned_clocks(reader, pair, clocks)
    document = state_document(reader, pair, pinned, now=now)
    shown = document.pop("clocks")
    digest = digest_of(document)
    known = "nothing" if pinned.known_at is None else instant_text(pinned.known_at)
    root = root_text(reader, pinned.position or 0)
    parts = {"pair": pair, "as_of": shown["as_of"], "known_at": known, "position": pinned.position, "sha256": digest}
    line = f"{pair} @{shown['as_of']} known {known} #{pinned.position} sha256:{digest} root:{root}"
    return {**parts, "root": root, "line": line}


def root_text(reader: Reader, position: int) -> str:
    """The root of the tree over the entries up to a position, in base64."""
    return hash_text(EMPTY_ROOT if reader.empty else LogTree(reader.conn).root_at(position))


def digest_of(document: dict[str, Any]) -> str:
    """The SHA-256 of a document as canonical JSON."""
    text = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def pinned_clocks(reader: Reader, pair: str, clocks: Clocks) -> Clocks:
    """The clocks with position and knowledge said, so that what is recorded later changes nothing."""
    last = reader.last_position()
    position = last if clocks.position is None else min(clocks.position, last)
    known = clocks.known_at or _all_known(reader, pair, position)
    return clocks._replace(position=position, known_at=known)


def _all_known(reader: Reader, pair: str, position: int) -> datetime | None:
    """An instant, in whole seconds, at which all that the log holds of a pair up to a position was known."""
    if not position:
        return None
    row = reader.conn.execute("SELECT state FROM stored_events WHERE rowid = ?", (position,)).fetchone()
    latest = reader.conn.execute("SELECT known FROM pairs WHERE name = ?", (pair,)).fetchone()
    recorded = whole_second(datetime.fromisoformat(recorded_at_of(row[0])))
    if latest is None:
        return recorded
    # What is known from a fraction of a second is kept rounded down.
    return max(recorded, datetime.fromtimestamp(latest[0], UTC))


def whole_second(moment: datetime) -> datetime:
    """The moment, or the next whole second."""
    floor = moment.replace(microsecond=0)
    return floor if floor == moment else floor + PUNCTUAL


def instant_text(moment: datetime) -> str:
    """An instant in UTC, to the minute where its seconds are zero: ``2024-01-19T12:00Z``."""
    text = moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return text.removesuffix(":00Z") + "Z" if text.endswith(":00Z") else text
