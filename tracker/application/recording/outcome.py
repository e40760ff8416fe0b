"""Outcomes: recording and amending as a person asks for it, with the effect shown, in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, NamedTuple

from tracker.application.forms import form_of
from tracker.application.recording.accounts import unsaid
from tracker.application.recording.amended import Amended
from tracker.application.recording.amendments import Amendment, commands_of
from tracker.application.recording.arguments import Given, given, item, readable, resolved
from tracker.application.recording.dating import said_early
from tracker.application.recording.developments import records
from tracker.application.recording.duplicates import Duplicate, likely_duplicates
from tracker.application.recording.ground import Ground, ground
from tracker.application.recording.names import remarks
from tracker.application.recording.preview import Change, Effect, effect_of
from tracker.application.recording.refusals import in_words
from tracker.application.recording.ties import checked_source, tied
from tracker.application.store.address import Address
from tracker.domain.commands import Command, Correct, Record
from tracker.domain.log import INCIDENT_PREFIX
from tracker.domain.merging import check_merge
from tracker.domain.occurrence import Occurrence


class Desk(NamedTuple):
    """Who records, and when: the clock comes from outside."""

    by: str
    now: datetime | None
    """None: by the clock of the log."""
    today: date
    begins: bool = True
    """Whether a log may begin with what is recorded; else there must be one."""


@dataclass
class Outcome:
    """What was recorded or amended, or would be."""

    id: str
    ids: list[str] = field(default_factory=list)
    pairs: list[str] = field(default_factory=list)
    """Of what is recorded."""
    positions: list[int] = field(default_factory=list)
    entries: int = 0
    changes: list[Change] = field(default_factory=list)
    anomalies: list[dict[str, Any]] = field(default_factory=list)
    resolved: list[dict[str, Any]] = field(default_factory=list)
    duplicates: list[Duplicate] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    amended: list[Amended] = field(default_factory=list)
    dry_run: bool = False

    @property
    def nothing_new(self) -> bool:
        """Whether all of it was said before."""
        return not self.entries

    def document(self) -> dict[str, Any]:
        """The outcome as JSON."""
        return {
            "id": self.id,
            "ids": self.ids,
            "positions": self.positions,
            "entries": self.entries,
            "changes": [change.document() for change in self.changes],
            "anomalies": self.anomalies,
            "anomalies_resolved": self.resolved,
            "duplicates": [duplicate.document() for duplicate in self.duplicates],
            "notes": self.notes,
            "dry_run": self.dry_run,
        }


def record(path: Address, name: str, words: Sequence[str], desk: Desk, *, dry_run: bool = False) -> Outcome:
    """Record a development of a type from ``key=value`` words; ``dry_run`` only shows what it would do."""
    form = form_of(name)
    found = given(words, desk.today)
    readable(desk.by)
    said = item(form, found)
    with ground(path, needed=not desk.begins) as log:
        notes = _tie(log, found, said)
        with in_words(log):
            commands = records(log, said, found.one("id"), desk.by, desk.now or log.now())
        first = commands[0].development
        outcome = _outcome(log, first.group or first.id, commands, desk, dry_run=dry_run)
        outcome.notes = [*found.notes, *_early(commands, desk.today), *notes, *remarks(commands, log.conn)]
        if outcome.entries:
            outcome.duplicates = _duplicates(log, commands)
        return outcome if dry_run else _written(log, path, commands, outcome, begins=desk.begins)


def amend(path: Address, amendment: Amendment, desk: Desk, *, dry_run: bool = False) -> Outcome:
    """Amend the developments that an id addresses, all or none."""
    for word in (amendment.id, amendment.reason or "", desk.by):
        readable(word)
    if amendment.known_from:
        known = resolved("known_from", amendment.known_from, desk.today, amendment.given.notes)
        amendment = replace(amendment, known_from=known)
    with ground(path, needed=True) as log:
        commands = commands_of(log, amendment, desk.by, desk.now or log.now())
        outcome = _outcome(log, amendment.id, commands, desk, dry_run=dry_run)
        notes = [*amendment.given.notes, *_early(commands, desk.today), *unsaid(log, commands)]
        outcome.notes = [*notes, *remarks(commands, log.conn)]
        return outcome if dry_run else _written(log, path, commands, outcome, begins=False)


def _tie(log: Ground, found: Given, said: dict[str, Any]) -> list[str]:
    """Name what the item is tied to as the log does; remarks on what the log does not describe."""
    if found.one("known_from"):
        said["known_from"] = found.one("known_from")
    for source in found.words.get("source", ()):
        checked_source(log, source)
    if "in_response_to" in said:
        said["in_response_to"] = [id for name in said["in_response_to"] for id in tied(log, "in_response_to", name, "")]
    new = [id for id in said.get("incident", ()) if log.dossier(INCIDENT_PREFIX + id) is None]
    return [f"no incident {id} is described in this log; the development carries its name" for id in new]


def _early(commands: Sequence[Command], today: date) -> list[str]:
    """A sentence on each date that is not over yet."""
    given = [
        command.development.occurred if isinstance(command, Record) else command.changes.get("occurred")
        for command in commands
        if isinstance(command, Record | Correct)
    ]
    days = [Occurrence.model_validate(when) for when in given if when is not None]
    return list(dict.fromkeys(said for when in days if (said := said_early(when, today))))


def _outcome(log: Ground, id: str, commands: Sequence[Command], desk: Desk, *, dry_run: bool) -> Outcome:
    with in_words(log):
        effect: Effect = effect_of(log, commands, desk.today)
    return Outcome(
        id=id,
        ids=[command.development.id if isinstance(command, Record) else command.stream for command in commands],
        pairs=[c.development.pair for c in commands if isinstance(c, Record) and c.development.pair is not None],
        entries=len(effect.entries),
        changes=effect.changes,
        anomalies=effect.anomalies,
        resolved=effect.resolved,
        amended=effect.amended,
        dry_run=dry_run,
    )


def _duplicates(log: Ground, commands: Sequence[Record]) -> list[Duplicate]:
    own = {command.development.id for command in commands}
    every = [found for command in commands for found in likely_duplicates(log, command.development)]
    return [found for found in dict.fromkeys(every) if found.id not in own]


def _written(log: Ground, path: Address, commands: Sequence[Command], outcome: Outcome, *, begins: bool) -> Outcome:
    """The outcome with positions, once it is in the log; where nothing is new nothing is opened for writing."""
    if outcome.nothing_new:
        return outcome
    from tracker.application.store.writing import Writer

    log.let_go()
    with in_words(log), Writer(path, begins=begins) as writer:
        outcome.positions = [stored.position for stored in writer.submit(commands, check_merge)]
    return outcome
