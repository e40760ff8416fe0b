"""A file layer of our own below SQLite: every write, truncation, sync and deletion passes a Python object.

SQLite reaches its files through a table of functions, the VFS, and each open file through another one (see
sqlite.org/vfs.html). ``Shim`` registers a copy of the platform's VFS as the default in the very library that
``sqlite3`` uses. In each file opened through it four functions are ours; reading, locking and shared memory stay
the platform's. Nothing needs to be compiled. Temporary files, which have no name, are left alone.
"""

import _sqlite3
import ctypes
import sqlite3
from collections.abc import Callable
from ctypes import POINTER, c_char_p, c_int, c_int64, c_void_p
from pathlib import Path
from typing import Any, ClassVar, Self

OK, IOERR, FULL, CANTOPEN = 0, 10, 13, 14
IOERR_WRITE, IOERR_FSYNC, IOERR_TRUNCATE, IOERR_DELETE = 778, 1034, 1546, 2570
_CREATE = 0x4
_WATCHED = 0x100 | 0x800 | 0x80000  # main database, its rollback journal, its write-ahead log
_NAME = b"watched"
# What a file must offer for SQLite to keep shared memory, and with it a write-ahead log, beside it.
_WITHOUT_SHARED_MEMORY = 1


class Unworkable(Exception):
    """SQLite's functions cannot be reached here; the sentence says why."""


class _Vfs(ctypes.Structure):
    """The first part of ``sqlite3_vfs``; the rest of the copy is carried along as bytes."""

    _fields_: ClassVar = [
        ("version", c_int), ("file_size", c_int), ("path_size", c_int), ("next", c_void_p), ("name", c_char_p),
        ("data", c_void_p), ("open", c_void_p), ("delete", c_void_p), ("rest", c_void_p * 14),
    ]  # fmt: skip


class _Methods(ctypes.Structure):
    """``sqlite3_io_methods``: the functions of an open file."""

    _fields_: ClassVar = [
        ("version", c_int), ("close", c_void_p), ("read", c_void_p), ("write", c_void_p), ("truncate", c_void_p),
        ("sync", c_void_p), ("rest", c_void_p * 12),
    ]  # fmt: skip


_OPEN = ctypes.CFUNCTYPE(c_int, c_void_p, c_void_p, c_void_p, c_int, POINTER(c_int))
_DELETE = ctypes.CFUNCTYPE(c_int, c_void_p, c_char_p, c_int)
_CLOSE = ctypes.CFUNCTYPE(c_int, c_void_p)
_WRITE = ctypes.CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
_TRUNCATE = ctypes.CFUNCTYPE(c_int, c_void_p, c_int64)
_SYNC = ctypes.CFUNCTYPE(c_int, c_void_p, c_int)


class Watcher:
    """Asked before SQLite's files change, and told after; this one lets all pass and keeps nothing."""

    def may(self, what: str, name: str) -> int:
        """Whether an open, write, truncate, sync or delete succeeds: OK, or the code that SQLite gets instead."""
        return OK

    def opened(self, name: str, *, created: bool) -> None:
        """A file was opened, and made where ``created`` allows and it was not there."""

    def written(self, name: str, offset: int, data: bytes) -> None:
        """Bytes were written."""

    def truncated(self, name: str, size: int) -> None:
        """A file was cut to a size."""

    def synced(self, name: str) -> None:
        """What was written to a file is on the disk."""

    def deleted(self, name: str, *, synced: bool) -> None:
        """A file was deleted; ``synced`` where its folder went to the disk as well."""


def _library() -> Any:
    """The SQLite that ``sqlite3`` itself uses: its module and what that is linked with, or the program."""
    for place in (getattr(_sqlite3, "__file__", None), None):
        found = ctypes.CDLL(place)
        if hasattr(found, "sqlite3_vfs_register"):
            found.sqlite3_vfs_find.restype = POINTER(_Vfs)
            return found
    raise Unworkable("this Python holds its SQLite in a way that does not show SQLite's own functions")


class Shim:
    """Stands below every database that is opened while it is entered."""

    def __init__(self, watcher: Watcher, *, shared_memory: bool = True) -> None:
        self._library = _library()
        self._watcher = watcher
        self._shared_memory = shared_memory
        self._names: dict[int, str] = {}
        self._tables: dict[int, tuple[_Methods, _Methods, tuple[Any, ...]]] = {}
        self._real = self._library.sqlite3_vfs_find(None)
        self._vfs = _Vfs.from_buffer_copy(self._real.contents)
        self._vfs.name = _NAME
        self._open, self._delete = _OPEN(self._opening), _DELETE(self._deleting)
        self._vfs.open = ctypes.cast(self._open, c_void_p)
        self._vfs.delete = ctypes.cast(self._delete, c_void_p)
        self.faults: list[BaseException] = []

    def __enter__(self) -> Self:
        self._library.sqlite3_vfs_register(ctypes.byref(self._vfs), 1)
        try:
            sqlite3.connect(f"file::memory:?vfs={_NAME.decode()}", uri=True).close()
        except sqlite3.Error as problem:
            self.__exit__()
            raise Unworkable("the SQLite that was found is not the one that Python's sqlite3 uses") from problem
        return self

    def __exit__(self, *_: object) -> None:
        self._library.sqlite3_vfs_register(self._real, 1)
        self._library.sqlite3_vfs_unregister(ctypes.byref(self._vfs))
        if self.faults:
            raise self.faults[0]

    def _guarded(self, do: Callable[[], int]) -> int:
        """A fault of the harness itself may not pass through SQLite; it is kept, and raised on leaving."""
        try:
            return do()
        except BaseException as fault:  # noqa: BLE001 - raised on leaving
            self.faults.append(fault)
            return IOERR

    def _opening(self, _: int, name: int | None, file: int, flags: int, out: Any) -> int:
        def do() -> int:
            if name is None or not flags & _WATCHED:
                return int(real(self._real_address, name, file, flags, out))
            short = Path(ctypes.string_at(name).decode()).name
            if refused := self._watcher.may("open", short):
                ctypes.c_void_p.from_address(file).value = None
                return refused
            code: int = real(self._real_address, name, file, flags, out)
            if code == OK:
                self._names[file] = short
                self._put_between(file)
                self._watcher.opened(short, created=bool(flags & _CREATE))
            return code

        real = _OPEN(self._real.contents.open)
        return self._guarded(do)

    @property
    def _real_address(self) -> int:
        return ctypes.addressof(self._real.contents)

    def _put_between(self, file: int) -> None:
        """Let an open file, whose first word is the address of its functions, have ours in four places."""
        slot = ctypes.c_void_p.from_address(file)
        address = slot.value or 0
        if address not in self._tables:
            real = _Methods.from_address(address)
            ours = _Methods.from_buffer_copy(real)
            kept = (_CLOSE(self._closing(real)), _WRITE(self._writing(real)),
                    _TRUNCATE(self._truncating(real)), _SYNC(self._syncing(real)))  # fmt: skip
            ours.close, ours.write, ours.truncate, ours.sync = (ctypes.cast(each, c_void_p) for each in kept)
            if not self._shared_memory:
                ours.version = _WITHOUT_SHARED_MEMORY
            self._tables[address] = (real, ours, kept)
        slot.value = ctypes.addressof(self._tables[address][1])

    def _deleting(self, _: int, name: bytes, sync: int) -> int:
        def do() -> int:
            short = Path(name.decode()).name
            if refused := self._watcher.may("delete", short):
                return refused
            code: int = _DELETE(self._real.contents.delete)(self._real_address, name, sync)
            if code == OK:
                self._watcher.deleted(short, synced=bool(sync))
            return code

        return self._guarded(do)

    def _closing(self, real: _Methods) -> Callable[[int], int]:
        close = _CLOSE(real.close)

        def closing(file: int) -> int:
            self._names.pop(file, None)
            return int(close(file))

        return closing

    def _writing(self, real: _Methods) -> Callable[[int, int, int, int], int]:
        write = _WRITE(real.write)

        def writing(file: int, data: int, size: int, offset: int) -> int:
            def do() -> int:
                if refused := self._watcher.may("write", self._names[file]):
                    # A disk that fills up has often taken a part.
                    write(file, data, size // 2, offset)
                    return refused
                code: int = write(file, data, size, offset)
                if code == OK:
                    self._watcher.written(self._names[file], offset, ctypes.string_at(data, size))
                return code

            return self._guarded(do)

        return writing

    def _truncating(self, real: _Methods) -> Callable[[int, int], int]:
        truncate = _TRUNCATE(real.truncate)

        def truncating(file: int, size: int) -> int:
            def do() -> int:
                code: int = self._watcher.may("truncate", self._names[file]) or truncate(file, size)
                if code == OK:
                    self._watcher.truncated(self._names[file], size)
                return code

            return self._guarded(do)

        return truncating

    def _syncing(self, real: _Methods) -> Callable[[int, int], int]:
        sync = _SYNC(real.sync)

        def syncing(file: int, flags: int) -> int:
            def do() -> int:
                code: int = self._watcher.may("sync", self._names[file]) or sync(file, flags)
                if code == OK:
                    self._watcher.synced(self._names[file])
                return code

            return self._guarded(do)

        return syncing
