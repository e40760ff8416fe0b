"""What tests of moving logs share: logs from commands, and all that a log says, to be compared."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.portraits import portrait
from tests.strategies import FIRST_DAY, NOON
from tracker.application.store.address import Address
from tracker.application.store.reader import Clocks, Reader
from tracker.application.store.tree import LogTree
from tracker.application.store.writing import Writer
from tracker.application.transfer.exporting import export_to_file
from tracker.domain.commands import Command
from tracker.domain.moments import Cut

PAIRS = ("IRN-PAK", "IRN-IRQ")
LAST = Cut(date(2026, 1, 1))
CUTS = (Cut(FIRST_DAY + timedelta(days=3)), Cut(FIRST_DAY + timedelta(days=90)), LAST)


@contextmanager
def folder() -> Iterator[Path]:
    with TemporaryDirectory() as found:
        yield Path(found)


def write(place: Address, said: list[Command], at: datetime = NOON) -> None:
    with Writer(place, clock=lambda: at) as writer:
        for start in range(0, len(said), 3):
            writer.submit(said[start : start + 3])
        writer.submit([])


def seal(place: Address, at: datetime = NOON) -> None:
    with Writer(place, clock=lambda: at) as writer:
        writer.seal()


def export(place: Address, path: Path) -> bytes:
    with Reader(place) as reader:
        export_to_file(reader, path, force=True)
    return path.read_bytes()


def states(place: Address) -> list[dict[str, Any]]:
    """What a log says of its pairs, on some dates."""
    with Reader(place) as reader:
        return [portrait(reader.picture(pair, Clocks(cut))) for pair in PAIRS for cut in CUTS]


def past_states(place: Address) -> list[dict[str, Any]]:
    """What it said, position by position."""
    with Reader(place) as reader:
        top = reader.last_position()
        return [portrait(reader.picture(pair, Clocks(LAST, None, n))) for pair in PAIRS for n in range(top + 1)]


def identity(place: Address) -> tuple[object, ...]:
    """Name, size and root of a log, and its seals."""
    with Reader(place) as reader:
        seals = reader.conn.execute("SELECT size, root, time FROM seals ORDER BY size").fetchall()
        found = LogTree(reader.conn).checkpoint()
    return found.origin, found.size, found.root, [(size, bytes(root), time) for size, root, time in seals]
