"""What all tests share: how long and how loudly hypothesis searches, and the stores that a test may run on."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from tests.often import examples
from tests.stores import VARIABLE, drop, new_database, server
from tracker.application.store.address import Address, PostgresUrl

# No deadline: the tests share the machine, and a slow example is no fault. The blob repeats a failure elsewhere.
settings.register_profile("house", deadline=None, print_blob=True, max_examples=examples(100))
settings.load_profile("house")


@pytest.fixture(scope="session", autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What a user keeps in folders of the platform is not touched: searches, a table of places, indexes of logs.

    Nobody here is at the first run: the tour is begun by the tests of it.
    """
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
            patch.setenv(name, str(tmp_path_factory.mktemp(name.lower())))
        patch.setenv("TRACKER_TOUR", "0")
        yield


@pytest.fixture(scope="session", autouse=True)
def interruptible() -> None:
    """A shell has what it starts in the background ignore interrupts, and its children with it; some tests send them."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def own_server() -> Iterator[Any]:
    """A server that is started for the tests of a process."""
    with server() as found:
        yield found


@pytest.fixture(scope="session")
def postgres_server(request: pytest.FixtureRequest) -> str:
    """The address of the server that the tests of a process share."""
    return os.environ.get(VARIABLE) or request.getfixturevalue("own_server").address()


@pytest.fixture
def postgres_database(postgres_server: str) -> Iterator[PostgresUrl]:
    """A place for a log on a server, where nothing is yet."""
    found = new_database(postgres_server)
    yield found
    drop(found)


@pytest.fixture(params=["sqlite", "postgresql"])
def anywhere(request: pytest.FixtureRequest, tmp_path: Path) -> Address:
    """A place for a log, in a file and on a server, where nothing is yet."""
    if request.param == "sqlite":
        return tmp_path / "log.db"
    found: PostgresUrl = request.getfixturevalue("postgres_database")
    return found
