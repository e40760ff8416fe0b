"""The Merkle tree over the entries of a log: its leaves, its nodes, and its root at any size.

As in RFC 6962, section 2, and RFC 9162, section 2.1: SHA-256, with 0x00 before a leaf and 0x01 before a node, so
that no leaf can pass for a node. A tree that grows needs only the roots of its full subtrees, one per binary digit
of its size that is 1: the frontier, which moves in the transaction of each append.
BEWARE: what a leaf is made of, and the bytes of a frontier, are storage formats; seals rest on them.
"""

from collections.abc import Iterable
from hashlib import sha256
from itertools import islice
from json.encoder import encode_basestring as quoted

HASH_LENGTH = 32
"""So many bytes has each hash."""
EMPTY_ROOT = sha256(b"").digest()
"""The root of a tree without leaves."""
_LARGE = 4096
"""From so many bytes on a copy of a state takes longer than a second call."""
_SIZE_LENGTH = 8
_LARGEST = 2**63 - 1


def entry_hash(stream: str, version: int, topic: str, state: bytes) -> bytes:
    """The hash of an entry's leaf: a JSON array of id, version and topic, a newline, and the state as it is stored.

    JSON writes no newline within text, so the first one ends the array: different entries have different leaves.
    """
    head = f"\0[{quoted(stream)},{version},{quoted(topic)}]\n".encode("utf-8", "surrogatepass")
    if len(state) < _LARGE:
        return sha256(head + state).digest()
    taken = sha256(head)
    taken.update(state)
    return taken.digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of a node over its two children."""
    return sha256(b"\x01" + left + right).digest()


class Frontier:
    """A tree that grows at its right edge, kept as its size and the roots of its full subtrees, the largest first."""

    __slots__ = ("_roots", "size")

    def __init__(self) -> None:
        self.size = 0
        self._roots: list[bytes] = []

    def append(self, leaf_hashes: Iterable[bytes]) -> None:
        """Add leaves by their hashes; whole, or not at all where the hashes fail to come."""
        size, roots = self.size, [*self._roots]
        for found in leaf_hashes:
            subtree, size = found, size + 1
            closed = size
            while not closed & 1:  # two subtrees of one size become one, as 1 is carried in a sum
                subtree = sha256(b"\x01" + roots.pop() + subtree).digest()
                closed >>= 1
            roots.append(subtree)
        self.size, self._roots = size, roots

    def root(self) -> bytes:
        """The root of the whole tree."""
        if not self._roots:
            return EMPTY_ROOT
        *lefts, root = self._roots
        while lefts:
            root = node_hash(lefts.pop(), root)
        return root

    def to_bytes(self) -> bytes:
        """The size in 8 bytes, the highest first, and the roots: at most 2 kB."""
        return self.size.to_bytes(_SIZE_LENGTH, "big") + b"".join(self._roots)

    @classmethod
    def from_bytes(cls, stored: bytes) -> "Frontier":
        """The frontier that was stored; ValueError where the bytes cannot be one."""
        size = int.from_bytes(stored[:_SIZE_LENGTH], "big")
        wanted = _SIZE_LENGTH + HASH_LENGTH * size.bit_count()
        if size > _LARGEST or len(stored) != wanted:
            raise ValueError(f"a frontier of size {size} has {wanted} bytes, not {len(stored)}")
        frontier = cls()
        frontier.size = size
        frontier._roots = [stored[at : at + HASH_LENGTH] for at in range(_SIZE_LENGTH, wanted, HASH_LENGTH)]
        return frontier


class Roots:
    """The roots that a tree had at some sizes, met while its leaves pass by once.

    A log is consistent with an earlier seal where the root at the size of the seal is the root of the seal.
    """

    def __init__(self, sizes: Iterable[int]) -> None:
        self.frontier = Frontier()
        self.at: dict[int, bytes] = {}
        """The root by size, of each size that was reached."""
        self._ahead = sorted(sizes, reverse=True)
        if self._ahead and self._ahead[-1] < 0:
            raise ValueError(f"no tree has the size {self._ahead[-1]}")
        self.append(())

    def append(self, leaf_hashes: Iterable[bytes]) -> None:
        """Add leaves by their hashes, in order."""
        coming = iter(leaf_hashes)
        while self._ahead:
            self.frontier.append(islice(coming, self._ahead[-1] - self.frontier.size))
            if self.frontier.size < self._ahead[-1]:
                return
            self.at[self._ahead.pop()] = self.frontier.root()
        self.frontier.append(coming)
