"""The stores that tests run on: files, and databases of one server that is started when a test first asks for it.

TRACKER_TEST_POSTGRES names another server to use; each test takes a schema of its own there.
"""

import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path
from typing import Any

from tracker.application.places import address
from tracker.application.store.address import Address, PostgresUrl

SERVERS = Path(__file__).resolve().parent.parent / "scripts" / "servers"
VARIABLE = "TRACKER_TEST_POSTGRES"
_ENTRIES = "SELECT rowid, originator_id, originator_version, topic, state FROM stored_events ORDER BY rowid"
_numbers = count(1)


def server() -> Any:
    """A server of one's own, not started yet."""
    if str(SERVERS) not in sys.path:
        sys.path.insert(0, str(SERVERS))
    from postgres_server import Server

    return Server()


def new_database(base: str) -> PostgresUrl:
    """A place for a log on a server, where nothing is yet."""
    found = address(f"{base}{'&' if '?' in base else '?'}schema=test_{os.getpid()}_{next(_numbers)}", VARIABLE)
    assert isinstance(found, PostgresUrl)
    return found


@contextmanager
def asking(place: Address) -> Iterator[Any]:
    """A plain connection of the driver: what other programs may do to a log."""
    if isinstance(place, Path):
        with closing(sqlite3.connect(place, isolation_level=None)) as conn:
            yield conn
        return
    import psycopg

    with psycopg.connect(**dict(place.options), autocommit=True) as conn:
        conn.execute(f'SET search_path = "{place.schema}", pg_catalog')
        yield conn


def run(place: Address, *statements: str) -> None:
    """Run statements of another program."""
    with asking(place) as conn:
        for statement in statements:
            conn.execute(statement)


def rows(place: Address) -> list[tuple[Any, ...]]:
    """The entries of a log as they are stored: position, stream, version, topic, state."""
    statement = _ENTRIES if isinstance(place, Path) else _ENTRIES.replace("rowid", "notification_id")
    with asking(place) as conn:
        return [tuple(row) for row in conn.execute(statement).fetchall()]


def drop(place: PostgresUrl) -> None:
    """Remove a log from a server."""
    run(place, f'DROP SCHEMA IF EXISTS "{place.schema}" CASCADE')
