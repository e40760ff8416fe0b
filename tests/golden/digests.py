"""Prints, as JSON, what the entries and the states of every golden log and of every shipped seed come to.

``scripts/pythons`` runs it under several Pythons, whose answers must be the same: python -m tests.golden.digests
"""
# ruff: noqa: T201 - what another program reads is printed

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.golden.story import CLOCK
from tests.portraits import digest_of
from tests.stores import rows
from tracker.application.replay import read, record
from tracker.application.seeds import shipped_seeds
from tracker.application.store.address import Address
from tracker.application.store.writing import Writer
from tracker.application.verify import verify

FOLDER = Path(__file__).resolve().parent


def digests(folder: Path) -> Iterator[tuple[str, str]]:
    """Each log by name, with the digest of its stored entries and that of its states."""
    for dump in sorted(FOLDER.glob("format-*.sql")):
        yield dump.stem, said_of(restored(dump, folder / f"{dump.stem}.db"))
    for seed in shipped_seeds():
        yield seed.stem, said_of(replayed(seed, folder / f"{seed.stem}.db"))


def restored(dump: Path, path: Path) -> Path:
    """A file made from its SQL, and brought to this format."""
    with closing(sqlite3.connect(path)) as conn:
        conn.executescript(dump.read_text("utf-8"))
    assert verify(path, rebuild=True).holds
    return path


def replayed(seed: Path, place: Address) -> Address:
    """A seed recorded in a log at a time that is always the same."""
    with Writer(place, clock=lambda: CLOCK) as writer:
        record(writer, read(seed, CLOCK))
    return place


def said_of(place: Address) -> str:
    """The digests of the stored entries and of the states of a log."""
    entries = hashlib.sha256()
    for row in rows(place):
        entries.update(repr((*row[:4], bytes(row[4]))).encode())
    return f"{entries.hexdigest()[:16]} {digest_of(place)[:16]}"


if __name__ == "__main__":
    with TemporaryDirectory() as scratch:
        print(json.dumps(dict(digests(Path(scratch))), indent=1))
