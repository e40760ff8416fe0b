"""Measure what the Merkle tree costs, in memory and alone: ``scripts/proof_speed [LEAVES]``, by default 1,000,000.

A state has 430 bytes, as in a log of synthetic developments. Times are of the processor, so that what else runs counts
little: the best of five rounds, or of one pass for what takes a second. The floor beside is SHA-256 of as many bytes.
"""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Callable, Iterator
from hashlib import sha256

from asking import count, parser

from tracker.application.proof.paths import consistency_proof, inclusion_proof, verify_inclusion
from tracker.application.proof.tree import Frontier, Roots, entry_hash, node_hash

STATE = b"x" * 430
BIG = b"x" * 1_000_000


def hashes(count: int, state: bytes = STATE) -> Iterator[bytes]:
    """The leaf hashes of a log, computed as they are asked for."""
    for number in range(count):
        yield entry_hash(f"irn-pak-2024-{number}", 1, "condemnation_issued", state)


def best(work: Callable[[], object], times: int) -> float:
    """Microseconds of one call, the best of five rounds."""
    rounds = []
    for _ in range(5):
        start = time.process_time()
        for _ in range(times):
            work()
        rounds.append((time.process_time() - start) / times * 1e6)
    return min(rounds)


def once(work: Callable[[], object]) -> float:
    """Seconds of one call."""
    start = time.process_time()
    work()
    return time.process_time() - start


def row(name: str, value: str) -> None:
    print(f"| {name:<66} | {value:>20} |", flush=True)


def appends(count: int) -> None:
    """What stands in the transaction of an append: read the frontier, add the leaves, write it again."""
    frontier = Frontier()
    frontier.append(hashes(1000))
    known = list(hashes(1000))
    frontier.append(sha256(number.to_bytes(4, "big")).digest() for number in range(count - 1000))
    stored = frontier.to_bytes()

    def append(leaves: list[bytes]) -> bytes:
        read = Frontier.from_bytes(stored)
        read.append(leaves)
        return read.to_bytes()

    row(f"frontier of {count:,} leaves, stored", f"{len(stored)} bytes")
    row("one append: read the frontier, add a leaf hash, write it", f"{best(lambda: append(known[:1]), 10_000):.2f} µs")
    row("a batch of 1,000: the same, per leaf", f"{best(lambda: append(known), 50) / 1000:.3f} µs")
    row("hash of a leaf of 430 bytes", f"{best(lambda: next(hashes(1)), 20_000):.2f} µs")
    row("floor: SHA-256 of 460 bytes", f"{best(lambda: sha256(b'0' * 460).digest(), 20_000):.2f} µs")
    row("floor: hash of one node", f"{best(lambda: node_hash(known[0], known[1]), 20_000):.2f} µs")


def passes(count: int) -> None:
    """What stands in a verification: a pass over all leaves, with the roots at a thousand sizes."""
    plain, sealed = Roots(()), Roots(range(0, count, max(1, count // 1000)))
    spent = once(lambda: plain.append(hashes(count)))
    row(f"a pass over {count:,} entries of 430 bytes, root at the end", f"{spent:.2f} s")
    row("the same in entries a second", f"{count / spent:,.0f}/s")
    row("a pass with the roots at 1,000 sizes", f"{once(lambda: sealed.append(hashes(count))):.2f} s")
    big = Roots(())
    row("a pass over 2 GB in entries of 1 MB", f"{2 / once(lambda: big.append(hashes(2000, BIG))):.2f} GB/s")


def proofs(count: int) -> None:
    """What a proof costs, and how little memory."""
    row("an inclusion proof", f"{once(lambda: inclusion_proof(count // 3, count, hashes(count))):.2f} s")
    row("a consistency proof", f"{once(lambda: consistency_proof(count // 3, count, hashes(count))):.2f} s")
    leaves = list(hashes(10_000))
    root, path = Roots([10_000]), inclusion_proof(5_000, 10_000, leaves)
    root.append(leaves)
    check = best(lambda: verify_inclusion(leaves[5_000], 5_000, 10_000, path, root.at[10_000]), 1000)
    row("verifying an inclusion proof in a log of 10,000", f"{check:.1f} µs")
    tracemalloc.start()
    inclusion_proof(1, 100_000, hashes(100_000))
    row("peak memory of an inclusion proof in a log of 100,000", f"{tracemalloc.get_traced_memory()[1] / 1000:.0f} kB")
    tracemalloc.stop()


if __name__ == "__main__":
    _asking = parser("proof_speed", __doc__)
    _asking.add_argument("leaves", nargs="?", type=count, default=1_000_000, metavar="LEAVES", help="(1,000,000)")
    leaves = _asking.parse_args().leaves
    appends(leaves)
    passes(leaves)
    proofs(leaves)
