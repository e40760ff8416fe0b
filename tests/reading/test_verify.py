"""Verification: sound files hold, and whatever is changed by hand shows."""

import re
import sqlite3
from datetime import date
from pathlib import Path

import pytest

from tracker.application.problems import BadInput
from tracker.application.store.address import Address
from tracker.application.store.connection import connect
from tracker.application.store.derived_keys import EVERY
from tracker.application.store.reader import Reader
from tracker.application.store.tree import LogTree
from tracker.application.store.writing import Writer
from tracker.application.verify import ensure_current, verify
from tracker.domain.catalogue import TYPES
from tracker.domain.commands import Record
from tracker.domain.occurrence import on


def change(place: Address, *statements: str) -> None:
    conn = sqlite3.connect(place) if isinstance(place, Path) else connect(place, writable=True)
    for statement in statements:
        conn.execute(statement)
    if conn.in_transaction:
        conn.commit()
    conn.close()


def test_a_log_that_was_just_written_holds(log: Address) -> None:
    verdict = verify(log)
    assert verdict.findings == ()
    assert verdict.holds
    assert (verdict.entries, verdict.developments, verdict.pairs) == (19, 8, 3)


DERIVED = {
    "a fact moved to another day": "UPDATE facts SET moment = moment + 1 WHERE id = 'strike'",
    "a fact of another act": "UPDATE facts SET act = (SELECT max(act) FROM acts) WHERE id = 'strike'",
    "a fact that is gone": "DELETE FROM facts WHERE id = 'answer'",
    "a fact that was added": "INSERT INTO facts SELECT pair, moment, 'zz', dev, act, known, earliest, latest, marks, crc FROM facts WHERE id = 'answer'",
    "a mark that is gone": "UPDATE facts SET marks = 0 WHERE id = 'strike'",
    "bounds that were narrowed": "UPDATE facts SET earliest = latest WHERE id = 'patrol'",
    "an act that does something else": "UPDATE acts SET body = replace(body, '-7.0', '7.0') || ' '",
    "a link that is gone": "DELETE FROM links WHERE target = 'strike'",
    "a link that was added": "INSERT INTO links VALUES ('strike', 1, 'recall', 0)",
    "a past that is gone": "DELETE FROM past WHERE dev = (SELECT rowid FROM stored_events WHERE originator_id = 'rumour' AND originator_version = 1)",
    "a pair of another name": "UPDATE pairs SET name = 'IRN-IRQ' WHERE name = 'IRN-PAK'",
    "a count": "UPDATE pairs SET count = count + 1",
    "knowledge that comes too early": "UPDATE pairs SET known = known - 1",
    "a position that is too low": "UPDATE pairs SET position = 1",
    "a checkpoint that was added": "INSERT INTO checkpoints VALUES (1, 1, 'x', 1, '{}', 0)",
    "rows of other code": "UPDATE meta SET value = 'other' WHERE key = 'fingerprint'",
}


@pytest.mark.parametrize("statement", DERIVED.values(), ids=DERIVED)
def test_derived_rows_that_were_changed_show_and_a_rebuild_restores_them(log: Address, statement: str) -> None:
    change(log, statement)
    assert not verify(log, thorough=True).holds
    assert verify(log, rebuild=True).rebuilt
    assert verify(log).findings == ()


ENTRIES = {
    "a version that is gone": ("UPDATE stored_events SET originator_version = 7 WHERE topic = 'assessed'", "strike"),
    "a topic that is no type": ("UPDATE stored_events SET topic = 'os.system' WHERE rowid = 6", "entry 6"),
    "content with an unknown key": (
        """UPDATE stored_events SET state = CAST(replace(CAST(state AS TEXT), '"summary"', '"sumary"') AS BLOB) WHERE rowid = 5""",
        "entry 5",
    ),
    "content under another id": ("UPDATE stored_events SET originator_id = 'strikes' WHERE rowid = 5", "entry 5"),
    "time going back": (
        """UPDATE stored_events SET state = CAST(replace(CAST(state AS TEXT), '2024-03-01T', '2023-03-01T') AS BLOB) WHERE rowid = 8""",
        "entry 8",
    ),
    "time without a zone": (
        """UPDATE stored_events SET state = CAST(replace(CAST(state AS TEXT), '00.000Z', '00.000') AS BLOB) WHERE rowid = 1""",
        "entry 1",
    ),
    "an amendment of nothing": (
        "UPDATE stored_events SET originator_id = 'nothing', originator_version = 1 WHERE topic = 'retracted'",
        "entry 17",
    ),
}  # fmt: skip


def replant(path: Path) -> None:
    """Grow the tree over the entries as they stand, as a forger would who knows how."""
    conn = sqlite3.connect(path)
    for table in ("tree", "leaves"):
        conn.execute(f"DELETE FROM {table}")
    LogTree(conn).grow_over_entries()
    conn.commit()
    conn.close()


@pytest.mark.parametrize(("statement", "where"), ENTRIES.values(), ids=ENTRIES)
def test_entries_that_cannot_be_show_though_the_tree_was_grown_over_them_and_no_rebuild_hides_it(
    filed: Path, statement: str, where: str
) -> None:
    change(filed, statement)
    replant(filed)
    assert where in {finding[0] for finding in verify(filed, thorough=True).findings}
    verdict = verify(filed, rebuild=True)
    assert not verdict.rebuilt
    assert not verdict.holds


ALTERED = {
    "altered": ("UPDATE stored_events SET state = state || ' ' WHERE rowid = 9", "entry 9", "altered"),
    "one bit": ("UPDATE stored_events SET topic = 'strike_conductee' WHERE topic = 'strike_conducted'", "entry 5", "altered"),
    "of another kind": ("UPDATE stored_events SET state = CAST(state AS TEXT) WHERE rowid = 5", "entry 5", "not of the right kind"),
    "removed": ("DELETE FROM stored_events WHERE rowid = 9", "entry 9", "removed: entry 10 stands"),
    "removed, and the others moved up": (
        "DELETE FROM stored_events WHERE rowid = 9; UPDATE stored_events SET rowid = rowid - 1 WHERE rowid > 9",
        "entry 9", "removed: what was recorded as entry 10 stands in its place",
    ),
    "the last removed": ("DELETE FROM stored_events WHERE rowid = (SELECT max(rowid) FROM stored_events)", "entry 19", "removed"),
    "inserted at the end": ("INSERT INTO stored_events VALUES ('x', 1, 'retracted', '{}')", "entry 20", "inserted|right kind"),
    "inserted between": (
        "UPDATE stored_events SET rowid = rowid + 1000 WHERE rowid > 8; UPDATE stored_events SET rowid = rowid - 999 WHERE rowid > 1000; INSERT INTO stored_events (rowid, originator_id, originator_version, topic, state) VALUES (9, 'x', 1, 'retracted', x'7b7d')",
        "entry 9", "inserted",
    ),
    "moved": (
        "UPDATE stored_events SET rowid = 1000 WHERE rowid = 7; UPDATE stored_events SET rowid = 7 WHERE rowid = 12; UPDATE stored_events SET rowid = 12 WHERE rowid = 1000",
        "entry 7", "moved: this was recorded as entry 12",
    ),
    "its hash": ("UPDATE leaves SET hash = zeroblob(32) WHERE position = 4", "entry 4", "altered"),
    "its hash gone": ("DELETE FROM leaves WHERE position = 4", "entry 4", "not in the tree"),
    "the frontier": ("UPDATE tree SET frontier = zeroblob(8)", "tree", "frontier"),
    "no frontier": ("UPDATE tree SET frontier = x'00'", "tree", "frontier was altered"),
}  # fmt: skip


@pytest.mark.parametrize(("script", "where", "what"), ALTERED.values(), ids=ALTERED)
def test_the_first_entry_that_is_not_what_it_was_is_named(filed: Path, script: str, where: str, what: str) -> None:
    change(filed, *script.split("; "))
    first = verify(filed).findings[0]
    assert first[0] == where
    assert re.search(what, first[1])


CHECKSUMMED = {name: DERIVED[name] for name in DERIVED if name not in ("a link that is gone", "a past that is gone")}


@pytest.mark.parametrize("statement", CHECKSUMMED.values(), ids=CHECKSUMMED)
def test_derived_rows_that_were_damaged_show_without_deriving_them_anew(log: Address, statement: str) -> None:
    change(log, statement)
    assert not verify(log).holds


def test_checkpoints_are_compared_with_a_fold_from_the_first_development(tmp_path: Path) -> None:
    path = long_log(tmp_path)
    count = verify(path).checkpoints
    assert count >= 700 // EVERY
    change(path, "UPDATE checkpoints SET body = CAST(replace(CAST(body AS TEXT), '\"heat\":[', '\"heat\":[1') AS BLOB)")
    verdict = verify(path)
    assert [finding[0].split()[0] for finding in verdict.findings] == ["checkpoints"] * count
    assert verify(path, rebuild=True).holds
    assert verify(path).holds


def long_log(folder: Path) -> Path:
    path = folder / "long.db"
    with Writer(path) as writer:
        for start in range(0, 800, EVERY - 1):  # late ones take checkpoints away, until enough has changed
            order = 400, 0, 200, 600
            writer.submit([envoy(order[n // 200] + n % 200) for n in range(start, min(800, start + EVERY - 1))])
    return path


def envoy(number: int) -> Record:
    when = on(date.fromordinal(738000 + number))
    held = TYPES["strike_conducted"](id=f"s{number}", occurred=when, actors=("IRN",), targets=("PAK",), means="air")
    return Record(stream=held.id, id=f"record {number}", known_from=when.end_of_best_date(), development=held)


def test_rows_of_other_code_are_remade_before_they_are_read(log: Address) -> None:
    change(log, "UPDATE meta SET value = 'other'", "DELETE FROM facts")
    said: list[str] = []
    ensure_current(log, said.append)
    assert len(said) == 1
    with Reader(log) as reader:
        assert reader.current
    assert verify(log).holds
    ensure_current(log, said.append)
    assert len(said) == 1


def test_a_damaged_log_is_not_remade_in_silence(log: Address) -> None:
    change(log, "UPDATE meta SET value = 'other'", "UPDATE stored_events SET topic = 'nothing' WHERE rowid = 6")
    with pytest.raises(BadInput, match="damaged"):
        ensure_current(log, lambda _: None)


def test_a_blank_file_is_an_empty_log(tmp_path: Path) -> None:
    path = tmp_path / "blank.db"
    path.touch()
    assert verify(path).holds
    assert verify(path).entries == 0


def test_a_foreign_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "foreign.db"
    change(path, "CREATE TABLE other (x)")
    with pytest.raises(BadInput, match="another program"):
        verify(path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no database"):
        verify(tmp_path / "missing.db")
