"""Copying a log from store to store: byte-equal entries under the same name, in batches; begun again it goes on."""

from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from tracker.application.problems import BadInput
from tracker.application.proof.note import Checkpoint
from tracker.application.proof.tree import Frontier, Roots, entry_hash
from tracker.application.store.address import Address
from tracker.application.store.appending import CHUNK
from tracker.application.store.reader import Reader
from tracker.application.store.restoring import Source
from tracker.application.store.tree import LogTree
from tracker.application.store.writing import Writer
from tracker.application.transfer.reading import refuse, rows_after, source_of
from tracker.application.verify import ensure_current

Moved = Callable[[int], object]


class Copied(NamedTuple):
    """What came of copying: the log as both hold it, and how many of its entries were there before."""

    checkpoint: Checkpoint
    before: int


def copy_log(reader: Reader, to: Address, moved: Moved = lambda _: None) -> Copied:
    """Copy a log, as it stands, to where there is none yet, or a beginning of it; ``moved`` is told how far.

    BadInput where other entries are there, with the first position, or where the log is damaged. A batch is whole or
    not at all: after a crash the copy is a log that can be read, and copying again goes on. Its root is proved last.
    """
    if _is_one(reader.path, to):
        raise BadInput("a log is not copied onto itself", str(to), "name another place")
    ensure_current(to)
    with reader.snapshot():
        source = source_of(reader)
        _prove(reader, source)
        with Writer(to) as writer:
            before = _held(reader, source, to)
            _continue(writer, source, reader, before, moved)
        return Copied(_proved(source, to), before)


def _is_one(one: Address, other: Address) -> bool:
    if isinstance(one, Path) and isinstance(other, Path):
        return other.exists() and one.samefile(other)
    return one == other


def _prove(reader: Reader, source: Source) -> None:
    """Refuse a log whose entries are not those of its tree and its seals, before any is copied."""
    roots = Roots(size for size, _, _ in source.seals)
    roots.append(entry_hash(*row) for row in source.rows())
    if (roots.frontier.size, roots.frontier.root()) != (source.checkpoint.size, source.checkpoint.root):
        refuse(reader, "its entries are not those of its tree")
    for size, root, time in source.seals:
        if roots.at.get(size) != root:
            refuse(reader, f"its entries are not those of the seal of {time}")


def _held(reader: Reader, source: Source, to: Address) -> int:
    """So many entries of the source are there; BadInput where something else is."""
    count, ours = 0, source.rows()
    with Reader(to) as target, target.snapshot():
        for count, row in enumerate(rows_after(target, 0), 1):
            if next(ours, None) != row:
                raise _other(to, f"another entry stands at position {count}")
        origin = LogTree(target.conn).origin
    if count and origin != source.checkpoint.origin:
        raise _other(to, f"the log there has another name, {origin}")
    return count


def _other(to: Address, what: str) -> BadInput:
    return BadInput(
        f"{what}: it is no beginning of the log that is copied", str(to),
        "name a place where nothing is yet; tracker export --log and tracker import --log bring two logs together",
    )  # fmt: skip


def _continue(writer: Writer, source: Source, reader: Reader, size: int, moved: Moved) -> None:
    """Append what follows; of a log without entries only the name."""
    rows = rows_after(reader, size)
    batch = list(islice(rows, CHUNK))
    while True:
        writer.extend(source, size, batch)
        size += len(batch)
        moved(size)
        batch = list(islice(rows, CHUNK))
        if not batch:
            return


def _proved(source: Source, to: Address) -> Checkpoint:
    """The root of what was written, computed from it; BadInput where it is not that of the source."""
    wanted, frontier = source.checkpoint, Frontier()
    with Reader(to) as target, target.snapshot():
        frontier.append(entry_hash(*row) for row in islice(rows_after(target, 0), wanted.size))
        found = Checkpoint(LogTree(target.conn).origin, frontier.size, frontier.root())
        if found != wanted:
            refuse(target, "it is not what was copied")
    return found
