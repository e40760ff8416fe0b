"""Drafts: a file is written beside the place that it will take; what a writer that was killed left is removed.

A draft has a folder of its own, with whatever a database puts beside its file. The folder is locked for as long as
somebody writes there, and the system gives the lock back when a writer dies: so what can be locked is left over,
however old it is. BEWARE: on some systems a lock on the draft itself would shut SQLite out.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

SUFFIX = ".tracker-part"
_SAID = 40
"""So many characters of the name of a file are in that of the folder of its draft."""


@contextmanager
def draft_for(path: Path) -> Iterator[Path]:
    """An empty draft of mode 600 on the disk of a file; in the end it is gone, unless it was moved away."""
    clear(path.parent)
    folder, lock = _folder_for(path)
    try:
        draft = folder / path.name
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        yield draft
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        _unlock(lock)


def clear(where: Path) -> None:
    """Remove the drafts in a folder that nobody writes any more; where nothing can be locked, none."""
    for folder in where.glob(f".*{SUFFIX}"):
        with suppress(OSError):
            _clear(folder)


def _clear(folder: Path) -> None:
    lock = _lock(folder, wait=False)
    try:
        if lock is not None:
            shutil.rmtree(folder)
    finally:
        _unlock(lock)


def _folder_for(path: Path) -> tuple[Path, int | None]:
    """A new folder, and its lock. One that was taken for left over before it was locked is made again."""
    while True:
        folder = Path(tempfile.mkdtemp(dir=path.parent, prefix=f".{path.name[:_SAID]}.", suffix=SUFFIX))
        with suppress(FileNotFoundError):
            lock = _lock(folder, wait=True)
            if folder.exists():
                return folder, lock
            _unlock(lock)


def _lock(folder: Path, *, wait: bool) -> int | None:
    """Lock a folder; None where another has it and one does not wait, or where folders are not locked."""
    if sys.platform == "win32":
        return None
    import fcntl

    handle = os.open(folder, os.O_RDONLY | os.O_NOFOLLOW | os.O_DIRECTORY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        return None
    return handle


def _unlock(lock: int | None) -> None:
    if lock is not None:
        os.close(lock)
