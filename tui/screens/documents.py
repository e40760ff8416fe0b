"""Screens of developments: one with all its evidence, or those behind a component."""

from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.worker import WorkerError

import tui.actions  # noqa: F401 - fills the registry
from tui.clocks import Standpoint
from tui.commands import bindings_on
from tui.ink import Piece
from tui.screens.live import LiveScreen
from tui.widgets.bars import ClockBar, Footer, PaneTitle
from tui.widgets.evidence import Document, EvidenceList
from tui.widgets.row_list import RowList
from tui.widgets.state import grounds_of
from tui.widgets.state_layout import Behind
from tui.wording import pair_words

if TYPE_CHECKING:
    from tui.reporting import Subject


class DocumentScreen(LiveScreen):
    """Developments at the standpoint from which they were opened."""

    CSS_PATH = "../styles/documents.tcss"
    brief: ClassVar[bool] = False

    def __init__(self, title: Sequence[Piece], names: Sequence[str], standpoint: Standpoint) -> None:
        super().__init__()
        self.heading, self.names, self.standpoint = tuple(title), names, standpoint

    @property
    def stands_now(self) -> bool:
        """Whether it was opened from now."""
        return self.standpoint.is_now

    @property
    def subject(self) -> str | None:
        """The one that is shown, or under the cursor."""
        key = self.query_one(EvidenceList).key
        return self.names[0] if len(self.names) == 1 else getattr(key, "id", None)

    def on_screen_resume(self) -> None:
        """Ask, again too: more may have been written meanwhile."""
        self.look()

    def look(self) -> None:
        """Ask for the evidence."""
        self._load()

    def compose(self) -> ComposeResult:
        """Clocks, title, evidence."""
        yield ClockBar(id="clock")
        yield PaneTitle("")
        yield EvidenceList(id="evidence")
        yield Footer()

    def on_mount(self) -> None:
        """Say where one stands."""
        self._say_clocks()
        self.query_one(EvidenceList).focus()

    def _say_clocks(self) -> None:
        past = not self.standpoint.is_now
        self.query_one(ClockBar).show_clocks(self.standpoint)
        self.set_class(past, "-then")
        self.query_one(PaneTitle).say(self.heading, past=past)

    async def read_again(self) -> None:
        """What is known of them by now, where they were opened from now."""
        newest = await self.newest()
        if newest is None:
            return
        self.standpoint = self.standpoint.renewed(newest)
        self._say_clocks()
        await self.find_names()
        with suppress(WorkerError):  # it was asked for again meanwhile
            await self._load().wait()

    async def find_names(self) -> None:
        """Find out of which developments it is by now; a subclass of which that may change does."""

    @work(exclusive=True, group="evidence")
    async def _load(self) -> None:
        aside = self.dashboard.provider.aside
        found = await self.aside(lambda: aside.behind(self.names, self.standpoint.clocks))
        if found is None:
            return
        self.show(found)
        if not found:
            self.say("nothing of this was known then")

    def show(self, found: Sequence[Document]) -> None:
        """Show what was found, and offer what can be done with it."""
        self.query_one(EvidenceList).show_documents(found, brief=self.brief)
        self.offer()

    @on(RowList.Opened)
    def _open(self, event: RowList.Opened) -> None:
        self.dashboard.open_development(event.key.id, self.standpoint)


class DevelopmentScreen(DocumentScreen):
    """One development with its evidence."""

    kind = "development"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_on("development")]

    def shows(self, name: str, standpoint: Standpoint) -> bool:
        """Whether it shows that development, and as it is seen from there."""
        both_now = self.standpoint.is_now and standpoint.is_now
        return self.names == [name] and (both_now or self.standpoint.clocks == standpoint.clocks)

    def reported(self) -> "Subject":
        """The development."""
        from tui.reporting import of_development

        return of_development(self.names[0], self.standpoint)


class BehindScreen(DocumentScreen):
    """The developments behind a component."""

    kind = "behind"
    brief = True
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_on("behind")]

    def __init__(self, pair: str, behind: Behind, standpoint: Standpoint) -> None:
        heading = (Piece(f"{pair_words(pair)} ", "strong"), Piece(f"{behind.title}: why", "title"))
        super().__init__(heading, behind.ids, standpoint)
        self.pair, self.component, self.behind = pair, behind.title, behind

    def show(self, found: Sequence[Document]) -> None:
        """At first from the aspect of which accounts differ, where one was opened."""
        shown = self.query_one(EvidenceList)
        first = not shown.documents
        super().show(found)
        if first and self.behind.aspect:
            shown.begin_at(self.behind.aspect)

    async def find_names(self) -> None:
        """What the component rests on by now."""
        aside = self.dashboard.provider.aside
        document = await self.aside(lambda: aside.state(self.pair, self.standpoint.clocks))
        if document is not None:
            self.names = grounds_of(document, self.component) or self.names

    def reported(self) -> "Subject":
        """Why the component is as it is."""
        from tui.reporting import of_why

        return of_why(self.pair, self.component, self.names, self.standpoint)


class WeighingScreen(BehindScreen):
    """The developments that weigh most in tension or cooperation: both directions, the heaviest first."""

    def __init__(self, pair: str, behind: Behind, standpoint: Standpoint) -> None:
        super().__init__(pair, behind._replace(ids=()), standpoint)

    def look(self) -> None:
        """Ask which they are, and for their evidence."""
        self._look()

    @work(exclusive=True, group="weighing")
    async def _look(self) -> None:
        await self.find_names()
        with suppress(WorkerError):  # it was asked for again meanwhile
            await self._load().wait()

    async def find_names(self) -> None:
        """What weighs most by now."""
        aside, reading = self.dashboard.provider.aside, self.behind.reading
        found = await self.aside(lambda: aside.weighing(self.pair, reading, self.standpoint.clocks))
        if found is not None:
            self.names = found
