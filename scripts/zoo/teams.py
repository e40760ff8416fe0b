"""The server of the zoo, for the cases that need one: started when the first of them does, and one schema for each."""

import atexit
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "servers"))

from cases import BASE
from postgres_server import Server

WORDS = ("ATSERVER", "WRONGPASSWORD")
"""Words of a case that stand for an address: of its schema, and of the server with a password that is wrong."""


@cache
def server() -> Server:
    """The server; it ends with the program."""
    found = Server()
    atexit.register(found.close)
    found.start()
    found.first()
    return found


def schema_of(path: Path) -> str:
    """The schema of a case, whose folder bears its name."""
    return "zoo_" + re.sub(r"\W", "_", path.parent.name)[-30:].lower()


def addressed(word: str, path: Path) -> str:
    """A word of a case, with the address that it stands for."""
    if word == "ATSERVER":
        return server().address(schema=schema_of(path))
    return server().port_address("a-wrong-s3cret") if word == "WRONGPASSWORD" else word


def without_addresses(text: str, path: Path) -> str:
    """A message without what a server is called on this day."""
    from tracker.application.places import address

    if "postgres@" not in text:
        return text
    shown = str(address(server().address(schema=schema_of(path)), "zoo"))
    return text.replace(shown, "ATSERVER").replace(str(server().port), "PORT")


def _run(path: Path, *statements: str) -> None:
    import psycopg

    with psycopg.connect(server().address(), autocommit=True) as conn:
        conn.execute(f"SET search_path = {schema_of(path)}")
        for statement in statements:
            conn.execute(statement)


@contextmanager
def _changed(path: Path, *statements: str) -> Iterator[None]:
    from tracker.cli import main

    with redirect_stdout(StringIO()):
        status = main.run(["--db", addressed("ATSERVER", path), "replay", str(BASE)])
    if status:
        raise SystemExit("the base of the zoo does not replay on a server")
    _run(path, *statements)
    yield


@contextmanager
def _of_another_program(path: Path) -> Iterator[None]:
    _run(path, f"CREATE SCHEMA {schema_of(path)}", "CREATE TABLE bookmarks (url text)")
    yield


PREPARATIONS: dict[str, Any] = {
    "a schema of another program on a server": _of_another_program,
    "a column added on a server": lambda path: _changed(path, "ALTER TABLE facts ADD COLUMN note text"),
    "a trigger added on a server": lambda path: _changed(
        path,
        "CREATE TRIGGER planted BEFORE UPDATE ON facts FOR EACH ROW "
        "EXECUTE FUNCTION suppress_redundant_updates_trigger()",
    ),
    "a newer format on a server": lambda path: _changed(path, "UPDATE mark SET format = 1000"),
}
