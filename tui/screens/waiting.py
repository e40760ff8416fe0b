"""What waits for an answer, on a date: of all pairs, read one after another, or of one."""

import time
from collections.abc import Sequence
from typing import Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType

import tui.actions  # noqa: F401 - fills the registry
from tui.clocks import Standpoint
from tui.commands import bindings_on
from tui.ink import Piece
from tui.screens.base import TrackerScreen
from tui.widgets.bars import ClockBar, Footer, PaneTitle
from tui.widgets.row_list import RowList
from tui.widgets.waiting import WaitingList
from tui.wording import counted, pair_words

TOGETHER = 0.1
"""Seconds between two showings, while pairs are read."""


class WaitingScreen(TrackerScreen):
    """Each line opens the development that is not answered yet."""

    kind = "waiting"
    CSS_PATH = "../styles/waiting.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_on("waiting")]

    def __init__(self, standpoint: Standpoint, pairs: Sequence[str], pair: str | None) -> None:
        super().__init__()
        self.standpoint, self.pair = standpoint, pair
        self.pairs = sorted(pairs, key=lambda name: name != pair)
        """The selected pair is read first."""
        self._found: dict[str, list[dict[str, Any]]] = {}
        """What waits, by pair; kept until it is read again."""
        self._read: set[str] = set()
        """The pairs that were read at this position of the log."""
        self._position = -1
        self.alone = False
        """Whether only the selected pair is shown."""

    @property
    def stands_now(self) -> bool:
        """Whether what waits now is shown."""
        return self.standpoint.is_now

    @property
    def subject(self) -> str | None:
        """The development under the cursor."""
        key = self.query_one(WaitingList).key
        return None if key is None else str(key.id)

    @property
    def looked_at(self) -> str | None:
        """The pair of the development under the cursor, else the selected one."""
        key = self.query_one(WaitingList).key
        return self.pair if key is None else str(key.pair)

    def compose(self) -> ComposeResult:
        """Clocks, title, rows."""
        yield ClockBar(id="clock")
        yield PaneTitle("What waits for an answer")
        yield WaitingList()
        yield Footer()

    def on_mount(self) -> None:
        """Say where one stands."""
        self.query_one(ClockBar).show_clocks(self.standpoint)
        self.set_class(not self.standpoint.is_now, "-then")
        self.query_one(WaitingList).focus()

    def on_screen_resume(self) -> None:
        """Read, again too: an answer may have been recorded meanwhile."""
        self.load()

    def toggle_pair(self) -> None:
        """Only the selected pair, or all."""
        self.alone = not self.alone and self.pair is not None
        self.load()

    @property
    def asked(self) -> Sequence[str]:
        """The pairs that are shown."""
        return [self.pair] if self.alone and self.pair is not None else self.pairs

    @work(exclusive=True, group="waiting")
    async def load(self) -> None:
        """Ask pair by pair, so that leaving ends it and what is found is shown at once."""
        aside, clocks = self.dashboard.provider.aside, self.standpoint.clocks
        position = await self.aside(aside.position)
        if position is None or not self.is_attached:
            return
        if position != self._position:
            self._read, self._position = set(), position
        self._show()
        shown = time.monotonic()
        for pair in [pair for pair in self.asked if pair not in self._read]:
            rows = await self.aside(lambda pair=pair: aside.waiting(pair, clocks))  # type: ignore[misc]
            if rows is None or not self.is_attached:
                return
            self._found[pair] = rows
            self._read.add(pair)
            if time.monotonic() - shown > TOGETHER:
                shown = time.monotonic()
                self._show()
        self._show()

    def _show(self) -> None:
        from tracker.application.views.ledger import most_urgent_first

        rows = [row for pair in self.asked for row in self._found.get(pair, ())]
        read = sum(pair in self._read for pair in self.asked)
        whole = read == len(self.asked)
        self.query_one(WaitingList).show_rows(most_urgent_first(rows), whole=whole)
        of = pair_words(self.pair or "") if self.alone else counted(len(self.pairs), "pair")
        progress = "" if whole else f" · read {read} of {len(self.asked)}"
        about = (Piece("What waits for an answer ", "title"), Piece(f"{len(rows)} of {of}{progress}", "muted"))
        self.query_one(PaneTitle).say(about, past=not self.standpoint.is_now)

    @on(RowList.Opened)
    def _open(self, event: RowList.Opened) -> None:
        self.dashboard.open_development(event.key.id, self.standpoint)
