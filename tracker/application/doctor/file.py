"""The file: who may read and write it, and what waits beside it."""

import os
import stat
from pathlib import Path

from tracker.application.doctor.found import Found, fault, ok, warning

LONG_LOG = 128 << 20
"""Bytes of a write-ahead log that somebody keeps from going to the file."""


def file(path: Path) -> list[Found]:
    """All about a database file that is there, but for what is in it."""
    return [mode(path), access(path), waiting(path)]


def mode(path: Path) -> Found:
    """Whether others than the owner may read the file or what lies beside it."""
    there = [one for one in (path, *_beside(path)) if one.exists()]
    open_ = [one for one in there if os.name == "posix" and stat.S_IMODE(one.stat().st_mode) & 0o077]
    if open_:
        said = ", ".join(f"{one.name} has mode {stat.S_IMODE(one.stat().st_mode):o}" for one in open_)
        return warning("permissions", f"others may read it: {said}", f"chmod 600 {' '.join(map(str, open_))}")
    return ok("permissions", "only its owner may read it")


def access(path: Path) -> Found:
    """Whether we may read and write the file, and make files beside it."""
    if not os.access(path, os.R_OK):
        return fault("access", "it may not be read", "change its permissions, or name another with --db")
    if not os.access(path, os.W_OK):
        return warning("access", "it may be read and not written", "to record, change its permissions")
    return folder(path.parent)


def folder(where: Path) -> Found:
    """Whether files may be made in the folder, as SQLite does beside a database that is written."""
    if os.access(where, os.W_OK | os.X_OK):
        return ok("access", "it may be read and written")
    return warning("access", f"no file may be made in {where}", "to record, change the permissions of the folder")


def waiting(path: Path) -> Found:
    """The write-ahead log beside the file, which goes to the file by itself."""
    log, memory = _beside(path)
    size = log.stat().st_size if log.exists() else 0
    if size > LONG_LOG:
        return warning(
            "write-ahead log", f"{size >> 20:,} MB wait in {log.name}",
            "close programs that read for long; it goes to the file when the last one leaves",
        )  # fmt: skip
    if size and not memory.exists() and not os.access(path.parent, os.W_OK):
        return fault(
            "write-ahead log", f"{size:,} bytes wait in {log.name}, and the folder cannot be written",
            "copy both files to a folder that can be written",
        )  # fmt: skip
    return ok("write-ahead log", f"{size:,} bytes wait in {log.name}" if size else "nothing waits")


def _beside(path: Path) -> tuple[Path, Path]:
    return Path(f"{path}-wal"), Path(f"{path}-shm")
