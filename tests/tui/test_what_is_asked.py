"""What the screens ask the store: once what is opened, and nothing on the way of a key that could wait for it."""

from threading import current_thread, main_thread

import pytest

from tracker.application.problems import BadInput
from tracker.application.store.address import PostgresUrl
from tracker.application.store.reader import Reader
from tui.following import Ended
from tui.provider import Provider

SERVER = PostgresUrl("postgresql://far/log", "tracker", ())


class Asked(list[tuple[str, bool]]):
    """The questions, each with whether it was asked on the way of the keys."""

    def times(self, name: str) -> int:
        return sum(found == name for found, _ in self)

    @property
    def before_keys(self) -> set[str]:
        return {name for name, held_up in self if held_up}


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    found, ask = Asked(), Provider._ask

    def noted(self: Provider, question):
        found.append((question.__qualname__.split(".")[1], current_thread() is main_thread()))
        return ask(self, question)

    monkeypatch.setattr(Provider, "_ask", noted)
    return found


async def test_what_is_opened_is_asked_for_once(drive, database, asked) -> None:
    async with drive(database, (80, 24)) as screen:
        await screen.press("3", "G")
        asked.clear()
        await screen.press("enter")
        assert asked == [("behind", False)]
        await screen.press("escape")
        asked.clear()
        await screen.press("N")
        assert asked == [("news", False)]
        await screen.press("escape")
        asked.clear()
        await screen.press("A")
        assert (asked.times("positions"), asked.times("waiting")) == (1, 2)
        await screen.press("escape")
        asked.clear()
        await screen.press("1", "y", *"head", "enter")
        assert asked == [("relations", False), ("sparklines", False)]
        asked.clear()
        await screen.press("j")
        assert [name for name, _ in asked] == ["stops", "state", "timeline", "chart"]


async def test_nothing_is_kept_of_a_log_that_ended(drive, database, asked) -> None:
    async with drive(database, (80, 24)) as screen:
        screen.app.post_message(Ended(BadInput("another log lies there now")))
        await screen.settle()
        asked.clear()
        await screen.press("r")
        assert {asked.times(name) for name in ("state", "timeline", "chart", "stops")} == {1}


async def test_only_a_file_that_is_there_is_read_on_the_way_of_a_key(drive, database, asked) -> None:
    async with drive(database) as screen:
        asked.clear()
        await screen.press("j")
        assert asked.before_keys == {"state"}
        asked.clear()
        screen.app.lost = True
        await screen.press("k")
        screen.app.lost, screen.app.provider.path = False, SERVER
        await screen.press("j", "left", "N", "enter")
        assert "Development" in screen.text
        assert {"state", "behind", "standpoint"} <= {name for name, _ in asked}
        assert not asked.before_keys


def test_a_log_that_cannot_be_read_is_not_taken_for_one_that_knew_nothing_then(database) -> None:
    provider = Provider(database)
    clocks = provider.standpoint().clocks
    assert [found["id"] for found in provider.behind(["recall", "nowhere", "strike-1"], clocks)] == [
        "recall",
        "strike-1",
    ]
    provider.close()
    database.rename(database.with_name("away.db"))
    with pytest.raises(BadInput, match="there is no database"):
        provider.behind(["recall"], clocks)


def test_a_dashboard_keeps_little_of_a_file_in_memory(database) -> None:
    def kept(reader: Reader) -> int:
        return reader.conn.execute("PRAGMA cache_size").fetchone()[0]

    with Reader(database) as reader, Reader(database, lean=True) as lean:
        assert 0 > kept(lean) > kept(reader)
        assert Provider(database)._ask(kept) == kept(lean)
