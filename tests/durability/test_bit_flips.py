"""A flipped bit that changes an entry, a state or an order is found, and a log that nobody touched is not suspected.

The full length is `scripts/bit_flips`: 10,000 flips and 1,000 clean logs.
"""

import sys
from pathlib import Path
from random import Random

import pytest

from tracker.application.store import schema

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts" / "flipping"))

import flip_figures  # noqa: E402 - the harness is a script, found by its place
from flip_figures import flip_often, suspected  # noqa: E402


def test_what_a_flipped_bit_changes_is_found(tmp_path: Path) -> None:
    tally = flip_often(tmp_path, 80, Random(2), share=1)
    assert (tally["flips"], tally["missed"]) == (80, 0)
    assert tally["silent without verify"] > 0


def test_a_clean_log_is_not_suspected(tmp_path: Path) -> None:
    assert suspected(tmp_path, 6, Random(3)) == 0


def test_the_harness_would_show_what_is_missed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flip_figures, "found", lambda path: False)
    assert flip_often(tmp_path, 40, Random(2))["missed"] > 0


def test_the_harness_would_show_a_false_alarm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "is_current", lambda conn: False)
    assert suspected(tmp_path, 1, Random(3)) == 1
