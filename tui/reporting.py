"""Reports from the screens: of what they are, under which name they are kept, and a picture that fetches nothing."""

import re
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tracker.application.shown import shown
from tui.clocks import Standpoint

if TYPE_CHECKING:
    from tui.provider import Provider
    from tui.screens.base import TrackerScreen

_FETCHED = re.compile(r"@font-face\s*\{.*?\}", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_BOX = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
BELOW = 28
"""Units below the picture, for the citation."""


class Subject(NamedTuple):
    """Of what a report is."""

    name: str
    """A pair, or the id of a development."""
    is_pair: bool
    standpoint: Standpoint


def subject_of(screen: "TrackerScreen") -> Subject | None:
    """What a screen shows that a report can be of: its development, else its pair."""
    standpoint = getattr(screen, "standpoint", None) or getattr(screen, "here", None)
    if standpoint is None:
        return None
    if screen.kind == "development" and screen.subject:
        return Subject(screen.subject, is_pair=False, standpoint=standpoint)
    pair = getattr(screen, "pair", None)
    return None if pair is None else Subject(pair, is_pair=True, standpoint=standpoint)


def file_name(subject: Subject | None, end: str) -> str:
    """``IRN-PAK-2024-01-18.md``: letters, digits and signs that no system takes for a path or an option."""
    if subject is None:
        return f"tracker.{end}"
    name = _UNSAFE.sub("-", subject.name).strip("-.")[:80]
    return f"{name or 'report'}-{subject.standpoint.day.isoformat()}.{end}"


def folder_here() -> Path:
    """Where the program was started; where that is gone, the reader's home."""
    try:
        return Path.cwd()
    except FileNotFoundError:
        return Path.home()


def free(path: Path) -> Path:
    """The path, or the first with a number that is not taken: a report replaces nothing."""
    found, number = path, 1
    while found.exists():
        number += 1
        found = path.with_stem(f"{path.stem}-{number}")
    return found


def keep_report(provider: "Provider", subject: Subject, end: str, folder: Path) -> Path:
    """Write the report of a subject into a folder; BadInput where that cannot be."""
    path = free(folder / file_name(subject, end))
    provider.keep(provider.report(subject.name, subject.standpoint.clocks, end, is_pair=subject.is_pair).text, path)
    return path


def keep_picture(provider: "Provider", subject: Subject | None, svg: str, folder: Path) -> Path:
    """Write a picture of a screen into a folder, with the citation of what it shows."""
    path = free(folder / file_name(subject, "svg"))
    cited = ""
    if subject is not None:
        found = provider.report(subject.name, subject.standpoint.clocks, "md", is_pair=subject.is_pair)
        cited = found.citation
    provider.keep(local_picture(svg, cited), path)
    return path


def local_picture(svg: str, citation: str) -> str:
    """A picture without what a viewer would fetch, and with a citation below it."""
    svg = _COMMENT.sub("", _FETCHED.sub("", svg))
    box = _BOX.search(svg)
    if box is None or not citation:
        return svg
    width, height = float(box[1]), float(box[2])
    size = min(12.0, (width - 24) / (0.62 * len(citation)))
    text = f'<text x="12" y="{height + BELOW / 2:.1f}" font-family="monospace" font-size="{size:.1f}" fill="#777">'
    svg = svg.replace(box[0], f'viewBox="0 0 {width} {height + BELOW}"', 1)
    return svg.replace("</svg>", f"{text}{escape(shown(citation))}</text></svg>")
