"""A screen that asks for a date, a time or words, and takes them as the reader types."""

from collections.abc import Callable, Sequence
from datetime import UTC
from functools import partial
from typing import NamedTuple

from textual import events, on, work
from textual.reactive import var

from tracker.application.problems import BadInput
from tui.clocks import day_text, instant_text, minute_text
from tui.commands import Offer
from tui.screens.sparks import SparkingScreen
from tui.widgets.bars import Prompt, Wanted

PANES = ("relations", "state", "timeline", "evidence")
"""The last is there on a wide screen only."""
Act = Callable[[], None]


class Taken(NamedTuple):
    """What is done with what is typed, and how that is read, where that is not plain."""

    act: Act
    words: str = ""


class AskingScreen(SparkingScreen):
    """Has one prompt; what is typed there goes to what asked for it."""

    pane: var[int] = var(0)

    def __init__(self) -> None:
        super().__init__()
        self.words = {"relations": "", "timeline": ""}
        self._asking: Callable[[str], Taken] | None = None
        """Reads what is typed, and says what that does; BadInput where it cannot be read."""

    @property
    def filtered(self) -> str:
        """The list that a filter narrows: the timeline from there and from what stands beside it, else the pairs."""
        return "timeline" if PANES[self.pane] in ("timeline", "evidence") else "relations"

    def go_to(self, pane: int) -> None:
        """Give a pane the keys."""
        raise NotImplementedError

    def toggle_chart(self) -> None:
        """The chart over all panes, or the panes again; hidden behind it, the list lost the keys."""
        super().toggle_chart()
        if not self.whole_chart:
            self.go_to(self.pane)

    def filter(self, name: str, text: str) -> None:
        """Keep the rows of a list that hold words."""
        raise NotImplementedError

    @property
    def offers(self) -> Sequence[Offer]:
        """What the prompt does with keys, while it has them."""
        prompt = self.query_one(Prompt)
        if self.focused is not prompt:
            return super().offers
        take, leave = ("Keep", "Show all") if prompt.label == "filter" else ("Take", "Leave")
        return (
            Offer("Ctrl+U", "Clear", ("ctrl+u",)),
            Offer("Enter", take, ("enter",)),
            Offer("Esc", leave, ("escape",)),
        )

    @on(events.DescendantFocus)
    def _offer_others(self) -> None:
        """Other keys do other things; a prompt from which they went ends, with the filter as it was typed."""
        prompt = self.query_one(Prompt)
        if prompt.display and self.focused not in (None, prompt):  # None while the whole terminal has no keys
            self._hide_prompt()
        self.offer()

    @on(Wanted)
    def _press_wanted(self, event: Wanted) -> None:
        """What was clicked of what the prompt offers: it names the key."""
        prompt = self.query_one(Prompt)
        if self.focused is prompt:
            prompt.press(event.name)

    def _ask(self, label: str, text: str, hint: str, then: Callable[[str], Taken]) -> None:
        self._asking = then
        self.query_one(Prompt).ask(label, text, hint)

    def ask_date(self) -> None:
        """Ask for a date."""
        self._ask("date", "", "17 jan 2024, 2024-01, 12:00, or now", self._type_date)

    def ask_known(self) -> None:
        """Ask when it was known."""
        self._ask("as known at", "", "19 jan 2024 12:00, 2024-01-19, or now", self._type_known)

    def ask_filter(self) -> None:
        """Ask for words."""
        name = self.filtered
        self.learn_names()
        self._ask(
            "filter",
            self.words[name],
            f"words, !word for those without{', in:nato' if name == 'relations' else ''}; Enter keeps, Esc shows all",
            lambda text: Taken(partial(self.filter, name, text)),
        )

    @work(thread=True, group="names")
    def learn_names(self) -> None:
        """Read the names of states beside the keys: it takes a noticeable time once."""
        from tracker.application.countries import name_of

        name_of("")

    def _type_date(self, text: str) -> Taken:
        here = self.standpoint
        if here is None or not text.strip():
            return Taken(_nothing)
        newest = here.newest.as_of
        now = text.strip().lower() == "now"
        day, minute = (newest.day, newest.minute) if now else self.dashboard.provider.read_date(text, here.day)
        words = "now" if now else f"{day:%A} {day_text(day)}{minute_text(minute)}"
        return Taken(lambda: self.stand(here.on(day, minute)), words)

    def _type_known(self, text: str) -> Taken:
        here, provider = self.standpoint, self.dashboard.provider
        if here is None or not text.strip():
            return Taken(_nothing)
        at = here.clocks.known_at
        day = provider.today() if at is None else at.astimezone(UTC).date()
        instant = None if text.strip().lower() == "now" else provider.read_instant(text, day)
        words = "now" if instant is None else f"{instant:%A} {instant_text(instant)} UTC"
        return Taken(lambda: self.known_at(instant), words)

    def _means(self, text: str) -> str:
        """How what is typed so far is read; of a text that is no date yet, that it is none."""
        try:
            return "" if self._asking is None else self._asking(text).words
        except BadInput as problem:
            from tracker.application.typed_dates import Ambiguous
            from tui.forms import UNREAD

            unread = problem.__cause__ is not None and not isinstance(problem.__cause__, Ambiguous)
            return UNREAD if unread else problem.what

    @on(Prompt.Typed)
    def _typed(self, event: Prompt.Typed) -> None:
        prompt = self.query_one(Prompt)
        if prompt.refused:
            prompt.refused = False
            self.say("")
        if prompt.label != "filter":
            prompt.show_meaning(self._means(event.text))
        elif self._asking is not None:
            self._asking(event.text).act()

    @on(Prompt.Given)
    def _given(self, event: Prompt.Given) -> None:
        """Take what was typed; what cannot be read stays, to be mended."""
        try:
            act = _nothing if self._asking is None else self._asking(event.text).act
        except BadInput as problem:
            self.query_one(Prompt).refused = True
            self.say(" — ".join(filter(None, (problem.what, problem.remedy))))
            return
        self._end_asking()
        act()

    @on(Prompt.Left)
    def _left(self) -> None:
        if self.query_one(Prompt).label == "filter":
            self.filter(self.filtered, "")
        self._end_asking()

    def _end_asking(self) -> None:
        """The keys are commands again."""
        self._hide_prompt()
        self.go_to(self.pane)

    def _hide_prompt(self) -> None:
        """No more is asked, nor said of what could not be read."""
        prompt = self.query_one(Prompt)
        if prompt.refused:
            self.say("")
        prompt.display = prompt.refused = False


def _nothing() -> None:
    """Nothing was typed."""
