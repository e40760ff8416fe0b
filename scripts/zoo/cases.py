"""The cases of the error zoo: files of ``tests/zoo``, each the smallest input that brings one message.

A ``.yaml`` file is replayed. A ``.cmd`` file holds ``tracker …`` lines, of which the last one fails, and
``prepare …`` lines, which spoil the database file first.
"""

import shlex
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ZOO = ROOT / "tests" / "zoo"
BASE = ZOO / "base" / "crisis.yaml"
PAGE = ZOO / "ZOO.md"


@dataclass(frozen=True)
class Case:
    """One input: its name, what is prepared, and the commands of which the last one fails."""

    name: str
    file: Path
    commands: tuple[tuple[str, ...], ...]
    preparations: tuple[str, ...] = field(default=())

    @property
    def title(self) -> str:
        """The name in words."""
        return self.name.replace("-", " ").capitalize()

    @property
    def said(self) -> str:
        """The failing command as it would be typed."""
        return " ".join(["tracker", *(shlex.quote(word) for word in self.commands[-1])])


def cases() -> list[Case]:
    """Every case, by name."""
    found = [_replayed(path) for path in ZOO.glob("*.yaml")] + [_commanded(path) for path in ZOO.glob("*.cmd")]
    return sorted(found, key=lambda case: case.name)


def _replayed(path: Path) -> Case:
    return Case(path.stem, path, (("replay", path.name),))


def _commanded(path: Path) -> Case:
    lines = [line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    commands = tuple(tuple(shlex.split(line)[1:]) for line in lines if line.startswith("tracker"))
    prepared = tuple(line.removeprefix("prepare ") for line in lines if line.startswith("prepare "))
    if len(commands) + len(prepared) != len(lines) or not commands:
        raise SystemExit(f"{path}: a line is 'tracker …', 'prepare …' or a '#' comment")
    return Case(path.stem, path, commands, prepared)
