"""A terminal that a test reads: the program runs on a pseudo-terminal, and pyte says what stands where."""

import fcntl
import os
import pty
import select
import signal
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

    def __init__(self, fd: int, size: tuple[int, int], program: "subprocess.Popen[bytes]") -> None:
        self.fd, self.screen, self.program = fd, pyte.Screen(*size), program
        self._rows: list[str] = []
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

    def until(self, *parts: str) -> "Terminal":
        """Wait until all parts are seen, each within a line, however many blanks lie between its words."""
        end = time.monotonic() + LONGEST
        while lacking := self.lacking(*parts):
            if not select.select([self.fd], [], [], max(0.0, end - time.monotonic()))[0] or not self._take():
                raise AssertionError(f"{lacking} was not seen in\n{self.text}")
        return self

    def gone(self, part: str) -> "Terminal":
        """Wait until a part is seen no more: a key that comes with Escape in one piece would be another key."""
        end = time.monotonic() + LONGEST
        while not self.lacking(part):
            if not select.select([self.fd], [], [], max(0.0, end - time.monotonic()))[0] or not self._take():
                raise AssertionError(f"{part!r} is seen still in\n{self.text}")
        return self

    def wait(self) -> None:
        """Until something comes."""
        assert select.select([self.fd], [], [], LONGEST)[0], "nothing came"
        assert self._take(), "the program ended"

    def lacking(self, *parts: str) -> list[str]:
        """The parts that are not seen."""
        words = self.words
        return [part for part in parts if part not in words]

    def _take(self) -> bool:
        """All that came; whether the program is still there."""
        while select.select([self.fd], [], [], 0)[0]:
            try:
                self._stream.feed(os.read(self.fd, 1 << 16))
            except OSError:
                return False
        return True

    def type(self, keys: str) -> "Terminal":
        """Send keys, and wait for nothing."""
        os.write(self.fd, keys.encode())
        return self

    def resize(self, *size: int) -> "Terminal":
        """Another number of columns and lines; nothing of what was seen stays, so all is painted anew."""
        self._take()
        _set_size(self.fd, (size[0], size[1]))
        self.screen.resize(lines=size[1], columns=size[0])
        self.screen.erase_in_display(2)
        self.program.send_signal(signal.SIGWINCH)
        return self

    def drag(self, line: int, *columns: int) -> "Terminal":
        """Press the button of the mouse on a cell, move it along the line, and let go; both are counted from 0."""
        for column in columns:
            self.type(f"\x1b[<{0 if column == columns[0] else 32};{column + 1};{line + 1}M")
        return self.type(f"\x1b[<0;{columns[-1] + 1};{line + 1}m")

    def cells(self, part: str) -> "list[pyte.screens.Char]":
        """The cells of a part of a line, with their styles."""
        line, row = next((n, row) for n, row in enumerate(self.rows) if part in row)
        start = row.index(part)
        return [self.screen.buffer[line][column] for column in range(start, start + len(part))]

    def line_of(self, part: str) -> int:
        """The number of the first line that holds a part."""
        return next(number for number, row in enumerate(self.rows) if part in row)

    @property
    def rows(self) -> list[str]:
        """What is seen, line by line; only lines that changed are read again, as pyte reads all of them slowly."""
        screen, columns = self.screen, range(self.screen.columns)
        changed = range(screen.lines) if len(self._rows) != screen.lines else screen.dirty
        self._rows = (self._rows + [""] * screen.lines)[: screen.lines]
        for number in changed:
            if number < screen.lines:
                row = screen.buffer[number]
                self._rows[number] = "".join(row[column].data for column in columns)
        screen.dirty.clear()
        return self._rows

    @property
    def words(self) -> str:
        """What is seen, with one blank between words."""
        return "\n".join(" ".join(row.split()) for row in self.rows)

    def press(self, keys: str, part: str = "") -> "Terminal":
        os.write(self.fd, keys.encode())
        return self.settle(part)

    @property
    def text(self) -> str:
        return "\n".join(self.rows)

    @property
    def at(self) -> tuple[int, int]:
        """Column and line of the cursor."""
        return self.screen.cursor.x, self.screen.cursor.y

    @property
    def line(self) -> str:
        """The line on which the cursor stands."""
        return self.rows[self.screen.cursor.y]


def _set_size(fd: int, size: tuple[int, int]) -> None:
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))


@contextmanager
def on_terminal(
    *words: str, size: tuple[int, int] = (80, 24), folder: Path = ROOT, **environment: str
) -> Iterator[Terminal]:
    """Run ``tracker`` in a folder, on a terminal of so many columns and lines; it is ended at the end."""
    ours, theirs = pty.openpty()
    _set_size(theirs, size)
    mine = {
        **{name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")},
        "TERM": "xterm-256color",
        "TRACKER_CONFIG": os.devnull,
        "TRACKER_BY": "test",
        "PYTHONPATH": str(ROOT),
        **environment,
    }
    running = subprocess.Popen(
        [sys.executable, "-m", "tracker.cli.main", *words],
        stdin=theirs, stdout=theirs, stderr=theirs, env=mine, cwd=folder, start_new_session=True,
    )  # fmt: skip
    os.close(theirs)
    try:
        yield Terminal(ours, size, running)
    finally:
        running.kill()
        running.wait()
        os.close(ours)
