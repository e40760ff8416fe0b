"""Notices: the system says that a file was written, so that nobody has to look many times a second.

Linux does so (inotify). Its three calls are taken from the library of C itself: the modules for it that there are start
another program to find that library, and take twice the memory of this for a dashboard that is to take little.
"""

import os
import select
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

_MODIFIED, _ATTRIBUTES, _DELETED, _MOVED = 0x002, 0x004, 0x400, 0x800
_ANY = _MODIFIED | _ATTRIBUTES | _DELETED | _MOVED
_ROOM = 65_536
"""Bytes of what was noticed that are read at once; what it was is not asked."""


class Notices:
    """Notices of what happens to some files; OSError where the system gives none."""

    def __init__(self, paths: Iterable[Path]) -> None:
        import ctypes  # only where one waits long

        self._paths = tuple(os.fsencode(path) for path in paths)
        library = ctypes.CDLL(None, use_errno=True)
        self._add = library.inotify_add_watch
        self._add.argtypes = (ctypes.c_int, ctypes.c_char_p, ctypes.c_uint32)
        self._fd = library.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC)
        if self._fd < 0:
            raise OSError(ctypes.get_errno(), "the system gives no notices")
        try:
            self._woken = os.eventfd(0, os.EFD_NONBLOCK | os.EFD_CLOEXEC)
        except OSError:
            os.close(self._fd)
            raise
        self._poll = select.poll()
        for fd in (self._fd, self._woken):
            self._poll.register(fd, select.POLLIN)
        self.look_again()

    def look_again(self) -> None:
        """The files that lie there by now are those of which notices are wanted; the same ones stay so."""
        for path in self._paths:
            self._add(self._fd, path, _ANY)  # of what is not there, there is none

    def wait(self, seconds: float) -> bool:
        """Wait for a notice, or until one is woken, so long at most; whether something came."""
        if not self._poll.poll(seconds * 1e3):
            return False
        with suppress(BlockingIOError):
            os.read(self._fd, _ROOM)
        return True

    def wake(self) -> None:
        """Bring back who waits, now and from now on; from another thread."""
        os.eventfd_write(self._woken, 1)

    def close(self) -> None:
        """Give back what the system holds for it."""
        os.close(self._fd)
        os.close(self._woken)


def notices_of(*paths: Path) -> Notices | None:
    """Notices of files; None where the system gives none, or no more of them."""
    if sys.platform != "linux":
        return None
    with suppress(OSError, AttributeError):
        return Notices(paths)
    return None
