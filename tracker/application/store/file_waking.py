"""Waking for a file: looks whether another connection wrote, often while there is much to see, seldom while not.

SQLite tells nobody of a write. The system gives notice that the file was written, or at least its time says so, but
that is before the write can be read, and a time is no finer than the clock of the system. ``PRAGMA data_version``
differs once it can be read. So SQLite is asked where the file was written of late, and now and then at any rate. A file
that was removed or replaced is noticed by its name: an open one goes on to show what was there.
"""

import os
import sqlite3
import time
from pathlib import Path
from threading import Event

from tracker.application.store.connection import connect
from tracker.application.store.notices import notices_of
from tracker.application.store.waking import HEARTBEAT, Away

ACTIVE, IDLE = 0.01, 0.035
"""Seconds between two looks: after something was written, and when nothing is."""
NAMED = 0.2
"""Seconds after which SQLite is asked though nothing seems written, and whether the file of this name is the same."""
CALM = 0.5
"""The same where the system gives notice of what is written, and of a file that goes."""
_SLOWER = 1.2
_BUSY_MS = 500
"""So long a look may wait for a writer: whoever follows must be able to stop."""
_Mark = tuple[object, ...]
_NAME = 2
"""Parts of a mark that tell one file from another."""
_Stamp = tuple[int, int]


class FileWaking:
    """A connection of its own to a file, and what wakes its reader; Away where there is no log yet."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._beside = _log_beside(path.resolve())
        self._pause = ACTIVE
        self._stamp = (0, 0)
        self._notices = notices_of(path, self._beside)
        self._seldom = NAMED if self._notices is None else CALM
        try:
            self._open()
        except BaseException:
            self._let_go()
            raise

    def _open(self) -> None:
        self._mark = _mark_of(self._path)
        self._marked = self._asked = time.monotonic()
        self.conn: sqlite3.Connection = connect(self._path, writable=False, lean=True)
        try:
            self.conn.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
            self._version = self._data_version()  # read before the first row: what is written between is then seen
        except BaseException:
            self.conn.close()
            raise

    def wait(self, over: Event) -> None:
        """Wait until something was written, a second has passed, or it is over; Away where the file is another one."""
        until = time.monotonic() + HEARTBEAT
        while not over.is_set():
            self._rest(until)
            now = time.monotonic()
            if self._may_be_written(now) and self._is_written(now):
                return
            self._pause = min(IDLE, self._pause * _SLOWER)
            if now >= until:
                return

    def _rest(self, until: float) -> None:
        """A short while, or where nothing was written for some time until something is, which will be read soon."""
        if self._notices is None or self._pause < IDLE:
            time.sleep(self._pause)  # half of what an Event costs that waits, and as short
        elif self._notices.wait(min(self._seldom, max(0.0, until - time.monotonic()))):
            self._pause = ACTIVE

    def _may_be_written(self, now: float) -> bool:
        """Whether it is worth to ask: something was written of late, or was not asked for a while."""
        stamp = self._stamped()
        if stamp != self._stamp:
            self._stamp, self._pause = stamp, ACTIVE
        return self._pause < IDLE or now - self._asked >= self._seldom

    def _is_written(self, now: float) -> bool:
        """Whether there is more to be read, or the file was opened anew; Away where it is another one."""
        self._asked, version = now, self._data_version()
        if self._notices is not None:
            self._notices.look_again()  # the log of SQLite may have begun meanwhile
        written = version != self._version or version < 0
        if self._is_otherwise(now, surely=written):
            return True
        if written:
            self._version, self._pause = version, ACTIVE
        return written

    def _stamped(self) -> _Stamp:
        """When SQLite wrote last, and how much there is then: in its log beside the file, else in the file."""
        try:
            found = self._beside.stat()
        except FileNotFoundError:
            try:
                found = self._path.stat()
            except FileNotFoundError:
                return (0, 0)
        return found.st_mtime_ns, found.st_size

    def _is_otherwise(self, now: float, *, surely: bool) -> bool:
        """Whether a file that was taken for one that nobody changes was changed: it is then opened anew."""
        if len(self._mark) == _NAME and not surely and now - self._marked < self._seldom:
            return False
        mark, self._marked = _mark_of(self._path), now
        if mark[:_NAME] != self._mark[:_NAME]:
            raise Away("another file lies there now")
        if mark != self._mark:
            self.conn.close()
            self._open()
            return True
        return False

    def _data_version(self) -> int:
        """A number that differs after a write of another connection; -1 while a writer shuts others out."""
        try:
            return int(self.conn.execute("PRAGMA data_version").fetchone()[0])
        except sqlite3.OperationalError as problem:
            if is_busy(problem):
                return -1
            raise

    def wake(self) -> None:
        """Bring back who waits for a notice; who has none looks up within some hundredths of a second."""
        if self._notices is not None:
            self._notices.wake()

    def close(self) -> None:
        """Give the connection back."""
        self.conn.close()
        self._let_go()

    def _let_go(self) -> None:
        if self._notices is not None:
            self._notices.close()


def is_busy(problem: sqlite3.Error) -> bool:
    """Whether another connection holds the file, for a while."""
    return (getattr(problem, "sqlite_errorcode", 0) & 0xFF) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def _mark_of(path: Path) -> _Mark:
    """What tells a file from another one; Away where there is none.

    Where SQLite may put nothing beside the file it is read as one that nobody changes: then any change counts.
    """
    try:
        found = path.stat()
    except FileNotFoundError:
        raise Away("there is no database", new=True) from None
    mark: _Mark = (found.st_dev, found.st_ino)
    if os.access(path.parent, os.W_OK):
        return mark
    return (*mark, found.st_size, found.st_mtime_ns, _log_beside(path).exists())


def _log_beside(path: Path) -> Path:
    return Path(f"{path}-wal")
