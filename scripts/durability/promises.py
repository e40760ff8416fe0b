"""Promises with the figure that shows whether each is kept, printed as one table."""

from __future__ import annotations

import platform
import sqlite3
import sys
from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Promise(NamedTuple):
    """What is promised, what was found, and whether that keeps it."""

    what: str
    figure: str
    holds: bool = True


def none_of(what: str, count: int) -> Promise:
    """A promise that something never happens."""
    return Promise(what, f"{count:,}", count == 0)


def at_least(what: str, count: int, wanted: int) -> Promise:
    """A promise that something happens often enough to mean something."""
    return Promise(what, f"{count:,}", count >= wanted)


def show(title: str, promises: Iterable[Promise]) -> int:
    """Print the table; 0 where every promise is kept, else 1."""
    found = list(promises)
    wide = max(len(promise.what) for promise in found)
    print(f"{title}, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {platform.system()}\n")
    print(f"| {'promise':<{wide}} | {'figure':>22} | kept |\n|{'-' * (wide + 2)}|{'-' * 24}|------|")
    for promise in found:
        print(f"| {promise.what:<{wide}} | {promise.figure:>22} | {'yes' if promise.holds else 'NO':<4} |")
    broken = sum(not promise.holds for promise in found)
    print(f"\n{f'{broken} promises are broken' if broken else 'every promise is kept'}", flush=True)
    return 1 if broken else 0


def tell(what: str, breaks: Sequence[str]) -> None:
    """The first of some breaks, on standard error."""
    for one in breaks[:5]:
        print(f"{what}: {one}", file=sys.stderr)
