"""Addresses: what --db takes, and that nothing that is said of a database holds its password."""

from pathlib import Path

import pytest

from tracker.application.places import address
from tracker.application.problems import BadInput
from tracker.application.store.address import PostgresUrl

SECRET = "s3cr3t-w0rd"

SHOWN = {
    f"postgresql://desk:{SECRET}@host:5433/log": "postgresql://desk@host:5433/log",
    f"postgres://desk:{SECRET}@host/log?sslmode=require": "postgresql://desk@host/log",
    f"postgresql://desk@host/log?password={SECRET}": "postgresql://desk@host/log",
    f"postgresql://host/log?sslpassword={SECRET}&user=desk": "postgresql://desk@host/log",
    f"postgresql://desk:{SECRET}@host/log?schema=desk_2": "postgresql://desk@host/log?schema=desk_2",
    f"postgresql://desk:{SECRET}@[::1]:5433/log": "postgresql://desk@[::1]:5433/log",
    f"postgresql://desk:{SECRET}@one:1,two:2/log": "postgresql://desk@/log?host=one,two&port=1,2",
    f"postgresql://desk:{SECRET}@/log?host=/run/pg": "postgresql://desk@/log?host=/run/pg",
    f"postgresql:///?service=desk&password={SECRET}": "postgresql:///?service=desk",
}


@pytest.mark.parametrize(("said", "shown"), SHOWN.items(), ids=SHOWN.values())
def test_an_address_is_shown_without_its_password(said: str, shown: str) -> None:
    found = address(said, "--db")
    assert str(found) == shown
    assert SECRET not in f"{found} {found!r} {found.name} {[found]}"
    assert isinstance(found, PostgresUrl)
    assert found.secrets == (SECRET,)


def test_the_parts_of_an_address_are_those_of_libpq() -> None:
    found = address("postgresql://d%40sk:p%2F%25@host:5433/l%20g?connect_timeout=3&schema=x", "--db")
    assert isinstance(found, PostgresUrl)
    assert dict(found.options) == {
        "user": "d@sk", "password": "p/%", "host": "host", "port": "5433", "dbname": "l g", "connect_timeout": "3",
    }  # fmt: skip
    assert (found.schema, found.name) == ("x", "l g")


MALFORMED = (
    f"postgresql://desk:{SECRET}@x@host/log",
    f"postgresql://desk:{SECRET}/x@host/log",
    f"postgresql://desk:{SECRET}/log",
    f"postgresql://desk:{SECRET}?x@host/log",
    f"postgresql://desk:{SECRET}%@host/log",
    f"postgresql://desk:{SECRET}%00@host/log",
    f"postgresql:desk:{SECRET}@host/log",
    f"postgresql://host/log?schema={SECRET};drop",
    f"mysql://desk:{SECRET}@host/log",
)


@pytest.mark.parametrize("said", MALFORMED)
def test_what_is_no_address_is_refused_without_a_part_of_it(said: str) -> None:
    with pytest.raises(BadInput) as problem:
        address(said, "TRACKER_DB")
    assert SECRET not in str(problem.value)
    assert "TRACKER_DB" in str(problem.value)
    assert problem.value.remedy


def test_everything_else_is_a_file() -> None:
    assert address("logs/desk.db", "--db") == Path("logs/desk.db")


def test_the_folder_of_a_user_is_that_of_one_that_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/desk")
    assert address("~/log.db", "--db") == Path("/home/desk/log.db")
    with pytest.raises(BadInput, match="'~nobody-4711' is the folder of no user"):
        address("~nobody-4711/log.db", "--db")


@pytest.mark.parametrize("said", ["postgresql://d\udcd9@host/log", "postgres:///l\udcff", "postgres:///?host=/r\udc8b"])
def test_an_address_that_is_no_utf_8_is_refused(said: str) -> None:
    with pytest.raises(BadInput, match="no address of a PostgreSQL database"):
        address(said, "--db")
