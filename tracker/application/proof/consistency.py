"""The proof that a later seal is of the same log, grown: for who holds two seals, and not the log."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from tracker.application.proof.note import Checkpoint, hash_text
from tracker.application.proof.paths import ProofFails, consistency_proof, verify_consistency
from tracker.application.proof.strict import checkpoint_of, document_from, path_of

SCHEMA = "tracker-consistency/1"
_KEYS = ("schema", "origin", "first", "first_hash", "second", "second_hash", "consistency_path")


@dataclass(frozen=True, slots=True)
class ConsistencyProof:
    """A proof that the log of one checkpoint begins with the whole log of an earlier one; both have one origin."""

    first: Checkpoint
    second: Checkpoint
    consistency_path: tuple[bytes, ...]

    def document(self) -> dict[str, Any]:
        """The proof as JSON."""
        return {
            "schema": SCHEMA,
            "origin": self.first.origin,
            "first": self.first.size,
            "first_hash": hash_text(self.first.root),
            "second": self.second.size,
            "second_hash": hash_text(self.second.root),
            "consistency_path": [hash_text(each) for each in self.consistency_path],
        }

    def to_bytes(self) -> bytes:
        """The file: indented JSON in ASCII, ended by a newline."""
        return f"{json.dumps(self.document(), indent=2)}\n".encode("ascii")


def prove_consistency(first: Checkpoint, second: Checkpoint, leaf_hashes: Iterable[bytes]) -> ConsistencyProof:
    """Make the proof from all leaf hashes of the log, which pass by once, and check it.

    ValueError where the log that passes by is not the one of both checkpoints, or one of them is of an empty log.
    """
    path = tuple(consistency_proof(first.size, second.size, leaf_hashes))
    proof = ConsistencyProof(first, second, path)
    check_consistency(proof, first, second)
    return proof


def check_consistency(proof: ConsistencyProof, first: Checkpoint, second: Checkpoint) -> None:
    """Check a proof against two notes; ProofFails, with the reason, unless the second is of the first's log, grown."""
    if first.origin != second.origin:
        raise ProofFails(f"the seals are of two logs, {first.origin} and {second.origin}")
    if (proof.first, proof.second) != (first, second):
        raise ProofFails("the proof is for other seals than these two")
    verify_consistency(first.size, second.size, first.root, second.root, proof.consistency_path)


def consistency_from(stored: bytes) -> ConsistencyProof:
    """The proof that a file holds, read strictly; ValueError says what is wrong. It is not checked by that."""
    found = document_from(stored, SCHEMA, _KEYS)
    first = checkpoint_of(found["origin"], found["first"], found["first_hash"])
    second = checkpoint_of(found["origin"], found["second"], found["second_hash"])
    return ConsistencyProof(first, second, path_of(found["consistency_path"], "consistency_path"))
