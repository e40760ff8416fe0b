"""The strip of the tour: what to press next, above the footer; it takes no keys and covers nothing."""

import re
from collections.abc import Iterator, Sequence

from textual import events

from tracker.application.shown import cells
from tui.commands import REGISTRY
from tui.ink import Line, Piece, line
from tui.keymap import key_words
from tui.widgets.drawn import Drawn

PALETTE = "Ctrl+P"
_KEY = re.compile(r"(\{[a-z0-9-]+\})")


class TourStrip(Drawn):
    """Says one step of the tour in one or two lines."""

    def __init__(self) -> None:
        super().__init__(id="tour")
        self.title, self.text = "", ""
        self.unread = False
        """Whether it says something since the last key: a screen reader is led there."""

    def say(self, title: str, text: str) -> None:
        """Say a step; commands in braces are said by their keys."""
        if (title, text) != (self.title, self.text):
            self.title, self.text, self.unread = title, text, True
            self._make_room(self.app.size.width)
            self.refresh()

    def on_resize(self, event: events.Resize) -> None:
        """Another width may need another number of lines."""
        self._make_room(event.size.width)

    def _make_room(self, width: int) -> None:
        self.styles.height = len(self.lines(width, 0))

    def lines(self, width: int, height: int) -> list[Line]:
        """The step, broken between words."""
        badge = f" {self.title} "
        rows = list(_broken(list(_words(self.text, spoken=self.access)), width - len(badge) - 2))
        heads = [(badge, "past"), *((" " * len(badge), "plain") for _ in rows[1:])]
        return [line(head, " ", *row) for head, row in zip(heads, rows, strict=True)]


def _words(text: str, *, spoken: bool) -> Iterator[tuple[Piece, ...]]:
    """What is not broken: words, and keys with the sign behind them."""
    worded = key_words if spoken else str
    for word in text.split():
        yield tuple(
            Piece(worded(key_of(part[1:-1])), "key") if _KEY.fullmatch(part) else Piece(part)
            for part in filter(None, _KEY.split(word))
        )


def key_of(name: str) -> str:
    """The first key of a command as the reader has it."""
    return PALETTE if name == "palette" else REGISTRY[name].shown.split(" ")[0]


def _broken(words: Sequence[tuple[Piece, ...]], width: int) -> Iterator[list[Piece]]:
    row: list[Piece] = []
    used = 0
    for word in words:
        size = sum(cells(piece.text) for piece in word)
        if row and used + 1 + size > width:
            yield row
            row, used = [], 0
        row += [Piece(" "), *word] if row else word
        used += size + (1 if used else 0)
    yield row
