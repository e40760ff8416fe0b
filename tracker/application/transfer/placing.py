"""Placing a file: it is written beside, made to last, and then takes its name; before that there is nothing."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tracker.application.problems import BadInput
from tracker.application.store.address import Address
from tracker.application.transfer.drafts import draft_for

_BESIDE = ("", "-wal", "-shm", "-journal")
"""What a database leaves beside its file."""


@contextmanager
def placed(path: Path, log: Address, *, force: bool) -> Iterator[Path]:
    """A draft to be written, of mode 600; it takes the name of the file where all went well, and else is gone.

    BadInput where there is a file of that name, unless it is forced; never is a log replaced that is in use.
    """
    _check_apart(path, log)
    _check(path, force=force)
    with _explained(path), draft_for(path) as draft:
        yield draft
        _make_last(draft)
        _take_name(draft, path, force=force)
        _make_last(path.parent)


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Say what the system says of the file that was asked for, not of its draft."""
    try:
        yield
    except OSError as problem:
        remedy = "check the folder, its permissions and the space on the disk"
        raise BadInput(problem.strerror or str(problem), str(path), remedy) from problem


def _check_apart(path: Path, log: Address) -> None:
    """Refuse to put a file in the place of the log, or of a database of which a part stands in a file beside."""
    if isinstance(log, Path) and path.exists():
        for beside in (log.with_name(log.name + end) for end in _BESIDE):
            if beside.exists() and path.samefile(beside):
                raise BadInput("this is the log itself", str(path), "name another file")
    waiting = path.with_name(f"{path.name}-wal")
    if waiting.exists() and waiting.stat().st_size:
        raise BadInput("a database that is in use stands there", str(path), "name another file")


def _check(path: Path, *, force: bool) -> None:
    if path.is_dir():
        raise BadInput("this is a folder", str(path), "name a file in it")
    if path.exists() and not path.is_file():
        raise BadInput("this is no file", str(path), "name another")
    if path.exists() and not force:
        raise _taken(path)


def _take_name(draft: Path, path: Path, *, force: bool) -> None:
    """Without force a file that came meanwhile stays; a disk without links cannot promise that."""
    if force:
        draft.replace(path)
        return
    try:
        os.link(draft, path)
    except FileExistsError as problem:
        raise _taken(path) from problem
    except OSError:
        _check(path, force=False)
        draft.replace(path)


def _taken(path: Path) -> BadInput:
    return BadInput("there is a file already", str(path), "name another, or say --force to replace it")


def _make_last(path: Path) -> None:
    """Have the disk keep a file, or the names in a folder."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
