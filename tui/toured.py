"""Whether this user took the tour or skipped it: a mark in the folder of the platform for what a program keeps."""

import os
from pathlib import Path


def mark() -> Path:
    """The file that says so by being there."""
    from platformdirs import user_state_path

    return user_state_path("tracker", appauthor=False) / "toured"


def was_toured() -> bool:
    """Whether the mark is there; where that cannot be seen, it is not."""
    return os.path.exists(mark())  # noqa: PTH110 - that of a path raises where a folder may not be read


def remember() -> bool:
    """Leave the mark; whether it could be left."""
    path = mark()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    except OSError:
        return False
    return True
