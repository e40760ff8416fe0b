"""The page of the error zoo: every case run against the real program, its paths and days made the same."""

import contextlib
import io
import os
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from cases import BASE, PAGE, ZOO, Case, cases
from preparations import PREPARATIONS
from teams import PREPARATIONS as ON_A_SERVER
from teams import addressed, without_addresses

_HEAD = """# Error zoo

One minimal input for each message, and what the program says to it. This page is generated from real output by
`scripts/error_zoo`; a test keeps it current. Every case runs on a database that holds `base/crisis.yaml`; `DB`
stands for the path of that file. Each ends with exit status 2 and leaves the log as it was.
"""


@dataclass(frozen=True)
class Answer:
    """What the program did with a case."""

    status: int
    out: str
    err: str
    """Paths and days made the same everywhere."""
    untouched: bool
    """Whether the log holds, byte for byte, what it held before."""


class Zoo:
    """Runs cases, each on a fresh copy of the same log."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.chmod(0o755)
        self._base = folder / "base.db"
        status, out, err = run(("replay", str(BASE)), self._base)
        if status:
            raise SystemExit(f"the base of the zoo does not replay:\n{out}{err}")

    def answer(self, case: Case) -> Answer:
        """Run a case: prepare, run what comes before, and take what the last command says."""
        path = self._folder / case.name / "log.db"
        path.parent.mkdir()
        shutil.copy(self._base, path)
        with contextlib.ExitStack() as stack:
            *first, last = case.commands
            for command in first:
                status, out, err = run(command, path)
                if status:
                    raise SystemExit(f"{case.name}: {' '.join(command)} fails already:\n{out}{err}")
            for name in case.preparations:
                stack.enter_context({**PREPARATIONS, **ON_A_SERVER}[name](path))
            before = held(path)
            status, out, err = run(last, path)
        after = held(path)
        return Answer(status, out, normal(err, path), before == after)


def run(command: tuple[str, ...], path: Path) -> tuple[int, str, str]:
    """Exit status, output and errors of one ``tracker`` command; ``DB`` is the path of the database,
    ``LARGE`` a text of 20,000 characters, ``ATSERVER`` and ``WRONGPASSWORD`` are addresses of a server.
    """
    from tracker.cli import main

    words = [word.replace("LARGE", "x" * 20_000) for word in command]
    words = [word.replace("DB", str(path)) if word.startswith("DB") else addressed(word, path) for word in words]
    out, err = io.StringIO(), io.StringIO()
    with _surroundings(path), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = main.run(words)
    return status, out.getvalue(), err.getvalue()


@contextlib.contextmanager
def _surroundings(path: Path) -> Iterator[None]:
    """The folder of the zoo, a named desk, a wide terminal; all undone afterwards."""
    before, here = dict(os.environ), Path.cwd()
    os.environ.update(TRACKER_DB=str(path), TRACKER_BY="zoo", COLUMNS="200", NO_COLOR="1")
    os.chdir(ZOO)
    try:
        yield
    finally:
        os.chdir(here)
        os.environ.clear()
        os.environ.update(before)


def held(path: Path) -> object:
    """What a log holds: its rows where it has any, else the bytes of the file, None where there is none."""
    if not path.exists():
        return None
    try:
        alone = not path.with_name(path.name + "-wal").exists()
        conn = sqlite3.connect(f"{path.as_uri()}?{'immutable=1' if alone else 'mode=ro'}", uri=True)
        rows = conn.execute("SELECT rowid, * FROM stored_events ORDER BY rowid").fetchall()
        conn.close()
    except sqlite3.Error:
        return path.read_bytes()
    return rows


def normal(text: str, path: Path) -> str:
    """A message without what differs from machine to machine and day to day."""
    today = datetime.now(UTC).date().isoformat()
    text = text.replace(str(path), "DB").replace(str(ZOO) + "/", "").replace(today, "TODAY")
    return without_addresses(text, path)


def page(folder: Path) -> str:
    """The whole page."""
    zoo = Zoo(folder)
    return "\n".join([_HEAD, *(section(case, zoo.answer(case)) for case in cases())])


def section(case: Case, answer: Answer) -> str:
    """One case with what the program says."""
    prepared = "".join(f"*{name}* · " for name in case.preparations)
    link = f"[{case.file.name}]({case.file.name})"
    return f"## {case.title}\n\n{prepared}{link}\n\n```\n$ {case.said}\n{answer.err.rstrip()}\n```\n"


def main() -> int:
    """Write the page anew."""
    with tempfile.TemporaryDirectory() as folder:
        PAGE.write_text(page(Path(folder)), "utf-8")
    print(f"{PAGE}: {len(cases())} cases")
    return 0


if __name__ == "__main__":
    sys.exit(main())
