"""A screen that asks for a date, a time or words, and takes them as the reader types."""

from collections.abc import Callable

from textual import on, work
from textual.reactive import var

from tracker.application.problems import BadInput
from tui.screens.sparks import SparkingScreen
from tui.widgets.bars import Prompt

PANES = ("relations", "state", "timeline")


class AskingScreen(SparkingScreen):
    """Has one prompt; what is typed there goes to what asked for it."""

    pane: var[int] = var(0)

    def __init__(self) -> None:
        super().__init__()
        self.words = {"relations": "", "timeline": ""}
        self._asking: Callable[[str], None] | None = None

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

    def _ask(self, label: str, text: str, hint: str, then: Callable[[str], None]) -> None:
        self._asking = then
        self.query_one(Prompt).ask(label, text, hint)

    def ask_date(self) -> None:
        """Ask for a date."""
        self._ask("date", "", "2024-01-17, 2024-01, or now", self._type_date)

    def ask_known(self) -> None:
        """Ask when it was known."""
        self._ask("as known at", "", "2024-01-19T12:00Z, 2024-01-19, or now", self._type_known)

    def ask_filter(self) -> None:
        """Ask for words."""
        name = "timeline" if self.pane == 2 else "relations"
        self._learn_names()
        self._ask(
            "filter",
            self.words[name],
            f"words, !word for those without{', in:nato' if name == 'relations' else ''}; Enter keeps, Esc shows all",
            lambda text: self.filter(name, text),
        )

    @work(thread=True, group="names")
    def _learn_names(self) -> None:
        """Read the names of states beside the keys: it takes a noticeable time once."""
        from tracker.application.countries import name_of

        name_of("")

    def _type_date(self, text: str) -> None:
        if self.standpoint is None or not text.strip():
            return
        newest = self.standpoint.newest.as_of
        if text.strip().lower() == "now":
            self.stand(self.standpoint.on(newest.day, newest.minute))
            return
        day, minute = self.dashboard.provider.read_date(text)
        self.stand(self.standpoint.on(day, minute))

    def _type_known(self, text: str) -> None:
        if text.strip():
            now = text.strip().lower() == "now"
            self.known_at(None if now else self.dashboard.provider.read_instant(text))

    @on(Prompt.Typed)
    def _typed(self, event: Prompt.Typed) -> None:
        if self.query_one(Prompt).label == "filter" and self._asking is not None:
            self._asking(event.text)

    @on(Prompt.Given)
    def _given(self, event: Prompt.Given) -> None:
        self.go_to(self.pane)
        try:
            if self._asking is not None:
                self._asking(event.text)
        except BadInput as problem:
            self.say(" — ".join(filter(None, (problem.what, problem.remedy))))

    @on(Prompt.Left)
    def _left(self) -> None:
        if self.query_one(Prompt).label == "filter":
            self.filter("timeline" if self.pane == 2 else "relations", "")
        self.go_to(self.pane)
