"""A real pseudo-terminal with the dashboard in it: keys go in, bytes come out, and its process is measured.

Used by the benchmark of the screen and by the soak; it reads bytes and frames, and draws nothing itself.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from pathlib import Path
from typing import Self

PAINTED = re.compile(rb"[A-Z]{3}\xe2\x80\x93[A-Z]{3}[^\r\n]*\d\.\d")
"""A relation with its tension: the first paint is there when a pair is."""
FRAME_END = b"\x1b[?2026l"
QUESTION, ANSWER = b"\x1b[?2026$p", b"\x1b[?2026;2$y"
"""Whether the terminal takes a frame as one: it says that it does, as most do; so frames can be counted."""


class Ended(RuntimeError):
    """The dashboard ended before it was told to."""


class Terminal:
    """The dashboard on a log, or another program, at a size; a context."""

    def __init__(self, path: Path, columns: int = 120, rows: int = 40, *, program: bool = False) -> None:
        self.started = time.perf_counter()
        self.received = b""
        """What came since `forget`."""
        self.frames = 0
        self.last = 0.0
        """When bytes came last."""
        self._asked = False
        self.pid, self._fd = pty.fork()
        if not self.pid:
            _become([str(path)] if program else _dashboard(path), columns, rows)
        self.resize(columns, rows)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._fd)
        try:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        except (ProcessLookupError, ChildProcessError):
            return

    def resize(self, columns: int, rows: int) -> None:
        """Another size."""
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def press(self, keys: str) -> None:
        """Type."""
        os.write(self._fd, keys.encode())

    def read(self, seconds: float) -> bool:
        """Take what comes within so many seconds, at once when something does; whether something did."""
        ready, _, _ = select.select([self._fd], [], [], max(0.0, seconds))
        if not ready:
            return False
        try:
            got = os.read(self._fd, 1 << 20)
        except OSError as problem:
            raise Ended(self.said()) from problem
        self.last = time.perf_counter()
        self.received += got
        self.frames += got.count(FRAME_END)
        if not self._asked and QUESTION in self.received:
            self._asked = True
            os.write(self._fd, ANSWER)
        return True

    def forget(self) -> None:
        """What comes from now on is new."""
        self.received, self.frames = b"", 0

    def drain(self, seconds: float) -> None:
        """Take all that comes in a time."""
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            self.read(left)

    def rest(self, quiet: float, most: float = 30.0) -> None:
        """Until nothing came for so many seconds."""
        end = time.perf_counter() + most
        while time.perf_counter() < end and self.read(quiet):
            pass

    def painted(self, most: float = 60.0, *, paint: re.Pattern[bytes] = PAINTED) -> tuple[float, float]:
        """Wait for the first paint; CPU and wall seconds until it was there. Ended where it takes too long."""
        while not paint.search(self.received):
            if not self.read(most):
                raise Ended(self.said())
        return self.cpu(), time.perf_counter() - self.started

    def answered(self, keys: str, most: float = 2.0) -> float:
        """Seconds from keys to the first byte."""
        self.forget()
        start = time.perf_counter()
        self.press(keys)
        self.read(most)
        return time.perf_counter() - start

    def cpu(self) -> float:
        """CPU seconds of the process so far, all of its threads."""
        return time.clock_gettime((~self.pid << 3) | 2)

    def memory(self, name: str = "VmHWM") -> float:
        """Megabytes: the most that it held (VmHWM), or holds now (VmRSS)."""
        status = Path(f"/proc/{self.pid}/status").read_text("ascii")
        return next(int(row.split()[1]) for row in status.splitlines() if row.startswith(name)) / 1024

    def said(self) -> str:
        """The end of what came, as text."""
        return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", " ", self.received[-4000:].decode("utf-8", "replace"))


def _dashboard(path: Path) -> list[str]:
    return [sys.executable, "-m", "tracker.cli.main", "--db", str(path), "dashboard"]


def _become(command: list[str], columns: int, rows: int) -> None:
    """In the child: be a program, once the terminal has its size."""
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    home = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", "TRACKER_TOUR": "0"}
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR", "PYTHONPATH") if name in os.environ}
    os.execve(command[0], command, kept | home)  # noqa: S606 - our own interpreter, or what one asked to compare with
