"""Logs to be damaged, what a user reads of one, and flipping a bit of its file."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import NamedTuple

from tracker.application import replay
from tracker.application.seeds import shipped_seeds
from tracker.application.store.derived_keys import DAY
from tracker.application.store.reader import Clocks, Reader
from tracker.application.store.writing import Writer
from tracker.application.views.state import state_document
from tracker.domain.moments import Cut

NOW = datetime(2026, 1, 1, tzinfo=UTC)
START = datetime(2025, 1, 1, tzinfo=UTC)
ENTRIES = "SELECT rowid, originator_id, originator_version, topic, state FROM stored_events ORDER BY rowid"


class Read(NamedTuple):
    """What a user reads of a log: its entries in order, and the states of its pairs on some dates."""

    entries: tuple[object, ...]
    states: str


def shipped_log(path: Path, chance: Random) -> Path:
    """A log of some of the shipped crises, in any order, sealed now and then."""
    seeds = chance.sample(shipped_seeds(), chance.randrange(1, 4))
    clock = iter(START + timedelta(seconds=number) for number in range(10**6))
    with Writer(path, clock=lambda: next(clock)) as writer:
        for seed in seeds:
            writer.submit(replay.read(seed, START).commands)
            if chance.random() < 0.5:
                writer.seal()
    return path


def flipped(content: bytes, chance: Random) -> tuple[bytes, int]:
    """A copy with one bit flipped, and the place of its byte."""
    place = chance.randrange(len(content))
    damaged = bytearray(content)
    damaged[place] ^= 1 << chance.randrange(8)
    return bytes(damaged), place


def read(path: Path) -> Read:
    """What is read of a file, without asking whether it is sound."""
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as conn:
        entries = tuple(conn.execute(ENTRIES))
    with Reader(path) as reader:
        last = reader.last_day() or date(2024, 1, 1)
        states = [
            state_document(reader, pair, clocks, now=NOW)
            for pair in reader.pairs()
            for clocks in _dates(reader, pair, last)
        ]
    return Read(entries, json.dumps(states, sort_keys=True, default=str))


def _dates(reader: Reader, pair: str, last: date) -> list[Clocks]:
    """The last day of a log, and the days in the middle of a pair's history on which something happened."""
    rows = reader.conn.execute(
        f"SELECT DISTINCT moment / {DAY} FROM facts WHERE pair = (SELECT pair FROM pairs WHERE name = ?) ORDER BY 1",  # noqa: S608
        (pair,),
    ).fetchall()
    days = [date.fromordinal(day) for (day,) in rows[:: max(1, len(rows) // 3)]]
    return [Clocks(Cut(day)) for day in (*days, last)]
