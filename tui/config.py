"""What a reader has chosen: keys, colours, signs and mouse, of a file and of the command line.

The file is ``config.toml`` in the configuration folder of the platform, or what ``TRACKER_CONFIG`` names; beside it
may lie ``style.tcss``. Whatever is wrong in it is left out and told on the screen: it never keeps the dashboard from
opening.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from tracker.application.configuration import groups_in, read_choices
from tui.commands import REGISTRY
from tui.keymap import Keymap, checked_keymap
from tui.themes import NAMES

if TYPE_CHECKING:
    from tracker.application.groups import Group

ACCESS = "TRACKER_ACCESS"
"""The variable that says that a screen reader is used; empty and 0 say that none is."""
TOUR = "TRACKER_TOUR"
"""The variable of which 0 says that no tour is wanted."""
SWITCHES = ("ascii", "mouse", "access", "tour")


class Config(NamedTuple):
    """The choices that hold, and what was wrong with others."""

    keymap: Keymap = {}
    theme: str | None = None
    ascii: bool = False
    mouse: bool = True
    access: bool = False
    tour: bool = True
    """Whether the first run begins with the tour."""
    style: Path | None = None
    groups: "tuple[Group, ...]" = ()
    problems: tuple[str, ...] = ()

    def also(self, *, ascii: bool, mouse: bool, access: bool = False) -> "Config":
        """The same, with what the command line switches on or off, and what variables say of reader and tour."""
        access = self.access or access or os.environ.get(ACCESS, "") not in ("", "0")
        tour = self.tour and os.environ.get(TOUR) != "0"
        return self._replace(ascii=self.ascii or ascii, mouse=self.mouse and mouse, access=access, tour=tour)

    def told(self, width: int) -> str:
        """The problem, where there is one and it fits; else how many there are, and what tells them."""
        whole = " · ".join(self.problems)
        if len(self.problems) < 2 and len(whole) < width:
            return whole
        files = " and ".join(sorted({problem.partition(" ")[0].rstrip(":") for problem in self.problems}))
        number = f"{len(self.problems)} problem{'s' if len(self.problems) > 1 else ''}"
        return f"{number} in {files}: {REGISTRY['choices'].shown} or tracker doctor tells all"


NOTHING_CHOSEN = Config()
STYLES = Path(__file__).with_name("styles")
ASCII_SHEET, ACCESS_SHEET = STYLES / "ascii.tcss", STYLES / "access.tcss"


def sheets_of(config: Config) -> list[Path]:
    """The style sheets beside those of the screens; the reader's own has the last word."""
    chosen = ((ASCII_SHEET, config.ascii), (ACCESS_SHEET, config.access), (config.style, config.style is not None))
    return [path for path, there in chosen if there and path is not None]


def read_config(path: Path) -> Config:
    """The choices of a file; where there is none, those of nobody."""
    style, wrong = _style(path.with_name("style.tcss"))
    plain, unread = read_choices(path)
    found = _of(plain)
    problems = tuple(f"{path.name}: {text}" for text in (*unread, *found.problems))
    return found._replace(style=style, problems=problems + wrong)


def _of(plain: Mapping[str, Any]) -> Config:
    problems = [f"{name!r} is no setting" for name in plain if name not in ("keymap", "theme", "groups", *SWITCHES)]
    chosen: dict[str, Any] = {}
    for name in SWITCHES:
        if isinstance(plain.get(name), bool):
            chosen[name] = plain[name]
        elif name in plain:
            problems.append(f"{name} is true or false")
    if plain.get("theme") in NAMES:
        chosen["theme"] = plain["theme"]
    elif "theme" in plain:
        problems.append(f"there is no theme {plain['theme']!r}: choose {', '.join(NAMES)}")
    keymap, clashes = checked_keymap(plain.get("keymap", {}), REGISTRY)
    groups, unfit = groups_in(plain)
    return Config(keymap=keymap, groups=groups, problems=(*problems, *clashes, *unfit), **chosen)


def _style(path: Path) -> tuple[Path | None, tuple[str, ...]]:
    """A style sheet of the reader, if it can be read: a broken one would keep the dashboard from opening."""
    if not path.exists():
        return None, ()
    from textual.css.errors import StylesheetError
    from textual.css.stylesheet import Stylesheet
    from textual.css.tokenizer import TokenError
    from textual.theme import BUILTIN_THEMES

    from tui.themes import DARK

    try:
        sheet = Stylesheet(variables={**BUILTIN_THEMES["textual-dark"].to_color_system().generate(), **DARK.variables})
        sheet.read(path)
        sheet.parse()
    except (StylesheetError, TokenError, OSError, ValueError) as problem:
        words = str(problem).strip().splitlines() or [type(problem).__name__]
        return None, (f"{path.name} is left out: {words[0]}",)
    return path, ()
