"""The machine: Python, the libraries, SQLite's version, the file system, and the space that is left."""

import platform
import re
import shutil
import sqlite3
import sys
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from tracker.application.doctor.found import Found, fault, ok, warning

PACKAGE = "tracker-of-incidents"
MOUNTS = Path("/proc/mounts")
NETWORK = frozenset({
    "nfs", "nfs3", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "9p", "ceph", "lustre", "gpfs", "beegfs", "davfs",
    "fuse.sshfs", "fuse.glusterfs", "fuse.davfs2", "fuse.rclone", "fuse.s3fs", "fuse.ceph", "fuse.smbnetfs",
})  # fmt: skip
"""File systems that other machines share: SQLite's write-ahead log needs memory that all its users share."""
FLEETING = frozenset({"tmpfs", "ramfs"})
SHARED = ("fuse", "virtiofs", "vboxsf", "vmhgfs", "prl_fs", "drvfs")
"""Beginnings of the names of file systems of which it depends on what lies behind them."""
MEGABYTE = 1 << 20
LEAST, AMPLE = 64 * MEGABYTE, 1024 * MEGABYTE
"""A write-ahead log gathers 32 MB before it goes to the file; a gigabyte leaves room for a backup and a rebuild."""
_NEEDED = (3, 24, 0)


def program() -> list[Found]:
    """What the tracker runs on."""
    return [python(sys.version_info[:3]), libraries()]


def disk(folder: Path, size: int) -> list[Found]:
    """What a database of so many bytes in a folder rests on."""
    free = shutil.disk_usage(folder).free
    return [sqlite(sqlite3.sqlite_version_info), system(folder), space(free, size)]


def python(found: tuple[int, ...]) -> Found:
    """Python, which must be 3.11 or newer."""
    said = f"Python {'.'.join(map(str, found))} on {platform.system()} {platform.machine()}"
    return ok("python", said) if found >= (3, 11) else fault("python", said, "use Python 3.11 or newer")


def libraries(names: Iterable[str] | None = None) -> Found:
    """The libraries that the tracker is made with, and its own version."""
    wanted = [PACKAGE, *_required()] if names is None else list(names)
    there, missing = [], []
    for name in wanted:
        try:
            there.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            missing.append(name)
    if missing:
        return fault("libraries", f"not installed: {', '.join(missing)}", "install the tracker anew")
    return ok("libraries", ", ".join(there))


def _required() -> list[str]:
    """What the tracker always needs, by the names under which it is installed."""
    try:
        needs = requires(PACKAGE) or []
    except PackageNotFoundError:
        return []
    return [re.split(r"[^\w.-]", need, maxsplit=1)[0] for need in needs if "extra ==" not in need]


def sqlite(found: tuple[int, ...]) -> Found:
    """SQLite's version: the WAL-reset fault, by which two processes that write and checkpoint at the same instant can
    damage a file, is in 3.7.0 to 3.51.2; mended in 3.51.3 and, for older lines, in 3.50.7 and 3.44.6.

    It is rare enough that its finders could not bring it about without help, and most machines have it: a warning.
    Source: https://sqlite.org/wal.html#walresetbug
    """
    name = f"SQLite {'.'.join(map(str, found))}"
    if found < _NEEDED:
        return fault("sqlite", f"{name} is too old", "use a Python with SQLite 3.51.3 or newer")
    if found[:2] == (3, 52):
        return warning("sqlite", f"{name} was withdrawn by its makers", "use a Python with SQLite 3.51.3, or 3.53")
    if has_wal_reset_fault(found):
        return warning(
            "sqlite",
            f"{name} has the WAL-reset fault (3.7.0 to 3.51.2), unless its distributor mended it: processes that write "
            "at the same instant can, very rarely, damage the file",
            "use a Python with SQLite 3.51.3 or newer (or 3.50.7, 3.44.6); until then verify now and then, and back up",
        )
    return ok("sqlite", name)


def has_wal_reset_fault(found: tuple[int, ...]) -> bool:
    """Whether a version of SQLite has the WAL-reset fault."""
    mended = (found[:2] == (3, 44) and found >= (3, 44, 6)) or (found[:2] == (3, 50) and found >= (3, 50, 7))
    return (3, 7, 0) <= found < (3, 51, 3) and not mended


def system(folder: Path, mounts: Path = MOUNTS) -> Found:
    """The file system of a folder: the write-ahead log does not work over a network."""
    kind = file_system(folder, mounts)
    if kind is None:
        return warning("file system", "unknown", "make sure that the database lies on a disk of this machine")
    said = f"{kind} at {folder}"
    if kind in NETWORK:
        return fault("file system", f"{said}: SQLite's log does not work over a network", "move it to a local disk")
    if kind in FLEETING:
        return warning("file system", f"{said}: it is gone when the machine stops", "move it to a disk")
    if kind.startswith(SHARED):
        return warning("file system", f"{said}: what lies behind it is unknown", "make sure that it is a local disk")
    return ok("file system", said)


def file_system(folder: Path, mounts: Path = MOUNTS) -> str | None:
    """The type of the file system that holds a folder; None where the machine does not tell."""
    try:
        lines = mounts.read_text("utf-8", "replace").splitlines()
    except OSError:
        return None
    held = [(_place(line.split()[1]), line.split()[2]) for line in lines if len(line.split()) > 2]
    around = [(len(place.parts), number, kind) for number, (place, kind) in enumerate(held) if _holds(place, folder)]
    return max(around)[2] if around else None


def _place(text: str) -> Path:
    """A mount point; blanks and the like are written there as octal numbers."""
    return Path(re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), text))


def _holds(place: Path, folder: Path) -> bool:
    return folder.resolve().is_relative_to(place)


def space(free: int, size: int) -> Found:
    """The space that is left on the disk, in bytes, for a database of so many."""
    said = f"{free // MEGABYTE:,} MB are free"
    if free < LEAST:
        return fault("disk space", f"only {said}", "free some disk space: a write may need 64 MB")
    if free < max(AMPLE, size):
        return warning("disk space", f"only {said}", "free some disk space: a backup needs as much as the database")
    return ok("disk space", said)
