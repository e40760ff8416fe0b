"""A screen that plays: the date moves by itself, on or back, as fast as is asked, to an end of what happened."""

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
    _way = 1
    """On, or back as -1."""

    @property
    def plays(self) -> bool:
        """Whether the date moves by itself."""
        return self._timer is not None

    def play(self, way: int = 1) -> None:
        """Play on, or back; what plays that way already plays faster, the other way slower and then this way.

        From the other end of the developments where one stands behind this one.
        """
        self.with_stops(lambda: self._play(way))

    def _play(self, way: int) -> None:
        days = self._played_days()
        if self.standpoint is None or days is None:
            self.say("no development of this pair is there to play")
            return
        self._shift(way)
        first, last = days
        beyond = self.standpoint.day >= last if self._way > 0 else not first < self.standpoint.day <= last
        if beyond:
            self.to_end(last=self._way < 0)
        self._start(*SPEEDS[self._speed])

    def _shift(self, way: int) -> None:
        """Another speed, or the other way."""
        if not self.plays:
            self._speed, self._way = 0, way
        elif way == self._way:
            self._speed = min(self._speed + 1, len(SPEEDS) - 1)
        elif self._speed:
            self._speed -= 1
        else:
            self._way = way

    def _played_days(self) -> tuple[date, date] | None:
        """The days of the pair's first and last development."""
        for scrubber in self.query(Scrubber):  # none, where one leaves while it plays
            return (scrubber.cuts[0][0], scrubber.cuts[-1][0]) if scrubber.cuts else None
        return None

    def _start(self, seconds: float, days: int) -> None:
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_interval(seconds, self.play_on)
        on, back = key_of("play"), key_of("play-back")
        sign, same, other = ("▶", on, back) if self._way > 0 else ("◂", back, on)
        less = "slower" if self._speed else "back" if self._way > 0 else "on"
        self.say(f"{sign} {days / seconds:.3g} days a second · {same} faster · {other} {less} · Esc stops")

    def play_on(self) -> None:
        """One step; at the last development it ends, or at the first on the way back."""
        ends, days = self._played_days(), SPEEDS[self._speed][1]
        if self.standpoint is None or ends is None:
            self.stop_playing()
            return
        goal, on = self.standpoint.later(self._way * days), self._way > 0
        if goal.day >= ends[1] if on else goal.day <= ends[0]:
            self.stop_playing()
            self.to_end(last=on)
            self.say(
                f"this is the {'last' if on else 'first'} development of the pair: {key_of('now')} goes back to now"
            )
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
