"""Deriving anew: the derived rows of a log worked out from its entries alone, in memory.

The file is attached as ``log``; facts, links, past, acts and pairs arise in memory under the same schema. Numbers
of pairs and acts are taken over from the file where it has them, so that rows compare and open readers keep theirs.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from math import ceil
from pathlib import Path
from tempfile import TemporaryDirectory

from tracker.application.store import schema
from tracker.application.store.acts import Interning, sound_acts
from tracker.application.store.address import Address
from tracker.application.store.audit import Findings
from tracker.application.store.checksum import checksum
from tracker.application.store.codec import Stored, Undecodable
from tracker.application.store.derived import Deriving
from tracker.application.store.derived_keys import NEAR, NO_PAIR
from tracker.application.store.lookup import LogLookup, history
from tracker.domain.dossier import Dossier, evolve

BATCH = 2000
"""Streams that are settled together."""
Step = tuple[Dossier | None, Dossier, int]


class Uncheckpointed(Deriving):
    """Derives facts, links and past; counts and checkpoints follow when all facts are there."""

    def _keep_checkpoints(self) -> None:
        """Leave them for later."""

    @property
    def consulted(self) -> dict[int, int]:
        """For each pair that was touched, from when all that its facts rest on is known (seconds)."""
        return {pair: known for pair, (known, _) in self._clocks.items() if pair != NO_PAIR}

    @property
    def resettled(self) -> set[int]:
        """The pairs of which a fact was replaced."""
        return self._amendments


def opened(address: Address) -> sqlite3.Connection:
    """A database in memory with the derived tables, and the log attached, for reading only, as ``log``.

    Of a log on a server a copy is attached, which goes with the connection.
    """
    if isinstance(address, Path):
        return _attached(address)
    from tracker.application.store.postgres.copying import copy_to_file

    with TemporaryDirectory(prefix="tracker-", ignore_cleanup_errors=True) as folder:
        copy = Path(folder) / "log.db"
        copy_to_file(address, copy)
        return _attached(copy)


def _attached(path: Path) -> sqlite3.Connection:
    conn = sqlite3.connect("file::memory:", uri=True, isolation_level=None, check_same_thread=False)
    conn.execute("PRAGMA trusted_schema = OFF")
    conn.execute("ATTACH ? AS log", (f"{path.resolve().as_uri()}?mode=ro",))
    for statement in schema.DERIVED.values():
        conn.execute(statement)
    conn.execute("BEGIN")
    conn.executemany("INSERT INTO main.acts VALUES (?, ?, ?)", sound_acts(conn, "log"))
    conn.execute("INSERT INTO main.pairs SELECT pair, name, 0, 0, 0, 0, 0, 0 FROM log.pairs")
    return conn


class Rederiving:
    """Takes the entries of a log in order and derives their rows; ``finish`` counts them."""

    def __init__(self, conn: sqlite3.Connection, findings: Findings) -> None:
        self._conn = conn
        self._findings = findings
        self._interning = Interning(conn)
        self._known: dict[str, int] = {}
        self._least: dict[str, int] = {}
        self._positions: dict[str, int] = {}
        self._amended: dict[int, int] = {}
        self._waiting: list[Step] = []

    def take(self, entries: Iterable[Stored]) -> None:
        """Derive the rows of entries; a stream is taken whole where it begins."""
        for stored in entries:
            if stored.entry.version == 1 and not self._findings.total:
                self._waiting += self._steps(stored)
                if len(self._waiting) >= BATCH:
                    self._settle()
        self._settle()

    def _steps(self, stored: Stored) -> list[Step]:
        try:
            return [step for step in self._evolved(self._history(stored)) if step[1].development is not None]
        except (LookupError, ValueError, Undecodable) as problem:
            self._findings.add(f"entry {stored.position}", f"{stored.entry.stream} cannot be replayed: {problem}")
            return []

    def _history(self, stored: Stored) -> list[Stored]:
        more = self._conn.execute(
            "SELECT 1 FROM stored_events WHERE originator_id = ? AND originator_version = 2", (stored.entry.stream,)
        ).fetchone()
        return [stored] if more is None else history(self._conn, stored.entry.stream)

    def _evolved(self, entries: Iterable[Stored]) -> Iterator[Step]:
        before: Dossier | None = None
        for stored in entries:
            after = evolve(before, stored.entry)
            self._note(before, after, stored.position)
            yield before, after, stored.position
            before = after

    def _note(self, before: Dossier | None, after: Dossier, position: int) -> None:
        for dossier in (before, after):
            pair = None if dossier is None or dossier.development is None else dossier.development.pair
            if pair is not None and after.known_from is not None:
                known = ceil(after.known_from.timestamp())
                self._least[pair] = max(known, self._least.get(pair, 0))
                self._known[pair] = max(known, self._known.get(pair, 0))
                self._positions[pair] = max(position, self._positions.get(pair, 0))

    def _settle(self) -> None:
        deriving = Uncheckpointed(self._conn, LogLookup(self._conn), self._interning)
        deriving.settle(self._waiting)
        last = max((position for _, _, position in self._waiting), default=0)
        for pair, known in deriving.consulted.items():
            name = self._conn.execute("SELECT name FROM main.pairs WHERE pair = ?", (pair,)).fetchone()[0]
            self._known[name] = max(known, self._known.get(name, 0))
        self._amended.update((pair, max(last, self._amended.get(pair, 0))) for pair in deriving.resettled)
        self._waiting = []

    def finish(self) -> None:
        """Count what each pair holds, and drop the pairs that no entry names."""
        conn = self._conn
        for number, name in conn.execute("SELECT pair, name FROM main.pairs").fetchall():
            count = conn.execute("SELECT count(*) FROM main.facts WHERE pair = ?", (number,)).fetchone()[0]
            if name not in self._known:
                conn.execute("DELETE FROM main.pairs WHERE pair = ?", (number,))
                continue
            amended = self._amended.get(number, 0)
            position = max(self._positions[name], amended)
            row = (count, count % NEAR, self._known[name], position, amended)
            conn.execute(
                "UPDATE main.pairs SET count = ?, tail = ?, known = ?, position = ?, amended = ?, crc = ? "
                "WHERE pair = ?",
                (*row, checksum(number, name, *row), number),
            )

    def least_known(self, pair: str) -> int:
        """From when all that was said of the developments of a pair is known (seconds)."""
        return self._least.get(pair, 0)

    def least_position(self, pair: str) -> int:
        """The position of the last entry on a development of a pair."""
        return self._positions.get(pair, 0)
