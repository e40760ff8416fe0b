"""The gate of the screens: every piece of text that is drawn passes here, is shown, cut and inked.

A widget of ours gives `Line`s of plain text pieces; only this module makes segments of them. Nothing is read as
markup, and nothing of the data reaches a style, a title or a link.
"""

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.strip import Strip

from tracker.application.shown import cells, shown

if TYPE_CHECKING:
    from rich.text import Text

INKS = {
    "plain": ("", ""), "strong": ("", "bold"), "muted": ("quiet", ""), "label": ("secondary", ""),
    "title": ("", "bold"), "title-past": ("", "bold"), "accent": ("primary", ""), "past": ("", "bold reverse"),
    "gone": ("quiet", "strike"), "warn": ("warning", "bold"), "good": ("t0", ""), "bad": ("t4", ""),
    "quote": ("quoted", "italic"), "key": ("accent", "bold"), "t0": ("t0", ""), "t1": ("t1", ""), "t2": ("t2", ""),
    "t3": ("t3", "bold"), "t4": ("t4", "bold"), "cursor": ("on row", "bold"), "cursor-away": ("on row-away", ""),
}  # fmt: skip
"""Inks: the variable of the theme that gives their colour, and their attributes; without colour, the widget's own.

BEWARE: component classes of a style sheet would do this too, and cost half of the start-up."""


@lru_cache(maxsize=256)
def ink_style(name: str, colour: str, plain: bool) -> Style:
    """The style of an ink in a colour; where colours are not wanted, by attributes alone."""
    variable, attributes = INKS[name]
    if plain:
        return Style.parse({"cursor": "reverse", "muted": "dim"}.get(name, attributes))
    style = Style.parse(attributes)
    if not variable:
        return style
    rich = Color.parse(colour).rich_color
    return style + (Style(bgcolor=rich) if variable.startswith("on ") else Style(color=rich))


class Piece(NamedTuple):
    """A piece of text and its ink."""

    text: str
    ink: str = "plain"


class Line(NamedTuple):
    """One line of a screen; with a key it can be stood upon, and opened."""

    pieces: tuple[Piece, ...]
    key: Any = None


BLANK = Line(())


def line(*pieces: Piece | str | tuple[str, str], key: Any = None) -> Line:
    """A line of pieces; bare text is plain."""
    return Line(tuple(Piece(piece) if isinstance(piece, str) else Piece(*piece) for piece in pieces), key)


def fit(text: object, width: int, *, right: bool = False) -> str:
    """Shown text in exactly so many cells: cut with '…' or filled with blanks."""
    cut = shown(text, limit=max(0, width))
    gap = " " * max(0, width - cells(cut))
    return gap + cut if right else cut + gap


def wrapped(text: object, width: int) -> tuple[str, ...]:
    """Shown text in lines of at most so many cells, broken between words where that can be."""
    return _lines_of(shown(text), width)


@lru_cache(maxsize=4096)
def _lines_of(text: str, width: int) -> tuple[str, ...]:
    """From one date to the next most texts are the same."""
    if cells(text) <= width and not text.startswith(" "):
        return (text,)
    return tuple(_broken(text, width))


def _broken(text: str, width: int) -> Iterator[str]:
    now, size = "", 0
    for word in text.split(" "):
        long = cells(word)
        if now and size + 1 + long > width:
            yield now
            now, size = "", 0
        now, size = (f"{now} {word}", size + 1 + long) if now else (word, long)
        while size > width > 0:
            head = _head(now, width)
            yield head
            now = now[len(head) :]
            size = cells(now)
    yield now


def _head(text: str, width: int) -> str:
    """The longest beginning that takes at most so many cells, and at least one character."""
    size = 1
    while size < len(text) and cells(text[: size + 1]) <= width:
        size += 1
    return text[:size]


def hanging(
    text: object,
    width: int,
    ink: str = "plain",
    *,
    start: str | tuple[str, str] = "",
    hang: int | None = None,
    key: Any = None,
) -> Iterator[Line]:
    """Text behind a start, which is a label where it has no ink; further lines hang as deep, or by ``hang`` cells.

    The key is on the first line.
    """
    label = Piece(start, "label") if isinstance(start, str) else Piece(*start)
    deep = cells(shown(label.text)) if hang is None else hang
    for index, part in enumerate(wrapped(text, max(8, width - deep))):
        yield line(Piece(" " * deep, "plain") if index else label, (part, ink), key=None if index else key)


def strip_of(
    drawn: Line, width: int, ink: Callable[[str], Style], over: Style | None = None, sign: Callable[[str], str] = str
) -> Strip:
    """The strip of a line, exactly so many cells wide; `over` is laid on all of it, as on the cursor's line.

    `sign` says what stands for a piece of shown text, in as many cells: itself, or ASCII.
    """
    room, segments = width, []
    for text, name in drawn.pieces:
        if room <= 0:
            break
        cut = shown(text, limit=room)
        room -= cells(cut)
        segments.append(Segment(sign(cut), _over(ink(name), over)))
    strip = Strip(segments, width - room)
    return strip.adjust_cell_length(width, _over(ink("plain"), over))


def marked(strip: Strip, mark: str) -> Strip:
    """A strip that another drew, with a mark of one cell in place of its first."""
    style = next((segment.style for segment in strip), None)
    return Strip.join([Strip([Segment(mark, style)], 1), strip.crop(1)])


def unmarked(text: object, sign: Callable[[str], str] = str) -> "Text":
    """Shown text for a list of Textual's own, which would read it as markup."""
    from rich.text import Text

    return Text(sign(shown(text)))


def _over(style: Style, over: Style | None) -> Style:
    return style if over is None else style + over
