"""The pictures of the screens can be drawn, by the command that a person gives."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_a_screen_is_drawn_at_each_size(tmp_path: Path) -> None:
    command = [sys.executable, "scripts/pictures/screens.py", str(tmp_path), "--only", "tree"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    drawn = {path.name: path.read_bytes()[:4] for path in tmp_path.iterdir()}
    assert drawn == {f"tree-{size}.png": b"\x89PNG" for size in ("80x24", "120x40", "200x60")}
