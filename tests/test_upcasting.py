"""Entries of an older shape are read as the present one, and stay as they were stored."""

import json
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from tests.condemning import record
from tests.stores import rows
from tests.test_store import write
from tracker.application.store import upcasting
from tracker.application.store.codec import Undecodable, decode
from tracker.application.store.reader import Clocks, Reader
from tracker.application.store.tree import LogTree
from tracker.application.verify import verify
from tracker.domain.moments import Cut

TOPIC = "condemnation_issued"
OLD = {
    "recorded_at": "2024-01-18T12:00:00.000Z", "known_from": "2024-01-18T12:00:00Z", "command": "c1",
    "happening": {
        "id": "d1", "occurred": {"edtf": "2024-01-17", "best": "2024-01-17", "earliest": "2024-01-17", "latest": "2024-01-17"},
        "who": "IRN", "whom": "PAK",
    },
}  # fmt: skip
"""An entry as two releases ago wrote it: the development was called a happening, and had one actor and one target."""


def renamed(body: dict[str, Any]) -> dict[str, Any]:
    return {("development" if key == "happening" else key): value for key, value in body.items()}


def several(body: dict[str, Any]) -> dict[str, Any]:
    names = {"who": "actors", "whom": "targets"}
    held = {names.get(key, key): [value] if key in names else value for key, value in body["development"].items()}
    return {**body, "development": held}


@pytest.fixture
def stepped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upcasting, "STEPS", MappingProxyType({TOPIC: (renamed, several)}))


def stored(body: dict[str, Any]) -> tuple[int, str, int, str, bytes]:
    return 1, "d1", 1, TOPIC, json.dumps(body, separators=(",", ":")).encode()


def test_an_entry_of_an_older_shape_is_brought_to_the_present_one_step_by_step(stepped: None) -> None:
    found = decode(*stored(OLD)).entry
    assert (found.development.actors, found.development.targets, found.development.type_name()) == (
        ("IRN",),
        ("PAK",),
        TOPIC,
    )


def test_without_its_steps_an_older_shape_is_refused_and_not_guessed_at() -> None:
    with pytest.raises(Undecodable, match="entry 1"):
        decode(*stored(OLD))


def test_an_entry_of_the_present_shape_is_left_as_it_is(stepped: None) -> None:
    between = renamed(OLD)
    present = several(between)
    assert decode(*stored(OLD)) == decode(*stored(between)) == decode(*stored(present))


def test_a_step_belongs_to_its_topic(stepped: None) -> None:
    assert upcasting.upcast("visit_made", OLD) == OLD
    assert upcasting.upcast(TOPIC, OLD) == several(renamed(OLD))


def test_a_log_that_holds_an_older_shape_is_sound_by_every_check_and_read_like_any(
    stepped: None, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(path := tmp_path / "log.db", isolation_level=None)) as conn:
        made_in(conn)
    before = rows(path)
    assert verify(path, rebuild=True).rebuilt
    assert verify(path, thorough=True).holds
    write(path, record("d2"))
    assert rows(path)[:1] == before
    assert verify(path, thorough=True).holds
    with Reader(path) as reader:
        assert reader.picture("IRN-PAK", Clocks(Cut(date(2024, 1, 17)))).count == 2
        assert reader.picture("IRN-PAK", Clocks(Cut(date(2024, 1, 17)), position=1)).count == 1


def made_in(conn: sqlite3.Connection) -> None:
    from tracker.application.store import schema

    schema.create(conn)
    row = stored(OLD)[1:]
    conn.execute("INSERT INTO stored_events VALUES (?, ?, ?, ?)", row)
    LogTree(conn).grow([row])


def test_no_step_is_there_of_a_topic_that_is_none() -> None:
    from tracker.application.store.codec import _BY_TOPIC
    from tracker.domain.catalogue import TYPES

    assert set(upcasting.STEPS) <= {*_BY_TOPIC, *TYPES}
