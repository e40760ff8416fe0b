"""Reading: what is known of a file while it is read, and the drafts of commands that it gives.

A draft lacks only who records it and, where nothing dates it, when it became known. Its id is a digest of what is
said, so that the same file read again says the same commands; what a file says twice is told apart by its count.
"""

import hashlib
import json
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tracker.application.problems import did_you_mean
from tracker.application.scenario.evidence import Sources
from tracker.application.scenario.text import Node
from tracker.domain.commands import Command
from tracker.domain.development import Development


@dataclass(frozen=True, slots=True)
class Draft:
    """A command but for who says it and, where nothing dates it, when it became known."""

    form: type[Command]
    stream: str
    id: str
    known_from: datetime | None
    where: str
    payload: dict[str, Any]
    by: str = ""
    reason: str | None = None

    def command(self, now: datetime, by: str) -> Command:
        """The command."""
        return self.form(
            stream=self.stream, id=self.id, by=self.by or by, known_from=self.known_from or now, reason=self.reason,
            **self.payload,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """What the file said of when a development happened, for a correction of only a part of it."""

    date: str
    precision: str | None
    time: str | None


MOST_SAID = 400_000
"""So many values the entries of a file may say together, each as often as it has parts; see ``Reading.weigh``."""
_ENVELOPE = 20
"""What a development weighs beside what is said of it."""


@dataclass
class Reading:
    """What is known of a file while it is read."""

    file: str
    incident: str
    sources: Sources
    groups: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """For each id of the file the streams that it addresses."""
    places: dict[str, Node] = field(default_factory=dict)
    held: dict[str, Development] = field(default_factory=dict)
    """Each development as the file has told it so far."""
    told: dict[str, Told] = field(default_factory=dict)
    known: dict[str, datetime | None] = field(default_factory=dict)
    weighed: int = 0
    """How much the entries of the file have said so far."""
    _said: Counter[str] = field(default_factory=Counter)

    def command_id(self, *said: Any) -> str:
        """``incident:digest`` of what is said, JSON values in any order of keys."""
        content = json.dumps(said, sort_keys=True, ensure_ascii=True)
        digest = hashlib.sha256(content.encode()).hexdigest()[:16]
        self._said[digest] += 1
        count = self._said[digest]
        return f"{self.incident}:{digest}" + (f":{count}" if count > 1 else "")

    def register(self, id: str, streams: tuple[str, ...], node: Node) -> None:
        """Take an id and its streams; what the file has already called so is refused."""
        for name in dict.fromkeys((id, *streams)):
            if name in self.places:
                first = self.places[name].line
                raise node.bad(f"the id {name!r} is given twice, first in line {first}", "give each its own id")
            self.places[name] = node
        self.groups[id] = streams

    def weigh(self, node: Node, parts: int) -> None:
        """Count an entry as often as it has parts; refuse what a few lines would make of a few hundred states."""
        self.weighed += parts * (_ENVELOPE + node.weight)
        if self.weighed > MOST_SAID:
            what = f"with this entry of {parts:,} parts the file says more than {MOST_SAID:,} values"
            raise node.bad(what, "name fewer parties, or split the file by incident")

    def streams(self, id: str) -> tuple[str, ...]:
        """The streams that an id addresses; one that the file does not tell of addresses itself."""
        return self.groups.get(id) or (id,)

    def expanded(self, ids: tuple[str, ...]) -> tuple[str, ...]:
        """Ids, groups of this file by all their parts."""
        return tuple(dict.fromkeys(stream for id in ids for stream in self.streams(id)))

    def meant(self, id: str) -> str:
        """A did-you-mean among the ids of the file."""
        return did_you_mean(id, self.groups)
