"""Bars of one or two lines: which clocks hold, titles of panes, what can be done now, and a place to type."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import events
from textual.geometry import Offset
from textual.message import Message

from tracker.application.shown import cells, shown
from tui.clocks import Standpoint
from tui.editing import Edited, first_line
from tui.ink import Line, Piece, line, wrapped
from tui.keymap import key_words
from tui.widgets.drawn import Drawn

if TYPE_CHECKING:
    from tui.commands import Offer

RECONNECTING = " … reconnecting "
"""Before the clocks, while the log cannot be reached: what is shown was read before."""
BACK = "  . back to now"
LAST_OFFERS = 2
"""So many of the last offers, help and quit, are there at every width, where none is said to be."""


class Wanted(Message):
    """A command was clicked."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name


class ClockBar(Drawn):
    """Always says which clocks hold; the loudest thing on the screen when it is not now."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.standpoint: Standpoint | None = None
        self.lost = False
        self.unseen = 0

    def show_clocks(self, standpoint: Standpoint) -> None:
        """Say these clocks."""
        self.standpoint = standpoint
        self.set_class(not standpoint.is_now, "-then")
        self.refresh()

    def show_lost(self, lost: bool) -> None:
        """Say, or say no more, that the log cannot be reached and is tried again."""
        if lost != self.lost:
            self.lost = lost
            self.refresh()

    def show_unseen(self, unseen: int) -> None:
        """Say how many developments were not looked at yet, where what is shown does not change by them."""
        if unseen != self.unseen:
            self.unseen = unseen
            if self.has_class("-then"):
                self.refresh()

    def lines(self, width: int, height: int) -> list[Line]:
        """One line."""
        away = (Piece(RECONNECTING, "past" if self.has_class("-then") else "warn"),) if self.lost else ()
        return [line(*away, *self._clocks(width - (len(RECONNECTING) if self.lost else 0)))]

    def _clocks(self, width: int) -> list[tuple[str, str]]:
        if self.standpoint is None:
            return [(" Relations, as known now", "strong")]
        mark = self.standpoint.mark
        if not mark:
            return [(f" {self.standpoint.sentence(width - 2)}", "strong")]
        badge = f" ◷ {mark} " if width >= 60 else " ◷ "
        new = f"  • {self.unseen} new" if self.unseen else ""
        sentence = f" {self.standpoint.sentence(width - len(badge) - 2 - len(new))}"
        hint = BACK if len(badge) + len(sentence) + len(new) + len(BACK) <= width else ""
        told = [(new, "title-past")] if new else []
        return [(badge, "past"), (sentence, "title-past"), *told, (hint, "title-past")]

    def on_click(self, event: events.Click) -> None:
        """Ask for a date, behind 'as known' for a time; on what is new show it, on the way back go back to now."""
        text = "".join(piece.text for piece in self.lines(self.size.width, 1)[0].pieces)
        back = text.endswith(BACK) and event.x >= cells(text) - cells(BACK)
        new = "  • " in text and event.x >= cells(text[: text.find("  • ")])
        known = event.x >= cells(text[: text.find("as known")])
        self.post_message(Wanted("now" if back else "news" if new else "type-known" if known else "type-date"))


class PaneTitle(Drawn):
    """The line over a pane; dashed where it shows the past."""

    class Clicked(Message):
        """It was clicked; ``pane`` is the id of what it stands in."""

        def __init__(self, pane: str | None) -> None:
            super().__init__()
            self.pane = pane

    def __init__(self, name: str) -> None:
        super().__init__()
        self.pieces: tuple[Piece, ...] = (Piece(name, "title"),)
        self.past = False
        self.lost = False

    def show_lost(self, lost: bool) -> None:
        """Say, or say no more, that the log cannot be reached and is tried again."""
        if lost != self.lost:
            self.lost = lost
            self.refresh()

    def say(self, pieces: Sequence[Piece], *, past: bool = False) -> None:
        """Say this."""
        if tuple(pieces) != self.pieces or past != self.past:
            self.pieces, self.past = tuple(pieces), past
            self.refresh()

    def lines(self, width: int, height: int) -> list[Line]:
        """One line, ruled to its end; what a rule would say is said in words where those are wanted."""
        away = (Piece(RECONNECTING, "warn"),) if self.lost else ()
        if self.access:
            return [line(*away, *self.pieces, *((Piece(", past", "warn"),) if self.past else ()))]
        rule = "╍" if self.past else "─"
        ink = "warn" if self.past else "muted"
        pieces = (*away, *self.pieces)
        used = 3 + sum(cells(shown(piece.text)) for piece in pieces)
        return [line((rule, ink), " ", *pieces, " ", (rule * (width - used), ink))]

    def on_click(self) -> None:
        """Tell."""
        self.post_message(self.Clicked(self.parent.id if self.parent is not None else None))


class Footer(Drawn):
    """What can be done now, or what was just said."""

    def __init__(self) -> None:
        super().__init__(id="footer")
        self.offers: Sequence[Offer] = ()
        self._places: list[tuple[int, str]] = []
        """Up to which cell a command is clicked, from the left."""
        self.message = ""
        self.said = 0
        """How many messages were said."""

    def offer(self, offers: "Sequence[Offer]") -> None:
        """Offer keys with their labels."""
        if offers != self.offers:
            self.offers = offers
            self.refresh()

    def say(self, message: str) -> None:
        """Say something in one line; an empty text ends it."""
        if message != self.message:
            self.message = message
            self.said += bool(message)
            if self.access:
                self._make_room()
            self.refresh()

    def _make_room(self) -> None:
        """So many lines that the message is read whole."""
        self.styles.height = len(list(wrapped(self.message, self.size.width - 1)))

    def lines(self, width: int, height: int) -> list[Line]:
        """One line of offers, as many as fit."""
        if self.message:
            parts = wrapped(self.message, max(8, width - 1)) if self.access else [self.message]
            return [line((" ", "warn"), (part, "warn")) for part in parts]
        offers = [offer._replace(keys=key_words(offer.keys)) if self.access else offer for offer in self.offers]
        last = [offer for offer in offers if offer.stays] or offers[-LAST_OFFERS:]
        room = width - sum(map(_cells_of, last))
        pieces: list[tuple[str, str]] = []
        self._places = []
        for offer in offers:
            room -= 0 if offer in last else _cells_of(offer)
            if offer in last or room >= 0:
                pieces += [(f" {offer.keys}", "key"), (f" {offer.label} ", "muted")]
                self._place(offer)
        return [line(*pieces)]

    def _place(self, offer: "Offer") -> None:
        """Where it is clicked: each of its keys, and its label for the first."""
        at = self._places[-1][0] if self._places else 0
        signs = offer.keys.split(" ") if len(offer.names) > 1 else [offer.keys]
        for sign, name in zip(signs, offer.names, strict=True):
            at += 1 + cells(sign)
            self._places.append((at, name))
        self._places.append((at + 2 + cells(offer.label), offer.names[0]))

    def on_click(self, event: events.Click) -> None:
        """Do what was clicked, as its key would; a message ends."""
        if self.message:
            self.say("")
            return
        name = next((name for end, name in self._places if event.x < end), None)
        if name is not None:
            self.post_message(Wanted(name))


def _cells_of(offer: "Offer") -> int:
    return cells(offer.keys) + cells(offer.label) + 3


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
        self.label, self.hint, self._line = "", "", Edited()
        self.meaning = ""
        """How what is typed is read."""
        self.refused = False
        """Whether what was given could not be taken, which is said below until something else is typed."""

    def ask(self, label: str, text: str = "", hint: str = "") -> None:
        """Ask for a line."""
        self.label, self.hint, self._line, self.meaning = label, hint, Edited.of(text), ""
        self.display, self.refused = True, False
        self.focus()
        self.refresh()

    def show_meaning(self, words: str) -> None:
        """Say beside what is typed how it is read."""
        if words != self.meaning:
            self.meaning = words
            self.refresh()

    @property
    def text(self) -> str:
        """What was typed."""
        return self._line.text

    def lines(self, width: int, height: int) -> list[Line]:
        """The question and what was typed."""
        hint = "" if self.text else f"  {self.hint}"
        meaning = f"  {self.meaning}" if self.text and self.meaning else ""
        before, after = self.text[: self._line.cursor], self.text[self._line.cursor :]
        caret = " " if self.access and not after else "" if self.access else "▏"
        return [
            line(
                (f" {self.label} ", "key"), f" {before}", (caret, "accent"), after, (hint, "muted"), (meaning, "label")
            )
        ]

    @property
    def caret(self) -> Offset:
        """Where one types."""
        return Offset(3 + cells(shown(self.label)) + cells(shown(self.text[: self._line.cursor])), 0)

    def types(self, key: str) -> bool:
        """As the line says."""
        return Edited.takes(key)

    def on_key(self, event: events.Key) -> None:
        """Take characters and the keys of editing; Enter gives, Esc leaves."""
        if not self.press(event.key):
            if not (event.is_printable and event.character):
                return
            self._type(event.character)
        event.stop()
        event.prevent_default()

    def press(self, key: str) -> bool:
        """What a key does that is no character; False where it does nothing here."""
        acts = {"enter": self._give, "escape": self._leave}
        if key in acts:
            acts[key]()
        elif self._line.press(key):
            self._tell()
        else:
            return False
        return True

    def on_paste(self, event: events.Paste) -> None:
        """Take what is pasted, the first line of it on which something stands."""
        event.stop()
        self._type(first_line(event.text))

    def _type(self, text: str) -> None:
        self._line.insert(text)
        self._tell()

    def _tell(self) -> None:
        self.refresh()
        self.post_message(self.Typed(self.text))

    def _give(self) -> None:
        self.post_message(self.Given(self.text))

    def _leave(self) -> None:
        self.post_message(self.Left())
