"""Children: processes forked from a warm parent, which say on a pipe what they have done.

A fork costs milliseconds where a fresh Python costs a fifth of a second. The parent never opens a log that its
children open, for a connection must not be carried through a fork: what it wants to know it asks of a child.
What a child says is whole lines: one that a kill cut off was not said.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import traceback
from collections.abc import Callable
from typing import Any

Say = Callable[[dict[str, Any]], None]


class Child:
    """A forked process and what it has said so far."""

    def __init__(self, do: Callable[[Say], None]) -> None:
        self._pipe, end = os.pipe()
        os.set_inheritable(end, True)
        sys.stdout.flush()
        self.pid = os.fork()
        if not self.pid:
            os.close(self._pipe)
            _live(do, end)
        os.close(end)
        self._buffer = b""
        self.said: list[dict[str, Any]] = []
        self.open = True
        self.status: int | None = None

    def fileno(self) -> int:
        """The pipe, to wait for."""
        return self._pipe

    def listen(self) -> None:
        """Take what was said since; ``open`` tells whether more may come."""
        part = os.read(self._pipe, 1 << 16)
        *lines, self._buffer = (self._buffer + part).split(b"\n")
        self.said += map(json.loads, lines)
        self.open = bool(part)

    def kill(self) -> None:
        """Send SIGKILL."""
        os.kill(self.pid, signal.SIGKILL)

    def join(self) -> int:
        """Hear all that it says and wait for its end; the exit status, negative where a signal ended it."""
        while self.open:
            self.listen()
        if self.status is None:
            os.close(self._pipe)
            self.status = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        return self.status

    @property
    def faults(self) -> list[str]:
        """What reached the user of a child as an error."""
        return [said["fault"] for said in self.said if "fault" in said]


def answer(question: Callable[[], Any]) -> Any:
    """What a child finds out, as JSON; RuntimeError with the words of what reached it as an error."""
    child = Child(lambda say: say({"answer": question()}))
    child.join()
    if child.faults:
        raise RuntimeError(child.faults[0])
    return child.said[0]["answer"]


def _live(do: Callable[[Say], None], end: int) -> None:
    """The life of a child: it never returns to the code of its parent."""

    def say(what: dict[str, Any]) -> None:
        left = json.dumps(what, separators=(",", ":")).encode() + b"\n"
        while left:
            left = left[os.write(end, left) :]

    status = 1
    try:
        nowhere = os.open(os.devnull, os.O_RDWR)
        os.dup2(nowhere, 0)
        os.dup2(nowhere, 1)
        do(say)
        status = 0
    except BaseException as problem:  # noqa: BLE001 - whatever it is, the parent is to know
        say({"fault": f"{type(problem).__name__}: {problem}", "trace": traceback.format_exc()})
    finally:
        os._exit(status)
