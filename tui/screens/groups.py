"""The screen on which one chooses a group of states: typing narrows, Enter takes."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import BindingType

import tui.actions  # noqa: F401 - fills the registry
from tracker.application.views.groups import GroupRow, group_rows
from tracker.application.wording import counted
from tui.commands import bindings_on
from tui.emptiness import no_group
from tui.ink import Line, Piece
from tui.screens.choosing import ChoosingScreen
from tui.screens.grouping import Chosen
from tui.widgets.bars import PaneTitle, Prompt
from tui.widgets.groups import Choice, choices, line_of

if TYPE_CHECKING:
    from tracker.application.groups import Group
    from tui.screens.relations import RelationsScreen


class GroupScreen(ChoosingScreen):
    """Gives the relations below the group that is chosen."""

    kind = "groups"
    CSS_PATH = "../styles/groups.tcss"
    title_words = "Groups"
    label = "group"
    hint = "a name, a kind or a member: nato, region:asia, pak"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_on("groups")]

    def __init__(self, relations: "RelationsScreen") -> None:
        super().__init__(relations)
        self._groups: Sequence[Group] = ()
        self._rows: Sequence[GroupRow] = ()

    @property
    def takes_keys(self) -> bool:
        """Once the groups are read, so that Enter takes one of them."""
        return super().takes_keys and bool(self._rows)

    def on_mount(self) -> None:
        """Read which groups there are; their pairs are counted again when the relations below change."""
        self._load()
        self.relations.told.subscribe(self, self._count_again)

    def draw(self, choice: Choice, width: int) -> Line:
        """As one line."""
        return line_of(choice, width)

    @work(exclusive=True, group="groups")
    async def _load(self) -> None:
        standpoint, dashboard = self.relations.standpoint, self.dashboard
        if standpoint is None:
            return
        clocks, own, aside = standpoint.clocks, dashboard.config.groups, dashboard.provider.aside
        groups = await self.aside(lambda: aside.groups(clocks, own))
        if groups is None or not self.is_attached:
            return
        self._groups = groups
        self._count()
        self.narrow(self.query_one(Prompt).text)

    def _count(self) -> None:
        """How many pairs each holds."""
        pairs, standpoint = [row.pair for row in self.relations.all_rows], self.relations.standpoint
        if standpoint is None:
            return
        self._rows = group_rows(self._groups, pairs, standpoint.clocks.as_of.day)
        self.query_one(PaneTitle).say(
            (Piece("Groups ", "title"), Piece(f"{len(self._groups)}, over {counted(len(pairs), 'pair')}", "muted"))
        )

    def _count_again(self, _: None) -> None:
        """What one reads stays where it is; only the numbers are others."""
        if not self._rows:
            return
        self._count()
        now = {row.group: row for row in self._rows}
        self.rows.show_again([choice._replace(row=choice.row and now[choice.row.group]) for choice in self.rows.found])

    def narrow(self, text: str) -> None:
        """The groups that have these words."""
        if self._rows:
            found = choices(self._rows, text)
            self.nothing = self.nothing if found else no_group()
            self.show_choices(found)

    def take(self, choice: Choice) -> None:
        """Narrow the relations to it, or show all of them."""
        self.relations.choose(None if choice.row is None else Chosen(choice.row.group, choice.within))
