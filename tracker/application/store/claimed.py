"""Claimed developments of a pair, read all at once and undecoded: what their entries give, with every claim.

Decoding ten thousand entries into forms takes seconds. Where nothing was corrected, and nothing else was ever said to
be the same as it, what counts is what the entries say one after another; of the rest the domain's settling is asked.
"""

import sqlite3
from collections.abc import Iterable, Mapping
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from pydantic_core import from_json

from tracker.application.store.accounts import Heard, Told, hear
from tracker.application.store.derived_keys import CLAIMED, SAME

_ENTRIES = (
    "SELECT originator_id, topic, state FROM stored_events WHERE originator_id IN "
    "(SELECT id FROM facts WHERE pair = ? AND marks > 0 AND marks & ? <> 0) ORDER BY originator_id, originator_version"
)
_MERGED = "SELECT DISTINCT target FROM links WHERE kind = ?"
_SETTLED = "corrected"
"""The topic of entries after which a development is left to the settling of the domain."""


class Plain(NamedTuple):
    """A development as its entries give it."""

    topic: str
    said: Mapping[str, Any]
    """The JSON of the development, as it was recorded."""
    claims: tuple[Told, ...]
    assessed: dict[str, Any]


def plain_claimed(conn: sqlite3.Connection, number: int) -> dict[str, Plain]:
    """By id the developments of a pair that carry claims or assessments, as known now, but for those to be settled."""
    merged = {stream for (stream,) in conn.execute(_MERGED, (SAME,))}
    rows = conn.execute(_ENTRIES, (number, CLAIMED))
    heard = ((stream, _heard([row[1:] for row in part])) for stream, part in groupby(rows, itemgetter(0)))
    return {stream: found for stream, found in heard if found is not None and stream not in merged}


def _heard(entries: Iterable[tuple[str, bytes]]) -> Plain | None:
    heard, first = Heard(), None
    for topic, state in entries:
        if topic == _SETTLED:
            return None
        body = from_json(state)
        hear(heard, topic, body)
        first = first or (topic, body["development"])
    return None if first is None else Plain(*first, tuple(heard.claims), dict(heard.assessed))
