"""Output: what verbs print. Text goes through the gate for shown text; a document is ASCII JSON."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from shutil import get_terminal_size
from typing import Any

import click

from tracker.application.plain import aligned
from tracker.application.shown import shown


def emit(document: Any) -> None:
    """Print one JSON document, keys in the order given, nothing in it that a terminal would obey."""
    click.echo(_written(document))


def _written(document: Any) -> str:
    """The document as ASCII; by pydantic's writer: Python's takes five times as long for indented lines.

    What that writer does not write as JSON has it (no numbers, halves of characters) is left to Python's.
    """
    from pydantic_core import PydanticSerializationError, to_json

    try:
        found = to_json(document, indent=2, ensure_ascii=True, fallback=str).decode("ascii")
    except PydanticSerializationError:
        found = "NaN"
    if "NaN" in found or "Infinity" in found:
        return json.dumps(document, indent=2, ensure_ascii=True, allow_nan=False, default=str)
    return found.replace("\x7f", "\\u007f")


def line(text: object = "", *, limit: int | None = None) -> None:
    """Print one line of text."""
    click.echo(shown(text, limit=limit))


def lines(texts: Iterable[object], *, limit: int | None = None) -> None:
    """Print lines of text."""
    for text in texts:
        line(text, limit=limit)


def complain(text: object) -> None:
    """Say on standard error, one shown line for each line, what is wrong or worth knowing."""
    for part in str(text).splitlines() or [""]:
        click.echo(shown(part), err=True)


def width() -> int | None:
    """Cells of the terminal that is printed to; None where it is a file or a pipe."""
    return get_terminal_size((100, 24)).columns if sys.stdout.isatty() else None


def table(rows: Iterable[Sequence[object] | Mapping[str, object]], columns: Sequence[str]) -> None:
    """Print rows under their column names, aligned by cells; rows are sequences, or mappings by column name."""
    for text in aligned(rows, columns):
        line(text, limit=width())


@contextmanager
def progress(label: str, total: int, *, least: int = 2) -> Iterator[Callable[[int], None]]:
    """A bar on standard error where that is a terminal and the work is long; yields what moves it."""
    if total < least or not sys.stderr.isatty():
        yield lambda _: None
        return
    with click.progressbar(length=total, label=shown(label), file=sys.stderr) as bar:
        yield bar.update


def in_parts(move: Callable[[int], None], shares: Mapping[str, tuple[int, int]]) -> Callable[[str, int, int], None]:
    """Move one bar by the parts of a work, each from one step of the bar to another; it never goes back."""
    reached = 0

    def moved(part: str, done: int, of: int) -> None:
        nonlocal reached
        first, last = shares[part]
        now = first + (last - first) * done // max(1, of)
        if now > reached:
            move(now - reached)
            reached = now

    return moved
