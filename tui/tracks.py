"""The tracks along which a clock is played: where each ends, how it steps, and what is said of it."""

from typing import ClassVar

from tui.clocks import Standpoint
from tui.commands import key_of
from tui.widgets.scrubber import Scrubber, next_instant


class Track:
    """What is played of a clock, over the stops of a pair; ``way`` is on as 1, or back as -1."""

    speeds: ClassVar[tuple[tuple[float, int], ...]]
    """Seconds between two steps and the length of a step, from the slowest."""
    unit: ClassVar[str]
    """What a second brings so many of."""
    nothing: ClassVar[str]
    """What is said where the pair has no stops."""

    def has_stops(self, stops: Scrubber) -> bool:
        """Whether there is anything to play."""
        raise NotImplementedError

    def is_over(self, here: Standpoint, stops: Scrubber, way: int) -> bool:
        """Whether nothing lies ahead, so that one plays from the other end."""
        raise NotImplementedError

    def end(self, here: Standpoint, stops: Scrubber, way: int) -> Standpoint:
        """Where it ends."""
        raise NotImplementedError

    def stepped(self, here: Standpoint, stops: Scrubber, steps: int) -> Standpoint:
        """So far on, or back where it is less than none, and at most to its end."""
        raise NotImplementedError

    def ended(self, way: int) -> str:
        """What is said at its end."""
        raise NotImplementedError

    def stopped(self, here: Standpoint) -> str:
        """What is said where one stops it."""
        raise NotImplementedError


class DateTrack(Track):
    """The date, day by day from the first development to the last."""

    speeds = ((0.8, 1), (0.4, 1), (0.2, 1), (0.2, 3), (0.2, 7), (0.2, 30), (0.2, 90))
    unit = "days"
    nothing = "no development of this pair is there to play"

    def has_stops(self, stops: Scrubber) -> bool:
        return bool(stops.cuts)

    def is_over(self, here: Standpoint, stops: Scrubber, way: int) -> bool:
        first, last = stops.cuts[0][0], stops.cuts[-1][0]
        return here.day >= last if way > 0 else not first < here.day <= last

    def end(self, here: Standpoint, stops: Scrubber, way: int) -> Standpoint:
        return here.on(*stops.cuts[-1 if way > 0 else 0])

    def stepped(self, here: Standpoint, stops: Scrubber, steps: int) -> Standpoint:
        goal, end = here.later(steps), self.end(here, stops, steps)
        return end if (goal.day >= end.day if steps > 0 else goal.day <= end.day) else goal

    def ended(self, way: int) -> str:
        return f"this is the {'last' if way > 0 else 'first'} development of the pair: {key_of('now')} goes back to now"

    def stopped(self, here: Standpoint) -> str:
        return f"stopped on {here.date_text}"


class KnownTrack(Track):
    """What was known, from the first instant at which something was learned of the pair to now."""

    speeds = ((0.8, 1), (0.4, 1), (0.2, 1), (0.2, 5), (0.2, 20), (0.2, 100), (0.2, 500))
    unit = "things learned"
    nothing = "nothing that was learned of this pair is there to play"

    def has_stops(self, stops: Scrubber) -> bool:
        return bool(stops.instants)

    def is_over(self, here: Standpoint, stops: Scrubber, way: int) -> bool:
        known = here.clocks.known_at
        return known is None if way > 0 else known is not None and known <= stops.instants[0]

    def end(self, here: Standpoint, stops: Scrubber, way: int) -> Standpoint:
        return here.known(None if way > 0 else stops.instants[0])

    def stepped(self, here: Standpoint, stops: Scrubber, steps: int) -> Standpoint:
        goal = here.known(next_instant(stops.instants, here.clocks.known_at, steps))
        return self.end(here, stops, steps) if self.is_over(goal, stops, steps) else goal

    def ended(self, way: int) -> str:
        if way > 0:
            return "as known now: this is all that was learned of the pair"
        return f"this is the first thing learned of the pair: {key_of('known-now')} goes back to what is known now"

    def stopped(self, here: Standpoint) -> str:
        return f"stopped, {here.known_words}"


DATE, KNOWN = DateTrack(), KnownTrack()
