"""Citations that come back: the picture that a citation pins, and whether it is the one that was cited.

Two digests are held against the log. The root is that of the entries, so what fits it is what was cited, byte for
byte; the digest is that of the picture, which the rules of a release make of these entries. So a picture that
differs over entries that fit is told apart from entries that were changed: nobody tampered, the rules differ.
"""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from itertools import islice
from typing import Any, NamedTuple

from tracker.application.cited import Cited
from tracker.application.proof.note import Checkpoint, hash_from, hash_text
from tracker.application.proof.tree import EMPTY_ROOT, Frontier, entry_hash
from tracker.application.store.codec import Undecodable
from tracker.application.store.connection import LONG
from tracker.application.store.entries_check import Kept
from tracker.application.store.reader import Reader
from tracker.application.store.tree import LogTree
from tracker.application.verify import verify
from tracker.application.views.citation import citation
from tracker.application.views.state import state_document

SAME, RULES, DERIVED, ENTRIES, STATE, BEYOND = "same", "rules", "derived", "entries", "state", "beyond"
_ROWS = (
    LONG + "SELECT originator_id, originator_version, topic, state FROM stored_events "
    "WHERE rowid BETWEEN 1 AND ? ORDER BY rowid"
)
_SAYS = {
    SAME: "it is the picture that was cited",
    RULES: "the entries are those that were cited, and another picture follows from them: the rules of this release "
    "differ from those of the one that made the citation, or the digest in the line was altered",
    DERIVED: "the entries are those that were cited, and what is derived from them was changed; "
    "make it anew with: tracker verify --rebuild",
    ENTRIES: "the entries are not those that were cited: they were changed, or this is another log",
    STATE: "another picture follows from the entries: they were changed, the rules of this release differ, "
    "or this is another log; the citation, of an earlier release, holds no root that would tell which",
    BEYOND: "the log ends before what was cited: entries were removed, or this is another log",
}


class Verdict(NamedTuple):
    """Whether a log still gives the picture of a citation: one word, and what in the log is not as it was."""

    word: str
    findings: tuple[tuple[str, str], ...] = ()
    """Where and what, the first ones."""

    @property
    def says(self) -> str:
        """The verdict in a sentence."""
        return _SAYS[self.word]


def recited(reader: Reader, cited: Cited, *, now: datetime) -> dict[str, Any]:
    """The picture at the clocks of a citation, with the verdict on it; none where the log does not give one."""
    verdict = judged(reader, cited, now=now)
    line, shown = None, None
    if verdict.word != BEYOND:
        with suppress(Undecodable):  # an entry was altered: the findings say so
            line = citation(reader, cited.pair, cited.clocks, now=now)["line"]
            shown = state_document(reader, cited.pair, cited.clocks, now=now)
    return {
        "kind": "citation",
        "cited": cited.line,
        "same": verdict.word == SAME,
        "verdict": verdict.word,
        "says": verdict.says,
        "findings": [{"where": where, "what": what} for where, what in verdict.findings],
        "found": line,
        "state": shown,
    }


def judged(reader: Reader, cited: Cited, *, now: datetime) -> Verdict:
    """Whether a log still gives the picture of a citation: the entries first, then what follows from them."""
    last = reader.last_position()
    if cited.position > last:
        return Verdict(BEYOND, (("log", f"its last entry is {last}"),))
    if cited.root is not None and hash_text(entries_root(reader, cited.position)) != cited.root:
        return Verdict(ENTRIES, _damage(reader, cited))
    if citation(reader, cited.pair, cited.clocks, now=now)["sha256"] == cited.sha256:
        return Verdict(SAME)
    damage = _damage(reader)
    if cited.root is None:
        return Verdict(STATE, damage)
    return Verdict(DERIVED if damage else RULES, damage)


def entries_root(reader: Reader, size: int) -> bytes:
    """The root over the first entries as they stand now, not as the tree remembers them."""
    if not size:
        return EMPTY_ROOT
    frontier, hashes = Frontier(), _hashes(reader, size)
    while part := list(islice(hashes, 1000)):
        frontier.append(part)
    return frontier.root()


def _hashes(reader: Reader, size: int) -> Iterator[bytes]:
    for stream, version, topic, state in reader.conn.execute(_ROWS, (size,)):
        if not (isinstance(stream, str) and isinstance(topic, str) and isinstance(state, bytes)):
            return  # no entry: what stands here has no hash, so that the root cannot fit
        yield entry_hash(stream, version, topic, state)


def _damage(reader: Reader, cited: Cited | None = None) -> tuple[tuple[str, str], ...]:
    """What is not as it was recorded; the first entry that was altered, removed, inserted or moved is named."""
    kept = []
    if cited is not None and cited.root is not None and cited.position:
        root = hash_from(cited.root, "the root of the citation")
        kept = [Kept(Checkpoint(LogTree(reader.conn).origin, cited.position, root), "the citation")]
    return tuple((where, what) for where, what in verify(reader.path, kept=kept).findings)
