"""Checksums of derived rows: each carries one, so that a row which was damaged shows without deriving it anew.

They guard against damage, not against a hand that knows them: what cannot be forged is the tree over the entries,
and ``tracker verify --rebuild`` derives every row from these.
"""

from typing import Any
from zlib import crc32


def checksum(*row: Any, body: bytes = b"") -> int:
    """CRC-32 of the values of a row, but for its checksum, and of bytes that go with them."""
    return crc32(body, crc32(repr(row).encode("utf-8", "surrogatepass")))
