"""A screen whose relations can be narrowed to a group of states, as its members stand on the date."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

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

    def choose(self, chosen: Chosen | None) -> None:
        """Narrow to a group, or show all again."""
        raise NotImplementedError
