"""A log in a file, read strictly: what is not exactly of the format is refused, with its line.

Nothing is held but a line. What a file says of itself is proved before anything is done with it: its root, and the
root at each seal that was taken of it.
"""

import gzip
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import BinaryIO, NoReturn, TypeVar, cast

from tracker.application.problems import BadInput
from tracker.application.proof.note import Checkpoint
from tracker.application.proof.tree import Roots, entry_hash
from tracker.application.store.recorder import EventRow
from tracker.application.store.restoring import Source
from tracker.application.transfer.lines import LONGEST, Heading, checkpoint_of, entry_of, heading_of, is_sealing

_REMEDY = "export the log again, or take another copy of the file"
_BATCH = 1000
Found = TypeVar("Found")
Moved = Callable[[int, int], object]
"""Is told how much is done, of how much."""


class LogFile:
    """A file that ``tracker export --log`` wrote, plain or compressed as its name says."""

    def __init__(self, path: Path) -> None:
        self.path = path
        if not path.is_file():
            what = "this is no file" if path.exists() else "there is no such file"
            raise BadInput(what, str(path), "name a file that tracker export --log wrote")

    def source(self, moved: Moved = lambda *_: None) -> Source:
        """Read all of it and prove its seals; BadInput where a line is not as it must be.

        ``moved`` is told how many bytes of the file were read, of how many.
        """
        with self._opened() as file:
            heading = self._said(heading_of, self._line(file, 1), 1)
        roots = Roots(size for size, _, _ in heading.seals)
        for _ in self._rows(roots, moved):
            pass
        for size, root, time in heading.seals:
            if roots.at.get(size) != root:
                self._refuse(1, f"the seal of {time} is not one of these entries")
        return Source(self._sum(heading, roots), heading.seals, self.rows, self.place)

    def rows(self, moved: Moved = lambda *_: None) -> Iterator[EventRow]:
        """Its entries, from the first; BadInput where they are not those that the last line seals."""
        return self._rows(Roots(()), moved)

    def _rows(self, roots: Roots, moved: Moved) -> Iterator[EventRow]:
        """The same, with the tree over them in ``roots``, which is empty before the first."""
        size = self.path.stat().st_size
        with self._opened() as file:
            heading, number = self._said(heading_of, self._line(file, 1), 1), 1
            while not is_sealing(line := self._line(file, number + 1)):
                row = self._said(partial(entry_of, position=number), line, number + 1)
                roots.append((entry_hash(*row),))
                yield row
                if number % _BATCH == 0:
                    moved(getattr(file, "fileobj", file).tell(), size)
                number += 1
            self._check_end(file, line, heading, roots, number + 1)

    def place(self, position: int) -> str:
        """Where an entry stands."""
        return f"{self.path}:{position + 1}"

    def _sum(self, heading: Heading, roots: Roots) -> Checkpoint:
        return Checkpoint(heading.origin, roots.frontier.size, roots.frontier.root())

    def _check_end(self, file: BinaryIO, line: bytes, heading: Heading, roots: Roots, number: int) -> None:
        said = self._said(checkpoint_of, line, number)
        found = self._sum(heading, roots)
        if said.size != found.size:
            self._refuse(number, f"it seals {said.size} entries, and there are {found.size} above")
        if said.origin != found.origin:
            self._refuse(number, f"it seals a log of another name than the first line, {found.origin}")
        if said.root != found.root:
            self._refuse(number, "an entry above was changed: its seal does not fit")
        if self._read(file, 1, number + 1):
            self._refuse(number + 1, "something follows the seal, which is the last line")

    def _line(self, file: BinaryIO, number: int) -> bytes:
        """A line with its end."""
        line = self._read(file, LONGEST + 1, number)
        if len(line) > LONGEST:
            self._refuse(number, f"the line is longer than {LONGEST} bytes")
        if not line.endswith(b"\n"):
            self._refuse(number, "the file is cut off: its last line is to seal what is above")
        return line

    def _read(self, file: BinaryIO, most: int, number: int) -> bytes:
        try:
            return file.readline(most)
        except (EOFError, zlib.error, gzip.BadGzipFile) as problem:
            self._refuse(number, f"the compressed file is damaged or cut off: {problem}")

    def _said(self, read: Callable[[bytes], Found], line: bytes, number: int) -> Found:
        try:
            return read(line)
        except (ValueError, TypeError, AttributeError, RecursionError) as problem:
            self._refuse(number, next(iter(str(problem).splitlines()), "it is not of the format"))

    def _refuse(self, number: int, what: str) -> NoReturn:
        raise BadInput(what, f"{self.path}:{number}", _REMEDY)

    @contextmanager
    def _opened(self) -> Iterator[BinaryIO]:
        with self.path.open("rb") as file:
            if self.path.suffix != ".gz":
                yield file
                return
            with gzip.open(file) as unpacked:
                yield cast("BinaryIO", unpacked)
