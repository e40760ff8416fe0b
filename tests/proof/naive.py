"""The definitions of RFC 6962, section 2.1, word for word, and the eight leaves of Certificate Transparency's tests.

The leaves, roots, inclusion and consistency proofs are those published with the implementations of Certificate
Transparency: github.com/google/certificate-transparency (merkle_tree_test.cc) and
github.com/transparency-dev/merkle (testonly/constants.go, testonly/reference_test.go, proof/verify_test.go).
"""

import json
from collections.abc import Sequence
from hashlib import sha256

LEAVES = [
    bytes.fromhex(leaf)
    for leaf in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
]
ROOTS = [
    bytes.fromhex(root)
    for root in (
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    )
]
NODES = {
    name: bytes.fromhex(node)
    for name, node in {
        "0": "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "1": "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "4": "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "6": "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f",
        "0-1": "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "2-3": "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "4-5": "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "6-7": "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "0-3": "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4-7": "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    }.items()
}
"""Hashes of subtrees over those leaves, by the first leaf and the last."""
INCLUSION = {
    (0, 1): "",
    (0, 2): "1",
    (1, 2): "0",
    (2, 3): "0-1",
    (1, 5): "0 2-3 4",
    (0, 8): "1 2-3 4-7",
    (5, 8): "4 6-7 0-3",
}
"""The published inclusion proofs: leaf index and tree size, and the subtrees of the path."""
CONSISTENCY = {
    (1, 1): "",
    (1, 8): "1 2-3 4-7",
    (2, 5): "2-3 4",
    (6, 7): "4-5 6 0-3",
    (6, 8): "4-5 6-7 0-3",
}
"""The published consistency proofs: both sizes, and the subtrees of the path."""
HASHES = [sha256(b"\x00" + number.to_bytes(2, "big")).digest() for number in range(300)]
"""Leaf hashes of a tree to try things with."""


def path(names: str) -> list[bytes]:
    return [NODES[name] for name in names.split()]


def leaf_of(stream: str, version: int, topic: str, state: bytes) -> bytes:
    """The bytes of an entry's leaf: a JSON array of id, version and topic, a newline, and the state as it is stored."""
    head = json.dumps([stream, version, topic], ensure_ascii=False, separators=(",", ":"))
    return head.encode("utf-8", "surrogatepass") + b"\n" + state


def leaf_hash(leaf: bytes) -> bytes:
    """MTH({d(0)}), the hash of a leaf."""
    return sha256(b"\x00" + leaf).digest()


def mth(leaf_hashes: Sequence[bytes]) -> bytes:
    """MTH(D[n]), over leaf hashes instead of leaves."""
    if not leaf_hashes:
        return sha256(b"").digest()
    if len(leaf_hashes) == 1:
        return leaf_hashes[0]
    k = 1
    while 2 * k < len(leaf_hashes):
        k *= 2
    return sha256(b"\x01" + mth(leaf_hashes[:k]) + mth(leaf_hashes[k:])).digest()


def mth_path(m: int, leaf_hashes: Sequence[bytes]) -> list[bytes]:
    """PATH(m, D[n])."""
    n, k = len(leaf_hashes), 1
    if n == 1:
        return []
    while 2 * k < n:
        k *= 2
    if m < k:
        return [*mth_path(m, leaf_hashes[:k]), mth(leaf_hashes[k:])]
    return [*mth_path(m - k, leaf_hashes[k:]), mth(leaf_hashes[:k])]


def subproof(m: int, leaf_hashes: Sequence[bytes], b: bool = True) -> list[bytes]:
    """SUBPROOF(m, D[n], b); PROOF(m, D[n]) is the one of which b is true."""
    n, k = len(leaf_hashes), 1
    if m == n:
        return [] if b else [mth(leaf_hashes)]
    while 2 * k < n:
        k *= 2
    if m <= k:
        return [*subproof(m, leaf_hashes[:k], b), mth(leaf_hashes[k:])]
    return [*subproof(m - k, leaf_hashes[k:], False), mth(leaf_hashes[:k])]
