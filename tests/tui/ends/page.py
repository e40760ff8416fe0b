"""The page of the dashboard's jobs, read as what it is: for each job its keys in order, and what is seen after each."""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

PAGE = Path(__file__).resolve().parents[3] / "docs" / "dashboard-jobs.md"
NAMED = {
    "Enter": "\r", "Esc": "\x1b", "Tab": "\t", "Space": " ", "⇧Tab": "\x1b[Z",
    "↑": "\x1b[A", "↓": "\x1b[B", "→": "\x1b[C", "←": "\x1b[D", "Home": "\x1b[H", "End": "\x1b[F", "PgUp": "\x1b[5~", "PgDn": "\x1b[6~",
    "⌫": "\x7f", "Ctrl+P": "\x10", "Ctrl+S": "\x13", "Ctrl+T": "\x14", "Ctrl+X": "\x18",
}  # fmt: skip
"""The bytes that a terminal sends for a key with a name."""
PASTED = "\x1b[200~{}\x1b[201~"
_JOB = re.compile(r"^## (\d)\. (.*) — (\d+) keys$", re.MULTILINE)
_SIZE = re.compile(r"(\d+)×(\d+)")
_SPAN = re.compile(r"`([^`]+)`")
_KEY = re.compile(r"(paste )?`([^`]+)`(?: ×(\d+))?")


class Row(NamedTuple):
    """One row of a table: what is pressed, what it is for, and what must be on the screen then."""

    pressed: str
    sent: str
    keys: int
    """So many presses; text that is pasted is one."""
    gives: str
    seen: tuple[str, ...]


class Job(NamedTuple):
    """A job of the page."""

    number: int
    title: str
    said: int
    """Keys, as its heading says."""
    size: tuple[int, int]
    rows: tuple[Row, ...]


@cache
def jobs() -> dict[int, Job]:
    """All jobs by number."""
    text = PAGE.read_text("utf-8")
    found = list(_JOB.finditer(text))
    ends = [match.start() for match in found[1:]] + [len(text)]
    return {int(match[1]): _job(match, text[match.end() : end]) for match, end in zip(found, ends, strict=True)}


def _job(heading: re.Match[str], text: str) -> Job:
    size = _SIZE.search(text)
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line[:1] == "|"]
    rows = tuple(_row(*row) for row in cells[2:])
    return Job(int(heading[1]), heading[2], int(heading[3]), (int(size[1]), int(size[2])) if size else (120, 40), rows)


def _row(pressed: str, gives: str, seen: str) -> Row:
    keys = [(match[1], match[2], int(match[3] or 1)) for match in _KEY.finditer(pressed)]
    sent = "".join((PASTED.format(key) if paste else NAMED.get(key, key)) * times for paste, key, times in keys)
    count = sum((1 if paste or key in NAMED else len(key)) * times for paste, key, times in keys)
    return Row(pressed, sent, count, gives, tuple(_SPAN.findall(seen)))
