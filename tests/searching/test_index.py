"""The index is a cache: whatever becomes of it, what is found is what the log says, and the log is not touched."""

import gc
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.reading.conftest import END, crisis, happened, write
from tests.test_golden import restored
from tracker.application.search import asking, index
from tracker.application.search.filters import Asked, filters_of
from tracker.application.search.kept import cache_folder
from tracker.application.store.address import Address
from tracker.application.store.codec import Undecodable
from tracker.application.store.reader import Clocks, Reader
from tracker.application.verify import ensure_current
from tracker.application.views.search import search
from tracker.domain.moments import Cut

STRIKES = 5
"""Streams of the crisis with a word that begins with strike."""


def found(log: Address, words: str = "strike*", clocks: Clocks = END) -> dict[str, Any]:
    with Reader(log) as reader:
        return search(reader, [words], clocks).document()


def beside(log: Path) -> Path:
    return Path(f"{log}-search")


def cached() -> list[Path]:
    return [path for path in cache_folder().rglob("*.db") if path.is_file()]


def more(log: Address, name: str = "more") -> None:
    write(log, [happened(name, "strike_conducted", 19, "PAK", "IRN", means="air", summary="One strike more")])


class Filled:
    """Counts how many entries an index was filled with, each time that it was."""

    def __init__(self) -> None:
        self.counts: list[int] = []

    @contextmanager
    def __call__(self, total: int) -> Iterator[Callable[[int], None]]:
        self.counts.append(total)
        yield lambda _: None

    def by(self, log: Address) -> list[int]:
        with Reader(log) as reader:
            search(reader, ["strike"], END, bar=self)
        return self.counts


def test_an_index_lies_beside_its_file_for_the_eyes_of_its_owner_and_the_log_stays_as_it_is(filed: Path) -> None:
    before = filed.read_bytes()
    assert found(filed)["total"] == STRIKES
    assert filed.read_bytes() == before
    assert beside(filed).stat().st_mode & 0o777 == 0o600
    assert cached() == []


def test_of_a_log_on_a_server_the_index_lies_in_the_cache_folder(log: Address) -> None:
    assert found(log)["total"] == STRIKES
    assert bool(cached()) is not isinstance(log, Path)
    assert all(path.stat().st_mode & 0o777 == 0o600 for path in cached())
    more(log)
    assert found(log)["total"] == STRIKES + 1


def test_while_an_index_is_made_garbage_is_looked_for(filed: Path) -> None:
    looked: list[bool] = []

    @contextmanager
    def bar(_: int) -> Iterator[Callable[[int], None]]:
        looked.append(gc.isenabled())
        yield lambda _: None

    with Reader(filed) as reader:
        assert search(reader, ["strike*"], END, bar=bar).total == STRIKES
    assert looked == [True]
    assert gc.isenabled()


def test_an_index_is_filled_once_and_then_with_what_is_new(log: Address) -> None:
    filled = Filled()
    assert filled.by(log) == [19]
    assert filled.by(log) == [19]
    more(log)
    assert filled.by(log) == [19, 1]


def test_a_reader_that_sees_less_than_the_index_finds_what_it_sees(log: Address) -> None:
    with Reader(log) as reader, reader.snapshot():
        before = search(reader, ["strike"], END).document()
        more(log)
        assert found(log, "strike")["total"] == before["total"] + 1
        after = search(reader, ["strike"], END).document()
    assert [row["id"] for row in after["found"]] == [row["id"] for row in before["found"]]
    assert after["facets"] == before["facets"]
    assert Filled().by(log) == []  # the index was left as the other made it


def other_log(path: Path) -> None:
    write(path, [happened("other", "strike_conducted", 3, "PAK", "IRN", means="air", summary="Another log")])
    found(path)


def of_another_log(path: Path) -> None:
    other = path.with_name("other.db")
    other_log(other)
    path.write_bytes(beside(other).read_bytes())


def of_another_format(path: Path) -> None:
    with closing(sqlite3.connect(path)) as conn:
        conn.execute(f"PRAGMA user_version = {index.FORMAT + 1}")


def of_the_format_before(path: Path) -> None:
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("DROP TABLE years")
        conn.execute("CREATE INDEX types ON streams (type)")
        conn.execute(f"PRAGMA user_version = {index.FORMAT - 1}")


def of_other_tables(path: Path) -> None:
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("CREATE TABLE more (a)")
        conn.execute("DROP TABLE streams")


def cut_short(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def overwritten(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (path.stat().st_size - 4096))


def emptied(path: Path) -> None:
    os.truncate(path, 0)


def a_wrong_frontier(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as conn:
        conn.execute("UPDATE made SET frontier = x'00'")


def a_position_beyond(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as conn:
        conn.execute("UPDATE made SET position = 1000")


def of_a_log_of_another_name(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as conn:
        conn.execute("UPDATE made SET origin = 'tracker/0'")


SPOILED = (
    of_another_log, of_another_format, of_the_format_before, of_other_tables, cut_short, overwritten, emptied, a_wrong_frontier,
    a_position_beyond, of_a_log_of_another_name,
)  # fmt: skip


@pytest.mark.parametrize("spoil", SPOILED)
def test_an_index_that_does_not_fit_or_is_damaged_is_made_anew(filed: Path, spoil: Callable[[Path], None]) -> None:
    whole = found(filed)
    spoil(beside(filed))
    assert Filled().by(filed) == [19]
    assert found(filed) == whole
    assert Filled().by(filed) == []  # it is whole again
    assert cached() == []


def test_words_that_are_damaged_are_seen_when_they_are_asked_for(filed: Path) -> None:
    whole = found(filed)
    with closing(sqlite3.connect(beside(filed), isolation_level=None)) as conn:
        conn.execute("UPDATE words_data SET block = x'ffff' WHERE id > 10")
    assert found(filed) == whole
    assert Filled().by(filed) == []


@pytest.mark.parametrize("told", [(), ("instead",), ("instead", "and this")])
def test_a_log_that_was_put_back_to_an_earlier_state_is_searched_as_it_is(filed: Path, told: tuple[str, ...]) -> None:
    earlier, before = filed.with_name("earlier.db"), found(filed)
    with closing(sqlite3.connect(filed)) as conn, closing(sqlite3.connect(earlier)) as copy:
        conn.backup(copy)
    more(filed, "gone")
    assert found(filed)["total"] == before["total"] + 1
    for path in (filed, *(Path(f"{filed}{end}") for end in ("-wal", "-shm"))):
        path.unlink(missing_ok=True)
    earlier.rename(filed)
    for name in told:
        more(filed, name)
    assert {row["id"] for row in found(filed)["found"]} == {row["id"] for row in before["found"]} | set(told)


def notes(path: Path) -> None:
    path.write_text("These are notes.\n" * 500)


def bookmarks(path: Path) -> None:
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("CREATE TABLE bookmarks (url)")


def elsewhere(path: Path) -> None:
    path.with_name("else.txt").touch()  # empty: as good a place as any, were it not somebody else's
    path.symlink_to("else.txt")


@pytest.mark.parametrize("lay", [notes, bookmarks, elsewhere])
def test_what_is_no_index_is_left_alone_and_the_index_lies_elsewhere(filed: Path, lay: Callable[[Path], None]) -> None:
    lay(beside(filed))
    before = beside(filed).read_bytes()
    assert found(filed)["total"] == STRIKES
    assert beside(filed).read_bytes() == before
    assert len(cached()) == 1
    assert Filled().by(filed) == []


def test_where_nothing_can_be_written_the_answer_is_the_same(filed: Path, folders: Path) -> None:
    wanted = found(filed.rename(filed.with_name("copy.db")))
    filed = filed.with_name("copy.db")
    beside(filed).unlink()
    beside(filed).mkdir()
    (folders / "cache").write_text("no folder")
    assert found(filed) == wanted
    assert Filled().by(filed) == [19]
    assert Filled().by(filed) == [19]


def test_an_index_that_another_program_holds_for_long_is_not_waited_for_for_ever(
    filed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = found(filed)
    monkeypatch.setattr(index, "WAIT_SECONDS", 0.05)
    with closing(sqlite3.connect(beside(filed), isolation_level=None)) as conn:
        conn.execute("BEGIN EXCLUSIVE")
        assert found(filed) == wanted
        conn.execute("ROLLBACK")
    assert len(cached()) == 1


def test_many_processes_search_a_new_log_at_once(filed: Path) -> None:
    command = [sys.executable, "-m", "tracker.cli.main", "--db", str(filed), "search", "strike*", "--json"]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(4)]
    said = [process.communicate() for process in running]
    assert [process.returncode for process in running] == [0] * 4
    assert len(set(said)) == 1
    assert f'"total":{STRIKES},' in said[0][0].replace(" ", "")


def test_in_an_empty_log_nothing_is_found(anywhere: Address) -> None:
    write(anywhere, [])
    assert found(anywhere) == {**found(anywhere), "found": [], "total": 0}


def test_a_damaged_entry_is_left_out_unless_it_is_what_is_found(filed: Path) -> None:
    with closing(sqlite3.connect(filed, isolation_level=None)) as conn:
        conn.execute("UPDATE stored_events SET state = ? WHERE originator_id = 'patrol'", (b'{"summary": "A patr',))
    assert found(filed)["total"] == STRIKES
    assert found(filed, "patrol")["total"] == 0


@pytest.mark.parametrize("words", ["", "recalled"])
@pytest.mark.parametrize("few", [0, 5000])
def test_who_may_find_a_damaged_development_is_told_of_it(
    filed: Path, words: str, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "RANKED", few)
    with closing(sqlite3.connect(filed, isolation_level=None)) as conn:
        conn.execute("UPDATE stored_events SET state = ? WHERE topic = 'corrected'", (b'{"reas',))
    with Reader(filed) as reader, pytest.raises(Undecodable):
        search(reader, [words], END, filters=filters_of(Asked(type=("ambassador_recalled",))))


def test_an_index_filled_in_parts_is_that_filled_at_once(filed: Path) -> None:
    late = Clocks(Cut(date(2024, 2, 28)))
    parts = filed.with_name("parts.db")
    for command in crisis():
        write(parts, [command])
        found(parts)
    found(filed)
    for words in ("strike*", "recall*", "post", "irn", "-war"):
        asked = filters_of(Asked(last="2024-12"))
        with Reader(filed) as one, Reader(parts) as other:
            wanted, given = (search(reader, [words], late, filters=asked) for reader in (one, other))
        assert {row["id"]: row for row in given.rows} == {row["id"]: row for row in wanted.rows}
        assert given.facets == wanted.facets


def test_a_file_of_an_earlier_format_is_searched_without_an_index_of_its_own(tmp_path: Path) -> None:
    old, new = restored("format-1", tmp_path / "old.db"), restored("format-1", tmp_path / "new.db")
    before = old.read_bytes()
    ensure_current(new)
    late = Clocks(Cut(date(2100, 1, 1)))
    wanted = found(new, "ambassador*", late)
    assert wanted["total"] > 1
    assert found(old, "ambassador*", late) == wanted
    assert (old.read_bytes(), beside(old).exists(), beside(new).exists()) == (before, False, True)
