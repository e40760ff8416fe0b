"""A form: each question on a line of its own, what is typed beside it, and under it what may be meant."""

from collections.abc import Callable, Iterator, Sequence

from textual import events
from textual.geometry import Offset
from textual.message import Message

from tracker.application.shown import cells, shown
from tui.editing import Edited, lines_kept
from tui.forms import AMISS, DATES, Field, Form, taken
from tui.ink import Line, Piece, fit, line, wrapped
from tui.widgets.fixed_list import FixedList
from tui.widgets.row_list import GUTTER

LABEL = 17
"""Cells of a question's name."""
Suggest = Callable[[Field], Sequence[tuple[str, str]]]
Explain = Callable[[Field], str]
IsMeant = Callable[[Field, tuple[str, str]], bool]


class FormList(FixedList):
    """The fields of a form; one of them is typed into."""

    class Changed(Message):
        """Something was typed, or another type was chosen."""

        def can_replace(self, message: Message) -> bool:
            """Only the latest matters."""
            return isinstance(message, FormList.Changed)

    class Pointed(Message):
        """Another suggestion is pointed at."""

        def can_replace(self, message: Message) -> bool:
            """Only the latest matters."""
            return isinstance(message, FormList.Pointed)

    class TypeGiven(Message):
        """A type was chosen: its questions are wanted."""

    def __init__(self) -> None:
        super().__init__(id="form")
        self.form = Form("record", "", [])
        self.place = 0
        """The field that is typed into."""
        self.chosen: int | None = None
        """The suggestion that is pointed at."""
        self.suggest: Suggest = lambda _: ()
        self.explain: Explain = lambda _: ""
        self.is_meant: IsMeant = lambda *_: True
        self._suggested: Sequence[tuple[str, str]] = ()
        self._pointing = False
        """Whether one went to a suggestion by its key, which a screen reader follows."""
        self._typed_before = 0
        """Cells of what is typed, up to where one types."""
        self._hinted = 0
        """Lines below the field that is typed into, on which stands how its answer is read."""

    @property
    def current(self) -> Field:
        """The field that is typed into."""
        return self.form.fields[self.place]

    @property
    def pointed(self) -> str:
        """The suggestion that is pointed at; nothing where none is."""
        return "" if self.chosen is None else self._suggested[self.chosen][0]

    @property
    def last(self) -> int:
        """The place of the last field."""
        return len(self.form.asked) - 1

    def show_form(self, form: Form, suggest: Suggest, explain: Explain, is_meant: IsMeant, *, place: int) -> None:
        """Show a form, at one of its fields.

        ``explain`` says how an answer is read, ``is_meant`` whether a suggestion is so near that Enter may take it.
        """
        self.form, self.suggest, self.explain, self.is_meant = form, suggest, explain, is_meant
        self.go_to(place)

    def go_to(self, place: int) -> None:
        """Type into another field."""
        self.place = max(0, min(self.last, place))
        self._edited(fresh=self.form.settled or self.current.key != "type")

    def move(self, rows: int) -> None:
        """A page, or to an end: to another field."""
        self.go_to(self.place + rows)

    def to_lacking(self) -> None:
        """To the first field that is needed and empty."""
        for place, asked in enumerate(self.form.asked):
            if asked.lacking:
                self.go_to(place)
                return

    def _edited(self, *, fresh: bool = False) -> None:
        """Draw anew; ``fresh`` points at no suggestion, as nothing was typed for it yet."""
        self._suggested, self._pointing = self._wanted(), False
        points = not fresh and self._suggested and self.current.text
        self.chosen = 0 if points and self.is_meant(self.current, self._suggested[0]) else None
        self._redraw_form()

    def look_again(self) -> None:
        """Suggest anew, as more may be meant by now; what is pointed at stays so."""
        pointed, went = None if self.chosen is None else self._suggested[self.chosen], self._pointing
        self._edited()
        if pointed in self._suggested:
            self.chosen, self._pointing = self._suggested.index(pointed), went
            self._redraw_form()

    def _wanted(self) -> Sequence[tuple[str, str]]:
        found = self.suggest(self.current) if self.form.fields else ()
        alone = len(found) == 1 and taken(self.current, found[0][0]) == self.current.text
        return () if alone else found

    def _redraw_form(self) -> None:
        self.rows_changed()
        self.cursor = next((index for index, drawn in enumerate(self.laid) if drawn.key == self.place), 0)
        self._bring_in(min(self.total - 1, self.cursor + self._hinted + len(self._suggested)))
        self._bring_in(self.cursor)
        self.refresh()

    def lay_out(self, width: int) -> None:
        """One line a field, the suggestions under the one that is typed into."""
        self.laid = [drawn for place, asked in enumerate(self.form.asked) for drawn in self._field(place, asked, width)]

    def _field(self, place: int, asked: Field, width: int) -> Iterator[Line]:
        here = place == self.place
        mark = "*" if asked.lacking else "≠" if asked.text != asked.held and asked.held else " "
        room = max(8, width - LABEL - 2)
        label = (
            fit(f"{mark} {asked.key.replace('_', ' ')}", LABEL),
            "key" if here else "warn" if asked.lacking else "label",
        )
        answer = self._typed(asked, room) if here else self._answer(asked, room)
        below = _below(answer, room) if asked.key in DATES and asked.text else []
        yield line(label, *(answer[:-1] if below else answer), key=place)
        yield from below
        if here:
            self._hinted = len(below)
            for index, (name, about) in enumerate(self._suggested):
                pointed = index == self.chosen
                words = (fit("", LABEL), ("▸ " if pointed else "  ", "key"), (name, "strong" if pointed else "plain"))
                yield line(*words, (f"  {about}" if about else "", "muted"))

    def _typed(self, asked: Field, room: int) -> list[Piece]:
        """The text around the cursor, of a long one the end that is typed."""
        before, after = asked.text[: asked.line.cursor], asked.text[asked.line.cursor :]
        while cells(shown(before)) > room - 2:
            before = before[max(1, len(before) // 8) :]
        hint = f"  {self.explain(asked)}" if asked.text else f" {asked.wanted}"
        self._typed_before = cells(shown(before))
        return [
            Piece(before),
            Piece("▏" if self.has_focus and not self.access else "", "accent"),
            Piece(after),
            Piece(hint, "muted"),
        ]

    @property
    def caret(self) -> Offset:
        """Where one types, or the suggestion that one went to."""
        if self._pointing and self.chosen is not None:
            return Offset(GUTTER + LABEL, self.cursor + 1 + self._hinted + self.chosen - self.scroll_offset.y)
        return Offset(GUTTER + LABEL + self._typed_before, self.cursor - self.scroll_offset.y)

    def _answer(self, asked: Field, room: int) -> list[Piece]:
        if not asked.text:
            return [Piece(fit(asked.wanted, room), "muted")]
        read = self.explain(asked)
        return [Piece(asked.text, "plain"), Piece(f"  {read}", "warn" if read.endswith(AMISS) else "muted")]

    def types(self, key: str) -> bool:
        """As the line of a field says."""
        return Edited.takes(key)

    def watch_has_focus(self, has_focus: bool) -> None:
        """Show where one types, or that nothing is typed here now."""
        super().watch_has_focus(has_focus)
        if self.form.fields:
            self._redraw_form()

    def on_key(self, event: events.Key) -> None:
        """Editing, moving between fields, taking suggestions; all other keys are commands."""
        if not self.form.fields or not self._act(event):
            return
        event.stop()
        event.prevent_default()

    def _act(self, event: events.Key) -> bool:
        if event.key in ("tab", "shift+tab") and self._leads_out(event.key):
            return False
        if event.key in ("enter", "tab"):
            self._take()
        elif event.key == "shift+tab":
            self.go_to(self.place - 1)
        elif event.key in ("up", "down"):
            self._step(-1 if event.key == "up" else 1)
        elif self.current.press(event.key):
            self._tell()
        elif event.is_printable and event.character:
            self.current.type(event.character)
            self._tell()
        else:
            return False
        return True

    def _leads_out(self, key: str) -> bool:
        """Whether Tab or Shift+Tab goes beyond the questions; a suggestion is taken first."""
        return self.place == 0 if key == "shift+tab" else self.place == self.last and self.chosen is None

    def _tell(self) -> None:
        self._edited()
        self.post_message(self.Changed())

    def _step(self, step: int) -> None:
        """To another suggestion while there are some, else to another field."""
        goal = (-1 if self.chosen is None else self.chosen) + step
        if self._suggested and 0 <= goal < len(self._suggested):
            self.chosen, self._pointing = goal, True
            self._redraw_form()
            self.post_message(self.Pointed())
        elif not self._suggested or step > 0 or self.chosen is None:
            self.go_to(self.place + step)
        else:
            self.chosen = None
            self._redraw_form()

    def _take(self) -> None:
        """Take the suggestion that is pointed at, and go to the next field."""
        asked = self.current
        if self.chosen is not None:
            asked.line.set(taken(asked, self._suggested[self.chosen][0]))
            self.post_message(self.Changed())
        if asked.key == "type":
            self._edited(fresh=True)
            self.post_message(self.TypeGiven())
        else:
            self.go_to(self.place + 1)

    def on_paste(self, event: events.Paste) -> None:
        """Take what is pasted, exactly as it is but for how its lines end."""
        event.stop()
        event.prevent_default()
        if self.form.fields:
            self.current.type(lines_kept(event.text))
            self._tell()

    def on_click(self, event: events.Click) -> None:
        """Type into the field that is clicked; its line may be another by then, on which no row is to be stood."""
        event.prevent_default()
        index = event.y + self.scroll_offset.y
        if 0 <= index < self.total and self.laid[index].key is not None:
            self.go_to(self.laid[index].key)


def _below(answer: Sequence[Piece], room: int) -> list[Line]:
    """How an answer is read, on lines of its own where it does not fit beside it."""
    if sum(cells(shown(piece.text)) for piece in answer) <= room:
        return []
    read = answer[-1]
    return [line(fit("", LABEL), (part, read.ink)) for part in wrapped(read.text.strip(), room)]
