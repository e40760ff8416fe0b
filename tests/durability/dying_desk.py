"""A desk in a process of its own that dies of SIGKILL where it is told to, within a write or right behind it.

It is a Python of its own that forks for each death: it opens no log itself, and so carries no connection through a
fork, while whoever asks may keep readers and writers open.
"""

import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Self

from pydantic import ValidationError

from tracker.domain.commands import Command, Refused

ROOT = Path(__file__).resolve().parents[2]
BEFORE = ("INSERT INTO stored_events", "INSERT INTO leaves", "UPDATE pairs", "COMMIT")
"""The statements before which it dies; none of them lasts then."""
BEHIND = "behind COMMIT"
"""It dies after its entries were recorded, before it says so to anyone."""
_ENDS = {-signal.SIGKILL: "killed", 0: "recorded", 3: "declined"}
Death = tuple[Path, list[Command], datetime, str]


class DyingDesk:
    """Says commands and dies, as often as it is asked."""

    def __init__(self) -> None:
        known = {**os.environ, "PYTHONPATH": str(ROOT)}
        self._process = subprocess.Popen(
            [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=known
        )

    def die(self, path: Path, commands: Sequence[Command], now: datetime, where: str) -> str:
        """What became of a process that said commands: ``killed``, or ``recorded`` or ``declined`` where it came to an end."""
        asked, answers = self._process.stdin, self._process.stdout
        assert asked is not None
        assert answers is not None
        pickle.dump((path, list(commands), now, where), asked)
        asked.flush()
        return str(pickle.load(answers))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()


def _serve() -> None:
    while True:
        try:
            death: Death = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        pid = os.fork()
        if not pid:
            _live(*death)
        status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        pickle.dump(_ENDS.get(status, f"failed with {status}"), sys.stdout.buffer)
        sys.stdout.buffer.flush()


def _live(path: Path, commands: list[Command], now: datetime, where: str) -> None:
    """The life of a desk: it never returns."""
    from tests.durability.small import small_steps
    from tracker.application.store import recorder
    from tracker.application.store.writing import Writer

    opened = recorder.connect

    def watched(place: Any, *, writable: bool) -> Any:
        conn = opened(place, writable=writable)
        conn.set_trace_callback(lambda said: _kill() if said.startswith(where) else None)
        return conn

    recorder.connect = watched  # type: ignore[assignment]
    status = 1
    try:
        with small_steps():
            Writer(path, clock=lambda: now).submit(commands)
        if where == BEHIND:
            _kill()
        status = 0
    except (Refused, ValidationError):
        status = 3
    finally:
        os._exit(status)


def _kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    _serve()
