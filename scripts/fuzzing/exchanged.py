"""Targets of what people exchange: citations, seals and proofs, exported logs, addresses of servers, searches.

A proof that is taken must be the one that it is written as, and no text that is said of an address holds its
password: what is taken is held against that, not only against crashes.
"""

import tempfile
from datetime import UTC, date, datetime
from functools import cache
from gzip import compress
from pathlib import Path

import exchanged_pieces as pieces
from target import Target, text_of

from tracker.application import cited, places, typed_dates
from tracker.application.problems import BadInput
from tracker.application.proof import consistency, note, proofs
from tracker.application.proof.paths import inclusion_proof
from tracker.application.proof.tree import Frontier, entry_hash
from tracker.application.search.query import query_of
from tracker.application.search.variants import Variants, variants
from tracker.application.transfer.lines import Heading, entry_line, heading_line, sealing_line
from tracker.application.transfer.log_file import LogFile

SECRET = "hush4711"  # noqa: S105 - no password of anything
"""The password of addresses; a piece brings it in where it can be nothing else."""
_FOLDER = Path(tempfile.gettempdir())
_TODAY = date(2024, 1, 18)


def feed_citation(data: bytes) -> object:
    """A citation; one that is taken reads the same when it is read again."""
    said = text_of(data)
    found = cited.read_citation(said)
    if not cited.looks_cited(said) or cited.read_citation(found.line) != found:
        raise AssertionError(f"read again it differs: {said!r}")
    return found


def feed_seal(data: bytes) -> object:
    """A seal; the bytes of one that is taken are those that it is written as."""
    found = note.seal_from(data)
    if found.to_bytes() != data:
        raise AssertionError(f"another way to write a seal: {data!r}")
    return found


def feed_proof(data: bytes) -> object:
    """A proof of an entry, and of growth; what is taken is checked against the checkpoint that it names itself."""
    try:
        growth = consistency.consistency_from(data)
    except ValueError:
        found = proofs.proof_from(data)
        if proofs.proof_from(found.to_bytes()) != found:
            raise AssertionError(f"read again it differs: {data!r}") from None
        proofs.check(found, found.checkpoint)
        return found
    consistency.check_consistency(growth, growth.first, growth.second)
    return growth


def feed_log(data: bytes) -> object:
    """An exported log, as far as its rows."""
    return _read_log(data, ".jsonl")


def feed_compressed_log(data: bytes) -> object:
    """The same in a compressed file, which may be damaged in itself."""
    return _read_log(data, ".jsonl.gz")


def _read_log(data: bytes, ending: str) -> object:
    with tempfile.NamedTemporaryFile(suffix=ending, dir=_FOLDER) as file:
        file.write(data)
        file.flush()
        source = LogFile(Path(file.name)).source()
        return source.checkpoint, sum(1 for _ in source.rows())


def feed_address(data: bytes) -> object:
    """An address, of a file or a server; nothing that is said of it holds the password. OSError: a name too long."""
    said = text_of(data)
    secret = f":{SECRET}@" in said and said.count(SECRET) == 1 and said.startswith(("postgres:", "postgresql:"))
    try:
        found = places.address(said, "--db")
    except BadInput as problem:
        _keeps(secret, str(problem), said)
        raise
    _keeps(secret, f"{found} {found!r} {found.name}", said)
    return found


def _keeps(secret: bool, shown: str, said: str) -> None:
    if secret and SECRET in shown:
        raise AssertionError(f"the password of {said!r} is shown")


def feed_search(data: bytes) -> object:
    """The words of a search."""
    return query_of(text_of(data), _spellings())


@cache
def _spellings() -> Variants:
    return variants(None)


def feed_typed_date(data: bytes) -> object:
    """A date as it is typed on the screen."""
    return typed_dates.typed(text_of(data), _TODAY)


_STATE = b'{"recorded_at":"2024-01-18T12:00:00.000Z","known_from":"2024-01-18T12:00:00Z","reason":"x"}'
_ROWS = (("d1", 1, "retracted", _STATE), ("d1", 2, "reinstated", _STATE), ("d2", 1, "retracted", b"no JSON\n"))
_HASHES = [entry_hash(*row) for row in _ROWS]


def _checkpoint(size: int) -> note.Checkpoint:
    frontier = Frontier()
    frontier.append(_HASHES[:size])
    return note.Checkpoint("tracker/41f0", size, frontier.root())


def _log() -> bytes:
    heading = Heading("tracker/41f0", ((1, _checkpoint(1).root, "2024-01-31T12:00:00.000Z"),))
    lines = [entry_line(position, row) for position, row in enumerate(_ROWS, 1)]
    return b"".join([heading_line(heading), *lines, sealing_line(_checkpoint(len(_ROWS)))])


def _proof() -> bytes:
    leaf = proofs.Leaf.of(*_ROWS[0])
    path = tuple(inclusion_proof(0, len(_HASHES), _HASHES))
    return proofs.InclusionProof(_checkpoint(len(_HASHES)), 0, leaf, path).to_bytes()


_CITATION = f"IRN-PAK @2024-01-18 known 2024-01-19T12:00Z #412 sha256:{'0' * 64} root:{'A' * 43}=".encode()
_SEAL = note.Seal(_checkpoint(1), datetime(2024, 1, 31, tzinfo=UTC)).to_bytes()
_GROWTH = consistency.prove_consistency(_checkpoint(1), _checkpoint(3), _HASHES).to_bytes()
_ADDRESSES = (
    f"postgresql://desk:{SECRET}@host:5433/log?sslmode=require&schema=desk_2".encode(),
    b"postgres:///log?host=/run",
    b"a.db",
)
_SEARCHES = (b'baluch* "border post" -strike', "Panjgur Пенджгур".encode())

EXCHANGED = (
    Target("citation", feed_citation, (BadInput,), pieces.CITATION, (_CITATION, _CITATION.partition(b" root")[0])),
    Target("seal", feed_seal, (ValueError,), pieces.SEAL, (_SEAL, _checkpoint(3).text().encode())),
    Target("proof", feed_proof, (ValueError,), pieces.PROOF, (_proof(), _GROWTH)),
    Target("exported log", feed_log, (BadInput,), pieces.LOG, (_log(),)),
    Target("compressed log", feed_compressed_log, (BadInput,), pieces.LOG, (compress(_log(), mtime=0),)),
    Target("address", feed_address, (BadInput, OSError), (*pieces.ADDRESS, f":{SECRET}@"), _ADDRESSES),
    Target("search", feed_search, (BadInput,), pieces.SEARCH, _SEARCHES),
    Target("typed date", feed_typed_date, (ValueError,), pieces.TYPED, (b"17 jan", b"tue", b"-3d")),
)
