"""Writes what each screen shows to tests/tui/snapshots, and takes away what no walk leads to."""

import asyncio
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.tui.shots import FOLDER, SIZES, described, names, standing_still, taken  # noqa: E402 - behind its path


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for path in FOLDER.iterdir():
        if path.name not in names():
            path.unlink()
    with standing_still(), tempfile.TemporaryDirectory() as scratch:
        database = described(Path(scratch) / "crisis.db")
        for size in SIZES:
            for name, text in asyncio.run(taken(database, size)).items():
                (FOLDER / name).write_text(text, "utf-8")
    print(f"{FOLDER.relative_to(ROOT)}: {len(list(FOLDER.iterdir()))} snapshots; git diff shows what changed")


if __name__ == "__main__":
    main()
