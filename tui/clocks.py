"""The standpoint of the screens: on which date one stands, as known when, and how the header says it."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from tracker.application.intervals import MONTHS
from tracker.application.store.reader import Clocks

WHOLE_DAY = 24 * 60
"""A date without a time of day: all of it."""


def day_text(day: date) -> str:
    """``17 Jan 2024``, in any locale."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def minute_text(minute: int) -> str:
    """`` 04:30``, or nothing where the whole day is meant."""
    return "" if minute >= WHOLE_DAY else f" {minute // 60:02}:{minute % 60:02}"


def instant_text(instant: datetime) -> str:
    """``19 Jan 2024 12:00`` in UTC."""
    at = instant.astimezone(UTC)
    return f"{day_text(at.date())} {at.hour:02}:{at.minute:02}"


@dataclass(frozen=True)
class Standpoint:
    """Where the reader stands; ``newest`` is where one stands without choosing."""

    newest: Clocks
    clocks: Clocks
    today: date

    @property
    def date_is_now(self) -> bool:
        return self.clocks.as_of == self.newest.as_of

    @property
    def knowledge_is_now(self) -> bool:
        return self.clocks.known_at is None

    @property
    def is_now(self) -> bool:
        return self.date_is_now and self.knowledge_is_now

    @property
    def day(self) -> date:
        return self.clocks.as_of.day

    def on(self, day: date, minute: int = WHOLE_DAY) -> "Standpoint":
        """The same knowledge on another date."""
        return replace(self, clocks=self.clocks._replace(as_of=self.clocks.as_of._replace(day=day, minute=minute)))

    def later(self, days: int) -> "Standpoint":
        """So many days on, or back; the calendar's ends hold."""
        try:
            return self.on(self.day + timedelta(days=days))
        except OverflowError:
            return self

    def known(self, instant: datetime | None) -> "Standpoint":
        """The same date, as known at another time; None is all that is known now."""
        return replace(self, clocks=self.clocks._replace(known_at=instant))

    def now(self) -> "Standpoint":
        """Where one stands without choosing."""
        return replace(self, clocks=self.newest)

    def renewed(self, newest: "Standpoint") -> "Standpoint":
        """The same once more was recorded, and now is elsewhere: who stood at now stands there."""
        return newest if self.is_now else replace(newest, clocks=self.clocks)

    @property
    def date_text(self) -> str:
        if self.date_is_now and self.day == self.today:
            return "today"
        return day_text(self.day) + minute_text(self.clocks.as_of.minute)

    @property
    def known_text(self) -> str:
        at = self.clocks.known_at
        return "now" if at is None else instant_text(at)

    @property
    def known_words(self) -> str:
        """``as known on 19 Jan 2024 12:00``."""
        return f"as known {'' if self.knowledge_is_now else 'on '}{self.known_text}"

    @property
    def words(self) -> str:
        """``17 Jan 2024, as known on 19 Jan 2024 12:00``."""
        return f"{self.date_text}, {self.known_words}"

    def place(self) -> tuple[Any, ...]:
        """By which moments are ordered: the date, then what was known."""
        at = self.clocks.known_at
        return (self.clocks.as_of, at is None, 0.0 if at is None else at.timestamp())

    @property
    def mark(self) -> str:
        """One or two words for a standpoint that is not now; nothing for now."""
        if self.is_now:
            return ""
        if self.date_is_now:
            return "KNOWN THEN"
        return "PAST" if self.day <= self.today else "FUTURE"

    def sentence(self, room: int) -> str:
        """Which clocks hold, in so many cells; it says 'as known' at every size."""
        on = "" if self.date_text == "today" else "on "
        full = f"Relations {on}{self.words}"
        ahead = f"{full}: the last date in the log; today is {day_text(self.today)}"
        short = f"{self.date_text}, as known {self.known_text}"
        least = f"as known {self.known_text}"
        texts = (ahead, full, short) if self.date_is_now and self.day > self.today else (full, short)
        return next((text for text in texts if len(text) <= room), least)
