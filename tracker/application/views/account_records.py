"""Records of a pair that speak of casualties, motive or target, read undecoded: ten thousand are asked at once."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from pydantic_core import from_json

from tracker.application.store.placed import Placed
from tracker.application.store.reader import Reader
from tracker.application.views.account_aspects import TOPICS
from tracker.domain.catalogue import TYPES
from tracker.domain.development import Development, own_field_names
from tracker.domain.disputes import CASUALTIES
from tracker.domain.log import Corrected

Record = tuple[type[Development], Mapping[str, Any]]
"""The form of a development, and what its entry gives."""

_FIELDS = (*CASUALTIES, *TOPICS[1:], *(f"claimed_{topic}" for topic in TOPICS[1:]))
_NAMING = (
    "SELECT originator_id, topic, state FROM stored_events WHERE originator_id IN (SELECT id FROM facts WHERE pair = "
    "(SELECT pair FROM pairs WHERE name = ?)) AND (topic = ? OR topic IN ({}) AND ({})) "
    "ORDER BY rowid"
)


def records_of(reader: Reader, found: Placed) -> dict[str, Record | None]:
    """What the entries of a pair may say of such fields, by development: more are named than do.

    None where it was said to be otherwise, so that the development must be settled.
    """
    if reader.empty:
        return {}
    topics, words = _topics(), [f'"{name}":'.encode() for name in _FIELDS]
    statement = _NAMING.format(",".join("?" * len(topics)), " OR ".join("instr(state, ?) > 0" for _ in words))
    said: dict[str, Record | None] = {}
    for stream, topic, state in reader.conn.execute(statement, (found.pair, Corrected.topic, *topics, *words)):
        form = TYPES.get(topic)
        said[stream] = None if form is None else (form, from_json(state)["development"])
    return said


@cache
def _topics() -> tuple[str, ...]:
    """The topics of the entries that may give such a field at first: of the types that have one."""
    return tuple(name for name, form in TYPES.items() if {*own_field_names(form)} & {*_FIELDS})
