"""Replay: a scenario is recorded whole or not at all, and checked against its own checkpoints.

A check folds the developments of its file only, in memory: the log may hold others about the same pair.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tracker.application.checks import Difference, differences
from tracker.application.problems import BadInput
from tracker.application.scenario import Scenario, read_scenario
from tracker.application.store.address import Address
from tracker.application.store.past import picture_of
from tracker.application.store.reader import Clocks
from tracker.domain.chronicle import Happening, chronicle
from tracker.domain.commands import Command, DescribeSource, Refusal, Refused
from tracker.domain.desk import decide
from tracker.domain.dossier import Dossier, evolve
from tracker.domain.log import Entry, source_stream
from tracker.domain.merging import check_merge
from tracker.domain.reading import state_on

if TYPE_CHECKING:
    from tracker.application.scenario import Checkpoint
    from tracker.application.store.writing import Writer

Log = list[tuple[int, Entry]]


@dataclass(frozen=True)
class Checked:
    """A checkpoint compared with the state that its file leads to."""

    pair: str
    as_of: str
    known_at: str | None
    where: str
    """File and line."""
    wanted: dict[str, Any]
    differences: tuple[Difference, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing differs."""
        return not self.differences

    def document(self) -> dict[str, Any]:
        """The outcome as JSON."""
        return {
            "pair": self.pair,
            "as_of": self.as_of,
            "known_at": self.known_at,
            "where": self.where,
            "ok": self.ok,
            "wanted": self.wanted,
            "differences": [difference.document() for difference in self.differences],
        }


@dataclass
class Replayed:
    """What became of one file."""

    path: Path
    scenario: Scenario
    commands: tuple[Command, ...]
    written: int | None = None
    """Entries that were new to the log; None where nothing was to be recorded."""
    checked: list[Checked] = field(default_factory=list)

    def document(self) -> dict[str, Any]:
        """The outcome as JSON."""
        return {
            "file": str(self.path),
            "incident": self.scenario.incident,
            "title": self.scenario.title,
            "commands": len(self.commands),
            "written": self.written,
            "checkpoints": [item.document() for item in self.checked],
        }


def read(path: Path, now: datetime, by: str = "") -> Replayed:
    """A scenario that is read and not yet recorded; BadInput where it cannot be read."""
    scenario = read_scenario(path)
    return Replayed(path, scenario, tuple(scenario.commands(now, by)))


def record(writer: "Writer", item: Replayed) -> None:
    """Record a scenario in one transaction and note how many entries were new; 0 where all was said before."""
    try:
        item.written = len(writer.submit(item.commands, check_merge))
    except Refused as refused:
        raise _declined(refused, item.scenario) from refused


def _declined(refused: Refused, scenario: Scenario) -> BadInput:
    """What the desk declined, with its place in the file, and how to go on."""
    place = next((draft.where for draft in scenario.drafts if draft.stream == refused.stream), scenario.name)
    remedy = "mend the file and replay it again"
    if refused.refusal is Refusal.SAID_OTHERWISE:
        remedy = f"give it another id, or correct the recorded one: tracker correct {refused.stream}"
    return BadInput(str(refused), place, f"nothing of this file was recorded; {remedy}")


def remarks(item: Replayed, path: Address) -> list[str]:
    """What is worth knowing of the names in a scenario, beside those that the log of a file holds."""
    from tracker.application.recording.ground import ground
    from tracker.application.recording.names import remarks

    with ground(path, needed=False) as log:
        return remarks(item.commands, log.conn)


def told_twice(item: Replayed, path: Address) -> list[str]:
    """What a scenario may tell again that the log holds already, a sentence each; asked before it is recorded."""
    from tracker.application.recording.duplicates import told_twice
    from tracker.application.recording.ground import ground

    with ground(path, needed=False) as log:
        return told_twice(log, item.commands)


def rehearse(item: Replayed) -> Log:
    """The entries that a scenario brings to an empty log, with their positions; nothing is recorded.

    Amendments of what the file does not hold have nothing to amend here and are left out.
    """
    dossiers: dict[str, Dossier] = {}
    log: Log = []
    for command in item.commands:
        stream = source_stream(command.source) if isinstance(command, DescribeSource) else command.stream
        for entry in _decided(dossiers, stream, command, item.scenario):
            dossiers[stream] = evolve(dossiers.get(stream), entry)
            log.append((len(log) + 1, entry))
    return log


def _decided(dossiers: dict[str, Dossier], stream: str, command: Command, scenario: Scenario) -> tuple[Entry, ...]:
    try:
        check_merge(dossiers.get, command)
        return decide(dossiers.get(stream), command)
    except Refused as refused:
        if refused.refusal is Refusal.UNKNOWN_ID:
            return ()
        raise _declined(refused, scenario) from refused


def check(scenario: Scenario, log: Log) -> Iterable[Checked]:
    """Each checkpoint compared with the state that the entries of its file lead to."""
    chronicles: dict[datetime | None, list[Happening]] = {}
    for checkpoint in scenario.checkpoints:
        known_at = checkpoint.known_at
        if known_at not in chronicles:
            chronicles[known_at] = chronicle(log, known_at=known_at)
        yield _checked(checkpoint, chronicles[known_at])


def _checked(checkpoint: "Checkpoint", every: list[Happening]) -> Checked:
    pair, as_of, known_at = checkpoint.pair, checkpoint.as_of, checkpoint.known_at
    own = [happening for happening in every if happening.pair == pair]
    picture = picture_of(pair, Clocks(as_of, known_at), own)
    found = state_on(pair, picture.folding, as_of.day.toordinal())
    time = "" if as_of.minute >= 24 * 60 else f"T{as_of.minute // 60:02}:{as_of.minute % 60:02}"
    return Checked(
        pair,
        f"{as_of.day.isoformat()}{time}",
        None if known_at is None else known_at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        checkpoint.where,
        dict(checkpoint.state),
        tuple(differences(checkpoint.state, found)),
    )
