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
from tui.widgets.news import OLDER, NewsList, since_words
from tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from tui.reporting import Subject

READING = "Reading what is new …"
AWAY = "The log cannot be reached, so what is new cannot be read. It is tried again, and shown once it is there."


class NewsScreen(LiveScreen):
    """New, corrected, retracted and disputed developments: a page of the newest at a time, by pair."""

    kind = "news"
    CSS_PATH = "../styles/news.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_on("news")]

    def __init__(self) -> None:
        super().__init__()
        self.pages: list[dict[str, Any]] = []
        """What was read, the newest first."""

    @property
    def document(self) -> dict[str, Any] | None:
        """The newest page, which says since when something is new; None where nothing is read yet."""
        return self.pages[0] if self.pages else None

    @property
    def subject(self) -> str | None:
        """The development under the cursor."""
        return getattr(self.query_one(NewsList).key, "id", None)

    def reported(self) -> "Subject | None":
        """What is new, once that is read."""
        from tui.reporting import of_news

        if self.document is None:
            return None
        many = sum(page["developments"] for page in self.pages)
        return of_news(self.document["since"], self.document["own"], max(1, many), self.dashboard.provider.today())

    def compose(self) -> ComposeResult:
        """A title and the news."""
        yield PaneTitle("New: reading …")
        yield NewsList()
        yield Footer()

    def on_mount(self) -> None:
        """The list has the keys."""
        self.query_one(NewsList).focus()
        self.query_one(NewsList).say_empty(READING)

    def on_screen_resume(self) -> None:
        """What was written meanwhile is new too."""
        self._load()

    async def read_again(self) -> None:
        """What is new by now."""
        with suppress(WorkerError):  # it was asked for again meanwhile
            await self._load().wait()

    @work(exclusive=True, group="news")
    async def _load(self) -> None:
        """The newest, and as far back as was read before."""
        oldest, before = self.pages[-1]["next"] if len(self.pages) > 1 else None, None
        pages: list[dict[str, Any]] = []
        while not pages or (before is not None and oldest is not None and before > oldest):
            page = await self._read(before)
            if page is None:
                return
            pages.append(page)
            before = page["next"]
        self._show(pages)

    async def _read(self, before: int | None) -> dict[str, Any] | None:
        """A page, but for what one wrote here; None where it cannot be read, which is shown."""
        aside = self.dashboard.provider.aside
        found = await self.aside(lambda: aside.news(before=before))
        if found is not None:
            return of_others(found, self.dashboard.own)
        for shown in self.query(NewsList) if self.dashboard.lost else ():
            shown.say_empty(AWAY)
        return None

    def _show(self, pages: list[dict[str, Any]]) -> None:
        self.pages = pages
        self._say_title()
        self.query_one(NewsList).show_news(pages)
        self.offer()

    def _say_title(self, doing: str = "") -> None:
        """For whom, how much of it, and since when."""
        first, many = self.pages[0], sum(page["developments"] for page in self.pages)
        of = f"the newest {many}" if self.pages[-1]["next"] else f"{many}"
        words = f"for {first['reader'] or 'nobody'}: {of} {since_words(first)}, up to entry {first['position']}{doing}"
        self.query_one(PaneTitle).say((Piece("New ", "title"), Piece(words, "muted")))

    @work(exclusive=True, group="news")
    async def _load_older(self) -> None:
        """The page behind those that are shown, below them."""
        self._say_title(", reading older ones …")
        page = await self._read(self.pages[-1]["next"])
        if page is None:
            self._say_title()
        else:
            self._show([*self.pages, page])

    @on(RowList.Opened)
    def _open(self, event: RowList.Opened) -> None:
        if event.key == OLDER:
            self._load_older()
        else:
            self._open_development(event.key.id)

    @work(exclusive=True, group="open")
    async def _open_development(self, name: str) -> None:
        self.dashboard.open_development(name, await self.aside(self.dashboard.provider.aside.standpoint))

    @work(exclusive=True, group="mark")
    async def mark_read(self) -> None:
        """Say that all of this is read."""
        if self.document is None:
            return
        aside, position = self.dashboard.provider.aside, self.document["position"]
        done = await self.aside(lambda: aside.mark_read(position))
        if done is not None:
            self.app.pop_screen()
            unshown = ", with older ones that were not shown" if self.pages[-1]["next"] else ""
            self.dashboard.tell(f"marked: you have read up to entry {position}{unshown}")
            self.dashboard.read_up()
