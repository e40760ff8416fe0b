"""Places: where the log lies, and which choice led there."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from tracker.application.problems import BadInput

VARIABLE = "TRACKER_DB"
_SCHEMES = ("postgresql:", "postgres:")


class Place(NamedTuple):
    """The database file, and what named it."""

    path: Path
    chosen_by: str
    """``--db``, ``TRACKER_DB`` or ``data folder``."""


def database_place(given: str | None, environ: Mapping[str, str] = os.environ) -> Place:
    """The file that ``--db`` names, else ``TRACKER_DB``, else the one in the data folder of the platform."""
    if given is not None:
        return Place(_file(given, "--db"), "--db")
    if environ.get(VARIABLE):
        return Place(_file(environ[VARIABLE], VARIABLE), VARIABLE)
    from platformdirs import user_data_path

    return Place(user_data_path("tracker", appauthor=False) / "tracker.db", "data folder")


def _file(text: str, option: str) -> Path:
    if text.startswith(_SCHEMES):
        raise BadInput("PostgreSQL comes with a later release", option, "name a file; SQLite keeps the log for now")
    if not text or "\0" in text or "://" in text:
        raise BadInput(f"{text!r} names no file", option, "give the path of a database file")
    path = Path(text).expanduser()
    if path.is_dir():
        raise BadInput("this is a folder", str(path), f"name a file in it: {path / 'tracker.db'}")
    return path
