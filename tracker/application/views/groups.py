"""Groups at hand: those that ship, a reader's own and the watches of the log, with how many pairs each holds."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from tracker.application.groups import EVERY, WATCH, WATCH_LIST, Group, shipped
from tracker.application.store.reader import Clocks, Reader
from tracker.application.views.relations import RelationRow


class GroupRow(NamedTuple):
    """A group on a date, and how many of the pairs of the log it holds."""

    group: Group
    states: tuple[str, ...]
    """Its members on that date; none for watches, which cover pairs."""
    pairs: int
    within: int

    def document(self) -> dict[str, Any]:
        """The row as JSON."""
        return {
            "kind": self.group.kind,
            "name": self.group.name,
            "also": list(self.group.also),
            "states": list(self.states),
            "pairs": self.pairs,
            "within": self.within,
        }


def all_groups(reader: Reader, clocks: Clocks, own: Iterable[Group] = ()) -> list[Group]:
    """A reader's own groups, the watches that are kept, then what ships; of one name the first is meant."""
    return [*own, *_watches(reader, clocks.position), *shipped()]


def _watches(reader: Reader, position: int | None) -> list[Group]:
    """Each watch by its name, before them all that watch some pairs: one that watches every pair lists none."""
    from tracker.application.watching import kept_watches

    kept = {name: kept.watch.scope for name, kept in kept_watches(reader, position).items() if kept.watch is not None}
    scopes = tuple(dict.fromkeys(scope for scope in kept.values() if scope != EVERY))
    found = [Group(WATCH, name, (), (), (scope,)) for name, scope in kept.items()]
    return [Group(WATCH, WATCH_LIST, (), (), scopes), *found] if scopes else found


def group_rows(groups: Iterable[Group], pairs: Sequence[str], day: date) -> list[GroupRow]:
    """Groups on a date, with how many of some pairs each holds."""
    return [_row(group, pairs, day) for group in groups]


def _row(group: Group, pairs: Sequence[str], day: date) -> GroupRow:
    held = group.held(pairs, day)
    return GroupRow(group, tuple(sorted(group.states(day))), len(held), len(group.held(held, day, within=True)))


def rows_in(rows: Iterable[RelationRow], group: Group, day: date, *, within: bool) -> list[RelationRow]:
    """The rows of the pairs that a group holds on a date; ``within`` only of two members."""
    every = list(rows)
    held = set(group.held([row.pair for row in every], day, within=within))
    return [row for row in every if row.pair in held]
