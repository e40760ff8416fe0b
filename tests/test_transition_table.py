"""The transition table is current: what the types do is what was reviewed."""

import difflib
import subprocess
import sys
from pathlib import Path

from tracker.domain.catalogue import TYPES

ROOT = Path(__file__).resolve().parent.parent
TABLE = Path(__file__).resolve().parent / "transition_table.txt"


def test_the_transition_table_is_what_the_types_do() -> None:
    script = ROOT / "scripts" / "transition_table"
    now = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, encoding="utf-8", check=True
    ).stdout
    then = TABLE.read_text("utf-8")
    changed = list(difflib.unified_diff(then.splitlines(), now.splitlines(), "reviewed", "now", lineterm="", n=0))
    assert not changed, "\n".join([*changed, "read it, then: scripts/transition_table > tests/transition_table.txt"])


def test_the_transition_table_knows_every_type() -> None:
    named = {line.split()[0] for line in TABLE.read_text("utf-8").splitlines() if line[:1].isalpha()}
    assert named == {form.type_name() for form in TYPES.values()} - {"position_stated"}
