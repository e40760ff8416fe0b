"""Real places that are too small or shut: a file system of a stated size, and folders without the right to write."""

import contextlib
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

from power_faults import Answers, Bench, judged, keys, replayed
from power_story import NAME

KIB = 1024
_NOBODY = 65534


class Unavailable(Exception):
    """The place cannot be made here; the sentence says why."""


@contextlib.contextmanager
def small_disk(folder: Path, size: int) -> Iterator[Path]:
    """A file system in memory that holds so many bytes; making one takes root, and a system that has it."""
    folder.mkdir(exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    try:
        subprocess.run(command, check=True, capture_output=True, text=True)
    except (OSError, subprocess.CalledProcessError) as problem:
        said = getattr(problem, "stderr", "") or str(problem)
        raise Unavailable(f"no file system can be mounted: {said.strip()}") from problem
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def grown(disk: Path, size: int) -> None:
    """Give a small disk more room."""
    subprocess.run(["mount", "-o", f"remount,size={size}", str(disk)], check=True)


def too_small(bench: Bench, sizes: range) -> Answers:
    """Replay on disks of several sizes, then once more on the same disk when it has room."""
    answers = Answers("a real file system of 16 KiB, 24 KiB, …")
    for size in sizes:
        with small_disk(bench.folder / "disk", size) as disk:
            path = disk / NAME
            status, said = replayed(path, bench.scenario)
            grown(disk, 64 * KIB * KIB)
            wrong = judged(bench, path, status, said) or _again(bench, path)
        answers.runs += 1
        answers.refused += status == 2
        answers.recorded += status == 0
        if wrong:
            answers.wrong.append(f"{size // KIB} KiB: {wrong}")
    return answers


def _again(bench: Bench, path: Path) -> str:
    status, said = replayed(path, bench.scenario)
    return said if status else "" if keys(path) == bench.after else "replayed again, it is not whole"


@contextlib.contextmanager
def without_rights() -> Iterator[None]:
    """Permissions bind root as well: it gives its rights away for the moment, and keeps those to take them back."""
    root = os.geteuid() == 0
    try:
        if root:
            os.setresuid(_NOBODY, _NOBODY, 0)
        yield
    finally:
        if root:
            os.setresuid(0, 0, 0)


def give_away(*paths: Path) -> None:
    """Let files and folders of root belong to who it becomes without its rights."""
    if os.geteuid() == 0:
        for path in paths:
            os.chown(path, _NOBODY, -1)


@contextlib.contextmanager
def shut(*paths: Path) -> Iterator[None]:
    """Files and folders of our own that may be read and not written."""
    modes = [(path, path.stat().st_mode) for path in paths]
    for path, mode in modes:
        path.chmod(mode & 0o555)
    try:
        with without_rights():
            yield
    finally:
        for path, mode in modes:
            path.chmod(mode)
