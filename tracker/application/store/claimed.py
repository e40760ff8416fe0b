"""Claimed developments of a pair, read all at once and undecoded: what their entries give, with every claim.

Decoding ten thousand entries into forms takes seconds. Where nothing was corrected, and nothing else was ever said to
be the same as it, what counts is what the entries say one after another; of the rest the domain's settling is asked.
"""

import sqlite3
from collections.abc import Mapping
from typing import Any, NamedTuple

from pydantic_core import from_json

from tracker.application.store.accounts import Heard, Told, claims_in, hear
from tracker.application.store.derived_keys import CLAIMED, SAME

_ENTRIES = (
    "SELECT originator_id, topic, state FROM stored_events WHERE originator_id IN "
    "(SELECT id FROM facts WHERE pair = ? AND marks > 0 AND marks & ? <> 0) ORDER BY originator_id, originator_version"
)
_MERGED = "SELECT DISTINCT target FROM links WHERE kind = ?"
_CORRECTED = "corrected"
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
    settled = {stream for (stream,) in conn.execute(_MERGED, (SAME,))}
    first: dict[str, Plain] = {}
    later: dict[str, Heard] = {}
    for stream, topic, state in conn.execute(_ENTRIES, (number, CLAIMED)):
        body = from_json(state, cache_strings="keys")
        if stream not in first:
            said = body["development"]
            first[stream] = Plain(topic, said, tuple(claims_in(said)), {})
        elif topic == _CORRECTED:
            settled.add(stream)
        else:
            heard = later.get(stream)
            if heard is None:
                heard = later[stream] = Heard([*first[stream].claims], stands=True)
            hear(heard, topic, body)
    for stream, heard in later.items():
        first[stream] = first[stream]._replace(claims=tuple(heard.claims), assessed=dict(heard.assessed))
    return {stream: plain for stream, plain in first.items() if stream not in settled}
