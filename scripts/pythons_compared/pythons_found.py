"""The Pythons of this machine: those of pyenv, and those that PATH names."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

SUPPORTED = ("3.11", "3.12", "3.13")
_ASKED = "import sys, venv, ensurepip; print('%d.%d' % sys.version_info[:2])"


def pythons() -> dict[str, Path | None]:
    """One program for each version that is supported; None where there is none."""
    return {version: next(_working(version), None) for version in SUPPORTED}


def _working(version: str) -> Iterator[Path]:
    """Programs of a version that run, and can make an environment: a shim may be there and fail."""
    return (path for path in _named(version) if _answer(path) == version)


def _named(version: str) -> Iterator[Path]:
    root = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    yield from sorted(root.glob(f"versions/{version}.*/bin/python"), reverse=True)
    on_path = shutil.which(f"python{version}")
    if on_path is not None:
        yield Path(on_path)


def _answer(path: Path) -> str:
    try:
        done = subprocess.run([path, "-c", _ASKED], check=False, capture_output=True, text=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip()
