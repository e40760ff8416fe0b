"""What waits for an answer, on a date: of all pairs, read one after another, or of one."""

import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.worker import WorkerError

import tui.actions  # noqa: F401 - fills the registry
from tracker.application.store.reader import Clocks
from tracker.application.wording import counted
from tui.clocks import Standpoint
from tui.commands import bindings_on
from tui.ink import Piece
from tui.screens.live import LiveScreen
from tui.widgets.bars import ClockBar, Footer, PaneTitle
from tui.widgets.row_list import RowList
from tui.widgets.waiting import WaitingList, key_of
from tui.wording import pair_words

if TYPE_CHECKING:
    from tui.reporting import Subject

TOGETHER = 0.1
"""Seconds between two showings, while pairs are read."""


class WaitingScreen(LiveScreen):
    """Each line opens the development that is not answered yet."""

    kind = "waiting"
    CSS_PATH = "../styles/waiting.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_on("waiting")]

    def __init__(self, standpoint: Standpoint, pairs: Sequence[str], pair: str | None) -> None:
        super().__init__()
        self.standpoint, self.pair = standpoint, pair
        self.pairs = self._first(pairs)
        """The selected pair is read first."""
        self._found: dict[str, list[dict[str, Any]]] = {}
        """What waits, by pair; kept until it is read again."""
        self._read: dict[str, tuple[Clocks, int]] = {}
        """The clocks at which a pair was read, and the position of its last entry then."""
        self._moved: list[str] = []
        """The pairs that are still to be read."""
        self._told = False
        """Whether all that waits was shown once, so that more is new."""
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

    def reported(self) -> "Subject":
        """What waits, of the pairs that are shown."""
        from tui.reporting import of_waiting

        return of_waiting(self.pairs, self.pair if self.alone else None, self.standpoint)

    def compose(self) -> ComposeResult:
        """Clocks, title, rows."""
        yield ClockBar(id="clock")
        yield PaneTitle("What waits for an answer")
        yield WaitingList()
        yield Footer()

    def on_mount(self) -> None:
        """Say where one stands."""
        self._say_clocks()
        self.query_one(WaitingList).focus()

    def _say_clocks(self) -> None:
        self.query_one(ClockBar).show_clocks(self.standpoint)
        self.set_class(not self.standpoint.is_now, "-then")

    def _first(self, pairs: Sequence[str]) -> list[str]:
        return sorted(pairs, key=lambda name: name != self.pair)

    async def read_again(self) -> None:
        """What waits by now, of the pairs that there are by now."""
        newest, aside = await self.newest(), self.dashboard.provider.aside
        pairs = await self.aside(aside.pairs)
        if newest is None or pairs is None:
            return
        self.standpoint, self.pairs = self.standpoint.renewed(newest), self._first(pairs)
        self._say_clocks()
        with suppress(WorkerError):  # it was asked for again meanwhile
            await self.load().wait()

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
        """Ask pair by pair, so that leaving ends it and what is found is shown at once; only what is not known yet."""
        aside, clocks, asked = self.dashboard.provider.aside, self.standpoint.clocks, self.asked
        positions = await self.aside(lambda: aside.positions(asked))
        if positions is None or not self.is_attached:
            return
        self._moved = [pair for pair in asked if self._read.get(pair) != (clocks, positions[pair])]
        self._show()
        shown = time.monotonic()
        while self._moved:
            pair = self._moved[0]
            rows = await self.aside(lambda pair=pair: aside.waiting(pair, clocks))  # type: ignore[misc]
            if rows is None or not self.is_attached:
                return
            self._take(pair, rows, (clocks, positions[pair]))
            if time.monotonic() - shown > TOGETHER:
                shown = time.monotonic()
                self._show()
        self._show()

    def _take(self, pair: str, rows: list[dict[str, Any]], at: tuple[Clocks, int]) -> None:
        """What waits in a pair; what did not when it was read before is signed."""
        shown = self.query_one(WaitingList)
        if self._told:
            shown.show_fresh({*shown.fresh, *({*map(key_of, rows)} - {*map(key_of, self._found.get(pair, ()))})})
        self._found[pair], self._read[pair] = rows, at
        self._moved.remove(pair)

    @on(RowList.Picked)
    def _look(self, event: RowList.Picked) -> None:
        event.rows.show_fresh({*event.rows.fresh} - {event.key})

    def _show(self) -> None:
        from tracker.application.views.ledger import by_urgency

        rows = [row for pair in self.asked for row in self._found.get(pair, ())]
        whole = not self._moved
        self._told = self._told or (whole and not self.alone)
        self.query_one(WaitingList).show_groups(by_urgency(rows), whole=whole)
        progress = "" if whole else f" · read {len(self.asked) - len(self._moved)} of {len(self.asked)}"
        about = (
            Piece("What waits for an answer ", "title"),
            Piece(f"{len(rows)} {self._where(rows)}{progress}", "muted"),
        )
        self.query_one(PaneTitle).say(about, past=not self.standpoint.is_now)

    def _where(self, rows: Sequence[Mapping[str, Any]]) -> str:
        """Of which pair these are, or in how many of all."""
        if self.alone:
            return f"of {pair_words(self.pair or '')}"
        return f"in {len({row['pair'] for row in rows})} of {counted(len(self.pairs), 'pair')}"

    @on(RowList.Opened)
    def _open(self, event: RowList.Opened) -> None:
        self.dashboard.open_development(event.key.id, self.standpoint)
