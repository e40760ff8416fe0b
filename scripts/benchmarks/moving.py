"""What moving a log costs, and what a backup beside writers holds: seconds, memory, and entries that are not there.

usage: scripts/moving_logs [ENTRIES]
"""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from itertools import islice
from pathlib import Path

import measures as m
from asking import count, parser

_WRITING = """
import sys
from pathlib import Path
from synthetic import commands
from tracker.application.store.writing import Writer
with Writer(Path(sys.argv[1])) as writer:
    for said in commands(1_000_000, prefix=sys.argv[2]):
        writer.submit([said])
        print(said.stream, flush=True)
"""
TRIALS, TOLD = 10, 100


def timed(*words: object) -> None:
    """Run a verb in a process of its own and print what it took."""
    seconds, memory, said = m.verb(*words)
    verb = next(word for word in words if word in ("export", "import", "copy", "backup"))
    print(f"{verb:<8}{seconds:7.1f} s{memory:>6.0f} MB   {said.strip()}")


def moved(folder: Path, count: int) -> None:
    log, file = folder / "log.db", folder / "log.jsonl.gz"
    m.build(log, count)
    timed("--db", log, "export", "--log", file)
    timed("--db", folder / "imported.db", "import", "--log", file)
    timed("--db", folder / "imported.db", "import", "--log", file)
    timed("copy", log, folder / "copied.db")
    timed("--db", log, "backup", folder / "backup.db")


def beside_writers(folder: Path) -> tuple[int, int, int]:
    """Entries acknowledged before a backup began; of these, how many it lacks, and how many a plain copy lacks."""
    log, plain, backup = (folder / name for name in ("live.db", "plain.db", "kept.db"))
    m.build(log, 100)
    told = [sys.executable, "-c", _WRITING, str(log)]
    beside = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parent)}
    writers = [subprocess.Popen([*told, f"w{n}"], stdout=subprocess.PIPE, text=True, env=beside) for n in range(2)]
    try:
        known = {line.strip() for writer in writers for line in islice(writer.stdout or (), TOLD)}
        shutil.copyfile(log, plain)
        m.verb("--db", log, "backup", backup)
    finally:
        for writer in writers:
            writer.kill()
            writer.communicate()
    return len(known), len(known - held(backup)), len(known - held(plain))


def held(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as conn:
        if conn.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            return set()
        return {stream for (stream,) in conn.execute("SELECT originator_id FROM stored_events")}


def main() -> int:
    asking = parser("moving_logs", __doc__)
    asking.add_argument("size", nargs="?", type=count, default=100_000, metavar="N", help="developments (100,000)")
    size = asking.parse_args().size
    with tempfile.TemporaryDirectory() as name:
        moved(Path(name), size)
    found = []
    for _ in range(TRIALS):
        with tempfile.TemporaryDirectory() as name:
            found.append(beside_writers(Path(name)))
    known, lost, plain = map(sum, zip(*found, strict=True))
    print(f"{TRIALS} backups beside two writers: {known} entries acknowledged before, {lost} not in the backup")
    print(f"plain copies of the file in the same places: {plain} of {known} not in the copy")
    return 1 if lost or not plain else 0  # a control that loses nothing proves nothing


if __name__ == "__main__":
    sys.exit(main())
