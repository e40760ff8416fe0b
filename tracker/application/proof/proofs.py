"""The proof that a log holds an entry, as a JSON document that a third party checks with a seal alone.

The document brings what the leaf is made of, so that nobody must believe a hash: who checks computes it from the
entry. Hashes are in base64 as in the note, names as in RFC 9162. Everything beyond ASCII is escaped, so that the
text comes through mail and editors unchanged.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from tracker.application.proof.note import Checkpoint, hash_text
from tracker.application.proof.paths import ProofFails, inclusion_proof, verify_inclusion
from tracker.application.proof.strict import LONGEST, checkpoint_of, document_from, keyed, path_of, text_of, whole_of
from tracker.application.proof.tree import entry_hash

SCHEMA = "tracker-proof/1"
_KEYS = ("schema", "origin", "tree_size", "root_hash", "leaf_index", "leaf", "inclusion_path")
_LEAF = ("stream", "version", "topic", "state")


@dataclass(frozen=True, slots=True)
class Leaf:
    """What an entry's leaf is made of: stream, version, topic, and the state as it is stored, as text."""

    stream: str
    version: int
    topic: str
    state: str

    @classmethod
    def of(cls, stream: str, version: int, topic: str, state: bytes) -> "Leaf":
        """The leaf of a stored entry; ValueError where its state is not UTF-8 and cannot be shown as text."""
        try:
            return cls(stream, version, topic, state.decode())
        except UnicodeDecodeError as problem:
            raise ValueError(f"the state of {stream}, version {version}, is not UTF-8") from problem

    def hash(self) -> bytes:
        """The hash of the leaf."""
        return entry_hash(self.stream, self.version, self.topic, self.state.encode("utf-8", "surrogatepass"))


@dataclass(frozen=True, slots=True)
class InclusionProof:
    """A proof that a log held a leaf at an index (from 0) when it had the size and root of a checkpoint."""

    checkpoint: Checkpoint
    leaf_index: int
    leaf: Leaf
    inclusion_path: tuple[bytes, ...]

    def document(self) -> dict[str, Any]:
        """The proof as JSON."""
        return {
            "schema": SCHEMA,
            "origin": self.checkpoint.origin,
            "tree_size": self.checkpoint.size,
            "root_hash": hash_text(self.checkpoint.root),
            "leaf_index": self.leaf_index,
            "leaf": {key: getattr(self.leaf, key) for key in _LEAF},
            "inclusion_path": [hash_text(each) for each in self.inclusion_path],
        }

    def to_bytes(self) -> bytes:
        """The file: indented JSON in ASCII, ended by a newline; ValueError where the entry makes it too long."""
        stored = f"{json.dumps(self.document(), indent=2)}\n".encode("ascii")
        if len(stored) > LONGEST:
            raise ValueError(f"a proof has at most {LONGEST} bytes, and that of this entry would have {len(stored)}")
        return stored


def prove(checkpoint: Checkpoint, leaf_index: int, leaf: Leaf, leaf_hashes: Iterable[bytes]) -> InclusionProof:
    """Make the proof from all leaf hashes of the log, which pass by once, and check it.

    ValueError where the log that passes by is not the one of the checkpoint, or does not hold the leaf there.
    """
    path = tuple(inclusion_proof(leaf_index, checkpoint.size, leaf_hashes))
    proof = InclusionProof(checkpoint, leaf_index, leaf, path)
    check(proof, checkpoint)
    return proof


def check(proof: InclusionProof, note: Checkpoint) -> None:
    """Check a proof against a note that is trusted; ProofFails, with the reason, unless the log of the note held it."""
    claimed = proof.checkpoint
    if claimed.origin != note.origin:
        raise ProofFails(f"the proof is of the log {claimed.origin}, and the seal of {note.origin}")
    if claimed.size != note.size:
        raise ProofFails(f"the proof is for a log of {claimed.size} entries, and the seal for one of {note.size}")
    if claimed.root != note.root:
        raise ProofFails("the proof and the seal name different roots")
    verify_inclusion(proof.leaf.hash(), proof.leaf_index, note.size, proof.inclusion_path, note.root)


def proof_from(stored: bytes) -> InclusionProof:
    """The proof that a file holds, read strictly; ValueError says what is wrong. It is not checked by that."""
    found = document_from(stored, SCHEMA, _KEYS)
    checkpoint = checkpoint_of(found["origin"], found["tree_size"], found["root_hash"])
    index = whole_of(found["leaf_index"], "leaf_index")
    return InclusionProof(checkpoint, index, _leaf(found["leaf"]), path_of(found["inclusion_path"], "inclusion_path"))


def _leaf(found: Any) -> Leaf:
    leaf = keyed(found, _LEAF, "the leaf")
    stream, topic, state = (text_of(leaf[key], key) for key in ("stream", "topic", "state"))
    return Leaf(stream, whole_of(leaf["version"], "version"), topic, state)
