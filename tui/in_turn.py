"""One key after the other: what is typed fast, or arrives in one piece over a slow line, goes where it was meant to go.

Textual hands a key to what has the keys when it arrives, while the key before may still be on its way to opening a
prompt or a form: ``/iran`` would filter by nothing and record. Here a key waits until the one before is done with.
"""

from collections import deque
from time import monotonic
from typing import TYPE_CHECKING

from textual import events, on
from textual.message import Message

from tui.hanging_up import HangingUpApp
from tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from pathlib import PurePath

    from textual.timer import Timer

ROUNDS = 2
"""Times round: behind the key itself, and behind what it told others."""
LONGEST = 1.0
"""Seconds for which keys wait for a screen that is not ready, at most."""
LOST = 0.2
"""Seconds after which a key that ended with its screen is taken as done with."""
AGAIN = 0.01
FEED = "ctrl+j"
"""Enter, as it comes where it was pressed before the program had the terminal, which makes a line feed of it."""


class Done(Message):
    """Comes behind a key, on the way that the key went."""

    def __init__(self, turn: int, rounds: int) -> None:
        super().__init__()
        self.turn, self.rounds = turn, rounds


class InTurnApp(HangingUpApp):
    """Holds keys, and what is pasted, until the one before is done with."""

    def __init__(self, *, ansi_color: bool | None, css_path: "list[str | PurePath]") -> None:
        super().__init__(ansi_color=ansi_color, css_path=css_path)
        self.held: deque[events.Event] = deque()
        """What was typed ahead."""
        self._turn, self._busy, self._until = 0, False, 0.0
        self._watch: Timer | None = None

    async def on_event(self, event: events.Event) -> None:
        """Hand on what comes, keys one after the other."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
            return
        if isinstance(event, events.Key) and event.key == FEED:
            event = events.Key("enter", "\r")
        if self._busy:
            self.held.append(event)
            self._watch_over()
        else:
            await self._take(event)

    async def _take(self, event: events.Event) -> None:
        self._turn, self._busy, self._until = self._turn + 1, True, monotonic() + LONGEST
        rows = self._bound_list
        if rows is None or not isinstance(event, events.Key):
            await super().on_event(event)
        elif not await self._done_at_once(event.key):
            rows._forward_event(event)  # noqa: SLF001 - as Textual does with a key that wins over no other
        self._send_behind(ROUNDS)

    @property
    def _bound_list(self) -> RowList | None:
        """The list that has the keys, where nothing on their way to the app reads them: what they do is bound."""
        rows = self.focused
        if not isinstance(rows, RowList) or any(hasattr(node, "on_key") for node in rows.ancestors_with_self):
            return None
        return rows

    async def _done_at_once(self, key: str) -> bool:
        """Whether a key was bound, and is done."""
        return await self._check_bindings(key, priority=True) or await self._check_bindings(key)

    def _send_behind(self, rounds: int) -> None:
        if self.screen_stack:  # none, where one leaves meanwhile
            (self.focused or self.screen).post_message(Done(self._turn, rounds))

    @on(Done)
    async def _done(self, event: Done) -> None:
        if event.turn == self._turn:
            if event.rounds > 1:
                self._send_behind(event.rounds - 1)
            else:
                await self._next(event.turn)

    async def _next(self, turn: int) -> None:
        """Take the next key, once the screen can take it."""
        if turn != self._turn or not self._busy:
            return
        if self.held and not self.takes_keys and monotonic() < self._until:
            self.set_timer(AGAIN, lambda: self._next(turn))
            return
        self._busy = False
        if self.held:
            await self._take(self.held.popleft())
            self._watch_over()

    def _watch_over(self) -> None:
        """What ended with its screen, so that nothing comes behind it, holds no key up; one timer is enough."""
        if self.held and self._watch is None:
            self._watch = self.set_timer(LOST, lambda turn=self._turn: self._look_after(turn))

    async def _look_after(self, turn: int) -> None:
        """Go on behind a key that is lost, or watch over the one that came after it."""
        self._watch = None
        await self._next(turn)
        self._watch_over()

    @property
    def takes_keys(self) -> bool:
        """Whether a key would go where one means it to go."""
        return self.screen.focused is not None
