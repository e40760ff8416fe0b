"""Where a reader's own choices are: ``config.toml`` in the configuration folder, or what ``TRACKER_CONFIG`` names."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tracker.application.places import written_path

if TYPE_CHECKING:
    from tracker.application.groups import Group

VARIABLE = "TRACKER_CONFIG"


def config_folder() -> Path:
    """Where a user's choices, saved searches and table of places lie."""
    from platformdirs import user_config_path

    return user_config_path("tracker", appauthor=False)


def config_path(environ: Mapping[str, str] = os.environ) -> Path:
    """Where the file is looked for; BadInput where the variable names a folder of no user."""
    named = environ.get(VARIABLE)
    return written_path(named, VARIABLE) if named else config_folder() / "config.toml"


def read_choices(path: Path) -> tuple[Mapping[str, Any], list[str]]:
    """What the file says, and why it cannot be read; nothing where there is none."""
    if not path.exists():
        return {}, []
    import tomllib

    try:
        return tomllib.loads(path.read_text("utf-8")), []
    except (OSError, ValueError) as problem:
        return {}, [f"cannot be read: {problem}"]
    except RecursionError:
        return {}, ["cannot be read: it is nested too deeply"]


def groups_in(plain: Mapping[str, Any]) -> "tuple[tuple[Group, ...], list[str]]":
    """Groups of the reader's own among the choices; who has none waits for no list of countries."""
    if "groups" not in plain:
        return (), []
    from tracker.application.groups import own_groups

    return own_groups(plain["groups"])


def chosen_groups(path: Path) -> "tuple[tuple[Group, ...], list[str]]":
    """The groups of a file of choices, and what of it cannot hold."""
    plain, unread = read_choices(path)
    groups, problems = groups_in(plain)
    return groups, [f"{path.name}: {problem}" for problem in (*unread, *problems)]
