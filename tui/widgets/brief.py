"""The selected pair in words: relations, what lies ahead, both heads of mission, and the reason of its tension."""

from collections.abc import Iterator
from typing import Any

from tracker.application.views.relations import RelationRow
from tracker.application.wording import head_words
from tui.ink import Line, hanging, line, wrapped
from tui.widgets.row_list import RowList
from tui.wording import flag_words, pair_words


class Brief(RowList):
    """A few lines below a list of pairs; as many as there is room for."""

    can_focus = False

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.laid: list[Line] = []
        self._row: RelationRow | None = None
        self._words = ""

    @property
    def total(self) -> int:
        """A few lines."""
        return len(self.laid)

    def key_at(self, index: int) -> Any:
        """Nothing here can be stood upon."""
        return None

    def line_at(self, index: int, width: int) -> Line:
        """As laid out."""
        return self.laid[index]

    def lay_out(self, width: int) -> None:
        """Lines for a width."""
        self.laid = [line((self._words, "muted"))] if self._row is None else list(brief_lines(self._row, width))

    def show_row(self, row: RelationRow | None, words: str = "") -> None:
        """Show a pair; where there is none, what is said instead."""
        if (row, words) != (self._row, self._words):
            self._row, self._words = row, words
            self.rows_changed()


def brief_lines(row: RelationRow, width: int) -> Iterator[Line]:
    """Relations, hostility, forward flags, both heads of mission, the reason; what looks ahead is cut last."""
    one, other = row.pair.split("-")
    words = row.relations.replace("_", " ") + (", restoration pending" if row.restoration_pending else "")
    yield line((f"{pair_words(row.pair)}  ", "strong"), f"relations {words} · hostility {row.hostility}")
    for flag, ink in ((flag_words("risk", row.risk), "warn"), (flag_words("opportunity", row.opportunity), "good")):
        if flag:
            yield from hanging(flag, width, ink, hang=2)
    for (sender, host), head, charge in zip(((one, other), (other, one)), row.heads, row.in_charge, strict=True):
        yield line((f"{sender}'s head of mission in {host}: ", "label"), head_words(head, charge))
    for part in wrapped(row.reason, max(8, width)):
        yield line((part, "muted"))
