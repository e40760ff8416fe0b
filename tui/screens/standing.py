"""A screen that stands on a date, as known at a time, and what moves it."""

from collections.abc import Callable
from datetime import datetime

from textual import on

from tui.clocks import Standpoint
from tui.screens.live import LiveScreen
from tui.widgets.scrubber import Scrubber, next_cut, next_instant


class StandingScreen(LiveScreen):
    """Moves by days, by developments and by what was learned; a subclass shows where one stands."""

    standpoint: Standpoint | None = None

    def stand(self, standpoint: Standpoint | None) -> None:
        """Stand elsewhere, and show it."""
        raise NotImplementedError

    def with_stops(self, act: Callable[[], None]) -> None:
        """Do what goes from stop to stop of the pair, once its stops are read."""
        raise NotImplementedError

    def by_days(self, days: int) -> None:
        """So many days on or back."""
        if self.standpoint is not None:
            self.stand(self.standpoint.later(days))

    @on(Scrubber.Turned)
    def _turn(self, event: Scrubber.Turned) -> None:
        """A day, or what was learned next."""
        if event.track == "date":
            self.by_days(event.step)
        else:
            self.by_knowledge(event.step)

    def by_development(self, step: int) -> None:
        """To the next development of the pair, or the one before."""
        self.with_stops(lambda: self._by_development(step))

    def _by_development(self, step: int) -> None:
        cuts = self.query_one(Scrubber).cuts
        if self.standpoint is None:
            return
        here = self.standpoint.clocks.as_of
        goal = next_cut(cuts, (here.day, here.minute), step)
        if goal is None:
            self.say("no development of this pair lies beyond")
        else:
            self.stand(self.standpoint.on(*goal))

    def to_end(self, *, last: bool) -> None:
        """To the first or last development of the pair."""
        self.with_stops(lambda: self._go_to_end(last=last))

    def _go_to_end(self, *, last: bool) -> None:
        cuts = self.query_one(Scrubber).cuts
        if self.standpoint is not None and cuts:
            self.stand(self.standpoint.on(*cuts[-1 if last else 0]))

    def to_now(self) -> None:
        """Back to now."""
        self.stand(None if self.standpoint is None else self.standpoint.now())

    def by_knowledge(self, step: int) -> None:
        """As known before or after the next thing that was learned."""
        self.with_stops(lambda: self._by_knowledge(step))

    def _by_knowledge(self, step: int) -> None:
        if self.standpoint is not None:
            instants = self.query_one(Scrubber).instants
            self.known_at(next_instant(instants, self.standpoint.clocks.known_at, step))

    def to_first_knowledge(self) -> None:
        """As known when the first thing was learned."""
        self.with_stops(self._to_first_knowledge)

    def _to_first_knowledge(self) -> None:
        instants = self.query_one(Scrubber).instants
        self.known_at(instants[0] if instants else None)

    def known_at(self, instant: datetime | None) -> None:
        """The same date, as known at another time."""
        if self.standpoint is not None:
            self.stand(self.standpoint.known(instant))
