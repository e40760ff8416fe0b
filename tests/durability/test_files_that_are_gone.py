"""A log whose file was moved away while it was open: no other begins in its place, and nothing is lost with it."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.tui.conftest import january, recorded
from tracker.application.marks import mark_read
from tracker.application.problems import BadInput
from tracker.application.recording import outcome
from tracker.application.recording.outcome import Desk
from tracker.application.store.reader import Reader
from tracker.application.store.writing import Writer
from tracker.cli.main import run
from tui.desk import of_type, submit
from tui.forms import blank_form
from tui.provider import Provider

WORDS = ["date=2024-01-18", "actor=IRN", "target=PAK", "summary=words", "source=https://example.org/x"]
NOON = datetime(2024, 1, 18, 12, tzinfo=UTC)


def condemned(name: str):
    return recorded(name, january(18), "condemnation_issued", actors=("IRN",), targets=("PAK",))


@pytest.fixture
def gone(tmp_path):
    """The path of a log that is open, and that was moved away: its last entry waits in the log of writes."""
    path = tmp_path / "log.db"
    with Writer(path) as writer:
        writer.submit([condemned("a")])
    with Reader(path) as reader, Writer(path) as writer:
        assert not reader.is_empty()
        writer.submit([condemned("b")])
        path.rename(tmp_path / "away.db")
        yield path


def beside(path: Path) -> bytes:
    return Path(f"{path}-wal").read_bytes()


def put_back(path: Path) -> list[str]:
    path.with_name("away.db").rename(path)
    with Reader(path) as reader:
        return [name for (name,) in reader.conn.execute("SELECT originator_id FROM stored_events ORDER BY rowid")]


def test_no_log_begins_where_what_was_written_to_one_still_waits(gone) -> None:
    waits = beside(gone)
    assert waits
    with pytest.raises(BadInput, match="lies beside it") as told:
        Writer(gone)
    assert str(told.value).startswith(f"{gone}-wal: there is no database")
    assert not gone.exists()
    assert beside(gone) == waits
    assert put_back(gone) == ["a", "b"]


def test_the_command_line_refuses_too(gone, capsys) -> None:
    assert run(["--db", str(gone), "record", "condemnation_issued", *WORDS]) == 2
    assert "put the file back as log.db" in capsys.readouterr().err
    assert put_back(gone) == ["a", "b"]


def test_what_is_left_of_a_log_and_is_empty_is_no_hindrance(tmp_path) -> None:
    (tmp_path / "log.db-wal").touch()
    with Writer(tmp_path / "log.db") as writer:
        assert writer.submit([condemned("a")])[0].position == 1


@pytest.mark.parametrize("write", [
    lambda path: Writer(path, begins=False),
    lambda path: outcome.record(path, "condemnation_issued", WORDS, Desk("me", NOON, date(2024, 1, 18), begins=False)),
    lambda path: mark_read(path, "ada", 1, "ada"),
], ids=["a writer", "a desk", "a mark"])  # fmt: skip
def test_who_goes_on_with_a_log_begins_none(tmp_path, write) -> None:
    path = tmp_path / "log.db"
    with pytest.raises(BadInput, match=r"gone|no database"):
        write(path)
    assert list(tmp_path.iterdir()) == []


def test_who_begins_a_log_still_may(tmp_path) -> None:
    desk = Desk("me", NOON, date(2024, 1, 18))
    assert outcome.record(tmp_path / "log.db", "condemnation_issued", WORDS, desk).positions[0] == 1


def test_the_form_of_the_dashboard_begins_none(tmp_path) -> None:
    form = of_type("condemnation_issued", blank_form(None))
    for key, text in (
        ("date", "2024-01-18"),
        ("actor", "IRN"),
        ("target", "PAK"),
        ("summary", "words"),
        ("source", "https://example.org/x"),
    ):
        form.field(key).line.set(text)
    provider = Provider(tmp_path / "log.db", now=lambda: NOON)
    with pytest.raises(BadInput, match="no database"):
        submit(provider, form, dry_run=False)
    assert list(tmp_path.iterdir()) == []
