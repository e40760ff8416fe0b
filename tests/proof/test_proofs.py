"""Proof documents: checked with a seal alone, read strictly, and worth nothing once anything in them is changed."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.application.proof.consistency import check_consistency, consistency_from, prove_consistency
from tracker.application.proof.note import Checkpoint, hash_text
from tracker.application.proof.paths import ProofFails
from tracker.application.proof.proofs import InclusionProof, Leaf, check, proof_from, prove
from tracker.application.proof.strict import LONGEST
from tracker.application.proof.tree import Roots

texts = st.text(st.characters(exclude_categories=()))
LEAVES = [
    Leaf.of(f"irn-pak-2024-{number:03}", 1 + number % 2, "ambassador_recalled", f'{{"summary":"№ {number}"}}'.encode())
    for number in range(13)
]
HASHES = [leaf.hash() for leaf in LEAVES]
_roots = Roots(range(14))
_roots.append(HASHES)


def seal(size: int, origin: str = "desk.example/log") -> Checkpoint:
    return Checkpoint(origin, size, _roots.at[size])


PROOF = prove(seal(11), 6, LEAVES[6], iter(HASHES))


@pytest.mark.parametrize("size", range(1, 14))
def test_a_proof_of_every_entry_goes_round_and_is_checked_with_the_seal_alone(size: int) -> None:
    for index in range(size):
        stored = prove(seal(size), index, LEAVES[index], iter(HASHES)).to_bytes()
        found = proof_from(stored)
        check(found, seal(size))
        assert found.leaf == LEAVES[index]
        assert found.to_bytes() == stored


@given(texts, st.integers(1, 2**63 - 1), texts, texts)
def test_text_of_any_kind_comes_through(stream: str, version: int, topic: str, state: str) -> None:
    leaf = Leaf(stream, version, topic, state)
    checkpoint = Checkpoint("desk", 1, leaf.hash())
    stored = prove(checkpoint, 0, leaf, [leaf.hash()]).to_bytes()
    assert stored.isascii()
    assert proof_from(stored).leaf == leaf
    check(proof_from(stored), checkpoint)


def test_a_document_has_these_keys_and_the_names_of_the_rfc() -> None:
    document = json.loads(PROOF.to_bytes())
    path = [hash_text(each) for each in PROOF.inclusion_path]
    assert document == {
        "schema": "tracker-proof/1",
        "origin": "desk.example/log",
        "tree_size": 11,
        "root_hash": hash_text(_roots.at[11]),
        "leaf_index": 6,
        "leaf": {
            "stream": "irn-pak-2024-006",
            "version": 1,
            "topic": "ambassador_recalled",
            "state": '{"summary":"№ 6"}',
        },
        "inclusion_path": path,
    }


CHANGES: list[tuple[str, Callable[[dict[str, Any]], Any]]] = [
    ("stream", lambda d: d["leaf"].update(stream="irn-pak-2024-007")),
    ("version", lambda d: d["leaf"].update(version=2)),
    ("topic", lambda d: d["leaf"].update(topic="ambassador_returned")),
    ("state", lambda d: d["leaf"].update(state='{"summary":"№ 7"}')),
    ("space in the state", lambda d: d["leaf"].update(state='{"summary": "№ 6"}')),
    ("index", lambda d: d.update(leaf_index=7)),
    ("index outside", lambda d: d.update(leaf_index=11)),
    ("size", lambda d: d.update(tree_size=12)),
    ("root", lambda d: d.update(root_hash=hash_text(_roots.at[12]))),
    ("origin", lambda d: d.update(origin="other.example/log")),
    ("path reversed", lambda d: d["inclusion_path"].reverse()),
    ("path cut", lambda d: d["inclusion_path"].pop()),
    ("path longer", lambda d: d["inclusion_path"].append(hash_text(_roots.at[3]))),
]


@pytest.mark.parametrize(("what", "change"), CHANGES, ids=[what for what, _ in CHANGES])
def test_a_proof_that_was_changed_fails(what: str, change: Callable[[dict[str, Any]], Any]) -> None:
    document = json.loads(PROOF.to_bytes())
    change(document)
    with pytest.raises(ProofFails):
        check(proof_from(json.dumps(document).encode()), seal(11))


@given(st.integers(0, len(PROOF.to_bytes()) * 8 - 1))
def test_a_proof_with_one_bit_flipped_fails_or_says_the_same(bit: int) -> None:
    changed = bytearray(PROOF.to_bytes())
    changed[bit // 8] ^= 1 << bit % 8
    try:
        found = proof_from(bytes(changed))
        check(found, seal(11))
    except ValueError:
        return
    assert found == PROOF  # white space, or another way to write the same letter


def test_a_proof_says_what_it_lacks_against_another_seal() -> None:
    with pytest.raises(
        ProofFails, match=r"the proof is of the log desk\.example/log, and the seal of other.example/log"
    ):
        check(PROOF, seal(11, "other.example/log"))
    with pytest.raises(ProofFails, match="the proof is for a log of 11 entries, and the seal for one of 12"):
        check(PROOF, seal(12))
    with pytest.raises(ProofFails, match="the proof and the seal name different roots"):
        check(PROOF, replace(seal(11), root=_roots.at[12]))
    with pytest.raises(ProofFails, match="does not lead from the leaf to the root"):
        check(replace(PROOF, leaf=LEAVES[5]), seal(11))


def test_no_proof_is_made_against_a_seal_that_the_log_does_not_keep() -> None:
    changed = [*HASHES[:3], HASHES[4], *HASHES[4:]]
    with pytest.raises(ProofFails, match="does not lead"):
        prove(seal(11), 6, LEAVES[6], iter(changed))
    with pytest.raises(ValueError, match="the leaves end"):
        prove(seal(11), 6, LEAVES[6], iter(HASHES[:10]))


def remade(**changes: Any) -> bytes:
    return json.dumps({**PROOF.document(), **changes}).encode()


LEAF = PROOF.document()["leaf"]


@pytest.mark.parametrize(
    ("stored", "said"),
    [
        (b"", "not JSON in UTF-8"),
        (b"\xff", "not JSON in UTF-8"),
        (b"{", "not JSON in UTF-8"),
        (b"[" * 100_000, "not JSON in UTF-8"),
        (b'{"a":' * 100_000, "not JSON in UTF-8"),
        (b'{"leaf_index":' + b"9" * 5000 + b"}", "not JSON in UTF-8"),
        (b" " * (LONGEST + 1), f"at most {LONGEST} bytes"),
        (b"[]", "an object with exactly the keys schema, origin"),
        (b"null", "an object with exactly the keys"),
        (b'"x"', "an object with exactly the keys"),
        (b"{}", "the schema of the file is not tracker-proof/1"),
        (remade(schema="tracker-proof/2"), "the schema of the file is not tracker-proof/1"),
        (remade(schema=["tracker-proof/1"]), "the schema"),
        (remade(more=1), "exactly the keys"),
        (json.dumps({k: v for k, v in PROOF.document().items() if k != "origin"}).encode(), "exactly the keys"),
        (remade(leaf={k: v for k, v in LEAF.items() if k != "version"}), "the leaf is an object with exactly the keys"),
        (remade(leaf={**LEAF, "more": 1}), "the leaf is an object with exactly the keys stream"),
        (remade(leaf=[]), "the leaf is an object"),
        (remade(leaf={**LEAF, "stream": 1}), "stream is not text"),
        (remade(leaf={**LEAF, "topic": None}), "topic is not text"),
        (remade(leaf={**LEAF, "state": {}}), "state is not text"),
        (remade(leaf={**LEAF, "version": "1"}), "version is not a whole number"),
        (remade(leaf={**LEAF, "version": True}), "version is not a whole number"),
        (remade(leaf={**LEAF, "version": 1.0}), "version is not a whole number"),
        (remade(leaf_index=-1), "leaf_index is not a whole number"),
        (remade(leaf_index=2**63), "leaf_index is not a whole number"),
        (remade(tree_size=None), "the size is not a whole number"),
        (remade(origin=5), "the origin is not text"),
        (remade(origin="a b"), "no spaces"),
        (remade(root_hash=5), "the root is not text"),
        (remade(root_hash="AA=="), "the root is not the base64 of 32 bytes"),
        (remade(inclusion_path={}), "inclusion_path is a list of at most 64 hashes"),
        (remade(inclusion_path=[hash_text(bytes(32))] * 65), "inclusion_path is a list of at most 64 hashes"),
        (remade(inclusion_path=[1]), "a hash of inclusion_path is not text"),
        (remade(inclusion_path=["\u202e"]), r"a hash of inclusion_path is not base64: '\\u202e'"),
        (b'{"schema":"tracker-proof/1",' + remade()[1:], "a key is given twice"),
    ],
)
def test_what_is_not_exactly_a_proof_is_refused_with_what_is_wrong(stored: bytes, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        proof_from(stored)


kinds = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | texts, lambda inner: st.lists(inner, max_size=3)
)


@given(st.dictionaries(st.sampled_from([*PROOF.document()]), kinds, min_size=1))
def test_whatever_stands_in_a_document_is_refused_or_read(changes: dict[str, Any]) -> None:
    try:
        found = proof_from(remade(**changes))
    except ValueError:
        return
    assert isinstance(found, InclusionProof)


def test_an_entry_that_is_not_text_or_too_long_has_no_document() -> None:
    with pytest.raises(ValueError, match="the state of d1, version 2, is not UTF-8"):
        Leaf.of("d1", 2, "retracted", b"\xff")
    long = Leaf("d1", 1, "retracted", "x" * LONGEST)
    with pytest.raises(ValueError, match=f"at most {LONGEST} bytes"):
        prove(Checkpoint("desk", 1, long.hash()), 0, long, [long.hash()]).to_bytes()


@pytest.mark.parametrize("second", range(1, 14))
def test_a_proof_that_a_log_has_only_grown_goes_round_and_is_checked_with_two_seals(second: int) -> None:
    for first in range(1, second + 1):
        stored = prove_consistency(seal(first), seal(second), iter(HASHES)).to_bytes()
        found = consistency_from(stored)
        check_consistency(found, seal(first), seal(second))
        assert found.to_bytes() == stored


def test_a_log_that_was_changed_has_no_proof_that_it_has_only_grown() -> None:
    changed = [*HASHES[:3], HASHES[4], *HASHES[4:]]
    grown = Roots([11])
    grown.append(changed)
    forged = replace(seal(11), root=grown.at[11])
    with pytest.raises(ProofFails, match="does not lead to the root of the first tree"):
        prove_consistency(seal(6), forged, iter(changed))
    with pytest.raises(ProofFails, match=r"does not lead to the root of the (first|second) tree"):
        prove_consistency(seal(6), forged, iter(HASHES))


def test_a_proof_of_growth_holds_for_its_two_seals_alone() -> None:
    proof = prove_consistency(seal(6), seal(11), iter(HASHES))
    for first, second in ((seal(5), seal(11)), (seal(6), seal(12)), (seal(11), seal(6))):
        with pytest.raises(ProofFails, match="for other seals"):
            check_consistency(proof, first, second)
    with pytest.raises(ProofFails, match=r"the seals are of two logs, desk\.example/log and other"):
        check_consistency(proof, seal(6), seal(11, "other"))
    cut = replace(proof, consistency_path=proof.consistency_path[:-1])
    with pytest.raises(ProofFails, match="too short"):
        check_consistency(cut, seal(6), seal(11))


def test_a_proof_of_growth_is_read_as_strictly() -> None:
    proof = prove_consistency(seal(6), seal(11), iter(HASHES))
    with pytest.raises(ValueError, match="the schema of the file is not tracker-consistency/1"):
        consistency_from(PROOF.to_bytes())
    with pytest.raises(ValueError, match="exactly the keys schema, origin, first"):
        consistency_from(json.dumps({**proof.document(), "more": 1}).encode())
    with pytest.raises(ValueError, match="a hash of consistency_path is not base64"):
        consistency_from(json.dumps({**proof.document(), "consistency_path": ["-"]}).encode())
