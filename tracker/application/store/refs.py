"""What stands behind the positions of developments, held for who asks for the same ones from date to date."""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Generic, TypeVar

from tracker.application.store.many import rows_of

Told = TypeVar("Told")
Bounds = tuple[int | None, int]
"""Earliest (None: open) and latest day (ordinals)."""
MOST = 4096
"""So many are held; then it begins anew."""


def ids_of(conn: sqlite3.Connection, devs: Iterable[Any]) -> dict[Any, str]:
    """The ids of developments by the positions at which they were recorded."""
    return dict(rows_of(conn, "SELECT rowid, originator_id FROM stored_events WHERE rowid IN ({})", sorted(set(devs))))


def bounds_of(conn: sqlite3.Connection, devs: Iterable[Any]) -> dict[Any, Bounds]:
    """Earliest and latest day of developments, by the positions at which they were recorded."""
    rows = rows_of(conn, "SELECT dev, earliest, latest FROM facts WHERE dev IN ({})", sorted(set(devs)))
    return {dev: (earliest, latest) for dev, earliest, latest in rows}


class Held(Generic[Told]):
    """Asks only for those of which it was not told yet."""

    def __init__(self, ask: Callable[[Sequence[Any]], dict[Any, Told]]) -> None:
        self._ask = ask
        self._held: dict[Any, Told] = {}

    def of(self, devs: Iterable[Any]) -> dict[Any, Told]:
        """What is told of these, by position; what is not there is left out."""
        wanted = set(devs)
        missing = wanted - self._held.keys()
        if missing:
            if len(self._held) > MOST:
                self.forget()
                missing = wanted
            self._held.update(self._ask(list(missing)))
        return {dev: self._held[dev] for dev in wanted if dev in self._held}

    def forget(self) -> None:
        """Ask for all again."""
        self._held.clear()
