"""Moments: places in the order of occurrence, and the dates at which it is cut."""

from datetime import date
from typing import NamedTuple

END_OF_DAY = 24 * 60
"""Minute of day of an act whose time is not known: it sorts after all that are."""
MAX_DEPTH = 31
"""Longest chain of causes and responses that is told apart within one minute and rank."""


class Moment(NamedTuple):
    """The place of a development in the order of occurrence, but for its id."""

    day: int
    minute: int
    rank: int
    depth: int

    @property
    def packed(self) -> int:
        """The moment as one integer of the same order."""
        return packed(self.day, self.minute, self.rank, self.depth)


def packed(day: int, minute: int | None, rank: int, depth: int = 0) -> int:
    """A place in the order of occurrence as one integer; without a minute, at the end of the day."""
    return ((day * 1441 + (END_OF_DAY if minute is None else minute)) * 64 + rank) * 32 + depth


def unpack_day(packed: int) -> int:
    """The day (proleptic ordinal) of a packed moment."""
    return packed // (1441 * 64 * 32)


def unpacked(packed: int) -> Moment:
    """The moment that was packed into an integer."""
    rest, depth = divmod(packed, 32)
    rest, rank = divmod(rest, 64)
    return Moment(*divmod(rest, 1441), rank, depth)


def last_moment_of(day: int, minute: int = END_OF_DAY) -> int:
    """The last packed moment of a day, or of a minute of it."""
    return Moment(day, minute, 63, 31).packed


class Cut(NamedTuple):
    """A date: the day, and the last minute of it that is included."""

    day: date
    minute: int = END_OF_DAY

    @property
    def packed(self) -> int:
        """The last moment that is included."""
        return last_moment_of(self.day.toordinal(), self.minute)
