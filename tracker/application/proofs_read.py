"""Proofs as files: read strictly, and checked with seals that somebody kept."""

from pathlib import Path
from typing import Any, NamedTuple

from tracker.application.problems import BadInput
from tracker.application.proof import consistency, proofs
from tracker.application.proof.note import Seal
from tracker.application.proof.signing import signature_of, signed_by
from tracker.application.proof.strict import LONGEST
from tracker.application.sealing import read_seal


class Given(NamedTuple):
    """The files of a check: a proof, the seal that is trusted, and what goes with them."""

    proof: Path
    seal: Path
    since: Path | None = None
    signature: Path | None = None
    signers: Path | None = None
    identity: str | None = None


def checked(given: Given) -> dict[str, Any]:
    """What a proof proves; ProofFails unless it holds, BadInput where a file is not what it should be."""
    seal = read_seal(given.seal)
    signer = _signer(given)
    said, state = _says(given, seal)
    return {"holds": True, "says": f"{said}{signer}", "state": state}


def _says(given: Given, seal: Seal) -> tuple[str, str | None]:
    """What is proved, and of an entry its content."""
    content = _content(given.proof)
    if given.since is not None:
        growth = _read(consistency.consistency_from, content, given.proof)
        earlier = read_seal(given.since).checkpoint
        consistency.check_consistency(growth, earlier, seal.checkpoint)
        return f"the log {earlier.origin} of {earlier.size} entries only grew to {seal.checkpoint.size}", None
    proof = _read(proofs.proof_from, content, given.proof)
    proofs.check(proof, seal.checkpoint)
    leaf = proof.leaf
    where = f"as entry {proof.leaf_index + 1} of {seal.checkpoint.size}"
    return (
        f"the log {seal.checkpoint.origin} holds {leaf.stream}, version {leaf.version} ({leaf.topic}), {where}",
        leaf.state,
    )


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LONGEST + 1)  # what is longer is refused by whoever reads it
    except OSError as problem:
        raise BadInput(problem.strerror or str(problem), str(path), "name a file that tracker prove wrote") from problem


def _read(read: Any, content: bytes, path: Path) -> Any:
    try:
        return read(content)
    except ValueError as problem:
        raise BadInput(f"not such a proof: {problem}", str(path), "ask again for the proof") from problem


def _signer(given: Given) -> str:
    """Who signed the seal, where that was asked."""
    if given.signature is None:
        if given.signers is not None or given.identity is not None:
            raise BadInput("there is no signature to check", remedy="name it with --signature")
        return ""
    content, signature = _content(given.seal), _content(given.signature)
    if given.signers is None or given.identity is None:
        return f"; the seal is signed by the key {signature_of(content, signature).fingerprint}"
    found = signed_by(content, signature, given.signers, given.identity)
    return f"; the seal is signed by {found.identity or given.identity} with the key {found.fingerprint}"
