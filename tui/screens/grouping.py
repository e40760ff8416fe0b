"""A screen whose relations can be narrowed to a group of states, as its members stand on the date."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from textual import work

from tracker.application.problems import BadInput
from tracker.application.typed_groups import pairs_of, words_and_groups
from tui.commands import REGISTRY
from tui.screens.asking import AskingScreen

if TYPE_CHECKING:
    from tracker.application.groups import Group
    from tracker.application.views.relations import RelationRow


class Chosen(NamedTuple):
    """A group, and whether both states of a pair are to be members."""

    group: "Group"
    within: bool

    @property
    def words(self) -> str:
        """``in NATO``, or ``within NATO``."""
        return f"{'within' if self.within else 'in'} {self.group.name}"


class GroupingScreen(AskingScreen):
    """Knows the group that is chosen; moving the date moves its members."""

    chosen: Chosen | None = None
    groups: "Sequence[Group] | None" = None
    """Those at hand, once they were asked for."""
    unknown = ""
    """What is wrong with a group that was typed."""

    all_rows: "list[RelationRow]"
    """Those of all pairs."""

    @property
    def why_no_pair(self) -> str:
        """Why there is no pair at all where one stands; nothing where there is one."""
        if self.all_rows:
            return ""
        now = f"no relation is known of on this date: {REGISTRY['now'].shown} goes back to now"
        return "no relation is recorded yet" if self.stands_now else now

    @property
    def group_words(self) -> str:
        """Which group holds, behind a number of pairs; nothing where none does."""
        return f" {self.chosen.words}" if self.chosen is not None else ""

    @property
    def members(self) -> frozenset[str]:
        """The states of the group on the date."""
        if self.chosen is None or self.standpoint is None:
            return frozenset()
        return self.chosen.group.states(self.standpoint.clocks.as_of.day)

    def grouped(self, rows: "Sequence[RelationRow]") -> "Sequence[RelationRow]":
        """The rows of the pairs that the group holds."""
        if self.chosen is None or self.standpoint is None:
            return rows
        from tracker.application.views.groups import rows_in

        return rows_in(rows, self.chosen.group, self.standpoint.clocks.as_of.day, within=self.chosen.within)

    def typed(self, rows: "Sequence[RelationRow]", text: str) -> "tuple[Sequence[RelationRow], str]":
        """The rows of the pairs of the groups that were typed, and the other words; none where there is no such group.

        Which groups there are is read first; until then their names leave all.
        """
        words, wanted = words_and_groups(text)
        self.unknown = ""
        if self.standpoint is None or not wanted:
            return rows, words if wanted else text
        if self.groups is None:
            self.learn_groups()
            return rows, words
        try:
            left = set(pairs_of([row.pair for row in rows], wanted, self.groups, self.standpoint.clocks.as_of.day))
        except BadInput as problem:
            self.unknown, left = f"{problem.what}; {REGISTRY['group'].shown} lists them", set()
        return [row for row in rows if row.pair in left], words

    @work(exclusive=True, group="groups")
    async def learn_groups(self) -> None:
        """Read which groups there are."""
        standpoint, aside, own = self.standpoint, self.dashboard.provider.aside, self.dashboard.config.groups
        if standpoint is None:
            return
        self.groups = await self.aside(lambda: aside.groups(standpoint.clocks, own))
        if self.groups is not None and self.words["relations"]:
            self.filter("relations", self.words["relations"])

    def choose(self, chosen: Chosen | None) -> None:
        """Narrow to a group, or show all again."""
        raise NotImplementedError
