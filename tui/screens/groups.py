"""The screen on which one chooses a group of states: typing narrows, Enter takes."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType

import tui.actions  # noqa: F401 - fills the registry
from tracker.application.views.groups import GroupRow, group_rows
from tui.commands import bindings_on
from tui.ink import Piece
from tui.screens.base import TrackerScreen
from tui.screens.grouping import Chosen
from tui.widgets.bars import Footer, PaneTitle, Prompt
from tui.widgets.groups import GroupList, choices
from tui.widgets.row_list import RowList
from tui.wording import counted

if TYPE_CHECKING:
    from tui.screens.relations import RelationsScreen


class GroupScreen(TrackerScreen):
    """Gives the relations below the group that is chosen."""

    kind = "groups"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_on("groups")]

    def __init__(self, relations: "RelationsScreen") -> None:
        super().__init__()
        self.relations = relations
        self._rows: Sequence[GroupRow] = ()

    @property
    def takes_keys(self) -> bool:
        """Once the groups are read, so that Enter takes one of them."""
        return super().takes_keys and bool(self._rows)

    @property
    def rows(self) -> RowList | None:
        """The groups, though what is typed goes to the line above them."""
        return self.query_one(GroupList)

    def compose(self) -> ComposeResult:
        """A title, a place to type, and the groups."""
        yield PaneTitle("Groups")
        yield Prompt()
        yield GroupList()
        yield Footer()

    def on_mount(self) -> None:
        """Read which groups there are."""
        self._ask("")
        self._load()

    def _ask(self, text: str) -> None:
        hint = "a name, a kind or a member: nato, region:asia, pak"
        self.query_one(Prompt).ask("group", text, hint)

    @work(exclusive=True, group="groups")
    async def _load(self) -> None:
        standpoint, dashboard = self.relations.standpoint, self.dashboard
        if standpoint is None:
            return
        clocks, own, aside = standpoint.clocks, dashboard.config.groups, dashboard.provider.aside
        groups = await self.aside(lambda: aside.groups(clocks, own))
        if groups is None or not self.is_attached:
            return
        pairs = [row.pair for row in self.relations.all_rows]
        self._rows = group_rows(groups, pairs, clocks.as_of.day)
        self.query_one(PaneTitle).say(
            (Piece("Groups ", "title"), Piece(f"{len(groups)}, over {counted(len(pairs), 'pair')}", "muted"))
        )
        self._show(self.query_one(Prompt).text)

    def _show(self, text: str) -> None:
        if self._rows:
            self.query_one(GroupList).show_choices(choices(self._rows, text))

    @on(Prompt.Typed)
    def _typed(self, event: Prompt.Typed) -> None:
        self._show(event.text)

    @on(Prompt.Left)
    def _left(self) -> None:
        self.app.pop_screen()

    @on(Prompt.Given)
    @on(RowList.Opened)
    def _take(self, event: Prompt.Given | RowList.Opened) -> None:
        choice = self.query_one(GroupList).key
        if choice is None:
            self._ask(self.query_one(Prompt).text)
            return
        self.app.pop_screen()
        self.relations.choose(None if choice.row is None else Chosen(choice.row.group, choice.within))
