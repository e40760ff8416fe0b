"""Publishers: the source families behind many developments at once."""

import json
import sqlite3
from collections.abc import Callable
from functools import cache

from tracker.application.hosts import host_seen
from tracker.application.search.facts import texts
from tracker.application.search.labels import PUBLISHER, Labels, label, publisher
from tracker.application.search.words import searched
from tracker.application.views.certainty import family_of
from tracker.application.views.evidence import source_of
from tracker.domain.chronicle import Settling
from tracker.domain.log import SOURCE_PREFIX

MOST_DESCRIBED = 500
"""Sources that are looked at to find out which are of a family."""
_DESCRIBED = "SELECT id FROM streams WHERE id >= ? AND id < ?"


def described_addresses(index: sqlite3.Connection) -> frozenset[str]:
    """The sources that some file describes and whose name is an address: hardly ever one."""
    return frozenset(_described(index, f"{SOURCE_PREFIX}http", f"{SOURCE_PREFIX}httq"))


def _described(index: sqlite3.Connection, first: str, behind: str, limit: int = -1) -> list[str]:
    rows = index.execute(f"{_DESCRIBED} LIMIT ?", (first, behind, limit))
    return [stream.removeprefix(SOURCE_PREFIX) for (stream,) in rows]


def labels_of_families(
    index: sqlite3.Connection, wanted: frozenset[str], families: Callable[[str], frozenset[str]]
) -> Labels | None:
    """The labels under which families that are wanted may stand in an index; None where that is too much to ask.

    ``families`` finds those behind sources, as ``families_by`` gives it; ``wanted`` are as they are compared.
    """
    described = _described(index, SOURCE_PREFIX, f"{SOURCE_PREFIX[:-1]};", MOST_DESCRIBED + 1)
    if not wanted or len(described) > MOST_DESCRIBED:
        return None
    meant = (name for name in described if not wanted.isdisjoint(map(searched, families(json.dumps([name])))))
    return tuple({*(label(PUBLISHER, name) for name in wanted), *map(publisher, meant)})


def families_by(settling: Settling, described: frozenset[str]) -> Callable[[str], frozenset[str]]:
    """Finds the families behind sources that are given as an index keeps them, as known at the clocks."""

    @cache
    def family(name: str) -> str:
        plain = None if name in described else host_seen(name)
        return plain or family_of(name, source_of(settling, name))

    return cache(lambda names: frozenset(map(family, texts(names))))
