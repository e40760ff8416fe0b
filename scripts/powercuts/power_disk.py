"""A disk as POSIX promises it: what was synced stays; of the rest a power cut leaves any part, in any order.

What SQLite does to its files is recorded once (``Recording``). ``Disk`` goes through the record step by step and can
be cut after each: of every file all that was synced is kept, and of what was written since, each sector of 512 bytes,
each write, or a write up to some byte, survives or not as the dice fall, whatever was written before or after it. A
file that grew may hold zeros or noise where nothing arrived. The names in the folder are kept likewise: a new file, or
a deletion, is certain only after the folder was synced, which SQLite does with the first sync of a new journal.
Assumed is what SQLite calls powersafe overwrite: bytes that nobody wrote stay as they are.
"""

from dataclasses import dataclass, field
from itertools import pairwise
from random import Random
from typing import NamedTuple, Self

from power_shim import Watcher

SECTOR = 512
WRITE, TRUNCATE, SYNC, LINK, UNLINK, SYNC_FOLDER = "write", "truncate", "sync", "link", "unlink", "sync folder"
_LIKELY = (0.0, 0.1, 0.5, 0.5, 0.9, 1.0)
"""How much of what was not synced arrives; drawn anew for every cut."""


class Step(NamedTuple):
    """One thing that SQLite did: to which file, where, and with which bytes."""

    what: str
    name: str
    inode: int = 0
    offset: int = 0
    data: bytes = b""


@dataclass
class Recording(Watcher):
    """A watcher that keeps every step, and after how many of them which entries were acknowledged."""

    steps: list[Step] = field(default_factory=list)
    acknowledged: list[tuple[int, int]] = field(default_factory=list)
    """(steps so far, entries that a caller was told of)."""
    _inodes: dict[str, int] = field(default_factory=dict)
    _made: set[str] = field(default_factory=set)
    _count: int = 0

    @classmethod
    def of(cls, files: dict[str, bytes]) -> Self:
        """A record that begins with files that lie on the disk already."""
        recording = cls()
        for name, content in files.items():
            recording.opened(name, created=False)
            recording.written(name, 0, content)
            recording.synced(name)
        recording.steps.append(Step(SYNC_FOLDER, ""))
        return recording

    def acknowledge(self, entries: int) -> None:
        """A caller was told that so many entries are recorded."""
        self.acknowledged.append((len(self.steps), entries))

    def opened(self, name: str, *, created: bool) -> None:
        """A name that is new to the folder gets a file of its own."""
        if name in self._inodes:
            return
        self._count += 1
        self._inodes[name] = self._count
        self.steps.append(Step(LINK, name, self._count))
        if created and "-" in name:
            self._made.add(name)

    def written(self, name: str, offset: int, data: bytes) -> None:
        """Bytes of a file."""
        self.steps.append(Step(WRITE, name, self._inodes[name], offset, data))

    def truncated(self, name: str, size: int) -> None:
        """The size of a file."""
        self.steps.append(Step(TRUNCATE, name, self._inodes[name], size))

    def synced(self, name: str) -> None:
        """With the first sync of a journal SQLite syncs its folder, not so of a database."""
        self.steps.append(Step(SYNC, name, self._inodes[name]))
        if name in self._made:
            self._made.discard(name)
            self.steps.append(Step(SYNC_FOLDER, name))

    def deleted(self, name: str, *, synced: bool) -> None:
        """The name goes; the file itself lives on in a folder that was not synced."""
        del self._inodes[name]
        self._made.discard(name)
        self.steps.append(Step(UNLINK, name))
        if synced:
            self.steps.append(Step(SYNC_FOLDER, name))


@dataclass
class _File:
    synced: bytearray = field(default_factory=bytearray)
    waiting: list[Step] = field(default_factory=list)


@dataclass
class _Name:
    synced: int = 0
    waiting: list[int] = field(default_factory=list)
    """Files that bore the name since; 0 is none."""


@dataclass
class Damage:
    """What a cut did with the pieces that were not synced."""

    kept: int = 0
    dropped: int = 0
    torn: int = 0
    """Writes of which one part arrived and another did not."""


class Disk:
    """What lies on the disk after some steps, what waits to get there, and what a cut would leave."""

    def __init__(self) -> None:
        self._files: dict[int, _File] = {}
        self._names: dict[str, _Name] = {}

    def take(self, step: Step) -> None:
        """Go one step on."""
        if step.what in (WRITE, TRUNCATE):
            self._files[step.inode].waiting.append(step)
        elif step.what == SYNC:
            self._sync(self._files[step.inode])
        elif step.what == SYNC_FOLDER:
            for name in self._names.values():
                name.synced, name.waiting = (name.waiting or [name.synced])[-1], []
        else:
            self._files.setdefault(step.inode, _File())
            self._names.setdefault(step.name, _Name()).waiting.append(step.inode)

    def settle(self) -> None:
        """Let everything arrive."""
        for file in self._files.values():
            self._sync(file)
        self.take(Step(SYNC_FOLDER, ""))

    def _sync(self, file: _File) -> None:
        for step in file.waiting:
            _apply(file.synced, step)
        file.waiting.clear()

    def cut(self, dice: Random) -> tuple[dict[str, bytes], Damage]:
        """The content of each file of the folder when the power comes back."""
        damage, left = Damage(), {}
        for name, bindings in self._names.items():
            inode = dice.choice([bindings.synced, *bindings.waiting])
            if inode:
                left[name] = bytes(_survived(self._files[inode], dice, damage))
        return left, damage


def _apply(content: bytearray, step: Step) -> None:
    if step.what == TRUNCATE:
        del content[step.offset :]
        return
    if len(content) < step.offset:
        content.extend(bytes(step.offset - len(content)))
    content[step.offset : step.offset + len(step.data)] = step.data


def _survived(file: _File, dice: Random, damage: Damage) -> bytearray:
    content, likely = bytearray(file.synced), dice.choice(_LIKELY)
    pieces = dice.choice((_whole, _sectors, _up_to_a_byte))
    for step in file.waiting:
        parts = pieces(step, dice)
        arrived = [part for part in parts if dice.random() < likely]
        for part in arrived:
            _grow(content, part.offset, dice)
            _apply(content, part)
        damage.kept += len(arrived)
        damage.dropped += len(parts) - len(arrived)
        damage.torn += 0 < len(arrived) < len(parts)
        if step.what == WRITE and len(arrived) < len(parts) and dice.random() < 0.3:
            _grow(content, step.offset + len(step.data), dice)
    return content


def _grow(content: bytearray, size: int, dice: Random) -> None:
    """A file has grown and its new blocks hold nothing yet, or what lay there before."""
    more = size - len(content)
    if more > 0:
        content.extend(dice.randbytes(more) if dice.random() < 0.5 else bytes(more))


def _whole(step: Step, _: Random) -> list[Step]:
    return [step]


def _sectors(step: Step, _: Random) -> list[Step]:
    if step.what == TRUNCATE:
        return [step]
    end = step.offset + len(step.data)
    edges = [step.offset, *range((step.offset // SECTOR + 1) * SECTOR, end, SECTOR), end]
    return [
        step._replace(offset=low, data=step.data[low - step.offset : high - step.offset])
        for low, high in pairwise(edges)
    ]


def _up_to_a_byte(step: Step, dice: Random) -> list[Step]:
    if step.what == TRUNCATE or len(step.data) < 2:
        return [step]
    at = dice.randrange(1, len(step.data))
    return [step._replace(data=step.data[:at]), step._replace(offset=step.offset + at, data=step.data[at:])]
