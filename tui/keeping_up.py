"""The dashboard keeps up with the log: what is recorded reaches the screens, and a log that is lost is waited for."""

from time import monotonic
from typing import TYPE_CHECKING

from textual import on

from tui.following import Ended, Following, Found, Lost, Recorded
from tui.opening import OpeningApp
from tui.screens.base import TrackerScreen
from tui.screens.relations import RelationsScreen
from tui.screens.trouble import TroubleScreen

if TYPE_CHECKING:
    from pathlib import PurePath

    from tracker.application.recording.outcome import Outcome
    from tui.desk import Written
    from tui.provider import Provider

PATIENCE = 5.0
"""Seconds for which leaving waits for the thread that follows: a server that does not answer holds it no longer."""


AGAIN = 10.0
"""Seconds within which leaving is asked for twice, where something would be lost."""


class FollowingApp(OpeningApp):
    """Follows the log of its provider."""

    def __init__(self, provider: "Provider", *, ansi: bool, sheets: "list[str | PurePath]") -> None:
        super().__init__(provider, ansi=ansi, sheets=sheets)
        self.lost = False
        """Whether the log cannot be reached, and is tried again."""
        self.unseen = 0
        """How many developments are new and were not looked at yet."""
        self._following: Following | None = None
        self._warned = -AGAIN
        """When it was said last that something would be lost by leaving."""

    @property
    def our_screens(self) -> list[TrackerScreen]:
        """The screens that are open, the one on top last; the palette is none of them."""
        return [screen for screen in self.screen_stack if isinstance(screen, TrackerScreen)]

    def wrote(self, written: "Written", found: "Outcome", takes_back: "Written | None" = None) -> None:
        """Something was written from here: it can be taken back, unless it does, and what was recorded is gone to."""
        if takes_back is None:
            self.done.append(written)
        elif takes_back in self.done:
            self.done.remove(takes_back)
        else:
            self.looked_back = takes_back.begins
        self.own.update(found.positions)
        for screen in self.screen_stack:
            if isinstance(screen, RelationsScreen) and written.verb == "record":
                screen.seek(found.ids)
                if found.pairs and screen.pair not in found.pairs:
                    screen.turn_to(found.pairs[0])

    def follow(self, after: int) -> None:
        """Follow the log behind a position, and tell the screens of what is recorded."""
        self.stop_following(patience=0.0)  # who waited for it could not be typed to
        self._following = Following(self.provider.path, after, self.post_message, self.provider.renew)

    def stop_following(self, *, patience: float = PATIENCE) -> None:
        """Follow no more; the thread is waited for so many seconds."""
        if self._following is not None:
            self._following.stop(patience=patience)
        self._following = None

    def tell(self, message: str) -> None:
        """Say one line on the screen that one sees next."""
        self.call_after_refresh(lambda: self.screen.say(message) if isinstance(self.screen, TrackerScreen) else None)

    async def action_quit(self) -> None:
        """As the key of the keymap."""
        self.leave()

    def leave(self) -> None:
        """Leave; where something was typed that is not saved, once that was said and one asks again."""
        unsaved = bool(self.drafts) or any(screen.is_unsaved for screen in self.our_screens)
        if unsaved and monotonic() - self._warned > AGAIN:
            self._warned = monotonic()
            self.tell("what you typed is not saved and would be lost: the same key again leaves")
        else:
            self.exit()

    @on(Recorded)
    def _read_on(self) -> None:
        for screen in self.our_screens:
            screen.news()

    @on(Lost)
    def _say_lost(self) -> None:
        self._set_lost(True)

    @on(Found)
    def _go_on(self) -> None:
        """What was asked meanwhile may have failed: that is over, and what was recorded meanwhile is read."""
        self._set_lost(False)
        if isinstance(self.screen, TroubleScreen):
            self.pop_screen()
        self._read_on()

    @on(Ended)
    def _tell_why(self, event: Ended) -> None:
        """Nothing that is shown is of a log any more: trying again begins anew."""
        self._set_lost(False)
        self.our_screens[-1].trouble(event.problem)
        for screen in self.our_screens:
            if isinstance(screen, RelationsScreen):
                screen.standpoint = None

    def say_unseen(self, unseen: int) -> None:
        """Say on the screens that are open how many developments were not looked at yet."""
        self.unseen = unseen
        for screen in self.our_screens:
            screen.say_unseen()

    def _set_lost(self, lost: bool) -> None:
        self.lost = lost
        if isinstance(self.screen, TrackerScreen):
            self.screen.say_whether_lost()
