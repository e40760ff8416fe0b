"""Checkpoints as bytes: a folding state written and read back exactly, its remarks, and its chains as plain numbers.

Nine of ten parts of a state are chains: what refers to the developments behind it. As JSON they took most of the time
and memory of whoever reads all pairs. So a first line of JSON says how things stand, with those values alone that a
blank state has otherwise, and the open acts in columns; a second how long each chain is; a third holds the remarks.
Behind that all chains stand one after the other, eight bytes a reference, the least significant first.

Derived and disposable: a checkpoint of other code is never read, so its shape may change.
"""

import json
import sqlite3
import sys
from array import array
from collections.abc import Iterable, Sequence
from itertools import accumulate, repeat
from typing import Any

from tracker.application.store.shape import check, check_remarks
from tracker.domain.fold import Chain, Folding, Remark, refs
from tracker.domain.relation import WIDTH, blank

_BLANK = blank()
_WHOLE = {int}
_EVER = 1 << 62
_AMISS = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What a body that another program wrote may lead to."""
_LAST = (
    "SELECT moment, id, count, body FROM checkpoints WHERE pair = ? AND moment <= ? "
    "ORDER BY moment DESC, id DESC LIMIT 1"
)


class _Chains:
    """References one after the other: written at the end, or read from the start."""

    def __init__(self, stored: bytes = b"") -> None:
        self._refs, self._at = _turned(array("q", stored)), 0

    def put(self, chain: Chain) -> int:
        """Add a chain; how long it is."""
        found = refs(chain)
        self._refs.extend(found)
        return len(found)

    def take(self, counts: Sequence[Any]) -> list[Chain]:
        """The next chains, of these lengths, as they were read; ValueError where those are no lengths."""
        if not {*map(type, counts)} <= _WHOLE or min(counts, default=0) < 0:
            raise ValueError
        found, ends = self._refs, accumulate(counts, initial=self._at)
        next(ends)
        chains = [found[end - count : end] if count else None for count, end in zip(counts, ends, strict=True)]
        self._at += sum(counts)
        return chains

    def check_read(self) -> None:
        """ValueError where something is left, or more was taken than there is."""
        if self._at != len(self._refs):
            raise ValueError

    def stored(self) -> bytes:
        """As bytes."""
        return _turned(self._refs).tobytes()


def _turned(numbers: "array[int]") -> "array[int]":
    """The same with the least significant byte first in memory, or from there."""
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def pack(folding: Folding) -> bytes:
    """A folding state with the remarks since the checkpoint before it."""
    chains = _Chains()
    places = [place for place, value in enumerate(folding.values) if value != _BLANK[place]]
    acts = [(*key, *act) for key, held in folding.open.items() for act in held]
    columns = [*zip(*acts, strict=True)] or [()] * 6
    stands = {
        "places": places,
        "values": [folding.values[place] for place in places],
        "open": columns[:5],
        "heat": folding.heat,
        "last": folding.last,
        "count": folding.count,
        "talk": folding.talk,
        "force": folding.force,
        "day": folding.day,
        "closed_day": folding.closed_day,
    }
    counts = [chains.put(chain) for chain in (*folding.because, *columns[5])]
    noted = [[*remark[:5], refs(remark.disagrees)] for remark in folding.remarks]
    return f"{_json(stands)}\n{_json(counts)}\n{_json(noted)}\n".encode() + chains.stored()


def _json(plain: Any) -> str:
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


def unpack(body: bytes, *, chains: bool = True) -> Folding:
    """The folding state of a checkpoint, without its remarks; Undecodable where it is not of the format.

    Without ``chains`` it is how things stand and not why: a list of all pairs needs no more.
    """
    try:
        stands, counts, _, stored = body.split(b"\n", 3)
        plain = json.loads(stands)
        plain["values"] = [_frozen(value) if type(value) is list else value for value in plain["values"]]
        check(plain)
        folding = _folding(plain, _chains(json.loads(counts), stored) if chains else None)
    except _AMISS as problem:
        raise _undecodable() from problem
    return folding


def _chains(counts: Sequence[Any], stored: bytes) -> tuple[list[Chain], list[Chain]]:
    """The chains of the slots and those of the open acts, of which each has one."""
    found = _Chains(stored)
    chains = found.take(counts)
    found.check_read()
    because, behind = chains[:WIDTH], chains[WIDTH:]
    if len(because) != WIDTH or None in behind:
        raise ValueError
    return because, behind


def _folding(plain: dict[str, Any], chains: tuple[list[Chain], list[Chain]] | None) -> Folding:
    folding = Folding()
    values, held, columns = folding.values, folding.open, plain["open"]
    for place, value in zip(plain["places"], plain["values"], strict=True):
        values[place] = value
    behind: Iterable[Chain] = repeat(None, len(columns[0]))
    if chains is not None:
        folding.because, behind = chains
    for kind, half, scope, weight, since, chain in zip(*columns, behind, strict=True):
        held[kind, half] = (*held.get((kind, half), ()), (scope, weight, since, chain))
    folding.heat, folding.last, folding.count = plain["heat"], plain["last"], plain["count"]
    folding.talk = [(day, tuple(said)) for day, said in plain["talk"]]
    folding.force = tuple(plain["force"])
    folding.day, folding.closed_day = plain["day"], plain["closed_day"]
    return folding


def last_checkpoint(
    conn: sqlite3.Connection, pair: int, until: int = _EVER, *, chains: bool = True
) -> tuple[Folding, int, tuple[int, str]]:
    """The last checkpoint of a pair up to a moment: its state, without remarks, how many rows it holds, and its key.

    The state before the first row, and a key before every other, where there is none; ``chains`` as `unpack` has it.
    """
    row = conn.execute(_LAST, (pair, until)).fetchone()
    return (Folding(), 0, (-1, "")) if row is None else (unpack(row[3], chains=chains), row[2], (row[0], row[1]))


def remarks(body: bytes) -> list[Remark]:
    """The remarks of a checkpoint: those since the one before it; Undecodable where they are none."""
    try:
        noted: list[list[Any]] = json.loads(body.split(b"\n", 3)[2])
        found = [
            Remark(ref, place, _frozen(found), expected, article, _chain(disagrees))
            for ref, place, found, expected, article, disagrees in noted
        ]
        check_remarks(found)
    except _AMISS as problem:
        raise _undecodable() from problem
    return found


def _undecodable() -> Exception:
    """Whatever a body that another program wrote leads to is said in words."""
    from tracker.application.store.codec import Undecodable  # it knows the catalogue, which reading does not need

    return Undecodable(
        "a checkpoint among the derived rows is not of the format; tracker verify --rebuild makes them anew"
    )


def _frozen(value: Any) -> Any:
    return tuple(_frozen(item) for item in value) if isinstance(value, list) else value


def _chain(items: list[Any]) -> Chain:
    """The chain of a remark; TypeError where it is not of references."""
    if not {*map(type, items)} <= _WHOLE:
        raise TypeError
    return array("q", items) or None
