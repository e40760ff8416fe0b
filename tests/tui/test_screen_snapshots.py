"""Each screen at three sizes is as it was when a person last looked at it, and five of them as pictures."""

import asyncio
from collections.abc import Iterator, Mapping
from difflib import unified_diff
from importlib import import_module
from itertools import islice
from pathlib import Path
from pkgutil import iter_modules

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

import tui.screens
from tests.tui.shots import FOLDER, SIZES, WALK, described, names, standing_still, svg_made_plain, taken, text_of
from tui.screens.base import TrackerScreen

REMEDY = "look at what differs; where it is meant, keep it: scripts/snapshots"
LONGEST = 120
"""Lines of a difference that are shown."""


def differences(found: Mapping[str, str], folder: Path) -> Iterator[str]:
    """What differs from the files of a folder, line by line: text first, which is read more easily."""
    for name, text in sorted(found.items(), key=lambda one: one[0].endswith(".svg")):
        held = (folder / name).read_text("utf-8") if (folder / name).exists() else ""
        if held != text:
            lines = held.splitlines(), text.splitlines()
            yield from unified_diff(*lines, f"kept/{name}", f"now/{name}", n=1, lineterm="")


def told(found: Mapping[str, str], folder: Path) -> str:
    """The same as a person reads it, and what to do; nothing where nothing differs."""
    lines = list(islice(differences(found, folder), LONGEST))
    return "\n".join([*lines, REMEDY] if lines else [])


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_each_screen_is_as_it_was_looked_at_and_none_is_missing(size: tuple[int, int], tmp_path: Path) -> None:
    kinds: set[type] = set()
    with standing_still():
        found = asyncio.run(taken(described(tmp_path / "crisis.db"), size, kinds))
    assert not told(found, FOLDER), told(found, FOLDER)
    assert kinds >= set(last_of(TrackerScreen)), "every screen that there is is among them"


def last_of(kind: type) -> Iterator[type]:
    """The classes below one that have none below them: those of which screens are made."""
    for module in iter_modules(tui.screens.__path__, "tui.screens."):
        import_module(module.name)
    for each in kind.__subclasses__():
        yield from last_of(each) if each.__subclasses__() else (each,)


def test_no_snapshot_is_missing_or_left_behind() -> None:
    assert {path.name for path in FOLDER.iterdir()} == set(names())
    assert len([step for step in WALK if step.svg]) == 5


def test_a_difference_is_told_by_its_lines_and_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("one\ntwo\nthree\n", "utf-8")
    assert told({"a.txt": "one\ntwo\nthree\n"}, tmp_path) == ""
    said = told({"a.svg": "<g>", "a.txt": "one\n2\nthree\n", "b.txt": "new\n"}, tmp_path).splitlines()
    assert said[:2] == ["--- kept/a.txt", "+++ now/a.txt"]
    assert {"-two", "+2", "+new", "+<g>", REMEDY} <= set(said)
    assert len(told({"a.txt": "x\n" * 10_000}, tmp_path).splitlines()) == LONGEST + 1


def test_marks_tell_what_is_struck_out_and_in_which_cells() -> None:
    strip = Strip([Segment(" 1 ", Style()), Segment("gone", Style(strike=True, bold=True)), Segment("  ", Style())])
    assert text_of([strip, Strip([Segment("é", Style(reverse=True))])]).splitlines() == [
        " 1 gone", "é", "", "marks: line, cells, attributes", "  1 3–6 bold strike", "  2 0–0 reverse",
    ]  # fmt: skip


def test_a_picture_names_nothing_from_elsewhere_and_nothing_by_its_content() -> None:
    drawn = (
        '<svg><style>@font-face { src: url("https://x/y.woff") } .terminal-123-r1 {}</style><g><text>a</text></g></svg>'
    )
    assert svg_made_plain(drawn) == "<svg><style> .screen-r1 {}</style>\n<g>\n<text>a</text></g></svg>\n"
