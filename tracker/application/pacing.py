"""Pacing: who asks beside something more urgent is stopped in between, in what Python does by itself too."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

Item = TypeVar("Item")
Pace = Callable[[], None]
AT_ONCE = 200
"""Turns of a plain loop from one stop to the next: some tenths of a millisecond."""
_PACE: ContextVar[Pace | None] = ContextVar("pace", default=None)


@contextmanager
def pacing(pace: Pace) -> Iterator[None]:
    """What is asked within, in this thread, calls this again and again; it may wait, or raise to end the question."""
    before = _PACE.set(pace)
    try:
        yield
    finally:
        _PACE.reset(before)


def paced(items: Iterable[Item], every: int = AT_ONCE) -> Iterable[Item]:
    """The same items, with a stop before each ``every`` of them where somebody paces."""
    pace = _PACE.get()
    return items if pace is None else _stopping(items, every, pace)


def _stopping(items: Iterable[Item], every: int, pace: Pace) -> Iterator[Item]:
    for number, item in enumerate(items):
        if number % every == 0:
            pace()
        yield item
