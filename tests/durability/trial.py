"""Trials of the machine: so many random steps, or as many as it takes to find a fault."""

import os
import time
from collections.abc import Callable
from typing import NamedTuple

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.durability.dying_desk import DyingDesk
from tests.durability.faults import Fault
from tests.durability.machine import LogMachine

LENGTH = 50
"""Steps of one log."""
BATCH = 40
"""Logs of one search, of which the first says the least; what hypothesis remembers of them is then let go."""


class Trial(NamedTuple):
    """What came of a trial."""

    steps: int
    seconds: float
    cpu: float
    """Seconds of a core, those of the processes that died included."""
    tally: dict[str, int]


def tried(steps: int, chance: int = 1, *, shrink: bool = False) -> Trial:
    """Drive logs for so many steps at least, one batch at most; whatever differs is raised, with the steps to it.

    To ``shrink`` them to few takes minutes.
    """
    logs = min(BATCH, -(-steps // LENGTH))
    return _timed(lambda: _drive(logs, chance, shrink=shrink))


def steps_to_find(fault: Fault, most: int, chance: int = 1) -> int | None:
    """Within how many steps a fault shows, those that show it again included; None where it does not within so many."""

    def drive() -> None:
        while LogMachine.steps < most:
            _drive(BATCH, chance + LogMachine.steps, shrink=False)

    with fault():
        try:
            _timed(drive)
        except Exception:  # noqa: BLE001 - a fault may show as any error
            return LogMachine.steps
    return None


def _timed(drive: Callable[[], None]) -> Trial:
    LogMachine.steps = 0
    LogMachine.tally.clear()
    start, used = time.monotonic(), sum(os.times()[:4])
    with DyingDesk() as LogMachine.desk:
        drive()
    return Trial(LogMachine.steps, time.monotonic() - start, sum(os.times()[:4]) - used, dict(LogMachine.tally))


def _drive(logs: int, chance: int, *, shrink: bool) -> None:
    asked = settings(
        max_examples=logs, stateful_step_count=LENGTH, deadline=None, database=None, print_blob=False,
        suppress_health_check=list(HealthCheck), report_multiple_bugs=False,
        phases=(Phase.generate, Phase.shrink) if shrink else (Phase.generate,),
    )  # fmt: skip
    run_state_machine_as_test(seed(chance)(LogMachine), settings=asked)
