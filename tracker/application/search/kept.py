"""Which index is asked: the one that is kept beside the log or in the cache folder, else one for this question."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, TypeVar

from tracker.application.search import index
from tracker.application.search.filling import catch_up, fill_without_proof, has_tree
from tracker.application.store.reader import Reader
from tracker.application.store.tree import LogTree

Answer = TypeVar("Answer")
Bar = Callable[[int], Any]
"""Given how many entries come, shows how far it is."""


def cache_folder() -> Path:
    """Where indexes lie that cannot lie beside their log."""
    from platformdirs import user_cache_path

    return user_cache_path("tracker", appauthor=False)


def answered(reader: Reader, ask: Callable[[sqlite3.Connection], Answer], bar: Bar | None = None) -> Answer:
    """What is asked of an index that holds the entries of a log as the reader sees them, and perhaps later ones.

    A damaged one is thrown away and made anew. Where none can be kept, one in memory is made for this question.
    """
    bars = {} if bar is None else {"bar": bar}
    for path in _places(reader):
        for _ in range(2):
            try:
                conn = index.opened(path)
                if conn is None:
                    break
                with closing(conn):
                    catch_up(conn, reader, **bars)
                    return ask(conn)
            except sqlite3.OperationalError:  # the disk is full, or another program holds it
                break
            except sqlite3.DatabaseError:  # where it is the log that is damaged, it is told by the index in memory
                with suppress(OSError):
                    index.throw_away(path)
    with closing(index.in_memory()) as conn:
        fill_without_proof(conn, reader, **bars)
        return ask(conn)


def _places(reader: Reader) -> Iterator[Path]:
    return index.places(reader, LogTree(reader.conn).origin, cache_folder()) if has_tree(reader) else iter(())
