"""The tree: RFC 6962 to the byte, at every size, whole or not at all, and what a leaf is made of."""

from collections.abc import Iterator
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.proof.naive import HASHES, LEAVES, NODES, ROOTS, leaf_hash, leaf_of, mth
from tracker.application.proof.tree import EMPTY_ROOT, Frontier, Roots, entry_hash, node_hash

texts = st.text(st.characters(exclude_categories=()))  # surrogates too: SQLite and JSON can hold them


def grown(count: int) -> Frontier:
    frontier = Frontier()
    frontier.append(HASHES[:count])
    return frontier


@pytest.mark.parametrize("size", range(9))
def test_the_published_leaves_have_the_published_roots(size: int) -> None:
    frontier = Frontier()
    frontier.append(map(leaf_hash, LEAVES[:size]))
    assert frontier.root() == ROOTS[size]


def test_leaves_and_nodes_are_hashed_as_published() -> None:
    assert node_hash(node_hash(NODES["0"], NODES["1"]), NODES["2-3"]) == ROOTS[4]
    assert sha256(b"").digest() == EMPTY_ROOT == ROOTS[0]


def test_a_frontier_has_the_root_of_the_definition_at_every_size_to_300() -> None:
    frontier = Frontier()
    for size, coming in enumerate(HASHES):
        assert (frontier.size, frontier.root()) == (size, mth(HASHES[:size]))
        frontier.append([coming])
    assert frontier.root() == mth(HASHES)


@given(st.lists(st.integers(0, 60), max_size=5))
def test_leaves_in_batches_make_the_tree_of_leaves_one_by_one(batches: list[int]) -> None:
    frontier, at = Frontier(), 0
    for batch in batches:
        frontier.append(iter(HASHES[at : at + batch]))
        at += batch
        frontier = Frontier.from_bytes(frontier.to_bytes())
    assert frontier.size == at
    assert frontier.to_bytes() == grown(at).to_bytes()
    assert frontier.root() == mth(HASHES[:at])


def test_a_frontier_is_stored_as_its_size_and_the_roots_of_its_full_subtrees() -> None:
    assert Frontier().to_bytes() == bytes(8)
    stored = grown(7).to_bytes()
    assert stored == bytes([0, 0, 0, 0, 0, 0, 0, 7]) + mth(HASHES[:4]) + mth(HASHES[4:6]) + HASHES[6]


@given(st.integers(0, 300), st.integers(-9, 64).filter(bool))
def test_bytes_of_a_wrong_length_are_no_frontier(count: int, change: int) -> None:
    stored = grown(count).to_bytes()
    wrong = stored + bytes(change) if change > 0 else stored[:change]
    with pytest.raises(ValueError, match="a frontier"):
        Frontier.from_bytes(wrong)


@pytest.mark.parametrize("length", range(8))
def test_bytes_that_are_too_few_for_a_size_are_no_frontier(length: int) -> None:
    with pytest.raises(ValueError, match=f"a frontier of size 0 has 8 bytes, not {length}"):
        Frontier.from_bytes(bytes(length))


def test_a_size_that_no_log_has_is_no_frontier() -> None:
    with pytest.raises(ValueError, match="a frontier of size 9223372036854775808"):
        Frontier.from_bytes((2**63).to_bytes(8, "big") + bytes(32))


def test_a_size_with_other_digits_than_there_are_roots_is_no_frontier() -> None:
    stored = grown(4).to_bytes()
    assert Frontier.from_bytes((8).to_bytes(8, "big") + stored[8:]).size == 8
    with pytest.raises(ValueError, match="a frontier of size 3 has 72 bytes, not 40"):
        Frontier.from_bytes((3).to_bytes(8, "big") + stored[8:])


def test_an_append_that_fails_leaves_the_frontier_as_it_was() -> None:
    def failing() -> Iterator[bytes]:
        yield from HASHES[:3]
        raise OSError("the disk is gone")

    frontier = grown(5)
    with pytest.raises(OSError, match="the disk is gone"):
        frontier.append(failing())
    assert frontier.to_bytes() == grown(5).to_bytes()


@given(texts, st.integers(1, 2**63 - 1), texts, st.binary())
def test_a_leaf_is_a_json_array_a_newline_and_the_state(stream: str, version: int, topic: str, state: bytes) -> None:
    assert entry_hash(stream, version, topic, state) == leaf_hash(leaf_of(stream, version, topic, state))


def test_the_format_of_a_leaf_stays_as_it_was_released() -> None:
    entry = ("d\ud800é\n", 2, 'a"b', b'{"recorded_at":"2024-01-31T12:00:00.123Z"}')
    assert leaf_of(*entry) == b'["d\xed\xa0\x80\xc3\xa9\\n",2,"a\\"b"]\n{"recorded_at":"2024-01-31T12:00:00.123Z"}'
    assert entry_hash(*entry) == leaf_hash(leaf_of(*entry))


@pytest.mark.parametrize("length", [4095, 4096, 1_000_000])
def test_a_long_state_is_hashed_as_a_short_one(length: int) -> None:
    entry = ("d1", 1, "retracted", b"x" * length)
    assert entry_hash(*entry) == leaf_hash(leaf_of(*entry))


entries = st.tuples(
    st.text('\n[]",1a\\', max_size=3), st.integers(1, 11), st.text('\n",1a', max_size=3), st.binary(max_size=3)
)


@given(entries, entries)
def test_different_entries_have_different_leaves(
    one: tuple[str, int, str, bytes], other: tuple[str, int, str, bytes]
) -> None:
    assert (entry_hash(*one) == entry_hash(*other)) == (one == other)


@given(st.lists(st.integers(0, 300)), st.lists(st.integers(0, 120), max_size=5))
def test_roots_at_many_sizes_are_met_in_one_pass(sizes: list[int], batches: list[int]) -> None:
    roots, at = Roots(sizes), 0
    for batch in batches:
        roots.append(iter(HASHES[at : at + batch]))
        at = min(at + batch, len(HASHES))
    assert roots.at == {size: grown(size).root() for size in sizes if size <= at}
    assert roots.frontier.to_bytes() == grown(at).to_bytes()


def test_no_root_is_sought_at_a_negative_size() -> None:
    with pytest.raises(ValueError, match="no tree has the size -1"):
        Roots([3, -1])
