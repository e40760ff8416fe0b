"""Jobs of a writer: by its name and a number always the same commands, so that one that was cut off can be said again.

Of each eight jobs four record one development, two record or amend in a batch, one amends, and one replays a
scenario through the command line. Every command of a job brings exactly one entry.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from tracker.application.replay import read
from tracker.domain.catalogue import TYPES
from tracker.domain.commands import AddClaims, Command, Correct, DescribeSource, Record, Reinstate, Retract
from tracker.domain.evidence import Claim
from tracker.domain.log import source_stream
from tracker.domain.occurrence import on

KNOWN = datetime(2024, 6, 1, tzinfo=UTC)
PAIRS = (("IRN", "PAK"), ("QAT", "SAU"), ("CAN", "IND"), ("GBR", "RUS"))
KINDS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("condemnation_issued", {}),
    ("ambassador_recalled", {"kind": "consultations"}),
    ("ambassador_returned", {}),
    ("strike_conducted", {"means": "missile"}),
    ("envoy_summoned", {"envoy_rank": "ambassador"}),
    ("diplomats_expelled", {"count": 3}),
)
CYCLE = ("record", "record", "batch", "amend", "record", "replay", "record", "amend_batch")
BATCH = 20


class Key(NamedTuple):
    """What an entry is known by: its stream and the command that said it."""

    stream: str
    command: str


class Job(NamedTuple):
    """What a writer does in one transaction."""

    kind: str
    commands: tuple[Command, ...]
    file: Path | None = None

    @property
    def keys(self) -> list[Key]:
        """The entries that it brings."""
        return [Key(_stream(command), command.id) for command in self.commands]


def _stream(command: Command) -> str:
    return source_stream(command.source) if isinstance(command, DescribeSource) else command.stream


def job(folder: Path, writer: str, number: int) -> Job:
    """The job of a writer; ``folder`` is where scenarios are put."""
    kind, name = CYCLE[number % len(CYCLE)], f"{writer}-{number:05}"
    if kind == "replay":
        return _replayed(folder, name)
    if kind == "batch":
        return Job(kind, tuple(_record(f"{name}-{part:02}", number * BATCH + part) for part in range(BATCH)))
    if kind == "amend":
        return Job(kind, (_correction(f"{writer}-{number - 1:05}-03", name),))
    if kind == "amend_batch":
        return Job(kind, _amendments(f"{writer}-{number - 5:05}", name, number))
    return recorded(writer, number)


def recorded(writer: str, number: int) -> Job:
    """One development, recorded."""
    return Job("record", (_record(f"{writer}-{number:05}", number),))


def _record(stream: str, turn: int) -> Record:
    (kind, fields), (one, other) = KINDS[turn % len(KINDS)], PAIRS[turn % len(PAIRS)]
    actor, target = (one, other) if turn % 3 else (other, one)
    development = TYPES[kind](
        id=stream,
        occurred=on(date(2024, 1, 1) + timedelta(days=turn * 37 % 120)),  # late ones among them
        actors=(actor,),
        targets=(target,),
        summary=f"{stream} happened, as a wire said that day",
        sources=(f"https://news.example/{stream}",),
        **fields,
    )
    return Record(stream=stream, id=f"record {stream}", by="desk", known_from=KNOWN, development=development)


def _correction(stream: str, name: str) -> Correct:
    changes = {"summary": f"{stream} happened otherwise, says {name}"}
    return Correct(stream=stream, id=f"correct {name}", by="desk", known_from=KNOWN, changes=changes)


def _amendments(batch: str, name: str, number: int) -> tuple[Command, ...]:
    """Said of an earlier batch, in one transaction with a new development."""
    said: dict[str, Any] = {"by": "desk", "known_from": KNOWN}
    claim = Claim(aspect="motive", value="a reply", by="a spokesman")
    return (
        *(
            AddClaims(stream=f"{batch}-{part:02}", id=f"claim {name} {part}", claims=(claim,), **said)
            for part in range(4)
        ),
        *(
            Retract(stream=f"{batch}-{part:02}", id=f"retract {name} {part}", reason="a rumour", **said)
            for part in (4, 5)
        ),
        Reinstate(stream=f"{batch}-04", id=f"reinstate {name}", reason="it did happen", **said),
        _record(f"{name}-new", number),
    )


def _replayed(folder: Path, name: str) -> Job:
    file = folder / f"{name}.yaml"
    if not file.exists():
        draft = file.with_suffix(".draft")
        draft.write_text(scenario(name), "utf-8")
        draft.replace(file)
    return Job("replay", _read(file), file)


@lru_cache(maxsize=256)
def _read(file: Path) -> tuple[Command, ...]:
    return read(file, KNOWN, "desk").commands


def scenario(name: str) -> str:
    """A small crisis under a name of its own."""
    return f"""schema: tracker-scenario/1
incident: {name}
title: A small crisis
window: {{from: 2024-02-01, to: 2024-03-01}}
initial_state:
  NOR-SWE:
    relations: established
    head: {{NOR>SWE: ambassador, SWE>NOR: ambassador}}
sources:
  wire: {{outlet: A wire, published: 2024-02-10, url: https://news.example/{name}}}
developments:
  - {{id: {name}-recall, date: 2024-02-09, type: ambassador_recalled, actor: NOR, target: SWE,
     fields: {{kind: consultations}}, summary: Norway recalls its ambassador., sources: [wire]}}
  - {{id: {name}-gone, date: 2024-02-10, type: ambassador_recalled, actor: SWE, target: NOR,
     fields: {{kind: consultations}}, summary: Sweden recalls its ambassador., sources: [wire]}}
  - {{id: {name}-both, date: 2024-02-12, type: condemnation_issued, actor: SWE, target: [NOR, DNK],
     summary: Sweden speaks to two neighbours., sources: [wire]}}
amendments:
  - {{retract: {name}-gone, reason: it was a rumour, known_from: 2024-02-11}}
"""
