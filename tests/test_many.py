"""Many keys are asked for in few statements, and of few kinds."""

import sqlite3

import pytest

from tracker.application.store.many import MANY, rows_of


@pytest.fixture
def numbers() -> sqlite3.Connection:
    conn = sqlite3.connect(":memory:")
    conn.execute("CREATE TABLE numbers (number INTEGER, other INTEGER)")
    conn.executemany("INSERT INTO numbers VALUES (?, ?)", [(number, number % 2) for number in range(2 * MANY)])
    return conn


@pytest.mark.parametrize("count", [0, 1, 2, 3, 5, 64, 65, MANY - 1, MANY, MANY + 1, 2 * MANY])
def test_each_key_is_found_once_however_many_there_are(numbers: sqlite3.Connection, count: int) -> None:
    found = rows_of(numbers, "SELECT number FROM numbers WHERE other >= ? AND number IN ({})", [*range(count)], 0)
    assert [number for (number,) in found] == [*range(count)]


def test_statements_are_of_few_kinds(numbers: sqlite3.Connection) -> None:
    asked: set[int] = set()
    numbers.set_trace_callback(lambda statement: asked.add(statement.count(",")))
    for count in range(1, MANY + 1):
        list(rows_of(numbers, "SELECT number FROM numbers WHERE number IN ({})", [*range(count)]))
    assert len(asked) == 10
