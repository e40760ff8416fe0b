"""The main screen: relations, the selected pair's state and timeline, and the two scrubbers."""

import asyncio
from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical
from textual.reactive import var

import tui.actions  # noqa: F401 - fills the registry
from tracker.application.problems import BadInput
from tracker.application.views.relations import RelationRow
from tui.clocks import Standpoint
from tui.commands import bindings_on
from tui.ink import Piece
from tui.screens.standing import StandingScreen
from tui.widgets.bars import ClockBar, Footer, PaneTitle, Prompt
from tui.widgets.evidence import EvidenceList
from tui.widgets.relations import Brief, RelationList
from tui.widgets.row_list import RowList
from tui.widgets.scrubber import Scrubber
from tui.widgets.state import StateList, title_of
from tui.widgets.timeline import TimelineList

if TYPE_CHECKING:
    from tracker.application.views.timeline import TimelineRow

PANES = ("relations", "state", "timeline")
TWO_COLUMNS, THREE_COLUMNS = 110, 176
SETTLE = 0.06
"""Seconds of quiet before what is heavy is asked for, while one scrubs."""


def size_classes(width: int, height: int) -> dict[str, bool]:
    """Which layout a size gets."""
    return {
        "-one": width < TWO_COLUMNS,
        "-two": TWO_COLUMNS <= width < THREE_COLUMNS,
        "-three": width >= THREE_COLUMNS,
        "-low": height < 20,
    }


class RelationsScreen(StandingScreen):
    """Stands on a date, as known at a time; all panes show that standpoint."""

    kind = "relations"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_on("relations")]
    pane: var[int] = var(0)

    def __init__(self) -> None:
        super().__init__()
        self.pair: str | None = None
        self.all_rows: list[RelationRow] = []
        self.all_developments: list[TimelineRow] = []
        self.words = {"relations": "", "timeline": ""}
        self._asking: Callable[[str], None] | None = None
        self._version = 0

    def compose(self) -> ComposeResult:
        """Bars, panes, scrubbers."""
        yield ClockBar(id="clock")
        with Container(id="panes"):
            with Vertical(id="relations-pane", classes="pane"):
                yield PaneTitle("1 Relations")
                yield RelationList(id="relations")
                yield Brief(id="brief")
            with Vertical(id="state-pane", classes="pane"):
                yield PaneTitle("2 State")
                yield StateList(id="state")
            with Vertical(id="timeline-pane", classes="pane"):
                yield PaneTitle("3 Timeline")
                yield TimelineList(id="timeline")
            with Vertical(id="evidence-pane", classes="pane"):
                yield PaneTitle("Development")
                yield EvidenceList(id="evidence")
        yield Scrubber()
        yield Prompt()
        yield Footer()

    def on_mount(self) -> None:
        """Read and show; then look now and then whether another process wrote."""
        self.query_one(Prompt).display = False
        self._lay_out(self.app.size.width, self.app.size.height)
        self.start()
        self.set_interval(1.0, self._follow)

    def start(self) -> None:
        """Read the file and stand on now."""
        try:
            self.standpoint = self.dashboard.provider.standpoint()
            self._version = self.dashboard.provider.version()
            self.all_rows = self.dashboard.provider.relations(self.standpoint.clocks)
        except BadInput as problem:
            self.call_after_refresh(self.trouble, problem)
            return
        self.pair = self.all_rows[0].pair if self.all_rows else None
        self._show_relations()
        self._say_clocks()
        self.go_to(0)
        self._load_all(settle=SETTLE, follow=True)  # what it imports must not delay the first paint

    # -- what is shown ----------------------------------------------------------------------------------------

    def _lay_out(self, width: int, height: int) -> None:
        for name, holds in size_classes(width, height).items():
            self.set_class(holds, name)

    def on_resize(self, event: events.Resize) -> None:
        """Another size may want another layout."""
        self._lay_out(event.size.width, event.size.height)

    def _say_clocks(self) -> None:
        if self.standpoint is None:
            return
        self.set_class(not self.standpoint.is_now, "-then")
        self.query_one(ClockBar).show_clocks(self.standpoint)
        self.query_one(Scrubber).show_clocks(self.standpoint)
        self._say_titles()
        self.offer()

    def _say_titles(self) -> None:
        past = self.standpoint is not None and not self.standpoint.is_now
        shown, total = len(self.query_one(RelationList).rows), len(self.all_rows)
        count = f"{total}" if shown == total else f"{shown} of {total} with {self.words['relations']!r}"
        rows, every = len(self.query_one(TimelineList).rows), len(self.all_developments)
        listed = f"{every}" if rows == every else f"{rows} of {every} with {self.words['timeline']!r}"
        titles: dict[str, tuple[Piece, ...]] = {
            "relations": (Piece("1 Relations ", "title"), Piece(count, "muted")),
            "state": (Piece("2 ", "title"), *title_of(self.query_one(StateList).document)),
            "timeline": (Piece("3 Timeline ", "title"), Piece(listed, "muted")),
            "evidence": (Piece("Development", "title"),),
        }
        for name, pieces in titles.items():
            self.query_one(f"#{name}-pane PaneTitle", PaneTitle).say(pieces, past=past)

    def _show_relations(self) -> None:
        words = self.words["relations"].casefold()
        rows = [row for row in self.all_rows if words in _haystack(row)] if words else self.all_rows
        shown = self.query_one(RelationList)
        shown.show_rows(rows, self.pair)
        self.query_one(Brief).show_row(shown.row)
        self._say_titles()

    def _show_timeline(self, *, follow: bool) -> None:
        words = self.words["timeline"].casefold()
        every = self.all_developments
        rows = [row for row in every if words in f"{row.date} {row.type} {row.summary}".casefold()] if words else every
        self.query_one(TimelineList).show_rows(rows, follow=follow)
        self.query_one(StateList).name_them({row.id: row.summary for row in every})
        self._say_titles()
        self._preview()

    # -- what is asked ----------------------------------------------------------------------------------------

    def stand(self, standpoint: Standpoint | None) -> None:
        """Stand elsewhere, and show it."""
        if standpoint is None or standpoint == self.standpoint:
            return
        self.standpoint = standpoint
        self._say_clocks()
        self._state_at_once()
        self._load_all(settle=SETTLE, follow=True)

    def _state_at_once(self) -> None:
        """With all knowledge, one pair's state is read faster than a frame."""
        if self.pair is None or self.standpoint is None or not self.standpoint.knowledge_is_now:
            return
        if not self.dashboard.warm:
            return
        try:
            self._show_state(self.dashboard.provider.state(self.pair, self.standpoint.clocks))
        except BadInput as problem:
            self.trouble(problem)

    def _show_state(self, document: dict[str, Any] | None) -> None:
        self.query_one(StateList).show_state(document)
        self._say_titles()

    @work(exclusive=True, group="all")
    async def _load_all(self, *, settle: float, follow: bool) -> None:
        """Ask for all panes, what is most looked at first; overtaken by the next call."""
        await asyncio.sleep(settle)
        standpoint, pair, aside = self.standpoint, self.pair, self.dashboard.provider.aside
        if standpoint is None:
            return
        clocks = standpoint.clocks
        if pair is not None:
            self._show_state(await self.aside(lambda: aside.state(pair, clocks)))
            self.dashboard.warm = True
        await self._load_timeline(pair, standpoint, follow=follow)
        rows = await self.aside(lambda: aside.relations(clocks, warm=True))
        if rows is not None:
            self.all_rows = rows
            self._show_relations()
        await self._load_stops(pair)

    async def _load_timeline(self, pair: str | None, standpoint: Standpoint, *, follow: bool) -> None:
        aside = self.dashboard.provider.aside
        rows = await self.aside(lambda: aside.timeline(pair, standpoint.clocks)) if pair is not None else []
        if rows is not None:
            self.all_developments = rows
            self._show_timeline(follow=follow)

    async def _load_stops(self, pair: str | None) -> None:
        """The stops of the scrubbers."""
        if pair is None:
            return
        aside = self.dashboard.provider.aside
        cuts = await self.aside(lambda: aside.cuts(pair))
        instants = await self.aside(lambda: aside.instants(pair))
        if cuts is not None and instants is not None:
            self.query_one(Scrubber).show_stops(cuts, instants)

    @work(exclusive=True, group="evidence")
    async def _preview(self) -> None:
        """On a wide screen the development under the cursor of the timeline stands beside it."""
        key, standpoint = self.query_one(TimelineList).key, self.standpoint
        if not self.has_class("-three") or standpoint is None:
            return
        await asyncio.sleep(SETTLE)
        aside = self.dashboard.provider.aside
        found = await self.aside(lambda: aside.behind([key] if key else [], standpoint.clocks))
        self.query_one(EvidenceList).show_documents(found or [])

    def _follow(self) -> None:
        """Another process may have written: read again, without moving what one reads."""
        if self.standpoint is None:
            return
        try:
            version = self.dashboard.provider.version()
        except BadInput as problem:
            self.trouble(problem)
            return
        if version == self._version:
            return
        self._version = version
        was_now = self.standpoint.is_now
        fresh = self.dashboard.provider.standpoint()
        self.standpoint = fresh if was_now else Standpoint(fresh.newest, self.standpoint.clocks, fresh.today)
        self._say_clocks()
        self._load_all(settle=0.0, follow=False)

    # -- what the reader does ---------------------------------------------------------------------------------

    @on(RowList.Picked, "#relations")
    def _pick_pair(self, event: RowList.Picked) -> None:
        self.pair = event.key
        self.query_one(Brief).show_row(self.query_one(RelationList).row)
        self._state_at_once()
        self._load_all(settle=SETTLE, follow=True)

    @on(RowList.Picked, "#timeline")
    def _pick_development(self, event: RowList.Picked) -> None:
        self._preview()

    @on(RowList.Opened, "#relations")
    def _open_pair(self, event: RowList.Opened) -> None:
        self.go_to(1)

    @on(RowList.Opened, "#timeline")
    def _open_development(self, event: RowList.Opened) -> None:
        self.dashboard.open_development(event.key, self.standpoint)

    @on(RowList.Opened, "#state")
    def _open_component(self, event: RowList.Opened) -> None:
        if event.key.ids:
            self.dashboard.open_behind(event.key, self.pair, self.standpoint)
        else:
            self.say(f"{event.key.title}: nothing that was recorded says anything of it")

    @on(RowList.Opened, "#evidence")
    def _open_tie(self, event: RowList.Opened) -> None:
        self.dashboard.open_development(event.key.id, self.standpoint)

    def go_to(self, pane: int) -> None:
        """Give a pane the keys; alone on a narrow screen it is the one that is seen."""
        self.pane = pane
        for index, name in enumerate(PANES):
            self.query_one(f"#{name}-pane").set_class(index == pane, "-active")
        self.query_one(f"#{PANES[pane]}", RowList).focus()
        self.offer()

    def turn(self, step: int) -> None:
        """The next pane, or the one before."""
        self.go_to((self.pane + step) % len(PANES))

    def go_back(self) -> None:
        """From a filter to all rows, from a pane to the relations."""
        name = PANES[self.pane]
        if self.words.get(name):
            self._filter(name, "")
        elif self.pane:
            self.go_to(0)

    @on(Scrubber.Moved)
    def _drag(self, event: Scrubber.Moved) -> None:
        if self.standpoint is None:
            return
        if event.track == "known":
            self.known_at(event.goal if isinstance(event.goal, datetime) else None)
        elif isinstance(event.goal, date):
            self.stand(self.standpoint.on(event.goal))
        else:
            newest = self.standpoint.newest.as_of
            self.stand(self.standpoint.on(newest.day, newest.minute))

    # -- what the reader types --------------------------------------------------------------------------------

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
        self._ask(
            "filter", self.words[name], "words; Enter keeps, Esc shows all", lambda text: self._filter(name, text)
        )

    def _filter(self, name: str, text: str) -> None:
        self.words[name] = text
        if name == "relations":
            self._show_relations()
            self._follow_filter()
        else:
            self._show_timeline(follow=False)

    def _follow_filter(self) -> None:
        key = self.query_one(RelationList).key
        if key is not None and key != self.pair:
            self.pair = key
            self._state_at_once()
            self._load_all(settle=SETTLE, follow=True)

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
            self._filter("timeline" if self.pane == 2 else "relations", "")
        self.go_to(self.pane)


def _haystack(row: RelationRow) -> str:
    return f"{row.pair} {row.pair.replace('-', '–')} {row.band} {row.trend} {row.reason}".casefold()
