"""Short trials of crashes and of many writers: the full ones are ``scripts/crashes`` and ``scripts/many_writers``."""

import subprocess
import sys
from pathlib import Path

import pytest

TRIALS = Path(__file__).resolve().parents[2] / "scripts" / "durability"
if sys.platform == "win32":
    pytest.skip("the trials fork and kill, which Windows cannot", allow_module_level=True)


def tried(script: str, *arguments: str) -> dict[str, str]:
    """The figures of a trial by promise; every promise must be kept."""
    done = subprocess.run(
        [sys.executable, str(TRIALS / script), *arguments], check=False, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stdout + done.stderr
    rows = [line.strip("|").split("|") for line in done.stdout.splitlines() if line.startswith("| ")]
    return {row[0].strip(): row[1].strip() for row in rows}


def test_writers_and_importers_that_are_killed_lose_nothing_and_doctored_ones_are_caught() -> None:
    found = tried("crashes.py", "--kills", "20", "--importers", "2", "--importer-kills", "2")
    assert int(found["writers were killed"]) >= 20
    assert int(found["entries were acknowledged with their bytes"].replace(",", "")) >= 20
    assert found["acknowledged entries lost or not byte-equal"] == "0"
    assert sum(promise.startswith("control: ") for promise in found) == 3


def test_a_server_that_crashes_and_writers_that_are_killed_on_it_lose_nothing_and_careless_ones_are_caught() -> None:
    short = ("--kills", "20", "--importers", "2", "--importer-kills", "1", "--server-crashes", "3")
    found = tried("crashes.py", "--postgres", *short)
    wanted, _, there = found["entries of that file, and of the log"].partition(" and ")
    assert wanted == there
    assert found["the server was stopped immediately, and started again"] == "3"
    went_on, _, lived = found["writers that lived through it went on by themselves"].partition(" of ")
    assert int(went_on) == int(lived) >= 6
    assert found["acknowledged entries lost or not byte-equal as the server crashed"] == "0"
    assert sum(promise.startswith("control: ") for promise in found) == 4


@pytest.mark.parametrize("where", [(), ("--postgres",)], ids=["file", "server"])
def test_four_processes_record_while_readers_follow_and_two_desks_contend(where: tuple[str, ...]) -> None:
    found = tried("many_writers.py", *where, "--processes", "4", "--each", "100", "--rounds", "10")
    assert found["4 processes recorded"] == "400"
    assert found["reader 2 saw entries, in parts"] == "400"
    assert found["the other is shown what changed"] == "10 of 10"
