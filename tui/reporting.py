"""Reports from the screens: of what they are, under which name they are kept, and a picture that fetches nothing."""

import re
from collections.abc import Sequence
from datetime import date
from functools import partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tracker.application.shown import shown
from tracker.application.wording import counted
from tui.clocks import Standpoint
from tui.wording import pair_words

if TYPE_CHECKING:
    from tui.provider import Make, Provider

_FETCHED = re.compile(r"@font-face\s*\{.*?\}", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_BOX = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
BELOW = 28
"""Units below the picture, for the citation."""


class Subject(NamedTuple):
    """Of what a report is."""

    name: str
    """The beginning of the file's name."""
    title: str
    """As the screen says it, with the clocks."""
    day: date
    make: "Make"


def of_pair(pair: str, standpoint: Standpoint) -> Subject:
    """The relation of a pair."""
    from tracker.application.reports.content import pair_report

    return _at(standpoint, pair, pair_words(pair), partial(pair_report, pair=pair, clocks=standpoint.clocks))


def of_development(name: str, standpoint: Standpoint) -> Subject:
    """A development with its evidence."""
    from tracker.application.reports.content import development_report

    return _at(standpoint, name, name, partial(development_report, name=name, clocks=standpoint.clocks))


def of_why(pair: str, component: str, names: Sequence[str], standpoint: Standpoint) -> Subject:
    """What is behind a component."""
    from tracker.application.reports.listings import why_report

    make = partial(why_report, pair=pair, component=component, names=names, clocks=standpoint.clocks)
    return _at(standpoint, f"{pair}-{component}", f"{pair_words(pair)} {component}: why", make)


def of_difference(pair: str, before: Standpoint, after: Standpoint) -> Subject:
    """What differs between two moments."""
    from tracker.application.reports.listings import difference_report

    make = partial(difference_report, pair=pair, before=before.clocks, after=after.clocks)
    words = f"{pair_words(pair)}, {before.words} → {after.words}"
    return Subject(f"{pair}-compared", words, after.day, make)


def of_waiting(pairs: Sequence[str], pair: str | None, standpoint: Standpoint) -> Subject:
    """What waits for an answer, of all pairs or of one."""
    from tracker.application.reports.listings import waiting_report

    make = partial(waiting_report, pairs=tuple(pairs), pair=pair, clocks=standpoint.clocks)
    of = "" if pair is None else f" of {pair_words(pair)}"
    return _at(standpoint, "waiting" if pair is None else f"{pair}-waiting", f"what waits for an answer{of}", make)


def of_matrix(states: Sequence[str], pairs: Sequence[str], of: str, standpoint: Standpoint) -> Subject:
    """States against states; ``of`` says of which pairs."""
    from tracker.application.reports.listings import matrix_report

    make = partial(matrix_report, states=tuple(states), pairs=tuple(pairs), of=of, clocks=standpoint.clocks)
    title = f"matrix of {counted(len(states), 'state')} and {counted(len(pairs), 'pair')}{of}"
    return _at(standpoint, "matrix", title, make)


def of_list(pairs: Sequence[str], listed: str, by: str | None, standpoint: Standpoint) -> Subject:
    """The relations as they are listed; ``listed`` says how."""
    from tracker.application.reports.listings import list_report

    make = partial(list_report, pairs=tuple(pairs), listed=listed, by=by, clocks=standpoint.clocks)
    return _at(standpoint, "relations", f"relations: {listed}", make)


def of_news(since: int, own: str, most: int, day: date) -> Subject:
    """What is new since an entry but for one's own, as much of it as is shown."""
    from tracker.application.reports.listings import news_report

    make = partial(news_report, since=since, own=own, most=most)
    return Subject("news", f"what is new since entry {since}", day, make)


def _at(standpoint: Standpoint, name: str, title: str, make: "Make") -> Subject:
    return Subject(name, f"{title}, {standpoint.words}", standpoint.day, make)


def file_name(subject: Subject | None, end: str) -> str:
    """``IRN-PAK-2024-01-18.md``: letters, digits and signs that no system takes for a path or an option."""
    if subject is None:
        return f"tracker.{end}"
    name = _UNSAFE.sub("-", subject.name).strip("-.")[:80]
    return f"{name or 'report'}-{subject.day.isoformat()}.{end}"


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
    provider.keep(provider.report(subject.make, end).text, path)
    return path


def keep_picture(provider: "Provider", subject: Subject | None, svg: str, folder: Path) -> Path:
    """Write a picture of a screen into a folder, with the citation of what it shows."""
    path = free(folder / file_name(subject, "svg"))
    cited = "" if subject is None else provider.cited(subject.make)
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
