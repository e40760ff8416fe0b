"""Watches beside a follower: what each entry fires, told once, whatever becomes of the log between two entries.

The follower asks again by itself where a server was away. What is asked beside it, for the state behind an entry, is
asked again here, from the first entry of which nothing was told yet.
"""

import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from tracker.application.problems import BadInput
from tracker.application.store.address import Address
from tracker.application.store.following import LogRow, Phase, Told
from tracker.application.store.postgres.problems import Kind, ServerProblem
from tracker.application.store.reader import Reader
from tracker.application.store.waking import HEARTBEAT
from tracker.application.watching import Watching
from tracker.domain.moments import Cut

Answer = TypeVar("Answer")
_SOONEST = 0.02


def once_there(address: Address, told: Told, ask: Callable[[], Iterator[Answer]]) -> Iterator[Answer | None]:
    """What ``ask`` yields, asked anew while the log is away; None each time that it was found to be.

    ``ask`` goes on behind what it yielded before. ``told`` is told once that the log is away. Else BadInput.
    """
    pause = _SOONEST
    while True:
        try:
            yield from ask()
            return
        except (BadInput, ServerProblem) as problem:
            if not _is_away(address, problem):
                raise
            if pause == _SOONEST:
                told(Phase.LOST, problem.what if isinstance(problem, BadInput) else problem.in_words().what)
        yield None
        time.sleep(pause)
        pause = min(HEARTBEAT, pause * 2)


def _is_away(address: Address, problem: Exception) -> bool:
    """Whether the log, rather than what was asked, is what is missing."""
    cause = problem if isinstance(problem, ServerProblem) else problem.__cause__
    if isinstance(cause, ServerProblem):
        return cause.kind is Kind.AWAY
    return isinstance(address, Path) and not address.exists()


def fired(
    address: Address, watching: Watching, part: list[LogRow], day: Callable[[Reader], Cut], now: datetime
) -> Iterator[list[dict[str, Any]]]:
    """What each entry of a part fires, with the states on the ``day``; those that were told of are taken off it."""
    while part:
        with Reader(address) as reader, reader.snapshot():
            for _, firings in watching.firings(reader, tuple(part), day(reader), now):
                del part[0]
                yield firings
