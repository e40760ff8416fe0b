"""A terminal that a test reads: the program runs on a pseudo-terminal, and pyte says what stands where."""

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pyte

ROOT = Path(__file__).resolve().parents[2]
QUIET, LONGEST = 0.15, 20.0
"""Seconds without output after which a screen is done, and those after which it must be."""


class Terminal:
    """A running program, and its screen."""

    def __init__(self, fd: int, size: tuple[int, int]) -> None:
        self.fd, self.screen = fd, pyte.Screen(*size)
        self._stream = pyte.ByteStream(self.screen)

    def settle(self, part: str = "") -> "Terminal":
        """Wait until a part is seen and nothing more comes."""
        end = time.monotonic() + LONGEST
        while time.monotonic() < end:
            ready, _, _ = select.select([self.fd], [], [], QUIET)
            if not ready and part in self.text:
                return self
            with suppress(OSError):
                self._stream.feed(os.read(self.fd, 1 << 16) if ready else b"")
        raise AssertionError(f"{part!r} was not seen in\n{self.text}")

    def press(self, keys: str, part: str = "") -> "Terminal":
        os.write(self.fd, keys.encode())
        return self.settle(part)

    @property
    def text(self) -> str:
        return "\n".join(self.screen.display)

    @property
    def at(self) -> tuple[int, int]:
        """Column and line of the cursor."""
        return self.screen.cursor.x, self.screen.cursor.y

    @property
    def line(self) -> str:
        """The line on which the cursor stands."""
        return self.screen.display[self.screen.cursor.y]


@contextmanager
def on_terminal(*words: str, size: tuple[int, int] = (80, 24), **environment: str) -> Iterator[Terminal]:
    """Run ``tracker`` on a terminal of so many columns and lines; it is ended at the end."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
    mine = {**os.environ, "TERM": "xterm-256color", "TRACKER_CONFIG": os.devnull, "TRACKER_BY": "test", **environment}
    running = subprocess.Popen(
        [sys.executable, "-m", "tracker.cli.main", *words],
        stdin=theirs, stdout=theirs, stderr=theirs, env=mine, cwd=ROOT, start_new_session=True,
    )  # fmt: skip
    os.close(theirs)
    try:
        yield Terminal(ours, size)
    finally:
        running.kill()
        running.wait()
        os.close(ours)
