"""A log is the same in a file and on a server: entries, derived rows and states, byte for byte."""

from pathlib import Path

import pytest

from tests.golden.digests import said_of
from tests.golden.story import CLOCK, commands, reading
from tests.stores import asking
from tracker.application.replay import read, record
from tracker.application.seeds import shipped_seeds
from tracker.application.store.address import Address, PostgresUrl
from tracker.application.store.schema import DERIVED
from tracker.application.store.writing import Writer
from tracker.domain.catalogue import TYPES

TABLES = [name for name, statement in DERIVED.items() if statement.startswith("CREATE TABLE")]


def derived(place: Address) -> dict[str, list[tuple[object, ...]]]:
    """The derived rows of a log, those of each table in an order of their own."""
    with asking(place) as conn:
        found = {name: conn.execute(f"SELECT * FROM {name}").fetchall() for name in TABLES}
    return {name: sorted([tuple(map(plain, row)) for row in rows], key=repr) for name, rows in found.items()}


def plain(value: object) -> object:
    return bytes(value) if isinstance(value, memoryview) else value


def story(place: Address) -> None:
    with Writer(place, clock=lambda: CLOCK) as writer:
        writer.submit([*commands({form.type_name() for form in TYPES.values()}), *reading()])


def seed(path: Path, place: Address) -> None:
    with Writer(place, clock=lambda: CLOCK) as writer:
        record(writer, read(path, CLOCK))


def same(one: Address, other: Address) -> None:
    assert said_of(one) == said_of(other)
    assert derived(one) == derived(other)


def test_every_type_and_amendment_is_the_same_in_both_stores(tmp_path: Path, postgres_database: PostgresUrl) -> None:
    for place in (tmp_path / "log.db", postgres_database):
        story(place)
    same(tmp_path / "log.db", postgres_database)


@pytest.mark.parametrize("path", shipped_seeds(), ids=lambda path: path.stem)
def test_a_shipped_crisis_is_the_same_in_both_stores(
    path: Path, tmp_path: Path, postgres_database: PostgresUrl
) -> None:
    for place in (tmp_path / "log.db", postgres_database):
        seed(path, place)
    same(tmp_path / "log.db", postgres_database)
