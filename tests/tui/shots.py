"""What a terminal shows of each screen: its cells as text with the marks that carry meaning, and some as SVG.

One walk of keys passes through all screens, at a clock that stands still, on the crisis of these tests.
"""

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from textual.strip import Strip

from tests.tui.conftest import crisis
from tests.tui.driver import NOW, QUIETS, driven
from tracker.application.problems import BadInput
from tracker.application.store.writing import Writer
from tui.answers import pressed
from tui.app import Dashboard
from tui.screens import help
from tui.screens.choices import ChoicesScreen
from tui.screens.trouble import FormTroubleScreen

FOLDER = Path(__file__).parent / "snapshots"
SIZES = ((80, 24), (120, 40), (200, 60))
DRAWN = (120, 40)
"""The size of those that are kept as SVG too."""
LOG = Path("/logs/crisis.db")
"""Which log the help names; how many lines it is depends on that."""
ATTRIBUTES = ("bold", "dim", "italic", "underline", "reverse", "strike")


WITHIN = ("g", "j", "k", "tab")
"""Keys that ask nothing."""


class Step(NamedTuple):
    """Keys, and the name under which is kept what is seen then."""

    name: str
    keys: tuple[str, ...] = ()
    """As ``pressed`` takes them."""
    svg: bool = False


WALK = (
    Step("relations", svg=True),
    Step("state", ("2",)),
    Step("why", ("j", "j", "enter")),
    Step("past", ("escape", "home", "m", *("greater_than_sign",) * 2), svg=True),
    Step("compare", ("equals_sign",)),
    Step("known", ("escape", "end", *("left_square_bracket",) * 3)),
    Step("timeline", ("full_stop", "3", "k", "k")),
    Step("tree", ("v", "g", "j")),
    Step("chart", ("v", "C"), svg=True),
    Step("development", ("C", "g", "j", "j", "j", "enter"), svg=True),
    Step("correct", ("c",)),
    Step("report", ("escape", "e")),
    Step("matrix", ("escape", "escape", "1", "M")),
    Step("waiting", ("escape", "A")),
    Step("groups", ("escape", "number_sign", "text:eu")),
    Step("news", ("escape", "N")),
    Step("help", ("escape", "question_mark")),
    Step(
        "record",
        ("escape", "r", "text:recalled", "enter", "text:17 jan", "tab", "text:PAK", "tab", "text:IRN", "tab"),
        svg=True,
    ),
    Step("tour", ("escape", "f1", "slash", "text:irn", "enter", "2")),
    Step("weighing", ("X", "G", "k", "enter")),
    Step("components", ("escape", "y", "text:head")),
    Step("palette", ("escape", "ctrl+p", "text:chart")),
)
UNASKED = (Step("choices"), Step("unopened"), Step("trouble"))
CHOICES = ("config.toml: no command is called 'explode'", "config.toml: there is no theme 'dusk': choose tracker-dark")
UNOPENED = BadInput("no development has the id 'strike-3' (did you mean strike-2?)", remedy="Esc, and stand on another")
TROUBLE = BadInput("the log cannot be read", "/data/tracker.db: page 7 is damaged", "restore a backup: tracker backup")


def names() -> Iterator[str]:
    """The files in which the walk is kept."""
    for step in (*WALK, *UNASKED):
        yield from (_file(step.name, size) for size in SIZES)
        if step.svg:
            yield f"{step.name}.svg"


def _file(name: str, size: tuple[int, int]) -> str:
    return f"{name}-{size[0]}x{size[1]}.txt"


def described(path: Path) -> Path:
    """A log of the crisis, recorded when the clock stood still."""
    with Writer(path, clock=lambda: NOW) as writer:
        writer.submit(crisis())
    return path


@contextmanager
def standing_still() -> Iterator[None]:
    """Nothing of the machine is seen: no name, no folder, no choice of colours or drawing; and nobody waits for quiet."""
    import importlib

    before, folder, kept = dict(os.environ), Path.cwd(), []
    for name in ("NO_COLOR", "TRACKER_GRAPH", "TRACKER_DB", "TRACKER_CONFIG"):
        os.environ.pop(name, None)
    os.environ.update(TRACKER_BY="analyst", COLORTERM="truecolor")
    os.chdir("/")  # the report says into which folder it goes
    for quiet in QUIETS:
        name, _, attribute = quiet.partition(".")
        module = importlib.import_module(f"tui.screens.{name}")
        kept.append((module, attribute, getattr(module, attribute)))
        setattr(module, attribute, 0.005)
    told = help._log
    kept.append((help, "_log", told))
    help._log = lambda _, width: told(LOG, width)
    try:
        yield
    finally:
        for module, attribute, value in kept:
            setattr(module, attribute, value)
        os.chdir(folder)
        os.environ.clear()
        os.environ.update(before)


async def taken(database: Path, size: tuple[int, int], kinds: set[type] | None = None) -> dict[str, str]:
    """What is seen at a size, by the names of the files in which it is kept; of which screens is told to ``kinds``."""
    found: dict[str, str] = {}
    os.environ["XDG_STATE_HOME"] = str(database.with_name(f"state-{size[0]}"))  # at each size for the first time
    async with driven(database, size) as screen:

        def keep(step: Step) -> None:
            found[_file(step.name, size)] = text_of(screen.strips)
            if step.svg and size == DRAWN:
                found[f"{step.name}.svg"] = svg_made_plain(screen.app.export_screenshot(title="tracker"))
            if kinds is not None:
                kinds.add(type(screen.app.screen))

        for step in WALK:
            for key in step.keys:
                await pressed(screen.pilot, key, wait=key not in WITHIN)
            await screen.settle()
            keep(step)
        for step in UNASKED:
            await pressed(screen.pilot, "escape")
            _show(step.name, screen.app)
            await screen.settle()
            keep(step)
    return found


def _show(name: str, app: Dashboard) -> None:
    """What only comes up where something is wrong."""
    if name == "choices":
        app.push_screen(ChoicesScreen(CHOICES))
    elif name == "unopened":
        app.push_screen(FormTroubleScreen(UNOPENED, app.again))
    else:
        app.screen.trouble(TROUBLE)


def text_of(strips: Sequence[Strip]) -> str:
    """The cells of a screen line by line, then the marks: line, first and last cell, attributes."""
    lines = ["".join(segment.text for segment in strip).rstrip() for strip in strips]
    marks = [f"{number:3} {marked}" for number, strip in enumerate(strips, 1) if (marked := " · ".join(_marks(strip)))]
    return "\n".join([*lines, "", "marks: line, cells, attributes", *marks, ""])


def _marks(strip: Strip) -> Iterator[str]:
    cells = [
        (bool(char.strip()) or segment.style.reverse, [name for name in ATTRIBUTES if getattr(segment.style, name)])
        for segment in strip
        if segment.style is not None
        for char in segment.text
    ]
    at = 0
    for names, run in groupby(cells, key=lambda cell: cell[1]):
        length = len(list(run))
        if names:
            yield f"{at}–{at + length - 1} {' '.join(names)}"
        at += length


def svg_made_plain(drawn: str) -> str:
    """A picture as Textual draws it: an element a line, nothing from elsewhere, no name made from its content."""
    drawn = re.sub(r"\s*@font-face \{.*?\}", "", drawn, flags=re.DOTALL)
    drawn = re.sub(r"terminal-\d+", "screen", drawn)
    drawn = re.sub(r"[ \t]*\n+", "\n", re.sub(r"(?=<(?:text|rect|clipPath|g)\b)", "\n", drawn))
    return drawn.strip() + "\n"
