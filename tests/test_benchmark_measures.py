"""What the benchmark measures can be measured: each figure of the store, on a log of a few developments."""

import argparse
import sys
import time
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "scripts" / "benchmarks"))
import measures as m
import screen
import yardstick

COUNT = 12


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """A log of a few developments."""
    path = tmp_path / "log.db"
    assert m.build(path, COUNT) > 0
    return path


def test_the_rate_of_bare_rows_is_of_the_tables_that_the_log_has(log: Path, tmp_path: Path) -> None:
    ours, bare = m.narrow_rows_against_raw(tmp_path, log, COUNT)
    assert ours > 0
    assert bare > 0


def test_the_rates_of_appending_can_be_measured(log: Path, tmp_path: Path) -> None:
    assert min(*m.prepared_against_raw(tmp_path, log, COUNT)) > 0
    assert min(*m.bulk_against_raw(tmp_path, log, COUNT, 1)) > 0
    assert min(*m.single_against_raw(tmp_path, log, COUNT)) > 0
    assert m.backfill(log, COUNT) > 0


def test_what_is_compared_is_done_in_turn() -> None:
    done: list[str] = []

    def waiting(name: str, spent: float) -> None:
        done.append(name)
        time.sleep(spent)

    short, long = m.in_turn(lambda: waiting("short", 0), lambda: waiting("long", 0.02), 3)

    assert done == ["short", "long"] * 3
    assert short < long


def test_another_program_on_a_terminal_tells_how_fast_the_machine_is(
    log: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "harlequin"
    other.write_text("#!/bin/sh\nhead -c 3000 /dev/zero | tr '\\0' x\nsleep 20\n", "ascii")
    other.chmod(0o755)
    monkeypatch.setattr(yardstick, "STARTS", 1)
    found = yardstick.beside(log, yardstick.program(str(other)))
    assert found.share == pytest.approx(found.ours / found.theirs)
    assert 0 < found.slower == found.theirs / 773
    table = screen.Table()
    table.scale(found)
    changed = {gate for gate, bound in screen.GATES.items() if table.gates[gate] != bound}
    assert changed == {"paint", "row", "scrub"}
    assert table.gates["share"] == 0.388
    assert "first paint (773 there)" in capsys.readouterr().out
    for wrong in ("posting", str(log)):
        with pytest.raises(argparse.ArgumentTypeError, match="harlequin or posting is expected"):
            yardstick.program(wrong)


@pytest.mark.parametrize(
    ("gate", "value", "kept"),
    [
        ("row", 12.0, True),
        ("row", 12.1, False),
        ("memory", 100.0, True),
        ("frames", 50.0, True),
        ("frames", 49.9, False),
    ],
)
def test_a_gate_that_is_missed_is_said_and_spoils_the_table(
    gate: str, value: float, kept: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    table = screen.Table()
    table.row("a row", value, "ms", gate)
    assert table.good is kept
    assert ("MISSED" in capsys.readouterr().out) is not kept
    table.row("another", 0.0, "ms", "idle")
    assert table.good is kept


@pytest.mark.parametrize(("ours", "kept"), [(388.0, True), (389.0, False)])
def test_the_first_paint_is_judged_by_what_both_took_in_turn(ours: float, kept: bool) -> None:
    table = screen.Table()
    table.scale(yardstick.Beside("harlequin", 1000.0, ours, ours / 1000))
    assert table.good is kept
