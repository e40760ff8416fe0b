"""Following: readers that read on behind the last position they saw, as every follower of the log does.

A reader that passes over an entry, because a smaller position became visible after a greater one, never sees it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from children import Say
from logs import Address, Row, exists, rows_after

from tracker.application.store.reader import Reader

PAUSE, LOOKS = 0.005, 100


def follow(address: Address, over: Callable[[], bool], say: Say) -> None:
    """Read on until it is over and nothing more is there; say each entry as it is seen, in parts."""
    last, ending = 0, False
    while not ending:
        ending = over()  # asked first: what was recorded before it was over is still read
        last = _read_on(address, last, say)


def _read_on(address: Address, last: int, say: Say) -> int:
    """Open the log anew, as after a lost connection, and look at it some times; the last position seen."""
    if not exists(address):
        time.sleep(PAUSE)
        return last
    with Reader(address) as reader:
        for _ in range(LOOKS):
            last = _more(reader, last, say)
    return last


def _more(reader: Reader, last: int, say: Say) -> int:
    rows = rows_after(reader, last)
    if not rows:
        time.sleep(PAUSE)
        return last
    say({"seen": [[row.position, row.digest] for row in rows]})
    return rows[-1].position


@dataclass
class Followed:
    """How what one reader saw compares with what is there."""

    seen: int
    passed_over: int
    """Entries that it never saw."""
    out_of_place: int
    """Entries that it saw at another position than the one behind the last."""
    different: int
    """Entries that it saw otherwise than they stand in the log."""


def followed(seen: Iterable[tuple[int, str]], held: Iterable[Row]) -> Followed:
    """Compare what a reader saw, in order, with what the log holds."""
    there = {row.position: row.digest for row in held}
    saw = list(seen)
    return Followed(
        seen=len(saw),
        passed_over=len(there.keys() - {position for position, _ in saw}),
        out_of_place=sum(position != place for place, (position, _) in enumerate(saw, 1)),
        different=sum(there.get(position) != digest for position, digest in saw),
    )
