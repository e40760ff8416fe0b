"""The state of a pair: both directions side by side; each line opens to the developments behind it."""

from collections.abc import Iterator, Mapping
from typing import Any

from tracker.application.wording import arrow
from tui.ink import BLANK, Line, line
from tui.widgets.components import GROUPS, component_lines
from tui.widgets.fixed_list import FixedList
from tui.widgets.remarks import remark_lines
from tui.widgets.state_layout import Behind, each_apart, one_beside_other, side_by_side
from tui.widgets.tension import tension_lines

NAMED = ("uncertain", "disputed", "anomalies")
"""What a state says of developments that are called by their summaries."""
WIDE = 120
"""A width for lines that are not shown."""


class StateList(FixedList):
    """The state document of a pair as lines."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.document: Mapping[str, Any] | None = None
        self.names: Mapping[str, str] = {}
        """Summaries of developments by id, where they are known here."""

    def name_them(self, names: Mapping[str, str]) -> None:
        """Call developments by these summaries."""
        if names != self.names:
            self.names = names
            if self.document is not None and any(self.document[kind] for kind in NAMED):
                self.rows_changed(keep=self.key)

    def show_state(self, document: Mapping[str, Any] | None) -> None:
        """Show a state; the cursor stays with its component."""
        if document == self.document:
            return
        keep, first, self.document = self.key, self.document is None, document
        self.rows_changed(keep=keep, still=not first)

    def _place_of(self, key: Behind | None) -> int:
        """The line of the same component, whatever it rests on by now."""
        for index, row in enumerate(self.laid if key else ()):
            if row.key and key and row.key.title == key.title:
                return index
        return super()._place_of(None)

    def lay_out(self, width: int) -> None:
        """Lines for a width."""
        lines = state_lines(self.document, width, self.names, apart=self.access) if self.document else ()
        self.laid = list(lines)


def state_lines(
    document: Mapping[str, Any], width: int, names: Mapping[str, str] | None = None, *, apart: bool = False
) -> Iterator[Line]:
    """All lines of a state, for a width; ``apart`` gives each direction lines of its own, named in words."""
    beside = each_apart if apart else one_beside_other
    if not apart:
        first, second = _halves(document["pair"])
        yield side_by_side(("", "label"), (arrow(first), "strong"), (arrow(second), "strong"), width)[0]
    for title, group in GROUPS:
        rows = [row for name in group.split() for row in component_lines(document, name, width, beside)]
        if rows:
            yield line((f"{title} ", "title"))
            yield from rows
    yield from remark_lines(document, names or {}, width)
    yield BLANK
    yield from tension_lines(document, width, beside)


def _halves(pair: str) -> tuple[str, str]:
    one, other = pair.split("-")
    return f"{one}>{other}", f"{other}>{one}"


def grounds_of(document: Mapping[str, Any], title: str) -> tuple[str, ...]:
    """The ids of the developments on which the line of a title rests; none where there is no such line."""
    keys = (row.key for row in state_lines(document, WIDE) if isinstance(row.key, Behind))
    return next((key.ids for key in keys if key.title == title), ())
