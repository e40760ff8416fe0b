"""The main screen: relations, the selected pair's state and timeline, and the two scrubbers."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical

import tui.actions  # noqa: F401 - fills the registry
from tracker.application.problems import BadInput
from tracker.application.views.relations import RelationRow
from tui.commands import REGISTRY, bindings_on
from tui.ink import Piece
from tui.listing import Listing
from tui.screens.asking import PANES
from tui.screens.grouping import Chosen
from tui.screens.loading import NOTHING, SETTLE
from tui.screens.sizes import size_classes
from tui.screens.titled import TitledScreen
from tui.widgets.bars import ClockBar, Footer, PaneTitle, Prompt
from tui.widgets.brief import Brief
from tui.widgets.evidence import EvidenceList
from tui.widgets.relations import RelationList
from tui.widgets.row_list import RowList
from tui.widgets.scrubber import Scrubber
from tui.widgets.state import StateList
from tui.widgets.timeline import TimelineList

if TYPE_CHECKING:
    from tui.provider import First, Stops
    from tui.reporting import Subject


class RelationsScreen(TitledScreen):
    """Stands on a date, as known at a time; all panes show that standpoint."""

    kind = "relations"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_on("relations")]

    def __init__(self) -> None:
        super().__init__()
        self._from_top = False
        """Whether the list that is shown next is seen from its top."""

    @property
    def stands_now(self) -> bool:
        """Whether both clocks stand at now."""
        return self.standpoint is None or self.standpoint.is_now

    @property
    def subject(self) -> str | None:
        """The development under the cursor of the timeline, while that has the keys, or the development itself."""
        return self.query_one(TimelineList).key if self.filtered == "timeline" else None

    @property
    def state_is_seen(self) -> bool:
        """Alone on a narrow screen, a pane is seen only while it has the keys."""
        return not self.has_class("-one") or PANES[self.pane] == "state"

    @property
    def list_is_alone(self) -> bool:
        """On a narrow screen, while the list has the keys."""
        return self.has_class("-one") and PANES[self.pane] == "relations"

    @property
    def by(self) -> str | None:
        """The component by which the pairs are listed."""
        return self.listing.component

    @property
    def looked_at(self) -> str | None:
        """The selected pair."""
        return self.pair

    def reported(self) -> "Subject | None":
        """The selected pair."""
        from tui.reporting import of_pair

        return None if self.pair is None or self.standpoint is None else of_pair(self.pair, self.standpoint)

    def compose(self) -> ComposeResult:
        """Bars, panes, scrubbers; laid out before they are there, so that none is styled twice."""
        self._lay_out(self.app.size.width, self.app.size.height)
        yield ClockBar(id="clock")
        with Container(id="panes"):
            with Vertical(id="relations-pane", classes="pane -active"):
                yield PaneTitle("1 Relations")
                yield RelationList(id="relations")
                yield Brief(id="brief")
            with Vertical(id="state-pane", classes="pane"):
                yield PaneTitle("2 State")
                yield StateList(id="state")
                yield self.make_chart()
            with Vertical(id="timeline-pane", classes="pane"):
                yield PaneTitle("3 Timeline")
                yield TimelineList(id="timeline")
            with Vertical(id="evidence-pane", classes="pane"):
                yield PaneTitle("4 Development")
                yield EvidenceList(id="evidence")
        yield Scrubber()
        prompt = Prompt()
        prompt.display = False
        yield prompt
        yield Footer()

    def on_mount(self) -> None:
        """Read and show; what is recorded from then on comes as news."""
        if not self.dashboard.provider.is_near:
            title = self.query_one("#relations-pane PaneTitle", PaneTitle)
            title.say((Piece("1 Relations ", "title"), Piece("reading …", "muted")), past=False)
            self.start()
            return
        try:
            self._begin(self.dashboard.provider.first(self.by))  # pairs are in the first paint
        except BadInput as problem:
            self.call_after_refresh(self.trouble, problem)

    @work(exclusive=True, group="start")
    async def start(self) -> None:
        """Read the file anew and stand on now; what is recorded behind the place that it had is followed."""
        provider, by = self.dashboard.provider, self.by
        found = await self.aside(lambda: provider.first(by))
        if found is not None:
            self._begin(found)

    def _begin(self, found: "First") -> None:
        self.standpoint, self.all_rows = found.standpoint, found.rows
        self.forget()
        self.pair = self.all_rows[0].pair if self.all_rows else None
        self._show_relations()
        self.say_clocks()
        self.go_to(0)
        self.follow_behind(found.position)
        self.load_all(settle=SETTLE, follow=True)  # what it imports must not delay the first paint
        self.ask_news(found.position)

    # -- what is shown ----------------------------------------------------------------------------------------

    def _lay_out(self, width: int, height: int) -> None:
        for name, applies in size_classes(self.breadth(width), height).items():
            self.set_class(applies, name)
        self.lay_chart(self.breadth(width), height)

    def on_resize(self, event: events.Resize) -> None:
        """Another size may want another layout; one that has become wide shows the development too."""
        before = self.has_class("-three")
        self._lay_out(event.size.width, event.size.height)
        self.call_after_refresh(self.draw_sparks)
        if not before:
            self.preview()
        elif not self.has_class("-three") and PANES[self.pane] == "evidence":
            self.go_to(PANES.index("timeline"))

    def say_clocks(self) -> None:
        """Show where one stands, and what can be done there."""
        if self.standpoint is None:
            return
        self.set_class(not self.standpoint.is_now, "-then")
        self.query_one(ClockBar).show_clocks(self.standpoint)
        self.query_one(Scrubber).show_clocks(self.standpoint)
        self.say_chart_clocks(self.standpoint)
        self.say_titles()
        self.offer()

    def _show_relations(self) -> None:
        rows, words = self.typed(self.grouped(self.all_rows), self.words["relations"])
        rows = self.listing.rows(rows, words)
        shown = self.query_one(RelationList)
        shown.show_rows(rows, self.pair)
        if self._from_top:
            self._from_top = False
            shown.show_top()
        if not rows and self.standpoint is not None:
            self._say_no_pairs(shown)
        self.query_one(Brief).show_row(shown.row)
        self.say_titles()
        self.told.publish(None)

    def _say_no_pairs(self, shown: RelationList) -> None:
        from tui.emptiness import NO_PAIR, no_relations

        every, words = bool(self.all_rows), self.words["relations"]
        shown.say_empty(no_relations(every=every, words=words, group=self.group_words.strip(), now=self.stands_now))
        self.query_one(StateList).say_empty(NO_PAIR)

    def list_by(self, listing: Listing) -> None:
        """List the relations in another order, from its top. What a component is, is read first."""
        self.listing, self._from_top = listing, True
        if listing.component is None:
            self.all_rows = [row._replace(held=None) for row in self.all_rows]
        elif any(row.held is None or row.held.component != listing.component for row in self.all_rows):
            self.load_list()
            return
        self._show_relations()

    def look_at(self, pair: str) -> None:
        """Select a pair, and go to its state."""
        self.turn_to(pair)
        self.go_to(1)

    def turn_to(self, pair: str) -> None:
        """Select a pair; what hides it is lifted."""
        if all(row.pair != pair for row in self.query_one(RelationList).rows):
            self.words["relations"], self.chosen = "", None
        self.pair = pair
        self._show_relations()
        self.state_at_once()
        self.load_all(settle=0.0, follow=True)

    def timeline_told(self) -> None:
        """What hangs on the rows of the timeline: names in the state, the title, the evidence beside."""
        self.query_one(StateList).name_them({name: row.summary for name, row in self._rows.items()})
        self.say_titles()
        self.preview()

    def show_state(self, document: dict[str, Any]) -> None:
        """Show the state of the pair."""
        self.query_one(StateList).show_state(document)
        self.say_chart_tension(document["pair"], document["tension"]["tension"])
        self.say_titles()

    def show_relations(self, rows: list[RelationRow]) -> None:
        """Show all pairs; a pair that is there, but that the filter hides, gives way to one that it leaves."""
        self.all_rows = rows
        self._show_relations()
        if any(row.pair == self.pair for row in rows):
            self._follow_filter()

    def show_stops(self, stops: "Stops") -> None:
        """Show where the scrubbers stop."""
        self.query_one(Scrubber).show_stops(*stops)

    def take_first(self) -> None:
        """Where no pair was there to stand on, stand on the first that is."""
        if self.pair is None:
            self.pair = self.query_one(RelationList).key
            if self.pair is not None:
                self.load_all(settle=0.0, follow=True)

    # -- what the reader does ---------------------------------------------------------------------------------

    @on(RowList.Picked, "#relations")
    def _pick_pair(self, event: RowList.Picked) -> None:
        self._select(event.key)

    def _select(self, pair: str) -> None:
        self.pair = pair
        self.query_one(Brief).show_row(self.query_one(RelationList).row)
        self.dashboard.look_round(self)
        self.call_after_refresh(self.state_at_once)  # the cursor goes first
        self.load_all(settle=SETTLE, follow=True)

    @on(RowList.Picked, "#timeline")
    def _pick_development(self, event: RowList.Picked) -> None:
        self.looked_upon(event.key)
        self.preview()

    @on(RowList.Opened, "#relations")
    def _open_pair(self, event: RowList.Opened) -> None:
        if event.key != self.pair:  # on this date the pair that one looks at is not listed
            self._select(event.key)
        self.go_to(1)

    @on(RowList.Opened, "#timeline")
    def _open_development(self, event: RowList.Opened) -> None:
        self.looked_upon(event.key)
        self.dashboard.open_development(event.key, self.standpoint)

    @on(RowList.Opened, "#state")
    def _open_component(self, event: RowList.Opened) -> None:
        if event.key.ids or event.key.reading:
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
        if self.has_class("-one") and pane and self.reads_ahead:
            self.show_timeline(NOTHING, follow=False)  # that of another pair or date is not what was asked for
            self.load_all(settle=0.0, follow=True)
        self.state_at_once()
        self.offer()

    @on(PaneTitle.Clicked)
    def _click_title(self, event: PaneTitle.Clicked) -> None:
        name = str(event.pane).removesuffix("-pane")
        if name in PANES:
            self.go_to(PANES.index(name))

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """A pane that is clicked has the keys."""
        name = event.widget.id
        if name in PANES and PANES[self.pane] != name and self.focused is event.widget:
            self.go_to(PANES.index(name))

    def turn(self, step: int) -> None:
        """The next pane, or the one before, of those that are there."""
        self.show_panes()
        self.go_to((self.pane + step) % (len(PANES) if self.has_class("-three") else len(PANES) - 1))

    def go_back(self) -> None:
        """From playing to standing, from a filter to all rows, from a pane to the relations, from a group to all."""
        name = PANES[self.pane]
        if self.stop_playing():
            return
        if self.whole_chart:
            self.toggle_chart()
        elif self.words.get(name):
            self.filter(name, "")
        elif self.pane:
            self.go_to(0)
        elif self.chosen is not None:
            self.choose(None)
        elif self.dashboard.tour is not None:
            REGISTRY["end-tour"].run(self)

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

    def filter(self, name: str, text: str) -> None:
        """Keep the rows of a list that hold words."""
        self.words[name] = text
        if name == "relations":
            self._show_relations()
            self._follow_filter()
            self.say(self.unknown)
        else:
            self.list_timeline(follow=False)

    def choose(self, chosen: Chosen | None) -> None:
        """Narrow to a group, or show all again."""
        self.chosen = chosen
        self._show_relations()
        self._follow_filter()

    def _follow_filter(self) -> None:
        key = self.query_one(RelationList).key
        if key is not None and key != self.pair:
            self.pair = key
            self.state_at_once()
            self.load_all(settle=SETTLE, follow=True)
