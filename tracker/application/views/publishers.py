"""Publishers: the source families behind many developments at once."""

import re
import sqlite3
from collections.abc import Callable

from tracker.application.search.facts import texts
from tracker.application.views.certainty import family_of
from tracker.application.views.evidence import source_of
from tracker.domain.chronicle import Settling
from tracker.domain.log import SOURCE_PREFIX

_PLAIN = re.compile(r"https?://(?:www\.)?([a-z0-9-]+(?:\.[a-z0-9-]+)+)(?:/[!-~]*)?", re.ASCII)
"""An address whose host is plain to see."""


def described_addresses(index: sqlite3.Connection) -> frozenset[str]:
    """The sources that some file describes and whose name is an address: hardly ever one."""
    rows = index.execute(
        "SELECT id FROM streams WHERE id >= ? AND id < ?", (f"{SOURCE_PREFIX}http", f"{SOURCE_PREFIX}httq")
    )
    return frozenset(stream.removeprefix(SOURCE_PREFIX) for (stream,) in rows)


def families_by(settling: Settling, described: frozenset[str]) -> Callable[[str], frozenset[str]]:
    """Finds the families behind sources that are given as an index keeps them, as known at the clocks."""
    known: dict[str, str] = {}

    def family(name: str) -> str:
        if name not in known:
            plain = None if name in described else host_seen(name)
            known[name] = plain or family_of(name, source_of(settling, name))
        return known[name]

    return lambda names: frozenset(map(family, texts(names)))


def host_seen(name: str) -> str | None:
    """The host of a plain address, as ``certainty.host_of`` tells it; None where that must be asked."""
    found = _PLAIN.fullmatch(name)
    return None if found is None else found[1]
