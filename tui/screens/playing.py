"""A screen that plays: the date moves on by itself, faster if it is asked to, to the pair's last development."""

import calendar
from datetime import date

from textual import work
from textual.timer import Timer

from tui.clocks import Standpoint
from tui.commands import key_of
from tui.screens.marking import MarkingScreen
from tui.widgets.scrubber import Scrubber, next_cut

SPEEDS = ((0.8, 1), (0.4, 1), (0.2, 1), (0.2, 3), (0.2, 7), (0.2, 30), (0.2, 90))
"""Seconds between two steps and the days of a step: from a day to more than a year a second."""


class PlayingScreen(MarkingScreen):
    """Steps by weeks, months and changes of state, and plays."""

    _timer: Timer | None = None
    _speed = 0

    @property
    def plays(self) -> bool:
        """Whether the date moves by itself."""
        return self._timer is not None

    def play(self) -> None:
        """Play, or play faster; from the first development where one stands behind the last."""
        self.with_stops(self._play)

    def _play(self) -> None:
        last = self._last_day()
        if self.standpoint is None or last is None:
            self.say("no development of this pair is there to play")
            return
        self._speed = min(self._speed + 1, len(SPEEDS) - 1) if self.plays else 0
        if self.standpoint.day >= last:
            self.to_end(last=False)
        self._start(*SPEEDS[self._speed])

    def _last_day(self) -> date | None:
        for scrubber in self.query(Scrubber):  # none, where one leaves while it plays
            return scrubber.cuts[-1][0] if scrubber.cuts else None
        return None

    def _start(self, seconds: float, days: int) -> None:
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_interval(seconds, self.play_on)
        self.say(f"▶ {days / seconds:.3g} days a second · Space faster · Esc stops")

    def play_on(self) -> None:
        """One step; at the last development it ends."""
        last, days = self._last_day(), SPEEDS[self._speed][1]
        if self.standpoint is None or last is None:
            self.stop_playing()
            return
        goal = self.standpoint.later(days)
        if goal.day >= last:
            self.stop_playing()
            self.to_end(last=True)
            self.say(f"this is the last development of the pair: {key_of('now')} goes back to now")
        else:
            self.stand(goal)

    def stop_playing(self) -> bool:
        """Stop; whether it played."""
        if self._timer is None:
            return False
        self._timer.stop()
        self._timer = None
        self.say(f"stopped on {self.standpoint.date_text}" if self.standpoint else "")
        return True

    def on_screen_suspend(self) -> None:
        """Behind another screen nothing moves."""
        self.stop_playing()

    def by_months(self, months: int) -> None:
        """So many months on or back, to the same day of the month or its last."""
        if self.standpoint is not None:
            self.stand(months_later(self.standpoint, months))

    @work(group="change")
    async def by_change(self, step: int) -> None:
        """To the next date on which the state of the pair changes, or the one before."""
        standpoint, pair, aside = self.standpoint, self.looked_at, self.dashboard.provider.aside
        if standpoint is None or pair is None:
            return
        cuts = await self.aside(lambda: aside.changes(pair, standpoint.clocks))
        if cuts is None or self.standpoint is None:
            return
        here = self.standpoint.clocks.as_of
        goal = next_cut(cuts, (here.day, here.minute), step)
        if goal is None:
            self.say(f"the state does not change {'after' if step > 0 else 'before'} this date")
        else:
            self.stand(self.standpoint.on(*goal))


def months_later(standpoint: Standpoint, months: int) -> Standpoint:
    """So many months on, or back; the calendar's ends hold."""
    day = standpoint.day
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        return standpoint
    return standpoint.on(date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1])))
