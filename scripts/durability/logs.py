"""Logs of a trial: where a fresh one lies, what it holds, and whether it is sound.

Everything that a trial knows of a store goes through here, so that another kind of address needs nothing else.
"""

from __future__ import annotations

import json
import re
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from children import answer

from tracker.application.places import address as address_of
from tracker.application.proof.tree import entry_hash
from tracker.application.store.address import Address
from tracker.application.store.codec import Stored, encode, instant_text
from tracker.application.store.reader import Reader
from tracker.application.verify import verify

__all__ = [
    "Address", "Row", "exists", "findings", "fresh", "held", "on_server", "row_at", "row_of", "rows", "rows_after",
]  # fmt: skip

SERVER = "server"
"""The file of a folder that names the server on which its logs lie."""


class Row(NamedTuple):
    """One entry as it is stored: its place, its name, the command that said it, and a digest of its bytes."""

    position: int
    stream: str
    version: int
    command: str
    digest: str


def on_server(folder: Path, base: str) -> None:
    """Have the logs of a folder, and of those in it, lie on a server, whose address holds no password."""
    (folder / SERVER).write_text(base)


def fresh(folder: Path, name: str) -> Address:
    """A log that is not there yet: a file, or a schema where a folder on the way names a server."""
    for place in (folder, *folder.parents):
        if (place / SERVER).exists():
            schema = re.sub(r"[^a-z0-9_]", "_", f"log_{folder.name}_{name}".lower())
            return address_of(f"{(place / SERVER).read_text()}&schema={schema}", "the trial")
    return folder / f"{name}.db"


def exists(address: Address) -> bool:
    """Whether a writer got as far as to make the log."""
    return address.exists()


def rows_after(reader: Reader, position: int) -> list[Row]:
    """The entries behind a position, as a reader sees them."""
    if reader.empty:
        return []
    found = reader.conn.execute(
        "SELECT rowid, originator_id, originator_version, topic, state FROM stored_events WHERE rowid > ? "
        "ORDER BY rowid",
        (position,),
    )
    return [row_at(*columns) for columns in found.fetchall()]


def rows(address: Address, position: int = 0) -> list[Row]:
    """The entries of a log behind a position; none where it was not made yet."""
    if not exists(address):
        return []
    with Reader(address) as reader:
        return rows_after(reader, position)


def held(address: Address, position: int = 0) -> list[Row]:
    """The same, read by a child."""
    return [Row(*row) for row in answer(partial(rows, address, position))]


def row_of(stored: Stored) -> Row:
    """The row that a recorded entry must be found as."""
    return row_at(stored.position, *encode(stored.entry, instant_text(stored.recorded_at)))


def row_at(position: int, stream: str, version: int, topic: str, state: bytes) -> Row:
    """The row of an entry as it is stored."""
    return Row(position, stream, version, _command(state), entry_hash(stream, version, topic, state).hex()[:16])


def _command(state: bytes) -> str:
    said: dict[str, Any] = json.loads(state)
    return str(said.get("command", ""))


def findings(address: Address, *, thorough: bool = False, rebuild: bool = False) -> list[str]:
    """What is wrong with a log: its tree and its checksums, and what else ``verify`` is asked to look at."""
    found: list[str] = answer(partial(_findings, address, thorough=thorough, rebuild=rebuild))
    return found


def _findings(address: Address, *, thorough: bool, rebuild: bool) -> list[str]:
    if not exists(address):
        return []
    verdict = verify(address, thorough=thorough, rebuild=rebuild)
    return [f"{where}: {what}" for where, what in verdict.findings] + ["…"] * (verdict.count > len(verdict.findings))
