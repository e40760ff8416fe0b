"""Exporting a log: its lines, written from one state of it while others go on recording."""

import gzip
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from tracker.application.problems import BadInput
from tracker.application.proof.note import Checkpoint
from tracker.application.proof.tree import Frontier, entry_hash
from tracker.application.store.reader import Reader
from tracker.application.transfer.lines import LONGEST, Heading, entry_line, heading_line, sealing_line
from tracker.application.transfer.placing import placed
from tracker.application.transfer.reading import refuse, source_of

_BATCH = 1000
Moved = Callable[[int], object]


def export_to_file(reader: Reader, path: Path, *, force: bool = False, moved: Moved = lambda _: None) -> Checkpoint:
    """Write a log to a new file, compressed where its name ends in .gz; whole or not at all."""
    with placed(path, reader.path, force=force) as draft, draft.open("wb") as file, _packed(file, path) as out:
        return export(reader, out, moved)


def export(reader: Reader, out: BinaryIO, moved: Moved = lambda _: None) -> Checkpoint:
    """Write the lines of a log; BadInput where its entries are not those of its tree. ``moved`` is told how far."""
    with reader.snapshot():
        source, frontier = source_of(reader), Frontier()
        out.write(heading_line(Heading(source.checkpoint.origin, source.seals)))
        for number, row in enumerate(source.rows(), 1):
            line = entry_line(number, row)
            if len(line) > LONGEST:
                raise BadInput("the entry is too long for a line", source.place(number), "use instead: tracker backup")
            out.write(line)
            frontier.append((entry_hash(*row),))
            if number % _BATCH == 0:
                moved(number)
        if (frontier.size, frontier.root()) != (source.checkpoint.size, source.checkpoint.root):
            refuse(reader, "its entries are not those of its tree")
        out.write(sealing_line(source.checkpoint))
        return source.checkpoint


@contextmanager
def _packed(file: BinaryIO, path: Path) -> Iterator[BinaryIO]:
    """What is written to goes to a file, compressed where the name says so: the same log to the same bytes."""
    if path.suffix != ".gz":
        yield file
        return
    with gzip.GzipFile("", "wb", 6, file, mtime=0) as packed:
        yield cast("BinaryIO", packed)
