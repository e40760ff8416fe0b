"""Importing a log from a file: into an empty store as it was, into another what is missing there."""

from functools import partial
from pathlib import Path
from typing import NamedTuple

from tracker.application.proof.note import Checkpoint
from tracker.application.store.address import Address
from tracker.application.store.clock import Clock
from tracker.application.store.restoring import Restored
from tracker.application.store.writing import Writer
from tracker.application.transfer.log_file import LogFile
from tracker.application.verify import Progress, ensure_current


class Imported(NamedTuple):
    """What came of an import: the log that the file holds, and what was done with its entries."""

    checkpoint: Checkpoint
    done: Restored


def import_log(
    path: Path, address: Address, *, clock: Clock | None = None, progress: Progress = lambda *_: None
) -> Imported:
    """Bring the entries of a file into a log, whole or not at all.

    BadInput, with the line, where the file is not whole, or says otherwise what the log holds. The file is read to
    its end before the log is touched. ``progress`` is told of "reading", in bytes, then of "adding", in entries.
    """
    source = LogFile(path).source(partial(progress, "reading"))
    size = source.checkpoint.size
    ensure_current(address)
    with Writer(address, clock=clock) as writer:
        return Imported(source.checkpoint, writer.restore(source, lambda done: progress("adding", done, size)))
