"""What carries the developments of a pair, and how they are tied, read from rows and JSON without decoding entries.

Decoding ten thousand entries takes seconds, and of most of them only the names of their sources are asked, if that.
What was amended is left to the dossiers of the domain.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from pydantic_core import from_json

from tracker.application.store.derived_keys import SAME
from tracker.application.store.many import rows_of

_ROWS = "SELECT moment, act, id FROM facts WHERE pair = ? AND moment <= ? ORDER BY moment, id"
_SAID = "SELECT f.id, e.state FROM facts f JOIN stored_events e ON e.rowid = f.dev WHERE f.pair = ? AND f.moment <= ?"
_AMENDED = "SELECT DISTINCT originator_id FROM stored_events WHERE rowid IN (SELECT dev FROM past WHERE pair = ?)"
_TIES = "SELECT target, origin, kind FROM links WHERE target IN ({})"
_TIES_WITHIN = (
    "SELECT l.target, l.origin, l.kind FROM facts f CROSS JOIN links l "
    "WHERE f.pair = ? AND f.moment <= ? AND l.target = f.id"
)


class Told(NamedTuple):
    """What is read of a development that was never amended."""

    sources: tuple[str, ...]
    """Those that carry it."""
    exact: bool
    """Whether its day is."""
    causes: tuple[str, ...]
    """What it says it responds to."""


class Tie(NamedTuple):
    """That one development says it responds to, or is the same as, another."""

    target: str
    origin: str
    same: bool


class Stories:
    """What developments say of themselves, read when it is asked; those that were amended are not among them."""

    def __init__(self, states: dict[str, bytes]) -> None:
        self._states = states
        self._told: dict[str, Told] = {}

    def __contains__(self, stream: str) -> bool:
        return stream in self._states

    def __getitem__(self, stream: str) -> Told:
        if stream not in self._told:
            self._told[stream] = _told(from_json(self._states[stream])["development"])
        return self._told[stream]

    def answers(self) -> Iterator[Tie]:
        """The ties of those that respond to something."""
        for stream, state in self._states.items():
            if b'"in_response_to"' in state:
                yield from (Tie(cause, stream, same=False) for cause in self[stream].causes)


def placed_rows(conn: sqlite3.Connection, number: int, until: int) -> list[tuple[int, int, str]]:
    """(moment, number of the act, id) of a pair's developments as known now, up to a moment, in order."""
    rows = conn.execute(_ROWS, (number, until)).fetchall()
    return [(moment, act, stream) for moment, act, stream in rows if act is not None]


def amended(conn: sqlite3.Connection, number: int) -> set[str]:
    """What ever touched a pair and of which something was said later: what is merged or retracted is among them."""
    return {stream for (stream,) in conn.execute(_AMENDED, (number,))}


def stories(conn: sqlite3.Connection, number: int, until: int, but: set[str]) -> Stories:
    """What a pair's developments up to a moment say of themselves, but for some."""
    rows = conn.execute(_SAID, (number, until))
    return Stories({stream: bytes(state) for stream, state in rows if stream not in but})


def ties_to(conn: sqlite3.Connection, streams: Sequence[str]) -> Iterator[Tie]:
    """The ties that ever ended at some developments."""
    return map(_tie, rows_of(conn, _TIES, streams))


def ties_within(conn: sqlite3.Connection, number: int, until: int) -> Iterator[Tie]:
    """The ties that ever ended at a pair's developments as known now, up to a moment: in one question."""
    return map(_tie, conn.execute(_TIES_WITHIN, (number, until)))


def _tie(row: tuple[str, str, int]) -> Tie:
    target, origin, kind = row
    return Tie(target, origin, kind == SAME)


def _told(said: dict[str, Any]) -> Told:
    named = [report["source"] for report in said.get("reports", ())] + list(_texts(said.get("sources", ())))
    claimed = (claim.get("source") for claim in said.get("claims", ()))
    found = tuple(dict.fromkeys(named or (source for source in claimed if source)))
    when = said["occurred"]
    return Told(found, when.get("earliest") == when["latest"], tuple(_texts(said.get("in_response_to", ()))))


def _texts(value: Any) -> Iterable[str]:
    return (value,) if isinstance(value, str) else value
