"""The plain library path: one aggregate a pair, the library's JSON transcoder, ``Repository.get``."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event

from tracker.domain.commands import Record


class Relation(Aggregate):
    """A relation as the library's own examples would write it: an event a development."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.head = "unknown"
        self.hostility = 1
        self.count = 0
        self.last = ""

    @staticmethod
    def create_id(name: str) -> UUID:
        return uuid5(NAMESPACE_URL, name)

    @event("Developed")
    def develop(
        self, kind: str, id: str, day: str, actors: list[str], targets: list[str], summary: str, fields: dict[str, Any]
    ) -> None:
        self.count += 1
        self.last = day
        if kind == "strike_conducted":
            self.hostility = 4
        elif kind == "ambassador_recalled":
            self.head = "recalled"
        elif kind == "ambassador_returned":
            self.head = "ambassador"


def open_plain(path: Path) -> Application[UUID]:
    """The library's application over an SQLite file of its own."""
    return Application(env={"PERSISTENCE_MODULE": "eventsourcing.sqlite", "SQLITE_DBNAME": str(path)})


def write(app: Application[UUID], commands: Iterable[Record]) -> list[UUID]:
    """Record developments as events of the aggregates, saved every thousand."""
    relations: dict[str, Relation] = {}
    for number, command in enumerate(commands, 1):
        development = command.development
        pair = development.pair or ""
        relation = relations.setdefault(pair, Relation(pair)) if pair not in relations else relations[pair]
        relation.develop(
            development.type_name(),
            development.id,
            development.occurred.edtf,
            list(development.actors),
            list(development.targets),
            development.summary,
            development.own_fields(),
        )
        if number % 1000 == 0:
            app.save(*relations.values())
    app.save(*relations.values())
    return [relation.id for relation in relations.values()]


def replay(app: Application[UUID], ids: list[UUID]) -> int:
    """Rebuild every aggregate through the repository; the number of developments seen."""
    return sum(app.repository.get(found).count for found in ids)
