"""Proof that a log holds an entry and that nothing before was changed: a Merkle tree, seals, and proofs for others."""
