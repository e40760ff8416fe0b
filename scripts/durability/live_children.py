"""Children of the trial of live following: one that records now and then, those that follow, and one that is idle."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable
from functools import partial

from children import Child, Say, answer
from jobs import recorded
from logs import row_at

from tracker.application.store.address import Address
from tracker.application.store.following import Follower
from tracker.application.store.writing import Writer


def recording(address: Address, name: str, seconds: float, gap: float) -> Child:
    """Records one by one for some time, with gaps of all lengths around ``gap`` seconds."""

    def record(say: Say) -> None:
        chance, number, end = random.Random(name), 0, time.monotonic() + seconds
        with Writer(address) as writer:
            while time.monotonic() < end:
                time.sleep(chance.expovariate(1 / gap))
                began = time.monotonic()
                (stored,) = writer.submit(recorded(name, number).commands)
                say({"wrote": [stored.position, began, time.monotonic()]})
                number += 1

    return Child(record)


def following(address: Address, after: int, over: Callable[[], bool]) -> Child:
    """Follows behind a position until it is over and nothing more is there, and says each entry with its moment."""

    def follow(say: Say) -> None:
        ending = False
        with Follower(address, after=after) as follower:
            for part in follower.parts():
                now = time.monotonic()
                if part:
                    say({"seen": [[row.position, row_at(*row).digest, now] for row in part]})
                elif ending:
                    return
                ending = over()  # asked before the next look: what was recorded before it was over is still seen

    return Child(follow)


def idle_share(address: Address, seconds: float) -> float:
    """The share of a core that a follower takes while nothing is recorded."""
    return float(answer(partial(_idle, address, seconds)))


def _idle(address: Address, seconds: float) -> float:
    with Follower(address) as follower:
        parts = follower.parts()
        while next(parts):
            pass
        timer = threading.Timer(seconds, follower.stop)
        began, used = time.monotonic(), time.process_time()
        timer.start()
        for part in parts:
            if part:
                raise RuntimeError("something was recorded in an idle log")
        share = (time.process_time() - used) / (time.monotonic() - began)
        timer.join()
        return share
