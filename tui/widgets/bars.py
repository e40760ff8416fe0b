"""Bars of one or two lines: which clocks hold, titles of panes, what can be done now, and a place to type."""

from collections.abc import Sequence

from textual import events
from textual.message import Message

from tracker.application.shown import cells, shown
from tui.clocks import Standpoint
from tui.ink import Line, Piece, line
from tui.widgets.drawn import Drawn

LAST_OFFERS = 2
"""So many of the last offers, help and quit, are there at every width."""


class ClockBar(Drawn):
    """Always says which clocks hold; the loudest thing on the screen when it is not now."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.standpoint: Standpoint | None = None

    def show_clocks(self, standpoint: Standpoint) -> None:
        """Say these clocks."""
        self.standpoint = standpoint
        self.set_class(not standpoint.is_now, "-then")
        self.refresh()

    def lines(self, width: int, height: int) -> list[Line]:
        """One line."""
        if self.standpoint is None:
            return [line((" Relations, as known now", "strong"))]
        mark = self.standpoint.mark
        if not mark:
            return [line((f" {self.standpoint.sentence(width - 2)}", "strong"))]
        badge = f" ◷ {mark} " if width >= 60 else " ◷ "
        hint = "  . back to now"
        sentence = f" {self.standpoint.sentence(width - len(badge) - 2)}"
        room = len(badge) + len(sentence) + len(hint) <= width
        return [line((badge, "past"), (sentence, "title-past"), (hint if room else "", "title-past"))]


class PaneTitle(Drawn):
    """The line over a pane; dashed where it shows the past."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.pieces: tuple[Piece, ...] = (Piece(name, "title"),)
        self.past = False

    def say(self, pieces: Sequence[Piece], *, past: bool = False) -> None:
        """Say this."""
        if tuple(pieces) != self.pieces or past != self.past:
            self.pieces, self.past = tuple(pieces), past
            self.refresh()

    def lines(self, width: int, height: int) -> list[Line]:
        """One line, ruled to its end."""
        rule = "╍" if self.past else "─"
        ink = "warn" if self.past else "muted"
        used = 3 + sum(cells(shown(piece.text)) for piece in self.pieces)
        return [line((rule, ink), " ", *self.pieces, " ", (rule * (width - used), ink))]


class Footer(Drawn):
    """What can be done now, or what was just said."""

    def __init__(self) -> None:
        super().__init__(id="footer")
        self.offers: Sequence[tuple[str, str]] = ()
        self.message = ""

    def offer(self, offers: Sequence[tuple[str, str]]) -> None:
        """Offer keys with their labels."""
        self.offers = offers
        self.refresh()

    def say(self, message: str) -> None:
        """Say something in one line; an empty text ends it."""
        if message != self.message:
            self.message = message
            self.refresh()

    def lines(self, width: int, height: int) -> list[Line]:
        """One line of offers, as many as fit."""
        if self.message:
            return [line((" ", "warn"), (self.message, "warn"))]
        last = self.offers[-LAST_OFFERS:]
        room = width - sum(map(_cells_of, last))
        pieces: list[tuple[str, str]] = []
        for offer in [*self.offers[:-LAST_OFFERS], *last]:
            room -= 0 if offer in last else _cells_of(offer)
            if offer in last or room >= 0:
                pieces += [(f" {offer[0]}", "key"), (f" {offer[1]} ", "muted")]
        return [line(*pieces)]


def _cells_of(offer: tuple[str, str]) -> int:
    return len(offer[0]) + len(offer[1]) + 3


class Prompt(Drawn, can_focus=True):
    """A place to type one line; what is typed is drawn through the gate as all text is."""

    class Typed(Message):
        """The text changed."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Given(Message):
        """Enter was pressed."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Left(Message):
        """Esc was pressed."""

    def __init__(self) -> None:
        super().__init__(id="prompt")
        self.label, self.text, self.hint = "", "", ""

    def ask(self, label: str, text: str = "", hint: str = "") -> None:
        """Ask for a line."""
        self.label, self.text, self.hint = label, text, hint
        self.display = True
        self.focus()
        self.refresh()

    def lines(self, width: int, height: int) -> list[Line]:
        """The question and what was typed."""
        hint = "" if self.text else f"  {self.hint}"
        return [line((f" {self.label} ", "key"), f" {self.text}", ("▏", "accent"), (hint, "muted"))]

    def on_key(self, event: events.Key) -> None:
        """Take characters; Enter gives, Esc leaves, Backspace and ctrl+u take back."""
        acts = {"enter": self._give, "escape": self._leave}
        if event.key in acts:
            acts[event.key]()
        elif event.key == "backspace":
            self._type(self.text[:-1])
        elif event.key == "ctrl+u":
            self._type("")
        elif event.is_printable and event.character:
            self._type(self.text + event.character)
        else:
            return
        event.stop()
        event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """Take what is pasted, its first line."""
        event.stop()
        self._type(self.text + (event.text.splitlines() or [""])[0])

    def _type(self, text: str) -> None:
        self.text = text
        self.refresh()
        self.post_message(self.Typed(text))

    def _give(self) -> None:
        self.display = False
        self.post_message(self.Given(self.text))

    def _leave(self) -> None:
        self.display = False
        self.post_message(self.Left())
