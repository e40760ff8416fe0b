"""Strict reading of proofs, which come from strangers: known keys only, each once, of the right kind and length."""

import json
from typing import Any

from tracker.application.proof.note import LARGEST_SIZE, Checkpoint, hash_from

LONGEST = 4 * 1024 * 1024
"""So many bytes a proof has at most; a longer file is not read, so that reading takes little time and memory."""
LONGEST_PATH = 64
"""A path has a hash for each level of the largest tree, and a consistency path one more."""


def document_from(stored: bytes, schema: str, keys: tuple[str, ...]) -> dict[str, Any]:
    """The JSON object of a file, of that schema and with exactly those keys; ValueError says what is wrong."""
    if len(stored) > LONGEST:
        raise ValueError(f"a proof has at most {LONGEST} bytes")
    try:
        found = json.loads(stored.decode(), object_pairs_hook=_without_doubles)
    except (ValueError, RecursionError) as problem:
        raise ValueError(f"the proof is not JSON in UTF-8: {problem}") from problem
    if isinstance(found, dict) and found.get("schema") != schema:
        raise ValueError(f"the schema of the file is not {schema}")
    return keyed(found, keys, "the proof")


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse a key that is given twice: readers differ in which of the two they take."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key is given twice")
    return found


def keyed(found: Any, keys: tuple[str, ...], what: str) -> dict[str, Any]:
    """An object with exactly those keys."""
    if not isinstance(found, dict) or set(found) != set(keys):
        raise ValueError(f"{what} is an object with exactly the keys {', '.join(keys)}")
    return found


def checkpoint_of(origin: Any, size: Any, root: Any) -> Checkpoint:
    """A checkpoint from its three parts in JSON."""
    root_hash = hash_from(text_of(root, "the root"), "the root")
    return Checkpoint(text_of(origin, "the origin"), whole_of(size, "the size"), root_hash)


def path_of(found: Any, what: str) -> tuple[bytes, ...]:
    """A list of hashes."""
    if not isinstance(found, list) or len(found) > LONGEST_PATH:
        raise ValueError(f"{what} is a list of at most {LONGEST_PATH} hashes")
    return tuple(hash_from(text_of(each, f"a hash of {what}"), f"a hash of {what}") for each in found)


def text_of(found: Any, what: str) -> str:
    """A text."""
    if not isinstance(found, str):
        raise ValueError(f"{what} is not text")  # noqa: TRY004 - one kind of error for every document that does not fit
    return found


def whole_of(found: Any, what: str) -> int:
    """A whole number of 0 or more; true and false are none."""
    if type(found) is not int or not 0 <= found <= LARGEST_SIZE:
        raise ValueError(f"{what} is not a whole number from 0 to {LARGEST_SIZE}")
    return found
