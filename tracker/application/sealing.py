"""Seals of a log, and proofs against them: what a log was at a size, and that it held an entry then.

Changes that come with recomputed hashes show only against a seal that was kept elsewhere: give them away.
"""

from dataclasses import dataclass
from pathlib import Path

from tracker.application.problems import BadInput
from tracker.application.proof.consistency import ConsistencyProof, prove_consistency
from tracker.application.proof.note import LONGEST, Checkpoint, Seal, seal_from
from tracker.application.proof.paths import ProofFails
from tracker.application.proof.proofs import InclusionProof, Leaf, prove
from tracker.application.store.address import Address
from tracker.application.store.reader import Reader
from tracker.application.store.tree import LogTree
from tracker.application.store.writing import Writer

_VERSIONS = (
    "SELECT rowid, originator_version, topic FROM stored_events WHERE originator_id = ? ORDER BY originator_version"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """Which entry of a log is meant: a version of a stream, at its position."""

    position: int
    stream: str
    version: int
    topic: str
    versions: int
    """So many entries the stream has."""


def sealed(address: Address) -> Seal:
    """Seal a log as it stands and keep the seal in it; BadInput where it has no entries."""
    with Writer(address) as writer:
        seal = writer.seal()
    if seal is None:
        raise BadInput("there is nothing to seal yet", str(address), "record something first: tracker replay FILE")
    return seal


def read_seal(path: Path) -> Seal:
    """The seal that a file holds; BadInput where it holds none."""
    try:
        with path.open("rb") as file:
            return seal_from(file.read(LONGEST + 1))
    except OSError as problem:
        raise BadInput(problem.strerror or str(problem), str(path), "name a file that tracker seal wrote") from problem
    except ValueError as problem:
        raise BadInput(f"not a seal: {problem}", str(path), "get the seal again from whoever keeps it") from problem


def entry_of(reader: Reader, id: str, version: int | None) -> Entry:
    """The entry of an id (its first, unless a version is named) or of a position (``#412``); else BadInput."""
    at = id.removeprefix("#")
    if id != at and at.isdecimal() and len(at) < 19:
        row = reader.conn.execute(
            "SELECT originator_id, originator_version FROM stored_events WHERE rowid = ?", (int(at),)
        ).fetchone()
        if row is None:
            raise BadInput(f"the log has no entry {at}", remedy=f"its last one is #{reader.last_position()}")
        id, version = row
    return _entry(reader, id, version or 1)


def _entry(reader: Reader, stream: str, version: int) -> Entry:
    rows = reader.conn.execute(_VERSIONS, (stream,)).fetchall()
    if not rows:
        raise BadInput(
            f"no development, source or incident has the id {stream!r}", remedy="tracker search WORDS finds ids"
        )
    for position, number, topic in rows:
        if number == version:
            return Entry(position, stream, version, topic, len(rows))
    raise BadInput(f"{stream} has no version {version}", remedy=f"its versions are 1 to {len(rows)}")


def inclusion(reader: Reader, entry: Entry, seal: Checkpoint | None) -> InclusionProof:
    """The proof that a log held an entry when it was sealed: by that seal, or by the last one that covers the entry."""
    tree = LogTree(reader.conn)
    found = seal or _last_seal(reader, tree)
    if found is None or found.size < entry.position:
        raise BadInput(
            f"entry {entry.position} is newer than {'any' if seal is None else 'that'} seal", str(reader.path),
            "seal the log first: tracker seal FILE",
        )  # fmt: skip
    row = reader.conn.execute("SELECT state FROM stored_events WHERE rowid = ?", (entry.position,)).fetchone()
    try:
        leaf = Leaf.of(entry.stream, entry.version, entry.topic, row[0])
        return prove(found, entry.position - 1, leaf, tree.kept_hashes(found.size))
    except (ProofFails, ValueError) as problem:
        raise _does_not_fit(reader, problem) from problem


def growth(reader: Reader, earlier: Checkpoint, later: Checkpoint | None) -> ConsistencyProof:
    """The proof that the log of a later seal (the last one of the log) is that of an earlier one, grown."""
    tree = LogTree(reader.conn)
    found = later or _last_seal(reader, tree)
    if found is None:
        raise BadInput("the log has no seal", str(reader.path), "seal it first: tracker seal FILE")
    try:
        return prove_consistency(earlier, found, tree.kept_hashes(found.size))
    except (ProofFails, ValueError) as problem:
        raise _does_not_fit(reader, problem) from problem


def _does_not_fit(reader: Reader, problem: Exception) -> BadInput:
    return BadInput(
        f"the log does not fit the seal: {problem}", str(reader.path), "see what was changed: tracker verify"
    )


def _last_seal(reader: Reader, tree: LogTree) -> Checkpoint | None:
    row = reader.conn.execute("SELECT size, root FROM seals ORDER BY size DESC LIMIT 1").fetchone()
    return None if row is None else Checkpoint(tree.origin, row[0], bytes(row[1]))
