"""The screen of what is new since who reads last marked what they had read."""

from contextlib import suppress
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.worker import WorkerError

import tui.actions  # noqa: F401 - fills the registry
from tui.commands import bindings_on
from tui.fresh import of_others
from tui.ink import Piece
from tui.screens.live import LiveScreen
from tui.widgets.bars import Footer, PaneTitle
from tui.widgets.news import NewsList
from tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from tui.reporting import Subject


AWAY = "The log cannot be reached, so what is new cannot be read. It is tried again, and shown once it is there."


class NewsScreen(LiveScreen):
    """New, corrected, retracted and disputed developments, the weightiest pair first."""

    kind = "news"
    CSS_PATH = "../styles/news.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_on("news")]

    def __init__(self) -> None:
        super().__init__()
        self.document: dict[str, Any] | None = None

    @property
    def subject(self) -> str | None:
        """The development under the cursor."""
        return getattr(self.query_one(NewsList).key, "id", None)

    def reported(self) -> "Subject | None":
        """What is new, once that is read."""
        from tui.reporting import of_news

        if self.document is None:
            return None
        return of_news(self.document["since"], self.dashboard.provider.today())

    def compose(self) -> ComposeResult:
        """A title and the news."""
        yield PaneTitle("New")
        yield NewsList()
        yield Footer()

    def on_mount(self) -> None:
        """The list has the keys."""
        self.query_one(NewsList).focus()

    def on_screen_resume(self) -> None:
        """What was written meanwhile is new too."""
        self._load()

    async def read_again(self) -> None:
        """What is new by now."""
        with suppress(WorkerError):  # it was asked for again meanwhile
            await self._load().wait()

    @work(exclusive=True, group="news")
    async def _load(self) -> None:
        found = await self.aside(self.dashboard.provider.aside.news)
        if found is None:
            for shown in self.query(NewsList) if self.dashboard.lost else ():
                shown.say_empty(AWAY)
            return
        self.document = found = of_others(found, self.dashboard.own)
        since = "since the beginning" if not found["mark"] else f"since entry {found['mark']}"
        words = f"for {found['reader'] or 'nobody'}: {found['developments']} {since}, up to entry {found['position']}"
        self.query_one(PaneTitle).say((Piece("New ", "title"), Piece(words, "muted")))
        self.query_one(NewsList).show_news(found)
        self.offer()

    @on(RowList.Opened)
    @work(exclusive=True, group="open")
    async def _open(self, event: RowList.Opened) -> None:
        self.dashboard.open_development(event.key.id, await self.aside(self.dashboard.provider.aside.standpoint))

    @work(exclusive=True, group="mark")
    async def mark_read(self) -> None:
        """Say that all of this is read."""
        if self.document is None:
            return
        aside, position = self.dashboard.provider.aside, self.document["position"]
        done = await self.aside(lambda: aside.mark_read(position))
        if done is not None:
            self.app.pop_screen()
            self.dashboard.tell(f"marked: you have read up to entry {position}")
            self.dashboard.read_up()
