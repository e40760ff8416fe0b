"""A screen that plays: a clock moves by itself, on or back, as fast as is asked, to an end of its track."""

import calendar
from datetime import date

from textual import work
from textual.timer import Timer

from tui.clocks import Standpoint
from tui.commands import key_of
from tui.screens.marking import MarkingScreen
from tui.tracks import DATE, KNOWN, Track
from tui.widgets.scrubber import Scrubber, next_cut


class PlayingScreen(MarkingScreen):
    """Steps by weeks, months and changes of state, and plays."""

    _timer: Timer | None = None
    _track: Track = DATE
    """What is played."""
    _speed = 0
    _way = 1
    """On, or back as -1."""

    @property
    def plays(self) -> bool:
        """Whether a clock moves by itself."""
        return self._timer is not None

    def play(self, way: int = 1) -> None:
        """Play on, or back; what plays that way already plays faster, the other way slower and then this way.

        From the other end of the track where one stands behind this one. It is the date where nothing plays.
        """
        self.with_stops(lambda: self._play(self._track if self.plays else DATE, way))

    def play_known(self) -> None:
        """Play on what was known, as more was learned; the date then stands."""
        self.with_stops(lambda: self._play(KNOWN, 1))

    def _play(self, track: Track, way: int) -> None:
        stops = self._stops_of(track)
        if self.standpoint is None or stops is None:
            self.say(track.nothing)
            return
        self._shift(track, way)
        if track.is_over(self.standpoint, stops, self._way):
            self.stand(track.end(self.standpoint, stops, -self._way))
        self._start()

    def _shift(self, track: Track, way: int) -> None:
        """Another track, another speed, or the other way."""
        if not self.plays or track is not self._track:
            self._track, self._speed, self._way = track, 0, way
        elif way == self._way:
            self._speed = min(self._speed + 1, len(self._track.speeds) - 1)
        elif self._speed:
            self._speed -= 1
        else:
            self._way = way

    def _stops_of(self, track: Track) -> Scrubber | None:
        """Where the stops of the pair are; None where it has none on a track, or where one leaves while it plays."""
        return next((stops for stops in self.query(Scrubber) if track.has_stops(stops)), None)

    def _start(self) -> None:
        if self._timer is not None:
            self._timer.stop()
        seconds, length = self._track.speeds[self._speed]
        self._timer = self.set_interval(seconds, self.play_on)
        on, back = key_of("play"), key_of("play-back")
        sign, same, other = ("▶", on, back) if self._way > 0 else ("◂", back, on)
        less = "slower" if self._speed else "back" if self._way > 0 else "on"
        rate = f"{length / seconds:.4g} {self._track.unit} a second"
        self.say(f"{sign} {rate} · {same} faster · {other} {less} · Esc stops")

    def play_on(self) -> None:
        """One step; at the end of the track it stops."""
        track, stops = self._track, self._stops_of(self._track)
        if self.standpoint is None or stops is None:
            self.stop_playing()
            return
        goal = track.stepped(self.standpoint, stops, self._way * track.speeds[self._speed][1])
        if goal == track.end(self.standpoint, stops, self._way):
            self.stop_playing()
            self.stand(goal)
            self.say(track.ended(self._way))
        else:
            self.stand(goal)

    def stop_playing(self) -> bool:
        """Stop; whether it played."""
        if self._timer is None:
            return False
        self._timer.stop()
        self._timer = None
        self.say(self._track.stopped(self.standpoint) if self.standpoint else "")
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
