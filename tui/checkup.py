"""What the doctor says of the reader's own choices: each that cannot hold, with its place and what to do."""

import re
from pathlib import Path

import tui.actions  # noqa: F401 - fills the registry
from tracker.application.configuration import config_path
from tracker.application.doctor.found import Found, ok, warning
from tui.commands import REGISTRY
from tui.config import SWITCHES, read_config
from tui.themes import NAMES

CHECK = "dashboard"
_KEY = re.compile(r"\s*[\"']?([\w-]+)[\"']?\s*=")
_REMEDIES = (
    ("groups: ", "write groups as in neighbours = ['IRN', 'PAK'], with the codes or names of states"),
    ("groups is a table", "write [groups], and below it lines as neighbours = ['IRN', 'PAK']"),
    ("cannot be read", "mend it as TOML says, or move it away"),
    ("is left out", "mend it as Textual's style sheets say, or move it away"),
    ("is no setting", f"remove it; there are keymap, theme, {', '.join(SWITCHES)}"),
    ("is true or false", "write true or false, without quotation marks"),
    ("there is no theme", f"write one of {', '.join(NAMES)}"),
    ("no command is called", f"write one of {', '.join(REGISTRY)}"),
    ("would take", "give it a key that is free; ? in the dashboard shows those that are taken"),
)
"""By words of a problem, what to do about it."""


def judged_choices(path: Path | None = None) -> list[Found]:
    """What is wrong in ``config.toml`` and ``style.tcss``; one line where nothing is, or where there are none."""
    path = config_path() if path is None else path
    config = read_config(path)
    if config.problems:
        return [_found(problem, path) for problem in config.problems]
    there = [str(one) for one in (path, config.style) if one is not None and one.exists()]
    return [ok(CHECK, f"keys, colours and styles of {' and '.join(there)} hold" if there else "nothing is chosen")]


def _found(problem: str, path: Path) -> Found:
    name, _, what = problem.partition(" " if "style.tcss is" in problem else ": ")
    place = path.with_name(name)
    line = _line(what, place) if place == path and place.is_file() else 0
    return warning(CHECK, f"{place}{f':{line}' if line else ''}: {what}", remedy_of(problem))


def remedy_of(problem: str) -> str:
    """What to do about a problem."""
    return next((remedy for words, remedy in _REMEDIES if words in problem), "write keys as in filter = 'ctrl+f'")


def _line(what: str, path: Path) -> int:
    """The line of which a problem tells, that whose key it names first; 0 where it names none."""
    said = re.findall(r"[\w-]+", what)
    texts = path.read_text("utf-8", "replace").splitlines()
    found = [
        (said.index(key[1]), number) for number, key in enumerate(map(_KEY.match, texts), 1) if key and key[1] in said
    ]
    return min(found, default=(0, 0))[1]
