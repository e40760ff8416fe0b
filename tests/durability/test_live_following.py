"""A short trial of live following: the full one is ``scripts/following``."""

import subprocess
import sys
from pathlib import Path

import pytest

TRIAL = Path(__file__).resolve().parents[2] / "scripts" / "durability" / "live_following.py"
if sys.platform == "win32":
    pytest.skip("the trial forks and kills, which Windows cannot", allow_module_level=True)


def test_followers_are_soon_and_cheap_and_see_each_entry_once_though_they_are_killed_and_cut_off() -> None:
    asked = ["--seconds", "2", "--idle", "2", "--followers", "2"]
    done = subprocess.run(
        [sys.executable, str(TRIAL), *asked], check=False, capture_output=True, text=True, timeout=200
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "every promise is kept" in done.stdout
    for promise in ("SQLite: idle", "PostgreSQL: idle", "connections cut", "crashes of the server"):
        assert promise in done.stdout
