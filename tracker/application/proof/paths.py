"""Inclusion and consistency proofs, made in one pass over the leaves and verified with nothing but roots.

The algorithms, and the names of what they take, are those of RFC 9162, sections 2.1.3 and 2.1.4. A proof is a list
of hashes of subtrees, each over a stretch of leaves; the stretches are disjoint, so that leaves may come from
anywhere and pass by once, in the memory of a frontier.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from tracker.application.proof.tree import HASH_LENGTH, Frontier, node_hash

Stretch = tuple[int, int]
"""The first leaf of a subtree, and the one behind its last."""


class ProofFails(ValueError):
    """A proof does not prove what it should; says how."""


def inclusion_proof(leaf_index: int, tree_size: int, leaf_hashes: Iterable[bytes]) -> list[bytes]:
    """The inclusion path of a leaf, counted from 0, in the tree of the first ``tree_size`` leaves.

    ValueError where the tree has no such leaf, or the leaves end too early.
    """
    if not 0 <= leaf_index < tree_size:
        raise ValueError(f"a tree of {tree_size} leaves has no leaf {leaf_index}")
    return _hashes(list(_siblings(leaf_index, tree_size)), leaf_hashes)


def consistency_proof(first: int, second: int, leaf_hashes: Iterable[bytes]) -> list[bytes]:
    """The consistency path from the tree of the first ``first`` leaves to that of ``second``; empty if these are equal.

    ValueError unless 0 < first <= second, or where the leaves end too early.
    """
    _compare_sizes(first, second)
    return _hashes(list(_common(first, second)), leaf_hashes)


def _siblings(leaf_index: int, tree_size: int) -> Iterator[Stretch]:
    """What stands beside the way from the root down to a leaf."""
    start, end = 0, tree_size
    while end - start > 1:
        middle = start + _split(end - start)
        if leaf_index < middle:
            yield middle, end
            end = middle
        else:
            yield start, middle
            start = middle


def _common(first: int, second: int) -> Iterator[Stretch]:
    """What both trees have along the right edge of the first, and what the second adds, from the root down.

    Where the first tree is itself a subtree of the second it is left out: its root is known to who verifies.
    """
    start, end = 0, second
    while first != end:
        middle = start + _split(end - start)
        if first <= middle:
            yield middle, end
            end = middle
        else:
            yield start, middle
            start = middle
    if start:
        yield start, end


def _split(size: int) -> int:
    """The largest power of two below a size of 2 or more."""
    return 1 << ((size - 1).bit_length() - 1)


def _hashes(stretches: list[Stretch], leaf_hashes: Iterable[bytes]) -> list[bytes]:
    """The hashes of subtrees, the root's children last; the leaves pass by once."""
    coming, at, found = iter(leaf_hashes), 0, dict[Stretch, bytes]()
    for start, end in sorted(stretches):
        deque(islice(coming, start - at), maxlen=0)
        subtree = Frontier()
        subtree.append(islice(coming, end - start))
        if subtree.size != end - start:
            raise ValueError("the leaves end before the tree does")
        found[start, end], at = subtree.root(), end
    return [found[stretch] for stretch in reversed(stretches)]


def root_from_inclusion(leaf_hash: bytes, leaf_index: int, tree_size: int, inclusion_path: Sequence[bytes]) -> bytes:
    """The root of the tree in which that path leads up from that leaf; ProofFails where no path of its length can."""
    if not 0 <= leaf_index < tree_size:
        raise ProofFails(f"a tree of {tree_size} leaves has no leaf {leaf_index}")
    _are_hashes(leaf_hash, *inclusion_path)
    fn, sn, r = leaf_index, tree_size - 1, leaf_hash
    for p in inclusion_path:
        if sn == 0:
            raise ProofFails("the inclusion path is too long for its tree")
        if fn & 1 or fn == sn:
            r = node_hash(p, r)
            fn, sn = _past_zeros(fn, sn)
        else:
            r = node_hash(r, p)
        fn, sn = fn >> 1, sn >> 1
    if sn != 0:
        raise ProofFails("the inclusion path is too short for its tree")
    return r


def verify_inclusion(
    leaf_hash: bytes, leaf_index: int, tree_size: int, inclusion_path: Sequence[bytes], root_hash: bytes
) -> None:
    """Verify as RFC 9162, section 2.1.3.2, that the tree of that root holds the leaf; ProofFails unless it does.

    The size must come with the root from where both are trusted: by itself a path may fit trees of several sizes.
    """
    if root_from_inclusion(leaf_hash, leaf_index, tree_size, inclusion_path) != root_hash:
        raise ProofFails("the inclusion path does not lead from the leaf to the root")


def verify_consistency(
    first: int, second: int, first_hash: bytes, second_hash: bytes, consistency_path: Sequence[bytes]
) -> None:
    """Verify as RFC 9162, section 2.1.4.2, that the second tree begins with the whole first; ProofFails unless it does.

    Trees of one size, which the RFC leaves out, are consistent where the path is empty and the roots are equal.
    """
    _compare_sizes(first, second)
    _are_hashes(first_hash, *consistency_path)
    fr, sr = _both_roots(first, second, first_hash, consistency_path)
    if fr != first_hash:
        raise ProofFails("the consistency path does not lead to the root of the first tree")
    if sr != second_hash:
        raise ProofFails("the consistency path does not lead to the root of the second tree")


def _both_roots(first: int, second: int, first_hash: bytes, consistency_path: Sequence[bytes]) -> tuple[bytes, bytes]:
    """The roots of the two trees that a path leads to; ProofFails where no path of its length can."""
    if first == second:
        if consistency_path:
            raise ProofFails("the consistency path is too long for two trees of one size")
        return first_hash, first_hash
    if not consistency_path:
        raise ProofFails("the consistency path is empty, and the trees are not of one size")
    is_power_of_two = first & (first - 1) == 0
    start, *rest = (first_hash, *consistency_path) if is_power_of_two else consistency_path
    fn, sn = first - 1, second - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    return _up_from(start, fn, sn, rest)


def _up_from(start: bytes, fn: int, sn: int, rest: Sequence[bytes]) -> tuple[bytes, bytes]:
    """Step 6 of the section: up both trees from the subtree in which the first ends."""
    fr = sr = start
    for c in rest:
        if sn == 0:
            raise ProofFails("the consistency path is too long for its trees")
        if fn & 1 or fn == sn:
            fr, sr = node_hash(c, fr), node_hash(c, sr)
            fn, sn = _past_zeros(fn, sn)
        else:
            sr = node_hash(sr, c)
        fn, sn = fn >> 1, sn >> 1
    if sn != 0:
        raise ProofFails("the consistency path is too short for its trees")
    return fr, sr


def _past_zeros(fn: int, sn: int) -> tuple[int, int]:
    """Both numbers moved right together until the first ends in 1 or is 0: levels at which no sibling stands."""
    while fn and not fn & 1:
        fn, sn = fn >> 1, sn >> 1
    return fn, sn


def _compare_sizes(first: int, second: int) -> None:
    if not 0 < first <= second:
        raise ProofFails(f"a tree of {first} leaves is no beginning of one of {second} that could be proved")


def _are_hashes(*given: bytes) -> None:
    """Refuse what is not 32 bytes: a node over other lengths could be read in two ways."""
    if any(len(each) != HASH_LENGTH for each in given):
        raise ProofFails(f"a hash of a proof has {HASH_LENGTH} bytes")
