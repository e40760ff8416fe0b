"""Places: where the log lies, and which choice led there."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from tracker.application.problems import BadInput
from tracker.application.store.address import SCHEMES, Address

VARIABLE = "TRACKER_DB"


class Place(NamedTuple):
    """The database, and what named it."""

    path: Address
    chosen_by: str
    """``--db``, ``TRACKER_DB`` or ``data folder``."""


def database_place(given: str | None, environ: Mapping[str, str] = os.environ) -> Place:
    """What ``--db`` names, else ``TRACKER_DB``, else a file in the data folder of the platform."""
    if given is not None:
        return Place(address(given, "--db"), "--db")
    if environ.get(VARIABLE):
        return Place(address(environ[VARIABLE], VARIABLE), VARIABLE)
    from platformdirs import user_data_path

    return Place(user_data_path("tracker", appauthor=False) / "tracker.db", "data folder")


def address(text: str, option: str) -> Address:
    """The file or the PostgreSQL database that a text names; BadInput where it names neither. ``option`` gave it."""
    if text.startswith(SCHEMES):
        from tracker.application.store.postgres.url import postgres_url

        return postgres_url(text, option)
    scheme, colon, _ = text.partition("://")  # what stands behind it may be a password
    if not text or "\0" in text or colon:
        named = f"{scheme}://…" if colon else text
        raise BadInput(f"{named!r} names no file", option, "give the path of a database file, or postgresql://…")
    path = written_path(text, option)
    if path.is_dir():
        raise BadInput("this is a folder", str(path), f"name a file in it: {path / 'tracker.db'}")
    return path


def written_path(text: str, option: str) -> Path:
    """The file that a text names; ``~desk`` is the folder of a user. BadInput, in ``option``, where there is none.

    OSError tells of a name that is too long.
    """
    try:
        return Path(text).expanduser()
    except RuntimeError as problem:
        user = text.partition("/")[0]
        raise BadInput(
            f"{user!r} is the folder of no user", option, f"write ./{user} for a file of this name"
        ) from problem
