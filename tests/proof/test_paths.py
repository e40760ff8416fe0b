"""Proofs: as published, as defined, in one pass; each verifies, and none that was changed."""

import tracemalloc
from collections.abc import Iterator
from itertools import islice

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.proof.naive import CONSISTENCY, HASHES, INCLUSION, LEAVES, ROOTS, leaf_hash, mth_path, path, subproof
from tracker.application.proof.paths import (
    ProofFails,
    consistency_proof,
    inclusion_proof,
    root_from_inclusion,
    verify_consistency,
    verify_inclusion,
)
from tracker.application.proof.tree import EMPTY_ROOT, Roots

PUBLISHED = [leaf_hash(leaf) for leaf in LEAVES]
_roots = Roots(range(len(HASHES) + 1))
_roots.append(HASHES)
ROOT = _roots.at


def flipped(hashes: list[bytes], bit: int) -> list[bytes]:
    """The hashes with one bit of one of them the other way."""
    which, bit = divmod(bit, 256)
    changed = bytearray(hashes[which])
    changed[bit // 8] ^= 1 << bit % 8
    return [*hashes[:which], bytes(changed), *hashes[which + 1 :]]


@pytest.mark.parametrize(("index", "size"), INCLUSION)
def test_the_published_inclusion_proofs_are_made_and_verify(index: int, size: int) -> None:
    published = path(INCLUSION[index, size])
    assert inclusion_proof(index, size, PUBLISHED) == published
    assert root_from_inclusion(PUBLISHED[index], index, size, published) == ROOTS[size]
    verify_inclusion(PUBLISHED[index], index, size, published, ROOTS[size])


@pytest.mark.parametrize(("first", "second"), CONSISTENCY)
def test_the_published_consistency_proofs_are_made_and_verify(first: int, second: int) -> None:
    published = path(CONSISTENCY[first, second])
    assert consistency_proof(first, second, PUBLISHED) == published
    verify_consistency(first, second, ROOTS[first], ROOTS[second], published)


@pytest.mark.parametrize("size", range(1, 65))
def test_every_inclusion_proof_is_as_defined_and_verifies(size: int) -> None:
    for index in range(size):
        proof = inclusion_proof(index, size, iter(HASHES))
        assert proof == mth_path(index, HASHES[:size])
        verify_inclusion(HASHES[index], index, size, proof, ROOT[size])


@pytest.mark.parametrize("second", range(1, 65))
def test_every_consistency_proof_is_as_defined_and_verifies(second: int) -> None:
    for first in range(1, second + 1):
        proof = consistency_proof(first, second, iter(HASHES))
        assert proof == subproof(first, HASHES[:second])
        verify_consistency(first, second, ROOT[first], ROOT[second], proof)


sizes = st.integers(1, len(HASHES))


@given(st.data(), sizes)
def test_no_inclusion_proof_verifies_with_a_bit_flipped(data: st.DataObject, size: int) -> None:
    index = data.draw(st.integers(0, size - 1))
    said = [HASHES[index], ROOT[size], *inclusion_proof(index, size, HASHES)]
    verify_inclusion(said[0], index, size, said[2:], said[1])
    leaf, root, *proof = flipped(said, data.draw(st.integers(0, 256 * len(said) - 1)))
    with pytest.raises(ProofFails, match="does not lead"):
        verify_inclusion(leaf, index, size, proof, root)


@given(st.data(), sizes)
def test_no_consistency_proof_verifies_with_a_bit_flipped(data: st.DataObject, second: int) -> None:
    first = data.draw(st.integers(1, second))
    said = [ROOT[first], ROOT[second], *consistency_proof(first, second, HASHES)]
    verify_consistency(first, second, said[0], said[1], said[2:])
    one, other, *proof = flipped(said, data.draw(st.integers(0, 256 * len(said) - 1)))
    with pytest.raises(ProofFails, match="does not lead"):
        verify_consistency(first, second, one, other, proof)


@given(st.data(), sizes, sizes)
def test_no_inclusion_proof_verifies_at_another_index(data: st.DataObject, size: int, other: int) -> None:
    index = data.draw(st.integers(0, size - 1))
    assume(other != index)
    with pytest.raises(ProofFails):
        verify_inclusion(HASHES[index], other, size, inclusion_proof(index, size, HASHES), ROOT[size])


@given(st.data(), sizes, st.booleans())
def test_a_path_of_another_length_is_refused(data: st.DataObject, size: int, longer: bool) -> None:
    index = data.draw(st.integers(0, size - 1))
    proof = inclusion_proof(index, size, HASHES)
    at = data.draw(st.integers(0, len(proof)))
    assume(longer or at < len(proof))
    wrong = [*proof[:at], ROOT[size], *proof[at:]] if longer else proof[:at] + proof[at + 1 :]
    with pytest.raises(ProofFails, match="too long" if longer else "too short"):
        root_from_inclusion(HASHES[index], index, size, wrong)


@given(st.data(), sizes, st.booleans())
def test_a_consistency_path_of_another_length_is_refused(data: st.DataObject, second: int, longer: bool) -> None:
    first = data.draw(st.integers(1, second))
    proof = consistency_proof(first, second, HASHES)
    at = data.draw(st.integers(0, len(proof)))
    assume(longer or at < len(proof))
    wrong = [*proof[:at], ROOT[first], *proof[at:]] if longer else proof[:at] + proof[at + 1 :]
    with pytest.raises(ProofFails, match="too long" if longer else "too short|empty"):
        verify_consistency(first, second, ROOT[first], ROOT[second], wrong)


@pytest.mark.parametrize(("index", "size"), [(0, 0), (1, 1), (2, 1), (-1, 1), (8, 8), (-1, 8)])
def test_a_leaf_outside_the_tree_has_no_proof_and_none_verifies(index: int, size: int) -> None:
    with pytest.raises(ValueError, match=f"a tree of {size} leaves has no leaf {index}"):
        inclusion_proof(index, size, PUBLISHED)
    with pytest.raises(ProofFails, match=f"a tree of {size} leaves has no leaf {index}"):
        verify_inclusion(PUBLISHED[0], index, size, [], PUBLISHED[0])


@pytest.mark.parametrize(("first", "second"), [(0, 0), (0, 1), (1, 0), (2, 1), (-1, 3)])
def test_sizes_that_cannot_follow_each_other_have_no_proof_and_none_verifies(first: int, second: int) -> None:
    with pytest.raises(ValueError, match="no beginning"):
        consistency_proof(first, second, PUBLISHED)
    with pytest.raises(ProofFails, match="no beginning"):
        verify_consistency(first, second, EMPTY_ROOT, EMPTY_ROOT, [])


def test_trees_of_one_size_are_consistent_only_with_equal_roots_and_an_empty_path() -> None:
    verify_consistency(5, 5, ROOTS[5], ROOTS[5], [])
    with pytest.raises(ProofFails, match="second tree"):
        verify_consistency(5, 5, ROOTS[5], ROOTS[4], [])
    with pytest.raises(ProofFails, match="too long"):
        verify_consistency(5, 5, ROOTS[5], ROOTS[5], [ROOTS[5]])


@pytest.mark.parametrize(("first", "second"), [(1, 2), (3, 4), (4, 8), (6, 7)])
def test_an_empty_path_shows_no_growth(first: int, second: int) -> None:
    with pytest.raises(ProofFails, match="the consistency path is empty"):
        verify_consistency(first, second, ROOTS[first], ROOTS[second], [])


def test_swapped_roots_are_not_consistent() -> None:
    for first, second in CONSISTENCY:
        if first != second:
            with pytest.raises(ProofFails):
                verify_consistency(first, second, ROOTS[second], ROOTS[first], path(CONSISTENCY[first, second]))


@pytest.mark.parametrize("wrong", [b"", b"x", bytes(31), bytes(33), bytes(64)])
def test_what_has_not_the_length_of_a_hash_is_refused_wherever_it_stands(wrong: bytes) -> None:
    with pytest.raises(ProofFails, match="32 bytes"):
        verify_inclusion(wrong, 0, 1, [], wrong)
    with pytest.raises(ProofFails, match="32 bytes"):
        verify_inclusion(PUBLISHED[0], 0, 2, [wrong], ROOTS[2])
    with pytest.raises(ProofFails, match="does not lead"):
        verify_inclusion(PUBLISHED[0], 0, 1, [], wrong)
    with pytest.raises(ProofFails, match="32 bytes"):
        verify_consistency(1, 2, wrong, ROOTS[2], [PUBLISHED[1]])
    with pytest.raises(ProofFails, match="32 bytes"):
        verify_consistency(1, 2, ROOTS[1], ROOTS[2], [wrong])
    with pytest.raises(ProofFails, match="does not lead"):
        verify_consistency(1, 2, ROOTS[1], wrong, [PUBLISHED[1]])


@pytest.mark.parametrize("missing", range(1, 8))
def test_leaves_that_end_too_early_make_no_proof(missing: int) -> None:
    with pytest.raises(ValueError, match="the leaves end before the tree does"):
        inclusion_proof(0, 8, PUBLISHED[:-missing])
    with pytest.raises(ValueError, match="the leaves end before the tree does"):
        consistency_proof(1, 8, PUBLISHED[:-missing])


def endless() -> Iterator[bytes]:
    while True:
        yield from HASHES


def test_no_more_leaves_are_taken_than_the_tree_has() -> None:
    coming = endless()
    inclusion_proof(3, 100, coming)
    assert list(islice(coming, 3)) == HASHES[100:103]


def test_proofs_in_a_long_log_need_little_memory() -> None:
    tracemalloc.start()
    try:
        inclusion_proof(31_234, 65_537, endless())
        consistency_proof(31_234, 65_537, endless())
        consistency_proof(32_768, 65_537, endless())
        assert tracemalloc.get_traced_memory()[1] < 50_000
    finally:
        tracemalloc.stop()
